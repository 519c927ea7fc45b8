import { civilOf, dayOf, MINUTES_PER_DAY, weekdayOf } from '../calendar/civil';
import type { Person } from '../model/plan';
import type { Schedule, ScheduledTask } from '../schedule/types';

export type PeriodUnit = 'day' | 'week' | 'month';

/** A person's work against the time that they have; minutes, by period. */
export interface PersonLoad {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly kind: Person['kind'];
  readonly capacity: readonly number[];
  readonly load: readonly number[];
  /** The period, the index of the task, and minutes; by period. */
  readonly work: readonly (readonly [period: number, task: number, minutes: number])[];
  /** Minutes of work from the status date on. */
  readonly left: number;
  /** Indices of the tasks at the status date, and of the one that begins next. */
  readonly current: readonly number[];
  readonly next: number | null;
}

/** More periods than anybody could look at are not worked out. */
const MAX_PERIODS = 2000;

/**
 * The work of every person in each day, week or month of the schedule.
 *
 * @param firstDay the day with which weeks begin: 0 is Sunday
 * @returns periods as wall-clock minutes, with the end of the last one at the end
 */
export function loadByPeriod(
  schedule: Schedule,
  unit: PeriodUnit,
  firstDay = 1,
): { readonly periods: readonly number[]; readonly people: readonly PersonLoad[] } {
  const { zone, start, finish, now } = schedule;
  const periods = periodsBetween(unit, firstDay, zone.toWall(Math.min(start, now)), zone.toWall(Math.max(finish, now)));
  return { periods, people: loadsIn(schedule, periods) };
}

/**
 * The work of every person of a plan in periods that are given.
 *
 * @param periods as wall-clock minutes of the plan, with the end of the last one at the end
 */
export function loadsIn(schedule: Schedule, periods: readonly number[]): PersonLoad[] {
  const { zone, plan, calendars } = schedule;
  const instants = periods.map((minute) => zone.toInstant(minute));
  const byPerson = bookingsByPerson(schedule);
  return [...plan.people.values()]
    .filter(({ kind }) => kind !== 'material')
    .map((person) => {
      const time = calendars.ofPerson(person);
      const share = person.capacity * person.units;
      const capacity = instants.slice(1).map((end, i) => Math.round(time.between(instants[i], end) * share));
      return {
        id: person.id,
        name: person.name,
        role: person.role ?? '',
        kind: person.kind,
        capacity,
        ...workOf(schedule, byPerson.get(person.id) ?? [], instants, time),
      };
    });
}

interface PlacedBooking {
  readonly task: ScheduledTask;
  readonly booking: ScheduledTask['bookings'][number];
}

function bookingsByPerson({ tasks }: Schedule): Map<string, PlacedBooking[]> {
  const result = new Map<string, PlacedBooking[]>();
  for (const task of tasks) {
    if (!task || task.kind === 'summary') continue;
    for (const booking of task.bookings) {
      const known = result.get(booking.person.id);
      if (known) known.push({ task, booking });
      else result.set(booking.person.id, [{ task, booking }]);
    }
  }
  return result;
}

function workOf(
  { now }: Schedule,
  bookings: readonly PlacedBooking[],
  instants: readonly number[],
  time: { between(from: number, to: number): number },
): Pick<PersonLoad, 'load' | 'work' | 'left' | 'current' | 'next'> {
  const count = instants.length - 1;
  const load = new Array<number>(count).fill(0);
  const byPeriod: Map<number, number>[] = Array.from({ length: count }, () => new Map());
  let left = 0;
  const current = new Set<number>();
  let next: PlacedBooking | undefined;
  for (const placed of bookings) {
    const { task, booking } = placed;
    const { start, finish, share } = booking;
    if (task.status !== 'done') {
      left += Math.max(0, time.between(Math.max(start, now), finish)) * share;
      if (start <= now && now < finish) current.add(task.task.index);
      else if (start > now && (!next || start < next.booking.start)) next = placed;
    }
    for (let i = periodAt(instants, start); i < count && instants[i] < finish; i++) {
      const minutes = time.between(Math.max(start, instants[i]), Math.min(finish, instants[i + 1])) * share;
      if (!(minutes > 0)) continue;
      load[i] += minutes;
      byPeriod[i].set(task.task.index, (byPeriod[i].get(task.task.index) ?? 0) + minutes);
    }
  }
  return {
    load: load.map(Math.round),
    work: byPeriod.flatMap((tasks, period) =>
      [...tasks].map(([task, minutes]): [number, number, number] => [period, task, Math.round(minutes)]),
    ),
    left: Math.round(left),
    current: [...current],
    next: next ? next.task.task.index : null,
  };
}

/** The last period that begins at or before an instant; the first when there is none. */
function periodAt(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (instants[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The periods in which wall-clock minutes from the first to the last lie. */
export function periodsBetween(unit: PeriodUnit, firstDay: number, first: number, last: number): number[] {
  const periods: number[] = [];
  const end = Math.ceil((last + 1) / MINUTES_PER_DAY);
  let day = beginOf(unit, firstDay, Math.floor(first / MINUTES_PER_DAY));
  for (; day < end && periods.length < MAX_PERIODS; day = after(unit, day)) periods.push(day * MINUTES_PER_DAY);
  return [...periods, day * MINUTES_PER_DAY];
}

function beginOf(unit: PeriodUnit, firstDay: number, day: number): number {
  if (unit === 'day') return day;
  const { year, month } = civilOf(day);
  // Weekdays are counted from Monday here.
  return unit === 'week' ? day - ((weekdayOf(day) + 8 - firstDay) % 7) : dayOf(year, month, 1);
}

function after(unit: PeriodUnit, day: number): number {
  if (unit === 'day') return day + 1;
  if (unit === 'week') return day + 7;
  const { year, month } = civilOf(day);
  return dayOf(year, month + 1, 1);
}
