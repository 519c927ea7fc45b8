import type { ProblemCode } from '../../schema/problems';

/** What a part of a scalar is, for colours, completion and hover. */
export type TokenKind =
  | 'number'
  | 'duration'
  | 'date'
  | 'keyword'
  | 'operator'
  | 'task'
  | 'name'
  | 'path'
  | 'symbol'
  | 'weekday'
  | 'time';

/** A part of a scalar's text; offsets count from the beginning of the scalar's content. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

export interface ScalarProblem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  readonly args: Readonly<Record<string, string>>;
  readonly replacements?: readonly string[];
}

/** What a scalar language makes of a text: the value when it is well-formed enough to have one. */
export interface ScalarResult<T> {
  readonly value?: T;
  readonly tokens: readonly Token[];
  readonly problems: readonly ScalarProblem[];
}

const noTokens: readonly Token[] = [];
const noProblems: readonly ScalarProblem[] = [];

export function good<T>(value: T, tokens: readonly Token[] = noTokens): ScalarResult<T> {
  return { value, tokens, problems: noProblems };
}

export function bad(
  code: ProblemCode,
  start: number,
  end: number,
  args: Record<string, string> = {},
  replacements: readonly string[] = [],
): ScalarResult<never> {
  return {
    tokens: [],
    problems: [
      { code, start, end: Math.max(end, start + 1), args, ...(replacements.length > 0 ? { replacements } : {}) },
    ],
  };
}

/** The result with its offsets moved, as a part of a larger scalar. */
export function moved<T>(result: ScalarResult<T>, by: number): ScalarResult<T> {
  if (by === 0) return result;
  const move = <S extends { start: number; end: number }>(item: S): S => ({
    ...item,
    start: item.start + by,
    end: item.end + by,
  });
  return { ...result, tokens: result.tokens.map(move), problems: result.problems.map(move) };
}
