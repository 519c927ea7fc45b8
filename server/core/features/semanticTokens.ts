import type { Span } from '../base/span';
import { statusOf } from '../model/checkTasks';
import { readPiece } from '../model/parts';
import type { Fields, Value } from '../model/values';
import { spanIn } from '../syntax/node';
import type { TokenKind } from '../syntax/scalars/result';
import { parseScalar } from '../syntax/scalars/scalars';
import type { PlanSnapshot } from '../workspace/snapshot';

/** What a part of a plan is, in the names that LSP has for parts of programs. */
export const semanticTypes = [
  'namespace',
  'class',
  'function',
  'property',
  'variable',
  'type',
  'enumMember',
  'number',
  'keyword',
  'operator',
  'string',
  'decorator',
] as const;

export const semanticModifiers = ['declaration', 'deprecated', 'readonly'] as const;

export type SemanticType = (typeof semanticTypes)[number];

/** A part of the text; none overlaps another, none spans lines. */
export interface SemanticToken extends Span {
  readonly type: number;
  /** Bits, in the order of `semanticModifiers`. */
  readonly modifiers: number;
}

const index = (type: SemanticType): number => semanticTypes.indexOf(type);
const TASK = index('function');
const SUMMARY = index('class');
const DECLARATION = 1;
const DEPRECATED = 2;

const scalarTypes: Record<TokenKind, SemanticType> = {
  number: 'number',
  duration: 'number',
  date: 'number',
  time: 'number',
  weekday: 'keyword',
  keyword: 'keyword',
  operator: 'operator',
  task: 'function',
  name: 'variable',
  path: 'string',
  symbol: 'function',
};

const nameTypes: Record<string, SemanticType> = {
  task: 'function',
  person: 'variable',
  personOrTeam: 'variable',
  skill: 'decorator',
  tag: 'decorator',
  sprint: 'enumMember',
  calendar: 'type',
  status: 'enumMember',
  account: 'type',
};

const declaring: Readonly<Record<string, SemanticType>> = {
  people: 'variable',
  teams: 'variable',
  calendars: 'type',
  sprints: 'enumMember',
  statuses: 'enumMember',
  risks: 'class',
  ideas: 'class',
  stakeholders: 'class',
  baselines: 'class',
  scenarios: 'namespace',
};

/** The tokens of a piece of text, with its offsets: the same object as long as the piece and what it is are the same. */
export interface PieceTokens {
  readonly tokens: readonly SemanticToken[];
  /** What the piece is in the plan, as far as its tokens depend on that. */
  readonly kind: number;
  /** What others made of the tokens. */
  encoded?: unknown;
}

/** Tokens of a piece, and where in the text their offsets count from. */
export interface TokenRun {
  readonly offset: number;
  readonly piece: PieceTokens;
}

/** Every part of the plan that has a meaning, in the order of the text; with a range, those that touch it. */
export function semanticTokens(snapshot: PlanSnapshot, range?: Span): SemanticToken[] {
  const tokens = tokenRuns(snapshot, range).flatMap(({ offset, piece }) => placed(piece.tokens, offset));
  const chosen = range ? tokens.filter(({ start, end }) => end >= range.start && start <= range.end) : tokens;
  return inOrder(chosen, snapshot.text);
}

/**
 * What `semanticTokens` finds, in runs that stay the same from version to version where the text does. Where pieces
 * overlap (tasks on one line, aliases), it is one run.
 */
export function orderedTokenRuns(snapshot: PlanSnapshot): readonly TokenRun[] {
  const runs = tokenRuns(snapshot);
  // What stands after the tasks inside of a summary was collected with it.
  if (!runs.every((run, i) => i === 0 || startOf(runs[i - 1]) < startOf(run)))
    runs.sort((a, b) => startOf(a) - startOf(b));
  if (runs.every((run, i) => i === 0 || endOf(runs[i - 1]) <= startOf(run))) return runs;
  return [{ offset: 0, piece: { tokens: semanticTokens(snapshot), kind: 0 } }];
}

function startOf({ offset, piece }: TokenRun): number {
  return offset + piece.tokens[0].start;
}

function endOf({ offset, piece }: TokenRun): number {
  return offset + piece.tokens[piece.tokens.length - 1].end;
}

