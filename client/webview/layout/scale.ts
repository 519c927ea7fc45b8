import {
  type TimeInterval,
  utcDay,
  utcFriday,
  utcHour,
  utcMonday,
  utcMonth,
  utcSaturday,
  utcSunday,
  utcYear,
} from 'd3-time';

/** Where minutes lie on the time axis: pixels per day, and the minute at x = 0. */
export interface Scale {
  readonly pixelsPerDay: number;
  readonly origin: number;
}

export const MINUTES_PER_DAY = 1440;
/** Centuries fit on a screen. */
export const minPixelsPerDay = 0.002;
export const maxPixelsPerDay = 2400;
/** Browsers place nothing beyond some thirty million pixels. */
const MAX_PIXELS = 15_000_000;

export function xOf(scale: Scale, minute: number): number {
  return ((minute - scale.origin) * scale.pixelsPerDay) / MINUTES_PER_DAY;
}

export function minuteAt(scale: Scale, x: number): number {
  return scale.origin + (x * MINUTES_PER_DAY) / scale.pixelsPerDay;
}

/** Pixels per day as near to what is wished as the length of the plan, in days, allows. */
export function possibleZoom(pixelsPerDay: number, days: number): number {
  return Math.min(maxPixelsPerDay, MAX_PIXELS / Math.max(1, days), Math.max(minPixelsPerDay, pixelsPerDay));
}

/** The minutes to which dates snap while something is dragged: days, or quarters of hours when one looks closer. */
export function snapMinutes({ pixelsPerDay }: Scale): number {
  if (pixelsPerDay >= 1200) return 15;
  if (pixelsPerDay >= 280) return 60;
  return MINUTES_PER_DAY;
}

/** A division of the time axis: where it begins and what it is called. */
export interface Tick {
  readonly minute: number;
  readonly label: string;
}

export interface Ticks {
  readonly major: readonly Tick[];
  readonly minor: readonly Tick[];
  /** Whether lines between the minor ticks help to see when something is. */
  readonly hasMinorLines: boolean;
}

interface Level {
  /** From this many pixels per day on. */
  readonly from: number;
  readonly major: Division;
  readonly minor: Division;
}

interface Division {
  readonly interval: TimeInterval;
  readonly label: (minute: number, formats: DateFormats, scale: Scale) => string;
}

function every(interval: { every(step: number): TimeInterval | null } & TimeInterval, step: number): TimeInterval {
  return interval.every(step) ?? interval;
}

const hour: Division['label'] = (minute, formats) =>
  formats.format(minute, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const longDay: Division['label'] = (minute, formats) =>
  formats.format(minute, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const day: Division['label'] = (minute, formats, { pixelsPerDay }) =>
  formats.format(minute, pixelsPerDay > 60 ? { weekday: 'short', day: 'numeric' } : { day: 'numeric' });
const week: Division['label'] = (minute, formats, { pixelsPerDay }) =>
  formats.format(minute, { day: 'numeric', ...(pixelsPerDay > 9 ? { month: 'short' } : {}) });
const longMonth: Division['label'] = (minute, formats) => formats.format(minute, { month: 'long', year: 'numeric' });
const month: Division['label'] = (minute, formats, { pixelsPerDay }) =>
  formats.format(minute, { month: pixelsPerDay > 1.6 ? 'short' : 'narrow' });
const quarter: Division['label'] = (minute) => `Q${Math.floor(new Date(minute * 60_000).getUTCMonth() / 3) + 1}`;
const year: Division['label'] = (minute, formats) => formats.format(minute, { year: 'numeric' });
const years =
  (count: number): Division['label'] =>
  (minute) => {
    const first = new Date(minute * 60_000).getUTCFullYear();
    return `${first}–${first + count - 1}`;
  };

// Chosen so that the labels of the minor divisions do not touch.
function levelsFor(weeks: TimeInterval): readonly Level[] {
  const days = { interval: utcDay, label: longDay };
  const months = { interval: utcMonth, label: longMonth };
  const oneYear = { interval: utcYear, label: year };
  const decades = { interval: every(utcYear, 10), label: years(10) };
  const centuries = { interval: every(utcYear, 100), label: years(100) };
  return [
    { from: 900, major: days, minor: { interval: utcHour, label: hour } },
    { from: 280, major: days, minor: { interval: every(utcHour, 4), label: hour } },
    { from: 26, major: months, minor: { interval: utcDay, label: day } },
    { from: 6.5, major: months, minor: { interval: weeks, label: week } },
    { from: 1.1, major: oneYear, minor: { interval: utcMonth, label: month } },
    { from: 0.38, major: oneYear, minor: { interval: every(utcMonth, 3), label: quarter } },
    { from: 0.1, major: decades, minor: oneYear },
    { from: 0.02, major: decades, minor: { interval: every(utcYear, 5), label: year } },
    { from: 0, major: centuries, minor: { interval: every(utcYear, 50), label: year } },
  ];
}

/** Formats dates in the reader's language; minutes are wall-clock and know no zone. */
export class DateFormats {
  readonly language: string;
  /** The day with which weeks begin: 0 is Sunday. */
  readonly firstDay: number;
  readonly levels: readonly Level[];
  readonly #known = new Map<string, Intl.DateTimeFormat>();

  constructor(language: string) {
    this.language = language;
    this.firstDay = firstDayOf(language);
    const weeks: Readonly<Record<number, TimeInterval>> = { 0: utcSunday, 5: utcFriday, 6: utcSaturday };
    this.levels = levelsFor(weeks[this.firstDay] ?? utcMonday);
  }

  format(minute: number, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#known.get(key);
    if (!format)
      this.#known.set(key, (format = new Intl.DateTimeFormat(this.language, { ...options, timeZone: 'UTC' })));
    return format.format(minute * 60_000);
  }

  /** Such as `14 Oct`, with the year when it is not that of `now`. */
  short(minute: number, now: number): string {
    const isThisYear = new Date(minute * 60_000).getUTCFullYear() === new Date(now * 60_000).getUTCFullYear();
    return this.format(minute, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: '2-digit' }) });
  }

  /** Such as `Wed, 14 Oct 2026, 09:00`. */
  full(minute: number): string {
    return this.format(minute, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }
}

/** The first day of the week where a language is spoken; 0 is Sunday. */
function firstDayOf(language: string): number {
  try {
    const locale = new Intl.Locale(language) as Intl.Locale & {
      readonly weekInfo?: { readonly firstDay: number };
      getWeekInfo?(): { readonly firstDay: number };
    };
    const info = locale.getWeekInfo?.() ?? locale.weekInfo;
    return info ? info.firstDay % 7 : 1;
  } catch {
    return 1;
  }
}

/** The two rows of ticks for what is visible of the axis. */
export function ticks(scale: Scale, from: number, to: number, formats: DateFormats): Ticks {
  const { levels } = formats;
  const level = levels.find(({ from: limit }) => scale.pixelsPerDay >= limit) ?? levels[levels.length - 1];
  return {
    major: ticksOf(level.major, from, to, formats, scale),
    minor: ticksOf(level.minor, from, to, formats, scale),
    hasMinorLines: level.minor.interval !== utcDay || scale.pixelsPerDay > 40,
  };
}

function ticksOf({ interval, label }: Division, from: number, to: number, formats: DateFormats, scale: Scale): Tick[] {
  const first = interval.floor(new Date(from * 60_000));
  return interval.range(first, new Date(to * 60_000)).map((date) => {
    const minute = date.getTime() / 60_000;
    return { minute, label: label(minute, formats, scale) };
  });
}
