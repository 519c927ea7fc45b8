import type { AlternativeName } from '../../../server/protocol/schedule';
import type { PeriodUnit } from '../../../server/protocol/workload';
import type { Filter, Grouping } from '../layout/rows';

export type PageMode = 'gantt' | 'workload' | 'board' | 'network';

/** A column of the task grid as chosen. */
export interface ChosenColumn {
  readonly id: string;
  readonly width: number;
}

/** What a person chose to see; it survives a reload of the window. */
export interface Choices {
  readonly mode: PageMode;
  readonly pixelsPerDay: number;
  /** Paths of summaries, and keys of groups. */
  readonly collapsed: ReadonlySet<string>;
  readonly filter: Filter;
  readonly search: string;
  readonly grouping: Grouping;
  readonly columns: readonly ChosenColumn[];
  /** Pixels; null: as wide as fits. */
  readonly gridWidth: number | null;
  /** What the plan is compared with, side by side. */
  readonly compareWith: readonly AlternativeName[];
  readonly unit: PeriodUnit;
}

/** The same as it is kept. */
export interface SavedState {
  readonly uri?: string;
  readonly choices?: Partial<Omit<Choices, 'collapsed'>> & { readonly collapsed?: readonly string[] };
}

export const usualColumns: readonly ChosenColumn[] = [
  { id: 'title', width: 230 },
  { id: 'estimate', width: 72 },
  { id: 'start', width: 66 },
  { id: 'finish', width: 66 },
  { id: 'slack', width: 58 },
  { id: 'who', width: 110 },
];

const usual: Choices = {
  mode: 'gantt',
  pixelsPerDay: 0,
  collapsed: new Set(),
  filter: 'all',
  search: '',
  grouping: 'none',
  columns: usualColumns,
  gridWidth: null,
  compareWith: [],
  unit: 'week',
};

/** What was chosen before, as far as it is there. */
export function choicesFrom(saved: SavedState | undefined): Choices {
  const { collapsed, compareWith, ...rest } = saved?.choices ?? {};
  return {
    ...usual,
    ...rest,
    collapsed: new Set(collapsed),
    // Earlier versions kept one thing, or null.
    compareWith: Array.isArray(compareWith) ? compareWith : [],
  };
}

export function savedFrom(uri: string, choices: Choices): SavedState {
  return { uri, choices: { ...choices, collapsed: [...choices.collapsed] } };
}
