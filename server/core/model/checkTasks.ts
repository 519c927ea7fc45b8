import { minutesOf } from '../syntax/scalars/duration';
import { shift } from '../base/span';
import { usualLengths } from '../calendar/hours';
import type { Problem, ProblemCode } from '../schema/problems';
import type { Plan, StatusKind } from './plan';
import type { Task } from './task';

const estimates = ['effort', 'duration', 'elapsed'] as const;

/** Reports what does not fit together on one task: estimates, milestones, progress. */
export function checkTasks(
  tasks: readonly Task[],
  plan: Pick<Plan, 'statuses' | 'defaults'>,
  problems: Problem[],
): void {
  const hasDefault = estimates.some((key) => plan.defaults.has(key)) || plan.defaults.has('milestone');
  for (const task of tasks) {
    const isMilestone = task.scalar('milestone', 'true') === true;
    if (task.isSummary) {
      reportKeys(task, ['effort', 'duration', 'elapsed', 'milestone'], 'summary-with-estimate', problems);
      continue;
    }
    const given = estimates.filter((key) => task.has(key));
    if (isMilestone) {
      reportKeys(task, given, 'milestone-with-work', problems);
    } else if (given.length === 0 && !task.has('on') && !hasDefault && !task.has('milestone') && !task.has('tasks')) {
      problems.push({ code: 'unestimated', ...task.idSpan, args: { name: task.id } });
    }
    checkProgress(task, plan.statuses, problems);
  }
}

/** Reports those of the keys that are given and have no effect. */
function reportKeys(task: Task, keys: readonly string[], code: ProblemCode, problems: Problem[]): void {
  for (const key of keys) {
    const field = task.field(key);
    if (field) problems.push({ code, ...shift(field.key, field.offset), args: { key } });
  }
}

function checkProgress(task: Task, statuses: Plan['statuses'], problems: Problem[]): void {
  const started = task.scalar('started', 'date');
  const finished = task.scalar('finished', 'date');
  if (started && finished && finished.start < started.start && finished.end <= started.start) {
    problems.push({ code: 'finished-before-started', ...task.spanOf('finished'), args: {} });
  }
  const left = task.scalar('left', 'duration');
  if (left && statusOf(task, statuses) === 'done' && minutesOf(left, usualLengths) > 0) {
    problems.push({ code: 'done-with-work-left', ...task.spanOf('left'), args: {} });
  }
}

/** The kind of a task's status: as written, else what the progress tells. */
export function statusOf(task: Task, statuses: Plan['statuses']): StatusKind {
  const written = task.name('status');
  if (written !== undefined) return statuses.get(written)?.kind ?? 'todo';
  const done = task.scalar('done', 'percent') ?? 0;
  if (task.has('finished') || done >= 100) return 'done';
  return task.has('started') || done > 0 ? 'doing' : 'todo';
}
