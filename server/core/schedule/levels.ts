import type { Instant } from '../calendar/zone';

export const EPSILON = 1e-9;

/** How much of something is used over time: a step function, in which level k holds from at(k) to at(k + 1). */
export class Levels {
  /** Level 0 begins at -Infinity. */
  #at = new Float64Array(16);
  #used = new Float64Array(16);
  /** The task that was booked last in the level. */
  #by = new Int32Array(16);
  #count = 1;

  constructor() {
    this.clear();
  }

  clear(): void {
    this.#at[0] = -Infinity;
    this.#used[0] = 0;
    this.#by[0] = -1;
    this.#count = 1;
  }

  /** Becomes what another one is now. */
  copy(other: Levels): void {
    const count = other.#count;
    while (this.#at.length < count) this.#grow();
    this.#at.set(other.#at.subarray(0, count));
    this.#used.set(other.#used.subarray(0, count));
    this.#by.set(other.#by.subarray(0, count));
    this.#count = count;
  }

  get count(): number {
    return this.#count;
  }

  start(level: number): Instant {
    return this.#at[level];
  }

  end(level: number): Instant {
    return level + 1 < this.#count ? this.#at[level + 1] : Infinity;
  }

  used(level: number): number {
    return this.#used[level];
  }

  by(level: number): number {
    return this.#by[level];
  }

  /** The level in which the moment lies; `from` is a level at or before it. */
  levelAt(moment: Instant, from = 0): number {
    const at = this.#at;
    let low = from;
    let high = this.#count;
    // Most questions are about what is near the last level.
    if (high - low > 4 && at[high - 2] <= moment) low = high - 2;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (at[middle] <= moment) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Adds a use, which may be negative, in [start, finish). */
  add(start: Instant, finish: Instant, use: number, task: number): void {
    if (!(start < finish)) return;
    const first = this.#cut(start, 0);
    const last = this.#cut(finish, first);
    for (let level = first; level < last; level++) {
      this.#used[level] += use;
      this.#by[level] = task;
    }
    if (Math.abs(this.#used[last] - this.#used[last - 1]) < EPSILON) this.#remove(last, this.#by[last]);
    if (first > 0 && Math.abs(this.#used[first] - this.#used[first - 1]) < EPSILON)
      this.#remove(first, this.#by[first]);
  }

  /** Makes a level begin at the moment, and returns it. */
  #cut(moment: Instant, from: number): number {
    const level = this.levelAt(moment, from);
    if (this.#at[level] === moment) return level;
    const count = this.#count;
    if (count === this.#at.length) this.#grow();
    this.#at.copyWithin(level + 2, level + 1, count);
    this.#used.copyWithin(level + 2, level + 1, count);
    this.#by.copyWithin(level + 2, level + 1, count);
    this.#at[level + 1] = moment;
    this.#used[level + 1] = this.#used[level];
    this.#by[level + 1] = this.#by[level];
    this.#count++;
    return level + 1;
  }

  /** Joins a level with the one before. */
  #remove(level: number, by: number): void {
    this.#by[level - 1] = by;
    this.#at.copyWithin(level, level + 1, this.#count);
    this.#used.copyWithin(level, level + 1, this.#count);
    this.#by.copyWithin(level, level + 1, this.#count);
    this.#count--;
  }

  #grow(): void {
    const size = 2 * this.#at.length;
    const [at, used, by] = [new Float64Array(size), new Float64Array(size), new Int32Array(size)];
    at.set(this.#at);
    used.set(this.#used);
    by.set(this.#by);
    [this.#at, this.#used, this.#by] = [at, used, by];
  }
}
