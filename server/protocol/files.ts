/**
 * server → client, when the client said in `initializationOptions.files` that it answers: files that the server cannot
 * reach, since they are not on its machine.
 */

export interface FileParams {
  readonly uri: string;
}

/** server → client: what is at a URI; links are followed. Null when there is nothing. */
export const statRequest = 'headway/stat';
export type StatResult = { readonly kind: 'file' | 'folder'; readonly size: number } | null;

/** server → client: the entries of a folder; null when there is none. */
export const readFolderRequest = 'headway/readFolder';
export type ReadFolderResult = readonly { readonly name: string; readonly kind: 'file' | 'folder' | 'link' }[] | null;

/** server → client: the text of a file as UTF-8; null when it cannot be read or is larger than `maxBytes`. */
export const readFileRequest = 'headway/readFile';
export interface ReadFileParams extends FileParams {
  /** Without a limit when left out. */
  readonly maxBytes?: number;
}
export type ReadFileResult = { readonly text: string } | null;
