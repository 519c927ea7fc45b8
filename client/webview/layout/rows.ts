import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';

/** A row that is shown: which task, and whether it can be opened and is. */
export interface VisibleRow {
  /** Index in the view's rows. */
  readonly index: number;
  readonly row: ScheduleRow;
  readonly hasChildren: boolean;
  readonly isExpanded: boolean;
}

/** The rows that are not inside a collapsed summary, from the top; `positions` leads back from a task to its place, or to the summary that hides it. */
export function visibleRows(
  view: ScheduleView,
  collapsed: ReadonlySet<string>,
): { readonly rows: VisibleRow[]; readonly positions: Int32Array } {
  const rows: VisibleRow[] = [];
  const positions = new Int32Array(view.rows.length);
  let hiddenBelow = Infinity;
  for (let index = 0; index < view.rows.length; index++) {
    const row = view.rows[index];
    if (row.depth > hiddenBelow) {
      positions[index] = rows.length - 1;
      continue;
    }
    hiddenBelow = Infinity;
    const hasChildren = (view.rows[index + 1]?.depth ?? 0) > row.depth;
    const isExpanded = hasChildren && !collapsed.has(row.path);
    if (hasChildren && !isExpanded) hiddenBelow = row.depth;
    positions[index] = rows.length;
    rows.push({ index, row, hasChildren, isExpanded });
  }
  return { rows, positions };
}

/** The position of the task in which a line of the text lies: the last visible one that begins at or before it. */
export function positionOfLine(rows: readonly VisibleRow[], line: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].row.line <= line) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
