import { isReady, searching, withSummaries } from '../../../server/protocol/rows';
import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import { shownStatus } from './portfolio';

/** A row that is shown: a task, or the head of a group. */
export type VisibleRow = TaskRow | GroupRow;

export interface TaskRow {
  readonly kind: 'task';
  /** Tells rows apart, also where a task is shown in two groups. */
  readonly key: string;
  /** Index in the view's rows. */
  readonly index: number;
  readonly row: ScheduleRow;
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isExpanded: boolean;
  /** Shown only for the tasks inside that match the filter. */
  readonly isContext: boolean;
}

export interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  readonly title: string;
  readonly count: number;
  readonly isExpanded: boolean;
}

export type Filter =
  | 'all'
  | 'open'
  | 'critical'
  | 'late'
  | 'ready'
  | 'blocked'
  | 'problems'
  | 'unassigned'
  | 'milestones';
export type Grouping = 'none' | 'person' | 'status' | 'tag';

export interface RowOptions {
  /** Paths of summaries, and keys of groups. */
  readonly collapsed: ReadonlySet<string>;
  readonly filter: Filter;
  /** Words that the title, path, people or tags of a task contain. */
  readonly search: string;
  readonly grouping: Grouping;
  /** What tasks of nobody, or without a tag, are called. */
  readonly none: string;
}

export interface Rows {
  readonly rows: readonly VisibleRow[];
  /** From a task's index to the place of its row, or of the summary that hides it; -1 when it is filtered out. */
  readonly positions: Int32Array;
}

/** The rows that are shown, from the top. */
export function visibleRows(view: ScheduleView, options: RowOptions): Rows {
  return options.grouping === 'none' ? breakdown(view, options) : groups(view, options);
}

function breakdown(view: ScheduleView, options: RowOptions): Rows {
  const { collapsed } = options;
  const rows: VisibleRow[] = [];
  const positions = new Int32Array(view.rows.length).fill(-1);
  const matches = matching(view, options);
  const shown = matches && withSummaries(view.rows, matches);
  let hiddenBelow = Infinity;
  for (let index = 0; index < view.rows.length; index++) {
    const row = view.rows[index];
    if (row.depth > hiddenBelow) {
      positions[index] = rows.length - 1;
      continue;
    }
    hiddenBelow = Infinity;
    if (shown && !shown[index]) continue;
    const hasChildren = (view.rows[index + 1]?.depth ?? 0) > row.depth;
    // What is looked for is not hidden in a summary.
    const isExpanded = hasChildren && (!collapsed.has(row.path) || (shown !== undefined && options.search !== ''));
    if (hasChildren && !isExpanded) hiddenBelow = row.depth;
    positions[index] = rows.length;
    rows.push({
      kind: 'task',
      key: row.path,
      index,
      row,
      depth: row.depth,
      hasChildren,
      isExpanded,
      isContext: matches !== undefined && !matches[index],
    });
  }
  return { rows, positions };
}

/** Which rows fit the filter and the search; undefined when all do. */
export function matching(
  view: ScheduleView,
  { filter, search }: Pick<RowOptions, 'filter' | 'search'>,
): readonly boolean[] | undefined {
  const isFound = searching(search);
  if (filter === 'all' && !isFound) return undefined;
  return view.rows.map((row) => fits(row, filter) && (!isFound || isFound(row)));
}

function fits(row: ScheduleRow, filter: Filter): boolean {
  const isOpen = row.status === 'todo' || row.status === 'doing';
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return isOpen;
    case 'critical':
      return row.critical && isOpen;
    case 'late':
      return row.isLate;
    case 'ready':
      return isReady(row);
    case 'blocked':
      return row.isBlocked;
    case 'problems':
      return row.problem !== null;
    case 'unassigned':
      return row.kind === 'task' && isOpen && row.who.length === 0;
    case 'milestones':
      return row.kind === 'milestone';
  }
}

function groups(view: ScheduleView, options: RowOptions): Rows {
  const { collapsed, grouping, none } = options;
  const matches = matching(view, options);
  const members = new Map<string, number[]>();
  const add = (key: string, index: number): void => {
    const known = members.get(key);
    if (known) known.push(index);
    else members.set(key, [index]);
  };
  if (grouping === 'status') for (const { id } of view.statuses) members.set(id, []);
  if (grouping === 'person') for (const { name, kind } of view.people) if (kind === 'person') members.set(name, []);
  view.rows.forEach((row, index) => {
    if (row.kind === 'summary' || (matches && !matches[index])) return;
    const keys = grouping === 'status' ? [shownStatus(view, row)] : grouping === 'tag' ? row.tags : row.who;
    for (const key of keys.length > 0 ? keys : ['']) add(key, index);
  });
  const rows: VisibleRow[] = [];
  const positions = new Int32Array(view.rows.length).fill(-1);
  for (const [name, indices] of members) {
    if (indices.length === 0) continue;
    const key = `:${grouping}:${name}`;
    const isExpanded = !collapsed.has(key);
    const status = grouping === 'status' ? view.statuses.find(({ id }) => id === name)?.title : undefined;
    rows.push({ kind: 'group', key, title: name === '' ? none : (status ?? name), count: indices.length, isExpanded });
    indices.sort((a, b) => (view.rows[a].start ?? Infinity) - (view.rows[b].start ?? Infinity) || a - b);
    for (const index of indices) {
      const row = view.rows[index];
      if (positions[index] < 0) positions[index] = isExpanded ? rows.length : rows.length - 1;
      if (!isExpanded) continue;
      rows.push({
        kind: 'task',
        key: `${key}:${row.path}`,
        index,
        row,
        depth: 1,
        hasChildren: false,
        isExpanded: false,
        isContext: false,
      });
    }
  }
  return { rows, positions };
}

/** The position of the task in which a line of the text lies: the last visible one that begins at or before it; -1 for none. */
export function positionOfLine({ rows }: Rows, line: number): number {
  let best = -1;
  let bestLine = -1;
  for (let i = 0; i < rows.length; i++) {
    const it = rows[i];
    if (it.kind !== 'task' || it.row.plan !== undefined) continue;
    if (it.row.line <= line && it.row.line > bestLine) [best, bestLine] = [i, it.row.line];
  }
  return best;
}
