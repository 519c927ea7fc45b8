import { includesOf } from './plans';
import type { PlanSnapshot } from './snapshot';

/** Finds the present version of a plan by the path under which the plan at `fromUri` includes it. */
export type Included = (fromUri: string, path: string) => PlanSnapshot | undefined;

/** A plan of a portfolio, with the name under which its tasks appear there: `shop:`, or `shop:parts:`. */
export interface IncludedPlan {
  readonly name: string;
  readonly snapshot: PlanSnapshot;
}

/**
 * The plans that one includes, each followed by those that it includes itself, in the order of the texts. Each is there
 * once, as near to the outside as possible; plans that lead back to one that includes them are left out.
 */
export function includedPlans(snapshot: PlanSnapshot, included: Included): IncludedPlan[] {
  return plansInside({ name: '', snapshot }, included, new Set([snapshot]));
}

/**
 * The index of the first task of each plan among the rows of a portfolio: first come the tasks of the outermost plan,
 * then each included plan as one row with its tasks below.
 *
 * @param plans the outermost plan, then those of `includedPlans`
 */
export function firstRows(plans: readonly IncludedPlan[]): Map<PlanSnapshot, number> {
  const rows = new Map<PlanSnapshot, number>();
  let next = 0;
  for (const [i, { snapshot }] of plans.entries()) {
    const first = i === 0 ? 0 : next + 1;
    rows.set(snapshot, first);
    next = first + snapshot.plan.tasks.length;
  }
  return rows;
}

function plansInside(around: IncludedPlan, included: Included, taken: Set<PlanSnapshot>): IncludedPlan[] {
  const inside = includesOf(around.snapshot).flatMap(({ id, path }) => {
    const snapshot = included(around.snapshot.uri, path);
    if (!snapshot || taken.has(snapshot) || reaches(snapshot, around.snapshot.uri, included)) return [];
    taken.add(snapshot);
    return [{ name: `${around.name}${id}:`, snapshot }];
  });
  const names = new Set<string>();
  return inside
    .filter(({ name }) => !names.has(name) && names.add(name))
    .flatMap((plan) => [plan, ...plansInside(plan, included, taken)]);
}

/** Whether a plan includes the one at a URI, or one that does. */
export function reaches(from: PlanSnapshot, uri: string, included: Included): boolean {
  const seen = new Set([from]);
  for (const plan of seen) {
    if (plan.uri === uri) return true;
    for (const { path } of includesOf(plan)) {
      const next = included(plan.uri, path);
      if (next) seen.add(next);
    }
  }
  return false;
}
