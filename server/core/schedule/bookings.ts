import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import type { Person } from '../model/plan';

const EPSILON = 1e-9;

/** A stretch of time in which a person's use is constant. */
interface Stretch {
  start: Instant;
  end: Instant;
  /** Used share of working time, 0 to the capacity. */
  used: number;
  /** Index of the task that ends last in the stretch. */
  task: number;
}

/** One uninterrupted part of a placement. */
export interface Run {
  readonly start: Instant;
  readonly finish: Instant;
}

export interface Found {
  readonly runs: readonly Run[];
  /** Index of the task that the work had to wait for, or -1. */
  readonly blocker: number;
}

/** What a person is booked for: a step function over time that never passes the capacity. */
export class Bookings {
  readonly person: Person;
  readonly time: WorkingTime;
  /** Share of working time that may be booked: 1 is one person all day, 12 a pool of twelve. */
  readonly capacity: number;
  readonly #stretches: Stretch[] = [];

  constructor(person: Person, time: WorkingTime) {
    this.person = person;
    this.time = time;
    this.capacity = person.capacity * person.units;
  }

  /**
   * The earliest runs from `earliest` in which `minutes` of working time on the calendar pass with `share` free.
   *
   * @param joint the time in which the person and the task work
   * @param split whether the work may be interrupted by what is booked already
   * @returns undefined when that time never comes
   */
  find(joint: WorkingTime, minutes: number, share: number, earliest: Instant, split: boolean): Found | undefined {
    let at = joint.next(earliest);
    if (at === Infinity) return undefined;
    let index = this.#firstEndingAfter(at);
    let left = minutes;
    let runs: Run[] = [];
    let blocker = -1;
    for (;;) {
      const stretch = this.#stretches[index];
      const isFree = !stretch || at < stretch.start || this.capacity - stretch.used >= share - EPSILON;
      if (stretch && at >= stretch.start && !isFree) {
        if (!split || runs.length === 0) blocker = stretch.task;
        if (!split) {
          runs = [];
          left = minutes;
        }
        at = joint.next(stretch.end);
        if (at === Infinity) return undefined;
        index = this.#firstEndingAfter(at, index);
        continue;
      }
      const limit = !stretch ? Infinity : at < stretch.start ? stretch.start : stretch.end;
      const finish = joint.add(at, left);
      if (finish === Infinity && limit === Infinity) return undefined;
      const free = finish <= limit ? left : joint.between(at, limit);
      if (free > 0) {
        const end = free >= left ? finish : joint.previous(limit);
        const last = runs[runs.length - 1];
        // Two stretches of time that touch are one run of work.
        if (last && joint.next(last.finish) >= at) runs[runs.length - 1] = { start: last.start, finish: end };
        else runs.push({ start: at, finish: end });
        left -= free;
      }
      if (left <= EPSILON) return { runs, blocker };
      if (limit === Infinity) return undefined;
      at = joint.next(limit);
      if (at === Infinity) return undefined;
      index = this.#firstEndingAfter(at, index);
    }
  }

  /** The first stretch in [start, finish) in which the share is not free while the person works, or undefined. */
  conflict(
    start: Instant,
    finish: Instant,
    share: number,
  ): { readonly end: Instant; readonly task: number } | undefined {
    for (let i = this.#firstEndingAfter(start); i < this.#stretches.length; i++) {
      const stretch = this.#stretches[i];
      if (stretch.start >= finish) return undefined;
      if (this.capacity - stretch.used >= share - EPSILON) continue;
      const overlap = this.time.between(Math.max(start, stretch.start), Math.min(finish, stretch.end));
      if (overlap > 0) return { end: stretch.end, task: stretch.task };
    }
    return undefined;
  }

  /** Books the share in [start, finish) for a task. */
  book(start: Instant, finish: Instant, share: number, task: number): void {
    if (!(start < finish)) return;
    let index = this.#firstEndingAfter(start);
    let at = start;
    while (at < finish) {
      const stretch = this.#stretches[index];
      if (!stretch || stretch.start >= finish) {
        this.#insert(index, { start: at, end: finish, used: share, task });
        break;
      }
      if (at < stretch.start) {
        this.#stretches.splice(index++, 0, { start: at, end: stretch.start, used: share, task });
        at = stretch.start;
        continue;
      }
      if (stretch.start < at) {
        this.#stretches.splice(index++, 0, { ...stretch, end: at });
        stretch.start = at;
      }
      if (finish < stretch.end) {
        this.#stretches.splice(index, 0, { ...stretch, end: finish });
        const first = this.#stretches[index];
        stretch.start = finish;
        first.used += share;
        first.task = task;
        return;
      }
      stretch.used += share;
      stretch.task = task;
      at = stretch.end;
      index++;
    }
  }

  /** Takes a booking back. */
  unbook(start: Instant, finish: Instant, share: number, task: number): void {
    this.book(start, finish, -share, task);
  }

  /** Inserts a stretch, joined with the one before when the person has no working time between them. */
  #insert(index: number, stretch: Stretch): void {
    const before = this.#stretches[index - 1];
    if (before && before.used === stretch.used && this.time.next(before.end) >= stretch.start) {
      before.end = stretch.end;
      before.task = stretch.task;
    } else this.#stretches.splice(index, 0, stretch);
  }

  #firstEndingAfter(at: Instant, from = 0): number {
    let low = from;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle].end > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
