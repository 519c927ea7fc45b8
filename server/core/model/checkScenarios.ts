import { type Span, shift } from '../base/span';
import type { Problem } from '../schema/problems';
import { isNull, type MapNode, type Node } from '../syntax/node';
import type { PlacedFields } from './declarations';
import type { Plan } from './plan';
import type { Task } from './task';
import { mapOf } from './values';

type Base = Pick<Plan, 'roots' | 'sources'>;

/** What stands in the plan at a place that a scenario is laid over. */
interface Place {
  readonly node: Node | null;
  readonly child: (key: string) => Place | undefined;
}

/** Reports what a scenario removes that is not there, and what it repeats. */
export function checkScenarios(plan: Base, source: PlacedFields | undefined, problems: Problem[]): void {
  if (!source) return;
  for (const { value } of mapOf(source.fields, 'scenarios')?.entries ?? [])
    if (value?.node.kind === 'map') compare(value.node, topOf(plan), source.offset, problems);
}

function compare(overlay: MapNode, base: Place | undefined, offset: number, problems: Problem[]): void {
  for (const { key, value } of overlay.entries) {
    const under = base?.child(key.text);
    const at: Span = shift(key, offset);
    if (isNull(value)) {
      if (!under) problems.push({ code: 'nothing-to-remove', ...at, args: { key: key.text } });
    } else if (value?.kind === 'map') compare(value, under, offset, problems);
    else if (value?.kind === 'scalar' && under?.node?.kind === 'scalar' && value.text === under.node.text)
      problems.push({ code: 'same-in-scenario', ...at, args: { key: key.text } });
  }
}

function topOf({ roots, sources }: Base): Place {
  return {
    node: null,
    child: (key) => {
      const field = sources.get(key)?.get(key);
      if (!field) return undefined;
      return key === 'tasks' ? tasksOf(roots) : placeOf(field.value?.node ?? null);
    },
  };
}

function tasksOf(tasks: readonly Task[]): Place {
  return {
    node: null,
    child: (id) => {
      const task = tasks.find((it) => it.id === id);
      return task && taskOf(task);
    },
  };
}

function taskOf(task: Task): Place {
  return {
    node: task.own.node?.kind === 'scalar' ? task.own.node : null,
    child: (key) => {
      if (key === 'tasks') return tasksOf(task.children);
      const field = task.field(key);
      return field && placeOf(field.value?.node ?? null);
    },
  };
}

function placeOf(node: Node | null): Place {
  return {
    node,
    child: (key) => {
      const entry = node?.kind === 'map' ? node.entries.find((it) => it.key.text === key) : undefined;
      return entry && placeOf(entry.value);
    },
  };
}
