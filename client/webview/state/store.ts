import type { PlanEdit, PreviewResult } from '../../../server/protocol/edits';
import {
  type AlternativeName,
  applyChange,
  type ScheduleRow,
  type ScheduleView,
} from '../../../server/protocol/schedule';
import { pathInside, splitPath } from '../../../server/protocol/taskPath';
import type { Ghosts, ToWebview } from '../../../server/protocol/webview';
import type { WorkloadView } from '../../../server/protocol/workload';
import type { Host } from '../host';
import type { Network, NetworkLayout } from '../layout/network';
import type { AddTask } from '../layout/outline';
import { positionOfLine, type Rows, type TaskRow, type VisibleRow, visibleRows } from '../layout/rows';
import { DateFormats } from '../layout/scale';
import { t } from '../strings';
import { type Choices, type ChosenColumn, choicesFrom, savedFrom } from './saved';

/** Where a task is in one of the things that the plan is compared with. */
export interface RowGhost {
  readonly start: number;
  readonly finish: number;
  readonly variance: string;
  readonly of: AlternativeName;
  /** Its place among the comparisons. */
  readonly place: number;
}

/** Something that is open over the page. */
export type Overlay =
  | {
      readonly kind: 'menu';
      readonly name: 'task' | 'link' | 'assign' | 'columns' | 'compare' | 'page';
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'keys' };

/** A row in which the title of a new task is typed. */
export interface Draft {
  readonly place: Pick<AddTask, 'parent' | 'before'>;
  readonly position: number;
  readonly depth: number;
}

/** A cell of the grid in which something is typed. */
export interface CellEdit {
  readonly path: string;
  readonly column: string;
}

/** How long the next of several edits waits for the schedule after the one before, in milliseconds. */
const SHOWN_MS = 1000;

const noRows: Rows = { rows: [], positions: new Int32Array(0) };

/**
 * What the page shows: the view that the extension sent, and what a person chose to see of it. The page computes no
 * dates and changes nothing of the plan by itself.
 */
export class Store {
  readonly host: Host;
  readonly formats: DateFormats;
  view: ScheduleView | undefined;
  isEmpty = false;
  choices: Choices;
  rows: Rows = noRows;
  selected: string | undefined;
  /** The selected dependency, by the paths of its tasks. */
  selectedLink: { readonly from: string; readonly to: string } | undefined;
  /** The task from which a dependency is to be drawn by keyboard. */
  linkFrom: string | undefined;
  cell: CellEdit | undefined;
  draft: Draft | undefined;
  overlay: Overlay | undefined;
  notice: { readonly text: string; readonly kind: 'info' | 'error' } | undefined;
  preview: PreviewResult | undefined;
  /** What the plan is compared with, as far as it can be read. */
  ghosts: readonly Ghosts[] = [];
  workload: WorkloadView | undefined;
  /** The network as it was placed last. */
  network: { readonly graph: Network; readonly layout: NetworkLayout } | undefined;
  /** Counts what the views do by themselves when it changes: scroll to the selected row, or to a line. */
  reveal: { readonly position: number; readonly how: 'near' | 'top'; readonly serial: number } | undefined;
  /** Where the keyboard is to be after the next drawing. */
  focus: 'row' | 'cell' | 'menu' | undefined;
  /** The tasks before one was added, which is selected when it is there. */
  #beforeAdding: ReadonlySet<string> | undefined;
  /** The path of a task before and after it is put somewhere else. */
  #moved: { readonly from: string; readonly to: string } | undefined;
  #attempts: Promise<void> = Promise.resolve();
  #whenShown: (() => void) | undefined;
  readonly #byPath = new Map<string, number>();
  #ghostRows: ReadonlyMap<string, readonly RowGhost[]> = new Map();
  #columns: { readonly chosen: unknown; readonly shown: readonly ChosenColumn[] } | undefined;
  readonly #listeners = new Set<() => void>();
  #noticeTimer = 0;
  #serial = 0;

