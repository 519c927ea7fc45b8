import type { Instant } from '../calendar/zone';
import type { Activity } from '../schedule/activity';
import type { Bookings } from '../schedule/bookings';
import { Generation } from '../schedule/generation';
import type { Instance } from '../schedule/instance';
import { EPSILON, Levels } from '../schedule/levels';
import { Ordering, type Precedence, precedenceOf } from './ordering';
import { ParallelGuide } from './parallel';
import type { Timetable } from './timetable';
import { Trace } from './trace';

/**
 * Turns keys into orders, and orders into schedules. From the front that is the serial generation of the ordinary
 * schedule, with everything that it knows. From the back it is a guide for the next one from the front: each activity, as
 * long on the clock as it was last, as late as what follows it and its people allow (justification, Valls, Ballestín &
 * Quintanilla 2005).
 */
export class Decoder {
  readonly instance: Instance;
  readonly generation: Generation;
  /** Indices of the tasks that are placed, without those that are fixed in time. */
  readonly activities: Int32Array;
  /** How many schedules were made; one that is made in part counts in part. */
  count = 0;
  /** The schedule from the back, after `backward`. */
  readonly late: Timetable;
  readonly #precedence: Precedence;
  readonly #front: Ordering;
  readonly #back: Ordering;
  readonly #parallel: ParallelGuide;
  readonly #levels = new Map<Bookings, Levels>();
  readonly #all: readonly Levels[];
  readonly #trace = new Trace();
  /** The dates of the schedule that `#trace` tells of. */
  readonly #recorded: { readonly start: Float64Array; readonly finish: Float64Array };
  readonly #value: Float64Array;
  readonly #valueOf: Int32Array;
  /** 1 for what does not move when looked at from the back: what is over, and fixed dates. */
  readonly #isPinned: Uint8Array;
  #number = 0;

  /** @param records whether what is booked is kept after `forward` */
  constructor(instance: Instance, activities: Int32Array, records: boolean) {
    this.instance = instance;
    this.activities = activities;
    this.generation = new Generation(instance, records);
    this.#precedence = precedenceOf(instance);
    this.#front = new Ordering(activities, this.#precedence.forward, 0);
    this.#back = new Ordering(activities, this.#precedence.backward, 1);
    this.#parallel = new ParallelGuide(instance, activities, this.#precedence.after);
    const tasks = instance.parent.length;
    this.late = { start: new Float64Array(tasks), finish: new Float64Array(tasks) };
    this.#recorded = { start: new Float64Array(tasks), finish: new Float64Array(tasks) };
    this.#value = new Float64Array(2 * tasks);
    this.#valueOf = new Int32Array(2 * tasks);
    this.#isPinned = new Uint8Array(tasks);
    for (const i of activities) if (instance.activities[i]?.status === 'done') this.#isPinned[i] = 1;
    for (const member of instance.people) this.#levels.set(member, new Levels());
    this.#all = [...this.#levels.values()];
  }

  /** Schedules in an order of `sorted`; the dates are those of `generation`. @returns the finish */
  forward(order: Int32Array): Instant {
    const { generation } = this;
    generation.begin();
    for (let k = 0; k < order.length; k++) generation.place(order[k]);
    this.count++;
    return this.finish();
  }

  /** Makes keys of keys: when each activity starts if nobody waits who has something to do; lengths are as they were last. */
  withoutWaiting(keys: Float64Array, from: Timetable): Float64Array {
    this.count++;
    return this.#parallel.starts(keys, from, this.generation.used);
  }

  /** The activities in the order of keys, the smallest first, as far as they can be placed so; the array is used again. */
  sorted(keys: Float64Array): Int32Array {
    return this.#front.sort(keys);
  }

  /** The same from the back, the largest first. */
  sortedBack(keys: Float64Array): Int32Array {
    return this.#back.sort(keys);
  }

  /** The activities in the order in which they were placed last. */
  get order(): Int32Array {
    return this.#front.order;
  }

  /** When the last activity is over. */
  finish(): Instant {
    return this.lastOf(this.generation);
  }

  /** When the last activity of a timetable is over. */
  lastOf({ finish }: Pick<Timetable, 'finish'>): Instant {
    let last = -Infinity;
    for (const i of this.activities) if (finish[i] > last) last = finish[i];
    for (const i of this.instance.fixed) if (finish[i] > last) last = finish[i];
    return last;
  }

