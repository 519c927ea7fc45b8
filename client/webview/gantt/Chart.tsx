import type { VNode } from 'preact';
import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import { type Drag, draggedDates, draggedProgress } from '../input/drag';
import { BAR_HEIGHT, boxOf, ROW_HEIGHT } from '../layout/bars';
import { type Scale, type Ticks, xOf } from '../layout/scale';
import type { Store } from '../state/store';
import { Arrows, type Window } from './Arrows';
import { Bar, diamond } from './Bar';

interface ChartProps {
  readonly store: Store;
  readonly view: ScheduleView;
  readonly scale: Scale;
  readonly ticks: Ticks;
  readonly window: Window;
  readonly drag: Drag | undefined;
  readonly hover: string | undefined;
}

/** What lies in the window: the calendar behind, arrows, bars, lines of dates, and what is being dragged. */
export function Chart({ store, view, scale, ticks, window, drag, hover }: ChartProps): VNode {
  const { rows, positions } = store.rows;
  const visible = rows.slice(window.first, window.last);
  return (
    <>
      <Background view={view} scale={scale} ticks={ticks} window={window} />
      <g>
        {visible.map(
          (row, i) =>
            (row.kind === 'task' ? row.row.path : row.key) === store.selected && (
              <rect
                class="selected-row"
                x={window.left}
                y={(window.first + i) * ROW_HEIGHT}
                width={window.right - window.left}
                height={ROW_HEIGHT}
              />
            ),
        )}
      </g>
      <Arrows view={view} positions={positions} scale={scale} window={window} selected={store.selectedLink} />
      <g class="bars">
        {visible.map((it, i) =>
          it.kind === 'group' ? null : (
            <Bar
              key={it.key}
              row={it.row}
              position={window.first + i}
              scale={scale}
              isExpanded={it.isExpanded}
              isSelected={it.row.path === store.selected}
              isHot={(it.row.path === hover || it.row.path === store.selected) && drag === undefined}
              ghosts={store.ghostsOf(it.row.path)}
              comparisons={store.ghosts.length}
            />
          ),
        )}
      </g>
      <Marks view={view} scale={scale} window={window} />
      {store.preview && !('refused' in store.preview) && (
        <Consequences store={store} dates={store.preview.dates} scale={scale} window={window} />
      )}
      {drag && <Dragged drag={drag} scale={scale} store={store} />}
    </>
  );
}

export function Background({
  view,
  scale,
  ticks,
  window,
}: {
  view: ScheduleView;
  scale: Scale;
  ticks: Ticks;
  window: Window;
}): VNode {
  const top = window.first * ROW_HEIGHT;
  const height = (window.last - window.first) * ROW_HEIGHT;
  const line = (kind: string, minute: number): VNode => {
    const x = Math.round(xOf(scale, minute)) + 0.5;
    return <line key={`${kind}${minute}`} class={kind} x1={x} x2={x} y1={top} y2={top + height} />;
  };
  // Weekends a pixel wide would only be noise.
  const off =
    scale.pixelsPerDay < 2
      ? []
      : view.daysOff.filter(([start, end]) => xOf(scale, end) > window.left && xOf(scale, start) < window.right);
  return (
    <>
      <g class="off">
        {off.map(([start, end]) => (
          <rect key={start} x={xOf(scale, start)} y={top} width={xOf(scale, end) - xOf(scale, start)} height={height} />
        ))}
      </g>
      <g class="lines">
        {ticks.hasMinorLines && ticks.minor.map(({ minute }) => line('minor', minute))}
        {ticks.major.map(({ minute }) => line('major', minute))}
      </g>
    </>
  );
}

export function Marks({ view, scale, window }: { view: ScheduleView; scale: Scale; window: Window }): VNode {
  const [top, bottom] = [window.first * ROW_HEIGHT, window.last * ROW_HEIGHT];
  const mark = (minute: number, kind: string): VNode | null => {
    const x = Math.round(xOf(scale, minute)) + 0.5;
    return x < window.left || x > window.right ? null : <line class={kind} x1={x} x2={x} y1={top} y2={bottom} />;
  };
  return (
    <g class="marks">
      {mark(view.now, 'now')}
      {view.deadline !== null && mark(view.deadline, view.isLate ? 'plan-deadline late' : 'plan-deadline')}
    </g>
  );
}

/** Where tasks would be after what is being dragged. */
function Consequences({
  store,
  dates,
  scale,
  window,
}: {
  store: Store;
  dates: readonly { readonly task: string; readonly start: number; readonly finish: number }[];
  scale: Scale;
  window: Window;
}): VNode {
  return (
    <g class="consequences">
      {dates.map(({ task, start, finish }) => {
        const row = store.row(task);
        const position = store.rows.positions[store.indexOf(task)] ?? -1;
        if (!row || row.kind === 'summary' || position < window.first || position >= window.last) return null;
        return <Outline key={task} row={{ ...row, start, finish }} position={position} scale={scale} kind="would-be" />;
      })}
    </g>
  );
}

function Outline({
  row,
  position,
  scale,
  kind,
}: {
  row: ScheduleRow;
  position: number;
  scale: Scale;
  kind: string;
}): VNode | null {
  const box = boxOf(row, position, scale);
  if (!box) return null;
  if (row.kind === 'milestone') return <path class={kind} d={diamond(box)} />;
  const shape = { x: box.left, y: box.y - BAR_HEIGHT / 2, width: box.right - box.left, height: BAR_HEIGHT };
  return <rect class={kind} {...shape} rx={Math.min(3, shape.width / 2)} />;
}

/** What is being dragged follows the mouse. */
function Dragged({ drag, scale, store }: { drag: Drag; scale: Scale; store: Store }): VNode | null {
  const { row, grip } = drag;
  const position = store.rows.positions[store.indexOf(row.path)] ?? -1;
  const box = boxOf(row, position, scale);
  if (!box) return null;
  if (grip === 'link-start' || grip === 'link-finish') {
    const x = grip === 'link-start' ? box.left : box.right;
    return (
      <g class="dragged">
        <line class="new-link" x1={x} y1={box.y} x2={drag.x} y2={drag.y} />
        <circle class="new-link-end" cx={drag.x} cy={drag.y} r={4} />
        {drag.target && <Target path={drag.target.path} end={drag.target.end} store={store} scale={scale} />}
      </g>
    );
  }
  if (grip === 'progress') {
    const x = box.left + ((box.right - box.left) * draggedProgress(drag, scale)) / 100;
    return (
      <g class="dragged">
        <line class="new-progress" x1={x} x2={x} y1={box.y - 10} y2={box.y + 10} />
      </g>
    );
  }
  const dates = draggedDates(drag, scale);
  return (
    <g class="dragged">
      {dates && <Outline row={{ ...row, ...dates }} position={position} scale={scale} kind="wished" />}
    </g>
  );
}

function Target({
  path,
  end,
  store,
  scale,
}: {
  path: string;
  end: 'start' | 'finish';
  store: Store;
  scale: Scale;
}): VNode | null {
  const row = store.row(path);
  const box = row && boxOf(row, store.rows.positions[store.indexOf(path)] ?? -1, scale);
  if (!box) return null;
  const x = end === 'start' ? box.left : box.right;
  return (
    <>
      <rect
        class="target"
        x={box.left - 3}
        y={box.y - BAR_HEIGHT / 2 - 3}
        width={box.right - box.left + 6}
        height={BAR_HEIGHT + 6}
        rx={4}
      />
      <circle class="new-link-end" cx={x} cy={box.y} r={4} />
    </>
  );
}
