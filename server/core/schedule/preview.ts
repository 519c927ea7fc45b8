import { drained } from '../base/steps';
import type { Instant } from '../calendar/zone';
import type { Plan } from '../model/plan';
import type { Task } from '../model/task';
import type { Calendars } from './calendars';
import { type MissedDeadline, missedDeadlines } from './deadlines';
import type { Dates } from './lags';
import { type Prepared, preparing } from './prepare';
import { dating } from './schedule';
import { generating, startDriver } from './serial';
import type { Driver, ScheduleOptions } from './types';
import { lateStarts } from './urgency';

/** The dates of a plan and no more: what previews of edits ask for. */
export interface Preview {
  readonly calendars: Calendars;
  readonly finish: Instant;
  /** Undefined for what cannot be placed. */
  dates(task: Task): Dates | undefined;
  /** Why a task starts when it does; null for what cannot be placed. */
  driver(task: Task): Driver | null;
  /** The deadlines that the dates miss. */
  missed(): MissedDeadline[];
}

/**
 * Gives a plan the dates that its schedule would have, in a third of the time.
 *
 * @param earlier see `preparing`; its people are those of the preview from now on
 */
export function previewOf(plan: Plan, options: ScheduleOptions, earlier: Prepared | undefined): Preview {
  const prepared = drained(preparing(plan, options, earlier));
  const { activities, calendars } = prepared.instance;
  const placing = activities.some((activity) => activity?.alap) ? shifted(prepared) : generated(prepared);
  const { finish, dates } = placing;
  const isDone = (task: Task): boolean => {
    const activity = activities[task.index];
    return activity ? activity.status === 'done' : task.children.every(isDone);
  };
  return {
    ...placing,
    calendars,
    missed: () =>
      missedDeadlines(plan, calendars, finish, (task) => {
        const own = dates(task);
        return own && { finish: own.finish, isDone: isDone(task) };
      }),
  };
}

type Placing = Pick<Preview, 'finish' | 'dates' | 'driver'>;

/** Of a plan in which something is done as late as possible, everything has to be placed before that can be moved. */
function shifted(prepared: Prepared): Placing {
  const { placed, finish } = drained(dating(prepared));
  return {
    finish,
    dates: ({ index }) => placed[index],
    driver: ({ index }) => placed[index]?.driver ?? null,
  };
}

function generated({ instance }: Prepared): Placing {
  const { generation } = drained(generating(instance, drained(lateStarts(instance))));
  const { start, finish } = generation;
  let last = -Infinity;
  for (const { index, isSummary } of instance.network.tasks) {
    if (isSummary && !instance.activities[index]) generation.span(index);
    if (finish[index] > last) last = finish[index];
  }
  return {
    finish: last === -Infinity ? instance.planStart : last,
    dates: ({ index }) => (generation.isPlaced(index) ? { start: start[index], finish: finish[index] } : undefined),
    driver: ({ index }) => startDriver(generation, index),
  };
}
