import { applyChanges, changesBetween, type TextChange } from '../../base/change';
import type { Dependency, Task } from '../../model/task';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { riskUses } from '../mentions';
import { EditError } from './fields';

/** Where the task at a path is after an edit; undefined when it is gone. */
export type PathMap = (path: string) => string | undefined;

/**
 * The changes to a text whose structure was changed, with every reference mended that would mean another task, or none.
 *
 * @param text the plan after the change of its structure
 * @param moved the paths of tasks after it
 * @throws EditError when the text cannot be read any more
 */
export function keepingReferences(snapshot: PlanSnapshot, text: string, moved: PathMap): TextChange[] {
  const after = snapshot.edited(text);
  const isBroken = (it: PlanSnapshot): boolean => it.plan.problems.some(({ code }) => code === 'syntax');
  if (isBroken(after) && !isBroken(snapshot))
    throw new EditError('This cannot be changed here without breaking the file');
  const mended = applyChanges(text, mendedReferences(snapshot, after, moved));
  if (circles(after.edited(mended)) > circles(snapshot)) throw new EditError('Tasks would wait for each other');
  return changesBetween(snapshot.text, mended);
}

function circles({ plan }: PlanSnapshot): number {
  return plan.problems.filter(({ code }) => /^(?:cycle|own-ancestor|own-descendant)$/.test(code)).length;
}

function mendedReferences(before: PlanSnapshot, after: PlanSnapshot, moved: PathMap): TextChange[] {
  const changes: TextChange[] = [];
  const uses = usesByHolder(after);
  for (const dependency of before.plan.dependencies) {
    const holder = after.taskByPath(moved(dependency.holder.path) ?? '');
    if (!holder) continue;
    const slot = `${holder.path} ${dependency.key}`;
    const index = indexOf(dependency);
    const use = uses.get(slot)?.[index];
    const other = targetOf(dependency);
    const path = moved(other.path);
    const target = path === undefined ? undefined : after.taskByPath(path);
    if (!use || !target) continue;
    if (after.names.find(use.name.path, holder) === target) continue;
    changes.push({ start: use.start, end: use.end, text: after.names.shortest(target, holder) });
  }
  const risks = riskUses(after);
  riskUses(before).forEach(({ name }, i) => {
    const old = before.names.find(name.path, null);
    const path = old && moved(old.path);
    const target = path === undefined ? undefined : after.taskByPath(path);
    const use = risks[i];
    if (!target || !use || after.names.find(use.name.path, null) === target) return;
    changes.push({ ...use.span, text: after.names.shortest(target, null) });
  });
  return changes;
}

function targetOf({ key, predecessor, successor }: Dependency): Task {
  return key === 'after' ? predecessor : successor;
}

/** The place of a dependency among those that are written under its key. */
function indexOf({ holder, key, use }: Dependency): number {
  return holder.parts.flatMap(({ part }) => part[key]).indexOf(use);
}

type Use = { readonly name: Dependency['use']['task']; readonly start: number; readonly end: number };

function usesByHolder({ plan }: PlanSnapshot): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const task of plan.tasks)
    for (const key of ['after', 'before'] as const) {
      const list = task.parts.flatMap(({ part, offset }) =>
        part[key].map((use) => ({ name: use.task, start: use.task.start + offset, end: use.task.end + offset })),
      );
      if (list.length > 0) uses.set(`${task.path} ${key}`, list);
    }
  return uses;
}
