import type { VNode } from 'preact';
import { shortened } from '../gantt/Bar';
import { describe, statusMarks } from '../gantt/columns';
import { type Network, type NetworkLayout, type NetworkNode, NODE_HEIGHT, NODE_WIDTH } from '../layout/network';
import type { Store } from '../state/store';
import { t } from '../strings';

/** The part of the network that is drawn, in its pixels. */
export interface Sight {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The tasks and dependencies of a network that are in sight. */
export function NetworkDrawing({
  graph,
  layout,
  store,
  sight: { left, right, top, bottom },
}: {
  graph: Network;
  layout: NetworkLayout;
  store: Store;
  sight: Sight;
}): VNode {
  const isSeen = (x: number, y: number): boolean => x > left && x < right && y > top && y < bottom;
  return (
    <>
      {graph.edges.map(([from, to], i) => {
        const way = layout.edges[i];
        const xs = way.map(([x]) => x);
        const ys = way.map(([, y]) => y);
        if (Math.max(...xs) < left || Math.min(...xs) > right || Math.max(...ys) < top || Math.min(...ys) > bottom)
          return null;
        const kind = graph.critical[i] ? ' critical' : '';
        return (
          <path
            key={`${from}>${to}`}
            class={`arrow${kind}`}
            d={curve(way)}
            marker-end={`url(#${kind ? 'tip-critical' : 'tip'})`}
          />
        );
      })}
      {graph.nodes.map((node, i) =>
        isSeen(layout.x[i], layout.y[i]) ? (
          <Node key={node.row.path} node={node} x={layout.x[i]} y={layout.y[i]} store={store} />
        ) : null,
      )}
    </>
  );
}

function Node({
  node: { row, isClosed },
  x,
  y,
  store,
}: {
  node: NetworkNode;
  x: number;
  y: number;
  store: Store;
}): VNode {
  const isSelected = row.path === store.selected;
  const classes = [
    'node',
    row.kind,
    row.status,
    row.critical && 'critical',
    row.isLate && 'late',
    isSelected && 'selected',
  ];
  const { formats, view } = store;
  const now = view?.now ?? 0;
  const dates =
    row.start === null || row.finish === null
      ? t('Not scheduled')
      : row.start === row.finish
        ? formats.short(row.start, now)
        : `${formats.short(row.start, now)} – ${formats.short(row.finish, now)}`;
  const below = shortened([dates, row.who.join(', ')].filter(Boolean).join(' · '), 29);
  const title = `${row.kind === 'milestone' ? '◆' : statusMarks[row.status]} ${shortened(row.title, 23)}`;
  return (
    <g
      class={classes.filter(Boolean).join(' ')}
      transform={`translate(${x - NODE_WIDTH / 2},${y - NODE_HEIGHT / 2})`}
      data-path={row.path}
      tabIndex={isSelected ? 0 : -1}
      role="button"
      aria-label={`${title} ${below}`}
      aria-description={describe(row, formats).join('. ')}
      aria-pressed={isSelected}
    >
      {isClosed && <rect class="node-back" x={4} y={4} width={NODE_WIDTH} height={NODE_HEIGHT} rx={5} />}
      <rect class="node-box" width={NODE_WIDTH} height={NODE_HEIGHT} rx={row.kind === 'milestone' ? 22 : 5} />
      {row.done > 0 && row.kind !== 'milestone' && (
        <rect class="node-done" y={NODE_HEIGHT - 4} width={(NODE_WIDTH * row.done) / 100} height={4} rx={2} />
      )}
      <text class="node-title" x={10} y={19}>
        {`${title} `}
      </text>
      <text class="node-dates" x={10} y={35}>
        {below}
      </text>
    </g>
  );
}

/** A smooth line from the right edge of one node to the left edge of another. */
function curve(way: readonly (readonly [number, number])[]): string {
  const points = way.map(([x, y], i): [number, number] =>
    i === 0 ? [x + NODE_WIDTH / 2, y] : i === way.length - 1 ? [x - NODE_WIDTH / 2 - 1, y] : [x, y],
  );
  let path = `M${points[0][0]},${points[0][1]}`;
  for (let i = 1; i < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const middle = (ax + bx) / 2;
    path += `C${middle},${ay} ${middle},${by} ${bx},${by}`;
  }
  return path;
}
