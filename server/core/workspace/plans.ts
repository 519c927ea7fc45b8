import type { Span } from '../base/span';
import { shift } from '../base/span';
import type { DependencyUse } from '../model/parts';
import { readPiece } from '../model/parts';
import type { Task } from '../model/task';
import { itemsOf } from '../model/values';
import { spanIn } from '../syntax/node';
import type { TaskName } from '../syntax/scalars/names';
import type { PlanSnapshot } from './snapshot';

/** The plans of a workspace, for what goes beyond one file. */
export interface Plans {
  readonly all: readonly PlanSnapshot[];
  get(uri: string): PlanSnapshot | undefined;
  /** The URI of a path that is written in a plan; undefined when it leads out of the workspace folder. */
  resolve(fromUri: string, path: string): string | undefined;
}

/** What a plan is called in references of other plans: its file's name without `.plan.yaml`. */
export function planIdOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)).replace(/\.plan\.ya?ml$/, '');
}

/** An entry of `include`, with its place in the text. */
export interface Include {
  readonly path: string;
  readonly id: string;
  readonly span: Span;
}

/** What a plan includes, in the order of the text. */
export function includesOf({ plan }: PlanSnapshot): Include[] {
  return plan.document.tops.flatMap(({ placed }) =>
    itemsOf(readPiece(placed.piece).fields, 'include').flatMap((item) => {
      if (item.kind !== 'scalar' || typeof item.data !== 'string') return [];
      const span = shift(spanIn(item.node, 0, item.node.text.length), placed.start);
      return [{ path: item.data, id: planIdOf(`/${item.data}`), span }];
    }),
  );
}

/** A reference to a task of another plan: `shop:api.schema`. */
export interface ExternalUse {
  readonly holder: Task;
  readonly key: 'after' | 'before';
  readonly name: TaskName;
  readonly use: DependencyUse;
  /** Where the whole name stands in the text. */
  readonly span: Span;
}

/** Every dependency on a task of another plan, in the order of the text. */
export function externalUses({ plan }: PlanSnapshot): ExternalUse[] {
  const uses: ExternalUse[] = [];
  const add = (holder: Task, key: 'after' | 'before', list: readonly DependencyUse[], offset: number): void => {
    for (const use of list) {
      const { task } = use;
      if (task.plan !== undefined) uses.push({ holder, key, name: task, use, span: shift(task, offset) });
    }
  };
  for (const holder of plan.tasks) {
    for (const { part, offset } of holder.parts) {
      if (part.after.length > 0) add(holder, 'after', part.after, offset);
      if (part.before.length > 0) add(holder, 'before', part.before, offset);
    }
  }
  return uses;
}

/** The plan that another one includes under a name. */
export function includedPlan(plans: Plans, snapshot: PlanSnapshot, id: string): PlanSnapshot | undefined {
  for (const include of includesOf(snapshot)) {
    if (include.id !== id) continue;
    const uri = plans.resolve(snapshot.uri, include.path);
    const found = uri === undefined ? undefined : plans.get(uri);
    if (found) return found;
  }
  return undefined;
}

/** A task with the plan that it belongs to. */
export interface PlacedTask {
  readonly snapshot: PlanSnapshot;
  readonly task: Task;
}

/** The task of another plan that a reference such as `shop:api.schema` leads to. */
export function resolveExternal(plans: Plans, snapshot: PlanSnapshot, name: TaskName): PlacedTask | undefined {
  const other = name.plan === undefined ? undefined : includedPlan(plans, snapshot, name.plan);
  const task = other?.names.find(name.path, null);
  return other && task ? { snapshot: other, task } : undefined;
}
