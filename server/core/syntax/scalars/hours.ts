import { type ClockSpan, defaultHours, type WeekHours } from '../../calendar/hours';
import { isId } from './names';
import { bad, good, type ScalarResult, type Token } from './result';

/** One line of working hours: on these weekdays (0 is Monday) these spans. No days: those of the line before. */
export interface HoursLine {
  readonly days: readonly number[];
  readonly spans: readonly ClockSpan[];
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `Mon-Fri 09:00-12:30, 13:30-17:00`, `Sat, Sun`, `Mon-Fri`, `22:00-06:00`, `24/7` */
export function parseHours(text: string): ScalarResult<HoursLine> {
  const body = text.trim();
  const first = text.length - text.trimStart().length;
  if (body === '24/7') {
    const token: Token = { kind: 'time', start: first, end: first + 4 };
    return good({ days: [0, 1, 2, 3, 4, 5, 6], spans: [{ start: 0, end: 1440 }] }, [token]);
  }
  const tokens: Token[] = [];
  const days: number[] = [];
  const spans: ClockSpan[] = [];
  const fail = (reason: string, start: number, end: number): ScalarResult<HoursLine> => ({
    tokens,
    problems: bad('bad-hours', start, Math.max(end, start + 1), { reason }).problems,
  });
  const item = /([A-Za-z]+)(?:\s*-\s*([A-Za-z]+))?|(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})|[,\s]+|[^,\s]+/g;
  for (const match of text.matchAll(item)) {
    const start = match.index;
    const end = start + match[0].length;
    if (match[1] !== undefined) {
      const from = weekdays.indexOf(match[1].slice(0, 3).toLowerCase());
      const to = match[2] === undefined ? from : weekdays.indexOf(match[2].slice(0, 3).toLowerCase());
      if (from < 0 || to < 0) return fail(`\`${match[0]}\` is not a weekday`, start, end);
      if (spans.length > 0) return fail('Write other days as another item of the list', start, end);
      for (let day = from; ; day = (day + 1) % 7) {
        days.push(day);
        if (day === to) break;
      }
      tokens.push({ kind: 'weekday', start, end });
    } else if (match[3] !== undefined) {
      const [h1, m1, h2, m2] = match.slice(3, 7).map(Number);
      if (h1 > 24 || h2 > 24 || m1 > 59 || m2 > 59) return fail(`\`${match[0]}\` is not a span of the day`, start, end);
      const from = h1 * 60 + m1;
      const to = h2 * 60 + m2;
      spans.push({ start: from, end: to > from ? to : to + 1440 });
      tokens.push({ kind: 'time', start, end });
    } else if (!/^[,\s]+$/.test(match[0])) {
      return fail(`\`${match[0]}\` is not expected here`, start, end);
    }
  }
  if (days.length === 0 && spans.length === 0) return fail('Working hours are missing', 0, text.length);
  return good({ days, spans: spans.length > 0 ? spans : defaultHours[0] }, tokens);
}

/** The week that several lines describe together; a day that no line names is free. */
export function weekOf(lines: readonly HoursLine[]): WeekHours {
  const week: ClockSpan[][] = Array.from({ length: 7 }, () => []);
  let days: readonly number[] = [0, 1, 2, 3, 4];
  for (const line of lines) {
    if (line.days.length > 0) days = line.days;
    for (const day of days) week[day].push(...line.spans);
  }
  return week.map(merged);
}

function merged(spans: ClockSpan[]): ClockSpan[] {
  const result: ClockSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result[result.length - 1];
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** A calendar in one word or line: the name of one, or working hours. */
export type CalendarText =
  | { readonly name: string; readonly hours?: undefined }
  | { readonly hours: HoursLine; readonly name?: undefined };

export function parseCalendar(text: string): ScalarResult<CalendarText> {
  const body = text.trim();
  const start = text.length - text.trimStart().length;
  const firstWord = /^[A-Za-z]*/.exec(body)?.[0].slice(0, 3).toLowerCase() ?? '';
  const isDays = weekdays.includes(firstWord) && /^[A-Za-z]{3,9}(\s*-\s*[A-Za-z]{3,9})?([\s,]|$)/.test(body);
  if (isId(body) && !(isDays && /^[A-Za-z]{3}(-[A-Za-z]{3})?$/.test(body))) {
    return good({ name: body }, [{ kind: 'name', start, end: start + body.length }]);
  }
  const hours = parseHours(text);
  return hours.value ? { ...hours, value: { hours: hours.value } } : { tokens: hours.tokens, problems: hours.problems };
}
