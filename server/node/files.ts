import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import { URI } from 'vscode-uri';
import type { CodeSymbol } from '../core/links/files';
import { MAX_SYMBOL_FILE, scanSymbols } from '../core/links/symbols';
import type { FolderFiles, SymbolSource } from '../lsp/host';

/** Folders that never hold plans, and are large. */
const skipped = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.vscode-test',
  'dist',
  'out',
  'target',
  '.venv',
  '__pycache__',
]);
const MAX_FOLDERS = 20_000;

/** The files below a folder on disk; answers are remembered until a file changes. Nothing outside the folder is read. */
export function nodeFiles(folderUri: string, symbolSource: SymbolSource): FolderFiles {
  const root = URI.parse(folderUri).fsPath;
  const kinds = new Map<string, Promise<'file' | 'folder' | undefined>>();
  const symbols = new Map<string, Promise<readonly CodeSymbol[] | undefined>>();
  const uriOf = (relative: string): string =>
    relative === '' ? folderUri : `${folderUri}/${relative.split('/').map(encodeURIComponent).join('/')}`;
  return {
    uriOf,
    kindOf: (relative) => {
      let kind = kinds.get(relative);
      if (!kind) kinds.set(relative, (kind = kindOf(root, relative)));
      return kind;
    },
    list: async (relative) => {
      const file = await inside(root, relative);
      if (file === undefined) return [];
      try {
        const entries = await fs.readdir(file, { withFileTypes: true });
        return entries
          .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
          .sort((a, b) => (a.name < b.name ? -1 : 1));
      } catch {
        return [];
      }
    },
    symbols: (relative) => {
      let found = symbols.get(relative);
      if (!found) symbols.set(relative, (found = symbolsOf(root, relative, uriOf(relative), symbolSource)));
      return found;
    },
    forget: (uri) => {
      if (uri === undefined) {
        kinds.clear();
        symbols.clear();
        return;
      }
      if (!uri.startsWith(`${folderUri}/`)) return;
      const relative = decodeURIComponent(uri.slice(folderUri.length + 1));
      kinds.delete(relative);
      symbols.delete(relative);
    },
  };
}

/** The real path of a file, or undefined when it does not exist or a symbolic link leads out of the folder. */
async function inside(root: string, relative: string): Promise<string | undefined> {
  try {
    const [real, realRoot] = await Promise.all([fs.realpath(path.join(root, relative)), fs.realpath(root)]);
    return real === realRoot || real.startsWith(realRoot + path.sep) ? real : undefined;
  } catch {
    return undefined;
  }
}

async function kindOf(root: string, relative: string): Promise<'file' | 'folder' | undefined> {
  const file = await inside(root, relative);
  if (file === undefined) return undefined;
  const stat = await fs.stat(file);
  return stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : undefined;
}

async function symbolsOf(
  root: string,
  relative: string,
  uri: string,
  ask: SymbolSource,
): Promise<readonly CodeSymbol[] | undefined> {
  const file = await inside(root, relative);
  if (file === undefined) return undefined;
  const stat = await fs.stat(file);
  if (!stat.isFile() || stat.size > MAX_SYMBOL_FILE) return undefined;
  const known = await ask(uri).catch(() => undefined);
  if (known && known.length > 0) return known;
  return scanSymbols(relative, await fs.readFile(file, 'utf8'));
}

/** The URIs of the plan files below a folder, in a stable order. */
export async function findPlans(folderUri: string): Promise<string[]> {
  const root = URI.parse(folderUri).fsPath;
  const found: string[] = [];
  const open = [''];
  for (let count = 0; open.length > 0 && count < MAX_FOLDERS; count++) {
    const folder = open.pop() as string;
    const entries = await fs.readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) open.push(relative);
      else if (entry.isFile() && /\.plan\.ya?ml$/.test(entry.name))
        found.push(`${folderUri}/${relative.split('/').map(encodeURIComponent).join('/')}`);
    }
  }
  return found.sort();
}

/** The text of a file as UTF-8, or undefined when it cannot be read. */
export async function readText(uri: string): Promise<string | undefined> {
  try {
    return await fs.readFile(URI.parse(uri).fsPath, 'utf8');
  } catch {
    return undefined;
  }
}
