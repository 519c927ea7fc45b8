import { costOf, hasPrices } from '../schedule/cost';
import type { Schedule, ScheduledTask } from '../schedule/types';

/** A task whose dates differ between two schedules; instants, and working minutes on the first plan's calendar. */
export interface Variance {
  readonly path: string;
  readonly title: string;
  readonly start: { readonly from: number; readonly to: number };
  readonly finish: { readonly from: number; readonly to: number };
  /** Positive when the second is later. */
  readonly startVariance: number;
  readonly finishVariance: number;
}

/** How a schedule differs from another one. */
export interface Comparison {
  /** Working minutes by which the second finishes later. */
  readonly finishVariance: number;
  /** What the second costs more; undefined when neither has prices. */
  readonly costVariance: number | undefined;
  /** Tasks whose dates differ, in the order of the second file; no summaries. */
  readonly moved: readonly Variance[];
  /** Paths of the tasks that only one of them has. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly missedDeadlines: number;
}

/** Compares two schedules task by task, by their paths. Moments are compared as such, whatever zones the plans are in. */
export function compareSchedules(from: Schedule, to: Schedule): Comparison {
  const known = new Map(leavesOf(from).map((task) => [task.task.path, task]));
  const { plan: calendar } = from.calendars;
  const moved: Variance[] = [];
  const added: string[] = [];
  for (const task of leavesOf(to)) {
    const { path, title } = task.task;
    const before = known.get(path);
    known.delete(path);
    if (!before) added.push(path);
    else if (before.start !== task.start || before.finish !== task.finish)
      moved.push({
        path,
        title,
        start: { from: before.start, to: task.start },
        finish: { from: before.finish, to: task.finish },
        startVariance: calendar.between(before.start, task.start),
        finishVariance: calendar.between(before.finish, task.finish),
      });
  }
  const isPriced = hasPrices(from.plan) || hasPrices(to.plan);
  return {
    finishVariance: calendar.between(from.finish, to.finish),
    costVariance: isPriced ? costOf(to).total - costOf(from).total : undefined,
    moved,
    added,
    removed: [...known.keys()],
    missedDeadlines: missedDeadlines(to),
  };
}

/** How many tasks, and the plan itself, finish after their deadline. */
export function missedDeadlines({ problems }: Schedule): number {
  return problems.filter(({ code }) => code === 'missed-deadline').length;
}

function leavesOf({ tasks }: Schedule): ScheduledTask[] {
  return tasks.filter((task): task is ScheduledTask => task !== undefined && task.kind !== 'summary');
}
