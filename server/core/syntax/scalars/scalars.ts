import type { ScalarKind } from '../../schema/types';
import { parseCodeLink } from './codeLink';
import { parseBound, parseDate, parseDateRange, parseDateSpan } from './date';
import { parseDuration, parseEstimate, parseLag } from './duration';
import { parseCalendar, parseHours } from './hours';
import { parseLimit, parseMoney, parseRate } from './money';
import { parseAssignment, parseDependency } from './names';
import { parseBaseline, parsePlanPath } from './planPath';
import { parseRepeat } from './repeat';
import { good, type ScalarResult } from './result';
import {
  parseBoolean,
  parseCurrency,
  parseEfficiency,
  parseEmail,
  parseFormat,
  parseInteger,
  parseNumber,
  parsePercent,
  parsePriority,
  parseRegion,
  parseTimezone,
  parseUrl,
} from './simple';

const parsers = {
  text: (text: string) => good(text),
  markdown: (text: string) => good(text),
  boolean: parseBoolean,
  true: parseBoolean,
  integer: parseInteger,
  number: parseNumber,
  percent: parsePercent,
  efficiency: parseEfficiency,
  duration: parseDuration,
  estimate: parseEstimate,
  lag: parseLag,
  date: parseDate,
  dateRange: parseDateRange,
  dateSpan: parseDateSpan,
  startBound: (text: string) => parseBound(text, 'after'),
  finishBound: (text: string) => parseBound(text, 'by'),
  money: parseMoney,
  rate: parseRate,
  limit: parseLimit,
  priority: parsePriority,
  dependency: parseDependency,
  assignment: parseAssignment,
  hours: parseHours,
  calendar: parseCalendar,
  codeLink: parseCodeLink,
  repeat: parseRepeat,
  timezone: parseTimezone,
  currency: parseCurrency,
  region: parseRegion,
  format: parseFormat,
  url: parseUrl,
  email: parseEmail,
  planPath: parsePlanPath,
  baseline: parseBaseline,
} satisfies Record<ScalarKind, (text: string) => ScalarResult<unknown>>;

/** What each scalar language yields. */
export type ScalarValues = { [K in ScalarKind]: NonNullable<ReturnType<(typeof parsers)[K]>['value']> };

/** Languages in which a plan says the same again and again: `3d`, `ana`, `40%`. What was read once is shared. */
const repeated: Partial<Record<ScalarKind, Map<string, ScalarResult<unknown>>>> = {
  estimate: new Map(),
  duration: new Map(),
  assignment: new Map(),
  percent: new Map(),
  date: new Map(),
};
/** Longer texts hardly occur twice, and more of them are not kept. */
const MAX_LENGTH = 16;
const MAX_KEPT = 2000;

/** Reads a text in one of the scalar languages. Never throws. */
export function parseScalar<K extends ScalarKind>(kind: K, text: string): ScalarResult<ScalarValues[K]> {
  const known = text.length <= MAX_LENGTH ? repeated[kind] : undefined;
  if (!known) return parsers[kind](text) as ScalarResult<ScalarValues[K]>;
  let result = known.get(text);
  if (!result) {
    if (known.size >= MAX_KEPT) known.clear();
    known.set(text, (result = parsers[kind](text)));
  }
  return result as ScalarResult<ScalarValues[K]>;
}
