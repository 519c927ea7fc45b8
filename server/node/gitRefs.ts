import { promises as fs } from 'node:fs';
import * as path from 'node:path';

/** Tags and branches as the files of a git repository list them: no program is started for it. */
export async function gitRefs(root: string): Promise<string[] | undefined> {
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
