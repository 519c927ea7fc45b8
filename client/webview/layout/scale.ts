/** Where minutes lie on the time axis: pixels per day, and the minute at x = 0. */
export interface Scale {
  readonly pixelsPerDay: number;
  readonly origin: number;
}

export const MINUTES_PER_DAY = 1440;
export const minPixelsPerDay = 0.05;
export const maxPixelsPerDay = 1600;

export function xOf(scale: Scale, minute: number): number {
  return ((minute - scale.origin) * scale.pixelsPerDay) / MINUTES_PER_DAY;
}

export function minuteAt(scale: Scale, x: number): number {
  return scale.origin + (x * MINUTES_PER_DAY) / scale.pixelsPerDay;
}

/** A division of the time axis: where it begins and what it is called. */
export interface Tick {
  readonly minute: number;
  readonly label: string;
}

type Unit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade';

interface Level {
  /** From this many pixels per day on. */
  readonly from: number;
  readonly major: Unit;
  readonly minor: Unit;
  readonly step: number;
}

// Chosen so that the labels of the minor unit do not touch.
const levels: readonly Level[] = [
  { from: 900, major: 'day', minor: 'hour', step: 1 },
  { from: 280, major: 'day', minor: 'hour', step: 4 },
  { from: 26, major: 'month', minor: 'day', step: 1 },
  { from: 6.5, major: 'month', minor: 'week', step: 1 },
  { from: 1.1, major: 'year', minor: 'month', step: 1 },
  { from: 0.38, major: 'year', minor: 'quarter', step: 1 },
  { from: 0.1, major: 'decade', minor: 'year', step: 1 },
  { from: 0, major: 'decade', minor: 'year', step: 5 },
];

/** Formats dates in the reader's language; minutes are wall-clock and know no zone. */
export class DateFormats {
  readonly #language: string;
  readonly #known = new Map<string, Intl.DateTimeFormat>();

  constructor(language: string) {
    this.#language = language;
  }

  format(minute: number, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#known.get(key);
    if (!format)
      this.#known.set(key, (format = new Intl.DateTimeFormat(this.#language, { ...options, timeZone: 'UTC' })));
    return format.format(minute * 60_000);
  }
}

/** The two rows of ticks for what is visible of the axis. */
export function ticks(
  scale: Scale,
  from: number,
  to: number,
  formats: DateFormats,
): { readonly major: Tick[]; readonly minor: Tick[]; readonly minorUnit: Unit } {
  const level = levels.find(({ from: limit }) => scale.pixelsPerDay >= limit) ?? levels[levels.length - 1];
  return {
    major: ticksOf(level.major, 1, from, to, formats, true, scale),
    minor: ticksOf(level.minor, level.step, from, to, formats, false, scale),
    minorUnit: level.minor,
  };
}

function ticksOf(
  unit: Unit,
  step: number,
  from: number,
  to: number,
  formats: DateFormats,
  isMajor: boolean,
  scale: Scale,
): Tick[] {
  const result: Tick[] = [];
  let at = floor(unit, step, from);
  for (let count = 0; at < to && count < 1000; count++) {
    result.push({ minute: at, label: label(unit, at, formats, isMajor, scale) });
    at = next(unit, step, at);
  }
  return result;
}

function utc(minute: number): Date {
  return new Date(minute * 60_000);
}

function minuteOf(year: number, month: number, day = 1): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() / 60_000;
}

function floor(unit: Unit, step: number, minute: number): number {
  const date = utc(minute);
  const day = Math.floor(minute / MINUTES_PER_DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'hour':
      return Math.floor(minute / (60 * step)) * 60 * step;
    case 'day':
      return day * MINUTES_PER_DAY;
    case 'week':
      // Day 0 was a Thursday; ISO weeks begin on Mondays.
      return (day - ((((day + 3) % 7) + 7) % 7)) * MINUTES_PER_DAY;
    case 'month':
      return minuteOf(year, month);
    case 'quarter':
      return minuteOf(year, month - (month % 3));
    case 'year':
      return minuteOf(Math.floor(year / step) * step, 0);
    case 'decade':
      return minuteOf(Math.floor(year / 10) * 10, 0);
  }
}

function next(unit: Unit, step: number, minute: number): number {
  const date = utc(minute);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case 'hour':
      return minute + 60 * step;
    case 'day':
      return minute + MINUTES_PER_DAY;
    case 'week':
      return minute + 7 * MINUTES_PER_DAY;
    case 'month':
      return minuteOf(year, month + 1);
    case 'quarter':
      return minuteOf(year, month + 3);
    case 'year':
      return minuteOf(year + step, 0);
    case 'decade':
      return minuteOf(year + 10, 0);
  }
}

function label(unit: Unit, minute: number, formats: DateFormats, isMajor: boolean, scale: Scale): string {
  switch (unit) {
    case 'hour':
      return formats.format(minute, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    case 'day':
      if (isMajor) return formats.format(minute, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
      return scale.pixelsPerDay > 60
        ? formats.format(minute, { weekday: 'short', day: 'numeric' })
        : formats.format(minute, { day: 'numeric' });
    case 'week':
      return formats.format(minute, { day: 'numeric', ...(scale.pixelsPerDay > 9 ? { month: 'short' } : {}) });
    case 'month':
      return isMajor
        ? formats.format(minute, { month: 'long', year: 'numeric' })
        : formats.format(minute, { month: scale.pixelsPerDay > 1.6 ? 'short' : 'narrow' });
    case 'quarter':
      return `Q${Math.floor(utc(minute).getUTCMonth() / 3) + 1}`;
    case 'year':
      return formats.format(minute, { year: 'numeric' });
    case 'decade': {
      const first = utc(minute).getUTCFullYear();
      return `${first}–${first + 9}`;
    }
  }
}
