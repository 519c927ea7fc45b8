import ignore, { type Ignore } from 'ignore';
import type { Disk } from './disk';

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
/** How many folders are read at a time: where the editor reads them, each is a question. */
const AT_ONCE = 16;
const MAX_IGNORE_FILE = 1_000_000;

interface Rules {
  readonly base: string;
  readonly rule: Ignore;
}

interface OpenFolder {
  readonly folder: string;
  readonly rules: readonly Rules[];
}

/** The files below a folder that git does not ignore, sorted. Symbolic links are not followed. */
export async function sourceFiles(disk: Disk): Promise<string[]> {
  const found: string[] = [];
  await walk<OpenFolder>({ folder: '', rules: [] }, async ({ folder, rules }) => {
    const entries = await disk.list(folder);
    const own = entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file')
      ? [...rules, { base: folder, rule: await ignoreFile(disk, inFolder(folder, '.gitignore')) }]
      : rules;
    const inside: OpenFolder[] = [];
    for (const { name, kind } of entries) {
      if (kind === 'link' || (kind === 'folder' && skipped.has(name))) continue;
      const path = inFolder(folder, name);
      if (isIgnored(path, kind === 'folder', own)) continue;
      if (kind === 'folder') inside.push({ folder: path, rules: own });
      else found.push(path);
    }
    return inside;
  });
  return found.sort();
}

/** The paths of the plan files below a folder, sorted. */
export async function planFiles(disk: Disk): Promise<string[]> {
  const found: string[] = [];
  await walk('', async (folder) => {
    const inside: string[] = [];
    for (const { name, kind } of await disk.list(folder)) {
      if (kind === 'folder' && !skipped.has(name)) inside.push(inFolder(folder, name));
      else if (kind === 'file' && /\.plan\.ya?ml$/.test(name)) found.push(inFolder(folder, name));
    }
    return inside;
  });
  return found.sort();
}

/** Visits a folder and those that each visit finds in it, some at a time. */
async function walk<T>(first: T, visit: (folder: T) => Promise<readonly T[]>): Promise<void> {
  const open = [first];
  for (let count = 0; open.length > 0 && count < MAX_FOLDERS; ) {
    const batch = open.splice(-AT_ONCE);
    count += batch.length;
    for (const inside of await Promise.all(batch.map(visit))) open.push(...inside);
  }
}

async function ignoreFile(disk: Disk, path: string): Promise<Ignore> {
  return ignore().add((await disk.read(path, MAX_IGNORE_FILE)) ?? '');
}

function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  return rules.some(({ base, rule }) => {
    const inside = base === '' ? path : path.slice(base.length + 1);
    return rule.ignores(isFolder ? `${inside}/` : inside);
  });
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
