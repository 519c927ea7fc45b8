import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import type { Rows } from './rows';

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 46;

/** A task of the network; summaries only when they are closed, or depend on something themselves. */
export interface NetworkNode {
  readonly row: ScheduleRow;
  readonly isClosed: boolean;
}

export interface Network {
  readonly nodes: readonly NetworkNode[];
  /** Between nodes, by their index. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  readonly critical: readonly boolean[];
  readonly labels: readonly string[];
}

/** The network of what is visible: what is inside of closed summaries is drawn as those. */
export function networkOf(view: ScheduleView, { rows, positions }: Rows): Network {
  const linked = new Set<number>();
  for (const { from, to } of view.links) linked.add(positions[from]).add(positions[to]);
  const nodes: NetworkNode[] = [];
  const nodeAt = new Map<number, number>();
  rows.forEach((it, position) => {
    if (it.kind === 'group' || (it.isExpanded && !linked.has(position))) return;
    nodeAt.set(position, nodes.length);
    nodes.push({ row: it.row, isClosed: it.hasChildren && !it.isExpanded });
  });
  const edges: [number, number][] = [];
  const critical: boolean[] = [];
  const labels: string[] = [];
  const known = new Map<string, number>();
  for (const link of view.links) {
    const [from, to] = [nodeAt.get(positions[link.from]), nodeAt.get(positions[link.to])];
    if (from === undefined || to === undefined || from === to) continue;
    const key = `${from}>${to}`;
    const before = known.get(key);
    if (before !== undefined) {
      critical[before] ||= link.critical;
      continue;
    }
    known.set(key, edges.length);
    edges.push([from, to]);
    critical.push(link.critical);
    labels.push(link.label);
  }
  return { nodes, edges, critical, labels };
}

/** What the worker is asked: how many nodes, and the edges between them. */
export interface LayoutQuestion {
  readonly id: number;
  readonly count: number;
  readonly edges: readonly (readonly [number, number])[];
}

/** Where everything lies, in pixels: the middle of each node, and the corners of each edge. */
export interface NetworkLayout {
  readonly id: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly edges: readonly (readonly (readonly [number, number])[])[];
  readonly width: number;
  readonly height: number;
}
