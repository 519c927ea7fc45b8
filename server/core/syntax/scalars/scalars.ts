import type { ScalarKind } from '../../schema/types';
import { parseCodeLink } from './codeLink';
import { parseBound, parseDate, parseDateRange, parseDateSpan } from './date';
import { parseDuration, parseEstimate, parseLag } from './duration';
import { parseCalendar, parseHours } from './hours';
import { parseLimit, parseMoney, parseRate } from './money';
import { parseAssignment, parseDependency } from './names';
import { parseRepeat } from './repeat';
import { parseBaseline, parsePlanPath } from './planPath';
import { good, type ScalarResult } from './result';
import {
  parseBoolean,
  parseCurrency,
  parseEmail,
  parseEfficiency,
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

/** Reads a text in one of the scalar languages. Never throws. */
export function parseScalar<K extends ScalarKind>(kind: K, text: string): ScalarResult<ScalarValues[K]> {
  return parsers[kind](text) as ScalarResult<ScalarValues[K]>;
}
