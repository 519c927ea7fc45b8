import type { HolidaySource } from '../calendar/calendar';
import type { Instant, Zone } from '../calendar/zone';
import type { DependencyUse } from '../model/parts';
import type { Person, Plan, StatusKind } from '../model/plan';
import type { Dependency, Task } from '../model/task';
import type { Problem } from '../schema/problems';
import type { Calendars } from './calendars';

/** What a schedule depends on besides the plan. */
export interface ScheduleOptions {
  /** The status date as a wall-clock minute in the plan's zone, unless the plan gives one. */
  readonly now: number;
  readonly holidays: HolidaySource;
  /** The working times of an earlier version of the plan: make no difference to the result, only to the time. */
  readonly earlier?: Calendars;
  /** What tasks wait for in other plans. */
  readonly outside?: (zone: Zone) => readonly OutsideDependency[];
}

/** A task that waits for one of another plan, whose dates are instants as the waiting plan counts them. */
export interface OutsideDependency {
  readonly holder: Task;
  /** `shop:api.schema` */
  readonly name: string;
  readonly use: DependencyUse;
  readonly status: StatusKind;
  readonly start: Instant;
  readonly finish: Instant;
}

/** A person at work on a task without interruption, in instants [start, finish). */
export interface Booking {
  readonly person: Person;
  readonly start: Instant;
  readonly finish: Instant;
  /** Minutes of the person's work, counted at their share. */
  readonly minutes: number;
  /** Share of working time: 1 is all of it. */
  readonly share: number;
}

/** Why a task starts when it does. */
export type Driver =
  | { readonly kind: 'dependency'; readonly dependency: Dependency }
  | { readonly kind: 'outside'; readonly dependency: OutsideDependency }
  | { readonly kind: 'person'; readonly person: Person; readonly task: Task }
  | { readonly kind: 'bound'; readonly task: Task; readonly key: 'start' | 'finish' | 'on' }
  /** Nobody works at the moment that `from` allows. */
  | { readonly kind: 'calendar'; readonly person?: Person; readonly from: Driver }
  | { readonly kind: 'now' }
  | { readonly kind: 'plan-start' }
  | { readonly kind: 'actual' }
  | { readonly kind: 'late'; readonly task: Task | null };

export interface ScheduledTask {
  readonly task: Task;
  readonly kind: 'task' | 'summary' | 'milestone';
  readonly start: Instant;
  readonly finish: Instant;
  readonly lateStart: Instant;
  readonly lateFinish: Instant;
  /** Working minutes by which the finish can slip without delaying the plan. */
  readonly totalSlack: number;
  /** Working minutes by which the finish can slip without delaying any other task. */
  readonly freeSlack: number;
  readonly critical: boolean;
  /** Whether it becomes critical with the loss of two working days. */
  readonly nearCritical: boolean;
  /** Percent, 0-100. */
  readonly done: number;
  readonly status: StatusKind;
  readonly bookings: readonly Booking[];
  readonly driver: Driver | null;
  /** What keeps the finish from being earlier when it is not the start and the work itself. */
  readonly finishDriver: Driver | null;
  /** Minutes of work (people) or of duration: the weight of the task in its summary. */
  readonly weight: number;
}

/** The computed dates of a plan; a function of the plan, `now` and the holidays alone. */
export interface Schedule {
  readonly plan: Plan;
  readonly zone: Zone;
  readonly calendars: Calendars;
  /** The status date as an instant. */
  readonly now: Instant;
  readonly start: Instant;
  readonly finish: Instant;
  /** By the index of the task; undefined for tasks that cannot be scheduled and for dropped ones. */
  readonly tasks: readonly (ScheduledTask | undefined)[];
  /** What tasks wait for in other plans. */
  readonly outside: readonly OutsideDependency[];
  readonly problems: readonly Problem[];
}
