import type { PlanEdit, PreviewResult } from './edits';
import type { AlternativeName, ScheduleChange, ScheduleView } from './schedule';
import type { PeriodUnit, WorkloadView } from './workload';

/** What the extension tells the schedule page. */
export type ToWebview =
  | { readonly type: 'view'; readonly view: ScheduleView }
  | { readonly type: 'change'; readonly change: ScheduleChange }
  /** There is no plan to show. */
  | { readonly type: 'empty' }
  /** The text scrolled: this line is now its first. */
  | { readonly type: 'scrollToLine'; readonly line: number }
  /** The cursor in the text is on this line. */
  | { readonly type: 'focus' }
  | { readonly type: 'cursor'; readonly line: number }
  /** What came of an edit that the page asked for. */
  | { readonly type: 'edited'; readonly id: number; readonly refused: string | null }
  | { readonly type: 'previewed'; readonly id: number; readonly result: PreviewResult }
  | { readonly type: 'workload'; readonly workload: WorkloadView }
  /** What the page asked for last, in that order. */
  | { readonly type: 'ghosts'; readonly ghosts: readonly Ghosts[] };

/** Where tasks are in a scenario or were in a baseline, beside the plan as it is. */
export interface Ghosts extends AlternativeName {
  /** Why there is nothing to compare with. */
  readonly unreadable: string | null;
  /** In words: how the finish, cost and deadlines differ. */
  readonly summary: string;
  /** Tasks whose dates differ, as wall-clock minutes. */
  readonly rows: readonly {
    readonly task: string;
    readonly start: number;
    readonly finish: number;
    /** How much later it is over in the scenario than in the plan, or in the plan than in the baseline: `+3d`. */
    readonly variance: string;
  }[];
}

/** What the schedule page tells the extension. */
export type FromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly path: string; readonly line: number }
  | { readonly type: 'openCode'; readonly path: string }
  /** The page scrolled: the task on this line of the text is now its first. */
  | { readonly type: 'scrolled'; readonly line: number }
  | { readonly type: 'edit'; readonly id: number; readonly edit: PlanEdit }
  | { readonly type: 'preview'; readonly id: number; readonly edit: PlanEdit }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  | { readonly type: 'wantWorkload'; readonly unit: PeriodUnit; readonly firstDay: number }
  | { readonly type: 'wantGhosts'; readonly of: readonly AlternativeName[] }
  /** A picture of what is shown: SVG as text, PNG in base 64. */
  | { readonly type: 'export'; readonly format: 'svg' | 'png'; readonly data: string }
  | { readonly type: 'print'; readonly svg: string }
  | { readonly type: 'command'; readonly command: PageCommand; readonly task?: string };

/** Commands of the extension that the page offers. */
export type PageCommand = 'optimize' | 'compare' | 'waysOut';

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isOptional =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || test(value);
const isOneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    isText(value) && words.includes(value);

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const editShapes: Readonly<Record<PlanEdit['kind'], Shape>> = {
  setStatus: { task: isText, status: isText },
  setProgress: { task: isText, done: isNumber },
  setField: { task: isText, key: isText, value: isTextOrNull },
  move: { task: isText, start: isNumber },
  resize: { task: isText, finish: isNumber },
  link: { from: isText, to: isText, type: isOptional(isOneOf('FS', 'SS', 'FF', 'SF')), lag: isOptional(isText) },
  unlink: { from: isText, to: isText },
  assign: { task: isText, who: (value) => Array.isArray(value) && value.every(isText) },
  reparent: { task: isText, parent: isTextOrNull, before: isOptional(isText) },
  addTask: {
    parent: isTextOrNull,
    before: isOptional(isText),
    title: isText,
    id: isOptional(isText),
    effort: isOptional(isText),
    code: isOptional(isText),
  },
  addCode: { task: isText, link: isText },
  removeTask: { task: isText },
  promoteIdea: { idea: isText },
};

function isEdit(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const { kind } = value;
  return isText(kind) && Object.hasOwn(editShapes, kind) && fits(value, editShapes[kind as PlanEdit['kind']]);
}

function isAlternative(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && fits(value, { kind: isOneOf('scenario', 'baseline'), name: isText })
  );
}

const messageShapes: Readonly<Record<FromWebview['type'], Shape>> = {
  ready: {},
  open: { path: isText, line: isCount },
  openCode: { path: isText },
  scrolled: { line: isCount },
  edit: { id: isCount, edit: isEdit },
  preview: { id: isCount, edit: isEdit },
  undo: {},
  redo: {},
  wantWorkload: { unit: isOneOf('day', 'week', 'month'), firstDay: isCount },
  wantGhosts: { of: (value) => Array.isArray(value) && value.every(isAlternative) },
  export: { format: isOneOf('svg', 'png'), data: isText },
  print: { svg: isText },
  command: { command: isOneOf('optimize', 'compare', 'waysOut'), task: isOptional(isText) },
};

function fits(value: object, shape: Shape): boolean {
  return Object.entries(shape).every(([key, test]) => test((value as Record<string, unknown>)[key]));
}

/** Whether something that arrived from the page is one of its messages. */
export function isFromWebview(message: unknown): message is FromWebview {
  if (typeof message !== 'object' || message === null || !('type' in message) || !isText(message.type)) return false;
  const shape = Object.hasOwn(messageShapes, message.type) ? messageShapes[message.type as FromWebview['type']] : null;
  return shape !== null && fits(message, shape);
}
