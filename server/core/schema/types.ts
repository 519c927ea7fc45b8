/**
 * The vocabulary in which the plan language is declared. Each key stands once in an entity's table in this folder;
 * validation, completion, hover, the JSON Schema and the language reference are all made from those tables.
 */

/** The scalar languages: each has a parser in `syntax/scalars/` that reports exact ranges. */
export type ScalarKind =
  | 'text'
  | 'markdown'
  | 'boolean'
  | 'true'
  | 'integer'
  | 'number'
  | 'percent'
  | 'efficiency'
  | 'duration'
  | 'estimate'
  | 'lag'
  | 'date'
  | 'dateRange'
  | 'dateSpan'
  | 'startBound'
  | 'finishBound'
  | 'money'
  | 'rate'
  | 'limit'
  | 'priority'
  | 'dependency'
  | 'assignment'
  | 'hours'
  | 'calendar'
  | 'codeLink'
  | 'repeat'
  | 'timezone'
  | 'currency'
  | 'region'
  | 'format'
  | 'url'
  | 'email'
  | 'planPath'
  | 'baseline';

/** What a name stands for when it is used; each kind is declared by one map of the plan. */
export type NameKind =
  | 'task'
  | 'person'
  | 'personOrTeam'
  | 'skill'
  | 'tag'
  | 'sprint'
  | 'calendar'
  | 'status'
  | 'account';

export type EntityName =
  | 'plan'
  | 'task'
  | 'person'
  | 'calendar'
  | 'dependency'
  | 'assignment'
  | 'cost'
  | 'budget'
  | 'charter'
  | 'status'
  | 'sprint'
  | 'sprintSeries'
  | 'risk'
  | 'impact'
  | 'residual'
  | 'idea'
  | 'decision'
  | 'stakeholder'
  | 'handles';

export type ValueType =
  | { readonly kind: 'scalar'; readonly of: ScalarKind }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'name'; readonly of: NameKind }
  /** A list; a single value is short for a list of one. */
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A map whose keys are free: ids that it declares, dates, names. */
  | { readonly kind: 'map'; readonly keys: MapKeys; readonly of: ValueType }
  /** A map with the keys of an entity's table; `short` says what a bare scalar is short for. */
  | {
      readonly kind: 'entity';
      readonly of: EntityName;
      readonly short?: Short;
      /** Laid over another one: required keys may be missing, `null` removes. */
      readonly isOverlay?: true;
    }
  /** Anything well-formed: checked later, by what it is laid over. */
  | { readonly kind: 'any' }
  /** The first whose form (map, list or scalar) fits. */
  | { readonly kind: 'either'; readonly of: readonly ValueType[] };

/** A bare scalar in an entity's place: the value of one of its keys, or a scalar language of its own. */
export type Short = { readonly key: string } | { readonly scalar: ScalarKind } | { readonly name: NameKind };

export type MapKeys = 'id' | 'date' | 'name' | 'text';

/** How a key written on a summary reaches the tasks inside: as their default, in addition to their own, or not. */
export type Inheritance = 'default' | 'adds';

export interface Field {
  readonly key: string;
  readonly type: ValueType;
  readonly required?: boolean;
  /** One sentence, at most 100 characters, for lists and the first line of a hover. */
  readonly summary: string;
  /** More, in Markdown. */
  readonly details?: string;
  /** The default, in words. */
  readonly default?: string;
  readonly inherits?: Inheritance;
  /** YAML that uses the key, unindented. */
  readonly example: string;
}

export interface Entity {
  readonly name: EntityName;
  /** How messages speak of it: "a task". */
  readonly label: string;
  readonly summary: string;
  readonly fields: readonly Field[];
}

export const scalar = (of: ScalarKind): ValueType => ({ kind: 'scalar', of });
export const name = (of: NameKind): ValueType => ({ kind: 'name', of });
export const list = (of: ValueType): ValueType => ({ kind: 'list', of });
export const oneOf = (...values: string[]): ValueType => ({ kind: 'enum', values });
export const entity = (of: EntityName, short?: Short): ValueType =>
  short ? { kind: 'entity', of, short } : { kind: 'entity', of };
/** An entity that is laid over another one. */
export const overlay = (of: EntityName): ValueType => ({ kind: 'entity', of, isOverlay: true });
export const map = (keys: MapKeys, of: ValueType): ValueType => ({ kind: 'map', keys, of });
export const either = (...of: ValueType[]): ValueType => ({ kind: 'either', of });
export const text = scalar('text');

/** An entity's table with its keys kept as literal types, so that readers of a key are checked by the compiler. */
export function fieldsOf<const F extends readonly Field[]>(fields: F): F {
  return fields;
}
