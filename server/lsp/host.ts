import type { Optimization } from '../core/features/optimize';
import type { SearchOptions, SearchProgress } from '../core/optimize/search';
import type { IncludedText } from '../core/workspace/outside';
import type { Environment } from '../core/workspace/snapshot';
import type { Disk } from '../files/disk';

/** What the language server is handed by the runtime that it runs in: the clock, holidays and files. */
export interface Host extends Environment {
  /** Whether this runtime reaches a file or folder; else the editor is asked. */
  canRead(uri: string): boolean;
  /** A folder that it reaches, given by its URI. */
  disk(folderUri: string): Disk;
  /** The text of a file that it reaches; undefined when there is none. */
  read(uri: string): Promise<string | undefined>;
  readonly optimize: Optimizer;
}

/** A search for a better order of a plan's tasks. */
export interface OptimizeJob {
  readonly uri: string;
  readonly text: string;
  /** The status date of a plan without one, in wall-clock minutes. */
  readonly now: number;
  /** The plans for which tasks of the plan wait. */
  readonly included: readonly IncludedText[];
  readonly options: SearchOptions & { readonly seconds?: number };
}

/** Runs a search where it keeps nobody waiting. `onStop` is given what ends it early. */
export type Optimizer = (
  job: OptimizeJob,
  onProgress: (progress: SearchProgress) => void,
  onStop: (stop: () => void) => void,
) => Promise<Optimization>;
