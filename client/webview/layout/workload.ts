import type { PeriodUnit, PersonLoad, WorkloadView } from '../../../server/protocol/workload';
import type { DateFormats } from './scale';

/** Pixels of a period. */
export const periodWidths: Readonly<Record<PeriodUnit, number>> = { day: 40, week: 58, month: 72 };

/** What somebody has to do in a period, beside the time that there is. */
export interface LoadCell {
  /** Minutes. */
  readonly load: number;
  readonly capacity: number;
  /** Infinity for work without time for it. */
  readonly percent: number;
  readonly level: 'away' | 'within' | 'over';
  readonly shown: string;
}

export function cellOf(person: PersonLoad, period: number, unit: PeriodUnit): LoadCell {
  const [load, capacity] = [person.load[period] ?? 0, person.capacity[period] ?? 0];
  const percent = capacity > 0 ? Math.round((load / capacity) * 100) : load > 0 ? Infinity : 0;
  const level = capacity === 0 && load === 0 ? 'away' : percent > 100 ? 'over' : 'within';
  const shown = load === 0 ? '' : percent === Infinity ? '!' : unit === 'day' ? String(percent) : `${percent} %`;
  return { load, capacity, percent, level, shown };
}

/** The two lines above a period: such as `Oct` and `12`. */
export function periodTitle({ periods, unit }: WorkloadView, index: number, formats: DateFormats): [string, string] {
  const minute = periods[index];
  switch (unit) {
    case 'month':
      return [formats.format(minute, { year: 'numeric' }), formats.format(minute, { month: 'short' })];
    case 'week':
      return [formats.format(minute, { month: 'short' }), formats.format(minute, { day: 'numeric' })];
    case 'day':
      return [
        formats.format(minute, { month: 'short' }),
        formats.format(minute, { weekday: 'narrow', day: 'numeric' }),
      ];
  }
}
