import { Command } from 'commander';
import { wayOutInWords } from '../core/features/inWords';
import { drivingChain, finishReasons, longestPath } from '../core/features/taskDetails';
import { waysOut } from '../core/features/waysOut';
import type { Task } from '../core/model/task';
import { formatInstant, formatWork, slackInWords } from '../core/schedule/explain';
import { missedIn } from '../core/schedule/scheduleProblems';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import { loadPlan } from './loadPlan';
import { CliError, examples, print } from './output';

const WAYS_OUT_MS = 5000;
const MAX_WAYS = 8;

/** `headway why FILE [TASK]`: why a task, or the plan, is not over earlier, and what would help. */
export function whyCommand(): Command {
  return new Command('why')
    .description('Says why a task lies when it does and, when it misses its deadline, what would help.')
    .argument('<file>', 'a plan file, or - for standard input')
    .argument('[task]', 'the path of a task, such as api.schema; the whole plan without one')
    .option('--now <date>', 'the status date, if the plan has none: 2026-02-03 or 2026-02-03T09:00')
    .addHelpText('after', examples('headway why shop.plan.yaml checkout.payment'))
    .action(async (file: string, path: string | undefined, { now }: { now?: string }) => {
      const { snapshot } = await loadPlan(file, now);
      const task = path === undefined ? undefined : snapshot.taskByPath(path);
      if (path !== undefined && !task) throw new CliError(`${file} has no task \`${path}\``);
      await print(
        `${[...(task ? aboutTask(snapshot, task) : aboutPlan(snapshot)), ...help(snapshot, task)].join('\n')}\n`,
      );
    });
}

function aboutTask(snapshot: PlanSnapshot, task: Task): string[] {
  const { schedule } = snapshot;
  const scheduled = schedule.tasks[task.index];
  if (!scheduled) return [`${task.path} has no dates.`];
  const { zone, calendars } = schedule;
  const isFree = scheduled.status !== 'done' && !scheduled.critical;
  const free = isFree ? `, ${formatWork(scheduled.freeSlack, calendars.lengths)} of it free` : '';
  const lines = [
    `${task.path}: ${formatInstant(scheduled.start, zone)} to ${formatInstant(scheduled.finish, zone)}, ${slackInWords(scheduled, calendars.lengths)}${free}`,
  ];
  for (const { task: path, reason } of drivingChain(snapshot, task))
    lines.push(`  ${path} starts then because ${reason}`);
  for (const reason of finishReasons(snapshot, task)) lines.push(`  ${reason}`);
  return lines;
}

function aboutPlan(snapshot: PlanSnapshot): string[] {
  const { schedule, plan } = snapshot;
  const last = schedule.tasks.find((task) => task && task.kind !== 'summary' && task.finish === schedule.finish);
  const lines = [`${plan.title}: finishes ${formatInstant(schedule.finish, schedule.zone)}`];
  if (!last) return lines;
  lines.push('The longest path:');
  for (const task of longestPath(schedule, last.task)) {
    const scheduled = schedule.tasks[task.index];
    if (scheduled)
      lines.push(
        `  ${formatInstant(scheduled.start, schedule.zone)} – ${formatInstant(scheduled.finish, schedule.zone)}  ${task.path}`,
      );
  }
  return lines;
}

/** The ways out of a missed deadline, the best first. */
function help(snapshot: PlanSnapshot, task: Task | undefined): string[] {
  const { calendars, zone, tasks } = snapshot.schedule;
  const scheduled = task && tasks[task.index];
  const finish = task ? scheduled?.finish : snapshot.schedule.finish;
  if (finish === undefined || scheduled?.status === 'done') return [];
  const missed = missedIn(snapshot.schedule).find((it) => it.task === task);
  const late = missed ?? { task, limit: finish };
  const end = performance.now() + WAYS_OUT_MS;
  const steps = waysOut(snapshot, late);
  let step = steps.next();
  while (!step.done) step = steps.next(performance.now() > end);
  const ways = step.value
    .slice(0, MAX_WAYS)
    .map((way) => `  ${way.title}: ${wayOutInWords(snapshot, way, missed !== undefined)}`);
  if (!missed) return ways.length > 0 ? ['What would bring it forward:', ...ways] : [];
  const by = formatWork(calendars.plan.between(late.limit, finish), calendars.lengths);
  return [
    `The deadline, ${formatInstant(late.limit, zone)}, is missed by ${by}.`,
    ...(ways.length > 0 ? ['What would help:', ...ways] : ['No single change of people, order or overlap would help.']),
  ];
}
