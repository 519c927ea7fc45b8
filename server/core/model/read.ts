import { kept } from '../base/lists';
import { nearest } from '../base/nearest';
import { entityNamed, fieldOf } from '../schema/entities';
import { didYouMean, type Problem, type ProblemCode } from '../schema/problems';
import type { EntityName, Field, MapKeys, ScalarKind, Short, ValueType } from '../schema/types';
import { type Entry, isNull, type MapNode, type Node, type ScalarNode, spanIn } from '../syntax/node';
import { isId, parseTaskName } from '../syntax/scalars/names';
import { parseScalar } from '../syntax/scalars/scalars';
import {
  type EntityValue,
  type FieldValue,
  type ListValue,
  type MapEntry,
  type MapValue,
  noFields,
  type Value,
} from './values';

/** Reads trees by the schema and collects what does not fit it. Offsets stay those of the piece. */
export class Reader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  /** How many overlays are around: in them, required keys may be missing and `null` is a value. */
  #overlays = 0;

  /** @param text the text of the piece, to tell an empty value from one that became a comment */
  constructor(text: string) {
    this.#text = text;
  }

  /** Reads a map as an entity. Unknown keys are reported and left out; a required key may be missing in `partial` maps. */
  entity(node: MapNode, of: EntityName, partial = false): EntityValue {
    const fields = new Map<string, FieldValue>();
    for (const entry of node.entries) this.#field(entry, of, fields);
    if (!partial && this.#overlays === 0) {
      for (const field of entityNamed(of).fields) {
        if (field.required && !fields.has(field.key)) {
          this.#report('missing-key', node, { entity: capitalised(entityNamed(of).label), key: field.key });
        }
      }
    }
    return { kind: 'entity', of, node, fields };
  }

  #field(entry: Entry, of: EntityName, fields: Map<string, FieldValue>): void {
    const key = entry.key.text;
    const field = fieldOf(of, key);
    if (!field) {
      if (!key.startsWith('x-')) this.#unknownKey(entry.key, of);
      return;
    }
    if (fields.has(key)) {
      this.#report('duplicate-key', entry.key, { key });
      return;
    }
    const value = isNull(entry.value) ? null : this.value(entry.value as Node, field.type, field);
    if (isNull(entry.value)) this.#empty(entry, field);
    fields.set(key, { key: entry.key, value: value ?? null });
  }

  /** A key without a value: nothing is written, or what is written is a comment. */
  #empty({ key, value }: Entry, field: Field): void {
    if (this.#overlays > 0 || field.key === 'tasks') return;
    const comment = /^["']?\s*:[ \t]+(#\w[^\s#]*)/.exec(this.#text.slice(key.end, key.end + 200));
    if (value === null && comment) {
      const start = key.end + comment[0].length - comment[1].length;
      const span = { start, end: start + comment[1].length };
      this.#report('comment-as-value', span, { text: comment[1] }, [`'${comment[1]}'`]);
    } else this.#report('empty-key', key, { key: key.text });
  }

  #unknownKey(key: ScalarNode, of: EntityName): void {
    const { label, fields } = entityNamed(of);
    const near = nearest(
      key.text,
      fields.map((field) => field.key),
    );
    this.#report(
      'unknown-key',
      key,
      { key: key.text, entity: label, suggestion: didYouMean(near) },
      near ? [near] : [],
    );
  }

  /** Reads a node as a value of the type; undefined when its form does not fit. */
  value(node: Node, type: ValueType, field: Field): Value | undefined {
    switch (type.kind) {
      case 'any':
        return { kind: 'any', node };
      case 'scalar':
        return node.kind === 'scalar' ? this.#scalar(node, type.of) : this.#misfit('expected-scalar', node, field);
      case 'enum':
        return this.#word(node, type.values, field);
      case 'name':
        if (node.kind !== 'scalar') return this.#misfit('expected-scalar', node, field);
        if (type.of === 'task') return this.#taskName(node);
        return { kind: 'name', of: type.of, node, name: node.text };
      case 'list':
        return this.#list(node, type.of, field);
      case 'map':
        return node.kind === 'map'
          ? this.#map(node, type.keys, type.of, field)
          : this.#misfit('expected-map', node, field);
      case 'entity':
        return type.isOverlay
          ? this.#overlay(node, type.of, field)
          : this.#entityOrShort(node, type.of, type.short, field);
      case 'either':
        return this.value(node, type.of.find((option) => fits(node, option)) ?? type.of[0], field);
    }
  }

  #list(node: Node, of: ValueType, field: Field): ListValue | undefined {
    const items = node.kind === 'seq' ? node.items : [node];
    if (node.kind === 'map' && !fits(node, of)) return this.#misfit('expected-list', node, field);
    if (items.length > 1) this.#duplicates(items);
    return {
      kind: 'list',
      node,
      items: kept(items.flatMap((item) => (isNull(item) ? [] : (this.value(item, of, field) ?? [])))),
    };
  }

  #duplicates(items: readonly Node[]): void {
    const seen = new Set<string>();
    for (const item of items) {
      if (item.kind !== 'scalar' || item.text === '') continue;
      if (seen.has(item.text)) this.#report('duplicate-item', item, { text: item.text });
      seen.add(item.text);
    }
  }

  #map(node: MapNode, keys: MapKeys, of: ValueType, field: Field): MapValue {
    const seen = new Set<string>();
    const entries: MapEntry[] = [];
    for (const { key, value } of node.entries) {
      if (key.text.startsWith('x-')) continue;
      if (seen.has(key.text)) {
        this.#report('duplicate-key', key, { key: key.text });
        continue;
      }
      seen.add(key.text);
      this.#mapKey(key, keys);
      entries.push({ key, value: isNull(value) ? null : (this.value(value as Node, of, field) ?? null) });
    }
    return { kind: 'map', node, entries: kept(entries) };
  }

  #mapKey(key: ScalarNode, keys: MapKeys): void {
    if (keys === 'id' && !isId(key.text)) this.#report('bad-id', key, { id: key.text });
    if (keys === 'date') this.#scalar(key, 'dateSpan');
  }

  #overlay(node: Node, of: EntityName, field: Field): Value | undefined {
    if (node.kind !== 'map') return this.#misfit('expected-map', node, field);
    this.#overlays++;
    const value = this.entity(node, of);
    this.#overlays--;
    return value;
  }

  #entityOrShort(node: Node, of: EntityName, short: Short | undefined, field: Field): Value | undefined {
    if (node.kind === 'map') return this.entity(node, of, field.key === 'defaults');
    const isListShort = node.kind === 'seq' && short !== undefined && of === 'calendar';
    if (!short || (node.kind !== 'scalar' && !isListShort)) return this.#misfit('expected-map', node, field);
    if (isListShort) {
      const hours = fieldOf('calendar', 'hours') as Field;
      const value = this.value(node, hours.type, hours);
      return { kind: 'entity', of, node, fields: noFields, ...(value ? { short: value } : {}) };
    }
    if ('key' in short) {
      const target = fieldOf(of, short.key) as Field;
      const value = this.value(node, target.type, target);
      const key: ScalarNode = {
        kind: 'scalar',
        start: node.start,
        end: node.start,
        text: short.key,
        style: 'plain',
        contentStart: node.start,
        exact: false,
      };
      return {
        kind: 'entity',
        of,
        node,
        fields: value ? new Map([[short.key, { key, value }]]) : noFields,
        ...(value ? { short: value } : {}),
      };
    }
    const type: ValueType = 'scalar' in short ? { kind: 'scalar', of: short.scalar } : { kind: 'name', of: short.name };
    const value = this.value(node, type, field);
    return { kind: 'entity', of, node, fields: noFields, ...(value ? { short: value } : {}) };
  }

  #scalar(node: ScalarNode, of: ScalarKind): Value {
    const result = parseScalar(of, node.text);
    for (const problem of result.problems) {
      const { start, end } = spanIn(node, problem.start, problem.end);
      this.problems.push({ ...problem, start, end: Math.max(end, start + 1) });
    }
    return { kind: 'scalar', of, node, data: result.value };
  }

  #taskName(node: ScalarNode): Value {
    const result = parseTaskName(node.text);
    for (const problem of result.problems) {
      const { start, end } = spanIn(node, problem.start, problem.end);
      this.problems.push({ ...problem, start, end });
    }
    return { kind: 'name', of: 'task', node, name: node.text };
  }

  #word(node: Node, values: readonly string[], field: Field): Value | undefined {
    if (node.kind !== 'scalar') return this.#misfit('expected-scalar', node, field);
    if (values.includes(node.text)) return { kind: 'enum', node, data: node.text };
    const near = nearest(node.text, values);
    const expected = `one of ${values.map((value) => `\`${value}\``).join(', ')}`;
    this.#report(
      'bad-value',
      node,
      { text: node.text, expected },
      near ? [near, ...values.filter((value) => value !== near)] : values,
    );
    return { kind: 'enum', node, data: undefined };
  }

  #misfit(code: 'expected-map' | 'expected-scalar' | 'expected-list', node: Node, field: Field): undefined {
    const first = node.kind === 'scalar' ? node.end : Math.min(node.end, node.start + 1);
    this.#report(
      code,
      { start: node.start, end: Math.max(first, node.start + 1) },
      { key: field.key, example: field.example.split('\n')[0] },
    );
    return undefined;
  }

  #report(
    code: ProblemCode,
    at: { start: number; end: number },
    args: Record<string, string>,
    replacements: readonly string[] = [],
  ): void {
    const problem = { code, start: at.start, end: Math.max(at.end, at.start + 1), args };
    this.problems.push(replacements.length > 0 ? { ...problem, replacements } : problem);
  }
}

/** Whether a node has a form that the type takes. */
function fits(node: Node, type: ValueType): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'scalar':
    case 'enum':
    case 'name':
      return node.kind === 'scalar';
    case 'list':
      return node.kind === 'seq' || fits(node, type.of);
    case 'map':
      return node.kind === 'map' && !(type.of.kind === 'entity' && type.of.of === 'sprint' && looksLikeSeries(node));
    case 'entity':
      if (node.kind === 'map') return type.of !== 'sprintSeries' || looksLikeSeries(node);
      return node.kind === 'scalar' && type.short !== undefined;
    case 'either':
      return type.of.some((option) => fits(node, option));
  }
}

/** `sprints: {length, start, count}` is told from a map of sprints by its keys. */
function looksLikeSeries(node: MapNode): boolean {
  return node.entries.some(
    ({ key, value }) => (key.text === 'length' || key.text === 'count') && value?.kind === 'scalar',
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
