import type { CodeComment } from './comments';

/** The files of the workspace folder that a plan belongs to; paths are relative to it, with forward slashes. */
export interface WorkspaceFiles {
  kindOf(path: string): Promise<'file' | 'folder' | undefined>;
  /** The entries of a folder, sorted by name; empty when there is no such folder. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  /** The symbols of a file, or undefined when nothing is known about it. */
  symbols(path: string): Promise<readonly CodeSymbol[] | undefined>;
  /** The files that a glob finds, sorted; what git ignores is left out. */
  find(glob: string): Promise<readonly string[]>;
  /** Whether a glob finds a file, which need not exist. */
  matches(glob: string, path: string): boolean;
  /** The source files whose text has a word in it, sorted; what git ignores, is binary or over a megabyte is left out. */
  mentioning(word: string): Promise<readonly string[]>;
  /** Every comment in the source files of the folder that names a task, sorted by file and line. */
  comments(): Promise<readonly CodeComment[]>;
  /** The tags and branches of the git repository around the folder, sorted; undefined when there is none. */
  refs(): Promise<readonly string[] | undefined>;
}

/** A named thing in a source file. */
export interface CodeSymbol {
  /** The names from the outside in, joined by dots: `Cart.total`. */
  readonly path: string;
  readonly kind: string;
  /** Zero-based. */
  readonly line: number;
  readonly column: number;
}

/** Whether a path counts from the folder of the plan that names it; others count from the workspace folder. */
export const isRelative = (path: string): boolean => /^\.\.?\//.test(path);

/**
 * The path of a file or folder as a plan writes it, in the style of another one: from the plan's own folder or from the
 * workspace folder, with a slash at its end or none. `planFolder` and `path` have none.
 */
export function pathFrom(planFolder: string, path: string, like: string): string {
  const slash = like.endsWith('/') ? '/' : '';
  if (!isRelative(like)) return path + slash;
  const from = planFolder === '' ? [] : planFolder.split('/');
  const to = path.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const up = from.length - common;
  return (up === 0 ? './' : '../'.repeat(up)) + to.slice(common).join('/') + slash;
}

/** The path of a link from the workspace folder, or undefined when it leaves it. `planFolder` has no slash at its end. */
export function resolvePath(path: string, planFolder: string): string | undefined {
  const parts = isRelative(path) && planFolder !== '' ? planFolder.split('/') : [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
