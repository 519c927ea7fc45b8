import { type Span, shift } from '../base/span';
import { elapsedLengths } from '../calendar/hours';
import { spanIn } from '../syntax/node';
import { type DateRange, parseDateSpan } from '../syntax/scalars/date';
import { minutesOf } from '../syntax/scalars/duration';
import type { CalendarText as CalendarWord, HoursLine } from '../syntax/scalars/hours';
import type { Limit } from '../syntax/scalars/money';
import type { Budget, CalendarUse, NamedCalendar, Person, Sprint, Status, StatusKind, Team } from './plan';
import {
  entityOf,
  type Fields,
  itemsOf,
  type MapEntry,
  mapOf,
  namesOf,
  scalarOf,
  textsOf,
  type Value,
  wordOf,
} from './values';

/** A top-level key of the plan, with the offset of its piece in the text. */
export interface PlacedFields {
  readonly fields: Fields;
  readonly offset: number;
}

function entriesOf(source: PlacedFields | undefined, key: string): readonly MapEntry[] {
  return (source && mapOf(source.fields, key)?.entries) ?? [];
}

export function readPeople(source: PlacedFields | undefined): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const { key, value } of entriesOf(source, 'people')) {
    const fields: Fields = value?.kind === 'entity' ? value.fields : new Map();
    const offset = source?.offset ?? 0;
    const calendar = calendarUse(fields.get('calendar')?.value ?? null, offset);
    const role = scalarOf(fields, 'role', 'text');
    const email = scalarOf(fields, 'email', 'email');
    const rate = scalarOf(fields, 'rate', 'rate');
    const timezone = scalarOf(fields, 'timezone', 'timezone');
    const start = scalarOf(fields, 'start', 'date');
    const end = scalarOf(fields, 'end', 'date');
    people.set(key.text, {
      id: key.text,
      span: shift(key, offset),
      name: scalarOf(fields, 'name', 'text') ?? key.text,
      kind: (wordOf(fields, 'kind') ?? 'person') as Person['kind'],
      skills: namesOf(fields, 'skills').map((skill) => skill.name),
      capacity: (scalarOf(fields, 'capacity', 'percent') ?? 100) / 100,
      efficiency: scalarOf(fields, 'efficiency', 'efficiency') ?? 1,
      units: Math.max(1, scalarOf(fields, 'units', 'integer') ?? 1),
      away: rangesOf(fields, 'away'),
      limits: itemsOf(fields, 'limit').flatMap((item) =>
        item.kind === 'scalar' && item.of === 'limit' && item.data ? [item.data as Limit] : [],
      ),
      handles: handlesOf(fields),
      ...(role ? { role } : {}),
      ...(email ? { email } : {}),
      ...(rate ? { rate } : {}),
      ...(calendar ? { calendar } : {}),
      ...(timezone ? { timezone } : {}),
      ...(start ? { start } : {}),
      ...(end ? { end } : {}),
    });
  }
  return people;
}

/** What somebody is called in other systems. */
function handlesOf(fields: Fields): string[] {
  const handles = fields.get('handles')?.value;
  if (handles?.kind !== 'entity') return [];
  return [...handles.fields.keys()].flatMap((system) => scalarOf(handles.fields, system, 'text') ?? []);
}

/** The accounts of the budget; undefined where it declares none. */
export function accountsOf(sources: ReadonlyMap<string, Fields>): readonly string[] | undefined {
  const source = sources.get('budget');
  const budget = source && entityOf(source, 'budget');
  return budget && mapOf(budget.fields, 'by')?.entries.map(({ key }) => key.text);
}

/** What the plan may cost; undefined without a `budget`. */
export function readBudget(source: PlacedFields | undefined): Budget | undefined {
  const field = source?.fields.get('budget');
  if (!source || field?.value?.kind !== 'entity') return undefined;
  const { fields, short } = field.value;
  const place = (node: Span | undefined): Span => shift(node ?? field.key, source.offset);
  const accounts = (mapOf(fields, 'by')?.entries ?? []).flatMap(({ key, value }) =>
    value?.kind === 'scalar' && typeof value.data === 'number'
      ? [{ id: key.text, span: place(key), amount: value.data }]
      : [],
  );
  const total = scalarOf(fields, 'total', 'money') ?? (short?.kind === 'scalar' ? short.data : undefined);
  return {
    span: place(fields.get('total')?.key),
    contingency: scalarOf(fields, 'contingency', 'money') ?? 0,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    ...(typeof total === 'number' ? { total } : {}),
  };
}

export function readTeams(source: PlacedFields | undefined): Map<string, Team> {
  const teams = new Map<string, Team>();
  const offset = source?.offset ?? 0;
  for (const { key, value } of entriesOf(source, 'teams')) {
    const members = (value?.kind === 'list' ? value.items : value ? [value] : [])
      .filter((item) => item.kind === 'name')
      .map((item) => ({ id: item.name, name: item.name, span: shift(item.node, offset) }));
    teams.set(key.text, { id: key.text, span: shift(key, offset), members });
  }
  return teams;
}

