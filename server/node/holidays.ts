import { createRequire } from 'node:module';
import type { HolidaySource } from '../core/calendar/calendar';
import { type HolidayLibrary, lazyHolidays } from '../runtime/holidays';

/** The holidays of the bundle that lies beside the running one. */
export function bundledHolidays(besideFile: string): HolidaySource {
  return lazyHolidays(() => (createRequire(besideFile)('./holidays.js') as { default: HolidayLibrary }).default);
}
