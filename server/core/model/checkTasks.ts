import { minutesOf } from '../syntax/scalars/duration';
import type { Problem } from '../schema/problems';
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
      for (const key of ['effort', 'duration', 'elapsed', 'milestone']) {
        const field = task.field(key);
        if (field)
          problems.push({
            code: 'summary-with-estimate',
            start: field.key.start + field.offset,
            end: field.key.end + field.offset,
            args: { key },
          });
      }
      continue;
    }
    const given = estimates.filter((key) => task.has(key));
    if (isMilestone) {
      for (const key of given) {
        const field = task.field(key);
        if (field)
          problems.push({
            code: 'milestone-with-work',
            start: field.key.start + field.offset,
            end: field.key.end + field.offset,
            args: { key },
          });
      }
    } else if (given.length === 0 && !task.has('on') && !hasDefault && !task.has('milestone') && !task.has('tasks')) {
      problems.push({ code: 'unestimated', ...task.idSpan, args: { name: task.id } });
    }
    checkProgress(task, plan.statuses, problems);
  }
}

function checkProgress(task: Task, statuses: Plan['statuses'], problems: Problem[]): void {
  const started = task.scalar('started', 'date');
  const finished = task.scalar('finished', 'date');
  if (started && finished && finished.start < started.start && finished.end <= started.start) {
    problems.push({ code: 'finished-before-started', ...task.spanOf('finished'), args: {} });
  }
  const left = task.scalar('left', 'duration');
  if (left && statusOf(task, statuses) === 'done' && minutesOf(left, { day: 480, week: 2400, month: 10436 }) > 0) {
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
