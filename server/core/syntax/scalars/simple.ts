import { isZoneName } from '../../calendar/zone';
import type { ProblemCode } from '../../schema/problems';
import { bad, good, type ScalarResult, type Token } from './result';

function whole(text: string, kind: Token['kind']): Token[] {
  return [{ kind, start: text.length - text.trimStart().length, end: text.trimEnd().length }];
}

function wrong(
  code: ProblemCode,
  text: string,
  expected: string,
  replacements: readonly string[] = [],
): ScalarResult<never> {
  return bad(code, 0, Math.max(1, text.length), { text, expected }, replacements);
}

export function parseBoolean(text: string): ScalarResult<boolean> {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return good(true, whole(text, 'keyword'));
  if (word === 'false' || word === 'no') return good(false, whole(text, 'keyword'));
  return wrong('bad-boolean', text, '`true` or `false`', ['true', 'false']);
}

export function parseNumber(text: string): ScalarResult<number> {
  const value = Number(text.trim());
  if (!/^\s*-?\d+(\.\d+)?\s*$/.test(text)) return wrong('bad-number', text, 'a number');
  return good(value, whole(text, 'number'));
}

export function parseInteger(text: string): ScalarResult<number> {
  return /^\s*\d+\s*$/.test(text)
    ? good(Number(text), whole(text, 'number'))
    : wrong('bad-number', text, 'a whole number');
}

/** The factor by which work gets done faster: above 0, at most 10. */
export function parseEfficiency(text: string): ScalarResult<number> {
  const parsed = parseNumber(text);
  if (parsed.value === undefined || parsed.value <= 0 || parsed.value > 10) {
    return wrong('bad-number', text, 'a factor above 0, such as `0.8` or `1.5`');
  }
  return parsed;
}

/** `40%` as 40 */
export function parsePercent(text: string): ScalarResult<number> {
  const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  if (!match)
    return wrong(
      'bad-percent',
      text,
      'a percentage such as `40%`',
      /^\s*\d+\s*$/.test(text) ? [`${text.trim()}%`] : [],
    );
  const value = Number(match[1]);
  return value > 100
    ? wrong('bad-percent', text, 'a percentage between `0%` and `100%`')
    : good(value, whole(text, 'number'));
}

/** The words for priorities and the numbers that they stand for. */
export const priorityWords: Readonly<Record<string, number>> = {
  lowest: 100,
  low: 300,
  normal: 500,
  high: 700,
  highest: 900,
};

export function parsePriority(text: string): ScalarResult<number> {
  const word = priorityWords[text.trim().toLowerCase()];
  if (word !== undefined) return good(word, whole(text, 'keyword'));
  const value = Number(text.trim());
  if (!/^\s*\d+\s*$/.test(text) || value > 1000) {
    return wrong(
      'bad-priority',
      text,
      'a priority: 0 to 1000, or `lowest`, `low`, `normal`, `high`, `highest`',
      Object.keys(priorityWords),
    );
  }
  return good(value, whole(text, 'number'));
}

export function parseTimezone(text: string): ScalarResult<string> {
  const zone = text.trim();
  return isZoneName(zone)
    ? good(zone, whole(text, 'name'))
    : wrong('bad-timezone', text, 'a time zone such as `Europe/Berlin` or `UTC`');
}

export function parseCurrency(text: string): ScalarResult<string> {
  const code = text.trim();
  const known =
    /^[A-Z]{3}$/.test(code) &&
    new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' }).of(code) !== undefined;
  return known
    ? good(code, whole(text, 'keyword'))
    : wrong('bad-currency', text, 'a currency code (ISO 4217) such as `EUR` or `USD`');
}

/** `DE`, `DE-BE`, `US-CA-LA`, or `none` */
export function parseRegion(text: string): ScalarResult<string> {
  const region = text.trim();
  if (region === 'none' || /^[A-Z]{2}(-[A-Z0-9]{1,4}){0,2}$/.test(region)) return good(region, whole(text, 'name'));
  return wrong('bad-region', text, 'a country or region such as `DE`, `DE-BE` or `US-CA`');
}

export function parseFormat(text: string): ScalarResult<number> {
  const version = Number(text.trim());
  if (!/^\s*\d+\s*$/.test(text) || version < 1)
    return wrong('bad-number', text, 'a version of the plan language, which is `1`', ['1']);
  if (version > 1) return bad('newer-format', 0, text.length, { format: text.trim() });
  return good(version, whole(text, 'number'));
}

/** An address that a browser opens. */
export function parseUrl(text: string): ScalarResult<string> {
  const url = text.trim();
  return /^https?:\/\/[^\s]+$/i.test(url)
    ? good(url, whole(text, 'path'))
    : wrong(
        'bad-url',
        text,
        'a web address such as `https://example.org/spec`',
        url.startsWith('www.') ? [`https://${url}`] : [],
      );
}

export function parseEmail(text: string): ScalarResult<string> {
  const address = text.trim();
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address)
    ? good(address, whole(text, 'name'))
    : wrong('bad-email', text, 'an e-mail address such as `ana@example.org`');
}
