import { kept } from '../base/lists';
import type { Span } from '../base/span';
import type { Problem } from '../schema/problems';
import type { Piece, PlanDocument } from '../syntax/document';
import { type MapNode, type Node, type ScalarNode, spanIn } from '../syntax/node';
import type { Estimate, Lag } from '../syntax/scalars/duration';
import {
  type AssignmentText,
  type DependencyText,
  type DependencyType,
  type NameUse,
  parseTaskName,
  type TaskName,
} from '../syntax/scalars/names';
import { bitsOf, withShare } from './keyBits';
import { Reader } from './read';
import {
  type EntityValue,
  type Fields,
  itemsOf,
  type MapEntry,
  mapOf,
  namesOf,
  noFields,
  scalarOf,
  type Value,
  wordOf,
} from './values';

/** A dependency as written, with offsets of its piece. */
export interface DependencyUse extends Span {
  readonly task: TaskName;
  readonly type: DependencyType;
  readonly lag: Lag | undefined;
}

/** An assignment as written, with offsets of its piece. */
export interface AssignmentUse extends Span {
  readonly who: readonly NameUse[];
  /** So many of those named are chosen; undefined means all. */
  readonly count?: number;
  /** Percent of working time. */
  readonly share?: number;
}

/** A name used on a task, with offsets of its piece. */
export interface NameReference extends Span {
  readonly kind: 'person' | 'person or team' | 'status' | 'sprint' | 'skill' | 'calendar';
  readonly name: string;
}

/** The keys of a task that stand in one piece. */
export interface TaskPart {
  readonly fields: Fields;
  /** The bits of the keys (see `bitOf`), and `withShare`. */
  readonly keys: number;
  /** The estimate under `effort`, which schedules ask of nearly every task. */
  readonly effort: Estimate | undefined;
  readonly after: readonly DependencyUse[];
  readonly before: readonly DependencyUse[];
  readonly assign: readonly AssignmentUse[];
  /** Every name that must be declared somewhere in the plan. */
  readonly names: readonly NameReference[];
}

/** A task as read from one piece, with the tasks inside that stand in the same piece. */
export interface ReadTask extends TaskPart {
  readonly id: ScalarNode;
  /** What is written after the id: a map of keys, a scalar in its place, or nothing. */
  readonly node: Node | null;
  /** What others found out about the task from its own text, kept as long as the piece is. */
  readonly memo: { checked?: unknown; tokens?: unknown; folds?: unknown; symbol?: unknown };
  /** From the id to the end of what is written about the task in this piece. */
  readonly end: number;
  readonly inside: readonly ReadTask[];
}

/** What a piece says, read by the schema. Offsets count from its start. */
export interface PieceReading {
  readonly tasks: readonly ReadTask[];
  /** Keys of the plan (top, whole) or of the task around (rest). */
  readonly fields: Fields;
  readonly rest?: TaskPart;
  readonly problems: readonly Problem[];
}

/** An entry of a map at the top of a plan, such as a person under `people`. */
export interface DeclaredEntry extends MapEntry {
  /** Where the piece begins from which its offsets count. */
  readonly offset: number;
}

/** The entries of a map at the top of a plan, in the order of the text. */
export function declaredUnder({ tops }: PlanDocument, key: string): DeclaredEntry[] {
  return tops.flatMap(({ placed }) =>
    (mapOf(readPiece(placed.piece).fields, key)?.entries ?? []).map((entry) => ({ ...entry, offset: placed.start })),
  );
}

/** Most tasks have no dependencies, people or problems: they share one empty list. */
const none: readonly never[] = [];

/** Reads a piece; the reading is kept as long as the piece is. */
export function readPiece(piece: Piece): PieceReading {
  piece.memo.reading ??= withoutEchoes(piece, read(piece));
  return piece.memo.reading as PieceReading;
}

/** What is blanked out because it is half-typed is reported once, not also as missing. */
function withoutEchoes(piece: Piece, reading: PieceReading): PieceReading {
  if (piece.problems.length === 0) return reading;
  const problems = reading.problems.filter(
    ({ code, end }) =>
      code !== 'empty-key' ||
      !piece.problems.some((other) => other.start >= end && !piece.text.slice(end, other.start).includes('\n')),
  );
  return { ...reading, problems };
}

function read(piece: Piece): PieceReading {
  const reader = new Reader(piece.text);
  const { root } = piece;
  const nothing = { tasks: none, fields: noFields };
  if (root === null) return { ...nothing, problems: [...piece.problems] };
  if (piece.kind === 'task') {
    const tasks = readTasks(
      reader,
      root.kind === 'map'
        ? root
        : {
            kind: 'map',
            start: root.start,
            end: root.end,
            flow: false,
            entries: root.kind === 'scalar' ? [{ key: root, value: null }] : [],
          },
    );
    return { tasks, fields: noFields, problems: both(piece.problems, reader.problems) };
  }
  if (root.kind !== 'map') {
    const problem: Problem = {
      code: 'not-a-map',
      start: root.start,
      end: Math.max(Math.min(root.end, root.start + 40), root.start + 1),
      args: {},
    };
    return { ...nothing, problems: piece.problems.length > 0 ? [...piece.problems] : [problem] };
  }
  if (piece.kind === 'rest') {
    const { fields } = reader.entity(root, 'task', true);
    return { ...nothing, fields, rest: partOf(fields), problems: [...piece.problems, ...reader.problems] };
  }
  const { fields } = reader.entity(root, 'plan', true);
  const tasks = mapOf(fields, 'tasks')?.entries.map(({ key, value }) => taskOf(key, value)) ?? [];
  return { tasks, fields, problems: [...piece.problems, ...reader.problems] };
}