export function readCalendars(source: PlacedFields | undefined): Map<string, NamedCalendar> {
  const calendars = new Map<string, NamedCalendar>();
  const offset = source?.offset ?? 0;
  for (const { key, value } of entriesOf(source, 'calendars')) {
    const calendar = calendarUse(value, offset) ?? { off: [], extra: [] };
    calendars.set(key.text, { id: key.text, span: shift(key, offset), calendar });
  }
  return calendars;
}

/** What a `calendar` key holds: a name, hours in one line, or the map. */
export function calendarUse(value: Value | null, offset: number): CalendarUse | undefined {
  if (value?.kind !== 'entity') return undefined;
  const { short, fields } = value;
  if (short?.kind === 'list') return { hours: hoursOf(short.items), off: [], extra: [] };
  if (short?.kind === 'scalar') {
    const word = short.data as CalendarWord | undefined;
    if (!word) return undefined;
    if (word.hours) return { hours: [word.hours], off: [], extra: [] };
    return { name: word.name, span: shift(spanIn(short.node, 0, short.node.text.length), offset) };
  }
  const hours = hoursOf(itemsOf(fields, 'hours'));
  const from = fields.get('from')?.value;
  const regions = textsOf(fields, 'holidays');
  return {
    off: rangesOf(fields, 'off'),
    extra: rangesOf(fields, 'extra'),
    ...(hours.length > 0 ? { hours } : {}),
    ...(fields.has('holidays') ? { holidays: regions.filter((region) => region !== 'none') } : {}),
    ...(from?.kind === 'name' ? { from: { name: from.name, span: shift(from.node, offset) } } : {}),
  };
}

function hoursOf(items: readonly Value[]): HoursLine[] {
  return items.flatMap((item) =>
    item.kind === 'scalar' && item.of === 'hours' && item.data ? [item.data as HoursLine] : [],
  );
}

/** The ranges of `off`, `extra` or `away`: scalars, or the keys of maps that give reasons. */
function rangesOf(fields: Fields, key: string): DateRange[] {
  return itemsOf(fields, key).flatMap((item) => {
    if (item.kind === 'scalar') return item.data ? [item.data as DateRange] : [];
    if (item.kind !== 'map') return [];
    return item.entries.flatMap((entry) => parseDateSpan(entry.key.text).value ?? []);
  });
}

export function readStatuses(source: PlacedFields | undefined): Map<string, Status> {
  const offset = source?.offset ?? 0;
  const declared = new Map<string, Status>();
  for (const { key, value } of entriesOf(source, 'statuses')) {
    const fields: Fields = value?.kind === 'entity' ? value.fields : new Map();
    const kind = (wordOf(fields, 'is') ?? 'todo') as StatusKind;
    declared.set(key.text, {
      id: key.text,
      span: shift(key, offset),
      kind,
      title: scalarOf(fields, 'title', 'text') ?? key.text,
    });
  }
  const listed = source ? itemsOf(source.fields, 'statuses').filter((item) => item.kind === 'scalar') : [];
  listed.forEach((item, i) => {
    const kind: StatusKind = i === 0 ? 'todo' : i === listed.length - 1 ? 'done' : 'doing';
    const id = item.node.text;
    declared.set(id, { id, span: shift(item.node, offset), kind: isStatusKind(id) ? id : kind, title: id });
  });
  for (const kind of ['todo', 'doing', 'done', 'dropped'] as const) {
    if (!declared.has(kind)) declared.set(kind, { id: kind, span: { start: 0, end: 0 }, kind, title: kind });
  }
  return declared;
}

function isStatusKind(id: string): id is StatusKind {
  return id === 'todo' || id === 'doing' || id === 'done' || id === 'dropped';
}

export function readSprints(source: PlacedFields | undefined): Map<string, Sprint> {
  const offset = source?.offset ?? 0;
  const sprints = new Map<string, Sprint>();
  for (const { key, value } of entriesOf(source, 'sprints')) {
    const dates = value?.kind === 'entity' ? scalarOf(value.fields, 'dates', 'dateRange') : undefined;
    if (dates) sprints.set(key.text, { id: key.text, span: shift(key, offset), start: dates.start, end: dates.end });
    else sprints.set(key.text, { id: key.text, span: shift(key, offset), start: NaN, end: NaN });
  }
  const series = source && entityOf(source.fields, 'sprints');
  if (series?.of === 'sprintSeries') {
    const first = scalarOf(series.fields, 'start', 'date');
    const length = scalarOf(series.fields, 'length', 'duration');
    const count = scalarOf(series.fields, 'count', 'integer') ?? 0;
    const minutes = length ? minutesOf({ ...length, elapsed: true }, elapsedLengths) : 0;
    const span: Span = shift(series.node, offset);
    // A person who writes more than this has mistyped.
    const shown = first && minutes > 0 ? Math.min(count, 500) : 0;
    for (let i = 0; i < shown; i++) {
      const start = (first?.start ?? 0) + i * minutes;
      sprints.set(`s${i + 1}`, { id: `s${i + 1}`, span, start, end: start + minutes });
    }
  }
  return sprints;
}