/** Runs that are not empty: the top-level keys, then the tasks in the order of the file. */
function tokenRuns({ plan, text }: PlanSnapshot, range?: Span): TokenRun[] {
  const runs: TokenRun[] = [];
  const add = (offset: number, piece: PieceTokens): void => {
    if (piece.tokens.length > 0) runs.push({ offset, piece });
  };
  for (const { placed } of plan.document.tops) {
    const { fields } = readPiece(placed.piece);
    add(placed.start, { tokens: tokensIn(fields, true, [], text, placed.start), kind: 0 });
  }
  for (const task of plan.tasks) {
    const { own, offset, rest } = task;
    if (range && (task.end < range.start || offset + own.id.start > range.end)) continue;
    const isDropped = statusOf(task, plan.statuses) === 'dropped';
    const type = task.isSummary ? SUMMARY : TASK;
    const modifiers = DECLARATION | (isDropped ? DEPRECATED : 0);
    const kind = type * 8 + modifiers;
    let known = own.memo.tokens as PieceTokens | undefined;
    if (known?.kind !== kind) {
      const name = { ...spanIn(own.id, 0, own.id.text.length), type, modifiers };
      own.memo.tokens = known = { tokens: tokensIn(own.fields, false, [name], text, offset), kind };
    }
    add(offset, known);
    if (rest) add(rest.offset, { tokens: tokensIn(rest.part.fields, false, [], text, rest.offset), kind: 0 });
  }
  return runs;
}

function tokensIn(
  fields: Fields,
  isTop: boolean,
  names: readonly SemanticToken[],
  text: string,
  offset: number,
): readonly SemanticToken[] {
  const collector = new Collector(names);
  collector.fields(fields, isTop);
  return inOrder(collector.tokens, text, offset);
}

function placed(tokens: readonly SemanticToken[], offset: number): SemanticToken[] {
  return tokens.map(({ start, end, type, modifiers }) => ({
    start: start + offset,
    end: end + offset,
    type,
    modifiers,
  }));
}

/** In the order of the text, without what overlaps (aliases) or spans lines; offsets count from `offset`. */
function inOrder(tokens: SemanticToken[], text: string, offset = 0): SemanticToken[] {
  // They nearly always are: tasks are visited in the order of the file.
  const isSorted = tokens.every((token, i) => i === 0 || tokens[i - 1].start < token.start);
  if (!isSorted) tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  let at = -1;
  return tokens.filter(({ start, end }) => {
    if (start < at) return false;
    for (let i = offset + start; i < offset + end; i++) if (text.charCodeAt(i) === 10) return false;
    at = end;
    return true;
  });
}

/** Gathers the tokens of a piece, with its offsets. */
class Collector {
  readonly tokens: SemanticToken[];

  constructor(names: readonly SemanticToken[]) {
    this.tokens = [...names];
  }

  fields(fields: Fields, isTop: boolean): void {
    for (const [key, { key: node, value }] of fields) {
      if (node.end > node.start) this.#add(node, 'property', 0);
      // Tasks are visited one by one.
      if (!value || key === 'tasks') continue;
      if (isTop && value.kind === 'map' && declaring[key]) {
        for (const entry of value.entries) {
          this.#add(spanIn(entry.key, 0, entry.key.text.length), declaring[key], DECLARATION);
          if (entry.value) this.#value(entry.value);
        }
      } else this.#value(value);
    }
  }

  #value(value: Value): void {
    switch (value.kind) {
      case 'scalar':
        for (const { kind, start, end } of parseScalar(value.of, value.node.text).tokens)
          this.#add(spanIn(value.node, start, end), scalarTypes[kind], 0);
        return;
      case 'name':
        this.#add(spanIn(value.node, 0, value.node.text.length), nameTypes[value.of], 0);
        return;
      case 'enum':
        this.#add(spanIn(value.node, 0, value.node.text.length), 'keyword', 0);
        return;
      case 'list':
        for (const item of value.items) this.#value(item);
        return;
      case 'map':
        for (const entry of value.entries) if (entry.value) this.#value(entry.value);
        return;
      case 'entity':
        if (value.short) this.#value(value.short);
        else this.fields(value.fields, value.of === 'plan');
        return;
      case 'any':
        return;
    }
  }

  #add({ start, end }: Span, type: SemanticType, modifiers: number): void {
    if (end > start) this.tokens.push({ start, end, type: index(type), modifiers });
  }
}
