import type { Span } from '../base/span';

export type CompletionKind =
  | 'key'
  | 'task'
  | 'person'
  | 'team'
  | 'value'
  | 'date'
  | 'unit'
  | 'file'
  | 'folder'
  | 'symbol';

/** Something that can be inserted at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  readonly documentation?: string;
  /** The path of the task that it names: its documentation is made when the item is looked at. */
  readonly task?: string;
  /** What takes the place of `span`; a snippet with `$1`, `$0` when `isSnippet`. */
  readonly insert: string;
  readonly isSnippet: boolean;
  readonly span: Span;
  /** What the typed text is compared with, if not the label. */
  readonly filter?: string;
  /** Ask again as soon as this one is inserted. */
  readonly retrigger?: boolean;
}

/** Completions in the order of likelihood. */
export interface CompletionList {
  readonly items: readonly Completion[];
  /** More would be found with more typed. */
  readonly isIncomplete: boolean;
}

/** More than this nobody reads. */
export const MAX_ITEMS = 300;
