import type { TextChange } from '../../base/change';
import { formatMinute, MINUTES_PER_DAY } from '../../calendar/civil';
import type { DayLengths } from '../../calendar/hours';
import type { Task } from '../../model/task';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { EditError, setField } from './fields';

/** `2026-02-03 14:00`, or the day alone when work begins (or ends) at that moment anyway. */
export function writtenDate(snapshot: PlanSnapshot, wallMinute: number, end: 'start' | 'finish'): string {
  const { zone, calendars } = snapshot.schedule;
  const midnight = Math.floor((wallMinute - (end === 'finish' ? 1 : 0)) / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  const [from, to] = [zone.toInstant(midnight), zone.toInstant(midnight + MINUTES_PER_DAY)];
  const at = zone.toInstant(wallMinute);
  const isWhole =
    end === 'start'
      ? at <= from || calendars.plan.between(from, at) === 0
      : at >= to || calendars.plan.between(at, to) === 0;
  const text = formatMinute(isWhole ? midnight : wallMinute).replace('T', ' ');
  return isWhole ? text.slice(0, 10) : text;
}

/** The status date as a day. */
export function today({ schedule }: PlanSnapshot): string {
  return formatMinute(schedule.zone.toWall(schedule.now)).slice(0, 10);
}

/** A length of working time as an estimate: days and hours, or minutes for short ones, in steps of a quarter of an hour. */
export function writtenDuration(minutes: number, { day }: DayLengths): string {
  const quarters = Math.max(15, Math.round(minutes / 15) * 15);
  const days = Math.floor(quarters / day);
  const rest = quarters - days * day;
  const hours = Math.floor(rest / 60);
  const parts = [days > 0 ? `${days}d` : '', hours > 0 ? `${hours}h` : '', rest % 60 > 0 ? `${rest % 60}min` : ''];
  return parts.filter(Boolean).join(' ');
}

/**
 * Lets a task start at another moment: moves its fixed dates, else bounds its start.
 *
 * @param start wall-clock minute
 * @throws EditError for what has started already, and for what is scheduled as late as possible
 */
export function moveStart(snapshot: PlanSnapshot, task: Task, start: number): TextChange[] {
  const scheduled = snapshot.schedule.tasks[task.index];
  if (!scheduled) throw new EditError(`\`${task.path}\` has no dates`);
  if (scheduled.status === 'done' || task.has('started'))
    throw new EditError(`\`${task.path}\` has started already: change \`started\``);
  const on = task.scalar('on', 'dateRange');
  if (on) {
    const { zone } = snapshot.schedule;
    const by = start - zone.toWall(scheduled.start);
    return setField(snapshot, task, 'on', rangeText(on, by, by));
  }
  if (task.word('schedule') === 'alap')
    throw new EditError(`\`${task.path}\` is scheduled as late as possible: remove \`schedule: alap\` first`);
  const present = task.scalar('start', 'startBound');
  const word = present?.kind === 'at' ? 'at ' : '';
  return setField(snapshot, task, 'start', `${word}${writtenDate(snapshot, start, 'start')}`);
}

function rangeText(on: { start: number; end: number; wholeDays: boolean }, byStart: number, byEnd: number): string {
  const round = (minutes: number): number =>
    on.wholeDays ? Math.round(minutes / MINUTES_PER_DAY) * MINUTES_PER_DAY : minutes;
  const [from, to] = [on.start + round(byStart), on.end + round(byEnd)];
  if (to < from || (on.end > on.start && to === from)) throw new EditError('A range cannot end before it begins');
  const format = (minute: number): string =>
    formatMinute(minute)
      .replace('T', ' ')
      .slice(0, on.wholeDays ? 10 : 16);
  const last = on.wholeDays ? to - MINUTES_PER_DAY : to;
  return from === last ? format(from) : `${format(from)}..${format(last)}`;
}

/**
 * Lets a task finish at another moment by changing its estimate; work of people grows with the time that it takes.
 *
 * @param finish wall-clock minute
 * @throws EditError for summaries, milestones and what is done
 */
export function resizeTo(snapshot: PlanSnapshot, task: Task, finish: number): TextChange[] {
  const { schedule } = snapshot;
  const scheduled = schedule.tasks[task.index];
  if (!scheduled) throw new EditError(`\`${task.path}\` has no dates`);
  if (task.isSummary) throw new EditError('A summary takes its dates from the tasks inside');
  if (scheduled.status === 'done') throw new EditError(`\`${task.path}\` is done`);
  const { calendars, zone } = schedule;
  const on = task.scalar('on', 'dateRange');
  if (on) return setField(snapshot, task, 'on', rangeText(on, 0, finish - zone.toWall(scheduled.finish)));
  const end = zone.toInstant(finish);
  if (end <= scheduled.start) throw new EditError('A task cannot finish before it starts');
  if (task.scalar('milestone', 'true')) throw new EditError('A milestone takes no time');
  if (task.has('elapsed') && !task.has('effort') && !task.has('duration')) {
    const minutes = Math.max(60, Math.round((end - scheduled.start) / 60) * 60);
    const [days, hours] = [Math.floor(minutes / MINUTES_PER_DAY), (minutes % MINUTES_PER_DAY) / 60];
    return setField(
      snapshot,
      task,
      'elapsed',
      [days > 0 ? `${days}d` : '', hours > 0 ? `${hours}h` : ''].filter(Boolean).join(' '),
    );
  }
  const time = calendars.ofTask(task) ?? calendars.plan;
  const present = time.between(scheduled.start, scheduled.finish);
  const wanted = time.between(scheduled.start, end);
  if (wanted <= 0) throw new EditError('There is no working time before that moment');
  const lengths = calendars.lengthsFor(calendars.ofTask(task));
  if (task.has('duration') || !task.has('effort'))
    return setField(snapshot, task, task.has('duration') ? 'duration' : 'effort', writtenDuration(wanted, lengths));
  const effort = scheduled.weight > 0 && present > 0 ? (scheduled.weight * wanted) / present : wanted;
  return setField(snapshot, task, 'effort', writtenDuration(effort, lengths));
}
