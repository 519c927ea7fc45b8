import type { Graph } from '../base/graph';
import { precedenceGraph } from '../model/dependencies';
import type { Plan } from '../model/plan';
import type { Dependency, Task } from '../model/task';

/** The dependencies of a plan as a graph, with what is needed to walk it in both directions. */
export interface Network {
  readonly tasks: readonly Task[];
  /** Those that count; their places in this list are their numbers. */
  readonly dependencies: readonly Dependency[];
  /** What a task waits for, as written on itself: numbers incoming.edge[incoming.first[i]] … */
  readonly incoming: Ends;
  /** What waits for a task. */
  readonly outgoing: Ends;
  /** Successors of node 2i (task i may begin) and 2i + 1 (task i is over). */
  readonly graph: Graph;
  /** Nodes in an order in which each comes after all that it waits for; nodes on cycles and after them are missing. */
  readonly order: Int32Array;
}

/** Numbers of dependencies, grouped by the index of the task at one of their ends: those of task i are edge[first[i]] … edge[first[i + 1] - 1]. */
export interface Ends {
  readonly first: Int32Array;
  readonly edge: Int32Array;
}

/** Builds the network; dependencies on dropped tasks are left out. */
export function networkOf(plan: Plan, isDropped: (task: Task) => boolean): Network {
  const { tasks } = plan;
  const dependencies = plan.dependencies.filter(
    ({ predecessor, successor }) => !isDropped(predecessor) && !isDropped(successor),
  );
  const graph = precedenceGraph(tasks, dependencies);
  return {
    tasks,
    dependencies,
    incoming: grouped(tasks.length, dependencies, ({ successor }) => successor.index),
    outgoing: grouped(tasks.length, dependencies, ({ predecessor }) => predecessor.index),
    graph,
    order: topological(graph),
  };
}

/** The dependencies that lead away from a task. */
export function outgoingOf({ dependencies, outgoing: { first, edge } }: Network, task: number): Dependency[] {
  return Array.from(edge.subarray(first[task], first[task + 1]), (number) => dependencies[number]);
}

function grouped(count: number, dependencies: readonly Dependency[], key: (dependency: Dependency) => number): Ends {
  const first = new Int32Array(count + 1);
  for (const dependency of dependencies) first[key(dependency) + 1]++;
  for (let i = 0; i < count; i++) first[i + 1] += first[i];
  const fill = first.slice(0, count);
  const edge = new Int32Array(dependencies.length);
  for (let e = 0; e < dependencies.length; e++) edge[fill[key(dependencies[e])]++] = e;
  return { first, edge };
}

/**
 * Kahn 1962, with a stack: what a node makes free comes right behind it, so that what is near each other in the file is
 * mostly near each other in memory when the order is followed.
 */
function topological({ first, target }: Graph): Int32Array {
  const count = first.length - 1;
  const waiting = new Int32Array(count);
  for (let e = 0; e < target.length; e++) waiting[target[e]]++;
  const open = new Int32Array(count);
  let opened = 0;
  for (let node = count - 1; node >= 0; node--) if (waiting[node] === 0) open[opened++] = node;
  const order = new Int32Array(count);
  let filled = 0;
  while (opened > 0) {
    const node = open[--opened];
    order[filled++] = node;
    for (let e = first[node]; e < first[node + 1]; e++) if (--waiting[target[e]] === 0) open[opened++] = target[e];
  }
  return order.slice(0, filled);
}
