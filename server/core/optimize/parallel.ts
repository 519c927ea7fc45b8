import type { Bookings } from '../schedule/bookings';
import type { Instance } from '../schedule/instance';
import { EPSILON } from '../schedule/levels';
import type { Edges } from './ordering';
import type { Timetable } from './timetable';

/**
 * The parallel schedule generation (Kelley 1963; Kolisch 1996): at each moment, whatever may begin and fits does, the
 * smallest key first. With few resources, nobody is idle: that is a better first guess than the serial generation gives.
 * Like what is scheduled from the back, it knows lengths on the clock alone, not calendars: its starts are keys for the
 * serial generation, which knows everything.
 */
export class ParallelGuide {
  readonly #instance: Instance;
  readonly #activities: Int32Array;
  readonly #after: Edges;
  readonly #isActivity: Uint8Array;
  /** How many edges lead to each node. */
  readonly #before: Int32Array;
  readonly #waiting: Int32Array;
  readonly #ready: Float64Array;
  readonly #start: Float64Array;
  readonly #finish: Float64Array;
  readonly #free = new Map<Bookings, number>();
  readonly #nodes: number[] = [];
  /** What may begin as soon as it fits, by key; what was found since the last look stands behind. */
  #eligible: number[] = [];
  #isSorted = false;
  #running: number[] = [];

  /** @param after what follows each start (node 2i) and finish (2i + 1), with lags on the clock */
  constructor(instance: Instance, activities: Int32Array, after: Edges) {
    const nodes = after.first.length - 1;
    this.#instance = instance;
    this.#activities = activities;
    this.#after = after;
    this.#isActivity = new Uint8Array(nodes >> 1);
    for (const i of activities) this.#isActivity[i] = 1;
    this.#before = new Int32Array(nodes);
    for (const node of after.target) this.#before[node]++;
    this.#waiting = new Int32Array(nodes);
    this.#ready = new Float64Array(nodes);
    this.#start = new Float64Array(nodes >> 1);
    this.#finish = new Float64Array(nodes >> 1);
  }

  /**
   * When each activity starts, by the index of the task; the array is used again.
   *
   * @param from how long each activity is on the clock
   * @param used who works on each, where somebody had to be chosen
   */
  starts(keys: Float64Array, from: Timetable, used: Instance['works']): Float64Array {
    this.#begin();
    const { planStart } = this.#instance;
    for (let moment = planStart; moment < Infinity; moment = this.#next(moment, from)) {
      this.#leave(moment, used);
      this.#enter(moment, keys, from, used);
    }
    return this.#start;
  }

  #begin(): void {
    // What never comes to its turn, because more of somebody is asked for than there is, comes last.
    this.#start.fill(Math.floor(Number.MAX_SAFE_INTEGER / (4 * this.#activities.length)));
    this.#waiting.set(this.#before);
    this.#ready.fill(this.#instance.planStart);
    for (const member of this.#instance.people) this.#free.set(member, member.capacity);
    this.#eligible = [];
    this.#isSorted = false;
    this.#running = [];
    for (let node = 0; node < this.#before.length; node++) {
      const i = node >> 1;
      if (this.#before[node] > 0) continue;
      if (!this.#isActivity[i]) this.#settle(node);
      else if ((node & 1) === 0 && this.#before[node + 1] === 0) this.#eligible.push(i);
    }
  }

  /** The moment of a node is known: what waits for it alone may begin, or is known too. */
  #settle(root: number): void {
    const { first, target, lag } = this.#after;
    const nodes = this.#nodes;
    nodes.push(root);
    for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
      for (let e = first[node]; e < first[node + 1]; e++) {
        const to = target[e];
        this.#ready[to] = Math.max(this.#ready[to], this.#ready[node] + lag[e]);
        if (--this.#waiting[to] > 0) continue;
        if (!this.#isActivity[to >> 1]) nodes.push(to);
        else if (this.#waiting[to ^ 1] === 0) {
          this.#eligible.push(to >> 1);
          this.#isSorted = false;
        }
      }
    }
  }

  /** Who is done at a moment is free again. */
  #leave(moment: number, used: Instance['works']): void {
    this.#running = this.#running.filter((i) => {
      if (this.#finish[i] > moment) return true;
      this.#take(i, used, -1);
      return false;
    });
  }

  /** Begins what may begin at a moment and fits. */
  #enter(moment: number, keys: Float64Array, from: Timetable, used: Instance['works']): void {
    for (let isNew = true; isNew; ) {
      isNew = false;
      const candidates = this.#eligible;
      if (!this.#isSorted) candidates.sort((a, b) => keys[a] - keys[b] || a - b);
      this.#isSorted = true;
      this.#eligible = [];
      for (const i of candidates) {
        const length = from.finish[i] - from.start[i];
        if (this.#earliest(i, length) > moment || (length > 0 && !this.#fits(i, used))) {
          this.#eligible.push(i);
          continue;
        }
        if (length > 0) {
          this.#take(i, used, 1);
          this.#running.push(i);
        } else isNew = true;
        this.#start[i] = Math.round(moment);
        this.#ready[2 * i] = moment;
        this.#finish[i] = this.#ready[2 * i + 1] = moment + length;
        this.#settle(2 * i);
        this.#settle(2 * i + 1);
      }
    }
  }

  /** The next moment at which something ends or may begin; Infinity when there is none. */
  #next(moment: number, from: Timetable): number {
    let next = Infinity;
    for (const i of this.#running) if (this.#finish[i] < next) next = this.#finish[i];
    for (const i of this.#eligible) {
      const earliest = this.#earliest(i, from.finish[i] - from.start[i]);
      if (earliest > moment && earliest < next) next = earliest;
    }
    return next;
  }

  #earliest(i: number, length: number): number {
    return Math.max(this.#ready[2 * i], this.#ready[2 * i + 1] - length);
  }

  #fits(i: number, used: Instance['works']): boolean {
    for (const { member, share } of this.#instance.works[i] ?? used[i] ?? [])
      if ((this.#free.get(member) ?? 0) < Math.min(share, member.capacity) - EPSILON) return false;
    return true;
  }

  #take(i: number, used: Instance['works'], sign: 1 | -1): void {
    for (const { member, share } of this.#instance.works[i] ?? used[i] ?? [])
      this.#free.set(member, (this.#free.get(member) ?? 0) - sign * Math.min(share, member.capacity));
  }
}
