import type { PlanEdit } from '../../../server/protocol/edits';
import type { TaskStatus } from '../../../server/protocol/schedule';
import { HEADER_HEIGHT, type Viewport } from '../gantt/viewport';
import { ROW_HEIGHT } from '../layout/bars';
import { type Direction, placeBehind, stepOf } from '../layout/outline';
import { isPlanRow, planOf } from '../layout/portfolio';
import { snapMinutes } from '../layout/scale';
import type { PageMode } from '../state/saved';
import type { Store } from '../state/store';
import { t } from '../strings';
import type { Command } from './keyboard';

export const modes: readonly PageMode[] = ['gantt', 'workload', 'board', 'network'];

const steps: Readonly<Partial<Record<Command, Direction>>> = {
  'move-up': 'up',
  'move-down': 'down',
  indent: 'in',
  outdent: 'out',
};

/** Carries out what a key, button or menu asks for. */
export function run(command: Command, store: Store, viewport: Viewport): void {
  const { view, position } = store;
  if (command === 'escape') return escape(store);
  if (command === 'keys') return store.open({ kind: 'keys' });
  if (command === 'undo' || command === 'redo') return store.host.post({ type: command });
  if (!view) return;
  const row = store.row(store.selected);
  const direction = steps[command];
  if (direction) return row && step(store, row.path, direction);
  if (command.startsWith('progress-'))
    return row && store.attempt(() => ({ kind: 'setProgress', task: row.path, done: Number(command.slice(9)) }));
  switch (command) {
    case 'zoom-in':
      return viewport.zoom(1.5);
    case 'zoom-out':
      return viewport.zoom(1 / 1.5);
    case 'fit':
      return viewport.fit();
    case 'today':
      return viewport.today();
    case 'to-bar':
      if (row?.start != null && row.finish !== null) viewport.showMinutes(row.start, row.finish);
      return;
    case 'down':
      return store.selectPosition(position + 1);
    case 'up':
      return store.selectPosition(position - 1);
    case 'page-down':
      return store.selectPosition(position + viewport.pageRows);
    case 'page-up':
      return store.selectPosition(position - viewport.pageRows);
    case 'first':
      return store.selectPosition(0);
    case 'last':
      return store.selectPosition(store.rows.rows.length - 1);
    case 'expand':
      return expand(store);
    case 'collapse':
      return collapse(store);
    case 'expand-all':
      return store.choose({ collapsed: new Set() });
    case 'collapse-all':
      return store.choose({
        collapsed: new Set(view.rows.filter(({ kind }) => kind === 'summary').map(({ path }) => path)),
      });
    case 'open':
      if (row && store.linkFrom !== undefined) return link(store, row.path);
      if (row) store.host.post({ type: 'open', path: row.path, line: row.line });
      return;
    case 'open-code':
      if (row?.code.length === 0) store.tell(t('{0} has no link to code.', row.title));
      else if (row) store.host.post({ type: 'openCode', path: row.path });
      return;
    case 'earlier':
    case 'later':
    case 'shorter':
    case 'longer':
      return row && nudge(command, row.path, store, viewport);
    case 'next-status':
      return row && store.attempt(() => nextStatus(store, row.path));
    case 'link':
      if (row && store.linkFrom !== undefined) return link(store, row.path);
      store.linkFrom = row?.path;
      return store.changed();
    case 'next-link':
      return row && nextLink(store, row.path);
    case 'remove':
      if (store.selectedLink) void store.edit({ kind: 'unlink', ...store.selectedLink });
      else if (row) store.tell(t('Choose a dependency with K, or remove the whole task by its menu (M).'));
      store.selectedLink = undefined;
      return;
    case 'add-task':
      return addTask(store);
    case 'rename':
      if (row) store.cell = { path: row.path, column: 'title' };
      store.focus = 'cell';
      return store.changed();
    case 'menu':
      return row && openMenu(store, viewport);
    case 'search': {
      const search = document.querySelector<HTMLInputElement>('.search');
      search?.focus();
      return search?.select();
    }
    case 'next-view':
      return store.choose({ mode: modes[(modes.indexOf(store.choices.mode) + 1) % modes.length] });
  }
}

function escape(store: Store): void {
  store.linkFrom = undefined;
  store.selectedLink = undefined;
  store.notice = undefined;
  if (store.overlay) store.open(undefined);
  else store.changed();
}

