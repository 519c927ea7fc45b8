import { applyChange, type ScheduleView } from '../../server/protocol/schedule';
import type { FromWebview, ToWebview } from '../../server/protocol/webview';
import { drawAxis } from './draw/axis';
import { drawChart } from './draw/chart';
import { columns, gridRow, tooltip } from './draw/grid';
import { html } from './draw/svg';
import { buildFrame, HEADER_HEIGHT } from './frame';
import { type Command, commandOf } from './input/keyboard';
import { positionOfLine, type VisibleRow, visibleRows } from './layout/rows';
import {
  DateFormats,
  maxPixelsPerDay,
  minPixelsPerDay,
  minuteAt,
  MINUTES_PER_DAY,
  type Scale,
  ticks,
  xOf,
} from './layout/scale';

/** What survives a reload of the window. */
export interface SavedState {
  readonly uri?: string;
  readonly pixelsPerDay?: number;
  readonly collapsed?: readonly string[];
}

const ROW_HEIGHT = 24;
/** Free time before the first and after the last date, in days. */
const MARGIN_DAYS = 14;
const OVERSCAN = 6;

/** The schedule page: shows a view that the extension sends, and tells what the user does; it computes no dates. */
export class SchedulePage {
  readonly #post: (message: FromWebview) => void;
  readonly #save: (state: SavedState) => void;
  readonly #formats: DateFormats;
  readonly #parts: ReturnType<typeof buildFrame>;
  #view: ScheduleView | undefined;
  #rows: readonly VisibleRow[] = [];
  #positions: Int32Array = new Int32Array(0);
  #collapsed: Set<string>;
  #pixelsPerDay: number;
  /** The first view decides the zoom, unless one was saved. */
  #isFitted: boolean;
  #scale: Scale = { pixelsPerDay: 20, origin: 0 };
  #selected: string | undefined;
  #frame = 0;
  #firstLine = -1;
  #scrollTop = 0;
  /** Scrolling that the page did itself is not reported back. */
  #quietUntil = 0;

  constructor(
    root: HTMLElement,
    language: string,
    post: (message: FromWebview) => void,
    saved: SavedState | undefined,
    save: (state: SavedState) => void,
  ) {
    this.#post = post;
    this.#save = save;
    this.#formats = new DateFormats(language);
    this.#collapsed = new Set(saved?.collapsed ?? []);
    this.#pixelsPerDay = saved?.pixelsPerDay ?? 20;
    this.#isFitted = saved?.pixelsPerDay !== undefined;
    this.#parts = buildFrame(root, (command) => this.#run(command));
    this.#listen();
  }

