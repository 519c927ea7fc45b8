import type { TextChange } from '../../base/change';
import { precedenceGraph } from '../../model/dependencies';
import type { DependencyUse } from '../../model/parts';
import type { Dependency, Task } from '../../model/task';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { addToList, EditError, removeFromList } from './fields';

type LinkType = 'FS' | 'SS' | 'FF' | 'SF';

/** Whether a task may come before another one without closing a circle. */
function mayPrecede({ plan }: PlanSnapshot, before: Task, after: Task): boolean {
  if (before === after || before.isInside(after) || after.isInside(before)) return false;
  const { first, target } = precedenceGraph(plan.tasks, plan.dependencies);
  const seen = new Set<number>();
  // The dependency leads from the end of one to the begin of the other: there must be no way back.
  const open = [2 * after.index];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node === 2 * before.index + 1) return false;
    for (let e = first[node]; e < first[node + 1]; e++) open.push(target[e]);
  }
  return true;
}

/**
 * Lets a task wait for another one, or changes how it does when it does so already.
 *
 * @param lag with its sign, such as `+ 2d`; when left out, a present one stays
 * @throws EditError when the tasks would wait for each other, or nothing would change
 */
export function link(snapshot: PlanSnapshot, from: Task, to: Task, type: LinkType = 'FS', lag?: string): TextChange[] {
  const [present, ...others] = linksBetween(snapshot, from, to);
  const isSame = [present, ...others].some((it) => it?.use.type === type);
  if (isSame && (lag === undefined || others.length > 0))
    throw new EditError(`\`${to.path}\` waits for \`${from.path}\` already`);
  if (!mayPrecede(snapshot, from, to))
    throw new EditError(`\`${from.path}\` and \`${to.path}\` would wait for each other`);
  if (!present || others.length > 0)
    return addToList(snapshot, to, 'after', inWords(snapshot.names.shortest(from, to), type, lag ?? ''));
  return rewritten(snapshot, present.use, present.offset, type, lag);
}

/**
 * Lets a task wait for one of another plan, or changes how it does.
 *
 * @param name as the plan writes it: `shop:api.schema`
 * @param present the dependency that is there already, with the offset of its piece
 * @throws EditError when nothing would change
 */
export function linkOutside(
  snapshot: PlanSnapshot,
  name: string,
  to: Task,
  present: DependencyUse | undefined,
  offset: number,
  type: LinkType = 'FS',
  lag?: string,
): TextChange[] {
  if (!present) return addToList(snapshot, to, 'after', inWords(name, type, lag ?? ''));
  if (present.type === type && lag === undefined) throw new EditError(`\`${to.path}\` waits for \`${name}\` already`);
  return rewritten(snapshot, present, offset, type, lag);
}

/** A dependency as it is written. */
function inWords(name: string, type: LinkType, lag: string): string {
  return [name, type === 'FS' ? '' : type, lag.trim()].filter(Boolean).join(' ');
}

function rewritten(
  { text }: PlanSnapshot,
  use: DependencyUse,
  offset: number,
  type: LinkType,
  lag: string | undefined,
): TextChange[] {
  const start = use.start + offset;
  const written = text.slice(start, use.end + offset).replace(/['"]$/, '');
  const { name, rest } = /^(?<name>\S+)\s*(?:\b(?:FS|SS|FF|SF)\b\s*)?(?<rest>.*)$/is.exec(written)?.groups ?? {};
  if (name === undefined) return [];
  return [{ start, end: start + written.length, text: inWords(name, type, lag ?? rest) }];
}

function linksBetween({ plan }: PlanSnapshot, from: Task, to: Task): Dependency[] {
  return plan.dependencies.filter(({ predecessor, successor }) => predecessor === from && successor === to);
}

/** Removes the first dependency between two tasks, on whichever of them it is written. @throws EditError without one */
export function unlink(snapshot: PlanSnapshot, from: Task, to: Task): TextChange[] {
  const [dependency] = linksBetween(snapshot, from, to);
  if (!dependency) throw new EditError(`\`${to.path}\` does not wait for \`${from.path}\``);
  return removeUse(snapshot, dependency);
}

/** Removes a dependency from the list in which it is written. */
export function removeUse(snapshot: PlanSnapshot, { holder, key, use, offset }: Dependency): TextChange[] {
  return removeFromList(snapshot, holder, key, use.start + offset);
}
