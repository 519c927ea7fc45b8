import { fieldOf } from '../schema/entities';
import type { EntityName, Field, ValueType } from '../schema/types';
import { isId } from '../syntax/scalars/names';

/** What the schema says about a path of keys. */
export type SchemaPlace =
  | { readonly kind: 'entity'; readonly entity: EntityName; readonly field?: Field }
  | { readonly kind: 'map'; readonly type: Extract<ValueType, { kind: 'map' }>; readonly field: Field }
  | { readonly kind: 'value'; readonly type: ValueType; readonly field: Field };

/** Follows a path through the schema; undefined where it leaves it. */
export function schemaPlace(path: readonly string[]): SchemaPlace | undefined {
  let place: SchemaPlace = { kind: 'entity', entity: 'plan' };
  for (const key of path) {
    if (place.kind === 'entity') {
      const field = fieldOf(place.entity, key);
      if (!field) return undefined;
      place = placeOf(field.type, field);
    } else if (place.kind === 'map') {
      if (place.type.keys === 'id' && !isId(key)) return undefined;
      place = placeOf(place.type.of, place.field);
    } else return undefined;
  }
  return place;
}

function placeOf(type: ValueType, field: Field): SchemaPlace {
  if (type.kind === 'map') return { kind: 'map', type, field };
  if (type.kind === 'entity') return { kind: 'entity', entity: type.of, field };
  if (type.kind === 'list' && (type.of.kind === 'entity' || type.of.kind === 'map')) return placeOf(type.of, field);
  if (type.kind === 'either') {
    const nested =
      type.of.find((option) => option.kind === 'map') ?? type.of.find((option) => option.kind === 'entity');
    if (nested) return placeOf(nested, field);
  }
  return { kind: 'value', type, field };
}

/** The ids of the tasks that a path goes through, from the outside in. */
export function taskIdsIn(path: readonly string[]): string[] {
  const ids: string[] = [];
  for (let i = 0; i + 1 < path.length && path[i] === 'tasks'; i += 2) ids.push(path[i + 1]);
  return ids;
}
