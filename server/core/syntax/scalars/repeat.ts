import { type PlanDate, parseDate } from './date';
import { type Duration, parseDuration } from './duration';
import { bad, good, moved, type ScalarResult } from './result';

/** A rule of repetition: in words, or an RRULE of RFC 5545 that is kept as it is. */
export interface Repeat {
  readonly every?: string;
  readonly time?: string;
  readonly length?: Duration;
  readonly until?: PlanDate;
  readonly count?: number;
  readonly rrule?: string;
}

const words =
  /^(\s*every\s+)((?:\d+\s+)?(?:days?|weekdays?|weeks?|months?)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\s*,\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))*)(?:\s+(\d{1,2}:\d{2}))?(\s+for\s+((?:\d+(?:\.\d+)?\s*(?:min|h|d|w|mo)\s*)+))?(?:(\s+until\s+)(\S+)|\s+(\d+)\s+times)?\s*$/i;

/** `every Mon 10:00 for 30min until 2026-06-30`, `every 2 weeks`, `FREQ=WEEKLY;BYDAY=MO` */
export function parseRepeat(text: string): ScalarResult<Repeat> {
  const rrule = text.trim().replace(/^RRULE:/, '');
  if (/^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*$/.test(rrule)) return good({ rrule });
  const match = words.exec(text);
  if (!match) {
    const expected = 'a rule of repetition; write for example `every Mon 10:00 for 30min until 2026-06-30`';
    return bad('bad-repeat', 0, Math.max(1, text.length), { text, expected });
  }
  const length = match[5] === undefined ? undefined : parseDuration(match[5].trim()).value;
  const untilAt = match[7] === undefined ? 0 : text.lastIndexOf(match[7]);
  const until = match[7] === undefined ? undefined : moved(parseDate(match[7]), untilAt);
  if (until && !until.value) return { tokens: [], problems: until.problems };
  return good({
    every: match[2],
    ...(match[3] ? { time: match[3] } : {}),
    ...(length ? { length } : {}),
    ...(until?.value ? { until: until.value } : {}),
    ...(match[8] ? { count: Number(match[8]) } : {}),
  });
}
