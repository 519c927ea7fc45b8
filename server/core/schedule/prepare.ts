import { dayOf, MINUTES_PER_DAY } from '../calendar/civil';
import { floatingZone, type Instant, zoneOf } from '../calendar/zone';
import { statusOf } from '../model/checkTasks';
import { maskOf } from '../model/keyBits';
import type { Person, Plan } from '../model/plan';
import type { Task } from '../model/task';
import { Activities, type Activity } from './activity';
import { Bookings } from './bookings';
import { Calendars, originDayBefore } from './calendars';
import { type Instance, instanceOf } from './instance';
import { Limits } from './limits';
import { networkOf } from './network';
import type { ScheduleOptions } from './types';

/** A plan made ready to be scheduled, with what the parts of it are needed for afterwards. */
export interface Prepared {
  readonly plan: Plan;
  readonly instance: Instance;
  readonly people: ReadonlyMap<string, Bookings>;
  /** By the index of the task: 1 for dropped tasks, which take no part. */
  readonly dropped: Uint8Array;
}

/**
 * Makes a plan ready to be scheduled, in small steps.
 *
 * @param earlier a version of the plan from which all that did not change is taken over, its people included: it must not
 * be scheduled any more. Makes no difference to the result, only to the time
 */
export function* preparing(plan: Plan, options: ScheduleOptions, earlier?: Prepared): Generator<void, Prepared> {
  const nowWall = plan.now ? plan.now.start : options.now;
  const startWall = plan.start?.start ?? Math.min(earliestDate(plan) ?? nowWall, nowWall);
  const calendars = Calendars.of(
    plan,
    options.holidays,
    originDayBefore(Math.min(nowWall, startWall)),
    earlier?.instance.calendars ?? options.earlier,
  );
  const now = calendars.zone.toInstant(nowWall);
  const planStart = nextOr(calendars, calendars.zone.toInstant(startWall));
  const like = earlier && isDeclaredAlike(plan, calendars, earlier) ? earlier : undefined;
  const people = like?.people ?? peopleOf(plan, calendars);
  const maker = new Activities(plan, calendars, people);
  const dropped = droppedTasks(plan);
  yield;
  const known = like && unchanged(plan.tasks, like);
  const activities = plan.tasks.map((task) => {
    if (task.isSummary || dropped[task.index]) return undefined;
    return known?.(task) ?? maker.of(task);
  });
  yield;
  const network = networkOf(plan, (task) => dropped[task.index] === 1);
  yield;
  const waits = options.outside?.(calendars.zone);
  const instance = instanceOf(network, activities, calendars, [...people.values()], now, planStart, waits);
  return { plan, instance, people, dropped };
}

function peopleOf(plan: Plan, calendars: Calendars): ReadonlyMap<string, Bookings> {
  return new Map(
    [...plan.people].map(([id, person]) => [
      id,
      new Bookings(person, calendars.ofPerson(person), limitsOf(person, calendars)),
    ]),
  );
}

/** What activities depend on besides the tasks and the calendars. */
const declaringKeys = ['people', 'teams', 'statuses', 'defaults'];

function isDeclaredAlike(plan: Plan, calendars: Calendars, earlier: Prepared): boolean {
  return (
    calendars === earlier.instance.calendars &&
    declaringKeys.every((key) => plan.sources.get(key) === earlier.plan.sources.get(key))
  );
}

/** Tells the earlier activity of a task that is written as it was, with the same summaries around. */
function unchanged(
  tasks: readonly Task[],
  { plan, instance }: Prepared,
): ((task: Task) => Activity | undefined) | undefined {
  const old = plan.tasks;
  if (old.length !== tasks.length) return undefined;
  const isSame = new Uint8Array(tasks.length);
  tasks.forEach((task, i) => {
    const before = old[i];
    isSame[i] =
      task === before ||
      (task.own === before.own &&
        task.rest?.part === before.rest?.part &&
        (task.parent ? task.parent.index === before.parent?.index && isSame[task.parent.index] === 1 : !before.parent))
        ? 1
        : 0;
  });
  return ({ index }) => (isSame[index] ? instance.activities[index] : undefined);
}

/** A person's limits, in days as long as the plan's; their periods begin in the person's own time zone. */
function limitsOf({ limits, timezone }: Person, { lengths, zone }: Calendars): Limits {
  return new Limits(limits, lengths, timezone === undefined || zone === floatingZone ? zone : zoneOf(timezone));
}

function nextOr(calendars: Calendars, at: Instant): Instant {
  const next = calendars.plan.next(at);
  return next === Infinity ? at : next;
}

/** Dropped tasks, and all tasks inside them, take no part in the schedule. */
function droppedTasks(plan: Plan): Uint8Array {
  const dropped = new Uint8Array(plan.tasks.length);
  for (const task of plan.tasks) {
    const isDropped =
      (task.parent && dropped[task.parent.index] === 1) ||
      (!task.hasNone(statusKey) && statusOf(task, plan.statuses) === 'dropped');
    if (isDropped) dropped[task.index] = 1;
  }
  return dropped;
}

const dates = maskOf('start', 'on', 'started', 'finished');
const statusKey = maskOf('status');

/** The earliest date that is written on a task as a beginning, as a wall-clock minute. */
function earliestDate(plan: Plan): number | undefined {
  let earliest: number | undefined;
  const consider = (minute: number | undefined): void => {
    // Years before 1900 are typing mistakes that would stretch the schedule.
    if (
      minute !== undefined &&
      minute > dayOf(1900, 1, 1) * MINUTES_PER_DAY &&
      (earliest === undefined || minute < earliest)
    )
      earliest = minute;
  };
  for (const task of plan.tasks) {
    if (task.hasNone(dates)) continue;
    const start = task.scalar('start', 'startBound');
    if (start && start.kind !== 'by') consider(start.date.start);
    consider(task.scalar('on', 'dateRange')?.start);
    consider(task.scalar('started', 'date')?.start);
    consider(task.scalar('finished', 'date')?.start);
  }
  return earliest;
}
