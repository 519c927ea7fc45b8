import type { Instant } from '../calendar/zone';
import type { Task } from '../model/task';
import type { Activity } from './activity';
import type { Bookings } from './bookings';
import type { Calendars } from './calendars';
import { bindsFinish, boundOf, type Dates, dependsOnStart, limitOf } from './lags';
import { type ResourceLink, resourceLinks } from './lateDates';
import { type Network, outgoingOf } from './network';
import type { Placed } from './serial';
import type { Booking, Driver } from './types';

/**
 * Moves what is to be done as late as possible to just before what follows it: its successors in the network and what
 * its people do next. Nothing else moves. Work that others interrupt stays where it is.
 */
export function shiftLate(
  network: Network,
  activities: readonly (Activity | undefined)[],
  placed: (Placed | undefined)[],
  sequence: readonly number[],
  calendars: Calendars,
  people: ReadonlyMap<string, Bookings>,
): void {
  const late = sequence.filter(
    (i) => activities[i]?.alap && activities[i]?.status === 'todo' && placed[i] && !network.tasks[i].has('on'),
  );
  if (late.length === 0) return;
  const next = resourceLinks(placed, people);
  for (const i of late.reverse()) {
    const self = placed[i] as Placed;
    const crew = new Set(self.bookings.map(({ person }) => person.id));
    const moves = self.moves;
    if (self.bookings.length > crew.size || crew.size > 1 || !moves) continue;
    const { limit, by } = latestFinish(network, i, placed, next[i] ?? [], calendars);
    if (limit === Infinity || limit <= self.finish) continue;
    const span = moves.between(self.start, self.finish);
    const finish = self.start === self.finish ? limit : moves.previous(limit);
    const start = self.start === self.finish ? limit : moves.next(moves.subtract(finish, span));
    if (!(start > self.start)) continue;
    if (!keepsPercentLags(network, i, { start, finish }, placed, calendars)) continue;
    if (!moveBookings(self, start, finish, i, people)) continue;
    const driver: Driver = { kind: 'late', task: by };
    placed[i] = {
      ...self,
      start,
      finish,
      driver,
      bookings: self.bookings.flatMap((booking) => movedBooking(booking, start, finish, activities[i], people)),
    };
  }
  for (let i = network.tasks.length - 1; i >= 0; i--) {
    if (network.tasks[i].isSummary) placed[i] = spanned(network.tasks[i], placed) ?? placed[i];
  }
}

/** A lag in percent is as long as the task is, which may be another length of working time elsewhere. */
function keepsPercentLags(
  network: Network,
  i: number,
  dates: Dates,
  placed: readonly (Placed | undefined)[],
  calendars: Calendars,
): boolean {
  return outgoingOf(network, i).every((dependency) => {
    const successor = placed[dependency.successor.index];
    if (!successor || dependency.use.lag?.percent === undefined) return true;
    const bound = boundOf(dependency, dates, calendars.plan, calendars);
    return bound <= (bindsFinish(dependency) ? successor.finish : successor.start);
  });
}

/** A booking at another time. Where time passes whoever works, the person works as much of it as their calendar has. */
function movedBooking(
  booking: Booking,
  start: Instant,
  finish: Instant,
  activity: Activity | undefined,
  people: ReadonlyMap<string, Bookings>,
): Booking[] {
  const time = people.get(booking.person.id)?.time;
  if (activity?.form !== 'duration' || !time) return [{ ...booking, start, finish }];
  const [from, to] = [time.next(start), time.previous(finish)];
  const minutes = Math.round(time.between(start, finish) * booking.share);
  return from < to ? [{ ...booking, start: from, finish: to, minutes }] : [];
}

/** Books the people of a task at another time; false, and nothing is changed, when they are not free then. */
function moveBookings(
  self: Placed,
  start: Instant,
  finish: Instant,
  task: number,
  people: ReadonlyMap<string, Bookings>,
): boolean {
  const mine = self.bookings.flatMap((booking) => {
    const bookings = people.get(booking.person.id);
    return bookings ? [{ booking, bookings }] : [];
  });
  for (const { booking, bookings } of mine) bookings.book(booking.start, booking.finish, -booking.share, task);
  const isFree = mine.every(({ booking, bookings }) => bookings.conflict(start, finish, booking.share) === -Infinity);
  for (const { booking, bookings } of mine) {
    if (isFree) bookings.book(start, finish, booking.share, task);
    else bookings.book(booking.start, booking.finish, booking.share, task);
  }
  return isFree;
}

function latestFinish(
  network: Network,
  i: number,
  placed: readonly (Placed | undefined)[],
  next: readonly ResourceLink[],
  calendars: Calendars,
): { limit: Instant; by: Task | null } {
  const self = placed[i] as Placed;
  let limit = Infinity;
  let by: Task | null = null;
  for (let at: Task | null = network.tasks[i]; at; at = at.parent) {
    for (const dependency of outgoingOf(network, at.index)) {
      const successor = placed[dependency.successor.index];
      if (!successor) continue;
      const end = limitOf(
        dependency,
        bindsFinish(dependency) ? successor.finish : successor.start,
        self,
        calendars.plan,
        calendars,
      );
      const bound = dependsOnStart(dependency) ? finishFor(self, end) : end;
      if (bound < limit) [limit, by] = [bound, dependency.successor];
    }
  }
  for (const { to, start } of next) {
    if (start < limit) [limit, by] = [start, network.tasks[to]];
  }
  if (limit === Infinity) {
    for (const task of placed) if (task && (limit === Infinity || task.finish > limit)) limit = task.finish;
  }
  return { limit, by };
}

/** The finish with which a task still starts by `limit`: where it can't start just then, it is over before. */
function finishFor(self: Placed, limit: Instant): Instant {
  if (!self.moves) return limit;
  return self.moves.isWorking(limit)
    ? self.moves.add(limit, self.moves.between(self.start, self.finish))
    : self.moves.previous(limit);
}

function spanned(task: Task, placed: readonly (Placed | undefined)[]): Placed | undefined {
  const inside = task.children.flatMap((child) => placed[child.index] ?? []);
  const self = placed[task.index];
  if (!self || inside.length === 0) return undefined;
  let [start, finish] = [Infinity, -Infinity];
  for (const child of inside) {
    start = Math.min(start, child.start);
    finish = Math.max(finish, child.finish);
  }
  return { ...self, start, finish };
}
