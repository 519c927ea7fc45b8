import { Component, type VNode } from 'preact';
import type { ScheduleRow } from '../../../server/protocol/schedule';
import { parentOf } from '../../../server/protocol/taskPath';
import { describe } from '../gantt/columns';
import type { Command } from '../input/keyboard';
import { type BoardColumn, boardColumns } from '../layout/board';
import { shownStatus, statusFor } from '../layout/portfolio';
import type { Store } from '../state/store';
import { t } from '../strings';
import { cardFinish } from './card';

const CARD_HEIGHT = 76;
const OVERSCAN = 4;

interface BoardProps {
  readonly store: Store;
  readonly run: (command: Command) => void;
}

interface Dragged {
  readonly path: string;
  readonly fromX: number;
  readonly fromY: number;
  readonly x: number;
  readonly y: number;
  readonly over: string | undefined;
}

/** The tasks by their status; a card that is dragged to another column gets its status. */
export class Board extends Component<BoardProps> {
  #element: HTMLElement | null = null;
  #drag: Dragged | undefined;
  readonly #tops = new Map<string, number>();

  override componentDidMount(): void {
    document.addEventListener('keydown', this.#escape, true);
    // The heights of the columns are known only now.
    this.props.store.changed();
  }

  override componentDidUpdate(): void {
    const { store } = this.props;
    if (store.focus !== 'row') return;
    const card = this.#element?.querySelector<HTMLElement>('.card.selected');
    if (!card) return;
    store.focus = undefined;
    card.focus({ preventScroll: true });
  }

  override componentWillUnmount(): void {
    document.removeEventListener('keydown', this.#escape, true);
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#drag) return;
    this.#drag = undefined;
    event.stopPropagation();
    this.props.store.changed();
  };

  #pointerDown(event: PointerEvent): void {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null;
    if (event.button !== 0 || card?.dataset.path === undefined) return;
    this.props.store.select(card.dataset.path);
    const { clientX: x, clientY: y } = event;
    this.#drag = { path: card.dataset.path, fromX: x, fromY: y, x, y, over: undefined };
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
  }

  #pointerMove({ clientX: x, clientY: y }: PointerEvent): void {
    const drag = this.#drag;
    if (!drag || (Math.hypot(x - drag.fromX, y - drag.fromY) < 5 && drag.x === drag.fromX)) return;
    const columns = [...(this.#element?.querySelectorAll<HTMLElement>('.board-column') ?? [])];
    const over = columns.find((it) => {
      const { left, right } = it.getBoundingClientRect();
      return x >= left && x < right;
    })?.dataset.status;
    this.#drag = { ...drag, x, y, over };
    this.props.store.changed();
  }

  #pointerUp(): void {
    const drag = this.#drag;
    this.#drag = undefined;
    const { store } = this.props;
    const row = store.row(drag?.path);
    const isElsewhere = row && store.view && shownStatus(store.view, row) !== drag?.over;
    if (drag?.over !== undefined && isElsewhere) this.#setStatus(row, drag.over);
    store.changed();
  }

  #setStatus(row: ScheduleRow, shown: string): void {
    const { store } = this.props;
    const status = store.view && statusFor(store.view, row, shown);
    if (status === undefined) store.tell(t('The plan of {0} has no such status.', row.title), 'error');
    else void store.edit({ kind: 'setStatus', task: row.path, status });
  }

