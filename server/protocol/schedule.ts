/** What the server tells editors about a schedule. Times are wall-clock minutes since 1970-01-01 00:00 in the plan's zone. */

import { splitPath } from './taskPath';

export type TaskStatus = 'todo' | 'doing' | 'done' | 'dropped';
export type TaskKind = 'task' | 'summary' | 'milestone';
export type LinkType = 'FS' | 'SS' | 'FF' | 'SF';

/** A task as a row of a tree or chart, in the order of the file. */
export interface ScheduleRow {
  /** As in `taskPath.ts`. */
  readonly path: string;
  /** The URI of the plan in which the task stands, when that is one that the plan includes. */
  readonly plan?: string;
  readonly title: string;
  readonly depth: number;
  readonly kind: TaskKind;
  /** Null when the task cannot be scheduled. */
  readonly start: number | null;
  readonly finish: number | null;
  readonly critical: boolean;
  /** Whether it becomes critical with the loss of two working days. */
  readonly nearCritical: boolean;
  /** Slack in words, such as `3d 2h`. */
  readonly slack: string;
  /** Latest finish that delays no other task, when there is slack. */
  readonly slackUntil: number | null;
  /** Percent, 0-100. */
  readonly done: number;
  readonly status: TaskStatus;
  /** The status in the plan's own words: an id of `statuses`. */
  readonly statusId: string;
  /** Names of those who do the work. */
  readonly who: readonly string[];
  readonly owner: string | null;
  /** Ids of `people` and teams, as assigned in the text. */
  readonly assigned: readonly string[];
  /** The estimate as written, such as `2d..5d`; empty for summaries and milestones. */
  readonly estimate: string;
  /** The key under which it stands, or would. */
  readonly estimateKey: 'effort' | 'duration' | 'elapsed';
  /** Working time from start to finish in words, such as `3d`. */
  readonly duration: string;
  /** With all that is inside, in words, such as `EUR 1,200`; empty in plans without prices. */
  readonly cost: string;
  readonly sprint: string | null;
  /** The branch on which the work is done, as the plan says. */
  readonly branch: string | null;
  readonly tags: readonly string[];
  /** The stretches of work when it is interrupted, as [start, finish). */
  readonly segments: readonly (readonly [number, number])[] | null;
  readonly deadline: number | null;
  readonly isLate: boolean;
  /** Titles of the open tasks that must be over, or begun, before this one may begin. */
  readonly waitsFor: readonly string[];
  /** Whether it waits though it should be going on by now. */
  readonly isBlocked: boolean;
  /** Why it starts when it does, as a clause. */
  readonly why: string | null;
  /** Zero-based lines of the id and of the end of the task. */
  readonly line: number;
  readonly endLine: number;
  /** Links to code as written. */
  readonly code: readonly string[];
  /** The worst problem on the lines of this task, those inside apart. */
  readonly problem: { readonly severity: 'error' | 'warning'; readonly message: string } | null;
}

/** A dependency between two rows, by their index. */
export interface ScheduleLink {
  readonly from: number;
  readonly to: number;
  readonly type: LinkType;
  /** Type and lag, such as `SS + 2d`; empty for the usual ones. */
  readonly label: string;
  /** With its sign, such as `+ 2d`; empty without one. */
  readonly lag: string;
  readonly critical: boolean;
}

/** A status of the plan, built in or its own. */
export interface ScheduleStatus {
  readonly id: string;
  readonly title: string;
  readonly kind: TaskStatus;
}

/** Somebody or something that does work. */
export interface SchedulePerson {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'equipment' | 'material' | 'team';
  /** E-mail address and names in other systems, by which commits and code owners name them. */
  readonly aliases: readonly string[];
}

/** A plan that the plan of the view includes, or one that such a plan includes. */
export interface IncludedView {
  /** Before the paths of its tasks: `shop:`. */
  readonly name: string;
  readonly uri: string;
  /** Null for a plan without tasks. */
  readonly start: number | null;
  readonly finish: number | null;
  readonly statuses: readonly ScheduleStatus[];
  readonly people: readonly SchedulePerson[];
}

/** A scenario or baseline of a plan. */
export interface AlternativeName {
  readonly kind: 'scenario' | 'baseline';
  readonly name: string;
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
  readonly statuses: readonly ScheduleStatus[];
  readonly people: readonly SchedulePerson[];
  /** What the plan, or one that it includes, can be compared with. */
  readonly alternatives: readonly AlternativeName[];
  readonly included: readonly IncludedView[];
  /** The plan's own tasks, then each included plan as a summary with its tasks inside. */
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

/** The plan in which a task of a view stands, and the task's path there; empty for the plan as a whole. */
export function placeIn(view: ScheduleView, path: string): { readonly uri: string; readonly path: string } {
  const { plan, task } = splitPath(path);
  return { uri: view.included.find(({ name }) => name === plan)?.uri ?? view.uri, path: task };
}

/** A view without what the plan includes. */
export function ownView(view: ScheduleView): ScheduleView {
  if (view.included.length === 0) return view;
  const count = view.rows.findIndex(({ plan }) => plan !== undefined);
  return {
    ...view,
    included: [],
    rows: view.rows.slice(0, count),
    links: view.links.filter(({ from, to }) => from < count && to < count),
  };
}
