import type DateHolidays from 'date-holidays';
import type { HolidaySource } from '../core/calendar/calendar';
import { dayOf } from '../core/calendar/civil';

/** What the bundle of holidays holds. */
export type HolidayLibrary = typeof DateHolidays;

/** Public holidays from the date-holidays library, which is loaded when a plan first names a region. */
export function lazyHolidays(load: () => HolidayLibrary): HolidaySource {
  let library: HolidayLibrary | undefined;
  const calendars = new Map<string, DateHolidays | undefined>();
  const years = new Map<string, ReadonlyMap<number, string>>();
  const calendarOf = (region: string): DateHolidays | undefined => {
    if (!calendars.has(region)) {
      library ??= load();
      const [country, state, part] = region.split('-');
      const known = new library();
      const isCountry = country in known.getCountries();
      const isState = state === undefined || (isCountry && state in (known.getStates(country) ?? {}));
      calendars.set(region, isCountry && isState ? new library(country, state ?? '', part ?? '') : undefined);
    }
    return calendars.get(region);
  };
  return {
    has: (region) => calendarOf(region) !== undefined,
    holidays: (region, year) => {
      // The library works them out anew each time, and a plan is scheduled on every keystroke.
      const known = years.get(`${region} ${year}`);
      if (known) return known;
      const days = new Map<number, string>();
      years.set(`${region} ${year}`, days);
      for (const { date, end, start, name, type } of calendarOf(region)?.getHolidays(year, 'en') ?? []) {
        if (type !== 'public') continue;
        const [y, m, d] = date.slice(0, 10).split('-').map(Number);
        const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
        for (let i = 0; i < length; i++) days.set(dayOf(y, m, d + i), name);
      }
      return days;
    },
  };
}
