import type { CodeSymbol, WorkspaceFiles } from '../core/links/files';
import type { Optimization } from '../core/features/optimize';
import type { SearchOptions, SearchProgress } from '../core/optimize/search';
import type { Environment } from '../core/workspace/snapshot';

/** What the language server is handed by the runtime that it runs in: the clock, holidays and files. */
export interface Host extends Environment {
  /** The files of a workspace folder, given by its URI. */
  files(folderUri: string, symbols: SymbolSource, isTrusted: boolean): FolderFiles;
  /** The plan files below a folder, as URIs. */
  findPlans(folderUri: string): Promise<readonly string[]>;
  readonly optimize: Optimizer;
  /** The text of a file, or undefined when it cannot be read. */
  read(uri: string): Promise<string | undefined>;
}

/** A search for a better order of a plan's tasks. */
export interface OptimizeJob {
  readonly uri: string;
  readonly text: string;
  /** The status date of a plan without one, in wall-clock minutes. */
  readonly now: number;
  readonly options: SearchOptions & { readonly seconds?: number };
}

/** Runs a search where it keeps nobody waiting. `onStop` is given what ends it early. */
export type Optimizer = (
  job: OptimizeJob,
  onProgress: (progress: SearchProgress) => void,
  onStop: (stop: () => void) => void,
) => Promise<Optimization>;

/** Asks the editor for the symbols of a file; undefined when it has none to tell. */
export type SymbolSource = (uri: string) => Promise<readonly CodeSymbol[] | undefined>;

export interface FolderFiles extends WorkspaceFiles {
  /** Forgets what is known about files and folders that came, went or changed. */
  forget(uris: readonly string[]): void;
  /** The text of a file changed; which files there are did not. */
  edited(uri: string): void;
  uriOf(path: string): string;
}
