import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import type { Dependency } from '../model/task';
import { minutesOf } from '../syntax/scalars/duration';
import type { Calendars } from './calendars';

/** When a task begins and is over. */
export interface Dates {
  readonly start: Instant;
  readonly finish: Instant;
}

/** Which end of the successor a dependency binds, by its second letter. */
export function bindsFinish(dependency: Pick<Dependency, 'use'>): boolean {
  return dependency.use.type === 'FF' || dependency.use.type === 'SF';
}

/** Which end of the predecessor it depends on, by its first letter. */
export function dependsOnStart(dependency: Pick<Dependency, 'use'>): boolean {
  return dependency.use.type === 'SS' || dependency.use.type === 'SF';
}

/**
 * The earliest moment that a dependency allows for the end of the successor that it binds.
 *
 * @param calendar the waiting task's calendar, on which working lags are counted
 */
export function boundOf(
  dependency: Pick<Dependency, 'use'>,
  predecessor: Dates,
  calendar: WorkingTime,
  calendars: Calendars,
): Instant {
  const from = dependsOnStart(dependency) ? predecessor.start : predecessor.finish;
  return addLag(dependency, from, predecessor, calendar, calendars, 1);
}

/** The latest moment for the predecessor's end, so that the successor's bound end can be at `limit`: `boundOf` backwards. */
export function limitOf(
  dependency: Dependency,
  limit: Instant,
  predecessor: Dates,
  calendar: WorkingTime,
  calendars: Calendars,
): Instant {
  return addLag(dependency, limit, predecessor, calendar, calendars, -1);
}

function addLag(
  dependency: Pick<Dependency, 'use'>,
  at: Instant,
  predecessor: Dates,
  calendar: WorkingTime,
  calendars: Calendars,
  direction: 1 | -1,
): Instant {
  const { lag } = dependency.use;
  if (!lag) return at;
  const sign = lag.sign * direction;
  if (lag.duration?.elapsed) return at + sign * minutesOf(lag.duration, calendars.lengths);
  const minutes = lag.duration
    ? minutesOf(lag.duration, calendars.lengthsFor(calendar))
    : Math.round((calendar.between(predecessor.start, predecessor.finish) * lag.percent) / 100);
  return sign > 0 ? calendar.add(at, minutes) : calendar.subtract(at, minutes);
}
