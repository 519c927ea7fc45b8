/** What a person can change in a plan by a gesture or command, in the words of planning; tasks are given by their paths. */
export type PlanEdit =
  /** Sets the status, and the dates that go with it. */
  | { readonly kind: 'setStatus'; readonly task: string; readonly status: string }
  /** `done` in percent. */
  | { readonly kind: 'setProgress'; readonly task: string; readonly done: number }
  /** A single value of a key, as text without quotes; null removes the key. */
  | { readonly kind: 'setField'; readonly task: string; readonly key: string; readonly value: string | null }
  /** Lets a task start at a wall-clock minute. */
  | { readonly kind: 'move'; readonly task: string; readonly start: number }
  /** Lets a task finish at a wall-clock minute, by changing its estimate. */
  | { readonly kind: 'resize'; readonly task: string; readonly finish: number }
  /** Adds a dependency, or changes the type or lag of the one that is there. */
  | {
      readonly kind: 'link';
      readonly from: string;
      readonly to: string;
      readonly type?: 'FS' | 'SS' | 'FF' | 'SF';
      /** With its sign: `+ 2d`; empty for none. When left out, the one that is there stays. */
      readonly lag?: string;
    }
  | { readonly kind: 'unlink'; readonly from: string; readonly to: string }
  /** Assignments as in the plan: `ana`, `ben 50%`; none takes the task from everybody. */
  | { readonly kind: 'assign'; readonly task: string; readonly who: readonly string[] }
  /** Puts a task inside of another one (null: among the outermost), in front of `before` or at the end. */
  | { readonly kind: 'reparent'; readonly task: string; readonly parent: string | null; readonly before?: string }
  | {
      readonly kind: 'addTask';
      readonly parent: string | null;
      readonly before?: string;
      readonly title: string;
      /** Made from the title when left out. */
      readonly id?: string;
      /** One day when left out. */
      readonly effort?: string;
      /** A link to code: `src/db/schema.ts#PaymentTable`. */
      readonly code?: string;
    }
  /** Links a task to code. */
  | { readonly kind: 'addCode'; readonly task: string; readonly link: string }
  /** Removes a task with the tasks inside, and every dependency on them. */
  | { readonly kind: 'removeTask'; readonly task: string }
  | { readonly kind: 'promoteIdea'; readonly idea: string };

/** client → server: the text edits that an edit comes to; the client applies them, in one undo step. */
export const editRequest = 'headway/edit';
export interface EditParams {
  readonly uri: string;
  readonly edit: PlanEdit;
}

/** client → server: the text edits that move a task to another plan. */
export const transferRequest = 'headway/transfer';
export interface TransferParams {
  /** The plan of the task. */
  readonly uri: string;
  readonly task: string;
  /** The other plan, and the place in it, as in `reparent`. */
  readonly to: string;
  readonly parent: string | null;
  readonly before?: string;
}

/** A WorkspaceEdit of LSP with versioned document changes, or why the edit cannot be made. */
export type EditResult =
  | {
      readonly edit: {
        readonly documentChanges: readonly {
          readonly textDocument: { readonly uri: string; readonly version: number | null };
          readonly edits: readonly TextEdit[];
        }[];
      };
    }
  | { readonly refused: string };

export interface TextEdit {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly newText: string;
}

/** client → server: what an edit would do to the dates, without making it; for dragging. */
export const previewRequest = 'headway/preview';
export type PreviewResult =
  | {
      /** Wall-clock minutes of the plan's finish. */
      readonly finishBefore: number;
      readonly finishAfter: number;
      /** Paths of the tasks that move, other than summaries. */
      readonly moved: readonly string[];
      /** Where they would be, and the summaries around them, as wall-clock minutes. */
      readonly dates: readonly { readonly task: string; readonly start: number; readonly finish: number }[];
      /** Sentences on deadlines that are missed then and are not now. */
      readonly missed: readonly string[];
      /** Why the edited task starts when it then does; null for edits that are not about one task. */
      readonly why: string | null;
      /** Such as `finish 2026-02-03 → 2026-02-09 (+4d), 4 tasks move`; empty when no date changes. */
      readonly summary: string;
    }
  | { readonly refused: string };
