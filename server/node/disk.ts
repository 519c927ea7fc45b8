import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import { URI } from 'vscode-uri';
import type { Disk } from '../files/disk';
import { gitRefs } from './gitRefs';

/**
 * A folder of this machine, given by its `file:` URI. Nothing outside of it is read, but the names of tags and branches
 * where git keeps them.
 */
export function nodeDisk(folderUri: string): Disk {
  const root = URI.parse(folderUri).fsPath;
  let known: string | undefined;
  /** The real path of a file, or undefined when it does not exist or a symbolic link leads out of the folder. */
  const inside = async (relative: string): Promise<string | undefined> => {
    try {
      const realRoot = (known ??= await fs.realpath(root));
      const real = await fs.realpath(path.join(root, relative));
      return real === realRoot || real.startsWith(realRoot + path.sep) ? real : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    isLocal: true,
    stat: async (relative) => {
      const file = await inside(relative);
      const stat = file === undefined ? undefined : await fs.stat(file);
      if (stat?.isDirectory()) return { kind: 'folder', size: 0 };
      return stat?.isFile() ? { kind: 'file', size: stat.size } : undefined;
    },
    list: async (relative) => {
      const folder = await inside(relative);
      if (folder === undefined) return [];
      const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
      return entries.map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'link',
      }));
    },
    read: async (relative, maxBytes) => {
      const file = await inside(relative);
      return file === undefined ? undefined : readUpTo(file, maxBytes);
    },
    refs: () => gitRefs(root),
  };
}

/** The text of a file as UTF-8, or undefined when it cannot be read. */
export async function readText(uri: string): Promise<string | undefined> {
  return readUpTo(URI.parse(uri).fsPath, Infinity);
}

async function readUpTo(file: string, maxBytes: number): Promise<string | undefined> {
  try {
    const { size } = await fs.stat(file);
    return size > maxBytes ? undefined : await fs.readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}
