import type { TextEdit } from './edits';
import type { LinkType, ScheduleChange, ScheduleView, TaskKind, TaskStatus } from './schedule';

/**
 * The version of what follows, announced in the server's `capabilities.experimental.headway.version`: the first number
 * changes when something is taken away or means something else, the second when something is added.
 */
export const protocolVersion = '1.9';

/** client → server: the schedule of a plan; with `since`, only what changed from that version. */
export const scheduleRequest = 'headway/schedule';
export interface ScheduleParams {
  readonly uri: string;
  readonly since?: number;
}
export type ScheduleResult = { readonly view: ScheduleView } | { readonly change: ScheduleChange } | null;

/** server → client: a plan was scheduled again (or closed, when `version` is null); ask for it if it is shown. */
export const scheduleNotification = 'headway/didSchedule';
export interface DidScheduleParams {
  readonly uri: string;
  readonly version: number | null;
}

/** client → server: every plan of the workspace that the server has read. */
export const plansRequest = 'headway/plans';
export type PlansResult = readonly { readonly uri: string; readonly title: string }[];

/** client → server: where a link of a task to code leads. */
export const locateRequest = 'headway/locate';
export interface LocateParams {
  readonly uri: string;
  readonly path: string;
  /** Which of the task's links; the first when left out. */
  readonly link?: number;
}
export type LocateResult = {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly isFolder: boolean;
} | null;

/** server → client: the symbols of a source file, when the client said in `initializationOptions.symbols` that it can tell. */
export const symbolsRequest = 'headway/symbols';
export interface SymbolsParams {
  readonly uri: string;
}
export type SymbolsResult =
  | readonly { readonly path: string; readonly kind: string; readonly line: number; readonly column: number }[]
  | null;

/** client → server: everything about a task; null when there is none at the path. */
export const taskRequest = 'headway/task';
export interface TaskParams {
  readonly uri: string;
  readonly path: string;
}
export type TaskResult = TaskDetails | null;

/** A task with what the schedule knows of it. Times are wall-clock minutes since 1970-01-01 00:00 in the plan's zone. */
export interface TaskDetails {
  readonly path: string;
  readonly title: string;
  readonly kind: TaskKind;
  readonly status: TaskStatus;
  /** Null for what cannot be scheduled. */
  readonly dates: {
    readonly start: number;
    readonly finish: number;
    readonly lateStart: number | null;
    readonly lateFinish: number | null;
    /** Working minutes. */
    readonly totalSlack: number;
    readonly freeSlack: number;
    readonly critical: boolean;
    readonly nearCritical: boolean;
  } | null;
  /** Percent, 0-100. */
  readonly done: number;
  readonly owner: string | null;
  readonly work: readonly {
    readonly who: string;
    readonly start: number;
    readonly finish: number;
    readonly minutes: number;
  }[];
  /** Why it is not over earlier: how long it takes, what holds its finish back, who is busy in between. */
  readonly finishBecause: readonly string[];
  /** In the plan's currency, with all that is inside; null in plans without prices. */
  readonly cost: number | null;
  /** Why it starts when it does, from the task itself back to the beginning of the plan. */
  readonly because: readonly { readonly task: string; readonly reason: string }[];
  readonly predecessors: readonly { readonly task: string; readonly type: LinkType; readonly lag: string }[];
  readonly successors: readonly { readonly task: string; readonly type: LinkType; readonly lag: string }[];
  readonly code: readonly string[];
  readonly tags: readonly string[];
  /** Where the task stands in the file, as a range of LSP. */
  readonly range: TextEdit['range'];
  /** In Markdown: what a hover shows. */
  readonly markdown: string;
}

/** What a client tells the server when it starts. */
export interface InitializationOptions {
  /** The client answers `headway/symbols`. */
  readonly symbols?: boolean;
  /** False in a workspace that the person does not trust: sources are not searched, and git's files are not read. */
  readonly trusted?: boolean;
  /** The client answers `headway/stat`, `headway/readFolder` and `headway/readFile`. */
  readonly files?: boolean;
  /** The client answers `headway/fileVersion`. */
  readonly history?: boolean;
  /** The client has the commands of VS Code, such as the one that asks for completions. */
  readonly commands?: boolean;
  /** Problems are told as they are found, even to a client that could ask for them. */
  readonly push?: boolean;
  /** Severities by code, for clients without `workspace/configuration`. */
  readonly severities?: Readonly<Record<string, string>>;
}
