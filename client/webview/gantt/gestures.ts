import type { ScheduleRow } from '../../../server/protocol/schedule';
import { DRAG_THRESHOLD, type Drag, editOf, type Grip, hasGrip } from '../input/drag';
import { pathAt } from '../input/pathAt';
import { boxOf, isPoint, ROW_HEIGHT } from '../layout/bars';
import { type Scale } from '../layout/scale';
import type { Store } from '../state/store';
import type { Viewport } from './viewport';

/** What the mouse does in the chart: it points, drags bars and their handles, and draws dependencies. */
export class ChartGestures {
  readonly #store: Store;
  readonly #viewport: Viewport;
  drag: Drag | undefined;
  hover: string | undefined;
  /** Where the mouse is, in pixels of the window, for the tip beside it. */
  pointer = { x: 0, y: 0 };
  #pressed: { readonly grip: Grip; readonly row: ScheduleRow; readonly x: number; readonly y: number } | undefined;
  /** The point of the chart that was taken hold of, in pixels of everything there is. */
  #pan: { readonly x: number; readonly y: number } | undefined;
  #lastEdit = '';
  #timer = 0;

  constructor(store: Store, viewport: Viewport) {
    this.#store = store;
    this.#viewport = viewport;
  }

  pointerDown(event: PointerEvent, scale: Scale): void {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    const { target } = event;
    const link = target.closest<SVGElement>('.link');
    if (link?.dataset.from && link.dataset.to) {
      this.#store.selected = link.dataset.to;
      return this.#store.selectLink(link.dataset.from, link.dataset.to);
    }
    const row = this.#store.row(pathAt(event));
    if (!row) {
      this.#store.select(undefined);
      return this.#beginPan(event);
    }
    this.#store.select(row.path);
    const grip = (target.closest<SVGElement>('[data-grip]')?.dataset.grip ?? 'body') as Grip;
    if (!hasGrip(row, grip)) return;
    const at = this.#at(event);
    this.#pressed = { grip, row, ...at };
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    this.#track(event, scale);
  }

  pointerMove(event: PointerEvent, scale: Scale): void {
    this.pointer = { x: event.clientX, y: event.clientY };
    if (this.#pan) return this.#panTo(event);
    if (!this.#pressed) {
      const path = pathAt(event);
      if (path !== this.hover) {
        this.hover = path;
        this.#store.changed();
      }
      return;
    }
    this.#track(event, scale);
  }

  pointerUp(scale: Scale): void {
    const { drag } = this;
    this.#pressed = undefined;
    this.#pan = undefined;
    this.#stop();
    if (!drag) return;
    const edit = editOf(drag, scale);
    if (!edit) {
      this.cancel();
      return;
    }
    // The bar stays where it was dropped until the text has changed.
    void this.#store.edit(edit).then(() => this.cancel());
  }

  pointerLeave(): void {
    if (this.#pressed || this.hover === undefined) return;
    this.hover = undefined;
    this.#store.changed();
  }

  /** Leaves everything as it was; tells whether something was being dragged. */
  cancel(): boolean {
    const wasDragging = this.drag !== undefined;
    this.drag = undefined;
    this.#pressed = undefined;
    this.#pan = undefined;
    this.#lastEdit = '';
    this.#stop();
    this.#store.host.forgetPreviews();
    this.#store.preview = undefined;
    this.#store.changed();
    return wasDragging;
  }

  /** Where nothing lies, the chart itself is taken hold of. */
  #beginPan({ clientX, clientY, currentTarget, pointerId }: PointerEvent): void {
    const { element } = this.#viewport;
    if (!element) return;
    this.#pan = { x: clientX + element.scrollLeft, y: clientY + element.scrollTop };
    if (currentTarget instanceof Element) currentTarget.setPointerCapture(pointerId);
  }

  #panTo({ clientX, clientY }: PointerEvent): void {
    const { element } = this.#viewport;
    if (!element || !this.#pan) return;
    element.scrollLeft = this.#pan.x - clientX;
    element.scrollTop = this.#pan.y - clientY;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #at({ clientX, clientY }: { clientX: number; clientY: number }): { x: number; y: number } {
    const { element, gridWidth } = this.#viewport;
    if (!element) return { x: 0, y: 0 };
    const box = element.getBoundingClientRect();
    const head = element.querySelector('.top')?.clientHeight ?? 0;
    return {
      x: clientX - box.left - gridWidth + element.scrollLeft,
      y: clientY - box.top - head + element.scrollTop,
    };
  }

  #track({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>, scale: Scale): void {
    const pressed = this.#pressed;
    if (!pressed) return;
    const { x, y } = this.#at({ clientX, clientY });
    if (!this.drag && Math.hypot(x - pressed.x, y - pressed.y) < DRAG_THRESHOLD) return;
    const { grip, row } = pressed;
    const isLink = grip === 'link-start' || grip === 'link-finish';
    const target = isLink ? this.#targetAt(x, y, scale) : undefined;
    this.drag = { grip, row, fromX: pressed.x, fromY: pressed.y, x, y, target };
    // At an edge the chart goes on by itself.
    if (this.#timer === 0)
      this.#timer = window.setInterval(() => {
        const { x: clientX, y: clientY } = this.pointer;
        if (this.#viewport.nudge(clientX, clientY)) this.#track({ clientX, clientY }, scale);
      }, 30);
    this.#preview(scale);
    this.#store.changed();
  }

  #preview(scale: Scale): void {
    const edit = this.drag && editOf(this.drag, scale);
    const key = JSON.stringify(edit);
    if (key === this.#lastEdit) return;
    this.#lastEdit = key;
    if (!edit) {
      this.#store.host.forgetPreviews();
      this.#store.preview = undefined;
      return;
    }
    this.#store.host.preview(edit, (result) => {
      if (this.#lastEdit !== key || !this.drag) return;
      this.#store.preview = result;
      this.#store.changed();
    });
  }

  /** The bar under the mouse, or the nearest end of it. */
  #targetAt(x: number, y: number, scale: Scale): Drag['target'] {
    const position = Math.floor(y / ROW_HEIGHT);
    const visible = this.#store.visibleTask(position);
    const box = visible && boxOf(visible.row, position, scale);
    if (!visible || !box || x < box.left - 14 || x > box.right + 14) return undefined;
    const isNearEnd = !isPoint(visible.row) && x > (box.left + box.right) / 2;
    return { path: visible.row.path, end: isNearEnd ? 'finish' : 'start' };
  }
}
