import type { Calendar } from './calendar';
import { MINUTES_PER_DAY, weekdayOf } from './civil';
import type { ClockSpan } from './hours';
import type { Instant } from './zone';

/** A half-open span of instants. */
export interface InstantSpan {
  readonly start: Instant;
  readonly end: Instant;
}

/** The spans of a calendar that begin on the days [first, limit), as instants. */
export function calendarSpans(calendar: Calendar, first: number, limit: number): InstantSpan[] {
  const wall: { start: number; end: number }[] = [];
  // A day earlier too, for spans that run over midnight; they are cut at the first day below.
  for (let day = first - 1; day < limit; day++) {
    for (const span of dayHours(calendar, day)) {
      const start = Math.max(day * MINUTES_PER_DAY + span.start, first * MINUTES_PER_DAY);
      const end = Math.min(day * MINUTES_PER_DAY + span.end, limit * MINUTES_PER_DAY);
      if (start < end) wall.push({ start, end });
    }
  }
  let spans = subtractSpans(wall, calendar.off);
  const extra = extraSpans(calendar, first, limit);
  if (extra.length > 0) spans = [...spans, ...extra];
  spans.sort((x, y) => x.start - y.start);
  const result: InstantSpan[] = [];
  for (const span of spans) {
    const start = calendar.zone.toInstant(span.start);
    const end = calendar.zone.toInstant(span.end);
    const last = result[result.length - 1];
    if (last && start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else if (start < end) result.push({ start, end });
  }
  return result;
}

function dayHours(calendar: Calendar, day: number): readonly ClockSpan[] {
  const spans = calendar.hours[weekdayOf(day)];
  return spans.length > 0 && calendar.isHoliday(day) ? [] : spans;
}

function subtractSpans(spans: InstantSpan[], holes: readonly InstantSpan[]): InstantSpan[] {
  for (const hole of holes) {
    const touched = spans.some((span) => span.start < hole.end && hole.start < span.end);
    if (!touched) continue;
    spans = spans.flatMap((span) => {
      if (span.end <= hole.start || hole.end <= span.start) return [span];
      const rest: InstantSpan[] = [];
      if (span.start < hole.start) rest.push({ start: span.start, end: hole.start });
      if (hole.end < span.end) rest.push({ start: hole.end, end: span.end });
      return rest;
    });
  }
  return spans;
}

function extraSpans(calendar: Calendar, first: number, limit: number): InstantSpan[] {
  const from = first * MINUTES_PER_DAY;
  const to = limit * MINUTES_PER_DAY;
  const usual = calendar.hours.find((spans) => spans.length > 0) ?? [{ start: 9 * 60, end: 17 * 60 }];
  const result: InstantSpan[] = [];
  for (const extra of calendar.extra) {
    const start = Math.max(extra.start, from);
    const end = Math.min(extra.end, to);
    if (start >= end) continue;
    if (!extra.wholeDays) {
      result.push({ start, end });
      continue;
    }
    for (let day = Math.floor(start / MINUTES_PER_DAY); day * MINUTES_PER_DAY < end; day++) {
      const own = calendar.hours[weekdayOf(day)];
      for (const span of own.length > 0 ? own : usual) {
        result.push({ start: day * MINUTES_PER_DAY + span.start, end: day * MINUTES_PER_DAY + span.end });
      }
    }
  }
  return result;
}

/** The time in both of two sorted lists of spans. */
export function intersect(a: readonly InstantSpan[], b: readonly InstantSpan[]): InstantSpan[] {
  const result: InstantSpan[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const start = Math.max(a[i].start, b[j].start);
    const end = Math.min(a[i].end, b[j].end);
    if (start < end) result.push({ start, end });
    if (a[i].end < b[j].end) i++;
    else j++;
  }
  return result;
}
