import type { Connection } from 'vscode-languageserver';
import { type Disk, uriIn } from '../files/disk';
import {
  type FileParams,
  type ReadFileParams,
  type ReadFileResult,
  type ReadFolderResult,
  readFileRequest,
  readFolderRequest,
  type StatResult,
  statRequest,
} from '../protocol/files';

/** A folder that only the editor can read: in a browser, or in a repository that is not cloned. */
export function clientDisk(connection: Connection, folderUri: string): Disk {
  const ask = <R>(method: string, path: string): Promise<R | null> =>
    asked<FileParams, R>(connection, method, { uri: uriIn(folderUri, path) });
  return {
    isLocal: false,
    stat: async (path) => (await ask<StatResult>(statRequest, path)) ?? undefined,
    list: async (path) => (await ask<ReadFolderResult>(readFolderRequest, path)) ?? [],
    read: (path, maxBytes) => readFromClient(connection, uriIn(folderUri, path), maxBytes),
    refs: () => Promise.resolve(undefined),
  };
}

/** The text of a file that only the editor can read; undefined when it cannot, or when the file is too large. */
export async function readFromClient(
  connection: Connection,
  uri: string,
  maxBytes?: number,
): Promise<string | undefined> {
  const params = maxBytes === undefined ? { uri } : { uri, maxBytes };
  return (await asked<ReadFileParams, ReadFileResult>(connection, readFileRequest, params))?.text;
}

/** What the editor fails to read is not there. */
async function asked<P, R>(connection: Connection, method: string, params: P): Promise<R | null> {
  try {
    return await connection.sendRequest<R | null>(method, params);
  } catch {
    return null;
  }
}