  constructor(host: Host, language: string) {
    this.host = host;
    this.formats = new DateFormats(language);
    this.choices = choicesFrom(host.saved);
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  receive(message: ToWebview): void {
    if (this.host.receive(message)) return;
    switch (message.type) {
      case 'view':
        return this.#show(message.view);
      case 'change':
        if (this.view?.version === message.change.since) this.#show(applyChange(this.view, message.change));
        else this.host.post({ type: 'ready' });
        return;
      case 'empty':
        this.view = undefined;
        this.isEmpty = true;
        this.rows = noRows;
        return this.changed();
      case 'focus':
        this.focus = 'row';
        return this.changed();
      case 'scrollToLine':
        return this.#revealPosition(Math.max(0, positionOfLine(this.rows, message.line)), 'top');
      case 'cursor':
        return this.#cursor(message.line);
      case 'workload':
        this.workload = message.workload;
        return this.changed();
      case 'ghosts': {
        const [unreadable] = message.ghosts.filter((it) => it.unreadable !== null);
        if (unreadable) this.tell(`${unreadable.name}: ${unreadable.unreadable}`, 'error');
        this.#setGhosts(message.ghosts.filter((it) => it.unreadable === null));
        return this.changed();
      }
    }
  }

  /** Changes what a person chose to see. */
  choose(changes: Partial<Choices>): void {
    const before = this.choices;
    this.choices = { ...before, ...changes };
    const { collapsed, filter, search, grouping } = this.choices;
    if (
      collapsed !== before.collapsed ||
      filter !== before.filter ||
      search !== before.search ||
      grouping !== before.grouping
    )
      this.#arrange();
    if ('compareWith' in changes) this.#askForGhosts();
    if ('mode' in changes || 'unit' in changes) this.#askForWorkload();
    this.#save();
    this.changed();
  }

  toggle(key: string): void {
    const collapsed = new Set(this.choices.collapsed);
    if (!collapsed.delete(key)) collapsed.add(key);
    this.choose({ collapsed });
  }

  /** The row of a task, or undefined when the plan has none. */
  row(path: string | undefined): ScheduleRow | undefined {
    const index = path === undefined ? undefined : this.#byPath.get(path);
    return index === undefined ? undefined : this.view?.rows[index];
  }

  indexOf(path: string): number {
    return this.#byPath.get(path) ?? -1;
  }

  /** The minute of the status date. */
  get now(): number {
    return this.view?.now ?? 0;
  }

  /** Where a task is in what the plan is compared with, as far as it is somewhere else there. */
  ghostsOf(path: string): readonly RowGhost[] | undefined {
    return this.#ghostRows.get(path);
  }

  /** Begins to compare the plan with something, or stops it. */
  toggleComparison(alternative: AlternativeName): void {
    const { compareWith } = this.choices;
    const others = compareWith.filter((it) => !isSameAlternative(it, alternative));
    this.choose({ compareWith: others.length < compareWith.length ? others : [...compareWith, alternative] });
  }

  isComparedWith(alternative: AlternativeName): boolean {
    return this.choices.compareWith.some((it) => isSameAlternative(it, alternative));
  }

  /** The chosen columns; with comparisons, how much dates differ in each stands next to the names. */
  get columns(): readonly ChosenColumn[] {
    const chosen = this.choices.columns;
    if (this.#columns?.chosen !== chosen) {
      const isShown = this.ghosts.length === 0 || chosen.some(({ id }) => id === 'variance');
      const shown = isShown ? chosen : [chosen[0], { id: 'variance', width: 72 }, ...chosen.slice(1)];
      this.#columns = { chosen, shown: shown.flatMap((it) => (it.id === 'variance' ? this.#variances(it) : [it])) };
    }
    return this.#columns.shown;
  }

  /** One column for each comparison. */
  #variances({ id, width }: ChosenColumn): ChosenColumn[] {
    return this.ghosts.length < 2 ? [{ id, width }] : this.ghosts.map((_, place) => ({ id: `${id}:${place}`, width }));
  }

  /** The place of the selected task among the visible rows, or -1. */
  get position(): number {
    return this.selected === undefined ? -1 : this.positionOf(this.selected);
  }

  positionOf(path: string): number {
    if (path.startsWith(':')) return this.rows.rows.findIndex(({ key }) => key === path);
    const position = this.rows.positions[this.indexOf(path)] ?? -1;
    const visible: VisibleRow | undefined = this.rows.rows[position];
    return visible?.kind === 'task' && visible.row.path === path ? position : -1;
  }

  visibleTask(position: number): TaskRow | undefined {
    const visible = this.rows.rows[position];
    return visible?.kind === 'task' ? visible : undefined;
  }

  select(path: string | undefined, reveal = false): void {
    this.selected = path;
    this.selectedLink = undefined;
    this.cell = undefined;
    if (reveal) this.#revealPosition(this.position, 'near');
    else this.changed();
  }

  selectPosition(position: number): void {
    const { rows } = this.rows;
    if (rows.length === 0) return;
    const at = Math.max(0, Math.min(position, rows.length - 1));
    const row = rows[at];
    this.selected = row.kind === 'task' ? row.row.path : row.key;
    this.selectedLink = undefined;
    this.cell = undefined;
    this.focus = 'row';
    this.#revealPosition(at, 'near');
  }

  selectLink(from: string, to: string): void {
    this.selectedLink = { from, to };
    this.changed();
  }

  open(overlay: Overlay | undefined): void {
    this.overlay = overlay;
    this.focus = overlay ? 'menu' : 'row';
    this.changed();
  }

  /** Asks for an edit of the text, and says why when it is refused; resolves with the reason. */
  async edit(edit: PlanEdit): Promise<string | null> {
    if (edit.kind === 'reparent') {
      const { task } = splitPath(edit.task);
      const id = task.slice(task.lastIndexOf('.') + 1);
      this.#moved = { from: edit.task, to: pathInside(edit.parent, id) };
    }
    const refused = await this.host.edit(edit);
    this.preview = undefined;
    if (refused !== null) this.tell(refused, 'error');
    this.changed();
    return refused;
  }

