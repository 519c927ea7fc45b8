import TinyQueue from 'tinyqueue';
import type { WorkingTime } from '../calendar/workingTime';
import type { Person } from '../model/plan';
import type { Dependency, Task } from '../model/task';
import type { Activity } from './activity';
import { pastWork } from './actual';
import { byActual, byBound, byDependency, byFixed, byNow, byOutside, Generation } from './generation';
import type { Instance } from './instance';
import type { Dates } from './lags';
import type { Booking, Driver, OutsideDependency } from './types';

/** A task placed in time, before late dates are known. */
export interface Placed extends Dates {
  readonly bookings: readonly Booking[];
  readonly driver: Driver | null;
  readonly finishDriver: Driver | null;
  /** The calendar on which the end moves; undefined for summaries. */
  readonly moves?: WorkingTime;
}

export interface SerialResult {
  /** By the index of the task; undefined for what cannot be placed. */
  readonly placed: (Placed | undefined)[];
  /** Tasks whose people or calendar never have the time that is needed. */
  readonly impossible: readonly Task[];
  /** Indices of the leaves in the order in which they were placed. */
  readonly sequence: readonly number[];
}

/**
 * The order in which activities are placed when each is the most urgent of those whose predecessors are placed: what is
 * fixed first, then the higher priority, then the smaller urgency, then the order in the file. Calls `place` for each.
 *
 * @param urgency the smaller the more urgent, by the index of the task; decides between equal priorities
 */
export function* inOrderOfUrgency(
  instance: Instance,
  priority: ArrayLike<number>,
  urgency: ArrayLike<number>,
  place: (task: number) => void,
): Generator<void, void> {
  const { network, activities, fixed } = instance;
  const { first, target } = network.graph;
  const count = first.length - 1;
  const waiting = new Int32Array(count);
  for (let e = 0; e < target.length; e++) waiting[target[e]]++;
  const isFixed = new Uint8Array(activities.length);
  for (const i of fixed) isFixed[i] = 1;
  const { rank, task: taskOf } = ranking(activities, priority, urgency);
  const queue = new TinyQueue<number>([], (a, b) => a - b);
  const open = new Int32Array(count);
  let opened = 0;
  for (let node = count - 1; node >= 0; node--) if (waiting[node] === 0) open[opened++] = node;
  const release = (node: number): void => {
    for (let e = first[node]; e < first[node + 1]; e++) if (--waiting[target[e]] === 0) open[opened++] = target[e];
  };
  for (let placed = 0; ; ) {
    if (opened > 0) {
      const node = open[--opened];
      const task = node >> 1;
      if ((node & 1) === 0 && activities[task] && isFixed[task] === 0) queue.push(rank[task]);
      else release(node);
      continue;
    }
    const next = queue.pop();
    if (next === undefined) break;
    if ((++placed & 127) === 0) yield;
    place(taskOf[next]);
    release(2 * taskOf[next]);
  }
}

/**
 * Who comes before whom, when both may start: the higher priority, then the more urgent, then the first in the file.
 *
 * @returns the rank of each task by its index, and the index of the task of each rank
 */
function ranking(
  activities: Instance['activities'],
  priority: ArrayLike<number>,
  urgency: ArrayLike<number>,
): { readonly rank: Int32Array; readonly task: Int32Array } {
  const count = activities.length;
  let [least, most] = [Infinity, -Infinity];
  let [lowest, highest] = [Infinity, -Infinity];
  let isWhole = true;
  for (let i = 0; i < count; i++) {
    if (!activities[i]) continue;
    const [u, p] = [urgency[i], priority[i]];
    isWhole &&= Number.isInteger(u) && Number.isInteger(p);
    least = Math.min(least, u);
    most = Math.max(most, u);
    lowest = Math.min(lowest, p);
    highest = Math.max(highest, p);
  }
  const span = most - least + 1;
  const task = new Int32Array(count);
  if (isWhole && (highest - lowest + 1) * span * count < Number.MAX_SAFE_INTEGER) {
    // As one number for each task, they are sorted without asking what two of them mean.
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i++)
      keys[i] = activities[i] ? ((highest - priority[i]) * span + urgency[i] - least) * count + i : Infinity;
    keys.sort();
    for (let r = 0; r < count; r++) task[r] = keys[r] < Infinity ? keys[r] % count : -1;
  } else {
    for (let i = 0; i < count; i++) task[i] = i;
    task.sort((a, b) => priority[b] - priority[a] || urgency[a] - urgency[b] || a - b);
  }
  const rank = new Int32Array(count);
  for (let r = 0; r < count; r++) if (task[r] >= 0) rank[task[r]] = r;
  return { rank, task };
}

/** Places everything in order of urgency; what is booked is recorded. */
export function* generating(
  instance: Instance,
  urgency: Float64Array,
): Generator<void, { readonly generation: Generation; readonly sequence: readonly number[] }> {
  const { activities, fixed } = instance;
  const generation = new Generation(instance, true);
  generation.begin();
  const sequence = [...fixed];
  const priority = activities.map((activity) => activity?.priority ?? 0);
  yield* inOrderOfUrgency(instance, priority, urgency, (task) => {
    sequence.push(task);
    generation.place(task);
  });
  return { generation, sequence };
}

/** The schedule that is shown: everything placed in order of urgency, with what is booked and why each task lies where it does. */
export function* serialSchedule(instance: Instance, urgency: Float64Array): Generator<void, SerialResult> {
  const { generation, sequence } = yield* generating(instance, urgency);
  yield;
  return {
    placed: placedTasks(generation),
    impossible: generation.impossible.map((i) => instance.network.tasks[i]),
    sequence,
  };
}

