/**
 * Civil (proleptic Gregorian) dates as whole numbers: a day is the number of days since 1970-01-01, a minute the
 * number of minutes since 1970-01-01 00:00 on the wall clock of whoever speaks. Nothing here knows a time zone.
 */

export const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;

export interface Civil {
  readonly year: number;
  /** 1-12 */
  readonly month: number;
  /** 1-31 */
  readonly day: number;
}

/** The day number of a civil date; months and days past their end run over into the next. */
export function dayOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / MS_PER_DAY);
}

export function civilOf(day: number): Civil {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** How many days the month has. */
export function daysInMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

/** The weekday of a day number: 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday with which the ISO 8601 week begins. */
export function isoWeekStart(year: number, week: number): number {
  const fourth = dayOf(year, 1, 4);
  return fourth - weekdayOf(fourth) + (week - 1) * 7;
}

/** 52 or 53 (ISO 8601). */
export function isoWeeksIn(year: number): number {
  return Math.round((isoWeekStart(year + 1, 1) - isoWeekStart(year, 1)) / 7);
}

/** The ISO 8601 year and week in which a day lies. */
export function isoWeekOf(day: number): { readonly year: number; readonly week: number } {
  const thursday = day - weekdayOf(day) + 3;
  const { year } = civilOf(thursday);
  return { year, week: Math.floor((thursday - dayOf(year, 1, 1)) / 7) + 1 };
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** `2026-02-03` */
export function formatDay(day: number): string {
  const { year, month, day: d } = civilOf(day);
  return `${pad(year, 4)}-${pad(month)}-${pad(d)}`;
}

/** `2026-02-03T09:00` of a wall-clock minute. */
export function formatMinute(minute: number): string {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  return `${formatDay(day)}T${formatClock(minute - day * MINUTES_PER_DAY)}`;
}

/** `09:00` of a minute of the day. */
function formatClock(minuteOfDay: number): string {
  return `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`;
}

/** The wall-clock minute of `2026-02-03` or `2026-02-03T09:00`; undefined for anything else. */
export function parseMinute(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?$/.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute] = match.slice(1).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59)
    return undefined;
  return dayOf(year, month, day) * MINUTES_PER_DAY + hour * 60 + minute;
}
