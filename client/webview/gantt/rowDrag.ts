import type { PlanEdit } from '../../../server/protocol/edits';
import { parentOf } from '../../../server/protocol/taskPath';
import { ROW_HEIGHT } from '../layout/bars';
import { childrenOf } from '../layout/outline';
import { isPlanRow } from '../layout/portfolio';
import type { Store } from '../state/store';
import type { Viewport } from './viewport';

/** A row of the grid that is dragged to another place in the breakdown. */
export class RowDrag {
  readonly #store: Store;
  readonly #viewport: Viewport;
  /** The row under the mouse, and whether the task is to stand before it or in it. */
  drop: { readonly path: string; readonly how: 'before' | 'inside' } | undefined;
  #task: string | undefined;
  #fromY = 0;
  #isMoving = false;

  constructor(store: Store, viewport: Viewport) {
    this.#store = store;
    this.#viewport = viewport;
  }

  get isMoving(): boolean {
    return this.#isMoving;
  }

  press(path: string, clientY: number): void {
    if (this.#store.choices.grouping !== 'none' || path.startsWith(':') || path.endsWith(':')) return;
    this.#task = path;
    this.#fromY = clientY;
  }

  move(clientX: number, clientY: number): void {
    const task = this.#task;
    const { element } = this.#viewport;
    if (task === undefined || !element) return;
    if (!this.#isMoving && Math.abs(clientY - this.#fromY) < 6) return;
    this.#isMoving = true;
    this.#viewport.nudge(clientX, clientY);
    const head = element.querySelector('.top')?.clientHeight ?? 0;
    const y = clientY - element.getBoundingClientRect().top - head + element.scrollTop;
    const position = Math.floor(y / ROW_HEIGHT);
    const visible = this.#store.visibleTask(position);
    const path = visible?.row.path;
    const isOwn = path === undefined || path === task || path.startsWith(`${task}.`);
    const isLower = y - position * ROW_HEIGHT > ROW_HEIGHT / 2;
    const isInside = visible !== undefined && (isPlanRow(visible.row) || (visible.row.kind === 'summary' && isLower));
    const how = isInside ? 'inside' : 'before';
    this.drop = isOwn ? undefined : { path, how };
    this.#store.changed();
  }

  /** Tells whether a row was dragged. */
  release(): boolean {
    const [task, drop, { view }] = [this.#task, this.drop, this.#store];
    const wasMoving = this.cancel();
    if (task === undefined || !drop || !view) return wasMoving;
    const parent = drop.how === 'inside' ? drop.path : parentOf(drop.path);
    const before = drop.how === 'before' ? drop.path : childrenOf(view, parent).find((it) => it !== task);
    const edit: PlanEdit = { kind: 'reparent', task, parent, ...(before === undefined ? {} : { before }) };
    void this.#store.edit(edit);
    return wasMoving;
  }

  cancel(): boolean {
    const wasMoving = this.#isMoving;
    this.#task = undefined;
    this.drop = undefined;
    this.#isMoving = false;
    if (wasMoving) this.#store.changed();
    return wasMoving;
  }
}
