import { type Span, shift } from '../base/span';
import type { Problem } from '../schema/problems';
import { parseDateSpan } from '../syntax/scalars/date';
import type { PlacedFields } from './declarations';
import type { Plan } from './plan';
import { entityOf, type Fields, itemsOf, mapOf, scalarOf, type Value, wordOf } from './values';

type Declared = Pick<Plan, 'people' | 'teams' | 'sprints' | 'timezone' | 'start' | 'deadline' | 'currency'>;

/** Reports what does not fit together among the people, teams, sprints, risks and the budget. */
export function checkDeclarations(plan: Declared, top: ReadonlyMap<string, PlacedFields>, problems: Problem[]): void {
  checkPeople(plan, top.get('people'), problems);
  checkTeams(plan, top.get('teams'), problems);
  checkSprints(plan, problems);
  checkRisks(top.get('risks'), problems);
  checkBudget(plan, top.get('budget'), problems);
  if (plan.start && plan.deadline && plan.deadline.end <= plan.start.start)
    problems.push({ code: 'impossible-deadline', ...plan.deadline.span, args: { what: 'the start of the plan' } });
  for (const key of ['calendar', 'calendars'])
    for (const { fields, offset } of top.has(key) ? [top.get(key) as PlacedFields] : [])
      for (const value of calendarsIn(fields, key)) checkCalendar(value, offset, problems);
}

function calendarsIn(fields: Fields, key: string): readonly (Value | null)[] {
  const calendar = fields.get(key)?.value;
  return calendar?.kind === 'map' ? calendar.entries.map(({ value }) => value) : [calendar ?? null];
}

function checkPeople(plan: Declared, source: PlacedFields | undefined, problems: Problem[]): void {
  if (!source) return;
  const { offset } = source;
  for (const { key, value } of mapOf(source.fields, 'people')?.entries ?? []) {
    const person = plan.people.get(key.text);
    if (value?.kind !== 'entity' || !person) continue;
    const at = (name: string): Span => shift(value.fields.get(name)?.value?.node ?? key, offset);
    if (person.start && person.end && person.end.end <= person.start.start)
      problems.push({ code: 'person-end-before-start', ...at('end'), args: { name: person.name } });
    if (person.capacity === 0) problems.push({ code: 'no-capacity', ...at('capacity'), args: { name: person.name } });
    if (person.timezone !== undefined && plan.timezone === undefined)
      problems.push({ code: 'timezone-without-plan', ...at('timezone'), args: {} });
    checkRanges(value.fields, 'away', offset, problems);
    checkCalendar(value.fields.get('calendar')?.value ?? null, offset, problems);
  }
}

function checkTeams({ people, teams }: Declared, source: PlacedFields | undefined, problems: Problem[]): void {
  for (const { key, value } of (source && mapOf(source.fields, 'teams')?.entries) ?? []) {
    const at = shift(key, source?.offset ?? 0);
    const args = { name: key.text };
    if (people.has(key.text)) problems.push({ code: 'name-clash', ...at, args });
    if (value?.kind === 'list' && value.items.length === 0) problems.push({ code: 'empty-team', ...at, args });
    const seen = new Set<string>();
    for (const { name, span } of teams.get(key.text)?.members ?? []) {
      if (seen.has(name)) problems.push({ code: 'duplicate-member', ...span, args: { name } });
      seen.add(name);
    }
  }
}

function checkSprints({ sprints }: Declared, problems: Problem[]): void {
  const dated = [...sprints.values()].filter(({ end }) => Number.isFinite(end)).sort((a, b) => a.start - b.start);
  for (let i = 1; i < dated.length; i++) {
    if (dated[i].start < dated[i - 1].end)
      problems.push({ code: 'overlapping-sprints', ...dated[i].span, args: { name: dated[i - 1].id } });
  }
}

function checkRisks(source: PlacedFields | undefined, problems: Problem[]): void {
  for (const { key, value } of (source && mapOf(source.fields, 'risks')?.entries) ?? []) {
    if (value?.kind !== 'entity') continue;
    const { fields } = value;
    const at = shift(key, source?.offset ?? 0);
    const args = { name: key.text };
    const probability = scalarOf(fields, 'probability', 'percent');
    if (/^(?:closed|happened)$/.test(wordOf(fields, 'status') ?? '')) continue;
    if (probability === undefined && !fields.has('probability'))
      problems.push({ code: 'risk-without-probability', ...at, args });
    if (!fields.has('impact') && !fields.has('affects')) problems.push({ code: 'risk-without-effect', ...at, args });
    const residual = entityOf(fields, 'residual');
    const left = residual && scalarOf(residual.fields, 'probability', 'percent');
    if (residual && probability !== undefined && left !== undefined && left > probability) {
      const span = residual.fields.get('probability')?.value?.node ?? residual.node;
      problems.push({ code: 'residual-above-risk', ...shift(span, source?.offset ?? 0), args: {} });
    }
  }
}

function checkBudget(plan: Declared, source: PlacedFields | undefined, problems: Problem[]): void {
  if (!source) return;
  const budget = entityOf(source.fields, 'budget');
  const key = source.fields.get('budget')?.key;
  if (!budget || !key) return;
  if (plan.currency === undefined) problems.push({ code: 'missing-currency', ...shift(key, source.offset), args: {} });
  const total = scalarOf(budget.fields, 'total', 'money');
  const parts = mapOf(budget.fields, 'by');
  if (total === undefined || !parts) return;
  const sum = parts.entries.reduce(
    (all, { value }) => all + (value?.kind === 'scalar' && typeof value.data === 'number' ? value.data : 0),
    0,
  );
  if (sum > total)
    problems.push({
      code: 'budget-split',
      ...shift(budget.fields.get('by')?.key ?? key, source.offset),
      args: { sum: String(sum), total: String(total) },
    });
}

function checkCalendar(value: Value | null, offset: number, problems: Problem[]): void {
  if (value?.kind !== 'entity') return;
  checkRanges(value.fields, 'off', offset, problems);
  checkRanges(value.fields, 'extra', offset, problems);
}

/** Reports ranges of a list that lie inside of another one. */
function checkRanges(fields: Fields, key: string, offset: number, problems: Problem[]): void {
  const ranges = itemsOf(fields, key).flatMap((item): (Span & { from: number; to: number })[] => {
    if (item.kind === 'scalar') {
      const data = item.data as { start: number; end: number } | undefined;
      return data ? [{ start: item.node.start, end: item.node.end, from: data.start, to: data.end }] : [];
    }
    if (item.kind !== 'map') return [];
    return item.entries.flatMap((entry) => {
      const data = parseDateSpan(entry.key.text).value;
      return data ? [{ start: entry.key.start, end: entry.key.end, from: data.start, to: data.end }] : [];
    });
  });
  for (const [i, range] of ranges.entries()) {
    const isInside = ranges.some(
      (other, j) =>
        j !== i &&
        other.from <= range.from &&
        range.to <= other.to &&
        (other.from < range.from || range.to < other.to || j < i),
    );
    if (isInside) problems.push({ code: 'overlapping-off', ...shift(range, offset), args: {} });
  }
}
