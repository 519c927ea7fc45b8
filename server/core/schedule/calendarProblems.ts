import { shift } from '../base/span';
import { calendarUse } from '../model/declarations';
import { readPiece } from '../model/parts';
import { type Fields, itemsOf, mapOf, type Value } from '../model/values';
import type { Problem } from '../schema/problems';
import { formatInstant } from './explain';
import type { Schedule } from './types';

/** Reports calendars without working time, regions without holidays, and tasks that are fixed to days off. */
export function checkCalendars(schedule: Omit<Schedule, 'problems'>, problems: Problem[]): void {
  const { plan } = schedule;
  for (const { placed } of plan.document.tops) {
    const { fields } = readPiece(placed.piece);
    const check = (value: Value | null | undefined): void =>
      checkCalendar(schedule, value ?? null, placed.start, problems);
    check(fields.get('calendar')?.value);
    for (const { value } of mapOf(fields, 'calendars')?.entries ?? []) check(value);
    for (const { value } of mapOf(fields, 'people')?.entries ?? [])
      if (value?.kind === 'entity') check(value.fields.get('calendar')?.value);
  }
  for (const task of plan.tasks) {
    const calendar = task.field('calendar');
    if (calendar) checkCalendar(schedule, calendar.value, calendar.offset, problems);
    if (task.has('on')) checkFixed(schedule, task.index, problems);
  }
}

function checkCalendar(
  { calendars }: Omit<Schedule, 'problems'>,
  value: Value | null,
  offset: number,
  problems: Problem[],
): void {
  if (value?.kind !== 'entity') return;
  checkRegions(calendars, value.fields, offset, problems);
  const use = calendarUse(value, 0);
  if (use && !('name' in use) && use.hours && !calendars.hasHours(use))
    problems.push({ code: 'empty-calendar', ...shift(value.node, offset), args: {} });
}

function checkRegions(calendars: Schedule['calendars'], fields: Fields, offset: number, problems: Problem[]): void {
  for (const item of itemsOf(fields, 'holidays')) {
    const region = item.kind === 'scalar' && typeof item.data === 'string' ? item.data : undefined;
    if (region === undefined || region === 'none' || calendars.knowsRegion(region)) continue;
    problems.push({ code: 'unknown-region', ...shift(item.node, offset), args: { region } });
  }
}

function checkFixed(
  { plan, tasks, calendars, zone }: Omit<Schedule, 'problems'>,
  index: number,
  problems: Problem[],
): void {
  const task = plan.tasks[index];
  const scheduled = tasks[index];
  const on = task.scalar('on', 'dateRange');
  if (!scheduled || !on || scheduled.status === 'done' || task.isSummary) return;
  const [from, to] = [zone.toInstant(on.start), zone.toInstant(on.end)];
  const calendar = calendars.ofTask(task) ?? calendars.plan;
  if (from >= to || calendar.between(from, to) > 0) return;
  problems.push({ code: 'on-day-off', ...task.spanOf('on'), args: { date: formatInstant(from, zone).slice(0, 10) } });
}
