import type { Graph } from '../base/graph';
import { precedenceGraph } from '../model/dependencies';
import type { Plan } from '../model/plan';
import type { Dependency, Task } from '../model/task';

/** The dependencies of a plan as a graph, with what is needed to walk it in both directions. */
export interface Network {
  readonly tasks: readonly Task[];
  /** By the index of the task: what it waits for, as written on itself. */
  readonly incoming: readonly (readonly Dependency[])[];
  /** By the index of the task: what waits for it. */
  readonly outgoing: readonly (readonly Dependency[])[];
  /** Successors of node 2i (task i may begin) and 2i + 1 (task i is over). */
  readonly graph: Graph;
  /** Nodes in an order in which each comes after all that it waits for; nodes on cycles and after them are missing. */
  readonly order: Int32Array;
}

const none: Dependency[] = [];

/** Builds the network; dependencies on dropped tasks are left out. */
export function networkOf(plan: Plan, isDropped: (task: Task) => boolean): Network {
  const { tasks } = plan;
  const dependencies = plan.dependencies.filter(
    ({ predecessor, successor }) => !isDropped(predecessor) && !isDropped(successor),
  );
  const incoming = grouped(tasks.length, dependencies, ({ successor }) => successor.index);
  const outgoing = grouped(tasks.length, dependencies, ({ predecessor }) => predecessor.index);
  const graph = precedenceGraph(tasks, dependencies);
  return { tasks, incoming, outgoing, graph, order: topological(graph) };
}

function grouped(
  count: number,
  dependencies: readonly Dependency[],
  key: (dependency: Dependency) => number,
): (readonly Dependency[])[] {
  const groups = new Array<Dependency[] | undefined>(count);
  for (const dependency of dependencies) {
    const group = groups[key(dependency)];
    if (group) group.push(dependency);
    else groups[key(dependency)] = [dependency];
  }
  return Array.from(groups, (group) => group ?? none);
}

/** Kahn 1962: nodes in the order in which they become free, the first in the file first. */
function topological({ first, target }: Graph): Int32Array {
  const count = first.length - 1;
  const waiting = new Int32Array(count);
  for (const node of target) waiting[node]++;
  const order = new Int32Array(count);
  let filled = 0;
  for (let node = 0; node < count; node++) if (waiting[node] === 0) order[filled++] = node;
  for (let i = 0; i < filled; i++) {
    for (let e = first[order[i]]; e < first[order[i] + 1]; e++)
      if (--waiting[target[e]] === 0) order[filled++] = target[e];
  }
  return order.slice(0, filled);
}