  /**
   * Moves everything to the right in an order of `sortedBack`.
   *
   * @param from how long each activity is on the clock
   * @param horizon when everything is to be over
   * @returns the first start
   */
  backward(order: Int32Array, from: Timetable, horizon: Instant): Instant {
    for (const levels of this.#all) levels.clear();
    return this.#placeBackwards(order, 0, from, horizon);
  }

  /** The same, and remembers the way there. */
  backwardRecorded(order: Int32Array, from: Timetable, horizon: Instant): Instant {
    for (const levels of this.#all) levels.clear();
    this.#trace.begin(order);
    const first = this.#placeBackwards(order, 0, from, horizon, this.#trace);
    this.#recorded.start.set(this.late.start);
    this.#recorded.finish.set(this.late.finish);
    return first;
  }

  /** The same, with what was recorded last as far as the order is the same; lengths and horizon are those of then. */
  backwardResumed(order: Int32Array, from: Timetable, horizon: Instant): Instant {
    return this.#placeBackwards(order, this.#trace.resume(order, this.#all), from, horizon);
  }

  /** Places what comes behind the first `done` activities of an order, which lie where they were recorded. */
  #placeBackwards(order: Int32Array, done: number, from: Timetable, horizon: Instant, trace?: Trace): Instant {
    this.#number++;
    let first = Infinity;
    for (let k = 0; k < order.length; k++) {
      const i = order[k];
      if (k < done) this.#putBack(i, this.#recorded.start[i], this.#recorded.finish[i]);
      else {
        trace?.record(k, this.#all);
        this.#placeBack(i, from, horizon);
      }
      if (this.late.start[i] < first) first = this.late.start[i];
    }
    this.count += order.length === 0 ? 1 : (order.length - done) / order.length;
    return first;
  }

  #placeBack(i: number, from: Timetable, horizon: Instant): void {
    const crew = this.instance.works[i] ?? this.generation.used[i];
    const length = from.finish[i] - from.start[i];
    let end = this.#isPinned[i] ? from.finish[i] : this.#latest(i, length, horizon);
    if (crew && length > 0 && !this.#isPinned[i]) {
      for (let moved = true; moved; ) {
        moved = false;
        for (const { member, share } of crew) {
          const until = this.#conflict(member, end - length, end, share);
          if (until === Infinity) continue;
          end = until;
          moved = true;
        }
      }
      for (const { member, share } of crew)
        this.#levels.get(member)?.add(end - length, end, Math.min(share, member.capacity), i);
    }
    this.#putBack(i, end - length, end);
  }

  #putBack(i: number, start: Instant, finish: Instant): void {
    this.late.start[i] = this.#value[2 * i] = start;
    this.late.finish[i] = this.#value[2 * i + 1] = finish;
    this.#valueOf[2 * i] = this.#valueOf[2 * i + 1] = this.#number;
  }

  /** The latest finish that what follows allows. */
  #latest(i: number, length: number, horizon: Instant): Instant {
    return Math.min(horizon, this.#limit(2 * i + 1), this.#limit(2 * i) + length);
  }

  /** The latest moment of a node, from the moments of those that follow; Infinity when none does. */
  #limit(node: number): Instant {
    const { first, target, lag } = this.#precedence.after;
    let limit = Infinity;
    for (let e = first[node]; e < first[node + 1]; e++) {
      const moment = this.#moment(target[e]) - lag[e];
      if (moment < limit) limit = moment;
    }
    return limit;
  }

  #moment(node: number): Instant {
    if (this.#valueOf[node] === this.#number) return this.#value[node];
    if (this.instance.activities[node >> 1]) return Infinity;
    this.#valueOf[node] = this.#number;
    return (this.#value[node] = this.#limit(node));
  }

  /** The start of the first stretch in [start, finish) in which the share is not free, or Infinity. */
  #conflict(member: Bookings, start: Instant, finish: Instant, share: number): Instant {
    const levels = this.#levels.get(member) as Levels;
    const most = member.capacity - Math.min(share, member.capacity) + EPSILON;
    for (let level = levels.levelAt(start); level < levels.count && levels.start(level) < finish; level++)
      if (levels.used(level) > most) return Math.max(levels.start(level), -1e15);
    return Infinity;
  }
}

/** The activities of an instance that can be placed, in an order in which they can be. */
export function placeable(instance: Instance, isPlaced: (task: number) => boolean): Int32Array {
  const fixed = new Set(instance.fixed);
  return Int32Array.from(
    instance.activities.flatMap((activity: Activity | undefined) => {
      const index = activity?.task.index;
      return index !== undefined && !fixed.has(index) && isPlaced(index) ? [index] : [];
    }),
  );
}
