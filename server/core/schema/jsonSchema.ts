import { entities } from './entities';
import type { Entity, Field, ScalarKind, ValueType } from './types';

/** A JSON Schema (draft 2020-12), as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

const patterns: Partial<Record<ScalarKind, string>> = {
  percent: '^\\s*\\d+(\\.\\d+)?\\s*%\\s*$',
  date: '^\\s*\\d{4}-(W\\d{1,2}|Q\\d|\\d{1,2}(-\\d{1,2}([ T]+\\d{1,2}:\\d{2})?)?)\\s*$',
  currency: '^[A-Z]{3}$',
};

/** The plan language as a JSON Schema, for editors and tools that know nothing of Headway. Scalars are checked loosely. */
export function planJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://headway-plans.github.io/plan.schema.json',
    title: 'Headway plan',
    $ref: '#/$defs/plan',
    $defs: Object.fromEntries(entities.map((entity) => [entity.name, entitySchema(entity)])),
  };
}

function entitySchema(entity: Entity): JsonSchema {
  const required = entity.fields.filter((field) => field.required).map((field) => field.key);
  return {
    description: entity.summary,
    type: ['object', 'null'],
    properties: Object.fromEntries(entity.fields.map((field) => [field.key, fieldSchema(field)])),
    patternProperties: { '^x-': true },
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
  };
}

function fieldSchema(field: Field): JsonSchema {
  return {
    description: field.details ? `${field.summary} ${field.details}` : field.summary,
    ...typeSchema(field.type),
  };
}

function typeSchema(type: ValueType): JsonSchema {
  switch (type.kind) {
    case 'scalar':
      return scalarSchema(type.of);
    case 'enum':
      return { enum: [...type.values] };
    case 'name':
      return { type: ['string', 'number'] };
    case 'list': {
      const item = typeSchema(type.of);
      return { anyOf: [item, { type: 'array', items: item }] };
    }
    case 'map':
      return {
        type: ['object', 'null'],
        additionalProperties: { anyOf: [typeSchema(type.of), { type: 'null' }] },
        ...(type.keys === 'id' ? { propertyNames: { pattern: '^(x-.*|[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*)$' } } : {}),
      };
    case 'entity': {
      // Partial: what a plan requires may be missing, and `null` removes.
      if (type.isOverlay) return { type: ['object', 'null'] };
      const reference = { $ref: `#/$defs/${type.of}` };
      if (!type.short) return reference;
      const short = 'scalar' in type.short ? scalarSchema(type.short.scalar) : { type: ['string', 'number'] };
      // Working hours may be listed in the place of a calendar.
      const list = type.of === 'calendar' ? [{ type: 'array', items: { type: 'string' } }] : [];
      return { anyOf: [short, ...list, reference] };
    }
    case 'either':
      return { anyOf: type.of.map(typeSchema) };
    case 'any':
      return {};
  }
}

function scalarSchema(of: ScalarKind): JsonSchema {
  switch (of) {
    case 'boolean':
      return { type: 'boolean' };
    case 'true':
      return { type: 'boolean' };
    case 'integer':
    case 'format':
      return { type: 'integer' };
    case 'number':
    case 'efficiency':
      return { type: 'number' };
    case 'text':
    case 'markdown':
    case 'money':
    case 'rate':
    case 'priority':
      return { type: ['string', 'number', 'boolean'] };
    default: {
      const pattern = patterns[of];
      return pattern ? { type: 'string', pattern } : { type: 'string' };
    }
  }
}
