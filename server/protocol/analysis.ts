import type { EditResult } from './edits';
import type { AlternativeName } from './schedule';

/** Requests about how a plan could be better, and how it differs from others. Times as in `schedule.ts`. */

/** client → server: searches for a better order of the tasks, in a worker; the search goes on until its limit, or until it is stopped. */
export const optimizeRequest = 'headway/optimize';
export interface OptimizeParams {
  readonly uri: string;
  readonly objective: 'finish' | 'cost' | 'level';
  /** How many schedules are made, or for how many seconds they are; ten seconds when both are left out. */
  readonly schedules?: number;
  readonly seconds?: number;
  /** The same seed and number of schedules give the same result. */
  readonly seed?: number;
}
export type OptimizeResult =
  | {
      readonly schedules: number;
      readonly finishBefore: number;
      readonly finishAfter: number;
      /** No order of the tasks is over before. */
      readonly lowerBound: number;
      readonly isOptimal: boolean;
      /** Working minutes by which the plan finishes later; negative when it is over earlier. */
      readonly finishVariance: number;
      /** In the plan's currency; null in plans without prices. */
      readonly costVariance: number | null;
      /** How many tasks move. */
      readonly moved: number;
      readonly priorities: readonly { readonly task: string; readonly from: number; readonly to: number }[];
      /** What is gained, in words; and what it would be without a better order. */
      readonly summary: string;
      /** What would be written; null when no better order was found. */
      readonly edit: EditResult | null;
    }
  | { readonly refused: string };

/** server → client: how far a search is. */
export const optimizingNotification = 'headway/optimizing';
export interface OptimizingParams {
  readonly uri: string;
  readonly schedules: number;
  /** The best finish so far. */
  readonly finish: number;
}

/** client → server: ends the search with what was found so far. */
export const stopOptimizingNotification = 'headway/stopOptimizing';
export interface StopOptimizingParams {
  readonly uri: string;
}

/** client → server: edits that would bring a missed deadline in reach, each verified by scheduling the edited plan. */
export const waysOutRequest = 'headway/waysOut';
export interface WaysOutParams {
  readonly uri: string;
  /** The path of the late task; null for the plan's own deadline. */
  readonly task: string | null;
}
export interface WayOutResult {
  readonly title: string;
  /** What comes of it, in words. */
  readonly effect: string;
  /** Whether the deadline is kept then. */
  readonly isInTime: boolean;
  readonly edit: EditResult;
}
export type WaysOutResult = readonly WayOutResult[] | null;

/** client → server: the plan beside its scenarios and baselines. */
export const compareRequest = 'headway/compare';
export interface CompareParams {
  readonly uri: string;
  /** Those that are compared with; all when left out. */
  readonly alternatives?: readonly AlternativeName[];
  /** Whether the plans that the plan includes are put beside theirs, too. */
  readonly included?: boolean;
}
export interface AlternativeResult extends AlternativeName {
  /** The name of the included plan that is compared, such as `shop:`; empty for the plan itself. */
  readonly plan: string;
  /** Why there is nothing to compare with; then the rest is missing. */
  readonly unreadable?: string;
  readonly finish?: number;
  /** Working minutes: a scenario against the plan, the plan against a baseline. */
  readonly finishVariance?: number;
  readonly costVariance?: number | null;
  readonly missedDeadlines?: number;
  readonly moved?: readonly {
    /** As in the rows of the plan that was asked about. */
    readonly task: string;
    readonly title: string;
    readonly startFrom: number;
    readonly startTo: number;
    readonly finishFrom: number;
    readonly finishTo: number;
    readonly finishVariance: number;
    /** The same in words, such as `+3d`. */
    readonly variance: string;
  }[];
  /** The same in words. */
  readonly summary: string;
}
export type CompareResult = {
  readonly finish: number;
  readonly missedDeadlines: number;
  readonly alternatives: readonly AlternativeResult[];
} | null;

/** server → client: a file as it was at a tag, branch or commit, when the client said in `initializationOptions.history` that it can tell. */
export const versionRequest = 'headway/fileVersion';
export interface VersionParams {
  readonly uri: string;
  readonly ref: string;
}
export type VersionResult = {
  readonly text: string;
  /** When it was committed, in minutes since 1970 UTC. */
  readonly time: number;
} | null;
