import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob, isDynamicPattern } from 'tinyglobby';
import * as walk from '../files/walk';
import { nodeDisk } from '../node/disk';
import { CliError } from './output';

/**
 * The plan files that arguments name: files as they are, `-` for standard input, every plan below a folder, and what
 * globs find; each once, in the order of the arguments.
 *
 * @throws CliError for a folder or a glob without plans
 */
export async function planFiles(args: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const argument of args) {
    const plans = await named(argument);
    if (plans.length === 0) throw new CliError(`no plan is found by ${argument}`);
    for (const plan of plans) found.add(plan);
  }
  return [...found];
}

async function named(argument: string): Promise<string[]> {
  if (argument === '-') return ['-'];
  const stat = await fs.stat(argument).catch(() => undefined);
  if (stat?.isDirectory()) {
    const plans = await walk.planFiles(nodeDisk(pathToFileURL(path.resolve(argument)).href));
    return plans.map((plan) => path.join(argument, plan));
  }
  const pattern = argument.replaceAll('\\', '/');
  if (stat || !isDynamicPattern(pattern)) return [argument];
  const files = await glob(pattern, { ignore: ['**/node_modules/**', '**/.git/**'], expandDirectories: false });
  return files.filter((file) => /\.ya?ml$/.test(file)).sort();
}
