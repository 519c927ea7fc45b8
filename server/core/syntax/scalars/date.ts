import { dayOf, daysInMonth, isoWeekStart, isoWeeksIn, MINUTES_PER_DAY } from '../../calendar/civil';
import { bad, good, moved, type ScalarResult, type Token } from './result';

/** A date as written: the wall-clock minutes [start, end) that it covers; a time of day covers none. */
export interface PlanDate {
  readonly start: number;
  readonly end: number;
  readonly precision: 'minute' | 'day' | 'week' | 'month' | 'quarter';
}

/** A range of dates, both included: the wall-clock minutes [start, end) from the first's start to the last's end. */
export interface DateRange {
  readonly start: number;
  readonly end: number;
  /** Only days were written, no times. */
  readonly wholeDays: boolean;
}

/** A bound on a start or finish: `after` not before it, `by` not later, `at` exactly then. */
export interface Bound {
  readonly kind: 'after' | 'at' | 'by';
  readonly date: PlanDate;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const dateText = /^(\d{4})-(?:W(\d{1,2})|Q(\d)|(\d{1,2})(?:-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2}))?)?)$/;

function days(first: number, count: number, precision: PlanDate['precision']): PlanDate {
  return { start: first * MINUTES_PER_DAY, end: (first + count) * MINUTES_PER_DAY, precision };
}

/** `2026-02-03`, `2026-02-03 14:00`, `2026-W06`, `2026-03`, `2026-Q2` */
export function parseDate(text: string): ScalarResult<PlanDate> {
  const start = text.length - text.trimStart().length;
  const body = text.trim();
  const end = start + body.length;
  const match = dateText.exec(body);
  const fail = (reason: string, from = start, to = end): ScalarResult<PlanDate> =>
    bad('bad-date', from, Math.max(to, from + 1), { reason });
  if (!match) return fail(body === '' ? 'A date is missing' : `\`${body}\` is not a date`);
  const tokens: Token[] = [{ kind: 'date', start, end }];
  const year = Number(match[1]);
  if (match[2] !== undefined) {
    const week = Number(match[2]);
    const weeks = isoWeeksIn(year);
    if (week < 1 || week > weeks) return fail(`${year} has the weeks 1 to ${weeks}`, start + 6);
    return good(days(isoWeekStart(year, week), 7, 'week'), tokens);
  }
  if (match[3] !== undefined) {
    const quarter = Number(match[3]);
    if (quarter < 1 || quarter > 4) return fail('A year has the quarters Q1 to Q4', start + 5);
    const first = dayOf(year, quarter * 3 - 2, 1);
    return good(days(first, dayOf(year, quarter * 3 + 1, 1) - first, 'quarter'), tokens);
  }
  const month = Number(match[4]);
  if (month < 1 || month > 12) return fail('A year has the months 1 to 12', start + 5, start + 5 + match[4].length);
  if (match[5] === undefined) return good(days(dayOf(year, month, 1), daysInMonth(year, month), 'month'), tokens);
  const day = Number(match[5]);
  const length = daysInMonth(year, month);
  const dayStart = start + 6 + match[4].length;
  if (day < 1 || day > length) {
    return fail(`${monthNames[month - 1]} ${year} has only ${length} days`, dayStart, dayStart + match[5].length);
  }
  const number = dayOf(year, month, day);
  if (match[6] === undefined) return good(days(number, 1, 'day'), tokens);
  const [hour, minute] = [Number(match[6]), Number(match[7])];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0))
    return fail('A day has the times 00:00 to 24:00', end - match[6].length - 3);
  const at = number * MINUTES_PER_DAY + hour * 60 + minute;
  return good({ start: at, end: at, precision: 'minute' }, tokens);
}

/** `2026-02-16..2026-02-20`, or one date. */
export function parseDateRange(text: string): ScalarResult<DateRange> {
  const dots = text.indexOf('..');
  const first = parseDate(dots < 0 ? text : text.slice(0, dots));
  if (dots < 0) {
    if (!first.value) return { tokens: first.tokens, problems: first.problems };
    const { start, end, precision } = first.value;
    return { ...first, value: { start, end, wholeDays: precision !== 'minute' } };
  }
  const last = moved(parseDate(text.slice(dots + 2)), dots + 2);
  const tokens: Token[] = [...first.tokens, { kind: 'operator', start: dots, end: dots + 2 }, ...last.tokens];
  const problems = [...first.problems, ...last.problems];
  if (!first.value || !last.value) return { tokens, problems };
  if (last.value.start < first.value.start) return { tokens, problems: bad('bad-range', 0, text.length).problems };
  const wholeDays = first.value.precision !== 'minute' && last.value.precision !== 'minute';
  return { tokens, problems, value: { start: first.value.start, end: last.value.end, wholeDays } };
}

/** A range as in `off` and `extra`, where the second part may also be just a time: `2026-05-16 10:00-14:00`. */
export function parseDateSpan(text: string): ScalarResult<DateRange> {
  const clock = /^(\s*)(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})\s*$/.exec(text);
  if (!clock) return parseDateRange(text);
  const first = parseDate(`${clock[2]} ${clock[3]}`);
  const last = parseDate(`${clock[2]} ${clock[4]}`);
  if (!first.value || !last.value) {
    const reason = (first.problems[0] ?? last.problems[0]).args.reason;
    return bad('bad-date', clock[1].length, text.trimEnd().length, { reason });
  }
  if (last.value.start <= first.value.start) return bad('bad-range', 0, text.length);
  const token: Token = { kind: 'date', start: clock[1].length, end: text.trimEnd().length };
  return good({ start: first.value.start, end: last.value.start, wholeDays: false }, [token]);
}

/** `DATE`, `after DATE`, `at DATE`, `by DATE`; a date alone has the usual kind. */
export function parseBound(text: string, usual: Bound['kind']): ScalarResult<Bound> {
  const match = /^(\s*)(after|at|by)(?=\s|$)/.exec(text);
  const rest = match ? match[0].length : 0;
  const date = moved(parseDate(text.slice(rest)), rest);
  const word: Token[] = match ? [{ kind: 'keyword', start: match[1].length, end: match[0].length }] : [];
  const tokens = [...word, ...date.tokens];
  if (!date.value) return { tokens, problems: date.problems };
  return good({ kind: match ? (match[2] as Bound['kind']) : usual, date: date.value }, tokens);
}
