// `npm run bench:psplib -- FILE.jsonl [--schedules N] [--seed S] [--jobs N] [--every N] [--json]`: how close the search
// comes to the best known schedules of the project scheduling problem library (Kolisch & Sprecher 1997). Instances go
// through the plan language: an all-hours calendar, pools with units, tasks that last and are not interrupted.
import { fork } from 'node:child_process';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { drained } from '../../server/core/base/steps';
import { noHolidays } from '../../server/core/calendar/calendar';
import { buildPlan } from '../../server/core/model/build';
import { searching } from '../../server/core/optimize/search';
import { preparing } from '../../server/core/schedule/prepare';
import { parsePlan } from '../../server/core/syntax/document';
import { table } from './numbers';
import { type ProjectInstance, projectPlan, projectsIn } from './projects';

interface Outcome {
  readonly name: string;
  readonly length: number;
  readonly bestKnown: number;
  readonly criticalPath: number;
  readonly schedules: number;
  readonly seconds: number;
}

function solve(instance: ProjectInstance, schedules: number, seed: number): Outcome {
  const plan = buildPlan(parsePlan(projectPlan(instance)));
  if (plan.problems.length > 0) throw new Error(`${instance.name}: ${plan.problems[0].code}`);
  const ready = drained(preparing(plan, { now: 0, holidays: noHolidays }));
  const start = performance.now();
  const steps = searching(ready.instance, { objective: 'finish', schedules, seed });
  let step = steps.next();
  while (!step.done) step = steps.next(false);
  return {
    name: instance.name,
    length: (step.value.finish - ready.instance.planStart) / 60,
    bestKnown: instance.bestKnown,
    criticalPath: instance.criticalPath,
    schedules: step.value.schedules,
    seconds: (performance.now() - start) / 1000,
  };
}

function share(file: string, jobs: number, part: number, args: readonly string[]): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [file, ...args, '--part', String(part), '--jobs', String(jobs)], {
      execArgv: process.execArgv,
    });
    child.on('message', (message) => resolve(message as Outcome[]));
    child.on('error', reject);
  });
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      schedules: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '1' },
      part: { type: 'string' },
      every: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file = 'test/bench/psplib/j30.jsonl'] = positionals;
  const [schedules, seed, jobs, every] = [values.schedules, values.seed, values.jobs, values.every].map(Number);
  const instances = projectsIn(file).filter((_, i) => i % every === 0);
  if (jobs > 1 && values.part === undefined) {
    const args = ['--schedules', values.schedules, '--seed', values.seed, '--every', values.every];
    const parts = await Promise.all(Array.from({ length: jobs }, (_, part) => share(file, jobs, part, args)));
    report(file, schedules, seed, parts.flat(), values.json);
    return;
  }
  const part = Number(values.part ?? 0);
  const outcomes = instances
    .filter((_, i) => values.part === undefined || i % jobs === part)
    .map((instance) => solve(instance, schedules, seed));
  if (process.send) process.send(outcomes);
  else report(file, schedules, seed, outcomes, values.json);
}

function report(file: string, schedules: number, seed: number, outcomes: readonly Outcome[], asJson: boolean): void {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;
  const result = {
    set: path.basename(file, '.jsonl'),
    instances: outcomes.length,
    schedules,
    seed,
    overBestKnown: 100 * mean(({ length, bestKnown }) => length / bestKnown - 1),
    overCriticalPath: 100 * mean(({ length, criticalPath }) => length / criticalPath - 1),
    hits: outcomes.filter(({ length, bestKnown }) => length <= bestKnown).length,
    schedulesPerSecond: Math.round(mean((it) => it.schedules) / mean((it) => it.seconds)),
  };
  if (asJson) {
    console.log(JSON.stringify({ ...result, outcomes }, null, 2));
    return;
  }
  table(`${result.set}, ${schedules} schedules an instance, seed ${seed}`, [
    ['instances', 'over best known', 'over critical path', 'hits', 'schedules/s'],
    [
      String(result.instances),
      `${result.overBestKnown.toFixed(2)} %`,
      `${result.overCriticalPath.toFixed(2)} %`,
      String(result.hits),
      String(result.schedulesPerSecond),
    ],
  ]);
  console.log(JSON.stringify(result));
}

void main();
