import type { LineIndex } from '../base/lines';
import { costOf, hasPrices } from '../schedule/cost';
import { formatLag, isoInstant } from '../schedule/explain';
import type { Driver, Schedule, ScheduledTask } from '../schedule/types';
import { messageOf } from '../schema/problems';
import type { IncludedPlan } from '../workspace/included';
import type { Diagnostic } from './diagnostics';

/** Why a task starts when it does, in the public JSON. */
export interface DrivenBy {
  readonly kind: Driver['kind'];
  /** The path of the predecessor, of the task that the person is busy with, or of the task with the bound. */
  readonly task?: string;
  readonly type?: string;
  readonly lag?: string;
  /** The id of the person. */
  readonly who?: string;
}

/** A task in the public JSON; dates are local ISO date-times to the minute, slack is in working minutes. */
export interface JsonTask {
  readonly path: string;
  readonly title: string;
  readonly kind: 'task' | 'summary' | 'milestone';
  readonly start: string | null;
  readonly finish: string | null;
  readonly lateStart: string | null;
  readonly lateFinish: string | null;
  readonly totalSlack: number | null;
  readonly freeSlack: number | null;
  readonly critical: boolean;
  readonly nearCritical: boolean;
  /** In the plan's currency, with all that is inside; null in plans without prices. */
  readonly cost: number | null;
  readonly done: number;
  readonly status: string;
  readonly assignments: readonly {
    readonly who: string;
    readonly start: string | null;
    readonly finish: string | null;
    readonly minutes: number;
  }[];
  readonly drivenBy: DrivenBy | null;
  readonly finishDrivenBy: DrivenBy | null;
}

/** A problem in the public JSON; lines and characters count from zero, as in the Language Server Protocol. */
export interface JsonProblem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: JsonPosition; readonly end: JsonPosition };
}

interface JsonPosition {
  readonly line: number;
  readonly character: number;
}

/** The schedule as the public JSON of `headway schedule --format json`, documented in docs/schedule-json.md. */
export interface ScheduleJson {
  readonly plan: string;
  readonly now: string | null;
  readonly start: string | null;
  readonly finish: string | null;
  readonly cost: number | null;
  readonly tasks: readonly JsonTask[];
  /** The plans that this one includes, and those that they include; only there where it includes any. */
  readonly included?: readonly (PlanJson & {
    /** `shop`, or `shop:parts` for one that `shop` includes. */
    readonly name: string;
  })[];
  readonly problems: readonly JsonProblem[];
}

/** The dates of one plan. */
export type PlanJson = Omit<ScheduleJson, 'included' | 'problems'>;

export function scheduleJson(
  schedule: Schedule,
  found: readonly Diagnostic[],
  lines: LineIndex,
  included: readonly IncludedPlan[] = [],
): ScheduleJson {
  return {
    ...planJson(schedule),
    ...(included.length === 0
      ? {}
      : {
          included: included.map(({ name, snapshot }) => ({ name: name.slice(0, -1), ...planJson(snapshot.schedule) })),
        }),
    problems: problemsJson(found, lines),
  };
}

function planJson(schedule: Schedule): PlanJson {
  const { plan, zone } = schedule;
  const cost = hasPrices(plan) ? costOf(schedule) : undefined;
  return {
    plan: plan.title,
    now: isoInstant(schedule.now, zone),
    start: isoInstant(schedule.start, zone),
    finish: isoInstant(schedule.finish, zone),
    cost: cost ? inCents(cost.total) : null,
    tasks: plan.tasks.map((task) => {
      const scheduled = schedule.tasks[task.index];
      return scheduled
        ? scheduledJson(schedule, scheduled, cost?.tasks[task.index]?.total)
        : unscheduledJson(schedule, task.index);
    }),
  };
}

export function problemsJson(found: readonly Diagnostic[], lines: LineIndex): JsonProblem[] {
  const position = (offset: number): JsonPosition => {
    const { line, column } = lines.positionAt(offset);
    return { line, character: column };
  };
  return found.map((problem) => ({
    code: `plan/${problem.code}`,
    severity: problem.severity,
    message: messageOf(problem),
    range: { start: position(problem.start), end: position(problem.end) },
  }));
}

function inCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function scheduledJson({ zone }: Schedule, task: ScheduledTask, cost: number | undefined): JsonTask {
  return {
    path: task.task.path,
    title: task.task.title,
    kind: task.kind,
    start: isoInstant(task.start, zone),
    finish: isoInstant(task.finish, zone),
    lateStart: isoInstant(task.lateStart, zone),
    lateFinish: isoInstant(task.lateFinish, zone),
    totalSlack: task.totalSlack,
    freeSlack: task.freeSlack,
    critical: task.critical,
    nearCritical: task.nearCritical,
    cost: cost === undefined ? null : inCents(cost),
    done: task.done,
    status: task.status,
    assignments: task.bookings.map(({ person, start, finish, minutes }) => ({
      who: person.id,
      start: isoInstant(start, zone),
      finish: isoInstant(finish, zone),
      minutes,
    })),
    drivenBy: task.driver && drivenBy(task.driver),
    finishDrivenBy: task.finishDriver && drivenBy(task.finishDriver),
  };
}

/** A task on a cycle, after one, without working time, or dropped: it has no dates. */
function unscheduledJson({ plan }: Schedule, index: number): JsonTask {
  const task = plan.tasks[index];
  const status = task.name('status');
  return {
    path: task.path,
    title: task.title,
    kind: task.isSummary ? 'summary' : task.scalar('milestone', 'true') ? 'milestone' : 'task',
    start: null,
    finish: null,
    lateStart: null,
    lateFinish: null,
    totalSlack: null,
    freeSlack: null,
    critical: false,
    nearCritical: false,
    cost: null,
    done: task.scalar('done', 'percent') ?? 0,
    status: (status !== undefined && plan.statuses.get(status)?.kind) || 'todo',
    assignments: [],
    drivenBy: null,
    finishDrivenBy: null,
  };
}

function drivenBy(driver: Driver): DrivenBy {
  switch (driver.kind) {
    case 'dependency': {
      const { predecessor, use } = driver.dependency;
      return {
        kind: driver.kind,
        task: predecessor.path,
        type: use.type,
        ...(use.lag ? { lag: formatLag(use.lag).trim() } : {}),
      };
    }
    case 'outside': {
      const { name, use } = driver.dependency;
      return {
        kind: driver.kind,
        task: name,
        type: use.type,
        ...(use.lag ? { lag: formatLag(use.lag).trim() } : {}),
      };
    }
    case 'person':
      return { kind: driver.kind, who: driver.person.id, task: driver.task.path };
    case 'bound':
      return { kind: driver.kind, task: driver.task.path };
    case 'calendar':
      return { kind: driver.kind, ...(driver.person ? { who: driver.person.id } : {}) };
    case 'late':
      return { kind: driver.kind, ...(driver.task ? { task: driver.task.path } : {}) };
    default:
      return { kind: driver.kind };
  }
}
