import { finiteOr } from '../base/finite';
import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import type { Task } from '../model/task';
import type { Activity } from './activity';
import { shareOf } from './activity';
import type { Calendars } from './calendars';
import { type Dates, bindsFinish, boundOf, dependsOnStart, limitOf } from './lags';
import type { Network } from './network';

/** How long an activity takes when nobody is busy with anything else, and on which calendar. */
interface Length {
  readonly calendar: WorkingTime;
  /** 0 for what can never be done. */
  minutes: number;
}

function lengthOf(activity: Activity, calendars: Calendars): Length {
  if (activity.form === 'elapsed') return { calendar: calendars.always, minutes: activity.left };
  if (activity.form !== 'effort' || activity.crew.length === 0)
    return { calendar: activity.calendar, minutes: activity.left };
  let strength = 0;
  for (const request of activity.crew) {
    for (const member of request.candidates.slice(0, request.count))
      strength += shareOf(request, member) * member.person.efficiency;
  }
  const [member] = activity.crew[0].candidates;
  const calendar = calendars.forWork(member.time, activity.own);
  return { calendar, minutes: strength > 0 ? Math.round(activity.left / strength) : activity.left };
}

/**
 * The late start of every activity when people are never busy with anything else (critical path method, Kelley & Walker
 * 1959): who has the smaller one is the more urgent. By the index of the task; NaN for summaries.
 */
export function* lateStarts(
  network: Network,
  activities: readonly (Activity | undefined)[],
  calendars: Calendars,
  from: Instant,
): Generator<void, Float64Array> {
  const { tasks, order, incoming, outgoing } = network;
  const lengths = activities.map((activity) => activity && lengthOf(activity, calendars));
  const start = new Float64Array(tasks.length).fill(from);
  const finish = new Float64Array(tasks.length).fill(from);
  const calendarOf = (index: number): WorkingTime => activities[index]?.calendar ?? calendars.plan;
  const datesOf = (index: number): Dates => ({ start: start[index], finish: finish[index] });
  let end = from;

  let steps = 0;
  for (const node of order) {
    if ((++steps & 2047) === 0) yield;
    const task = tasks[node >> 1];
    const i = task.index;
    if (node & 1) {
      if (task.isSummary) {
        finish[i] = largest(task.children, finish);
        start[i] = smallest(task.children, start);
      }
      end = Math.max(end, finish[i]);
      continue;
    }
    let at = task.parent ? start[task.parent.index] : from;
    let finishFrom = -Infinity;
    for (const dependency of incoming[i]) {
      const bound = boundOf(dependency, datesOf(dependency.predecessor.index), calendarOf(i), calendars);
      if (bindsFinish(dependency)) finishFrom = Math.max(finishFrom, bound);
      else at = Math.max(at, bound);
    }
    const length = lengths[i];
    start[i] = at;
    if (length) {
      start[i] = finiteOr(length.calendar.next(at), at);
      const over = length.calendar.add(start[i], length.minutes);
      if (over === Infinity) length.minutes = 0;
      finish[i] = Math.max(finiteOr(over, start[i]), finishFrom);
    }
  }

  const lateStart = new Float64Array(tasks.length).fill(NaN);
  const lateFinish = new Float64Array(tasks.length).fill(end);
  for (let k = order.length - 1; k >= 0; k--) {
    if ((k & 2047) === 0) yield;
    const task = tasks[order[k] >> 1];
    const i = task.index;
    if (!(order[k] & 1)) {
      if (task.isSummary) lateStart[i] = smallest(task.children, lateStart);
      continue;
    }
    let limit = task.parent ? lateFinish[task.parent.index] : end;
    for (const dependency of outgoing[i]) {
      const j = dependency.successor.index;
      const at = bindsFinish(dependency) ? lateFinish[j] : lateStart[j];
      if (Number.isNaN(at)) continue;
      const bound = limitOf(dependency, at, datesOf(i), calendarOf(j), calendars);
      const length = lengths[i];
      limit = Math.min(
        limit,
        dependsOnStart(dependency) && length ? finiteOr(length.calendar.add(bound, length.minutes), bound) : bound,
      );
    }
    lateFinish[i] = limit;
    const length = lengths[i];
    if (length) lateStart[i] = finiteOr(length.calendar.subtract(limit, length.minutes), limit);
  }
  return lateStart;
}

function smallest(tasks: readonly Task[], dates: Float64Array): number {
  return tasks.reduce((least, { index }) => (dates[index] < least ? dates[index] : least), Infinity);
}

function largest(tasks: readonly Task[], dates: Float64Array): number {
  return tasks.reduce((most, { index }) => (dates[index] > most ? dates[index] : most), -Infinity);
}
