import type { Person } from '../model/plan';
import { formatInstant } from '../schedule/explain';
import type { Schedule, ScheduledTask } from '../schedule/types';

/** How much of a person's time is free. */
export interface Load {
  /** Share of the time that is asked about, 0-1. */
  readonly free: number;
  /** The day of the end of the last work; undefined for people without any. */
  readonly until: string | undefined;
}

/** Ten working days: how far one looks ahead for a task that has no dates. */
const AHEAD_DAYS = 10;

/** How free people are while a task goes on, or in the next two weeks; its own work does not count. */
export function workload(schedule: Schedule, task: ScheduledTask | undefined): (person: Person) => Load {
  const { calendars, now, zone } = schedule;
  const from = task && task.finish > task.start ? task.start : now;
  const to =
    task && task.finish > task.start ? task.finish : calendars.plan.add(now, AHEAD_DAYS * calendars.lengths.day);
  const length = calendars.plan.between(from, to);
  const used = new Map<string, number>();
  const until = new Map<string, number>();
  for (const other of schedule.tasks) {
    if (!other || other.task.path === task?.task.path) continue;
    for (const { person, start, finish, share } of other.bookings) {
      until.set(person.id, Math.max(finish, until.get(person.id) ?? -Infinity));
      if (finish <= from || start >= to) continue;
      const minutes = calendars.plan.between(Math.max(start, from), Math.min(finish, to)) * share;
      used.set(person.id, (used.get(person.id) ?? 0) + minutes);
    }
  }
  return ({ id }) => {
    const last = until.get(id);
    return {
      free: length > 0 ? Math.max(0, Math.min(1, 1 - (used.get(id) ?? 0) / length)) : 1,
      until: last === undefined || last <= now ? undefined : formatInstant(last, zone).slice(0, 10),
    };
  };
}
