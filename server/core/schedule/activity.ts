import { elapsedLengths } from '../calendar/hours';
import type { WorkingTime } from '../calendar/workingTime';
import { progressKeys, statusOf } from '../model/checkTasks';
import { maskOf } from '../model/keyBits';
import type { AssignmentUse } from '../model/parts';
import type { Plan, StatusKind } from '../model/plan';
import type { Task } from '../model/task';
import { type Fields, itemsOf, namesOf, scalarOf } from '../model/values';
import type { ScalarKind } from '../schema/types';
import { expectedMinutes, minutesOf } from '../syntax/scalars/duration';
import type { AssignmentText } from '../syntax/scalars/names';
import type { ScalarValues } from '../syntax/scalars/scalars';
import type { Bookings } from './bookings';
import type { Calendars } from './calendars';

/** Some of the people are to work on the task, each with the share of working time (1 is all of it). */
export interface CrewRequest {
  readonly candidates: readonly Bookings[];
  /** How many of the candidates work; all of them when equal to their number. */
  readonly count: number;
  /** Share of working time of each; undefined: all that their capacity allows. */
  readonly share?: number;
}

/** A task without tasks inside, made ready to be placed. */
export interface Activity {
  readonly task: Task;
  readonly form: 'effort' | 'duration' | 'elapsed' | 'moment';
  readonly status: StatusKind;
  /** Minutes of the whole estimate: of people's work, of working time, or of calendar time. */
  readonly minutes: number;
  /** Minutes that are left to do. */
  readonly left: number;
  /** Percent, 0-100. */
  readonly done: number;
  /** The task's own calendar, or undefined when only its people's calendars hold. */
  readonly own: WorkingTime | undefined;
  /** The calendar of lags, durations and slack: the task's own or the plan's. */
  readonly calendar: WorkingTime;
  readonly crew: readonly CrewRequest[];
  readonly split: boolean;
  readonly priority: number;
  readonly alap: boolean;
  readonly isMilestone: boolean;
}

/** What a task has that says nothing of it itself: what the summaries around and the plan's defaults say. */
interface Inherited {
  readonly own: WorkingTime | undefined;
  readonly crew: readonly CrewRequest[];
  readonly priority: number;
}

const calendarKeys = maskOf('calendar');
const crewKeys = maskOf('assign', 'needs', 'owner');
const priorityKeys = maskOf('priority');

const noCrew: readonly CrewRequest[] = [];

/** Makes activities of the tasks of a plan; people are looked up in `people`. */
export class Activities {
  readonly #plan: Plan;
  readonly #calendars: Calendars;
  readonly #people: ReadonlyMap<string, Bookings>;
  readonly #members = new Map<string, readonly Bookings[]>();
  readonly #crews = new Map<string, readonly CrewRequest[]>();
  /** What the tasks directly inside of the summary inherit that was asked for last. */
  #inherited: { readonly around: Task | null; readonly by: Inherited } | undefined;

  constructor(plan: Plan, calendars: Calendars, people: ReadonlyMap<string, Bookings>) {
    this.#plan = plan;
    this.#calendars = calendars;
    this.#people = people;
  }