function placedTasks(generation: Generation): (Placed | undefined)[] {
  const { instance, start, finish, moves } = generation;
  const { tasks } = instance.network;
  const bookings: (Booking[] | undefined)[] = new Array(tasks.length);
  for (const { task, member, start: from, finish: to, share, joint } of generation.booked) {
    const booking = {
      person: member.person,
      start: from,
      finish: to,
      minutes: Math.round(joint.between(from, to) * share),
      share,
    };
    const list = bookings[task];
    if (list) list.push(booking);
    else bookings[task] = [booking];
  }
  const placed: (Placed | undefined)[] = new Array(tasks.length);
  for (let i = tasks.length - 1; i >= 0; i--) {
    const activity = instance.activities[i];
    if (!activity && tasks[i].isSummary) generation.span(i);
    if (!generation.isPlaced(i)) continue;
    placed[i] = activity
      ? {
          start: start[i],
          finish: finish[i],
          bookings:
            activity.status === 'todo'
              ? (bookings[i] ?? noBookings)
              : [...past(generation, activity, i), ...(bookings[i] ?? noBookings)],
          driver: driverOf(generation, i, bookings[i]?.[0].person),
          finishDriver: finishDriverOf(generation, i),
          moves: moves[i],
        }
      : {
          start: start[i],
          finish: finish[i],
          bookings: noBookings,
          driver: placed[firstInside(tasks[i], start)]?.driver ?? null,
          finishDriver: null,
        };
  }
  return placed;
}

const noBookings: readonly Booking[] = [];

/** What is booked for the part of an activity that is over. */
function past({ instance, start, finish, earliest }: Generation, activity: Activity, i: number): readonly Booking[] {
  if (activity.status === 'done') return pastWork(activity, start[i], finish[i], activity.minutes);
  const minutes = activity.minutes - activity.left;
  if (activity.status !== 'doing' || minutes <= 0) return noBookings;
  const rest = earliest[i];
  return pastWork(activity, start[i], Math.max(start[i], Math.min(instance.now, rest)), minutes);
}

/** The index of the task inside a summary that starts first, or -1 when none has dates. */
function firstInside({ children }: Task, start: Float64Array): number {
  let first = -1;
  for (const { index } of children) {
    if (start[index] === start[index] && (first < 0 || start[index] < start[first])) first = index;
  }
  return first;
}

/** Why a placed task starts when it does, or the first task inside of a summary; null for what is not placed. */
export function startDriver(generation: Generation, i: number): Driver | null {
  const { instance, booked, start } = generation;
  if (!generation.isPlaced(i)) return null;
  if (!instance.activities[i]) return startDriver(generation, firstInside(instance.network.tasks[i], start));
  return driverOf(generation, i, booked.find(({ task }) => task === i)?.member.person);
}

/** Why a task starts when it does; `first` is who is booked first for it. */
function driverOf(generation: Generation, i: number, first: Person | undefined): Driver {
  const { instance, waitedFor, waitedPerson, earliest, start, startWhy, gateFinish, finishWhy, finishBy } = generation;
  const { tasks } = instance.network;
  const activity = instance.activities[i] as Activity;
  if (startWhy[i] === byFixed || startWhy[i] === byActual)
    return decider(generation, startWhy[i], generation.startBy[i]);
  if (activity.status === 'doing') return { kind: 'now' };
  const member = waitedPerson[i];
  if (waitedFor[i] >= 0 && member) return { kind: 'person', person: member.person, task: tasks[waitedFor[i]] };
  const isWork = activity.form === 'effort' || activity.form === 'duration';
  const usual = isWork ? activity.calendar.next(earliest[i]) : earliest[i];
  if (start[i] > usual) {
    if (gateFinish[i] > -Infinity) return decider(generation, finishWhy[i], finishBy[i], 'finish');
    const from = decider(generation, startWhy[i], generation.startBy[i]);
    return first ? { kind: 'calendar', person: first, from } : { kind: 'calendar', from };
  }
  return decider(generation, startWhy[i], generation.startBy[i]);
}

/** The dependency or bound that holds the finish back: without it, the work would be over before. */
function finishDriverOf(generation: Generation, i: number): Driver | null {
  const { instance, gateFinish, finishWhy, finishBy, earliest, start } = generation;
  const activity = instance.activities[i] as Activity;
  if (activity.status !== 'todo' || gateFinish[i] === -Infinity || generation.waitedFor[i] >= 0) return null;
  return start[i] > earliest[i] ? decider(generation, finishWhy[i], finishBy[i], 'finish') : null;
}

function decider({ instance }: Generation, why: number, by: number, key: 'start' | 'finish' = 'start'): Driver {
  switch (why) {
    case byDependency:
      return dependencyDriver(instance.network.dependencies[by]);
    case byOutside:
      return { kind: 'outside', dependency: instance.outside[key].get(by) as OutsideDependency };
    case byBound:
      return { kind: 'bound', task: instance.network.tasks[by], key };
    case byFixed:
      return { kind: 'bound', task: instance.network.tasks[by], key: 'on' };
    case byNow:
      return { kind: 'now' };
    case byActual:
      return { kind: 'actual' };
    default:
      return { kind: 'plan-start' };
  }
}

function dependencyDriver(dependency: Dependency): Driver {
  return { kind: 'dependency', dependency };
}
