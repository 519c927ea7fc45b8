import { type DayLengths, elapsedLengths, usualLengths } from '../../calendar/hours';
import { bad, good, moved, type ScalarResult, type Token } from './result';

export type DurationUnit = 'min' | 'h' | 'd' | 'w' | 'mo';

/** A length of time as written; what a day, week or month means depends on a calendar. */
export interface Duration {
  readonly terms: readonly { readonly count: number; readonly unit: DurationUnit }[];
  /** Nights and weekends count. */
  readonly elapsed: boolean;
}

/** The duration in minutes, rounded to whole ones. */
export function minutesOf(duration: Duration, lengths: DayLengths): number {
  const of = duration.elapsed ? elapsedLengths : lengths;
  const unit = { min: 1, h: 60, d: of.day, w: of.week, mo: of.month };
  return Math.round(duration.terms.reduce((sum, term) => sum + term.count * unit[term.unit], 0));
}

const term = /(\d+(?:\.\d+)?)\s*(e)?(min|h|d|w|mo)(?![\p{L}\d])/uy;

/** `45min` `4h` `3d` `2w` `1mo` `1.5d` `1d 4h` `3ed` */
export function parseDuration(text: string): ScalarResult<Duration> {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const body = text.slice(start, end);
  if (/^\d+(\.\d+)?$/.test(body)) {
    return bad('missing-unit', start, end, { text: body }, [`${body}d`, `${body}h`]);
  }
  const terms: { count: number; unit: DurationUnit }[] = [];
  let elapsed: boolean | undefined;
  let at = start;
  while (at < end) {
    term.lastIndex = at;
    const match = term.exec(text);
    if (!match || term.lastIndex > end) {
      return bad('bad-duration', at, Math.max(end, at + 1), { text: text.slice(at, end) });
    }
    const isElapsed = match[2] === 'e';
    if (elapsed !== undefined && elapsed !== isElapsed) return bad('bad-duration', start, end, { text: body });
    elapsed = isElapsed;
    terms.push({ count: Number(match[1]), unit: match[3] as DurationUnit });
    at = term.lastIndex;
    while (at < end && /\s/.test(text[at])) at++;
  }
  if (terms.length === 0) return bad('bad-duration', 0, text.length, { text: body });
  return good({ terms, elapsed: elapsed ?? false }, [{ kind: 'duration', start, end }]);
}

/** An estimate of one, two (P10 and P90) or three points (optimistic, likely, pessimistic). */
export interface Estimate {
  readonly low: Duration;
  readonly likely: Duration;
  readonly high: Duration;
  readonly form: 'exact' | 'range' | 'three-point';
}

/**
 * The expected minutes of an estimate: (a + 4m + b) / 6 after Malcolm et al. 1959 (PERT), where the middle of a range
 * stands for its likeliest value.
 */
export function expectedMinutes(estimate: Estimate, lengths: DayLengths): number {
  const low = minutesOf(estimate.low, lengths);
  const high = minutesOf(estimate.high, lengths);
  const likely = estimate.form === 'range' ? (low + high) / 2 : minutesOf(estimate.likely, lengths);
  return Math.round((low + 4 * likely + high) / 6);
}

/** `3d`, `2d..5d` or `2d / 3d / 6d` */
export function parseEstimate(text: string): ScalarResult<Estimate> {
  const range = text.indexOf('..');
  const cuts = range >= 0 ? [range] : [...text.matchAll(/\//g)].map((match) => match.index);
  const width = range >= 0 ? 2 : 1;
  const starts = [0, ...cuts.map((cut) => cut + width)];
  const ends = [...cuts, text.length];
  const parts = starts.map((start, i) => moved(parseDuration(text.slice(start, ends[i])), start));
  const tokens: Token[] = [
    ...parts.flatMap((part) => part.tokens),
    ...cuts.map((cut): Token => ({ kind: 'operator', start: cut, end: cut + width })),
  ].sort((a, b) => a.start - b.start);
  const values = parts.map((part) => part.value).filter((value) => value !== undefined);
  const problems = parts.flatMap((part) => part.problems);
  if (problems.length > 0 || values.length !== parts.length) return { tokens, problems };
  if (parts.length > 3 || (range < 0 && parts.length === 2)) return bad('bad-duration', 0, text.length, { text });
  const minutes = values.map((value) => minutesOf(value, usualLengths));
  if (minutes.some((value, i) => i > 0 && value < minutes[i - 1])) return bad('bad-estimate-order', 0, text.length);
  const [low, second = low, third = second] = values;
  const form = parts.length === 1 ? 'exact' : parts.length === 2 ? 'range' : 'three-point';
  return good({ low, likely: form === 'three-point' ? second : low, high: third, form }, tokens);
}

/** A lag as written after a dependency, without its sign: a duration or a percentage of the other task. */
export type Lag = { readonly sign: 1 | -1 } & (
  | { readonly duration: Duration; readonly percent?: undefined }
  | { readonly percent: number; readonly duration?: undefined }
);

/** `2d`, `- 1d`, `+3ed`, `50%` */
export function parseLag(text: string): ScalarResult<Lag> {
  const match = /^(\s*)([+-]?)(\s*)/.exec(text) as RegExpExecArray;
  const sign = match[2] === '-' ? -1 : 1;
  const rest = match[0].length;
  const operator: Token[] = match[2] ? [{ kind: 'operator', start: match[1].length, end: match[1].length + 1 }] : [];
  const percent = /^(\d+(?:\.\d+)?)\s*%\s*$/.exec(text.slice(rest));
  if (percent) {
    const end = text.trimEnd().length;
    return good({ sign, percent: Number(percent[1]) }, [...operator, { kind: 'number', start: rest, end }]);
  }
  const parsed = moved(parseDuration(text.slice(rest)), rest);
  const tokens = [...operator, ...parsed.tokens];
  return parsed.value ? good({ sign, duration: parsed.value }, tokens) : { tokens, problems: parsed.problems };
}