  receive(message: ToWebview): void {
    switch (message.type) {
      case 'view':
        this.#show(message.view);
        return;
      case 'change':
        if (this.#view && this.#view.version === message.change.since)
          this.#show(applyChange(this.#view, message.change));
        else this.#post({ type: 'ready' });
        return;
      case 'empty':
        this.#view = undefined;
        this.#parts.root.classList.add('empty');
        return;
      case 'scrollToLine':
        this.#scrollToLine(message.line);
        return;
      case 'cursor':
        this.#cursor(message.line);
    }
  }

  #show(view: ScheduleView): void {
    const isOther = this.#view?.uri !== view.uri;
    this.#view = view;
    const { root } = this.#parts;
    root.classList.toggle('empty', view.rows.length === 0);
    ({ rows: this.#rows, positions: this.#positions } = visibleRows(view, this.#collapsed));
    const first = Math.min(view.start, view.now) - MARGIN_DAYS * MINUTES_PER_DAY;
    const origin = Math.floor(first / MINUTES_PER_DAY) * MINUTES_PER_DAY;
    const shift = isOther ? 0 : ((this.#scale.origin - origin) * this.#pixelsPerDay) / MINUTES_PER_DAY;
    this.#scale = { pixelsPerDay: this.#pixelsPerDay, origin };
    this.#parts.status.replaceChildren(...this.#summary(view));
    this.#resize();
    if (isOther && !this.#isFitted) this.#run('fit');
    else if (isOther) this.#run('today');
    else if (shift !== 0) this.#parts.scroller.scrollLeft += shift;
    this.#saveState();
    this.#draw();
  }

  #summary(view: ScheduleView): HTMLElement[] {
    const format = (minute: number): string =>
      this.#formats.format(minute, { day: 'numeric', month: 'long', year: 'numeric' });
    const parts = [
      html('strong', 'plan-title', view.title || 'Untitled plan'),
      html('span', 'plan-finish', view.rows.length > 0 ? `finishes ${format(view.finish)}` : ''),
    ];
    if (view.deadlineSlack !== null) {
      const text = view.isLate
        ? `${view.deadlineSlack.replace('-', '')} after the deadline`
        : `${view.deadlineSlack} before the deadline`;
      parts.push(html('span', view.isLate ? 'plan-slack late' : 'plan-slack', text));
    }
    if (view.errors > 0)
      parts.push(html('span', 'plan-errors', `${view.errors} ${view.errors === 1 ? 'error' : 'errors'}`));
    return parts;
  }

  #listen(): void {
    const { scroller, grid, svgChart } = this.#parts;
    scroller.addEventListener(
      'scroll',
      () => {
        this.#draw();
        this.#reportScroll();
      },
      { passive: true },
    );
    new ResizeObserver(() => {
      this.#resize();
      this.#draw();
    }).observe(scroller);
    scroller.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.#zoom(
          Math.exp(-event.deltaY / 300),
          event.clientX - scroller.getBoundingClientRect().left - this.#gridWidth(),
        );
      },
      { passive: false },
    );
    scroller.addEventListener('keydown', (event) => {
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      this.#run(command);
    });
    const pathAt = (event: Event): string | undefined =>
      event.target instanceof Element
        ? event.target.closest<HTMLElement | SVGElement>('[data-path]')?.dataset.path
        : undefined;
    scroller.addEventListener('click', (event) => {
      const path = pathAt(event);
      if (path === undefined) return;
      if (event.target instanceof Element && event.target.closest('.twisty')) this.#toggle(path);
      this.#select(path, grid.contains(event.target as Node));
    });
    scroller.addEventListener('dblclick', (event) => {
      if (pathAt(event) !== undefined) this.#run('open');
    });
    svgChart.addEventListener('mousemove', (event) => {
      const path = pathAt(event);
      const row = path === undefined ? undefined : this.#rows.find((it) => it.row.path === path)?.row;
      const text = row && this.#view ? tooltip(row, this.#view, this.#formats) : '';
      if (svgChart.getAttribute('aria-description') === text) return;
      svgChart.setAttribute('aria-description', text);
      this.#parts.chartTitle.textContent = text;
    });
  }

