/** What plans know of source code. Lines and columns count from zero, in UTF-16 units. */

/** client → server: the tasks that a source file belongs to, and the comments in it that name tasks. */
export const codeTasksRequest = 'headway/codeTasks';
export interface CodeTasksParams {
  /** The source file. */
  readonly uri: string;
  /** Its text as it is in the editor. */
  readonly text: string;
}

/** Null for files in folders without plans. */
export type CodeTasksResult = CodeTasks | null;

export interface CodeTasks {
  readonly links: readonly LinkToFile[];
  readonly comments: readonly TaskComment[];
}

/** A `code:` link that leads to the file, or to something around it. */
export interface LinkToFile {
  /** The URI of the plan, and the path of the task. */
  readonly plan: string;
  readonly task: string;
  /** The link as written. */
  readonly link: string;
  readonly reach: 'symbol' | 'lines' | 'file' | 'folder' | 'glob';
  /** The line of the symbol, or the first of the lines; null for the file as a whole, and for a symbol that is not there. */
  readonly line: number | null;
}

/** A comment such as `PLAN(api.schema)`. */
export interface TaskComment {
  readonly word: 'PLAN' | 'TODO' | 'FIXME';
  readonly line: number;
  /** Where the task's name begins, and how long it is. */
  readonly column: number;
  readonly length: number;
  readonly written: string;
  /** The task that it names; null when there is none. */
  readonly task: { readonly plan: string; readonly path: string } | null;
  /** Names that may have been meant: of several tasks, or like what is written. */
  readonly candidates: readonly string[];
}

/** client → server: what of the code of a plan's workspace folder no task names, and which tasks lead to no code. */
export const coverageRequest = 'headway/coverage';
export interface CoverageParams {
  /** A plan. */
  readonly uri: string;
}

export type CoverageResult = CoverageView | null;

export interface CoverageView {
  /** Source files, and how many of them some task names. */
  readonly files: number;
  readonly covered: number;
  /** Folders of which no task names anything. */
  readonly folders: readonly { readonly uri: string; readonly path: string; readonly files: number }[];
  /** Open tasks that lead to no code. */
  readonly withoutCode: readonly { readonly plan: string; readonly task: string }[];
  /** Links of tasks that are done to what is not there any more. */
  readonly gone: readonly { readonly plan: string; readonly task: string; readonly link: string }[];
}
