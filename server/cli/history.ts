import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { History } from '../core/workspace/baselines';

const run = promisify(execFile);
const MAX_BYTES = 64_000_000;

/** Earlier versions of files, read with the `git` program; a ref is an argument of its own and never an option. */
export const gitHistory: History = {
  async at(uri, ref) {
    if (!/^[\w.][\w./@{}~^+-]*$/.test(ref)) return undefined;
    const file = fileURLToPath(uri);
    const git = async (...args: string[]): Promise<string> =>
      (await run('git', args, { cwd: path.dirname(file), maxBuffer: MAX_BYTES })).stdout;
    try {
      const commit = (await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`)).trim();
      const [text, seconds] = await Promise.all([
        git('show', `${commit}:./${path.basename(file)}`),
        git('show', '--no-patch', '--format=%ct', commit),
      ]);
      return { text, time: Math.floor(Number(seconds.trim()) / 60) };
    } catch {
      return undefined;
    }
  },
};
