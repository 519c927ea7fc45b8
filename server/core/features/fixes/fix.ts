import type { TextChange } from '../../base/change';
import type { Task } from '../../model/task';
import type { PlanSnapshot } from '../../workspace/snapshot';
import type { Diagnostic } from '../diagnostics';

/** A way to mend a problem. */
export interface QuickFix {
  /** What it does, in words. */
  readonly title: string;
  readonly problem: Diagnostic;
  readonly changes: readonly TextChange[];
  /** The likeliest of several: what "fix all" and a single key press take. */
  readonly isPreferred: boolean;
}

/** A mend before its changes are worked out; `changes` may throw an EditError, and then it is not offered. */
export interface Mend {
  readonly title: string;
  readonly changes: (snapshot: PlanSnapshot) => readonly TextChange[];
  readonly isPreferred?: boolean;
}

/** What mends a problem of some code. */
export type Mender = (snapshot: PlanSnapshot, problem: Diagnostic, task: Task | undefined) => readonly Mend[];
