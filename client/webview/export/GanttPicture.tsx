import type { VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { Arrows, type Window } from '../gantt/Arrows';
import { Axis } from '../gantt/Axis';
import { Bar, shortened } from '../gantt/Bar';
import { Background, Marks } from '../gantt/Chart';
import { type Column, columnsIn, statusMarks } from '../gantt/columns';
import { HEADER_HEIGHT, lastOf, type Viewport } from '../gantt/viewport';
import { middleOf, ROW_HEIGHT } from '../layout/bars';
import { spanOf } from '../layout/portfolio';
import type { VisibleRow } from '../layout/rows';
import { MINUTES_PER_DAY, minuteAt, ticks, xOf } from '../layout/scale';
import type { Store } from '../state/store';
import { Paper } from './Paper';

/** Days before the first and after the last date. */
const MARGIN_DAYS = 3;

/** All rows that are shown, over the whole plan, at the present zoom. */
export function GanttPicture({
  store,
  view,
  viewport,
}: {
  store: Store;
  view: ScheduleView;
  viewport: Viewport;
}): VNode {
  const scale = viewport.scaleFor(view);
  const { rows, positions } = store.rows;
  const grid = viewport.gridWidth;
  const columns = columnsIn(store.columns, grid, store.ghosts);
  const left = xOf(scale, Math.min(spanOf(view).start, view.now) - MARGIN_DAYS * MINUTES_PER_DAY);
  const right = xOf(scale, lastOf(view) + MARGIN_DAYS * MINUTES_PER_DAY) + 150;
  const window: Window = { first: 0, last: rows.length, left, right };
  const divisions = ticks(scale, minuteAt(scale, left), minuteAt(scale, right), store.formats);
  const [width, height] = [grid + right - left, HEADER_HEIGHT + rows.length * ROW_HEIGHT + 8];
  return (
    <Paper store={store} view={view} width={width} height={height}>
      <clipPath id="chart-area">
        <rect x={0} y={0} width={right - left} height={height} />
      </clipPath>
      <GridTexts store={store} columns={columns} rows={rows} />
      <g transform={`translate(${grid},0)`} clip-path="url(#chart-area)">
        <Axis view={view} scale={scale} ticks={divisions} left={left} right={right} formats={store.formats} />
        <g transform={`translate(${-left},${HEADER_HEIGHT})`}>
          <Background view={view} scale={scale} ticks={divisions} window={window} />
          <Arrows view={view} positions={positions} scale={scale} window={window} selected={undefined} />
          <g class="bars">
            {rows.map((it, position) =>
              it.kind === 'group' ? null : (
                <Bar
                  key={it.key}
                  row={it.row}
                  position={position}
                  scale={scale}
                  isExpanded={it.isExpanded}
                  isSelected={false}
                  isHot={false}
                  ghosts={store.ghostsOf(it.row.path)}
                  comparisons={store.ghosts.length}
                />
              ),
            )}
          </g>
          <Marks view={view} scale={scale} window={window} />
        </g>
      </g>
      <line class="frame-line" x1={grid + 0.5} x2={grid + 0.5} y1={0} y2={height} />
      <line class="frame-line" x1={0} x2={width} y1={HEADER_HEIGHT - 0.5} y2={HEADER_HEIGHT - 0.5} />
    </Paper>
  );
}

/** The table of tasks as texts. */
function GridTexts({
  store,
  columns,
  rows,
}: {
  store: Store;
  columns: readonly Column[];
  rows: readonly VisibleRow[];
}): VNode {
  let x = 0;
  const placed = columns.map((column) => {
    const at = x;
    x += column.width;
    return { column, at };
  });
  const cell = (column: Column, at: number, y: number, text: string, kind: string, indent = 0): VNode => (
    <text
      key={`${column.id}${y}`}
      class={kind}
      x={column.align === 'end' ? at + column.width - 6 : at + 6 + indent}
      y={y}
      text-anchor={column.align === 'end' ? 'end' : 'start'}
      dominant-baseline="central"
    >
      {shortened(text, Math.max(3, Math.floor((column.width - indent - 8) / 6.3)))}
    </text>
  );
  return (
    <>
      {placed.map(({ column, at }) => cell(column, at, HEADER_HEIGHT - 12, column.title, 'picture-head'))}
      {rows.map((it, position) => {
        const y = HEADER_HEIGHT + middleOf(position);
        if (it.kind === 'group') return cell(columns[0], 0, y, `${it.title} (${it.count})`, 'picture-group');
        const mark =
          it.row.kind === 'milestone' ? '◆ ' : it.row.kind === 'summary' ? '' : `${statusMarks[it.row.status]} `;
        return placed.map(({ column, at }) =>
          cell(
            column,
            at,
            y,
            column.id === 'title' ? mark + it.row.title : column.text(it.row, store),
            `picture-cell ${it.row.kind}${it.row.status === 'done' ? ' over' : ''}`,
            column.id === 'title' ? it.depth * 14 : 0,
          ),
        );
      })}
    </>
  );
}
