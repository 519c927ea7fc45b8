import { entities } from './entities';
import { problems } from './problems';
import type { Entity, Field, ScalarKind, ValueType } from './types';

const scalarNames: Record<ScalarKind, string> = {
  text: 'text',
  markdown: 'Markdown',
  boolean: '`true` or `false`',
  true: '`true`',
  integer: 'whole number',
  number: 'number',
  percent: '[percent](#percent)',
  efficiency: 'factor',
  duration: '[duration](#durations-and-estimates)',
  estimate: '[estimate](#durations-and-estimates)',
  lag: '[lag](#dependencies)',
  date: '[date](#dates)',
  dateRange: '[date or range](#dates)',
  dateSpan: '[date or range](#dates)',
  startBound: '[bound](#bounds)',
  finishBound: '[bound](#bounds)',
  money: '[money](#money)',
  rate: '[rate](#money)',
  limit: 'limit such as `6h/d`',
  priority: '0-1000 or a word',
  dependency: '[dependency](#dependencies)',
  assignment: '[assignment](#assignments)',
  hours: '[working hours](#working-hours)',
  calendar: 'name or [working hours](#working-hours)',
  codeLink: '[link to code](#links-to-code)',
  repeat: 'rule of repetition',
  timezone: 'IANA time zone',
  currency: 'ISO 4217 code',
  region: 'country or region',
  format: '`1`',
  url: 'web address',
  email: 'e-mail address',
  planPath: 'path of a plan file',
  baseline: 'git ref or path of a plan file',
};

/** A type in words, for the reference. */
function typeInWords(type: ValueType): string {
  switch (type.kind) {
    case 'scalar':
      return scalarNames[type.of];
    case 'enum':
      return type.values.map((value) => `\`${value}\``).join(' or ');
    case 'name':
      return { personOrTeam: 'person or team' }[type.of as string] ?? type.of;
    case 'list':
      return `${typeInWords(type.of)}, or a list`;
    case 'map':
      return `map of ${type.keys === 'id' ? 'ids' : `${type.keys}s`} to ${typeInWords(type.of)}`;
    case 'entity': {
      const short = !type.short ? '' : 'scalar' in type.short ? `${scalarNames[type.short.scalar]} or ` : '';
      return `${short}[${type.of}](#${anchor(type.of)})`;
    }
    case 'either':
      return type.of.map(typeInWords).join(', or ');
    case 'any':
      return 'map';
  }
}

function anchor(name: string): string {
  return `keys-of-${name.toLowerCase()}`;
}

/** The keys of every entity, as the generated part of docs/plan-language.md. */
export function keysReference(): string {
  return entities.map(entityReference).join('\n\n');
}

function entityReference(entity: Entity): string {
  const lines = [`### Keys of ${entity.name}`, '', entity.summary, '', '| key | value | meaning |', '|---|---|---|'];
  for (const field of entity.fields)
    lines.push(`| \`${field.key}\` | ${cell(typeInWords(field.type))} | ${cell(meaning(field))} |`);
  return lines.join('\n');
}

function meaning(field: Field): string {
  const parts = [field.required ? `**Required.** ${field.summary}` : field.summary];
  if (field.details) parts.push(field.details);
  if (field.default) parts.push(`Default: ${field.default}.`);
  if (field.inherits) parts.push(field.inherits === 'default' ? 'Passes down.' : 'Passes down, in addition.');
  const [first] = field.example.split('\n');
  if (!field.example.includes('\n')) parts.push(`Example: \`${first}\`.`);
  return parts.join(' ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** docs/problems.md: every problem with its severity and what to do about it. */
export function problemsReference(): string {
  const lines = [
    '# Problems',
    '',
    'What Headway reports, by code. The severity of each can be changed with the setting `headway.problems.severity`, and a',
    'line can be left alone with the comment `# headway-disable-line plan/code` or, above it, `# headway-disable-next-line plan/code`;',
    '`# headway-disable plan/code` holds for the whole file.',
    '',
    'This page is made from the tables in `server/core/schema/`.',
  ];
  for (const [code, { severity, message, about }] of Object.entries(problems).sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push('', `## ${code}`, '', `\`plan/${code}\`, ${severity}: ${message.replace(/\{(\w+)\}/g, '…')}`, '', about);
  }
  return `${lines.join('\n')}\n`;
}
