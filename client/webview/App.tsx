import { Component, type VNode } from 'preact';
import { exportPicture } from './export/exportPicture';
import { Gantt } from './gantt/Gantt';
import { Viewport } from './gantt/viewport';
import { run } from './input/commands';
import { type Command, commandOf } from './input/keyboard';
import type { Store } from './state/store';
import { t } from './strings';
import { Board } from './views/Board';
import { Network } from './views/Network';
import { Workload } from './views/Workload';
import { Keys } from './widgets/Keys';
import { Menu } from './widgets/Menu';
import { type MenuName, menuOf } from './widgets/menus';
import { Toolbar } from './widgets/Toolbar';

/** The schedule page; drawn at most once a frame, or at once when the keyboard goes somewhere else. */
export class App extends Component<{ readonly store: Store }> {
  readonly #viewport = new Viewport(this.props.store);
  #frame = 0;
  /** Where the keyboard was to go and was not after the last drawing: its row is out of sight, or the view has none. */
  #awaited: Store['focus'];
  /** Whether the keyboard was in a row, card or node when it was seen last. */
  #isInContent = false;

  override componentDidMount(): void {
    const { store } = this.props;
    store.onChange(() => {
      // The next key may come before the next frame, and is for what has the keyboard then.
      if (store.focus && store.focus !== this.#awaited) this.#draw();
      else if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#draw);
    });
    document.addEventListener('keydown', this.#keyDown);
    document.addEventListener('focusin', this.#focusIn);
  }

  override componentDidUpdate(): void {
    this.#awaited = this.props.store.focus;
    // A row or card that stands somewhere else now was drawn anew: the keyboard goes with it.
    const isLost = this.#isInContent && document.activeElement === document.body && document.hasFocus();
    if (!isLost || this.props.store.focus) return;
    this.#isInContent = false;
    this.props.store.focus = 'row';
    this.props.store.changed();
  }

  override componentWillUnmount(): void {
    document.removeEventListener('keydown', this.#keyDown);
    document.removeEventListener('focusin', this.#focusIn);
  }

  readonly #focusIn = ({ target }: FocusEvent): void => {
    this.#isInContent = target instanceof Element && target.closest('.grid, .board, .network') !== null;
  };

  readonly #run = (command: Command): void => run(command, this.props.store, this.#viewport);

  readonly #keyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (target instanceof Element && target.closest('input, select, dialog')) return;
    const { mode } = this.props.store.choices;
    // Buttons are pressed with these.
    if (target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return;
    const command = commandOf(event);
    if (!command || (mode !== 'gantt' && !everywhere.has(command))) return;
    event.preventDefault();
    // VS Code listens further out, and would undo as well.
    event.stopPropagation();
    this.#run(command);
    // Drawn at once: the next key may be for what has just been opened.
    this.#draw();
  };

  /** Draws now, and not once more in the next frame. */
  readonly #draw = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.forceUpdate();
  };

  override render(): VNode {
    const { store } = this.props;
    const { view, overlay, notice, isEmpty } = store;
    const hasRows = view !== undefined && view.rows.length > 0;
    const close = (): void => store.open(undefined);
    return (
      <>
        <Toolbar store={store} run={this.#run} />
        {hasRows && this.#content()}
        {(isEmpty || (view && !hasRows)) && (
          <p class="empty-note">
            {isEmpty ? t('Open a plan and it appears here.') : t('Add tasks to the plan and they appear here.')}
          </p>
        )}
        {hasRows && store.rows.rows.length === 0 && <p class="no-match">{t('No task matches the filter.')}</p>}
        <div class="notices" aria-live="assertive">
          {notice && (
            <div class={`notice ${notice.kind}`} role={notice.kind === 'error' ? 'alert' : 'status'}>
              {notice.text}
            </div>
          )}
        </div>
        {overlay?.kind === 'menu' && (
          <Menu
            key={overlay.name}
            label={this.#menuTitle(overlay.name)}
            groups={menuOf(overlay.name, store, {
              run: this.#run,
              exportPicture: (format) => void exportPicture(format, store, this.#viewport),
            })}
            x={overlay.x}
            y={overlay.y}
            onClose={close}
          />
        )}
        {overlay?.kind === 'keys' && <Keys onClose={close} />}
      </>
    );
  }

  #menuTitle(name: MenuName): string {
    const { store } = this.props;
    if (name === 'page' || name === 'columns') return t('Schedule');
    return name === 'compare' ? t('Compare with') : (store.row(store.selected)?.title ?? '');
  }

  #content(): VNode {
    const { store } = this.props;
    switch (store.choices.mode) {
      case 'gantt':
        return <Gantt store={store} viewport={this.#viewport} run={this.#run} />;
      case 'workload':
        return <Workload store={store} />;
      case 'board':
        return <Board store={store} run={this.#run} />;
      case 'network':
        return <Network store={store} run={this.#run} />;
    }
  }
}

/** What the other views answer to as well. */
const everywhere: ReadonlySet<Command> = new Set<Command>([
  'search',
  'keys',
  'undo',
  'redo',
  'next-view',
  'escape',
  'menu',
]);
