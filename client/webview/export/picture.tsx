import { render, type VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { Arrows, Tips, type Window } from '../gantt/Arrows';
import { Axis } from '../gantt/Axis';
import { Bar, shortened } from '../gantt/Bar';
import { Background, Marks } from '../gantt/Chart';
import { type Column, columnsIn, statusMarks } from '../gantt/columns';
import { HEADER_HEIGHT, lastOf, type Viewport } from '../gantt/viewport';
import { middleOf, ROW_HEIGHT } from '../layout/bars';
import type { VisibleRow } from '../layout/rows';
import { MINUTES_PER_DAY, type Scale, ticks, xOf } from '../layout/scale';
import type { Store } from '../state/store';
import { t } from '../strings';
import { inlineStyles } from './inlineStyles';

/** No browser draws larger pictures. */
const MAX_SIDE = 16_000;
const MAX_PIXELS = 120_000_000;
const TITLE_HEIGHT = 36;
/** Days before the first and after the last date. */
const MARGIN_DAYS = 3;

/** Draws all rows that are shown, over the whole plan at the present zoom, and hands the picture to the extension. */
export async function exportPicture(format: 'svg' | 'png' | 'print', store: Store, viewport: Viewport): Promise<void> {
  const { view } = store;
  if (!view) return;
  const { text, width, height } = pictureOf(store, view, viewport);
  if (format === 'svg') return store.host.post({ type: 'export', format, data: text });
  if (format === 'print') return store.host.post({ type: 'print', svg: text });
  const scale = Math.min(2, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_PIXELS / (width * height)));
  if (scale < 0.4)
    return store.tell(t('The picture would be too large for PNG. Zoom out, close summaries, or export SVG.'), 'error');
  store.host.post({ type: 'export', format, data: await pngOf(text, width, height, scale) });
}

/** The chart as a document of its own: an SVG text without references to anything outside. */
function pictureOf(
  store: Store,
  view: ScheduleView,
  viewport: Viewport,
): { readonly text: string; readonly width: number; readonly height: number } {
  const host = document.createElement('div');
  host.className = 'export-host';
  document.body.append(host);
  try {
    render(<Picture store={store} view={view} viewport={viewport} />, host);
    const svg = host.querySelector('svg');
    if (!svg) throw new Error('nothing was drawn');
    inlineStyles(svg);
    const { width, height } = svg.viewBox.baseVal;
    return { text: new XMLSerializer().serializeToString(svg), width, height };
  } finally {
    render(null, host);
    host.remove();
  }
}

function Picture({ store, view, viewport }: { store: Store; view: ScheduleView; viewport: Viewport }): VNode {
  const scale = viewport.scaleFor(view);
  const { rows, positions } = store.rows;
  const grid = viewport.gridWidth;
  const columns = columnsIn(store.columns, grid);
  const left = xOf(scale, Math.min(view.start, view.now) - MARGIN_DAYS * MINUTES_PER_DAY);
  const right = xOf(scale, lastOf(view) + MARGIN_DAYS * MINUTES_PER_DAY) + 150;
  const window: Window = { first: 0, last: rows.length, left, right };
  const divisions = ticks(scale, minute(scale, left), minute(scale, right), store.formats);
  const [width, height] = [grid + right - left, TITLE_HEIGHT + HEADER_HEIGHT + rows.length * ROW_HEIGHT + 8];
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <title>{view.title}</title>
      <Tips />
      <clipPath id="chart-area">
        <rect x={0} y={0} width={right - left} height={height} />
      </clipPath>
      <rect class="paper" width={width} height={height} />
      <text class="picture-title" x={10} y={23}>
        {`${view.title} · ${t('finishes {0}', store.formats.format(view.finish, { dateStyle: 'long' }))}`}
      </text>
      <g transform={`translate(0,${TITLE_HEIGHT})`}>
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
                    ghost={store.ghostOf(it.row.path)}
                  />
                ),
              )}
            </g>
            <Marks view={view} scale={scale} window={window} />
          </g>
        </g>
        <line class="frame-line" x1={grid + 0.5} x2={grid + 0.5} y1={0} y2={height} />
        <line class="frame-line" x1={0} x2={width} y1={HEADER_HEIGHT - 0.5} y2={HEADER_HEIGHT - 0.5} />
      </g>
    </svg>
  );
}

function minute(scale: Scale, x: number): number {
  return scale.origin + (x * MINUTES_PER_DAY) / scale.pixelsPerDay;
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

/** A picture of an SVG text, in base 64. */
async function pngOf(text: string, width: number, height: number, scale: number): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1];
}