function both<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return b.length === 0 ? a : a.length === 0 ? b : [...a, ...b];
}

function readTasks(reader: Reader, root: MapNode): ReadTask[] {
  const value = reader.value(
    { ...root },
    { kind: 'map', keys: 'id', of: { kind: 'entity', of: 'task', short: { key: 'effort' } } },
    { key: 'tasks', type: { kind: 'any' }, summary: '', example: 'tasks: {read: 1d}' },
  );
  return value?.kind === 'map' ? value.entries.map(({ key, value: task }) => taskOf(key, task)) : [];
}

function taskOf(id: ScalarNode, value: Value | null): ReadTask {
  const fields = value?.kind === 'entity' ? value.fields : noFields;
  const inside = mapOf(fields, 'tasks')?.entries.map((entry) => taskOf(entry.key, entry.value)) ?? none;
  const node = value?.node ?? null;
  const end = Math.max(id.end, node?.end ?? 0);
  const { keys, effort, after, before, assign, names } = partOf(fields);
  const memo = { checked: undefined, tokens: undefined, folds: undefined, symbol: undefined };
  return { id, node, memo, end, inside, fields, keys, effort, after, before, assign, names };
}

function partOf(fields: Fields): TaskPart {
  const assign = assignmentsOf(fields);
  return {
    fields,
    keys: bitsOf(fields) | (assign.some(({ share }) => share !== undefined) ? withShare : 0),
    effort: scalarOf(fields, 'effort', 'estimate'),
    after: dependenciesOf(fields, 'after'),
    before: dependenciesOf(fields, 'before'),
    assign,
    names: kept([
      ...namesIn(fields),
      ...assign.flatMap(({ who }) =>
        who.map(({ name, start, end }) => ({ kind: 'person or team' as const, name, start, end })),
      ),
    ]),
  };
}

/** A scalar without its quotes. */
function contentOf(node: ScalarNode): Span {
  return spanIn(node, 0, node.text.length);
}

/** The names in a task's keys, other than in `assign`. */
export function namesIn(fields: Fields): NameReference[] {
  const names: NameReference[] = [];
  for (const [key, kind] of [
    ['owner', 'person'],
    ['status', 'status'],
    ['sprint', 'sprint'],
  ] as const) {
    const value = fields.get(key)?.value;
    if (value?.kind === 'name') names.push({ kind, name: value.name, ...contentOf(value.node) });
  }
  for (const { name, node } of namesOf(fields, 'needs')) names.push({ kind: 'skill', name, ...contentOf(node) });
  return [...names, ...calendarNames(fields.get('calendar')?.value ?? null)];
}

/** The calendars that a calendar names: itself, or the one that it is made from. */
export function calendarNames(value: Value | null): NameReference[] {
  if (value?.kind !== 'entity') return [];
  const names: NameReference[] = [];
  const from = value.fields.get('from')?.value;
  if (from?.kind === 'name') names.push({ kind: 'calendar', name: from.name, ...contentOf(from.node) });
  if (value.short?.kind === 'scalar') {
    const word = value.short.data as { readonly name?: string } | undefined;
    if (word?.name !== undefined) names.push({ kind: 'calendar', name: word.name, ...contentOf(value.short.node) });
  }
  return names;
}

function dependenciesOf(fields: Fields, key: string): readonly DependencyUse[] {
  if (!fields.has(key)) return none;
  return kept(itemsOf(fields, key).flatMap((item) => (item.kind === 'entity' ? (dependencyOf(item) ?? []) : [])));
}

function dependencyOf(item: EntityValue): DependencyUse | undefined {
  const { start, end } = item.node;
  if (item.short?.kind === 'scalar') {
    const data = item.short.data as DependencyText | undefined;
    return (
      data && {
        start,
        end,
        task: placedName(item.short.node, data.task),
        type: data.type,
        lag: data.lag,
      }
    );
  }
  const name = item.fields.get('task')?.value;
  const task = name?.kind === 'name' ? parseTaskName(name.name).value : undefined;
  if (!task || name?.kind !== 'name') return undefined;
  const lag = scalarOf(item.fields, 'lag', 'lag');
  const type = (wordOf(item.fields, 'type') ?? 'FS') as DependencyType;
  return { start, end, task: placedName(name.node, task), type, lag };
}

function placedName(node: ScalarNode, task: TaskName): TaskName {
  const { start, end } = spanIn(node, task.start, task.end);
  return task.plan === undefined ? { start, end, path: task.path } : { start, end, path: task.path, plan: task.plan };
}

function assignmentsOf(fields: Fields): readonly AssignmentUse[] {
  if (!fields.has('assign')) return none;
  return kept(itemsOf(fields, 'assign').flatMap((item) => (item.kind === 'entity' ? (assignmentOf(item) ?? []) : [])));
}

function assignmentOf(item: EntityValue): AssignmentUse | undefined {
  const source = item.short ?? item.fields.get('who')?.value;
  if (source?.kind !== 'scalar') return undefined;
  const data = source.data as AssignmentText | undefined;
  if (!data) return undefined;
  const share = scalarOf(item.fields, 'share', 'percent') ?? data.share;
  const who = data.who.map(({ name, start: from, end: to }) => {
    const { start, end } = spanIn(source.node, from, to);
    return { name, start, end };
  });
  const { start, end } = item.node;
  return {
    start,
    end,
    who,
    ...(data.count === undefined ? {} : { count: data.count }),
    ...(share === undefined ? {} : { share }),
  };
}
