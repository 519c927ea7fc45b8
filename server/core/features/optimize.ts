import { applyChanges, type TextChange } from '../base/change';
import { prioritiesFor } from '../optimize/priorities';
import { type SearchOptions, type SearchProgress, searching } from '../optimize/search';
import type { PlanSnapshot } from '../workspace/snapshot';
import { type Comparison, compareSchedules } from './compare';
import { setField } from './edits/fields';

/** What a search found: plain data, that a worker can send. */
export interface Optimization {
  readonly schedules: number;
  /** How the objective measures the plan as it is and as it would be: minutes on the clock, money, or squared hours. */
  readonly before: number;
  readonly after: number;
  /** No order of the plan's tasks is over before; an instant. */
  readonly lowerBound: number;
  /** Whether nothing better exists, as far as the bound can tell. */
  readonly isOptimal: boolean;
  /** The priorities to write, in the order of the file. */
  readonly priorities: readonly { readonly path: string; readonly from: number; readonly to: number }[];
}

/** A better order for a plan, what it would write, and what comes of it; nothing is written. */
export interface OptimizedPlan extends Optimization {
  readonly changes: readonly TextChange[];
  /** The plan with the changes. */
  readonly snapshot: PlanSnapshot;
  /** From the plan as it is to the plan with the changes. */
  readonly comparison: Comparison;
}

/** Searches for a better order of a plan's tasks; `next(true)` ends the search with what was found so far. */
export function* optimizing(
  snapshot: PlanSnapshot,
  options: SearchOptions,
): Generator<SearchProgress, Optimization, boolean> {
  const { instance } = snapshot.prepared();
  const result = yield* searching(instance, options);
  const { changed, score } = prioritiesFor(instance, options, result);
  return {
    schedules: result.schedules,
    before: result.before.score,
    after: score,
    lowerBound: result.lowerBound,
    isOptimal: result.isOptimal,
    priorities: [...changed]
      .sort(([a], [b]) => a - b)
      .map(([index, to]) => ({
        path: snapshot.plan.tasks[index].path,
        from: instance.activities[index]?.priority ?? 500,
        to,
      })),
  };
}

/** The plan with the priorities that a search found. */
export function optimizedPlan(snapshot: PlanSnapshot, found: Optimization): OptimizedPlan {
  const changes = found.priorities.flatMap(({ path, to }) => {
    const task = snapshot.taskByPath(path);
    return task ? setField(snapshot, task, 'priority', String(to)) : [];
  });
  const after = changes.length === 0 ? snapshot : snapshot.edited(applyChanges(snapshot.text, changes));
  return { ...found, changes, snapshot: after, comparison: compareSchedules(snapshot.schedule, after.schedule) };
}
