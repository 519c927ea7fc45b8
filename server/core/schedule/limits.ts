import { civilOf, dayOf, MINUTES_PER_DAY } from '../calendar/civil';
import type { DayLengths } from '../calendar/hours';
import type { WorkingTime } from '../calendar/workingTime';
import type { Instant, Zone } from '../calendar/zone';
import { minutesOf } from '../syntax/scalars/duration';
import type { Limit } from '../syntax/scalars/money';
import { EPSILON } from './levels';

/** What is left of a person's limits at a moment. */
export interface Allowance {
  /** Minutes of work that may still be booked until `until`. */
  minutes: number;
  /** When the period is over whose limit is the tightest. */
  until: Instant;
  /** The task that was booked last in that period, or -1. */
  by: number;
}

/** One limit, such as 6 hours a day, with what is booked in each of its periods. */
interface Ledger {
  readonly minutes: number;
  readonly per: Limit['per'];
  readonly booked: Map<number, { minutes: number; by: number }>;
}

/** The most that a person works in a day, a week (from Monday) and a month. */
export class Limits {
  readonly #ledgers: readonly Ledger[];
  readonly #zone: Zone;

  constructor(limits: readonly Limit[], lengths: DayLengths, zone: Zone) {
    this.#ledgers = limits.map(({ work, per }) => ({ minutes: minutesOf(work, lengths), per, booked: new Map() }));
    this.#zone = zone;
  }

  get none(): boolean {
    return this.#ledgers.length === 0;
  }

  /** Whether a limit leaves no work at all. */
  get forbid(): boolean {
    return this.#ledgers.some(({ minutes }) => minutes <= 0);
  }

  clear(): void {
    for (const { booked } of this.#ledgers) booked.clear();
  }

  /** The tightest limit at a moment. */
  at(moment: Instant): Allowance {
    const tightest: Allowance = { minutes: Infinity, until: Infinity, by: -1 };
    for (const ledger of this.#ledgers) {
      const period = this.#period(ledger.per, moment);
      const booked = ledger.booked.get(period);
      const minutes = ledger.minutes - (booked?.minutes ?? 0);
      if (minutes >= tightest.minutes) continue;
      tightest.minutes = minutes;
      tightest.until = this.#end(ledger.per, period);
      tightest.by = booked?.by ?? -1;
    }
    for (const { per } of this.#ledgers)
      tightest.until = Math.min(tightest.until, Math.max(moment + 1, this.#end(per, this.#period(per, moment))));
    return tightest;
  }

  /** The end of the period in which not even a minute at the share is left, or -Infinity when there is one. */
  usedUpUntil(moment: Instant, share: number): Instant {
    let until = -Infinity;
    for (const ledger of this.#ledgers) {
      const period = this.#period(ledger.per, moment);
      if (ledger.minutes - (ledger.booked.get(period)?.minutes ?? 0) < share - EPSILON)
        until = Math.max(until, this.#end(ledger.per, period));
    }
    return until;
  }

  /**
   * Counts the work of [start, finish) at a share, which is negative when it is taken back.
   *
   * @param task who the work is for; -1 while a place for it is only looked for
   */
  count(time: WorkingTime, start: Instant, finish: Instant, share: number, task: number): void {
    for (const { per, booked } of this.#ledgers) {
      for (let at = start; at < finish; ) {
        const period = this.#period(per, at);
        const end = Math.max(at + 1, Math.min(finish, this.#end(per, period)));
        const minutes = time.between(at, end) * share;
        const entry = booked.get(period);
        if (entry) {
          entry.minutes += minutes;
          if (task >= 0) entry.by = task;
        } else booked.set(period, { minutes, by: task });
        at = end;
      }
    }
  }

  #period(per: Limit['per'], moment: Instant): number {
    const day = Math.floor(this.#zone.toWall(moment) / MINUTES_PER_DAY);
    if (per === 'd') return day;
    if (per === 'w') return Math.floor((day + 3) / 7);
    const { year, month } = civilOf(day);
    return year * 12 + month - 1;
  }

  #end(per: Limit['per'], period: number): Instant {
    const day =
      per === 'd'
        ? period + 1
        : per === 'w'
          ? (period + 1) * 7 - 3
          : dayOf(Math.floor(period / 12), (period % 12) + 2, 1);
    return this.#zone.toInstant(day * MINUTES_PER_DAY);
  }
}
