import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { URI } from 'vscode-uri';
import { type CodeComment, scanComments } from '../core/links/comments';
import type { CodeSymbol } from '../core/links/files';
import { isSourceFile, MAX_SYMBOL_FILE, scanSymbols } from '../core/links/symbols';
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
/** Larger files are no sources that people write comments in. */
const MAX_SOURCE_FILE = 1_000_000;
/** How many files are read at a time. */
const AT_ONCE = 32;

/**
 * The files below a folder on disk; answers are remembered until a file changes. Nothing outside the folder is read, but
 * the names of tags and branches where git keeps them.
 *
 * @param isTrusted else sources are not searched for comments, and git's files are not read
 */
export function nodeFiles(folderUri: string, symbolSource: SymbolSource, isTrusted = true): FolderFiles {
  const root = URI.parse(folderUri).fsPath;
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
  const allFiles = (): Promise<readonly string[]> => (all ??= sourceFiles(root));
  const uriOf = (relative: string): string =>
    relative === '' ? folderUri : `${folderUri}/${relative.split('/').map(encodeURIComponent).join('/')}`;
  const pathOf = (uri: string): string | undefined =>
    uri.startsWith(`${folderUri}/`) ? decodeURIComponent(uri.slice(folderUri.length + 1)) : undefined;
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
    find: async (glob) => (await allFiles()).filter(matcher(glob)),
    matches: (glob, file) => matcher(glob)(file),
    mentioning: async (word) => {
      if (!isTrusted) return [];
      const files = await inBatches(await allFiles(), async (file) => {
        const text = isSourceFile(file) ? await readSource(path.join(root, file)) : undefined;
        return text?.includes(word) ? [file] : [];
      });
      return files.flat();
    },
    comments: async () => {
      if (!isTrusted) return [];
      const found = await inBatches(await allFiles(), async (file) => {
        const known = comments.get(file);
        if (known) return known;
        const text = await readSource(path.join(root, file));
        const scanned = text === undefined ? [] : scanComments(file, text);
        comments.set(file, scanned);
        return scanned;
      });
      return found.flat();
    },
    refs: () => (isTrusted ? gitRefs(root) : Promise.resolve(undefined)),
    forget: (uris) => {
      all = undefined;
      const changed = new Set(uris.flatMap((uri) => pathOf(uri) ?? []));
      if (changed.size === 0) return;
      // A folder takes along what is inside.
      for (const known of [kinds, symbols, comments])
        for (const file of known.keys()) if (isInOneOf(changed, file)) known.delete(file);
    },
    edited: (uri) => {
      const relative = pathOf(uri);
      if (relative === undefined) return;
      symbols.delete(relative);
      comments.delete(relative);
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

/** The files below a folder that git does not ignore, sorted. Symbolic links are not followed. */
async function sourceFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const open: { folder: string; rules: readonly { base: string; rule: Ignore }[] }[] = [{ folder: '', rules: [] }];
  for (let count = 0; open.length > 0 && count < MAX_FOLDERS; count++) {
    const { folder, rules } = open.pop() as (typeof open)[number];
    const entries = await fs.readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? [
          ...rules,
          { base: folder, rule: ignore().add(await fs.readFile(path.join(root, folder, '.gitignore'), 'utf8')) },
        ]
      : rules;
    for (const entry of entries) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if ((isFolder && skipped.has(entry.name)) || !(isFolder || entry.isFile())) continue;
      const isIgnored = own.some(({ base, rule }) => {
        const inside = base === '' ? relative : relative.slice(base.length + 1);
        return rule.ignores(isFolder ? `${inside}/` : inside);
      });
      if (isIgnored) continue;
      if (isFolder) open.push({ folder: relative, rules: own });
      else found.push(relative);
    }
  }
  return found.sort();
}

async function inBatches<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE)
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(run))));
  return results;
}

/** The text of a source file; undefined for what is binary, large or unreadable. */
async function readSource(file: string): Promise<string | undefined> {
  try {
    const { size } = await fs.stat(file);
    if (size > MAX_SOURCE_FILE) return undefined;
    const text = await fs.readFile(file, 'utf8');
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Tags and branches as the files of a git repository list them: no program is started for it. */
async function gitRefs(root: string): Promise<string[] | undefined> {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const git = path.join(folder, '.git');
    const stat = await fs.stat(git).catch(() => undefined);
    if (stat?.isDirectory()) return refsIn(git);
    if (stat) return refsOfFile(git);
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** In submodules and worktrees, `.git` is a file that says where the repository lies. */
async function refsOfFile(file: string): Promise<string[] | undefined> {
  const text = await fs.readFile(file, 'utf8').catch(() => '');
  const target = /^gitdir: (.+)$/m.exec(text)?.[1].trim();
  if (target === undefined) return undefined;
  const git = path.resolve(path.dirname(file), target);
  // A worktree shares the refs of the repository that it belongs to.
  const common = await fs.readFile(path.join(git, 'commondir'), 'utf8').catch(() => '.');
  return refsIn(path.resolve(git, common.trim()));
}

async function refsIn(git: string): Promise<string[]> {
  const refs = new Set<string>();
  const packed = await fs.readFile(path.join(git, 'packed-refs'), 'utf8').catch(() => '');
  for (const match of packed.matchAll(/^[0-9a-f]+ refs\/(?:heads|tags|remotes)\/(.+)$/gm)) refs.add(match[1]);
  for (const kind of ['heads', 'tags', 'remotes']) {
    const entries = await fs
      .readdir(path.join(git, 'refs', kind), { withFileTypes: true, recursive: true })
      .catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath, entry.name);
      refs.add(
        path
          .relative(path.join(git, 'refs', kind), file)
          .split(path.sep)
          .join('/'),
      );
    }
  }
  return [...refs].sort();
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
