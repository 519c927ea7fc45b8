import { MINUTES_PER_DAY } from './civil';

/** Minutes since 1970-01-01 00:00 UTC, or, in a plan without a time zone, on the plan's own wall clock. */
export type Instant = number;

/** How a wall clock is read: converts between its minutes and instants. */
export interface Zone {
  readonly name: string;
  /** A wall-clock minute skipped by a change of the clock is read as if the clock had not changed yet. */
  toInstant(wallMinute: number): Instant;
  toWall(instant: Instant): number;
}

/** A wall clock that never changes and has no offset: what a plan without `timezone` is read with. */
export const floatingZone: Zone = { name: '', toInstant: (minute) => minute, toWall: (instant) => instant };

/** From the wall clock of one zone to that of another: the same moment, unless one of them is no zone at all. */
export function wallTime(from: Zone, to: Zone): (minute: number) => number {
  return from === to || from === floatingZone || to === floatingZone
    ? (minute) => minute
    : (minute) => to.toWall(from.toInstant(minute));
}

/** Whether the name is a time zone of the IANA database that this runtime knows. */
export function isZoneName(name: string): boolean {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The zone of an IANA name; the floating one when the name is unknown. */
export function zoneOf(name: string | undefined): Zone {
  if (name === undefined) return floatingZone;
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = isZoneName(name) ? newZone(name) : floatingZone));
  return zone;
}

/** Zones with the offsets that were looked up: asking the runtime's database is slow. */
const zones = new Map<string, Zone>();

function newZone(name: string): Zone {
  const offsetAt = offsets(name);
  const toInstant = (wall: number): Instant => {
    const guess = wall - offsetAt(wall);
    const instant = wall - offsetAt(guess);
    return instant + offsetAt(instant) === wall ? instant : wall - offsetAt(wall - MINUTES_PER_DAY);
  };
  return { name, toInstant, toWall: (instant) => instant + offsetAt(instant) };
}

/** The zone's offset in minutes at an instant; asks the runtime's database twice a day at most and remembers. */
function offsets(name: string): (instant: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    era: 'short',
  });
  const exact = (instant: Instant): number => {
    const parts = new Map(format.formatToParts(instant * 60_000).map((part) => [part.type, part.value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
    const wall = new Date(0);
    wall.setUTCFullYear(year, number('month') - 1, number('day'));
    wall.setUTCHours(number('hour'), number('minute'));
    return Math.round(wall.getTime() / 60_000) - instant;
  };
  const atMidnight = new Map<number, number>();
  const midnight = (day: number): number => {
    let offset = atMidnight.get(day);
    if (offset === undefined) atMidnight.set(day, (offset = exact(day * MINUTES_PER_DAY)));
    return offset;
  };
  return (instant) => {
    const day = Math.floor(instant / MINUTES_PER_DAY);
    const before = midnight(day);
    return before === midnight(day + 1) ? before : exact(instant);
  };
}
