/** One folder of the workspace, wherever its files are: on this machine, or where only the editor can read them. */
export interface Disk {
  /** Whether reading is so cheap that all sources may be read to look for something. */
  readonly isLocal: boolean;
  /** What is at a path; undefined for nothing, and for links that lead out of the folder. */
  stat(path: string): Promise<FileStat | undefined>;
  /** The entries of a folder; empty when there is no such folder. */
  list(folder: string): Promise<readonly DiskEntry[]>;
  /** The text of a file as UTF-8; undefined when it cannot be read or is larger than that many bytes. */
  read(path: string, maxBytes: number): Promise<string | undefined>;
  /** The tags and branches of the git repository around the folder, sorted; undefined when there is none. */
  refs(): Promise<readonly string[] | undefined>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  /** In bytes. */
  readonly size: number;
}

/** Links are of the third kind: nobody who walks through folders follows them. */
export interface DiskEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
}

/** The URI of a file by its path from a folder. */
export function uriIn(folderUri: string, path: string): string {
  return path === '' ? folderUri : `${folderUri}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A folder that nobody can read. */
export const noDisk: Disk = {
  isLocal: false,
  stat: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  read: () => Promise.resolve(undefined),
  refs: () => Promise.resolve(undefined),
};
