import type { Calendar } from './calendar';
import { calendarSpans, type InstantSpan, intersect } from './calendarSpans';
import { MINUTES_PER_DAY } from './civil';
import type { Instant } from './zone';

/**
 * From one moment to another, either of which may be infinite. It is no `InstantSpan`: a single infinite one among the
 * many objects that begin with `start` and `end` makes engines keep the numbers of all of them outside of the objects.
 */
class Reach {
  readonly from: Instant;
  readonly to: Instant;

  constructor(from: Instant, to: Instant) {
    this.from = from;
    this.to = to;
  }
}

const everything = new Reach(-Infinity, Infinity);

/** Lists the working spans that begin on the days from `first` to before `limit`, sorted and apart. */
type SpanSource = (first: number, limit: number) => InstantSpan[];

const CHUNK_DAYS = 512;
/** A calendar without any work for this long has none at all, away from its exceptions: hours repeat by week, clocks by year. */
const HORIZON_DAYS = 2 * 366;
/** So many spans are looked at one by one before halving begins. */
const NEAR = 8;
/** Nobody plans beyond this day, counted from 1970 in either direction: about a thousand years. */
const LAST_DAY = 366 * 1000;

/**
 * Arithmetic on working time in constant time where spans are alike, and O(log n) elsewhere: the spans of a calendar with
 * the sum of the minutes before each, extended in chunks as far as somebody asks. All results are instants in minutes; `Infinity` means that no such moment comes.
 */
export class WorkingTime {
  /** Whether work never stops. */
  readonly isAlways: boolean;
  readonly #source: SpanSource;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Working minutes before the span, counted from the first one known. */
  readonly #before: number[] = [];
  /** The index of the first span that ends after the beginning of each known day. */
  #byDay = new Int32Array(0);
  readonly #originDay: number;
  #firstDay: number;
  #limitDay: number;
  /** No work lies before or after: nobody has to look for any there. */
  readonly #bounds: Reach;
  /** From the first to the last exception; outside of that, all weeks are alike but for holidays. */
  readonly #exceptions: Reach;
  /** The span of the last answer: the next question is mostly about the same days. */
  #hint = 0;

  private constructor(
    source: SpanSource,
    originDay: number,
    exceptions: Reach,
    bounds: Reach = everything,
    isAlways = false,
  ) {
    this.#source = source;
    this.#exceptions = exceptions;
    this.#bounds = bounds;
    this.isAlways = isAlways;
    this.#originDay = originDay;
    this.#firstDay = originDay;
    this.#limitDay = originDay;
  }

  static of(calendar: Calendar, originDay: number): WorkingTime {
    const isAlways =
      calendar.off.length === 0 &&
      calendar.hours.every((spans) => spans.length === 1 && spans[0].end - spans[0].start >= MINUTES_PER_DAY) &&
      !calendar.hasHolidays;
    const source: SpanSource = (first, limit) => calendarSpans(calendar, first, limit);
    return new WorkingTime(source, originDay, around([...calendar.off, ...calendar.extra]), everything, isAlways);
  }

