import { applyChanges, type TextChange } from '../../base/change';
import { externalUses, includesOf, type Plans, resolveExternal } from '../../workspace/plans';
import type { PlanSnapshot } from '../../workspace/snapshot';

/** Changes of a plan. */
export interface PlanChanges {
  readonly snapshot: PlanSnapshot;
  readonly changes: readonly TextChange[];
}

/**
 * What must change in the plans that include one whose tasks are moved to other paths: references such as `shop:api.schema`
 * go on meaning the same tasks. A task is found again by its id, where only one has it.
 */
export function externalChanges(plans: Plans, before: PlanSnapshot, changes: readonly TextChange[]): PlanChanges[] {
  const others = plans.all.filter(
    (other) =>
      other.uri !== before.uri && includesOf(other).some(({ path }) => plans.resolve(other.uri, path) === before.uri),
  );
  if (others.length === 0) return [];
  const after = before.edited(applyChanges(before.text, changes));
  return others.flatMap((other) => {
    const mended = externalUses(other).flatMap(({ name, span }): TextChange[] => {
      const old = resolveExternal(plans, other, name);
      if (old?.snapshot.uri !== before.uri) return [];
      const found = after.names.find(name.path, null);
      const candidates = after.plan.tasks.filter(({ id }) => id === old.task.id);
      if (found?.path === old.task.path || candidates.length !== 1) return [];
      const [target] = candidates;
      if (found === target) return [];
      return [{ ...span, text: `${name.plan}:${after.names.shortest(target, null)}` }];
    });
    return mended.length > 0 ? [{ snapshot: other, changes: mended }] : [];
  });
}