/** Moves a task one step in the breakdown; the steps before may have given it another path. */
function step(store: Store, path: string, direction: Direction): void {
  const isSelected = store.selected === path;
  store.attempt(() => {
    const task = isSelected ? store.selected : path;
    return store.view && task !== undefined && store.row(task) ? stepOf(store.view, task, direction) : undefined;
  });
}

function expand(store: Store): void {
  const row = store.rows.rows[store.position];
  if (!row) return;
  if (row.kind === 'group' ? !row.isExpanded : row.hasChildren && !row.isExpanded) store.toggle(row.key);
  else if (row.isExpanded) store.selectPosition(store.position + 1);
}

function collapse(store: Store): void {
  const { position } = store;
  const row = store.rows.rows[position];
  if (!row) return;
  if (row.isExpanded) return store.toggle(row.key);
  if (row.kind === 'group') return;
  for (let at = position - 1; at >= 0; at--) {
    const other = store.rows.rows[at];
    if (other.kind === 'group' || other.depth < row.depth) return store.selectPosition(at);
  }
}

/** Moves or resizes a task by one step of what is seen. */
function nudge(
  command: 'earlier' | 'later' | 'shorter' | 'longer',
  task: string,
  store: Store,
  viewport: Viewport,
): void {
  store.attempt(() => {
    const row = store.row(task);
    if (!store.view || row?.start == null || row.finish === null) return undefined;
    const size = snapMinutes(viewport.scaleFor(store.view));
    const by = command === 'earlier' || command === 'shorter' ? -size : size;
    return command === 'earlier' || command === 'later'
      ? { kind: 'move', task, start: row.start + by }
      : { kind: 'resize', task, finish: Math.max(row.start + 15, row.finish + by) };
  });
}

const following: Readonly<Record<TaskStatus, TaskStatus>> = {
  todo: 'doing',
  doing: 'done',
  done: 'todo',
  dropped: 'todo',
};

/** The edit that sets the status that usually comes next. */
function nextStatus(store: Store, task: string): PlanEdit | undefined {
  const row = store.row(task);
  const { view } = store;
  const status = row && view && planOf(view, row).statuses.find(({ kind }) => kind === following[row.status]);
  return status && { kind: 'setStatus', task, status: status.id };
}

function link(store: Store, to: string): void {
  const from = store.linkFrom;
  store.linkFrom = undefined;
  if (from !== undefined && from !== to) void store.edit({ kind: 'link', from, to });
  else store.changed();
}

/** Selects the next of a task's dependencies, in either direction. */
function nextLink(store: Store, path: string): void {
  const { view, selectedLink } = store;
  const index = store.indexOf(path);
  const around = view?.links.filter(({ from, to }) => from === index || to === index) ?? [];
  if (!view || around.length === 0) return store.tell(t('The task has no dependencies of its own.'));
  const at = around.findIndex(
    ({ from, to }) => view.rows[from].path === selectedLink?.from && view.rows[to].path === selectedLink.to,
  );
  const { from, to } = around[(at + 1) % around.length];
  store.selectLink(view.rows[from].path, view.rows[to].path);
}

/** Takes the name of a task behind the selected one. */
function addTask(store: Store): void {
  const { view, selected, position, rows } = store;
  if (!view) return;
  const depth = store.visibleTask(position)?.depth ?? 0;
  const row = store.row(selected);
  // Below a plan that is included, there is no place but in it.
  if (row && isPlanRow(row))
    return store.beginDraft({ place: { parent: row.path }, position: position + 1, depth: depth + 1 });
  let at = position < 0 ? rows.rows.length : position + 1;
  for (let next = store.visibleTask(at); next && next.depth > depth; next = store.visibleTask(at)) at++;
  store.beginDraft({ place: placeBehind(view, row?.path), position: at, depth });
}

function openMenu(store: Store, viewport: Viewport): void {
  const box = viewport.element?.getBoundingClientRect();
  if (!box || !viewport.element) return;
  const y = box.top + HEADER_HEIGHT + (store.position + 1) * ROW_HEIGHT - viewport.element.scrollTop;
  const name = store.selectedLink ? 'link' : 'task';
  store.open({ kind: 'menu', name, x: box.left + 40, y });
}
