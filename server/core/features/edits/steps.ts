import { applyChanges, changesBetween, type TextChange } from '../../base/change';
import type { PlanSnapshot } from '../../workspace/snapshot';

/** A part of an edit: what it changes in the plan that the steps before left. */
export type Step = (snapshot: PlanSnapshot) => readonly TextChange[];

/** Several edits as one: each sees the plan that those before made. */
export function inSteps(snapshot: PlanSnapshot, steps: readonly Step[]): TextChange[] {
  const [only] = steps;
  if (steps.length === 1) return [...only(snapshot)];
  const last = steps.reduce((plan, step) => {
    const changes = step(plan);
    return changes.length === 0 ? plan : plan.edited(applyChanges(plan.text, changes));
  }, snapshot);
  return changesBetween(snapshot.text, last.text);
}
