import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import type { Person } from '../model/plan';
import { EPSILON, Levels } from './levels';
import type { Limits } from './limits';

/** Nobody looks further ahead for free time: a plan that needs more never ends. In minutes, about 200 years. */
const HORIZON = 200 * 366 * 1440;

/** The parts in which a piece of work was found to fit; one is used again and again. */
export class Runs {
  readonly start: Instant[] = [];
  readonly finish: Instant[] = [];
  count = 0;
  /** Index of the task that the work had to wait for, or -1. */
  blocker = -1;

  add(start: Instant, finish: Instant): void {
    this.start[this.count] = start;
    this.finish[this.count++] = finish;
  }

  get first(): Instant {
    return this.start[0];
  }

  get last(): Instant {
    return this.finish[this.count - 1];
  }
}

/** What a person is booked for: never more than the capacity at any moment, nor than the limits in any period. */
export class Bookings {
  readonly person: Person;
  readonly time: WorkingTime;
  /** Share of working time that may be booked: 1 is one person all day, 12 a pool of twelve. */
  readonly capacity: number;
  readonly limits: Limits;
  /** The task that stands in the way of the last answer of `conflict`, or -1. */
  blocker = -1;
  readonly #levels = new Levels();
  readonly #isLimited: boolean;

  constructor(person: Person, time: WorkingTime, limits: Limits) {
    this.person = person;
    this.time = time;
    this.capacity = person.capacity * person.units;
    this.limits = limits;
    this.#isLimited = !limits.none;
  }

  /** Forgets everything that is booked. */
  clear(): void {
    this.#levels.clear();
    if (this.#isLimited) this.limits.clear();
  }

  /**
   * Finds the earliest runs from `earliest` in which `minutes` of working time on the calendar pass with `share` free.
   * The end of a day and a used-up limit do not interrupt work; other work does.
   *
   * @param joint the time in which the person and the task work
   * @param split whether the work may be interrupted by what is booked already
   * @returns false when that time never comes
   */
  find(joint: WorkingTime, minutes: number, share: number, earliest: Instant, split: boolean, runs: Runs): boolean {
    runs.count = 0;
    runs.blocker = -1;
    if (share > this.capacity + EPSILON || (this.#isLimited && this.limits.forbid)) return false;
    const isFound = this.#find(joint, minutes, share, earliest, split, runs);
    // What was counted on the way is only found so far, not booked.
    if (this.#isLimited) this.#uncount(joint, share, runs);
    return isFound;
  }

  #find(joint: WorkingTime, minutes: number, share: number, earliest: Instant, split: boolean, runs: Runs): boolean {
    const levels = this.#levels;
    let at = joint.next(earliest);
    const horizon = at + HORIZON;
    let level = 0;
    let left = minutes;
    while (at < horizon) {
      level = levels.levelAt(at, level);
      let end = levels.end(level);
      if (this.capacity - levels.used(level) < share - EPSILON) {
        if (!split || runs.count === 0) runs.blocker = levels.by(level);
        if (!split) {
          if (this.#isLimited) this.#uncount(joint, share, runs);
          runs.count = 0;
          left = minutes;
        }
        at = joint.next(end);
        continue;
      }
      let wanted = left;
      if (this.#isLimited) {
        const allowance = this.limits.at(at);
        const free = Math.floor(allowance.minutes / share + EPSILON);
        if (free < 1) {
          if (runs.count === 0 && allowance.by >= 0) runs.blocker = allowance.by;
          at = joint.next(Math.max(at + 1, this.limits.usedUpUntil(at, share)));
          continue;
        }
        wanted = Math.min(left, free);
        end = Math.min(end, allowance.until);
      }
      const finish = joint.add(at, wanted);
      if (finish === Infinity && end === Infinity) return false;
      const taken = finish <= end ? wanted : joint.between(at, end);
      const until = finish <= end ? finish : joint.previous(end);
      if (taken > 0) {
        const last = runs.count - 1;
        // Two stretches of time that touch are one run of work.
        if (last >= 0 && joint.next(runs.finish[last]) >= at) runs.finish[last] = until;
        else runs.add(at, until);
        if (this.#isLimited) this.limits.count(joint, at, until, share, -1);
        left -= taken;
      }
      if (left <= EPSILON) return true;
      at = joint.next(finish <= end ? finish : end);
    }
    return false;
  }

  #uncount(joint: WorkingTime, share: number, runs: Runs): void {
    for (let i = 0; i < runs.count; i++) this.limits.count(joint, runs.start[i], runs.finish[i], -share, -1);
  }

  /**
   * When the last of what is in the way of a task in [start, finish) is over, or -Infinity when nothing is; `blocker` is
   * then the task in the way.
   */
  conflict(start: Instant, finish: Instant, share: number): Instant {
    this.blocker = -1;
    const levels = this.#levels;
    if (share > this.capacity + EPSILON) return Infinity;
    const first = levels.levelAt(start);
    for (let level = levels.levelAt(finish, first); level >= first; level--) {
      if (levels.start(level) >= finish || this.capacity - levels.used(level) >= share - EPSILON) continue;
      const end = levels.end(level);
      const [from, to] = [Math.max(start, levels.start(level)), Math.min(finish, end)];
      if (!this.time.isAlways && this.time.between(from, to) <= 0) continue;
      this.blocker = levels.by(level);
      return end;
    }
    return this.#isLimited ? this.#limitConflict(start, finish) : -Infinity;
  }

  /** A task that lasts needs a person on each day; on a day whose limit others have used up, they can't come. */
  #limitConflict(start: Instant, finish: Instant): Instant {
    if (this.limits.forbid) return Infinity;
    for (let at = this.time.next(start); at < finish; ) {
      const until = this.limits.usedUpUntil(at, 1);
      if (until > at) {
        this.blocker = this.limits.at(at).by;
        return until;
      }
      at = this.time.next(Math.max(at + 1, this.limits.at(at).until));
    }
    return -Infinity;
  }

  /** Books the share in [start, finish) for a task; a negative share takes a booking back. */
  book(start: Instant, finish: Instant, share: number, task: number): void {
    if (!(start < finish)) return;
    // Up to where the person works again nothing changes, and bookings that follow each other become one level.
    const next = this.time.next(finish);
    this.#levels.add(start, next < Infinity ? next : finish, share, task);
    if (this.#isLimited) this.limits.count(this.time, start, finish, share, task);
  }

  /** Cuts [start, finish) where limits are used up: the parts in which a person works on a task that lasts. */
  *withinLimits(joint: WorkingTime, start: Instant, finish: Instant, share: number): Generator<[Instant, Instant]> {
    if (!this.#isLimited) {
      yield [start, finish];
      return;
    }
    for (let at = joint.next(start); at < finish; ) {
      const allowance = this.limits.at(at);
      const end = Math.min(finish, allowance.until);
      const minutes = Math.min(joint.between(at, end), Math.floor(allowance.minutes / share + EPSILON));
      if (minutes > 0) yield [at, minutes === joint.between(at, end) ? joint.previous(end) : joint.add(at, minutes)];
      at = joint.next(end);
    }
  }
}
