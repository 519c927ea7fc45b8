import {
  coordGreedy,
  decrossTwoLayer,
  type Graph,
  graphConnect,
  layeringLongestPath,
  type Separation,
  sugiyama,
  twolayerAgg,
} from 'd3-dag';
import { type LayoutQuestion, type NetworkLayout, NODE_HEIGHT, NODE_WIDTH } from './network';

const GAP_X = 56;
const GAP_Y = 20;
const MARGIN = 24;
/** Every layer that an edge crosses is work; with more crossings than this, edges are kept short instead. */
const MAX_CROSSINGS = 3000;
/** Tasks without dependencies stand below the others, so many in a row. */
const LOOSE_IN_ROW = 5;

/**
 * Places the network from left to right in layers (Sugiyama, Tagawa and Toda 1981). Closed summaries may depend on each
 * other in a circle; one of its edges then goes backwards.
 */
export function placeNetwork({ id, count, edges }: LayoutQuestion): NetworkLayout {
  const x = new Array<number>(count).fill(0);
  const y = new Array<number>(count).fill(0);
  const ways: [number, number][][] = edges.map(() => []);
  let [width, height] = [0, 0];
  const isLinked = new Array<boolean>(count).fill(false);
  if (edges.length > 0) {
    const pairs = edges.map(([from, to], i): [string, string, number] => [String(from), String(to), i]);
    const graph = graphConnect()(pairs);
    const layout = sugiyama()
      .layering(layered)
      .decross(
        decrossTwoLayer()
          .order(twolayerAgg())
          .passes(count > 2000 ? 2 : 16),
      )
      .coord(coordGreedy())
      // The library goes from top to bottom: here the axes change places.
      .nodeSize([NODE_HEIGHT, NODE_WIDTH])
      .gap([GAP_Y, GAP_X]);
    const size = layout(graph);
    for (const node of graph.nodes()) {
      const at = Number(node.data);
      [x[at], y[at]] = [node.y, node.x];
      isLinked[at] = true;
    }
    for (const link of graph.links())
      ways[link.data[2]] = link.points.map(([across, along]): [number, number] => [along, across]);
    [width, height] = [size.height, size.width];
  }
  let loose = 0;
  for (let node = 0; node < count; node++) {
    if (isLinked[node]) continue;
    const [column, row] = [loose % LOOSE_IN_ROW, Math.floor(loose / LOOSE_IN_ROW)];
    x[node] = NODE_WIDTH / 2 + column * (NODE_WIDTH + GAP_X / 2);
    y[node] = height + (height > 0 ? 3 * GAP_Y : 0) + NODE_HEIGHT / 2 + row * (NODE_HEIGHT + GAP_Y);
    loose++;
  }
  const bottom = y.reduce((most, it) => Math.max(most, it), 0) + NODE_HEIGHT / 2;
  const right = x.reduce((most, it) => Math.max(most, it), 0) + NODE_WIDTH / 2;
  const moved = (at: number): number => at + MARGIN;
  return {
    id,
    x: x.map(moved),
    y: y.map(moved),
    edges: ways.map((way) => way.map(([a, b]): [number, number] => [moved(a), moved(b)])),
    width: Math.max(width, right) + 2 * MARGIN,
    height: bottom + 2 * MARGIN,
  };
}

/**
 * Sets the layer of every node: one behind the last of its predecessors, so that what can begin stands first. In large
 * networks what has no predecessors stands next to its first successor.
 */
function layered<N, L>(graph: Graph<N, L>, separation: Separation<N, L>): number {
  const layers = new Map<unknown, number>();
  let crossings = 0;
  let end = 0;
  for (const node of graph.topological()) {
    let layer = 0;
    let along = separation(undefined, node);
    for (const before of [...node.parents(), ...node.children()]) {
      const of = layers.get(before);
      if (of === undefined) continue;
      layer = Math.max(layer, of + 1);
      along = Math.max(along, before.y + separation(before, node));
    }
    for (const before of node.parents()) crossings += layer - (layers.get(before) ?? layer);
    layers.set(node, layer);
    node.y = along;
    end = Math.max(end, along + separation(node, undefined));
  }
  return crossings > MAX_CROSSINGS ? layeringLongestPath()(graph, separation) : end;
}
