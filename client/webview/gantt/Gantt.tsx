import { Component, type VNode } from 'preact';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { pathAt } from '../input/pathAt';
import { ROW_HEIGHT } from '../layout/bars';
import { minuteAt, type Scale, type Ticks, ticks } from '../layout/scale';
import type { ChosenColumn } from '../state/saved';
import type { Store } from '../state/store';
import { t } from '../strings';
import { Tips, type Window } from './Arrows';
import { Axis } from './Axis';
import { Chart } from './Chart';
import { type Column, columnsIn, describe, isEditable } from './columns';
import { DraftRow } from './DraftRow';
import { DragTip } from './DragTip';
import { GridHeader } from './GridHeader';
import { GridRow } from './GridRow';
import { ChartGestures } from './gestures';
import { RowDrag } from './rowDrag';
import { HEADER_HEIGHT, type Viewport } from './viewport';

/** Rows above and below those that are seen, which are drawn already. */
const OVERSCAN = 6;

interface GanttProps {
  readonly store: Store;
  readonly viewport: Viewport;
  readonly run: (command: 'open' | 'menu') => void;
}

/** The table of tasks and the chart beside it, which scroll together; only what is in sight is drawn. */
export class Gantt extends Component<GanttProps> {
  readonly #gestures: ChartGestures;
  readonly #rowDrag: RowDrag;
  #columns: readonly Column[] = [];
  #columnsKey: unknown[] = [];
  #revealed = 0;
  #reported = -1;
  #scrollTop = 0;
  #observer: ResizeObserver | undefined;

  constructor(props: GanttProps) {
    super(props);
    this.#gestures = new ChartGestures(props.store, props.viewport);
    this.#rowDrag = new RowDrag(props.store, props.viewport);
  }