  #keyDown(event: KeyboardEvent, columns: readonly BoardColumn[]): void {
    const { store, run } = this.props;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = columns.findIndex(({ cards }) => cards.some(({ path }) => path === store.selected));
    const cards = columns[at]?.cards ?? [];
    const index = cards.findIndex(({ path }) => path === store.selected);
    const row = cards[index];
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (sideways !== 0 && event.shiftKey) {
      const next = columns[at + sideways];
      if (row && next) this.#setStatus(row, next.status.id);
      store.focus = 'row';
    } else if (sideways !== 0) this.#selectBeside(columns, at, sideways, index);
    else if (event.key === 'ArrowDown') this.#selectCard(columns[Math.max(0, at)], index + 1);
    else if (event.key === 'ArrowUp') this.#selectCard(columns[Math.max(0, at)], index - 1);
    else if (event.key === 'Home') this.#selectCard(columns[Math.max(0, at)], 0);
    else if (event.key === 'End') this.#selectCard(columns[Math.max(0, at)], cards.length - 1);
    else if (event.key === 'Enter') run('open');
    else if (event.key === 'c') run('open-code');
    else if (event.key === 'm' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))
      this.#openMenu();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #selectBeside(columns: readonly BoardColumn[], at: number, by: 1 | -1, index: number): void {
    for (let next = at + by; next >= 0 && next < columns.length; next += by)
      if (columns[next].cards.length > 0) return this.#selectCard(columns[next], index);
  }

  #selectCard(column: BoardColumn | undefined, index: number): void {
    const { store } = this.props;
    const at = Math.max(0, Math.min(index, (column?.cards.length ?? 0) - 1));
    const card = column?.cards[at];
    if (!column || !card) return;
    const list = this.#element?.querySelector<HTMLElement>(`[data-status="${CSS.escape(column.status.id)}"] .cards`);
    if (list) {
      const top = at * CARD_HEIGHT;
      if (top < list.scrollTop) list.scrollTop = top;
      else if (top + CARD_HEIGHT > list.scrollTop + list.clientHeight)
        list.scrollTop = top + CARD_HEIGHT - list.clientHeight;
      this.#tops.set(column.status.id, list.scrollTop);
    }
    store.focus = 'row';
    store.select(card.path);
  }

  #openMenu(): void {
    const box = this.#element?.querySelector('.card.selected')?.getBoundingClientRect();
    if (box) this.props.store.open({ kind: 'menu', name: 'task', x: box.left + 20, y: box.bottom });
  }

  override render(): VNode | null {
    const { store } = this.props;
    if (!store.view) return null;
    const columns = boardColumns(store.view, store.choices);
    const isSelectedShown = columns.some(({ cards }) => cards.some(({ path }) => path === store.selected));
    let hasStop = isSelectedShown;
    const drag = this.#drag && this.#drag.x !== this.#drag.fromX ? this.#drag : undefined;
    const dragged = store.row(drag?.path);
    return (
      <div
        class={`board${drag ? ' dragging' : ''}`}
        ref={(element) => {
          this.#element = element;
        }}
        onPointerDown={(event) => this.#pointerDown(event)}
        onPointerMove={(event) => this.#pointerMove(event)}
        onPointerUp={() => this.#pointerUp()}
        onKeyDown={(event) => this.#keyDown(event, columns)}
        onDblClick={() => this.props.run('open')}
        onContextMenu={(event) => {
          event.preventDefault();
          const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null;
          if (card?.dataset.path === undefined) return;
          store.select(card.dataset.path);
          store.open({ kind: 'menu', name: 'task', x: event.clientX, y: event.clientY });
        }}
      >
        {columns.map((column) => {
          const isFirstStop = !hasStop && column.cards.length > 0;
          hasStop ||= isFirstStop;
          return this.#column(column, drag?.over === column.status.id, isFirstStop);
        })}
        {drag && dragged && (
          <div class="card dragged" style={{ left: `${drag.x + 8}px`, top: `${drag.y + 8}px` }}>
            <CardParts row={dragged} store={store} />
          </div>
        )}
      </div>
    );
  }

  #column({ status, cards }: BoardColumn, isOver: boolean, isFirstStop: boolean): VNode {
    const { store } = this.props;
    const list = this.#element?.querySelector<HTMLElement>(`[data-status="${CSS.escape(status.id)}"] .cards`);
    const top = this.#tops.get(status.id) ?? 0;
    const first = Math.max(0, Math.floor(top / CARD_HEIGHT) - OVERSCAN);
    const last = Math.ceil((top + (list?.clientHeight ?? 800)) / CARD_HEIGHT) + OVERSCAN;
    const title = `${status.id}-cards`;
    return (
      <section key={status.id} class={`board-column ${status.kind}${isOver ? ' over' : ''}`} data-status={status.id}>
        <h2 id={title}>
          {status.title} <span class="count">{cards.length}</span>
        </h2>
        <div
          class="cards"
          role="listbox"
          aria-labelledby={title}
          onScroll={(event) => {
            this.#tops.set(status.id, event.currentTarget.scrollTop);
            store.changed();
          }}
        >
          <div class="cards-sizer" role="presentation" style={{ height: `${cards.length * CARD_HEIGHT}px` }}>
            {cards.slice(first, last).map((row, i) => {
              const isSelected = row.path === store.selected;
              const isStop = isSelected || (isFirstStop && first + i === 0);
              const classes = [
                'card',
                row.kind,
                row.critical && 'critical',
                row.isLate && 'late',
                isSelected && 'selected',
              ];
              return (
                <div
                  key={row.path}
                  class={classes.filter(Boolean).join(' ')}
                  role="option"
                  aria-selected={isSelected}
                  aria-posinset={first + i + 1}
                  aria-setsize={cards.length}
                  tabIndex={isStop ? 0 : -1}
                  data-path={row.path}
                  title={describe(row, store.formats).join('\n')}
                  style={{ top: `${(first + i) * CARD_HEIGHT}px` }}
                  onFocus={() => {
                    if (!isSelected) store.select(row.path);
                  }}
                >
                  <CardParts row={row} store={store} />
                </div>
              );
            })}
          </div>
        </div>
      </section>
    );
  }
}

function CardParts({ row, store }: { row: ScheduleRow; store: Store }): VNode {
  const { formats, view } = store;
  const parent = store.row(parentOf(row.path) ?? undefined);
  const finish = row.finish === null ? t('Not scheduled') : formats.short(row.finish, view?.now ?? 0);
  return (
    <>
      <div class="card-title" dir="auto">
        {row.kind === 'milestone' ? '◆ ' : ''}
        {row.title}
      </div>
      <div class="card-context" dir="auto">
        {parent?.title ?? ''}
      </div>
      <div class="card-facts">
        <span class={row.isLate || row.isBlocked ? 'late' : ''}>{cardFinish(row, finish)}</span>
        <span class="card-who">{row.who.length > 0 ? row.who.join(', ') : (row.owner ?? '')}</span>
      </div>
      {row.done > 0 && row.done < 100 && (
        <div class="card-progress">
          <div style={{ width: `${row.done}%` }} />
        </div>
      )}
    </>
  );
}
