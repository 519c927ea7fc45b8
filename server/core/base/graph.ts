/** A directed graph over the nodes 0 … n - 1: the edges of node i lead to target[first[i]] … target[first[i + 1] - 1]. */
export interface Graph {
  /** n + 1 numbers */
  readonly first: Int32Array;
  readonly target: Int32Array;
}

/** Collects edges and packs them into a graph; edges of a node stay in the order in which they were added. */
export class EdgeList {
  readonly #count: number;
  #edges = new Int32Array(64);
  #length = 0;

  constructor(count: number) {
    this.#count = count;
  }

  add(from: number, to: number): void {
    if (this.#length === this.#edges.length) {
      const grown = new Int32Array(2 * this.#length);
      grown.set(this.#edges);
      this.#edges = grown;
    }
    this.#edges[this.#length++] = from;
    this.#edges[this.#length++] = to;
  }

  toGraph(): Graph {
    const edges = this.#edges;
    const length = this.#length;
    const first = new Int32Array(this.#count + 1);
    for (let e = 0; e < length; e += 2) first[edges[e] + 1]++;
    for (let node = 0; node < this.#count; node++) first[node + 1] += first[node];
    const fill = first.slice(0, this.#count);
    const target = new Int32Array(length / 2);
    for (let e = 0; e < length; e += 2) target[fill[edges[e]]++] = edges[e + 1];
    return { first, target };
  }
}

/** The graph with every edge turned round. */
export function reversed({ first, target }: Graph): Graph {
  const edges = new EdgeList(first.length - 1);
  for (let node = 0; node + 1 < first.length; node++) {
    for (let e = first[node]; e < first[node + 1]; e++) edges.add(target[e], node);
  }
  return edges.toGraph();
}

/**
 * The strongly connected component of each node (Tarjan 1972, iterative), numbered in reverse topological order:
 * two nodes have the same number when each can be reached from the other.
 */
export function stronglyConnected({ first, target: targets }: Graph): Int32Array {
  const count = first.length - 1;
  const component = new Int32Array(count).fill(-1);
  const order = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const next = first.slice(0, count);
  const open: number[] = [];
  const path: number[] = [];
  let counter = 0;
  let components = 0;
  for (let root = 0; root < count; root++) {
    if (order[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path[path.length - 1];
      if (order[node] === -1) {
        order[node] = low[node] = counter++;
        open.push(node);
      }
      if (next[node] < first[node + 1]) {
        const target = targets[next[node]++];
        if (order[target] === -1) path.push(target);
        else if (component[target] === -1) low[node] = Math.min(low[node], order[target]);
        continue;
      }
      path.pop();
      if (path.length > 0) {
        const parent = path[path.length - 1];
        low[parent] = Math.min(low[parent], low[node]);
      }
      if (low[node] === order[node]) {
        for (;;) {
          const member = open.pop() as number;
          component[member] = components;
          if (member === node) break;
        }
        components++;
      }
    }
  }
  return component;
}
