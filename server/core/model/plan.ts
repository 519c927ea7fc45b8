import type { Span } from '../base/span';
import type { Problem } from '../schema/problems';
import type { PlanDocument } from '../syntax/document';
import type { DateRange, PlanDate } from '../syntax/scalars/date';
import type { HoursLine } from '../syntax/scalars/hours';
import type { Limit, Rate } from '../syntax/scalars/money';
import type { Dependency, Task } from './task';
import type { Fields } from './values';

/** The four built-in statuses; a plan's own statuses are each a kind of one. */
export type StatusKind = 'todo' | 'doing' | 'done' | 'dropped';

/** A name that the plan declares, with its place in the text. */
export interface Declared {
  readonly id: string;
  readonly span: Span;
}

export interface Person extends Declared {
  readonly name: string;
  readonly kind: 'person' | 'equipment' | 'material';
  readonly role?: string;
  readonly email?: string;
  /** Names in other systems, such as that on GitHub. */
  readonly handles: readonly string[];
  readonly skills: readonly string[];
  readonly rate?: Rate;
  /** Share of working time for this plan, 0-1. */
  readonly capacity: number;
  readonly efficiency: number;
  readonly units: number;
  readonly calendar?: CalendarUse;
  readonly timezone?: string;
  readonly away: readonly DateRange[];
  readonly limits: readonly Limit[];
  readonly start?: PlanDate;
  readonly end?: PlanDate;
}

export interface Team extends Declared {
  readonly members: readonly (Declared & { readonly name: string })[];
}

/** A calendar as written: only the keys that are given. */
export interface CalendarText {
  readonly hours?: readonly HoursLine[];
  readonly holidays?: readonly string[];
  readonly off: readonly DateRange[];
  readonly extra: readonly DateRange[];
  readonly from?: { readonly name: string; readonly span: Span };
}

/** A calendar in use: the name of one, or one written in place. */
export type CalendarUse = { readonly name: string; readonly span: Span } | CalendarText;

export interface NamedCalendar extends Declared {
  readonly calendar: CalendarUse;
}

export interface Status extends Declared {
  readonly kind: StatusKind;
  readonly title: string;
}

export interface Sprint extends Declared {
  readonly start: number;
  readonly end: number;
}

/** What the plan may cost, in its currency. */
export interface Budget {
  readonly total?: number;
  /** What is kept back for the unexpected; it is part of the total. */
  readonly contingency: number;
  readonly accounts: ReadonlyMap<string, Declared & { readonly amount: number }>;
  readonly span: Span;
}

/** Finds out what does not fit together on a single task. */
export interface Checker {
  check(task: Task, problems: Problem[]): void;
}

/** The dependencies of a plan, in the order of the tasks on which they are written. */
export interface ResolvedDependencies {
  readonly dependencies: readonly Dependency[];
  /** Indices of the tasks on which one is written that leads nowhere or cannot be. */
  readonly faulty: ReadonlySet<number>;
  readonly hasCycles: boolean;
}

/** One version of a plan, complete: what is written, resolved as far as it can be, and every problem found so far. */
export interface Plan extends ResolvedDependencies {
  readonly document: PlanDocument;
  readonly title: string;
  readonly about?: string;
  readonly start?: PlanDate;
  readonly deadline?: PlanDate & { readonly span: Span };
  readonly now?: PlanDate;
  readonly timezone?: string;
  readonly currency?: string;
  readonly budget?: Budget;
  readonly calendar?: CalendarUse;
  readonly calendars: ReadonlyMap<string, NamedCalendar>;
  readonly people: ReadonlyMap<string, Person>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly statuses: ReadonlyMap<string, Status>;
  readonly sprints: ReadonlyMap<string, Sprint>;
  readonly defaults: Fields;
  /** Checks single tasks; kept from version to version as long as nothing that it knows changes. */
  readonly checker: Checker;
  /** The top-level keys as read, to tell whether a version declares the same as the one before. */
  readonly sources: ReadonlyMap<string, Fields>;
  /** The outermost tasks, in the order of the file. */
  readonly roots: readonly Task[];
  /** Every task, in the order of the file: a summary before the tasks inside. */
  readonly tasks: readonly Task[];
  /** Offsets are those of the text. */
  readonly problems: readonly Problem[];
}
