import type { ScheduleRow, ScheduleStatus, ScheduleView } from '../../../server/protocol/schedule';
import { shownStatus } from './portfolio';
import { matching, type RowOptions } from './rows';

/** A status with the tasks that are in it, the first to start on top. */
export interface BoardColumn {
  readonly status: ScheduleStatus;
  readonly cards: readonly ScheduleRow[];
}

/** The tasks and milestones of a plan by their status, in the order of the plan's statuses. */
export function boardColumns(view: ScheduleView, options: Pick<RowOptions, 'filter' | 'search'>): BoardColumn[] {
  const matches = matching(view, options);
  const cards = new Map<string, ScheduleRow[]>(view.statuses.map(({ id }) => [id, []]));
  view.rows.forEach((row, i) => {
    if (row.kind !== 'summary' && (!matches || matches[i])) cards.get(shownStatus(view, row))?.push(row);
  });
  return view.statuses.map((status) => ({
    status,
    cards: (cards.get(status.id) ?? []).sort((a, b) => (a.start ?? Infinity) - (b.start ?? Infinity)),
  }));
}
