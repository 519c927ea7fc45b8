import { promises as fs } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { applyChanges } from '../core/base/change';
import { optimizationInWords } from '../core/features/inWords';
import { type Optimization, type OptimizedPlan, optimizedPlan, optimizing } from '../core/features/optimize';
import { type ObjectiveKind, objectiveKinds } from '../core/optimize/objective';
import { formatInstant, isoInstant } from '../core/schedule/explain';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import { loadPlan } from './loadPlan';
import { CliError, examples, print } from './output';
import { inColumns } from './table';

interface Options {
  readonly objective: ObjectiveKind;
  readonly schedules?: number;
  readonly seconds?: number;
  readonly seed: number;
  readonly format: 'text' | 'json';
  readonly write?: true;
  readonly now?: string;
}

const USUAL_SECONDS = 10;
const REPORT_MS = 250;

/** `headway optimize FILE`: searches for a better order of the tasks; writes priorities only when it is told to. */
export function optimizeCommand(): Command {
  return new Command('optimize')
    .description('Searches for a better order of the tasks of a plan and shows what it would change.')
    .argument('<file>', 'a plan file, or - for standard input')
    .addOption(
      new Option(
        '--objective <objective>',
        'what is made as small as possible: when it is over, what it costs, or how unevenly people work',
      )
        .choices(objectiveKinds)
        .default('finish'),
    )
    .addOption(
      new Option('--schedules <count>', 'how many schedules are made; the same seed then gives the same result')
        .argParser(positive)
        .conflicts('seconds'),
    )
    .addOption(
      new Option('--seconds <seconds>', `how long is searched at most; ${USUAL_SECONDS} by default`).argParser(
        positive,
      ),
    )
    .addOption(new Option('--seed <number>', 'where the random numbers begin').argParser(integer).default(1))
    .addOption(new Option('--format <format>', 'how the result is printed').choices(['text', 'json']).default('text'))
    .option('--write', 'writes the priorities into the file')
    .option('--now <date>', 'the status date, if the plan has none: 2026-02-03 or 2026-02-03T09:00')
    .addHelpText(
      'after',
      examples(
        'headway optimize shop.plan.yaml --seconds 30',
        'headway optimize shop.plan.yaml --objective cost --write',
      ),
    )
    .action(async (file: string, options: Options) => {
      if (options.write && file === '-') throw new CliError('standard input cannot be written to');
      const { snapshot } = await loadPlan(file, options.now);
      const found = optimizedPlan(snapshot, search(snapshot, options));
      await print(
        options.format === 'json'
          ? `${JSON.stringify(json(snapshot, found), null, 2)}\n`
          : text(snapshot, found, options),
      );
      if (options.write && found.changes.length > 0) await write(file, snapshot, found);
    });
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0) || !Number.isFinite(number)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function integer(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

function search(snapshot: PlanSnapshot, { objective, schedules, seconds, seed }: Options): Optimization {
  const limit = schedules === undefined ? {} : { schedules: Math.ceil(schedules) };
  const end = schedules === undefined ? performance.now() + (seconds ?? USUAL_SECONDS) * 1000 : Infinity;
  const isTerminal = process.stderr.isTTY;
  let reported = performance.now();
  const steps = optimizing(snapshot, { objective, seed, ...limit });
  let step = steps.next();
  while (!step.done) {
    const now = performance.now();
    if (isTerminal && now - reported > REPORT_MS) {
      reported = now;
      const { schedules: made, finish } = step.value;
      process.stderr.write(`\r${made} schedules, finish ${formatInstant(finish, snapshot.schedule.zone)} `);
    }
    step = steps.next(now > end);
  }
  if (isTerminal) process.stderr.write('\r\x1b[K');
  return step.value;
}

function text(snapshot: PlanSnapshot, found: OptimizedPlan, { objective, write: isWritten }: Options): string {
  const lines = [optimizationInWords(snapshot, found, objective), `${found.schedules} schedules were made.`];
  if (found.priorities.length === 0) return `${lines.join('\n')}\n`;
  const rows = found.priorities.map(({ path, from, to }) => [path, String(from), String(to)]);
  const table = inColumns([['Task', 'Priority', 'New'], ...rows]);
  return `${lines.join('\n')}\n\n${table}${isWritten ? '' : '\nNothing is written without --write.\n'}`;
}

function json(snapshot: PlanSnapshot, found: OptimizedPlan): unknown {
  const { zone } = snapshot.schedule;
  const { comparison } = found;
  return {
    plan: snapshot.plan.title,
    schedules: found.schedules,
    finishBefore: isoInstant(snapshot.schedule.finish, zone),
    finishAfter: isoInstant(found.snapshot.schedule.finish, zone),
    lowerBound: isoInstant(found.lowerBound, zone),
    isOptimal: found.isOptimal,
    objectiveBefore: found.before,
    objectiveAfter: found.after,
    finishVariance: comparison.finishVariance,
    costVariance: comparison.costVariance ?? null,
    moved: comparison.moved.map(({ path }) => path),
    priorities: found.priorities,
  };
}

/** Writes the changes, unless the file is another one by now. */
async function write(file: string, snapshot: PlanSnapshot, { changes }: OptimizedPlan): Promise<void> {
  if ((await fs.readFile(file, 'utf8')) !== snapshot.text)
    throw new CliError(`${file} changed while the search was going on: nothing was written`);
  await fs.writeFile(file, applyChanges(snapshot.text, changes));
}
