import { LineIndex } from '../base/lines';
import { drained } from '../base/steps';
import type { HolidaySource } from '../calendar/calendar';
import type { Zone } from '../calendar/zone';
import { buildPlan } from '../model/build';
import { TaskNames } from '../model/names';
import type { Plan } from '../model/plan';
import type { Task } from '../model/task';
import { type CostReport, costOf } from '../schedule/cost';
import { type Prepared, preparing } from '../schedule/prepare';
import { type Preview, previewOf } from '../schedule/preview';
import { qualityProblems } from '../schedule/quality';
import { schedulingSteps } from '../schedule/schedule';
import type { OutsideDependency, Schedule, ScheduledTask, ScheduleOptions } from '../schedule/types';
import type { Problem } from '../schema/problems';
import { parsePlan } from '../syntax/document';

/** What the core is handed from outside: the clock and public holidays. */
export interface Environment {
  /** The present minute on the wall clock of a time zone, or of this machine without one. */
  wallMinute(timezone: string | undefined): number;
  readonly holidays: HolidaySource;
  /** What the tasks of a plan wait for in other plans: see `outsideOf`. */
  outside?(snapshot: PlanSnapshot, zone: Zone): readonly OutsideDependency[];
}

/** Plans up to this size are scheduled in a few hundredths of a second: nobody has to wait, or to see older dates. */
export const QUICK_TASKS = 1500;

/** One version of one plan file, complete and unchanging; what is costly is computed when it is first asked for. */
export class PlanSnapshot {
  readonly uri: string;
  readonly version: number;
  readonly plan: Plan;
  readonly #environment: Environment;
  #lines: LineIndex | undefined;
  #schedule: Schedule | undefined;
  #names: TaskNames | undefined;
  #quality: readonly Problem[] | undefined;
  /** The last schedule of an earlier version, until this one has its own. */
  #earlier: Schedule | undefined;
  #cost: CostReport | undefined;
  #byPath: Map<string, ScheduledTask> | undefined;
  #trial: Prepared | undefined;
  /** What this would come of, until it has a schedule of its own. */
  #origin: PlanSnapshot | undefined;

  private constructor(uri: string, version: number, plan: Plan, environment: Environment) {
    this.uri = uri;
    this.version = version;
    this.plan = plan;
    this.#environment = environment;
  }

  /**
   * Reads a text.
   *
   * @param previous a version of the same file from which all that did not change is taken over
   * @param lines the lines of the text, where they are known already
   */
  static of(
    uri: string,
    version: number,
    text: string,
    environment: Environment,
    previous?: PlanSnapshot,
    lines?: LineIndex,
  ): PlanSnapshot {
    const document = parsePlan(text, previous?.plan.document);
    const snapshot = new PlanSnapshot(uri, version, buildPlan(document, previous?.plan), environment);
    snapshot.#lines = lines;
    snapshot.#earlier = previous && (previous.#schedule ?? previous.#earlier);
    return snapshot;
  }

