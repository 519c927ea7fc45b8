import { type Duration, parseDuration } from './duration';
import { bad, good, type ScalarResult } from './result';

/** An amount for so much time of work, or for a unit of material when `per` is missing. */
export interface Rate {
  readonly amount: number;
  readonly per?: 'min' | 'h' | 'd' | 'w' | 'mo';
}

/** At most so much work in a day, week or month. */
export interface Limit {
  readonly work: Duration;
  readonly per: 'd' | 'w' | 'mo';
}

const amount = /^\s*(-?\d+(?:[._ ]?\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?)\s*([kM])?\s*/;

function readAmount(text: string): { value: number; length: number } | undefined {
  const match = amount.exec(text);
  if (!match) return undefined;
  const number = Number(match[1].replace(/[_ ]/g, ''));
  if (!Number.isFinite(number)) return undefined;
  return { value: number * (match[2] === 'k' ? 1e3 : match[2] === 'M' ? 1e6 : 1), length: match[0].length };
}

/** `1200`, `1200.50`, `12k`, `1.2M` */
export function parseMoney(text: string): ScalarResult<number> {
  const read = readAmount(text);
  if (!read || read.length !== text.length) {
    return bad('bad-money', 0, Math.max(1, text.length), {
      text,
      expected: 'an amount; write for example `1200`, `1200.50`, `12k` or `1.2M`',
    });
  }
  return good(read.value, [{ kind: 'number', start: 0, end: text.trimEnd().length }]);
}

/** `95/h`, `760/d`, `9500/mo` */
export function parseRate(text: string): ScalarResult<Rate> {
  const read = readAmount(text);
  const per = read && /^\/\s*(min|h|d|w|mo)\s*$/.exec(text.slice(read.length));
  if (!read || (!per && read.length !== text.length)) {
    return bad('bad-rate', 0, Math.max(1, text.length), {
      text,
      expected: 'a rate; write for example `95/h`, `760/d` or `9500/mo`',
    });
  }
  const value: Rate = per ? { amount: read.value, per: per[1] as 'h' } : { amount: read.value };
  return good(value, [{ kind: 'number', start: 0, end: text.trimEnd().length }]);
}

/** `6h/d`, `20h/w`, `60h/mo` */
export function parseLimit(text: string): ScalarResult<Limit> {
  const match = /^(.*)\/\s*(d|w|mo)\s*$/.exec(text);
  const work = match && parseDuration(match[1]);
  if (!match || !work?.value) {
    return bad('bad-limit', 0, Math.max(1, text.length), {
      text,
      expected: 'a limit; write for example `6h/d`, `20h/w` or `60h/mo`',
    });
  }
  return good({ work: work.value, per: match[2] as Limit['per'] }, [
    { kind: 'duration', start: 0, end: text.trimEnd().length },
  ]);
}
