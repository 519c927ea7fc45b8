// What the extension and its server are for the schedule page, in a plain browser: a plan in memory, scheduled by the
// real core, with an undo stack.
import { applyChanges } from '../../server/core/base/change';
import { noHolidays } from '../../server/core/calendar/calendar';
import { compareSchedules } from '../../server/core/features/compare';
import { comparisonInWords } from '../../server/core/features/inWords';
import { changesOf } from '../../server/core/features/edits/edits';
import { EditError } from '../../server/core/features/edits/fields';
import { effectOf } from '../../server/core/features/effect';
import { diagnostics } from '../../server/core/features/diagnostics';
import { loadByPeriod } from '../../server/core/features/loadByPeriod';
import { formatWork } from '../../server/core/schedule/explain';
import { inScenario, scenariosOf } from '../../server/core/workspace/scenario';
import { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { changeBetween, scheduleView } from '../../server/lsp/scheduleView';
import type { PlanEdit, PreviewResult } from '../../server/protocol/edits';
import type { ScheduleView } from '../../server/protocol/schedule';
import type { FromWebview, ToWebview } from '../../server/protocol/webview';

const uri = 'file:///work/test.plan.yaml';
/** Monday, 2 February 2026, 08:00, for plans that do not say. */
const NOW = 29_500_320;

export class PlanHost {
  text: string;
  /** Everything that the page said. */
  readonly received: FromWebview[] = [];
  /** How often the plan was edited: each edit is one step of undo. */
  readonly #undo: string[] = [];
  readonly #redo: string[] = [];
  readonly #tell: (message: ToWebview) => void;
  #version = 1;
  #snapshot: PlanSnapshot;
  #view: ScheduleView;

  constructor(text: string, tell: (message: ToWebview) => void) {
    this.text = text;
    this.#tell = tell;
    this.#snapshot = this.#read(text);
    this.#view = this.#viewOf(this.#snapshot);
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
        const { version, schedule } = this.#snapshot;
        const workload = { uri, version, unit, ...loadByPeriod(schedule, unit, firstDay) };
        return this.#tell({ type: 'workload', workload });
      }
      case 'wantGhosts':
        return this.#ghosts(message.name);
      default:
    }
  }

  /** The text as if somebody had typed it. */
  type(text: string): void {
    this.#undo.push(this.text);
    this.#set(text);
  }

  #edit(edit: PlanEdit): string | null {
    try {
      this.type(applyChanges(this.text, changesOf(this.#snapshot, edit)));
      return null;
    } catch (error) {
      if (error instanceof EditError) return error.message;
      throw error;
    }
  }

  #preview(edit: PlanEdit): PreviewResult {
    try {
      const { why, ...effect } = effectOf(this.#snapshot, changesOf(this.#snapshot, edit));
      return { ...effect, why: 'task' in edit ? why(edit.task) : null };
    } catch (error) {
      if (error instanceof EditError) return { refused: error.message };
      throw error;
    }
  }

  #step(from: string[], to: string[]): void {
    const text = from.pop();
    if (text === undefined) return;
    to.push(this.text);
    this.#set(text);
  }

  #set(text: string): void {
    this.text = text;
    this.#version++;
    this.#snapshot = this.#read(text, this.#snapshot);
    const before = this.#view;
    this.#view = this.#viewOf(this.#snapshot);
    this.#tell({ type: 'change', change: changeBetween(before, this.#view) });
  }

  #ghosts(name: string): void {
    const scenario = scenariosOf(this.#snapshot).find((it) => it.name === name);
    if (!scenario) return;
    const other = inScenario(this.#snapshot, scenario);
    const comparison = compareSchedules(this.#snapshot.schedule, other.schedule);
    const { zone, calendars } = this.#snapshot.schedule;
    this.#tell({
      type: 'ghosts',
      ghosts: {
        kind: 'scenario',
        name,
        unreadable: null,
        summary: comparisonInWords(this.#snapshot, comparison),
        finish: zone.toWall(other.schedule.finish),
        rows: comparison.moved.map(({ path, start, finish, finishVariance }) => ({
          task: path,
          start: zone.toWall(start.to),
          finish: zone.toWall(finish.to),
          variance: `${finishVariance > 0 ? '+' : ''}${formatWork(finishVariance, calendars.lengths)}`,
        })),
      },
    });
  }

  #read(text: string, previous?: PlanSnapshot): PlanSnapshot {
    const environment = { wallMinute: () => NOW, holidays: noHolidays };
    return PlanSnapshot.of(uri, this.#version, text, environment, previous);
  }

  #viewOf(snapshot: PlanSnapshot): ScheduleView {
    const problems = [...snapshot.plan.problems, ...snapshot.schedule.problems];
    return scheduleView(snapshot, diagnostics(snapshot, problems));
  }
}
