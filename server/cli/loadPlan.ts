import { promises as fs } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseMinute } from '../core/calendar/civil';
import { linkProblems } from '../core/features/codeLinks';
import { type Diagnostic, diagnostics } from '../core/features/diagnostics';
import { baselineProblems, portfolioProblems } from '../core/features/portfolio';
import { resolvePath } from '../core/links/files';
import { baselinesOf } from '../core/workspace/baselines';
import { outsideOf } from '../core/workspace/outside';
import { includesOf, type Plans } from '../core/workspace/plans';
import { type Environment, PlanSnapshot } from '../core/workspace/snapshot';
import { folderFiles } from '../files/folder';
import { nodeDisk, readText } from '../node/disk';
import { bundledHolidays } from '../node/holidays';
import { wallMinute } from '../runtime/clock';
import { CliError } from './output';

export interface LoadedPlan {
  readonly file: string;
  readonly snapshot: PlanSnapshot;
  readonly problems: readonly Diagnostic[];
  /** The plan with all that it includes. */
  readonly plans: Plans;
  readonly environment: Environment;
}

/**
 * Reads and schedules a plan; `-` is standard input.
 *
 * @param now the status date of plans that have none, `2026-02-03` or `2026-02-03T09:00`
 * @throws CliError when the file cannot be read or the date is none
 */
export async function loadPlan(file: string, now?: string): Promise<LoadedPlan> {
  const minute = minuteOf(now);
  const text = await textOf(file);
  let plans: Plans | undefined;
  const environment: Environment = {
    wallMinute: minute === undefined ? wallMinute : () => minute,
    holidays: bundledHolidays(__filename),
    outside: outsideOf((fromUri, written) => plans?.get(plans.resolve(fromUri, written) ?? '')),
  };
  const absolute = path.resolve(file === '-' ? 'stdin.plan.yaml' : file);
  const snapshot = PlanSnapshot.of(pathToFileURL(absolute).href, 1, text, environment);
  const root = await workspaceRoot(path.dirname(absolute));
  const planFolder = path.relative(root, path.dirname(absolute)).split(path.sep).join('/');
  const rootUri = pathToFileURL(root).href;
  const files = folderFiles(rootUri, nodeDisk(rootUri), () => Promise.resolve(undefined));
  plans = await planSet(snapshot, root, planFolder, environment);
  const found = [
    ...snapshot.plan.problems,
    ...snapshot.schedule.problems,
    ...snapshot.quality,
    ...portfolioProblems(plans, snapshot),
    ...(file === '-' ? [] : await linkProblems(snapshot, planFolder, files)),
    ...(file === '-' ? [] : await baselineProblems(plans, snapshot, files)),
  ];
  return { file, snapshot, problems: diagnostics(snapshot, found), plans, environment };
}

/** A plan as it is written, not scheduled yet; `-` is standard input. */
export async function loadText(file: string): Promise<PlanSnapshot> {
  const environment = { wallMinute, holidays: bundledHolidays(__filename) };
  return PlanSnapshot.of(pathToFileURL(path.resolve(file)).href, 1, await textOf(file), environment);
}

/**
 * A date of the command line in wall minutes since 1970.
 *
 * @throws CliError when it is none
 */
export function minuteOf(now: string | undefined): number | undefined {
  const minute = now === undefined ? undefined : parseMinute(now);
  if (now !== undefined && minute === undefined)
    throw new CliError(`\`${now}\` is not a date; write \`2026-02-03\` or \`2026-02-03T09:00\``);
  return minute;
}

function textOf(file: string): Promise<string> {
  return file === '-' ? readStdin() : readFile(file);
}

/** A plan with all that it includes or names as a baseline, and what those include, read from disk. */
async function planSet(
  first: PlanSnapshot,
  root: string,
  planFolder: string,
  environment: Environment,
): Promise<Plans> {
  const rootUri = pathToFileURL(root).href;
  const snapshots = new Map([[first.uri, first]]);
  const resolve = (fromUri: string, written: string): string | undefined => {
    const folder =
      fromUri === first.uri
        ? planFolder
        : decodeURIComponent(fromUri.slice(rootUri.length + 1, fromUri.lastIndexOf('/')));
    const resolved = resolvePath(written, folder);
    return resolved === undefined ? undefined : `${rootUri}/${resolved.split('/').map(encodeURIComponent).join('/')}`;
  };
  for (const snapshot of snapshots.values()) {
    const files = baselinesOf(snapshot).flatMap(({ text }) => (text.kind === 'file' ? [text.name] : []));
    for (const written of [...includesOf(snapshot).map(({ path: it }) => it), ...files]) {
      const uri = resolve(snapshot.uri, written);
      const text = uri === undefined || snapshots.has(uri) ? undefined : await readText(uri);
      if (uri !== undefined && text !== undefined) snapshots.set(uri, PlanSnapshot.of(uri, 1, text, environment));
    }
  }
  return { all: [...snapshots.values()], get: (uri) => snapshots.get(uri), resolve };
}

async function readFile(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }[code ?? ''] ??
      String(error);
    throw new CliError(`cannot read ${file}: ${reason}`);
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The folder that `code:` paths count from: the nearest one around the plan with a `.git`, else the current folder when the plan is in it. */
async function workspaceRoot(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    const isRoot = await fs.stat(path.join(at, '.git')).then(
      () => true,
      () => false,
    );
    if (isRoot) return at;
    if (at === path.dirname(at)) break;
  }
  const current = process.cwd();
  return folder === current || folder.startsWith(current + path.sep) ? current : folder;
}
