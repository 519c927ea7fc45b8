import type { ScheduleChange, ScheduleView } from './schedule';

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

/** What a client tells the server when it starts. */
export interface InitializationOptions {
  readonly symbols?: boolean;
  readonly severities?: Readonly<Record<string, string>>;
}
