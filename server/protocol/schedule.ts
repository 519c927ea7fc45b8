/** What the server tells editors about a schedule. Times are wall-clock minutes since 1970-01-01 00:00 in the plan's zone. */

export type TaskStatus = 'todo' | 'doing' | 'done' | 'dropped';
export type TaskKind = 'task' | 'summary' | 'milestone';
export type LinkType = 'FS' | 'SS' | 'FF' | 'SF';

/** A task as a row of a tree or chart, in the order of the file. */
export interface ScheduleRow {
  readonly path: string;
  readonly title: string;
  readonly depth: number;
  readonly kind: TaskKind;
  /** Null when the task cannot be scheduled. */
  readonly start: number | null;
  readonly finish: number | null;
  readonly critical: boolean;
  /** Slack in words, such as `3d 2h`. */
  readonly slack: string;
  /** Latest finish that delays no other task, when there is slack. */
  readonly slackUntil: number | null;
  /** Percent, 0-100. */
  readonly done: number;
  readonly status: TaskStatus;
  /** Names of those who do the work. */
  readonly who: readonly string[];
  readonly owner: string | null;
  readonly deadline: number | null;
  readonly isLate: boolean;
  /** Why it starts when it does, as a clause. */
  readonly why: string | null;
  /** Zero-based lines of the id and of the end of the task. */
  readonly line: number;
  readonly endLine: number;
  /** Links to code as written. */
  readonly code: readonly string[];
}

/** A dependency between two rows, by their index. */
export interface ScheduleLink {
  readonly from: number;
  readonly to: number;
  readonly type: LinkType;
  readonly label: string;
  readonly critical: boolean;
}

export interface ScheduleView {
  readonly uri: string;
  readonly version: number;
  readonly title: string;
  readonly now: number;
  readonly start: number;
  readonly finish: number;
  readonly deadline: number | null;
  /** Working days between the finish and the plan's deadline, in words; null without a deadline. */
  readonly deadlineSlack: string | null;
  readonly isLate: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly rows: readonly ScheduleRow[];
  readonly links: readonly ScheduleLink[];
  /** Whole days without working time in the plan's calendar, as [start, end) minutes, merged. */
  readonly daysOff: readonly (readonly [number, number])[];
}

/** What changed since a version: rows by index, everything else when it differs. */
export interface ScheduleChange extends Omit<ScheduleView, 'rows' | 'links' | 'daysOff'> {
  readonly since: number;
  readonly rowCount: number;
  readonly rows: readonly (readonly [index: number, row: ScheduleRow])[];
  readonly links?: readonly ScheduleLink[];
  readonly daysOff?: readonly (readonly [number, number])[];
}

/** Applies a change to the view that it was made for. */
export function applyChange(view: ScheduleView, change: ScheduleChange): ScheduleView {
  const { since: _, rowCount, rows: changed, ...rest } = change;
  const rows = view.rows.slice(0, rowCount);
  for (const [index, row] of changed) rows[index] = row;
  return { ...rest, rows, links: change.links ?? view.links, daysOff: change.daysOff ?? view.daysOff };
}
