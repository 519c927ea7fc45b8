import { zoneOf } from '../core/calendar/zone';

/** The present minute on the wall clock of a time zone, or of this machine without one. */
export function wallMinute(timezone: string | undefined): number {
  const now = new Date();
  const utc = Math.floor(now.getTime() / 60_000);
  return timezone === undefined ? utc - now.getTimezoneOffset() : zoneOf(timezone).toWall(utc);
}
