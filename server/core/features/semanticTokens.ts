import type { Span } from '../base/span';
import { statusOf } from '../model/checkTasks';
import { readPiece, type ReadTask } from '../model/parts';
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

/** Every part of the plan that has a meaning, in the order of the text; with a range, those that touch it. */
export function semanticTokens(snapshot: PlanSnapshot, range?: Span): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const { placed } of snapshot.plan.document.tops) {
    const collector = new Collector();
    collector.fields(readPiece(placed.piece).fields, true);
    place(collector.tokens, placed.start, tokens);
  }
  const { statuses } = snapshot.plan;
  for (const task of snapshot.plan.tasks) {
    const idStart = task.offset + task.own.id.start;
    if (range && (task.end < range.start || idStart > range.end)) continue;
    const isDropped = statusOf(task, statuses) === 'dropped';
    const type = index(task.isSummary ? 'class' : 'function');
    tokens.push({ ...task.idSpan, type, modifiers: DECLARATION | (isDropped ? DEPRECATED : 0) });
    place(tokensOf(task.own), task.offset, tokens);
    if (!task.rest) continue;
    const collector = new Collector();
    collector.fields(task.rest.part.fields, false);
    place(collector.tokens, task.rest.offset, tokens);
  }
  const chosen = range ? tokens.filter(({ start, end }) => end >= range.start && start <= range.end) : tokens;
  return inOrder(chosen, snapshot.text);
}

/** The tokens of a task's keys, with offsets of its piece; kept as long as the piece is. */
function tokensOf(own: ReadTask): readonly SemanticToken[] {
  if (!own.memo.tokens) {
    const collector = new Collector();
    collector.fields(own.fields, false);
    own.memo.tokens = collector.tokens;
  }
  return own.memo.tokens as readonly SemanticToken[];
}

function place(tokens: readonly SemanticToken[], offset: number, into: SemanticToken[]): void {
  for (const { start, end, type, modifiers } of tokens)
    into.push({ start: start + offset, end: end + offset, type, modifiers });
}

/** In the order of the text, without what overlaps (aliases) or spans lines. */
function inOrder(tokens: SemanticToken[], text: string): SemanticToken[] {
  // They nearly always are: tasks are visited in the order of the file.
  const isSorted = tokens.every((token, i) => i === 0 || tokens[i - 1].start < token.start);
  if (!isSorted) tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  let at = -1;
  return tokens.filter(({ start, end }) => {
    if (start < at) return false;
    for (let i = start; i < end; i++) if (text.charCodeAt(i) === 10) return false;
    at = end;
    return true;
  });
}

/** Gathers the tokens of a piece, with its offsets. */
class Collector {
  readonly tokens: SemanticToken[] = [];

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
