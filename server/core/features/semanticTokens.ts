import { shift, type Span } from '../base/span';
import { readPiece, type ReadTask } from '../model/parts';
import type { Task } from '../model/task';
import type { Fields, Value } from '../model/values';
import { spanIn } from '../syntax/node';
import type { TokenKind } from '../syntax/scalars/result';
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
  const collector = new Collector(snapshot, range);
  for (const { placed } of snapshot.plan.document.tops) {
    const { fields } = readPiece(placed.piece);
    collector.fields(fields, placed.start, true);
  }
  for (const task of snapshot.plan.tasks) {
    if (range && (task.end < range.start || task.idSpan.start > range.end)) continue;
    collector.task(task);
  }
  return collector.sorted();
}

class Collector {
  readonly #tokens: SemanticToken[] = [];
  readonly #snapshot: PlanSnapshot;
  readonly #range: Span | undefined;

  constructor(snapshot: PlanSnapshot, range: Span | undefined) {
    this.#snapshot = snapshot;
    this.#range = range;
  }

  task(task: Task): void {
    const status = task.name('status');
    const isDropped = status !== undefined && this.#snapshot.plan.statuses.get(status)?.kind === 'dropped';
    const type = task.isSummary ? 'class' : 'function';
    this.#add(task.idSpan, type, DECLARATION | (isDropped ? DEPRECATED : 0));
    this.#own(task.own, task.offset);
    if (task.rest) this.fields(task.rest.part.fields, task.rest.offset, false);
  }

  #own(task: ReadTask, offset: number): void {
    this.fields(task.fields, offset, false);
  }

  fields(fields: Fields, offset: number, isTop: boolean): void {
    for (const [key, { key: node, value }] of fields) {
      if (node.end > node.start) this.#add(shift(node, offset), 'property', 0);
      // Tasks are visited one by one.
      if (!value || key === 'tasks') continue;
      if (isTop && value.kind === 'map' && declaring[key]) {
        for (const entry of value.entries) {
          this.#add(shift(spanIn(entry.key, 0, entry.key.text.length), offset), declaring[key], DECLARATION);
          if (entry.value) this.#value(entry.value, offset);
        }
      } else this.#value(value, offset);
    }
  }

  #value(value: Value, offset: number): void {
    switch (value.kind) {
      case 'scalar':
        for (const { kind, start, end } of value.tokens)
          this.#add(shift(spanIn(value.node, start, end), offset), scalarTypes[kind], 0);
        return;
      case 'name':
        this.#add(shift(spanIn(value.node, 0, value.node.text.length), offset), nameTypes[value.of], 0);
        return;
      case 'enum':
        this.#add(shift(spanIn(value.node, 0, value.node.text.length), offset), 'keyword', 0);
        return;
      case 'list':
        for (const item of value.items) this.#value(item, offset);
        return;
      case 'map':
        for (const entry of value.entries) if (entry.value) this.#value(entry.value, offset);
        return;
      case 'entity':
        if (value.short) this.#value(value.short, offset);
        else this.fields(value.fields, offset, value.of === 'plan');
        return;
      case 'any':
        return;
    }
  }

  #add(span: Span, type: SemanticType, modifiers: number): void {
    if (span.end <= span.start) return;
    if (this.#range && (span.end < this.#range.start || span.start > this.#range.end)) return;
    this.#tokens.push({ start: span.start, end: span.end, type: index(type), modifiers });
  }

  /** In the order of the text, without what overlaps (aliases) or spans lines. */
  sorted(): SemanticToken[] {
    const { text } = this.#snapshot;
    this.#tokens.sort((a, b) => a.start - b.start || b.end - a.end);
    let at = -1;
    return this.#tokens.filter(({ start, end }) => {
      if (start < at) return false;
      const line = text.indexOf('\n', start);
      if (line >= 0 && line < end) return false;
      at = end;
      return true;
    });
  }
}
