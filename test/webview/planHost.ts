// What the extension and its server are for the schedule page, in a plain browser: a plan in memory, scheduled by the
// real core, with an undo stack.

import { ghostsFrom } from '../../client/panels/ghosts';
import { applyChanges } from '../../server/core/base/change';
import { noHolidays } from '../../server/core/calendar/calendar';
import { alternativesOf } from '../../server/core/features/alternatives';
import { diagnostics } from '../../server/core/features/diagnostics';
import { EditError } from '../../server/core/features/edits/fields';
import { portfolioChanges } from '../../server/core/features/edits/portfolioEdits';
import { portfolioEffect } from '../../server/core/features/portfolioEffect';
import { portfolioLoad } from '../../server/core/features/portfolioLoad';
import { type Included, includedPlans } from '../../server/core/workspace/included';
import { outsideOf } from '../../server/core/workspace/outside';
import type { Plans } from '../../server/core/workspace/plans';
import { type Environment, PlanSnapshot } from '../../server/core/workspace/snapshot';
import { alternativeResult } from '../../server/lsp/alternativeResult';
import { portfolioView } from '../../server/lsp/portfolioView';
import { changeBetween, scheduleView } from '../../server/lsp/scheduleView';
import type { PlanEdit, PreviewResult } from '../../server/protocol/edits';
import type { AlternativeName, ScheduleView } from '../../server/protocol/schedule';
import type { FromWebview, ToWebview } from '../../server/protocol/webview';

const root = 'file:///work/';
const uri = `${root}test.plan.yaml`;
/** Monday, 2 February 2026, 08:00, for plans that do not say. */
const NOW = 29_500_320;

/** The texts of plans by their URIs. */
type Texts = ReadonlyMap<string, string>;

export class PlanHost {
  /** Everything that the page said. */
  readonly received: FromWebview[] = [];
  /** How often the plan was edited: each edit is one step of undo. */
  readonly #undo: Texts[] = [];
  readonly #redo: Texts[] = [];
  readonly #tell: (message: ToWebview) => void;
  readonly #included: Included = (_, path) => this.#snapshots.get(root + path);
  readonly #environment: Environment = {
    wallMinute: () => NOW,
    holidays: noHolidays,
    outside: outsideOf(this.#included),
  };
  #version = 1;
  #texts: Texts;
  #snapshots = new Map<string, PlanSnapshot>();
  #view: ScheduleView;

  /** @param text of the plan; behind a line such as `=== shop.plan.yaml` that of another one beside it */
  constructor(text: string, tell: (message: ToWebview) => void) {
    const [own, ...others] = text.split(/^=== /m);
    this.#texts = new Map([
      [uri, own],
      ...others.map((it): [string, string] => {
        const end = it.indexOf('\n');
        return [root + it.slice(0, end), it.slice(end + 1)];
      }),
    ]);
    this.#tell = tell;
    this.#view = this.#read();
  }

  get text(): string {
    return this.textOf('test.plan.yaml');
  }

  textOf(path: string): string {
    return this.#texts.get(root + path) ?? '';
  }

  get undoSteps(): number {
    return this.#undo.length;
  }

  get view(): ScheduleView {
    return this.#view;
  }

  receive(message: FromWebview): void {
    this.received.push(message);
    switch (message.type) {
      case 'ready':
        return this.#tell({ type: 'view', view: this.#view });
      case 'edit':
        return this.#tell({ type: 'edited', id: message.id, refused: this.#edit(message.edit) });
      case 'preview':
        return this.#tell({ type: 'previewed', id: message.id, result: this.#preview(message.edit) });
      case 'undo':
        return this.#step(this.#undo, this.#redo);
      case 'redo':
        return this.#step(this.#redo, this.#undo);
      case 'wantWorkload': {
        const { unit, firstDay } = message;
        const { version } = this.#snapshot;
        const workload = { uri, version, unit, ...portfolioLoad(this.#snapshot, this.#included, unit, firstDay) };
        return this.#tell({ type: 'workload', workload });
      }
      case 'wantGhosts':
        return void this.#ghosts(message.of);
      default:
    }
  }

  /** The text as if somebody had typed it. */
  type(text: string): void {
    this.#change(new Map([...this.#texts, [uri, text]]));
  }

  get #snapshot(): PlanSnapshot {
    return this.#snapshots.get(uri) as PlanSnapshot;
  }

  #edit(edit: PlanEdit): string | null {
    try {
      const texts = new Map(this.#texts);
      for (const { snapshot, changes } of portfolioChanges(this.#snapshot, this.#included, edit))
        texts.set(snapshot.uri, applyChanges(snapshot.text, changes));
      this.#change(texts);
      return null;
    } catch (error) {
      if (error instanceof EditError) return error.message;
      throw error;
    }
  }

  #preview(edit: PlanEdit): PreviewResult {
    try {
      const { why, ...effect } = portfolioEffect(this.#snapshot, this.#included, edit);
      return { ...effect, why: 'task' in edit ? why(edit.task) : null };
    } catch (error) {
      if (error instanceof EditError) return { refused: error.message };
      throw error;
    }
  }

  #change(texts: Texts): void {
    this.#undo.push(this.#texts);
    this.#set(texts);
  }

  #step(from: Texts[], to: Texts[]): void {
    const texts = from.pop();
    if (texts === undefined) return;
    to.push(this.#texts);
    this.#set(texts);
  }

  #set(texts: Texts): void {
    this.#texts = texts;
    this.#version++;
    const before = this.#view;
    this.#view = this.#read();
    this.#tell({ type: 'change', change: changeBetween(before, this.#view) });
  }

  async #ghosts(alternatives: readonly AlternativeName[]): Promise<void> {
    const plans = [{ name: '', snapshot: this.#snapshot }, ...includedPlans(this.#snapshot, this.#included)];
    const files: Plans = {
      all: [...this.#snapshots.values()],
      get: (its) => this.#snapshots.get(its),
      resolve: (_, path) => root + path,
    };
    const found = await Promise.all(
      plans.map(async (plan) =>
        (await alternativesOf(plan.snapshot, files, { at: () => Promise.resolve(undefined) }, this.#environment)).map(
          (it) => alternativeResult(plan, it, this.#snapshot.schedule.zone),
        ),
      ),
    );
    this.#tell({ type: 'ghosts', ghosts: alternatives.flatMap((it) => ghostsFrom(it, found.flat()) ?? []) });
  }

  /** Reads every plan anew, taking over what did not change. */
  #read(): ScheduleView {
    for (const [its, text] of this.#texts)
      this.#snapshots.set(its, PlanSnapshot.of(its, this.#version, text, this.#environment, this.#snapshots.get(its)));
    return portfolioView(viewOf(this.#snapshot), this.#snapshot, this.#included, viewOf);
  }
}

function viewOf(snapshot: PlanSnapshot): ScheduleView {
  return scheduleView(snapshot, diagnostics(snapshot, [...snapshot.plan.problems, ...snapshot.schedule.problems]));
}
