import type { HolidaySource } from '../core/calendar/calendar';
import { type HolidayLibrary, lazyHolidays } from '../runtime/holidays';

/** The holidays of the bundle in a folder, given by its URL; fetched when a plan first names a region. */
export function importedHolidays(bundles: string): HolidaySource {
  return lazyHolidays(() => {
    importScripts(`${bundles}/holidays.js`);
    return (self as unknown as { readonly headwayHolidays: { readonly default: HolidayLibrary } }).headwayHolidays
      .default;
  });
}