  /**
   * Asks for an edit that is worked out from the plan as it is, once those asked for before are in it: keys may come
   * faster than schedules.
   */
  attempt(make: () => PlanEdit | undefined): void {
    this.#attempts = this.#attempts.then(async () => {
      const edit = make();
      const before = this.view;
      if (!edit || (await this.edit(edit)) !== null || this.view !== before) return;
      await new Promise<void>((resolve) => {
        this.#whenShown = resolve;
        // An edit that changes nothing is followed by no schedule.
        setTimeout(resolve, SHOWN_MS);
      });
    });
  }

  /** Opens a row in which the title of a new task is typed. */
  beginDraft(draft: Draft): void {
    this.draft = draft;
    this.cell = undefined;
    this.focus = 'cell';
    this.#revealPosition(Math.min(draft.position, this.rows.rows.length - 1), 'near');
  }

  /** Adds the task that was typed, or without a title none. */
  endDraft(title: string): void {
    const { draft, view } = this;
    this.draft = undefined;
    this.focus = 'row';
    if (draft && view && title !== '') {
      this.#beforeAdding = new Set(view.rows.map(({ path }) => path));
      void this.edit({ kind: 'addTask', ...draft.place, title });
    }
    this.changed();
  }

  tell(text: string, kind: 'info' | 'error' = 'info'): void {
    this.notice = { text, kind };
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => {
      this.notice = undefined;
      this.changed();
    }, 8000);
    this.changed();
  }

  #show(view: ScheduleView): void {
    const isOther = this.view?.uri !== view.uri;
    const isNew = this.view?.version !== view.version || isOther;
    if (isOther) {
      this.draft = undefined;
      this.#setGhosts([]);
      this.workload = undefined;
      this.selected = undefined;
      this.selectedLink = undefined;
    }
    this.view = view;
    this.#whenShown?.();
    this.isEmpty = false;
    this.#byPath.clear();
    view.rows.forEach(({ path }, index) => this.#byPath.set(path, index));
    this.#arrange();
    this.#selectAdded(view);
    this.#selectMoved();
    if (isNew) {
      this.#askForGhosts();
      this.#askForWorkload();
    }
    this.#save();
    this.changed();
  }

  /** A task that was put somewhere else stays selected. */
  #selectMoved(): void {
    const moved = this.#moved;
    if (!moved || !this.#byPath.has(moved.to)) return;
    this.#moved = undefined;
    if (this.selected !== moved.from) return;
    this.selected = moved.to;
    this.focus = 'row';
    this.#revealPosition(this.position, 'near');
  }

  #selectAdded(view: ScheduleView): void {
    const before = this.#beforeAdding;
    const added = before && view.rows.find(({ path }) => !before.has(path));
    if (!added) return;
    this.#beforeAdding = undefined;
    this.selected = added.path;
    this.focus = 'row';
    this.#revealPosition(this.positionOf(added.path), 'near');
  }

  #arrange(): void {
    if (!this.view) return;
    this.rows = visibleRows(this.view, { ...this.choices, none: t('None') });
  }

  #askForGhosts(): void {
    const { alternatives = [] } = this.view ?? {};
    const there = this.choices.compareWith.filter((it) => alternatives.some((other) => isSameAlternative(it, other)));
    if (there.length > 0) this.host.post({ type: 'wantGhosts', of: there });
    else this.#setGhosts([]);
  }

  #setGhosts(ghosts: readonly Ghosts[]): void {
    const rows = new Map<string, RowGhost[]>();
    ghosts.forEach((of, place) => {
      for (const { task, start, finish, variance } of of.rows) {
        const known = rows.get(task);
        const ghost = { start, finish, variance, of, place };
        if (known) known.push(ghost);
        else rows.set(task, [ghost]);
      }
    });
    this.ghosts = ghosts;
    this.#ghostRows = rows;
    this.#columns = undefined;
  }

  #askForWorkload(): void {
    if (this.choices.mode !== 'workload' || !this.view) return;
    this.host.post({ type: 'wantWorkload', unit: this.choices.unit, firstDay: this.formats.firstDay });
  }

  #cursor(line: number): void {
    const position = positionOfLine(this.rows, line);
    const visible = this.visibleTask(position);
    const isInside = visible !== undefined && line <= visible.row.endLine;
    this.selected = isInside ? visible.row.path : undefined;
    this.selectedLink = undefined;
    if (isInside) this.#revealPosition(position, 'near');
    else this.changed();
  }

  #revealPosition(position: number, how: 'near' | 'top'): void {
    if (position >= 0) this.reveal = { position, how, serial: ++this.#serial };
    this.changed();
  }

  #save(): void {
    if (this.view) this.host.save(savedFrom(this.view.uri, this.choices));
  }
}

function isSameAlternative(a: AlternativeName, b: AlternativeName): boolean {
  return a.kind === b.kind && a.name === b.name;
}