  of(task: Task): Activity {
    const passed = this.#passedOn(task.parent);
    const own = task.hasNone(calendarKeys) ? passed.own : this.#calendars.ofTask(task);
    const calendar = own ?? this.#calendars.plan;
    const lengths = this.#calendars.lengthsFor(own);
    const isMilestone = this.#scalar(task, 'milestone', 'true') === true;
    const effort = task.effort ?? defaultOf(this.#plan.defaults, 'effort', 'estimate');
    const duration = this.#scalar(task, 'duration', 'estimate');
    const elapsed = this.#scalar(task, 'elapsed', 'estimate');
    const form = isMilestone ? 'moment' : duration ? 'duration' : effort ? 'effort' : elapsed ? 'elapsed' : 'moment';
    const estimate =
      form === 'duration' ? duration : form === 'effort' ? effort : form === 'elapsed' ? elapsed : undefined;
    const minutes = estimate ? expectedMinutes(estimate, form === 'elapsed' ? elapsedLengths : lengths) : 0;
    const isUntouched = task.hasNone(progressKeys);
    const status = statusOf(task, this.#plan.statuses);
    const written = isUntouched ? undefined : task.scalar('done', 'percent');
    const left = isUntouched ? undefined : task.scalar('left', 'duration');
    const leftMinutes = left
      ? minutesOf(left, form === 'elapsed' ? elapsedLengths : lengths)
      : Math.round(minutes * (1 - (written ?? 0) / 100));
    const done =
      status === 'done'
        ? 100
        : (written ??
          (left && minutes > 0
            ? Math.max(0, Math.min(100, Math.round(100 * (1 - leftMinutes / Math.max(minutes, leftMinutes)))))
            : 0));
    return {
      task,
      form,
      status,
      minutes,
      left: status === 'done' ? 0 : status === 'doing' ? leftMinutes : minutes,
      done,
      own,
      calendar,
      crew: form === 'moment' || form === 'elapsed' ? noCrew : task.hasNone(crewKeys) ? passed.crew : this.#crew(task),
      split: this.#scalar(task, 'split', 'boolean') ?? form === 'effort',
      priority: task.hasNone(priorityKeys) ? passed.priority : this.#priority(task),
      alap: (task.word('schedule') ?? wordIn(this.#plan.defaults)) === 'alap',
      isMilestone: isMilestone || form === 'moment',
    };
  }

  #scalar<K extends ScalarKind>(task: Task, key: string, of: K): ScalarValues[K] | undefined {
    return task.scalar(key, of) ?? defaultOf(this.#plan.defaults, key, of);
  }

  #passedOn(around: Task | null): Inherited {
    if (this.#inherited?.around !== around) {
      const by = { own: this.#calendars.ofTask(around), crew: this.#crew(around), priority: this.#priority(around) };
      this.#inherited = { around, by };
    }
    return this.#inherited.by;
  }

  #priority(task: Task | null): number {
    for (let at = task; at; at = at.parent) {
      const value = at.scalar('priority', 'priority');
      if (value !== undefined) return value;
    }
    return scalarOf(this.#plan.defaults, 'priority', 'priority') ?? 500;
  }

  #crew(task: Task | null): readonly CrewRequest[] {
    const uses = this.#assignments(task);
    // By far the most tasks are one person's, at all their time.
    if (uses.length === 1 && uses[0].who.length === 1 && uses[0].count === undefined && uses[0].share === undefined) {
      const alone = this.#alone(uses[0].who[0].name);
      if (alone) return alone;
    }
    const needs = this.#needs(task);
    if (uses.length > 0) {
      const taken = new Set<Bookings>();
      return uses.flatMap((use) => this.#request(use, needs, taken) ?? []);
    }
    const owner = ownerOf(task, this.#plan.defaults);
    const bookings = owner === undefined ? undefined : this.#people.get(owner);
    if (bookings) return [{ candidates: [bookings], count: 1 }];
    if (needs.length === 0) return noCrew;
    const candidates = [...this.#people.values()].filter(({ person }) =>
      needs.every((need) => person.skills.includes(need)),
    );
    return candidates.length > 0 ? [{ candidates, count: 1 }] : [];
  }

  #assignments(task: Task | null): readonly Pick<AssignmentUse, 'who' | 'count' | 'share'>[] {
    for (let at = task; at; at = at.parent) if (at.has('assign')) return at.assign;
    return itemsOf(this.#plan.defaults, 'assign').flatMap((item) => {
      const short = item.kind === 'entity' ? item.short : undefined;
      return short?.kind === 'scalar' && short.data ? [short.data as AssignmentText] : [];
    });
  }

  #needs(task: Task | null): readonly string[] {
    for (let at = task; at; at = at.parent) if (at.has('needs')) return at.names('needs');
    return namesOf(this.#plan.defaults, 'needs').map((need) => need.name);
  }

  #request(
    use: Pick<AssignmentUse, 'who' | 'count' | 'share'>,
    needs: readonly string[],
    taken: Set<Bookings>,
  ): CrewRequest | undefined {
    const named = [...new Set(use.who.flatMap(({ name }) => this.#resolve(name)))];
    const pool = named.length === 1 && named[0].person.units > 1 ? named[0] : undefined;
    if (pool) {
      const units = Math.min(use.count ?? pool.person.units, pool.person.units);
      return { candidates: [pool], count: 1, share: (units * (use.share ?? 100)) / 100 };
    }
    const skilled =
      use.count === undefined
        ? named
        : named.filter(({ person }) => needs.every((need) => person.skills.includes(need)));
    const candidates = (skilled.length > 0 ? skilled : named).filter((bookings) => !taken.has(bookings));
    if (candidates.length === 0) return undefined;
    const count = Math.min(use.count ?? candidates.length, candidates.length);
    if (count === candidates.length) for (const bookings of candidates) taken.add(bookings);
    return { candidates, count, ...(use.share === undefined ? {} : { share: use.share / 100 }) };
  }

  /** The crew of one person; undefined for pools, material and names of no person. */
  #alone(name: string): readonly CrewRequest[] | undefined {
    const known = this.#crews.get(name);
    if (known) return known;
    const bookings = this.#people.get(name);
    if (!bookings || bookings.person.kind === 'material' || bookings.person.units > 1) return undefined;
    const crew = [{ candidates: [bookings], count: 1 }];
    this.#crews.set(name, crew);
    return crew;
  }

  /** The people whom a name of a person or team stands for; material does no work. */
  #resolve(name: string): readonly Bookings[] {
    let members = this.#members.get(name);
    if (!members) this.#members.set(name, (members = this.#expand(name, new Set())));
    return members;
  }

  #expand(name: string, seen: Set<string>): Bookings[] {
    const person = this.#people.get(name);
    if (person) return person.person.kind === 'material' ? [] : [person];
    if (seen.has(name)) return [];
    seen.add(name);
    return (this.#plan.teams.get(name)?.members ?? []).flatMap((member) => this.#expand(member.name, seen));
  }
}

function defaultOf<K extends ScalarKind>(defaults: Fields, key: string, of: K): ScalarValues[K] | undefined {
  return defaults.size > 0 ? scalarOf(defaults, key, of) : undefined;
}

/** Who answers for a task: its owner, that of the nearest summary around it, or the plan's default. */
export function ownerOf(task: Task | null, defaults: Fields): string | undefined {
  for (let at = task; at; at = at.parent) {
    const owner = at.name('owner');
    if (owner !== undefined) return owner;
  }
  const value = defaults.get('owner')?.value;
  return value?.kind === 'name' ? value.name : undefined;
}

function wordIn(defaults: Fields): string | undefined {
  const value = defaults.get('schedule')?.value;
  return value?.kind === 'enum' ? value.data : undefined;
}

/** The share of working time that each member of a request gives, as far as their capacity allows. */
export function shareOf(request: CrewRequest, member: Bookings): number {
  const wanted = request.share ?? Math.min(1, member.capacity);
  return Math.min(wanted, member.capacity);
}
