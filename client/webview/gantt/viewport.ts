import type { ScheduleView } from '../../../server/protocol/schedule';
import { ROW_HEIGHT } from '../layout/bars';
import { spanOf } from '../layout/portfolio';
import { MINUTES_PER_DAY, minuteAt, possibleZoom, type Scale, xOf } from '../layout/scale';
import type { Store } from '../state/store';

/** Pixels of the head of the chart and of the table. */
export const HEADER_HEIGHT = 44;
/** Free time before the first and after the last date, in days. */
const MARGIN_DAYS = 14;
/** The narrowest useful grid and chart. */
const MIN_GRID = 120;
const MIN_CHART = 160;

/** What part of the chart is seen: its scale, and the element that scrolls. */
export class Viewport {
  readonly #store: Store;
  element: HTMLElement | undefined;
  /** Scrolling that the page did itself is not reported back until then. */
  quietUntil = 0;
  #scale: Scale = { pixelsPerDay: 20, origin: 0 };
  #uri: string | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The scale for the view; the same object as long as nothing changes. */
  scaleFor(view: ScheduleView): Scale {
    const first = Math.min(spanOf(view).start, view.now) - MARGIN_DAYS * MINUTES_PER_DAY;
    const origin = Math.floor(first / MINUTES_PER_DAY) * MINUTES_PER_DAY;
    const days = (lastOf(view) - origin) / MINUTES_PER_DAY + MARGIN_DAYS;
    const pixelsPerDay = possibleZoom(this.#store.choices.pixelsPerDay || 20, days);
    if (origin !== this.#scale.origin && this.element && this.#uri === view.uri)
      this.element.scrollLeft += ((this.#scale.origin - origin) * pixelsPerDay) / MINUTES_PER_DAY;
    if (origin !== this.#scale.origin || pixelsPerDay !== this.#scale.pixelsPerDay)
      this.#scale = { origin, pixelsPerDay };
    return this.#scale;
  }

  get gridWidth(): number {
    const available = this.element?.clientWidth ?? 0;
    const { columns } = this.#store;
    const { gridWidth } = this.#store.choices;
    const all = columns.reduce((sum, { width }) => sum + width, 0) + 1;
    const wished = gridWidth ?? Math.min(all, Math.max(columns[0]?.width ?? 0, available * 0.42));
    return Math.round(Math.max(MIN_GRID, Math.min(wished, all, available - MIN_CHART)));
  }

  get chartWidth(): number {
    return Math.max(0, (this.element?.clientWidth ?? 0) - this.gridWidth);
  }

  get chartHeight(): number {
    return Math.max(0, (this.element?.clientHeight ?? 0) - HEADER_HEIGHT);
  }

  /** Pixels of everything that could be seen. */
  contentWidth(view: ScheduleView, scale: Scale): number {
    const end = xOf(scale, lastOf(view) + MARGIN_DAYS * MINUTES_PER_DAY) + 200;
    return Math.max(this.element?.clientWidth ?? 0, this.gridWidth + end);
  }

  /** At the first sight of a plan: all of it, or at the zoom that was chosen the status date. */
  begin(view: ScheduleView): void {
    if (this.#uri === view.uri || !this.element || this.element.clientWidth === 0) return;
    this.#uri = view.uri;
    if (this.#store.choices.pixelsPerDay === 0) this.fit();
    else this.today();
  }

  fit(): void {
    const { view } = this.#store;
    if (!view || !this.element) return;
    const { start } = spanOf(view);
    const days = Math.max(1, (lastOf(view) - start) / MINUTES_PER_DAY);
    const { chartWidth } = this;
    // Room for the names behind the last bars, as far as there is any.
    const zoom = (chartWidth - Math.min(150, chartWidth / 4)) / (days + 2);
    this.#setZoom(zoom, view);
    this.#scrollLeft(xOf(this.#scale, start) - 24);
  }

  today(): void {
    const { view } = this.#store;
    if (view) this.#scrollLeft(xOf(this.scaleFor(view), view.now) - this.chartWidth / 3);
    this.#store.changed();
  }

  /** Brings the bar of a task into sight. */
  showMinutes(start: number, finish: number): void {
    const { view } = this.#store;
    if (!view || !this.element) return;
    const scale = this.scaleFor(view);
    const [left, right] = [xOf(scale, start), xOf(scale, finish)];
    const { scrollLeft } = this.element;
    if (left >= scrollLeft && right <= scrollLeft + this.chartWidth) return;
    const begin = left - Math.min(this.chartWidth / 3, 80);
    const isBeginSeen = left >= scrollLeft && left < scrollLeft + this.chartWidth * 0.8;
    // What grew over the edge moves the chart no further than it must.
    this.#scrollLeft(isBeginSeen ? Math.min(begin, right + 40 - this.chartWidth) : begin);
    this.#store.changed();
  }

  /**
   * Zooms by a factor; the moment under a point of the chart stays where it is.
   *
   * @param around pixels from the left edge of the chart; its middle when left out
   */
  zoom(factor: number, around = this.chartWidth / 2): void {
    const { view } = this.#store;
    if (!view || !this.element) return;
    const scale = this.scaleFor(view);
    const minute = minuteAt(scale, this.element.scrollLeft + around);
    this.#setZoom(scale.pixelsPerDay * factor, view);
    this.#scrollLeft(xOf(this.#scale, minute) - around);
  }

  /** The place of the row at the top. */
  get firstPosition(): number {
    return Math.floor((this.element?.scrollTop ?? 0) / ROW_HEIGHT);
  }

  get pageRows(): number {
    return Math.max(1, Math.floor(this.chartHeight / ROW_HEIGHT) - 1);
  }

  scrollToPosition(position: number, how: 'near' | 'top'): void {
    if (!this.element) return;
    const top = position * ROW_HEIGHT;
    const { scrollTop } = this.element;
    const isVisible = top >= scrollTop && top + ROW_HEIGHT <= scrollTop + this.chartHeight;
    if (how === 'near' && isVisible) return;
    this.quietUntil = performance.now() + 250;
    this.element.scrollTop = how === 'top' || top < scrollTop ? top : top + ROW_HEIGHT - this.chartHeight;
  }

  /** Scrolls while something is dragged over an edge; tells whether it did. */
  nudge(clientX: number, clientY: number): boolean {
    const { element } = this;
    if (!element) return false;
    const { scrollLeft, scrollTop } = element;
    const box = element.getBoundingClientRect();
    const near = 24;
    const left = box.left + this.gridWidth;
    if (clientX > box.right - near) element.scrollLeft += 16;
    else if (clientX < left + near && clientX > left - 40) element.scrollLeft -= 16;
    if (clientY > box.bottom - near) element.scrollTop += 12;
    else if (clientY < box.top + HEADER_HEIGHT + near) element.scrollTop -= 12;
    return element.scrollLeft !== scrollLeft || element.scrollTop !== scrollTop;
  }

  #setZoom(pixelsPerDay: number, view: ScheduleView): void {
    const days = (lastOf(view) - this.#scale.origin) / MINUTES_PER_DAY + MARGIN_DAYS;
    this.#store.choose({ pixelsPerDay: possibleZoom(pixelsPerDay, days) });
    this.scaleFor(view);
    // What is scrolled to must be there already.
    const sizer = this.element?.firstElementChild;
    if (sizer instanceof HTMLElement) sizer.style.width = `${this.contentWidth(view, this.#scale)}px`;
  }

  #scrollLeft(left: number): void {
    if (this.element) this.element.scrollLeft = left;
  }
}

/** The last minute of interest. */
export function lastOf(view: ScheduleView): number {
  return Math.max(spanOf(view).finish, view.now, view.deadline ?? -Infinity);
}
