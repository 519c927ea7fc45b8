import type { Span } from '../../base/span';
import { type Lag, parseLag } from './duration';
import { bad, good, moved, type ScalarProblem, type ScalarResult, type Token } from './result';

/** An id: letters of any script, digits, `-` and `_`, not beginning with a digit or `-`. */
export const idPattern = '[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*';
const wholeId = new RegExp(`^${idPattern}$`, 'u');
const anyId = new RegExp(idPattern, 'uy');

export function isId(text: string): boolean {
  return wholeId.test(text);
}

/** The id that a text makes, such as a title: its words in lower case joined by `-`, 40 characters at most; '' of no letters. */
export function idOf(text: string): string {
  const words = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{N}\p{M}]+/u, '');
  return (/^.{0,40}/u.exec(words)?.[0] ?? '').replace(/-+$/, '');
}

/** A task as named by a reference: `schema`, `api.schema`, `shop:api.schema`. */
export interface TaskName extends Span {
  /** The other plan file, in a portfolio. */
  readonly plan?: string;
  readonly path: readonly string[];
}

export type DependencyType = 'FS' | 'SS' | 'FF' | 'SF';

/** `REF [FS|SS|FF|SF] [± lag]` */
export interface DependencyText {
  readonly task: TaskName;
  readonly type: DependencyType;
  readonly lag: Lag | undefined;
}

const reference = new RegExp(`(?:(${idPattern}):)?(${idPattern}(?:\\.${idPattern})*)`, 'uy');

function skipSpace(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at])) at++;
  return at;
}

/** A task's path on its own, as in `affects` and the long form of dependencies. */
export function parseTaskName(text: string): ScalarResult<TaskName> {
  const start = skipSpace(text, 0);
  reference.lastIndex = start;
  const match = reference.exec(text);
  if (!match) return bad('bad-dependency', start, Math.max(text.length, start + 1), { text: text.trim() });
  const end = reference.lastIndex;
  const path = match[2].split('.');
  const task: TaskName = match[1] ? { start, end, path, plan: match[1] } : { start, end, path };
  return good(task, [{ kind: 'task', start, end }]);
}

export function parseDependency(text: string): ScalarResult<DependencyText> {
  const named = parseTaskName(text);
  if (!named.value) return { tokens: named.tokens, problems: named.problems };
  const tokens: Token[] = [...named.tokens];
  const problems: ScalarProblem[] = [];
  let at = skipSpace(text, named.value.end);
  let type: DependencyType = 'FS';
  const typed = /^(FS|SS|FF|SF)(?![\p{L}\d])/iu.exec(text.slice(at));
  if (typed && at > named.value.end) {
    type = typed[1].toUpperCase() as DependencyType;
    tokens.push({ kind: 'keyword', start: at, end: at + 2 });
    at = skipSpace(text, at + 2);
  }
  let lag: Lag | undefined;
  if (text[at] === '+' || text[at] === '-') {
    const parsed = moved(parseLag(text.slice(at)), at);
    tokens.push(...parsed.tokens);
    problems.push(...parsed.problems);
    lag = parsed.value;
  } else if (at < text.length) {
    const end = text.trimEnd().length;
    problems.push({ code: 'bad-dependency', start: at, end, args: { text: text.slice(at, end) } });
  }
  return { value: { task: named.value, type, lag }, tokens, problems };
}

/** A name with its place in the scalar. */
export interface NameUse extends Span {
  readonly name: string;
}

/** Who works on a task: everybody named (one person or team), or `count` chosen from those named. */
export interface AssignmentText {
  readonly who: readonly NameUse[];
  /** `2 of backend`: so many are chosen. `ana or ben`: one is chosen. Undefined: all. */
  readonly count?: number;
  /** Percent of working time. */
  readonly share?: number;
}

/** `ana` · `ana 50%` · `2 of backend` · `ana or ben` */
export function parseAssignment(text: string): ScalarResult<AssignmentText> {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let at = skipSpace(text, 0);
  const unexpected = (from: number): ScalarResult<AssignmentText> => ({
    tokens,
    problems: bad('bad-assignment', from, Math.max(end, from + 1), { text: text.slice(from, end) }).problems,
  });
  let count: number | undefined;
  const counted = /^(\d+)\s+of(?=\s|$)/.exec(text.slice(at));
  if (counted) {
    count = Number(counted[1]);
    if (count < 1) return unexpected(at);
    tokens.push({ kind: 'number', start: at, end: at + counted[1].length });
    tokens.push({ kind: 'keyword', start: at + counted[0].length - 2, end: at + counted[0].length });
    at = skipSpace(text, at + counted[0].length);
  }
  const who: NameUse[] = [];
  for (;;) {
    anyId.lastIndex = at;
    const match = anyId.exec(text);
    if (!match) return unexpected(at);
    who.push({ name: match[0], start: at, end: anyId.lastIndex });
    tokens.push({ kind: 'name', start: at, end: anyId.lastIndex });
    at = skipSpace(text, anyId.lastIndex);
    const or = /^or(?=\s|$)/.exec(text.slice(at));
    if (!or) break;
    tokens.push({ kind: 'keyword', start: at, end: at + 2 });
    at = skipSpace(text, at + 2);
  }
  if (who.length > 1 && count === undefined) count = 1;
  let share: number | undefined;
  const percent = /^(\d+(?:\.\d+)?)\s*%/.exec(text.slice(at));
  if (percent) {
    share = Number(percent[1]);
    tokens.push({ kind: 'number', start: at, end: at + percent[0].length });
    at = skipSpace(text, at + percent[0].length);
  }
  if (at < end) return unexpected(at);
  return good({ who, ...(count !== undefined ? { count } : {}), ...(share !== undefined ? { share } : {}) }, tokens);
}
