import { MINUTES_PER_DAY } from '../../calendar/civil';
import { quoted } from '../../syntax/edit';
import { dateOf, dateText } from './msValues';
import type { Element } from './xml';

/** The days of a week, from Sunday as Microsoft Project counts them. */
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** The week in the order in which plans write it. */
const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A project's calendar as lines of a plan, and what its days are like. */
export interface CalendarLines {
  readonly lines: readonly string[];
  /** Working minutes of the mean working day. */
  readonly dayMinutes: number;
  /** The minutes of the day at which work begins at the earliest and ends at the latest. */
  readonly begin: number;
  readonly end: number;
}

/** Hours and days off of the calendar that a project uses. */
export function calendarLines(project: Element, left: string[]): CalendarLines {
  const uid = project.text('CalendarUID');
  const calendars = project.list('Calendars', 'Calendar');
  const calendar = calendars.find((it) => it.text('UID') === uid) ?? calendars.find((it) => it.is('IsBaseCalendar'));
  const hours = new Map<string, string>();
  const off: string[] = [];
  let [minutes, begin, end] = [0, MINUTES_PER_DAY, 0];
  for (const day of calendar?.list('WeekDays', 'WeekDay') ?? []) {
    const type = day.number('DayType') ?? 0;
    if (type === 0) {
      // Up to Microsoft Project 2003, exceptions stand among the days of the week.
      exception(day, undefined, off, left);
      continue;
    }
    const spans = day.is('DayWorking') ? spansOf(day) : [];
    for (const span of spans) {
      minutes += span.minutes;
      begin = Math.min(begin, span.from);
      end = Math.max(end, span.from + span.minutes);
    }
    if (spans.length > 0) hours.set(days[type - 1] ?? 'Mon', spans.map(({ text }) => text).join(', '));
  }
  for (const it of calendar?.list('Exceptions', 'Exception') ?? []) exception(it, it.text('Name'), off, left);
  if (hours.size === 0) return { lines: offLines(off, undefined), dayMinutes: 480, begin: 540, end: 1020 };
  const list = grouped(hours);
  return { lines: offLines(off, list), dayMinutes: minutes / hours.size, begin, end };
}

function offLines(off: readonly string[], hours: readonly string[] | undefined): string[] {
  const one = hours?.length === 1 ? hours[0] : undefined;
  const lines = hours ? [one === undefined ? '  hours:' : `  hours: ${one}`] : [];
  if (hours && one === undefined) lines.push(...hours.map((line) => `    - ${line}`));
  if (off.length > 0) lines.push('  off:', ...off.map((it) => `    - ${it}`));
  return lines.length > 0 ? ['calendar:', ...lines] : [];
}

/** Days that follow each other and have the same hours, as one line: `Mon-Thu 09:00-17:30`. */
function grouped(hours: ReadonlyMap<string, string>): string[] {
  const lines: { from: string; to: string; text: string }[] = [];
  week.forEach((day, i) => {
    const text = hours.get(day);
    if (text === undefined) return;
    const last = lines[lines.length - 1];
    if (last?.text === text && last.to === week[i - 1]) last.to = day;
    else lines.push({ from: day, to: day, text });
  });
  return lines.map(({ from, to, text }) => `${from === to ? from : `${from}-${to}`} ${text}`);
}

function spansOf(day: Element): { readonly text: string; readonly from: number; readonly minutes: number }[] {
  return day.list('WorkingTimes', 'WorkingTime').flatMap((span) => {
    const [from, to] = [clock(span.text('FromTime')), clock(span.text('ToTime'))];
    if (from === undefined || to === undefined) return [];
    const minutes = to > from ? to - from : to - from + MINUTES_PER_DAY;
    return [{ text: `${written(from)}-${written(to === 0 ? MINUTES_PER_DAY : to)}`, from, minutes }];
  });
}

function clock(text: string | undefined): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(text ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

function written(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Adds days on which nobody works; working time on other days is told as left out. */
function exception(element: Element, name: string | undefined, off: string[], left: string[]): void {
  const [period] = element.all('TimePeriod');
  const [from, to] = [dateOf(period?.text('FromDate')), dateOf(period?.text('ToDate'))];
  if (from === undefined || to === undefined) return;
  const [first, last] = [dateText(from, true), dateText(to, true)];
  const range = first === last ? first : `${first}..${last}`;
  if (element.is('DayWorking')) {
    left.push(`Extra working time on ${range} was not taken over.`);
    return;
  }
  if ((element.number('Occurrences') ?? 1) > 1)
    left.push(`Only the first of the repeated days off from ${first} on was taken over.`);
  off.push(name === undefined ? range : `${range}: ${quoted(name)}`);
}