  override componentDidMount(): void {
    const { store, viewport } = this.props;
    const { element } = viewport;
    if (!element) return;
    this.#observer = new ResizeObserver(() => store.changed());
    this.#observer.observe(element);
    element.addEventListener('wheel', this.#wheel, { passive: false });
    document.addEventListener('keydown', this.#escape, true);
    this.#after();
  }

  override componentWillUnmount(): void {
    this.#observer?.disconnect();
    this.props.viewport.element?.removeEventListener('wheel', this.#wheel);
    document.removeEventListener('keydown', this.#escape, true);
    this.props.viewport.element = undefined;
  }

  override componentDidUpdate(): void {
    this.#after();
  }

  /** What follows a drawing: the first sight of a plan, what is to be scrolled to, and where the keyboard is. */
  #after(): void {
    const { store, viewport } = this.props;
    if (store.view) viewport.begin(store.view);
    const { reveal } = store;
    if (reveal && reveal.serial !== this.#revealed) {
      this.#revealed = reveal.serial;
      viewport.scrollToPosition(reveal.position, reveal.how);
      // The row that is to have the keyboard is drawn after the scrolling.
      store.changed();
    } else if (store.focus === 'row' || store.focus === 'cell') this.#focus(store);
  }

  #focus(store: Store): void {
    const { element } = this.props.viewport;
    const wanted =
      store.focus === 'cell'
        ? element?.querySelector<HTMLInputElement>('.cell-editor')
        : element?.querySelector<HTMLElement>('.row.selected');
    if (!wanted) return;
    store.focus = undefined;
    wanted.focus({ preventScroll: true });
    if (wanted instanceof HTMLInputElement) wanted.select();
  }

  readonly #wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { viewport } = this.props;
    const left = viewport.element?.getBoundingClientRect().left ?? 0;
    viewport.zoom(Math.exp(-event.deltaY / 300), Math.max(0, event.clientX - left - viewport.gridWidth));
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && (this.#gestures.cancel() || this.#rowDrag.cancel())) event.stopPropagation();
  };

  readonly #scrolled = (): void => {
    const { store, viewport } = this.props;
    store.changed();
    const top = viewport.element?.scrollTop ?? 0;
    const isSideways = top === this.#scrollTop;
    this.#scrollTop = top;
    if (isSideways || performance.now() < viewport.quietUntil) return;
    const first = viewport.firstPosition;
    const row = store.visibleTask(first)?.row;
    if (!row || row.plan !== undefined || row.line === this.#reported) return;
    this.#reported = row.line;
    store.host.post({ type: 'scrolled', line: row.line });
  };

  override render(): VNode | null {
    const { store, viewport } = this.props;
    const { view } = store;
    if (!view) return null;
    const { element } = viewport;
    const scale = viewport.scaleFor(view);
    const { gridWidth, chartWidth, chartHeight } = viewport;
    const [scrollTop, scrollLeft] = [element?.scrollTop ?? 0, element?.scrollLeft ?? 0];
    const { rows } = store.rows;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - OVERSCAN);
    const end = Math.ceil((scrollTop + chartHeight) / ROW_HEIGHT);
    const window: Window = {
      first,
      last: Math.max(first, Math.max(end + 1, Math.min(rows.length, end + OVERSCAN))),
      left: scrollLeft,
      right: scrollLeft + chartWidth,
    };
    const divisions = ticks(scale, minuteAt(scale, window.left), minuteAt(scale, window.right), store.formats);
    const columns = this.#columnsFor(store.columns, gridWidth - 1);
    return (
      <div
        class="scroller"
        ref={(it) => {
          viewport.element = it ?? viewport.element;
        }}
        onScroll={this.#scrolled}
      >
        <div
          class="sizer"
          style={{
            width: `${viewport.contentWidth(view, scale)}px`,
            height: `${HEADER_HEIGHT + rows.length * ROW_HEIGHT + 8}px`,
          }}
        >
          <div class="top">
            <GridHeader columns={columns} width={gridWidth} store={store} />
            <svg class="axis" width={chartWidth} height={HEADER_HEIGHT} aria-hidden="true" data-version={view.version}>
              <Axis
                view={view}
                scale={scale}
                ticks={divisions}
                left={window.left}
                right={window.right}
                formats={store.formats}
              />
            </svg>
          </div>
          <div class="content">
            {this.#grid(columns, window, scrollTop, gridWidth, chartHeight)}
            {this.#chart(view, scale, divisions, window, scrollTop, chartWidth, chartHeight)}
          </div>
        </div>
        <DragTip store={store} gestures={this.#gestures} scale={scale} />
      </div>
    );
  }

  #grid(columns: readonly Column[], window: Window, scrollTop: number, width: number, height: number): VNode {
    const { store } = this.props;
    const { rows } = store.rows;
    const visible = rows.slice(window.first, window.last);
    const selectedAt = visible.findIndex((it) => (it.kind === 'task' ? it.row.path : it.key) === store.selected);
    const drop = this.#rowDrag.drop;
    return (
      <div
        class={`grid${this.#rowDrag.isMoving ? ' moving' : ''}`}
        role="treegrid"
        aria-label={t('Tasks')}
        aria-rowcount={rows.length + 1}
        style={{ width: `${width}px`, height: `${height}px` }}
        onClick={this.#gridClick}
        onDblClick={this.#gridDoubleClick}
        onContextMenu={this.#contextMenu}
        onPointerDown={(event) => this.#gridPointerDown(event)}
        onPointerMove={(event) => this.#rowDrag.move(event.clientX, event.clientY)}
        onPointerUp={() => this.#rowDrag.release()}
      >
        <div class="visually-hidden" role="row">
          {columns.map(({ id, title }) => (
            <span key={id} role="columnheader">
              {title}
            </span>
          ))}
        </div>
        <div class="rows" role="rowgroup" style={{ transform: `translateY(${-scrollTop}px)` }}>
          {visible.map((it, i) => {
            const path = it.kind === 'task' ? it.row.path : it.key;
            return (
              <GridRow
                key={it.key}
                store={store}
                visible={it}
                position={window.first + i}
                ghosts={it.kind === 'task' ? store.ghostsOf(it.row.path) : undefined}
                columns={columns}
                isSelected={i === selectedAt}
                isStop={i === (selectedAt < 0 ? Math.min(OVERSCAN, window.first === 0 ? 0 : OVERSCAN) : selectedAt)}
                editing={store.cell?.path === path && i === selectedAt ? store.cell.column : undefined}
                drop={drop?.path === path ? drop.how : undefined}
              />
            );
          })}
          {store.draft && <DraftRow store={store} draft={store.draft} />}
        </div>
      </div>
    );
  }

  #chart(
    view: ScheduleView,
    scale: Scale,
    divisions: Ticks,
    window: Window,
    scrollTop: number,
    width: number,
    height: number,
  ): VNode {
    const { store } = this.props;
    const gestures = this.#gestures;
    const row = gestures.drag ? undefined : store.row(gestures.hover);
    const description = row && describe(row, store.formats, store.ghostsOf(row.path)).join('\n');
    return (
      <div class={`chart${gestures.drag ? ' dragging' : ''}`}>
        <svg
          class="gantt"
          role="img"
          aria-label={t('Gantt chart; the table has the same content')}
          aria-description={description}
          width={width}
          height={height}
          data-version={view.version}
          onPointerDown={(event) => gestures.pointerDown(event, scale)}
          onPointerMove={(event) => gestures.pointerMove(event, scale)}
          onPointerUp={() => gestures.pointerUp(scale)}
          onPointerCancel={() => gestures.cancel()}
          onPointerLeave={() => gestures.pointerLeave()}
          onDblClick={() => this.props.run('open')}
          onContextMenu={this.#contextMenu}
        >
          {description && <title>{description}</title>}
          <Tips />
          <g transform={`translate(${-window.left},${-scrollTop})`}>
            <Chart
              store={store}
              view={view}
              scale={scale}
              ticks={divisions}
              window={window}
              drag={gestures.drag}
              hover={gestures.hover}
            />
          </g>
        </svg>
      </div>
    );
  }

  #gridPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    if (event.target.closest('.twisty, .cell-editor')) return;
    const path = pathAt(event);
    if (path !== undefined && event.target.closest('.cell.title')) this.#rowDrag.press(path, event.clientY);
  }

  readonly #gridClick = (event: MouseEvent): void => {
    const { store } = this.props;
    const path = pathAt(event);
    if (path === undefined || !(event.target instanceof Element) || event.target.closest('.cell-editor')) return;
    const visible = store.rows.rows[store.positionOf(path)];
    if (event.target.closest('.twisty') || (visible?.kind === 'group' && store.selected === path))
      store.toggle(visible?.key ?? path);
    store.focus = 'row';
    store.select(path);
  };

  readonly #gridDoubleClick = (event: MouseEvent): void => {
    const { store } = this.props;
    const path = pathAt(event);
    const row = store.row(path);
    if (!row || !(event.target instanceof Element)) return;
    const id = event.target.closest<HTMLElement>('[data-column]')?.dataset.column;
    const column = this.#columns.find((it) => it.id === id);
    if (!column || id === 'title' || !isEditable(column, row)) return this.props.run('open');
    store.cell = { path: row.path, column: column.id };
    store.focus = 'cell';
    store.changed();
  };

  readonly #contextMenu = (event: MouseEvent): void => {
    const { store } = this.props;
    const link = event.target instanceof Element ? event.target.closest<SVGElement>('.link') : null;
    const row = store.row(pathAt(event));
    event.preventDefault();
    if (link?.dataset.from && link.dataset.to) store.selectedLink = { from: link.dataset.from, to: link.dataset.to };
    else if (row) store.select(row.path);
    else return;
    store.open({ kind: 'menu', name: link ? 'link' : 'task', x: event.clientX, y: event.clientY });
  };

  #columnsFor(chosen: readonly ChosenColumn[], width: number): readonly Column[] {
    const key = [chosen, width];
    if (key.some((it, i) => it !== this.#columnsKey[i])) {
      this.#columnsKey = key;
      this.#columns = columnsIn(chosen, width, this.props.store.ghosts);
    }
    return this.#columns;
  }
}
