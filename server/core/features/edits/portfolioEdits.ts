import type { TextChange } from '../../base/change';
import { wallTime } from '../../calendar/zone';
import type { Task } from '../../model/task';
import { type Included, type IncludedPlan, includedPlans } from '../../workspace/included';
import { externalUses, includesOf } from '../../workspace/plans';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { changesOf, type PlanEdit, placeOf } from './edits';
import type { PlanChanges } from './external';
import { EditError, removeFromList } from './fields';
import { linkOutside } from './links';
import { transferTask } from './structure';

/** Changes of a plan of a portfolio, with the name that its tasks have there. */
export interface IncludedChanges extends PlanChanges {
  /** `shop:`; empty for the plan that was asked. */
  readonly name: string;
}

/** A path such as `shop:api.schema`, apart: the task is empty where the plan as a whole is meant. */
interface Address {
  readonly name: string;
  readonly task: string;
}

function addressOf(path: string): Address {
  const colon = path.lastIndexOf(':') + 1;
  return { name: path.slice(0, colon), task: path.slice(colon) };
}

/**
 * The changes that an edit comes to whose paths may lead into included plans: `shop:api.schema`. Dates in it are on the
 * wall clock of the plan that was asked. A task that is put into another plan changes two.
 *
 * @throws EditError when it cannot be made, with the reason in words
 */
export function portfolioChanges(snapshot: PlanSnapshot, included: Included, edit: PlanEdit): IncludedChanges[] {
  const own = { name: '', snapshot };
  const find = (name: string): IncludedPlan => {
    const found = name === '' ? own : includedPlans(snapshot, included).find((plan) => plan.name === name);
    if (!found) throw new EditError(`There is no plan \`${name.slice(0, -1)}\``);
    return found;
  };
  const inside = (plan: IncludedPlan, itsEdit: PlanEdit): IncludedChanges[] => [
    { ...plan, changes: changesOf(plan.snapshot, itsEdit) },
  ];
  switch (edit.kind) {
    case 'promoteIdea':
      return inside(own, edit);
    case 'link':
    case 'unlink': {
      const [from, to] = [addressOf(edit.from), addressOf(edit.to)];
      const ends = [find(from.name), find(to.name)] as const;
      taskOf(from);
      taskOf(to);
      if (ends[0] === ends[1] || from.name === to.name)
        return inside(ends[0], { ...edit, from: from.task, to: to.task });
      return edit.kind === 'link'
        ? [linkBetween(ends[0], from.task, ends[1], to.task, edit)]
        : [unlinkBetween(ends[0], from.task, ends[1], to.task, included)];
    }
    case 'addTask': {
      const place = addressedPlace(edit);
      return inside(find(place.name), { ...edit, ...place.place });
    }
    case 'reparent': {
      const address = addressOf(edit.task);
      const task = taskOf(address);
      const { name, place } = addressedPlace(edit);
      const [from, to] = [find(address.name), find(name)];
      if (from.name === to.name) return inside(from, { ...edit, ...place, task });
      const moved = from.snapshot.taskByPath(task);
      if (!moved) throw new EditError(`There is no task \`${edit.task}\``);
      const changes = transferTask(from.snapshot, moved, to.snapshot, placeOf(to.snapshot, place));
      return [
        { ...from, changes: changes.from },
        { ...to, changes: changes.to },
      ];
    }
    default: {
      const address = addressOf(edit.task);
      const plan = find(address.name);
      const its = { ...edit, task: taskOf(address) };
      if (its.kind !== 'move' && its.kind !== 'resize') return inside(plan, its);
      const there = wallTime(snapshot.schedule.zone, plan.snapshot.schedule.zone);
      return inside(
        plan,
        its.kind === 'move' ? { ...its, start: there(its.start) } : { ...its, finish: there(its.finish) },
      );
    }
  }
}

/** @throws EditError for a plan as a whole */
function taskOf({ name, task }: Address): string {
  if (task === '') throw new EditError(`\`${name.slice(0, -1)}\` is a plan of its own: open it to change it`);
  return task;
}

type Place = Pick<Extract<PlanEdit, { kind: 'reparent' }>, 'parent' | 'before'>;

/** A place in the plan to which it belongs. @throws EditError before a plan as a whole */
function addressedPlace({ parent, before }: Place): { readonly name: string; readonly place: Place } {
  const next = before === undefined ? undefined : addressOf(before);
  const around = parent === null ? { name: '', task: '' } : addressOf(parent);
  if (next?.task === '') throw new EditError('Included plans come after the tasks of the plan');
  return {
    name: around.name,
    place: { parent: around.task || null, ...(next === undefined ? {} : { before: next.task }) },
  };
}

/** Lets a task wait for one of a plan that its own plan includes. */
function linkBetween(
  from: IncludedPlan,
  fromPath: string,
  to: IncludedPlan,
  toPath: string,
  { type, lag }: Extract<PlanEdit, { kind: 'link' }>,
): IncludedChanges {
  const task = to.snapshot.taskByPath(toPath);
  const target = from.snapshot.taskByPath(fromPath);
  if (!task || !target) throw new EditError(`There is no task \`${task ? fromPath : toPath}\``);
  const id = from.name.startsWith(to.name) ? from.name.slice(to.name.length, -1) : '';
  if (id === '' || id.includes(':'))
    throw new EditError(
      `\`${to.name}${toPath}\` can only wait for tasks of its own plan, and of plans that it includes`,
    );
  const present = usesOf(to.snapshot, id, from.snapshot, target).find(
    ({ holder, key }) => holder === task && key === 'after',
  );
  const name = `${id}:${from.snapshot.names.shortest(target, null)}`;
  return { ...to, changes: linkOutside(to.snapshot, name, task, present?.use, present?.offset ?? 0, type, lag) };
}

/** Removes the dependency between tasks of two plans, on whichever of them it is written. */
function unlinkBetween(
  from: IncludedPlan,
  fromPath: string,
  to: IncludedPlan,
  toPath: string,
  included: Included,
): IncludedChanges {
  const ends = [
    { holder: to, path: toPath, key: 'after', other: from, otherPath: fromPath },
    { holder: from, path: fromPath, key: 'before', other: to, otherPath: toPath },
  ] as const;
  for (const { holder, path, key, other, otherPath } of ends) {
    const task = holder.snapshot.taskByPath(path);
    const target = other.snapshot.taskByPath(otherPath);
    const id = includesOf(holder.snapshot).find((it) => included(holder.snapshot.uri, it.path) === other.snapshot)?.id;
    if (!task || !target || id === undefined) continue;
    const use = usesOf(holder.snapshot, id, other.snapshot, target).find((it) => it.holder === task && it.key === key);
    if (!use) continue;
    const changes: TextChange[] = removeFromList(holder.snapshot, task, key, use.use.start + use.offset);
    return { ...holder, changes };
  }
  throw new EditError(`\`${to.name}${toPath}\` does not wait for \`${from.name}${fromPath}\``);
}

/** Where a plan names a task of one that it includes. */
function usesOf(
  snapshot: PlanSnapshot,
  id: string,
  other: PlanSnapshot,
  target: Task,
): (ReturnType<typeof externalUses>[number] & { readonly offset: number })[] {
  return externalUses(snapshot).flatMap((it) => {
    if (it.name.plan !== id) return [];
    const isTarget = other.names.find(it.name.path, null) === target;
    return isTarget ? [{ ...it, offset: it.span.start - it.name.start }] : [];
  });
}