  /** The time in which both work. */
  static both(a: WorkingTime, b: WorkingTime): WorkingTime {
    const source: SpanSource = (first, limit) => {
      const from = first * MINUTES_PER_DAY;
      const to = limit * MINUTES_PER_DAY;
      return intersect(a.spansBetween(from, to), b.spansBetween(from, to));
    };
    const bounds = new Reach(Math.max(a.#bounds.from, b.#bounds.from), Math.min(a.#bounds.to, b.#bounds.to));
    return new WorkingTime(source, a.#firstDay, both(a.#exceptions, b.#exceptions), bounds);
  }

  /** The time of `a` that lies in [from, to), either of which may be infinite. */
  static within(a: WorkingTime, from: Instant, to: Instant): WorkingTime {
    const source: SpanSource = (first, limit) =>
      a.spansBetween(Math.max(first * MINUTES_PER_DAY, from), Math.min(limit * MINUTES_PER_DAY, to));
    const bounds = new Reach(Math.max(a.#bounds.from, from), Math.min(a.#bounds.to, to));
    return new WorkingTime(source, a.#firstDay, both(a.#exceptions, new Reach(from, to)), bounds);
  }

  /** All time, for elapsed durations. */
  static always(originDay: number): WorkingTime {
    const source: SpanSource = (first, limit) => [{ start: first * MINUTES_PER_DAY, end: limit * MINUTES_PER_DAY }];
    return new WorkingTime(source, originDay, around([]), everything, true);
  }

  /** The first working moment at or after the instant; `Infinity` when none comes. */
  next(at: Instant): Instant {
    if (this.isAlways) return at;
    const i = this.#spanEndingAfter(at);
    return i < 0 ? Infinity : Math.max(at, this.#starts[i]);
  }

  /** The last moment at or before the instant up to which work goes on; `-Infinity` when none. */
  previous(at: Instant): Instant {
    if (this.isAlways) return at;
    const i = this.#spanStartingBefore(at);
    return i < 0 ? -Infinity : Math.min(at, this.#ends[i]);
  }

  /** Whether work goes on in the minute that begins at the instant. */
  isWorking(at: Instant): boolean {
    return this.next(at) === at;
  }

  /** When so many working minutes after the instant have passed; with 0 minutes, the instant itself. */
  add(at: Instant, minutes: number): Instant {
    if (minutes <= 0) return minutes === 0 ? at : this.subtract(at, -minutes);
    if (this.isAlways) return at + minutes < LAST_DAY * MINUTES_PER_DAY ? at + minutes : Infinity;
    const first = this.#spanEndingAfter(at);
    if (first < 0) return Infinity;
    const within = Math.max(at, this.#starts[first]) + minutes;
    if (within <= this.#ends[first]) return within;
    const target = this.#before[first] + Math.max(0, at - this.#starts[first]) + minutes;
    for (;;) {
      const last = this.#starts.length - 1;
      if (this.#before[last] + this.#ends[last] - this.#starts[last] >= target) break;
      if (!this.#extend()) return Infinity;
    }
    // The first span whose end reaches the target: ending exactly there counts as done.
    const last = this.#lastBegunBefore(target, first);
    return this.#starts[last] + target - this.#before[last];
  }

  /** The latest moment from which so many working minutes still pass before the instant. */
  subtract(at: Instant, minutes: number): Instant {
    if (minutes <= 0) return minutes === 0 ? at : this.add(at, -minutes);
    if (this.isAlways) return at - minutes > -LAST_DAY * MINUTES_PER_DAY ? at - minutes : -Infinity;
    let i = this.#spanStartingBefore(at);
    if (i < 0) return -Infinity;
    let target = this.#before[i] + Math.min(at, this.#ends[i]) - this.#starts[i] - minutes;
    while (target < 0) {
      const added = this.#prepend();
      if (added === undefined) return -Infinity;
      i += added.spans;
      target += added.minutes;
    }
    // Beginning exactly where a span begins, the work begins there and not at the end of the span before.
    let first = this.#lastBegunBefore(target, i);
    if (first < i && this.#before[first + 1] === target) first++;
    return this.#starts[first] + target - this.#before[first];
  }

  /** The working minutes from `from` to `to`; negative when `to` is the earlier. */
  between(from: Instant, to: Instant): number {
    if (this.isAlways && Number.isFinite(to - from)) return to - from;
    if (to < from) return -this.between(to, from);
    return this.#minutesBefore(to) - this.#minutesBefore(from);
  }

  /** The working spans in [from, to), cut at both ends. */
  spansBetween(from: Instant, to: Instant): InstantSpan[] {
    const spans: InstantSpan[] = [];
    if (!(from < to)) return spans;
    this.#reach(from);
    this.#reach(to);
    for (let i = this.#indexEndingAfter(from); i < this.#starts.length && this.#starts[i] < to; i++) {
      spans.push({ start: Math.max(from, this.#starts[i]), end: Math.min(to, this.#ends[i]) });
    }
    return spans;
  }

  /**
   * The index of the last span before which fewer minutes lie than `target`, or 0. Spans are of much the same length, so
   * that one can tell from a known one about where it is.
   *
   * @param near the index of a known span
   */
  #lastBegunBefore(target: number, near: number): number {
    const before = this.#before;
    const last = before.length - 1;
    const mean = last > 0 ? before[last] / last : 1;
    let i = Math.max(0, Math.min(last, near + Math.floor((target - before[near]) / mean)));
    for (let steps = 0; steps < NEAR; steps++) {
      if (i < last && before[i + 1] < target) i++;
      else if (i > 0 && before[i] >= target) i--;
      else return i;
    }
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (before[middle] < target) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #minutesBefore(at: Instant): number {
    const i = this.#spanStartingBefore(at);
    return i < 0 ? 0 : this.#before[i] + Math.min(at, this.#ends[i]) - this.#starts[i];
  }

  /** Makes the spans known in which the instant lies. */
  #reach(at: Instant): void {
    while (at < this.#firstDay * MINUTES_PER_DAY && this.#firstDay > at / MINUTES_PER_DAY - HORIZON_DAYS) {
      if (this.#firstDay < -LAST_DAY || this.#isBefore()) break;
      this.#prepend(true);
    }
    while (at >= (this.#limitDay - 1) * MINUTES_PER_DAY) {
      if (this.#limitDay > LAST_DAY || this.#isPast()) break;
      this.#append();
    }
  }

  /** The index of the first span that ends after the instant, or the number of spans. */
  #indexEndingAfter(at: Instant): number {
    let i = this.#firstOf(at);
    while (i < this.#ends.length && this.#ends[i] <= at) i++;
    return i;
  }

  /** The index of the first span that ends after the beginning of the instant's day. */
  #firstOf(at: Instant): number {
    const day = Math.floor(at / MINUTES_PER_DAY) - this.#firstDay;
    if (day < 0) return 0;
    if (this.#byDay.length !== this.#limitDay - this.#firstDay) this.#indexDays();
    return day < this.#byDay.length ? this.#byDay[day] : this.#starts.length;
  }

  #indexDays(): void {
    this.#byDay = new Int32Array(this.#limitDay - this.#firstDay);
    let i = 0;
    for (let day = 0; day < this.#byDay.length; day++) {
      const begin = (this.#firstDay + day) * MINUTES_PER_DAY;
      while (i < this.#ends.length && this.#ends[i] <= begin) i++;
      this.#byDay[day] = i;
    }
  }

  /** The index of the first span that ends after the instant, or -1. */
  #spanEndingAfter(at: Instant): number {
    const hint = this.#hint;
    if (at < this.#ends[hint] && (at >= this.#starts[hint] || (hint > 0 && at >= this.#ends[hint - 1]))) return hint;
    if (!Number.isFinite(at)) return -1;
    this.#reach(at);
    for (;;) {
      const i = this.#indexEndingAfter(at);
      if (i < this.#ends.length) return (this.#hint = i);
      if (!this.#extend()) return -1;
    }
  }

  /** The index of the last span that starts before the instant, or -1. */
  #spanStartingBefore(at: Instant): number {
    const hint = this.#hint;
    if (at > this.#starts[hint] && (at <= this.#ends[hint] || at <= this.#starts[hint + 1])) return hint;
    if (!Number.isFinite(at)) return -1;
    this.#reach(at);
    for (;;) {
      let next = this.#firstOf(at);
      while (next < this.#starts.length && this.#starts[next] < at) next++;
      if (next > 0) return (this.#hint = next - 1);
      if (this.#prepend() === undefined) return -1;
    }
  }

  #append(): void {
    const limit = this.#limitDay + CHUNK_DAYS;
    for (const span of this.#source(this.#limitDay, limit)) this.#push(span);
    this.#limitDay = limit;
  }

  #push(span: InstantSpan): void {
    const last = this.#starts.length - 1;
    // Spans that touch over midnight or a chunk's border are one.
    if (last >= 0 && this.#ends[last] >= span.start) {
      this.#ends[last] = Math.max(this.#ends[last], span.end);
      return;
    }
    this.#before.push(last < 0 ? 0 : this.#before[last] + this.#ends[last] - this.#starts[last]);
    this.#starts.push(span.start);
    this.#ends.push(span.end);
  }

  /** Extends until at least one more span is known; false when the horizon holds none. */
  #extend(): boolean {
    const spans = this.#starts.length;
    const end = spans > 0 ? this.#ends[spans - 1] : 0;
    while (!this.#isPast() && this.#limitDay <= LAST_DAY) {
      const last = Math.max(end, this.#exceptions.to, this.#bounds.from);
      if (this.#limitDay > Math.max(this.#originDay, last / MINUTES_PER_DAY) + HORIZON_DAYS) return false;
      this.#append();
      if (this.#starts.length > spans || (spans > 0 && this.#ends[spans - 1] > end)) return true;
    }
    return false;
  }

  /** Prepends until at least one earlier span is known (or one chunk, when `once`); undefined when the horizon holds none. */
  #prepend(once = false): { spans: number; minutes: number } | undefined {
    for (;;) {
      const start = Math.min(this.#starts[0] ?? Infinity, this.#exceptions.from, this.#bounds.to);
      const isFar = this.#firstDay < Math.min(this.#originDay, start / MINUTES_PER_DAY) - HORIZON_DAYS;
      if (this.#isBefore() || this.#firstDay < -LAST_DAY) return once ? { spans: 0, minutes: 0 } : undefined;
      if (isFar && !once) return undefined;
      const first = this.#firstDay - CHUNK_DAYS;
      const earlier = this.#source(first, this.#firstDay);
      this.#firstDay = first;
      if (this.#limitDay < first) this.#limitDay = first;
      if (earlier.length > 0) {
        const known = this.#starts.map((start, i) => ({ start, end: this.#ends[i] }));
        const spansBefore = known.length;
        const minutesBefore = this.#total();
        this.#starts.length = this.#ends.length = this.#before.length = 0;
        for (const span of earlier) this.#push(span);
        for (const span of known) this.#push(span);
        return { spans: this.#starts.length - spansBefore, minutes: this.#total() - minutesBefore };
      }
      if (once) return { spans: 0, minutes: 0 };
    }
  }

  /** Whether everything before the known days lies out of bounds; a day more, because days begin elsewhere in other zones. */
  #isBefore(): boolean {
    return (this.#firstDay + 1) * MINUTES_PER_DAY < this.#bounds.from;
  }

  #isPast(): boolean {
    return (this.#limitDay - 1) * MINUTES_PER_DAY > this.#bounds.to;
  }

  #total(): number {
    const last = this.#starts.length - 1;
    return last < 0 ? 0 : this.#before[last] + this.#ends[last] - this.#starts[last];
  }
}

/** From the beginning of the first to the end of the last of some spans; without any, from `Infinity` to `-Infinity`. */
function around(spans: readonly InstantSpan[]): Reach {
  let [first, last] = [Infinity, -Infinity];
  for (const { start, end } of spans) [first, last] = [Math.min(first, start), Math.max(last, end)];
  return new Reach(first, last);
}

/** From the first to the last finite end of two. */
function both(a: Reach, b: Reach): Reach {
  const ends = [a.from, a.to, b.from, b.to].filter(Number.isFinite);
  return new Reach(Math.min(...ends), Math.max(...ends));
}
