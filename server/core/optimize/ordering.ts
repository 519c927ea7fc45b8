import type { WorkingTime } from '../calendar/workingTime';
import type { Dependency, Task } from '../model/task';
import type { Activity } from '../schedule/activity';
import type { Instance } from '../schedule/instance';
import { bindsFinish, dependsOnStart } from '../schedule/lags';
import { minutesOf } from '../syntax/scalars/duration';

/** Edges of a graph whose nodes 2i and 2i + 1 are the start and the finish of task i, with lags in minutes of the clock; those of node n are first[n] … first[n + 1] - 1. */
export interface Edges {
  readonly first: Int32Array;
  readonly target: Int32Array;
  readonly lag: Float64Array;
}

/** The precedence between the starts and the finishes of tasks. */
export interface Precedence {
  /** What follows each start and finish. */
  readonly after: Edges;
  /** For placing whole activities from the front: what must be placed before a start (of activities, before either end). */
  readonly forward: Edges;
  /** For placing whole activities from the back: what must be placed before a finish (of activities, before either end). */
  readonly backward: Edges;
}

/** The precedence of an instance; working lags are stretched to about as long as they take on the clock. */
export function precedenceOf(instance: Instance): Precedence {
  const { network, activities, calendars } = instance;
  const list: Edge[] = [];
  for (const task of network.tasks) {
    const i = task.index;
    if (task.parent) {
      list.push([2 * task.parent.index, 2 * i, 0]);
      list.push([2 * i + 1, 2 * task.parent.index + 1, 0]);
    }
    if (!task.isSummary) list.push([2 * i, 2 * i + 1, 0]);
  }
  for (const dependency of network.dependencies) {
    const i = dependency.successor.index;
    const from = 2 * dependency.predecessor.index + (dependsOnStart(dependency) ? 0 : 1);
    // The finish of a summary is bound by each task inside.
    const ends = bindsFinish(dependency) ? finishesOf(dependency.successor) : [2 * i];
    const lag = clockLag(dependency, activities, instance.calendar[i], calendars.lengths.week);
    for (const to of ends) list.push([from, to, lag]);
  }
  const nodes = 2 * network.tasks.length;
  const isOwn = ([from, to]: Edge): boolean => from >> 1 === to >> 1;
  const placing = (node: number, end: 0 | 1): number => (activities[node >> 1] ? (node & ~1) | end : node);
  const forward = list.map(([from, to, lag]): Edge => [to, from, lag]);
  return {
    after: edgesOf(
      nodes,
      list.filter((edge) => !isOwn(edge)),
    ),
    forward: edgesOf(
      nodes,
      forward.map((edge) => (isOwn(edge) ? edge : [placing(edge[0], 0), edge[1], 0])),
    ),
    backward: edgesOf(
      nodes,
      list.map((edge) => (isOwn(edge) ? edge : [placing(edge[0], 1), edge[1], 0])),
    ),
  };
}

type Edge = readonly [from: number, to: number, lag: number];

function finishesOf(task: Task): number[] {
  return task.isSummary ? task.children.flatMap(finishesOf) : [2 * task.index + 1];
}

function clockLag(
  { use, predecessor }: Dependency,
  activities: readonly (Activity | undefined)[],
  calendar: WorkingTime,
  week: number,
): number {
  if (!use.lag) return 0;
  const stretch = calendar.isAlways ? 1 : (7 * 1440) / Math.max(1, week);
  if (!use.lag.duration)
    return ((use.lag.sign * use.lag.percent) / 100) * (activities[predecessor.index]?.minutes ?? 0) * stretch;
  const minutes = minutesOf(use.lag.duration, { day: week / 5, week, month: week * 4 });
  return use.lag.sign * minutes * (use.lag.duration.elapsed ? 1 : stretch);
}

function edgesOf(nodes: number, list: readonly Edge[]): Edges {
  const first = new Int32Array(nodes + 1);
  for (const [from] of list) first[from + 1]++;
  for (let node = 0; node < nodes; node++) first[node + 1] += first[node];
  const fill = first.slice(0, nodes);
  const target = new Int32Array(list.length);
  const lag = new Float64Array(list.length);
  for (const edge of list) {
    const e = fill[edge[0]]++;
    target[e] = edge[1];
    lag[e] = edge[2];
  }
  return { first, target, lag };
}

/** Brings activities into the order of their keys, but whatever must be placed before an activity comes before it. */
export class Ordering {
  readonly #edges: Edges;
  readonly #end: 0 | 1;
  readonly #isActivity: Uint8Array;
  readonly #activities: Int32Array;
  readonly #packed: Float64Array;
  readonly #seen: Int32Array;
  readonly #next: Int32Array;
  readonly #stack: Int32Array;
  #number = 0;
  /** Indices of the activities, after `sort`. */
  readonly order: Int32Array;

  /**
   * @param activities indices of the tasks that are to be ordered
   * @param edges what must be placed before each node
   * @param end the end of an activity with which it is placed: 0 from the front, 1 from the back
   */
  constructor(activities: Int32Array, edges: Edges, end: 0 | 1) {
    const nodes = edges.first.length - 1;
    this.#edges = edges;
    this.#end = end;
    this.#activities = activities;
    this.#isActivity = new Uint8Array(nodes >> 1);
    for (const i of activities) this.#isActivity[i] = 1;
    this.#packed = new Float64Array(activities.length);
    this.#seen = new Int32Array(nodes);
    this.#next = new Int32Array(nodes);
    this.#stack = new Int32Array(nodes);
    this.order = new Int32Array(activities.length);
  }

  /** Sorts by keys in whole numbers, by the index of the task; from the front the smallest comes first, from the back the largest. */
  sort(keys: Float64Array): Int32Array {
    const activities = this.#activities;
    const packed = this.#packed;
    const count = activities.length;
    const sign = this.#end === 0 ? 1 : -1;
    // One number for key and place: sorting numbers is several times as quick as comparing.
    for (let k = 0; k < count; k++) packed[k] = sign * keys[activities[k]] * count + k;
    packed.sort();
    this.#number++;
    let placed = 0;
    for (let k = 0; k < count; k++) {
      const rest = packed[k] % count;
      placed = this.#visit(2 * activities[rest < 0 ? rest + count : rest] + this.#end, placed);
    }
    return this.order;
  }

  /** Depth first: what must come before a node, then the node. */
  #visit(root: number, placed: number): number {
    const { first, target } = this.#edges;
    const seen = this.#seen;
    const next = this.#next;
    const stack = this.#stack;
    const number = this.#number;
    if (seen[root] === number) return placed;
    let depth = 0;
    stack[0] = root;
    seen[root] = number;
    next[root] = first[root];
    while (depth >= 0) {
      const node = stack[depth];
      if (next[node] < first[node + 1]) {
        const other = target[next[node]++];
        if (seen[other] === number) continue;
        seen[other] = number;
        next[other] = first[other];
        stack[++depth] = other;
        continue;
      }
      depth--;
      if ((node & 1) === this.#end && this.#isActivity[node >> 1]) this.order[placed++] = node >> 1;
    }
    return placed;
  }
}