  /** What the plan would be with another text; takes over from this version what did not change. */
  edited(text: string): PlanSnapshot {
    const edited = PlanSnapshot.of(this.uri, this.version, text, this.#environment, this);
    edited.#origin = this;
    return edited;
  }

  /** The same text and dates as another version, for when something else changed that is shown with the plan. */
  renewed(version: number): PlanSnapshot {
    const snapshot = new PlanSnapshot(this.uri, version, this.plan, this.#environment);
    snapshot.#lines = this.#lines;
    snapshot.#schedule = this.#schedule;
    snapshot.#names = this.#names;
    snapshot.#quality = this.#quality;
    snapshot.#earlier = this.#earlier;
    snapshot.#cost = this.#cost;
    return snapshot;
  }

  /** The same plan where others have different dates. */
  waitingFor(outside: NonNullable<Environment['outside']>): PlanSnapshot {
    const waiting = new PlanSnapshot(this.uri, this.version, this.plan, { ...this.#environment, outside });
    waiting.#origin = this;
    return waiting;
  }

  get text(): string {
    return this.plan.document.text;
  }

  get lines(): LineIndex {
    this.#lines ??= LineIndex.of(this.text);
    return this.#lines;
  }

  get names(): TaskNames {
    this.#names ??= new TaskNames(this.plan.roots, this.plan.tasks);
    return this.#names;
  }

  get schedule(): Schedule {
    const steps = this.scheduling();
    while (!this.#schedule && !steps.next().done);
    return this.#schedule as unknown as Schedule;
  }

  /** Computes the schedule, and what it shows of the plan's quality, in small steps, between which something else may be done; it is there when they are over. */
  *scheduling(): Generator<void, void> {
    if (this.#schedule && this.#quality) return;
    const steps = schedulingSteps(this.plan, this.#options);
    const schedule = this.#schedule ?? (yield* steps);
    this.#schedule ??= schedule;
    this.#earlier = this.#origin = undefined;
    yield;
    this.#quality ??= yield* qualityProblems(this.#schedule);
  }

  get #options(): ScheduleOptions {
    const earlier = (this.#schedule ?? this.#earlier)?.calendars;
    return {
      now: this.#environment.wallMinute(this.plan.timezone),
      holidays: this.#environment.holidays,
      ...(earlier ? { earlier } : {}),
      outside: (zone) => this.#outside(zone),
    };
  }

  /** Whether what the tasks wait for in other plans has got other dates since this version was scheduled. */
  get isOutdated(): boolean {
    if (!this.#schedule) return false;
    const { outside: known, zone } = this.#schedule;
    const present = this.#outside(zone);
    return (
      known.length !== present.length ||
      known.some(
        ({ start, finish, status }, i) =>
          start !== present[i].start || finish !== present[i].finish || status !== present[i].status,
      )
    );
  }

  #outside(zone: Zone): readonly OutsideDependency[] {
    return this.#environment.outside?.(this, zone) ?? [];
  }

  /** The dates alone, without what could slip, for what-if. */
  preview(): Preview {
    return previewOf(this.plan, this.#options, this.#origin?.trial);
  }

  /** Made ready to be scheduled once, for all previews of edits: each takes over what it does not change. */
  get trial(): Prepared {
    this.#trial ??= this.prepared();
    return this.#trial;
  }

  /** The plan made ready to be scheduled again and again. */
  prepared(): Prepared {
    return drained(preparing(this.plan, this.#options));
  }

  /**
   * The schedule as far as it is known: of this version when it is computed already or quickly, else of the last
   * version that was. For what is shown while somebody types in a large plan.
   */
  get recent(): Schedule {
    if (!this.#schedule && this.#earlier && this.plan.tasks.length > QUICK_TASKS) return this.#earlier;
    return this.schedule;
  }

  /** The dates in the recent schedule of a task of this version, or of another one. */
  scheduled(task: Task): ScheduledTask | undefined {
    const { recent } = this;
    const guess = recent.tasks[task.index];
    if (guess && isSamePlace(guess.task, task)) return guess;
    this.#byPath ??= new Map(recent.tasks.flatMap((it) => (it ? [[it.task.path, it] as const] : [])));
    return this.#byPath.get(task.path);
  }

  get zone(): Zone {
    return this.recent.zone;
  }

  /** Habits that make the plan hard to trust, and what nothing uses; needs the schedule. */
  get quality(): readonly Problem[] {
    for (const _ of this.scheduling());
    return this.#quality as readonly Problem[];
  }

  /** What the plan costs; needs the schedule. */
  get cost(): CostReport {
    this.#cost ??= costOf(this.schedule);
    return this.#cost;
  }

  get isScheduled(): boolean {
    return this.#schedule !== undefined;
  }

  /** The task at a path such as `api.schema`. */
  taskByPath(path: string): Task | undefined {
    const [first, ...rest] = path.split('.');
    let task = this.names.root(first);
    for (const id of rest) task = task?.child(id);
    return task;
  }

  /** The innermost task at an offset: the last whose id begins at or before it and whose text goes on to it. */
  taskAt(offset: number): Task | undefined {
    const { tasks } = this.plan;
    let low = 0;
    let high = tasks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tasks[middle].idSpan.start <= offset) low = middle + 1;
      else high = middle;
    }
    for (let task: Task | null = tasks[low - 1] ?? null; task; task = task.parent) if (offset <= task.end) return task;
    return undefined;
  }
}

/** Whether two tasks, perhaps of different versions, have the same path. */
function isSamePlace(a: Task | null, b: Task | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && a.id === b.id && isSamePlace(a.parent, b.parent);
}
