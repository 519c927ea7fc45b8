import type { EntityName, NameKind, ScalarKind } from '../schema/types';
import type { MapNode, Node, ScalarNode, SeqNode } from '../syntax/node';
import type { ScalarValues } from '../syntax/scalars/scalars';

/** A node of the tree read as what the schema says it is. All offsets count from the start of the node's piece. */
export type Value = ScalarValue | NameValue | EnumValue | ListValue | MapValue | EntityValue | AnyValue;

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly of: ScalarKind;
  readonly node: ScalarNode;
  /** Undefined when the text is not well-formed. */
  readonly data: unknown;
}

export interface NameValue {
  readonly kind: 'name';
  readonly of: NameKind;
  readonly node: ScalarNode;
  readonly name: string;
}

export interface EnumValue {
  readonly kind: 'enum';
  readonly node: ScalarNode;
  /** Undefined when it is none of the values. */
  readonly data: string | undefined;
}

export interface ListValue {
  readonly kind: 'list';
  readonly node: Node;
  readonly items: readonly Value[];
}

export interface MapValue {
  readonly kind: 'map';
  readonly node: MapNode;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: ScalarNode;
  /** Null when nothing is written after the colon. */
  readonly value: Value | null;
}

export interface EntityValue {
  readonly kind: 'entity';
  readonly of: EntityName;
  readonly node: Node;
  readonly fields: Fields;
  /** The bare scalar that stands in the entity's place, read in its own language. */
  readonly short?: Value;
}

export interface AnyValue {
  readonly kind: 'any';
  readonly node: MapNode | SeqNode | ScalarNode;
}

export interface FieldValue {
  readonly key: ScalarNode;
  readonly value: Value | null;
}

/** The known keys of an entity as given, the first where one is given twice. */
export type Fields = ReadonlyMap<string, FieldValue>;

/** Of an entity without keys; all share it. */
export const noFields: Fields = new Map();

/** The data of a scalar key, or undefined when it is missing, malformed, or of another language. */
export function scalarOf<K extends ScalarKind>(fields: Fields, key: string, of: K): ScalarValues[K] | undefined {
  const value = fields.get(key)?.value;
  return value?.kind === 'scalar' && value.of === of ? (value.data as ScalarValues[K] | undefined) : undefined;
}

/** The texts of a key that is a text or a list of texts. */
export function textsOf(fields: Fields, key: string): readonly string[] {
  return itemsOf(fields, key).flatMap((item) =>
    item.kind === 'scalar' && typeof item.data === 'string' ? [item.data] : [],
  );
}

/** The data of a key whose value is one of a few words. */
export function wordOf(fields: Fields, key: string): string | undefined {
  const value = fields.get(key)?.value;
  return value?.kind === 'enum' ? value.data : undefined;
}

/** The items of a key that takes a list; a single value counts as a list of one. */
export function itemsOf(fields: Fields, key: string): readonly Value[] {
  const value = fields.get(key)?.value;
  return value?.kind === 'list' ? value.items : value ? [value] : [];
}

/** The single name that a key holds. */
export function nameOf(fields: Fields, key: string): string | undefined {
  const value = fields.get(key)?.value;
  return value?.kind === 'name' ? value.name : undefined;
}

/** The names that a key lists, such as `tags` or `needs`. */
export function namesOf(fields: Fields, key: string): readonly NameValue[] {
  return itemsOf(fields, key).filter((item) => item.kind === 'name');
}

/** The entity that a key holds. */
export function entityOf(fields: Fields, key: string): EntityValue | undefined {
  const value = fields.get(key)?.value;
  return value?.kind === 'entity' ? value : undefined;
}

/** The map that a key holds. */
export function mapOf(fields: Fields, key: string): MapValue | undefined {
  const value = fields.get(key)?.value;
  return value?.kind === 'map' ? value : undefined;
}
