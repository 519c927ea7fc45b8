import { finiteOr } from '../base/finite';
import type { WorkingTime } from '../calendar/workingTime';
import type { Task } from '../model/task';
import type { Activity } from './activity';
import { shareOf } from './activity';
import type { Calendars } from './calendars';
import { type Instance, withLag } from './instance';

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
export function* lateStarts(instance: Instance): Generator<void, Float64Array> {
  const { network, activities, calendars, dependencies, planStart: from } = instance;
  const { tasks, order, incoming, outgoing } = network;
  const { predecessor, successor, fromStart, toFinish } = dependencies;
  const lengths = activities.map((activity) => activity && lengthOf(activity, calendars));
  const start = new Float64Array(tasks.length).fill(from);
  const finish = new Float64Array(tasks.length).fill(from);
  let end = from;

  for (let k = 0; k < order.length; k++) {
    if ((k & 2047) === 0) yield;
    const i = order[k] >> 1;
    if (order[k] & 1) {
      if (tasks[i].isSummary) {
        finish[i] = largest(tasks[i].children, finish);
        start[i] = smallest(tasks[i].children, start);
      }
      end = Math.max(end, finish[i]);
      continue;
    }
    const around = instance.parent[i];
    let at = around >= 0 ? start[around] : from;
    let finishFrom = -Infinity;
    for (let n = incoming.first[i]; n < incoming.first[i + 1]; n++) {
      const e = incoming.edge[n];
      const j = predecessor[e];
      const bound = withLag(instance, e, fromStart[e] ? start[j] : finish[j], start[j], finish[j], 1);
      if (toFinish[e]) finishFrom = Math.max(finishFrom, bound);
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
    const i = order[k] >> 1;
    if (!(order[k] & 1)) {
      if (tasks[i].isSummary) lateStart[i] = smallest(tasks[i].children, lateStart);
      continue;
    }
    const around = instance.parent[i];
    const length = lengths[i];
    let limit = around >= 0 ? lateFinish[around] : end;
    for (let n = outgoing.first[i]; n < outgoing.first[i + 1]; n++) {
      const e = outgoing.edge[n];
      const j = successor[e];
      const at = toFinish[e] ? lateFinish[j] : lateStart[j];
      if (at !== at) continue;
      const bound = withLag(instance, e, at, start[i], finish[i], -1);
      limit = Math.min(
        limit,
        fromStart[e] && length ? finiteOr(length.calendar.add(bound, length.minutes), bound) : bound,
      );
    }
    lateFinish[i] = limit;
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
