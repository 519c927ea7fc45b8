import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import type { Task } from '../model/task';
import { type Activity, shareOf } from './activity';
import type { Calendars } from './calendars';
import type { Booking } from './types';

/** What is written about when a task was really started and finished, as instants in working time. */
export function actualDates(
  task: Task,
  calendar: WorkingTime,
  calendars: Calendars,
): { readonly started?: Instant; readonly finished?: Instant } {
  const started = task.scalar('started', 'date');
  const finished = task.scalar('finished', 'date');
  const inDay = (date: { start: number; end: number }, at: Instant, other: Instant): Instant => {
    // A weekend's work happened on the weekend, whatever the calendar says.
    const [from, to] = [calendars.beginOf(date), calendars.endOf(date)];
    return from <= at && at <= to ? at : other;
  };
  return {
    ...(started
      ? { started: inDay(started, calendar.next(calendars.beginOf(started)), calendars.beginOf(started)) }
      : {}),
    ...(finished
      ? { finished: inDay(finished, calendar.previous(calendars.endOf(finished)), calendars.endOf(finished)) }
      : {}),
  };
}

/** Working minutes on the calendar that so many minutes of the estimate take. */
export function lengthOfWork(activity: Activity, minutes: number): number {
  if (activity.form !== 'effort') return minutes;
  const strength = activity.crew.reduce(
    (sum, request) =>
      sum + request.candidates.slice(0, request.count).reduce((s, member) => s + shareOf(request, member), 0),
    0,
  );
  return strength > 0 ? Math.round(minutes / strength) : minutes;
}

/** Who did the work that lies in the past, as far as it can be told: those assigned, in equal parts of their share. */
export function pastWork(activity: Activity, start: Instant, finish: Instant, minutes: number): Booking[] {
  if (!(start < finish)) return [];
  const crew = activity.crew.flatMap((request) =>
    request.candidates.slice(0, request.count).map((member) => ({ member, share: shareOf(request, member) })),
  );
  const strength = crew.reduce((sum, { share }) => sum + share, 0);
  return crew.map(({ member, share }) => ({
    person: member.person,
    start,
    finish,
    minutes:
      activity.form === 'effort'
        ? Math.round((minutes * share) / strength)
        : Math.round(member.time.between(start, finish) * share),
    share,
  }));
}
