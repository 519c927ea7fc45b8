import type { WeekHours } from './hours';
import type { Zone } from './zone';

/** A span of wall-clock minutes, half-open. */
export interface WallSpan {
  readonly start: number;
  readonly end: number;
}

/** Working time as people write it, resolved: every reference followed, every region turned into days. */
export interface Calendar {
  readonly hours: WeekHours;
  /** Whether a day number is a public holiday. */
  readonly isHoliday: (day: number) => boolean;
  /** Whether there are any public holidays. */
  readonly hasHolidays: boolean;
  /** Wall-clock spans without work; they beat holidays and hours. */
  readonly off: readonly WallSpan[];
  /** Wall-clock spans with work; they beat everything else. A whole day has the hours of its weekday, or of the first working weekday. */
  readonly extra: readonly ExtraSpan[];
  readonly zone: Zone;
}

export interface ExtraSpan extends WallSpan {
  /** True when only days were written, so that the weekday's usual hours apply. */
  readonly wholeDays: boolean;
}

/** Public holidays by region, handed in so that the data is loaded only when a plan asks for it. */
export interface HolidaySource {
  /** Whether the country or region, such as `DE` or `DE-BE`, is known. */
  has(region: string): boolean;
  /** The day numbers of the year's public holidays, with their names. */
  holidays(region: string, year: number): ReadonlyMap<number, string>;
}

export const noHolidays: HolidaySource = { has: () => false, holidays: () => new Map() };