  #run(command: Command): void {
    const view = this.#view;
    if (!view) return;
    const { scroller } = this.#parts;
    const chartWidth = Math.max(100, scroller.clientWidth - this.#gridWidth());
    const position = this.#rows.findIndex(({ row }) => row.path === this.#selected);
    const current = this.#rows[position];
    switch (command) {
      case 'zoom-in':
        return this.#zoom(1.5, chartWidth / 2);
      case 'zoom-out':
        return this.#zoom(1 / 1.5, chartWidth / 2);
      case 'fit': {
        const days = Math.max(1, (Math.max(view.finish, view.deadline ?? 0) - view.start) / MINUTES_PER_DAY);
        // Room for the names behind the last bars, as far as there is any.
        this.#setScale((chartWidth - Math.min(140, chartWidth / 4)) / (days + 2));
        scroller.scrollLeft = xOf(this.#scale, view.start) - 24;
        this.#isFitted = true;
        return this.#draw();
      }
      case 'today':
        scroller.scrollLeft = xOf(this.#scale, view.now) - chartWidth / 3;
        return this.#draw();
      case 'down':
        return this.#moveTo(position + 1);
      case 'up':
        return this.#moveTo(Math.max(0, position - 1));
      case 'page-down':
        return this.#moveTo(position + this.#pageRows());
      case 'page-up':
        return this.#moveTo(Math.max(0, position - this.#pageRows()));
      case 'first':
        return this.#moveTo(0);
      case 'last':
        return this.#moveTo(this.#rows.length - 1);
      case 'expand':
        if (current?.hasChildren && !current.isExpanded) this.#toggle(current.row.path);
        else if (current?.hasChildren) this.#moveTo(position + 1);
        return;
      case 'collapse':
        if (current?.isExpanded) this.#toggle(current.row.path);
        else if (current) this.#moveTo(this.#parentOf(position));
        return;
      case 'open':
        if (current) this.#post({ type: 'open', path: current.row.path, line: current.row.line });
        return;
      case 'open-code':
        if (current) this.#post({ type: 'openCode', path: current.row.path });
    }
  }

  #pageRows(): number {
    return Math.max(1, Math.floor((this.#parts.scroller.clientHeight - HEADER_HEIGHT) / ROW_HEIGHT) - 1);
  }

  #parentOf(position: number): number {
    const depth = this.#rows[position].row.depth;
    for (let i = position - 1; i >= 0; i--) if (this.#rows[i].row.depth < depth) return i;
    return position;
  }

  #moveTo(position: number): void {
    const target = this.#rows[Math.min(position, this.#rows.length - 1)];
    if (!target) return;
    this.#selected = target.row.path;
    this.#showPosition(Math.min(position, this.#rows.length - 1));
    this.#draw();
    this.#parts.grid.querySelector<HTMLElement>('.row.selected')?.focus({ preventScroll: true });
  }

  #select(path: string, focus: boolean): void {
    this.#selected = path;
    this.#draw();
    if (focus) this.#parts.grid.querySelector<HTMLElement>('.row.selected')?.focus({ preventScroll: true });
  }

  #toggle(path: string): void {
    if (!this.#collapsed.delete(path)) this.#collapsed.add(path);
    if (this.#view) ({ rows: this.#rows, positions: this.#positions } = visibleRows(this.#view, this.#collapsed));
    this.#resize();
    this.#saveState();
    this.#draw();
  }

  #gridWidth(): number {
    const wide = columns.reduce((sum, column) => sum + column.width, 0);
    // In a narrow panel the dates are in the chart; the names matter more.
    return this.#parts.scroller.clientWidth < 900
      ? this.#parts.scroller.clientWidth < 420
        ? 140
        : columns[0].width
      : wide;
  }

  #zoom(factor: number, around: number): void {
    const { scroller } = this.#parts;
    const minute = minuteAt(this.#scale, scroller.scrollLeft + around);
    this.#setScale(this.#pixelsPerDay * factor);
    scroller.scrollLeft = xOf(this.#scale, minute) - around;
    this.#saveState();
    this.#draw();
  }

  #setScale(pixelsPerDay: number): void {
    this.#pixelsPerDay = Math.min(maxPixelsPerDay, Math.max(minPixelsPerDay, pixelsPerDay));
    this.#scale = { ...this.#scale, pixelsPerDay: this.#pixelsPerDay };
    this.#resize();
  }

  /** Gives the scroller the size of all that could be seen. */
  #resize(): void {
    const { scroller, sizer, grid, header, chart, svgAxis, svgChart } = this.#parts;
    const view = this.#view;
    if (!view) return;
    const gridWidth = this.#gridWidth();
    const end =
      xOf(this.#scale, Math.max(view.finish, view.now, view.deadline ?? 0) + MARGIN_DAYS * MINUTES_PER_DAY) + 200;
    const width = Math.max(scroller.clientWidth, gridWidth + end);
    const height = HEADER_HEIGHT + this.#rows.length * ROW_HEIGHT + 8;
    sizer.style.width = `${width}px`;
    sizer.style.height = `${height}px`;
    const chartWidth = Math.max(0, scroller.clientWidth - gridWidth);
    const chartHeight = Math.max(0, scroller.clientHeight - HEADER_HEIGHT);
    header.style.width = `${gridWidth}px`;
    grid.style.width = `${gridWidth}px`;
    grid.style.height = `${chartHeight}px`;
    chart.style.left = `${gridWidth}px`;
    chart.style.width = `${chartWidth}px`;
    svgAxis.setAttribute('width', String(chartWidth));
    svgChart.setAttribute('width', String(chartWidth));
    svgChart.setAttribute('height', String(chartHeight));
    grid.setAttribute('aria-rowcount', String(this.#rows.length + 1));
  }

  #draw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const view = this.#view;
    if (!view) return;
    const { scroller, rowsLayer, svgAxis, svgChart, axisLayer, chartLayer, headerCells } = this.#parts;
    const gridWidth = this.#gridWidth();
    const { scrollTop, scrollLeft } = scroller;
    const height = scroller.clientHeight - HEADER_HEIGHT;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - OVERSCAN);
    const last = Math.min(this.#rows.length, Math.ceil((scrollTop + height) / ROW_HEIGHT) + OVERSCAN);
    const left = scrollLeft;
    const right = scrollLeft + scroller.clientWidth - gridWidth;
    const { major, minor, minorUnit } = ticks(
      this.#scale,
      minuteAt(this.#scale, left),
      minuteAt(this.#scale, right),
      this.#formats,
    );
    const shown = gridWidth < 400 ? [{ ...columns[0], width: gridWidth }] : columns;
    headerCells(shown);
    const focused = document.activeElement instanceof HTMLElement && rowsLayer.contains(document.activeElement);
    rowsLayer.replaceChildren(
      ...this.#rows.slice(first, last).map((visible, i) => {
        const element = gridRow(visible, first + i, view, this.#formats, shown, visible.row.path === this.#selected);
        element.style.top = `${(first + i) * ROW_HEIGHT}px`;
        return element;
      }),
    );
    const anySelected = this.#rows.slice(first, last).some(({ row }) => row.path === this.#selected);
    if (!anySelected) rowsLayer.querySelector<HTMLElement>('.row')?.setAttribute('tabindex', '0');
    rowsLayer.style.transform = `translateY(${-scrollTop}px)`;
    if (focused) rowsLayer.querySelector<HTMLElement>('.row.selected')?.focus({ preventScroll: true });
    axisLayer.replaceChildren(...drawAxis(view, this.#scale, major, minor, left, right, this.#formats));
    axisLayer.setAttribute('transform', `translate(${-scrollLeft},0)`);
    const window = { first, last: Math.max(last, Math.ceil((scrollTop + height) / ROW_HEIGHT) + 1), left, right };
    chartLayer.replaceChildren(
      ...drawChart({
        view,
        rows: this.#rows,
        positions: this.#positions,
        scale: this.#scale,
        rowHeight: ROW_HEIGHT,
        window,
        minor,
        major,
        showLines: minorUnit !== 'day' || this.#scale.pixelsPerDay > 40,
        selected: this.#selected,
      }),
    );
    chartLayer.setAttribute('transform', `translate(${-scrollLeft},${-scrollTop})`);
    svgAxis.setAttribute('data-version', String(view.version));
    svgChart.setAttribute('data-version', String(view.version));
  }

  #reportScroll(): void {
    const { scrollTop } = this.#parts.scroller;
    if (scrollTop === this.#scrollTop) return;
    this.#scrollTop = scrollTop;
    if (performance.now() < this.#quietUntil) return;
    const row = this.#rows[Math.floor(scrollTop / ROW_HEIGHT)]?.row;
    if (!row || row.line === this.#firstLine) return;
    this.#firstLine = row.line;
    this.#post({ type: 'scrolled', line: row.line });
  }

  #scrollToLine(line: number): void {
    const position = positionOfLine(this.#rows, line);
    this.#quietUntil = performance.now() + 250;
    this.#parts.scroller.scrollTop = Math.max(0, position) * ROW_HEIGHT;
    this.#firstLine = this.#rows[position]?.row.line ?? -1;
  }

  #cursor(line: number): void {
    const position = positionOfLine(this.#rows, line);
    const visible = this.#rows[position];
    const isInside = visible && line <= visible.row.endLine;
    this.#selected = isInside ? visible.row.path : undefined;
    if (isInside) this.#showPosition(position);
    this.#draw();
  }

  #showPosition(position: number): void {
    const { scroller } = this.#parts;
    const height = scroller.clientHeight - HEADER_HEIGHT;
    const top = position * ROW_HEIGHT;
    if (top >= scroller.scrollTop && top + ROW_HEIGHT <= scroller.scrollTop + height) return;
    this.#quietUntil = performance.now() + 250;
    scroller.scrollTop = top < scroller.scrollTop ? top : top + ROW_HEIGHT - height;
  }

  #saveState(): void {
    if (this.#view)
      this.#save({ uri: this.#view.uri, pixelsPerDay: this.#pixelsPerDay, collapsed: [...this.#collapsed] });
  }
}
