import { MINUTES_PER_DAY } from './civil';

/** Minutes of the day, half-open; `end` passes 1440 when the span runs into the next day. */
export interface ClockSpan {
  readonly start: number;
  readonly end: number;
}

/** The working spans of each weekday, Monday first, sorted and apart. */
export type WeekHours = readonly (readonly ClockSpan[])[];

/** Monday to Friday, 09:00-17:00: the calendar of a plan that names none. */
export const defaultHours: WeekHours = Array.from({ length: 7 }, (_, weekday) =>
  weekday < 5 ? [{ start: 9 * 60, end: 17 * 60 }] : [],
);

/** How long a day, a week and a month of work are on a calendar, in minutes. */
export interface DayLengths {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

/** The mean working day, the working week, and a twelfth of the working year (365.2425 days) of weekly hours. */
export function dayLengths(hours: WeekHours): DayLengths {
  const perDay = hours.map((spans) => spans.reduce((sum, span) => sum + span.end - span.start, 0));
  const week = perDay.reduce((sum, minutes) => sum + minutes, 0);
  const days = perDay.filter((minutes) => minutes > 0).length;
  if (days === 0) return usualLengths;
  return { day: Math.round(week / days), week, month: Math.round((week * 365.2425) / 7 / 12) };
}

/** The lengths of the usual calendar, where none is at hand or none has any work. */
export const usualLengths: DayLengths = dayLengths(defaultHours);

export const elapsedLengths: DayLengths = {
  day: MINUTES_PER_DAY,
  week: 7 * MINUTES_PER_DAY,
  month: Math.round((MINUTES_PER_DAY * 365.2425) / 12),
};
