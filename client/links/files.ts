import * as vscode from 'vscode';
import type {
  FileParams,
  ReadFileParams,
  ReadFileResult,
  ReadFolderResult,
  StatResult,
} from '../../server/protocol/files';

/** What is at a URI, in the terms of the server. */
export async function stat({ uri }: FileParams): Promise<StatResult> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(vscode.Uri.parse(uri));
    if (type & vscode.FileType.Directory) return { kind: 'folder', size: 0 };
    return type & vscode.FileType.File ? { kind: 'file', size } : null;
  } catch {
    return null;
  }
}

/** The entries of a folder, in the terms of the server. */
export async function readFolder({ uri }: FileParams): Promise<ReadFolderResult> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri));
    return entries.map(([name, type]) => ({ name, kind: kindOf(type) }));
  } catch {
    return null;
  }
}

function kindOf(type: vscode.FileType): 'file' | 'folder' | 'link' {
  if (type === vscode.FileType.Directory) return 'folder';
  return type === vscode.FileType.File ? 'file' : 'link';
}

/** The text of a file, unless it is larger than the server wants it. */
export async function readFile({ uri, maxBytes = Infinity }: ReadFileParams): Promise<ReadFileResult> {
  const found = await stat({ uri });
  if (found?.kind !== 'file' || found.size > maxBytes) return null;
  try {
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri))) };
  } catch {
    return null;
  }
}
