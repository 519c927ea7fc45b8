import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import { maskOf } from '../model/keyBits';
import type { Plan } from '../model/plan';
import type { Task } from '../model/task';
import type { Calendars } from './calendars';
import { formatWork } from './explain';

/** The finish of a task, as far as deadlines ask for it. */
export interface Finish {
  readonly finish: Instant;
  /** What is done cannot be late any more. */
  readonly isDone: boolean;
}

/** A deadline that the dates do not keep. */
export interface MissedDeadline {
  /** Undefined for the plan's own. */
  readonly task: Task | undefined;
  /** When the deadline is over. */
  readonly limit: Instant;
  readonly finish: Instant;
  /** By how much it is missed, in words such as `2d 4h`. */
  readonly late: string;
}

const deadline = maskOf('deadline');

/**
 * Which deadlines are missed, the plan's own first, then in the order of the file.
 *
 * @param finishOf the finish of a task; undefined where it has no dates
 */
export function missedDeadlines(
  plan: Plan,
  calendars: Calendars,
  planFinish: Instant,
  finishOf: (task: Task) => Finish | undefined,
): MissedDeadline[] {
  const missed: MissedDeadline[] = [];
  if (plan.deadline) {
    const limit = calendars.endOf(plan.deadline);
    const last = planFinish > limit ? lastToFinish(plan, planFinish, finishOf) : undefined;
    if (last && !finishOf(last)?.isDone) {
      const late = lateBy(calendars.plan, limit, planFinish, calendars);
      missed.push({ task: undefined, limit, finish: planFinish, late });
    }
  }
  for (const task of plan.tasks) {
    if (task.hasNone(deadline)) continue;
    const date = task.scalar('deadline', 'date');
    const own = date && finishOf(task);
    if (!own || own.isDone) continue;
    const limit = calendars.endOf(date);
    if (own.finish > limit)
      missed.push({
        task,
        limit,
        finish: own.finish,
        late: lateBy(calendars.forTask(task), limit, own.finish, calendars),
      });
  }
  return missed;
}

/** The first task in the file, other than summaries, that is over when the plan is. */
export function lastToFinish(
  plan: Plan,
  planFinish: Instant,
  finishOf: (task: Task) => Finish | undefined,
): Task | undefined {
  return plan.tasks.find((task) => !task.isSummary && finishOf(task)?.finish === planFinish);
}

/** How long after a limit something happens, in words; never nothing. */
export function lateBy(calendar: WorkingTime, limit: Instant, actual: Instant, { lengths }: Calendars): string {
  return formatWork(Math.max(1, calendar.between(limit, actual)), lengths);
}
