import picomatch from 'picomatch/posix';
import { type CodeComment, scanComments } from '../core/links/comments';
import type { CodeSymbol, WorkspaceFiles } from '../core/links/files';
import { isSourceFile, MAX_SYMBOL_FILE, scanSymbols } from '../core/links/symbols';
import { type Disk, uriIn } from './disk';
import { sourceFiles } from './walk';

/** Larger files are no sources that people write comments in. */
const MAX_SOURCE_FILE = 1_000_000;
/** How many files are read at a time. */
const AT_ONCE = 32;

/** Asks the editor for the symbols of a file; undefined when it has none to tell. */
export type SymbolSource = (uri: string) => Promise<readonly CodeSymbol[] | undefined>;

/** The files of a folder of the workspace, with what is remembered about them. */
export interface FolderFiles extends WorkspaceFiles {
  /** Forgets what is known about files and folders that came, went or changed. */
  forget(uris: readonly string[]): void;
  /** The text of a file changed; which files there are did not. */
  edited(uri: string): void;
  uriOf(path: string): string;
}

/**
 * The files of a folder, given by its URI without a slash at its end; answers are remembered until a file changes.
 *
 * @param isTrusted else sources are not searched for comments, and git's files are not read
 */
export function folderFiles(folderUri: string, disk: Disk, symbolSource: SymbolSource, isTrusted = true): FolderFiles {
  const kinds = new Map<string, Promise<'file' | 'folder' | undefined>>();
  const symbols = new Map<string, Promise<readonly CodeSymbol[] | undefined>>();
  const comments = new Map<string, readonly CodeComment[]>();
  let all: Promise<readonly string[]> | undefined;
  const matchers = new Map<string, (path: string) => boolean>();
  const matcher = (glob: string): ((path: string) => boolean) => {
    let found = matchers.get(glob);
    if (!found) {
      const matches = picomatch(glob, { dot: false });
      matchers.set(glob, (found = (file) => matches(file)));
    }
    return found;
  };
  const allFiles = (): Promise<readonly string[]> => (all ??= sourceFiles(disk));
  const mayReadAll = isTrusted && disk.isLocal;
  const readSource = async (file: string): Promise<string | undefined> => {
    const text = await disk.read(file, MAX_SOURCE_FILE);
    return text?.includes('\0') ? undefined : text;
  };
  const pathOf = (uri: string): string | undefined =>
    uri.startsWith(`${folderUri}/`) ? decodeURIComponent(uri.slice(folderUri.length + 1)) : undefined;
  return {
    uriOf: (path) => uriIn(folderUri, path),
    kindOf: (path) => {
      let kind = kinds.get(path);
      if (!kind) kinds.set(path, (kind = disk.stat(path).then((stat) => stat?.kind)));
      return kind;
    },
    list: async (path) =>
      (await disk.list(path))
        .map(({ name, kind }) => ({ name, isFolder: kind === 'folder' }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    symbols: (path) => {
      let found = symbols.get(path);
      if (!found) symbols.set(path, (found = symbolsOf(disk, path, uriIn(folderUri, path), symbolSource)));
      return found;
    },
    find: async (glob) => (await allFiles()).filter(matcher(glob)),
    matches: (glob, file) => matcher(glob)(file),
    mentioning: async (word) => {
      if (!mayReadAll) return [];
      const files = await inBatches(await allFiles(), async (file) => {
        const text = isSourceFile(file) ? await readSource(file) : undefined;
        return text?.includes(word) ? [file] : [];
      });
      return files.flat();
    },
    comments: async () => {
      if (!mayReadAll) return [];
      const found = await inBatches(await allFiles(), async (file) => {
        const known = comments.get(file);
        if (known) return known;
        const text = await readSource(file);
        const scanned = text === undefined ? [] : scanComments(file, text);
        comments.set(file, scanned);
        return scanned;
      });
      return found.flat();
    },
    refs: () => (isTrusted ? disk.refs() : Promise.resolve(undefined)),
    forget: (uris) => {
      all = undefined;
      const changed = new Set(uris.flatMap((uri) => pathOf(uri) ?? []));
      if (changed.size === 0) return;
      // A folder takes along what is inside.
      for (const known of [kinds, symbols, comments])
        for (const file of known.keys()) if (isInOneOf(changed, file)) known.delete(file);
    },
    edited: (uri) => {
      const path = pathOf(uri);
      if (path === undefined) return;
      symbols.delete(path);
      comments.delete(path);
    },
  };
}

/** Whether a path, or a folder around it, is among others. */
function isInOneOf(paths: ReadonlySet<string>, file: string): boolean {
  if (paths.has(file)) return true;
  for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1))
    if (paths.has(file.slice(0, slash))) return true;
  return false;
}

async function symbolsOf(
  disk: Disk,
  path: string,
  uri: string,
  ask: SymbolSource,
): Promise<readonly CodeSymbol[] | undefined> {
  const stat = await disk.stat(path);
  if (stat?.kind !== 'file' || stat.size > MAX_SYMBOL_FILE) return undefined;
  const known = await ask(uri).catch(() => undefined);
  if (known && known.length > 0) return known;
  const text = await disk.read(path, MAX_SYMBOL_FILE);
  return text === undefined ? undefined : scanSymbols(path, text);
}

async function inBatches<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE)
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(run))));
  return results;
}
