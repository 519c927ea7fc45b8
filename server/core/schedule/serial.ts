import { finiteOr } from '../base/finite';
import TinyQueue from 'tinyqueue';
import type { Instant } from '../calendar/zone';
import type { Dependency, Task } from '../model/task';
import { type Activity, shareOf } from './activity';
import type { Calendars } from './calendars';
import { bindsFinish, boundOf, type Dates } from './lags';
import type { Network } from './network';
import { type Placement, Placer } from './placement';
import type { Booking, Driver } from './types';

/** A task placed in time, before late dates are known. */
export interface Placed extends Dates {
  readonly bookings: readonly Booking[];
  readonly driver: Driver | null;
  /** The calendar on which the end moves; undefined for summaries. */
  readonly moves?: Placement['moves'];
}

/** The earliest moments that everything written allows, and what says so. */
interface Gate {
  readonly start: Instant;
  readonly driver: Driver;
  readonly finishFrom: Instant;
  readonly finishDriver: Driver | null;
}

export interface SerialResult {
  /** By the index of the task; undefined for what cannot be placed. */
  readonly placed: (Placed | undefined)[];
  /** Tasks whose people or calendar never have the time that is needed. */
  readonly impossible: readonly Task[];
  /** Indices of the leaves in the order in which they were placed. */
  readonly sequence: readonly number[];
}

/**
 * Serial schedule generation (Kelley 1963; Kolisch 1996): takes the tasks that may start one by one, the most urgent
 * first, and places each at the earliest moment at which its people are free.
 */
export class SerialScheduler {
  readonly #network: Network;
  readonly #activities: readonly (Activity | undefined)[];
  readonly #calendars: Calendars;
  readonly #placer: Placer;
  readonly #now: Instant;
  readonly #planStart: Instant;
  readonly #placed: (Placed | undefined)[];
  readonly #gates: (Gate | undefined)[];
  readonly #impossible: Task[] = [];
  readonly #sequence: number[] = [];

  constructor(
    network: Network,
    activities: readonly (Activity | undefined)[],
    calendars: Calendars,
    now: Instant,
    planStart: Instant,
  ) {
    this.#network = network;
    this.#activities = activities;
    this.#calendars = calendars;
    this.#placer = new Placer(calendars);
    this.#now = now;
    this.#planStart = planStart;
    this.#placed = new Array(network.tasks.length);
    this.#gates = new Array(network.tasks.length);
  }

  /** @param urgency the smaller the more urgent, by the index of the task; decides between equal priorities */
  *steps(urgency: Float64Array): Generator<void, SerialResult> {
    const { graph, tasks } = this.#network;
    const { first, target } = graph;
    const count = first.length - 1;
    this.#placeFixed();
    const waiting = new Int32Array(count);
    for (const node of target) waiting[node]++;
    const queue = new TinyQueue<Activity>([], (a, b) => {
      if (a.priority !== b.priority) return b.priority - a.priority;
      const byUrgency = urgency[a.task.index] - urgency[b.task.index];
      return byUrgency !== 0 ? byUrgency : a.task.index - b.task.index;
    });
    const open: number[] = [];
    for (let node = count - 1; node >= 0; node--) if (waiting[node] === 0) open.push(node);
    const release = (node: number): void => {
      for (let e = first[node]; e < first[node + 1]; e++) if (--waiting[target[e]] === 0) open.push(target[e]);
    };
    for (;;) {
      const node = open.pop();
      if (node !== undefined) {
        const task = tasks[node >> 1];
        const activity = this.#activities[task.index];
        const isBegin = (node & 1) === 0;
        if (isBegin && activity && !this.#placed[task.index]) queue.push(activity);
        else {
          if (isBegin && task.isSummary) this.#gates[task.index] = this.#gateOf(task);
          if (!isBegin && task.isSummary) this.#placed[task.index] = this.#summary(task);
          release(node);
        }
        continue;
      }
      const activity = queue.pop();
      if (!activity) break;
      if ((this.#sequence.length & 127) === 127) yield;
      this.#place(activity);
      release(2 * activity.task.index);
    }
    return { placed: this.#placed, impossible: this.#impossible, sequence: this.#sequence };
  }

  /** What is fixed in time is there before anything else, so that others make way. */
  #placeFixed(): void {
    for (const activity of this.#activities) {
      const on = activity?.task.scalar('on', 'dateRange');
      if (!activity || !on || activity.status === 'done') continue;
      const { calendar, task } = activity;
      const from = this.#calendars.zone.toInstant(on.start);
      const to = this.#calendars.zone.toInstant(on.end);
      const start =
        on.start === on.end || activity.isMilestone ? calendar.next(from) : Math.min(calendar.next(from), to);
      const finish =
        activity.form === 'moment' && (activity.isMilestone || on.end === on.start) && !spansDays(on)
          ? start
          : Math.max(calendar.previous(to), start);
      const bookings = activity.crew.flatMap((request) =>
        request.candidates.slice(0, request.count).flatMap((member) => {
          const share = shareOf(request, member);
          const joint = this.#calendars.forWork(member.time, activity.own);
          if (!(start < finish) || member.conflict(start, finish, share)) return [];
          member.book(start, finish, share, task.index);
          return [
            { person: member.person, start, finish, minutes: Math.round(joint.between(start, finish) * share), share },
          ];
        }),
      );
      this.#placed[task.index] = {
        start,
        finish,
        bookings,
        driver: { kind: 'bound', task, key: 'on' },
        moves: calendar,
      };
      this.#sequence.push(task.index);
    }
  }

  #place(activity: Activity): void {
    const { task } = activity;
    this.#sequence.push(task.index);
    if (activity.status === 'done') {
      this.#placed[task.index] = this.#done(activity);
      return;
    }
    const gate = this.#gateOf(task);
    const isUnderWay = activity.status === 'doing';
    const isLater = this.#now > gate.start;
    let earliest = isLater ? this.#now : gate.start;
    const driver: Driver = isLater && gate.start < this.#now ? { kind: 'now' } : gate.driver;
    if (driver.kind !== 'dependency') earliest = finiteOr(activity.calendar.next(earliest), earliest);
    const placement = this.#placer.place(activity, activity.left, earliest, gate.finishFrom);
    if (!placement) {
      this.#impossible.push(task);
      return;
    }
    if (isUnderWay) {
      this.#placed[task.index] = this.#underWay(activity, placement);
      return;
    }
    const why = this.#whyThen(activity, placement, earliest, driver, gate);
    this.#placed[task.index] = {
      start: placement.start,
      finish: placement.finish,
      bookings: placement.bookings,
      driver: why,
      moves: placement.moves,
    };
  }

  #whyThen(activity: Activity, placement: Placement, earliest: Instant, driver: Driver, gate: Gate): Driver {
    if (placement.waitedFor) {
      return {
        kind: 'person',
        person: placement.waitedFor.bookings.person,
        task: this.#network.tasks[placement.waitedFor.task],
      };
    }
    const usual =
      activity.form === 'effort' || activity.form === 'duration' ? activity.calendar.next(earliest) : earliest;
    if (placement.start > usual) {
      if (gate.finishFrom > -Infinity && gate.finishDriver) return gate.finishDriver;
      const [first] = placement.bookings;
      return first ? { kind: 'calendar', person: first.person } : { kind: 'calendar' };
    }
    return driver;
  }

  /** The dates of what was finished: as written, else as the network gives them, but not after now. */
  #done(activity: Activity): Placed {
    const { task, calendar } = activity;
    const { started, finished } = actualDates(task, calendar, this.#calendars);
    const driver: Driver = { kind: 'actual' };
    let start = started;
    let finish = finished;
    if (start === undefined && finish !== undefined && this.#lengthOf(activity) === 0) start = finish;
    if (start === undefined && finish !== undefined)
      start = finiteOr(calendar.next(calendar.subtract(finish, this.#lengthOf(activity))), finish);
    if (start === undefined) start = Math.min(finiteOr(calendar.next(this.#gateOf(task).start), this.#now), this.#now);
    if (finish === undefined)
      finish = Math.max(
        start,
        Math.min(finiteOr(calendar.add(start, this.#lengthOf(activity)), this.#now), Math.max(this.#now, start)),
      );
    finish = Math.max(start, finish);
    return { start, finish, bookings: this.#past(activity, start, finish, activity.minutes), driver, moves: calendar };
  }

  #underWay(activity: Activity, rest: Placement): Placed {
    const { task, calendar } = activity;
    const { started } = actualDates(task, calendar, this.#calendars);
    const doneMinutes = Math.max(0, activity.minutes - activity.left);
    const back = calendar.subtract(rest.start, this.#lengthOf(activity, doneMinutes));
    const start = Math.min(started ?? finiteOr(doneMinutes > 0 ? back : rest.start, rest.start), rest.finish);
    const past =
      doneMinutes > 0 ? this.#past(activity, start, Math.max(start, Math.min(this.#now, rest.start)), doneMinutes) : [];
    return {
      start,
      finish: rest.finish,
      bookings: [...past, ...rest.bookings],
      driver: started === undefined ? { kind: 'now' } : { kind: 'actual' },
      moves: rest.moves,
    };
  }

  /** Who did the work that lies in the past, as far as it can be told: those assigned, in equal parts of their share. */
  #past(activity: Activity, start: Instant, finish: Instant, minutes: number): Booking[] {
    if (!(start < finish)) return [];
    const crew = activity.crew.flatMap((request) =>
      request.candidates.slice(0, request.count).map((member) => ({ member, share: shareOf(request, member) })),
    );
    const strength = crew.reduce((sum, { share }) => sum + share, 0);
    return crew.map(({ member, share }) => ({
      person: member.person,
      start,
      finish,
      minutes:
        activity.form === 'effort'
          ? Math.round((minutes * share) / strength)
          : Math.round(member.time.between(start, finish) * share),
      share,
    }));
  }

  /** Working minutes on the calendar that so much of the estimate takes. */
  #lengthOf(activity: Activity, minutes = activity.minutes): number {
    if (activity.form !== 'effort') return minutes;
    const strength = activity.crew.reduce(
      (sum, request) =>
        sum + request.candidates.slice(0, request.count).reduce((s, member) => s + shareOf(request, member), 0),
      0,
    );
    return strength > 0 ? Math.round(minutes / strength) : minutes;
  }

  /** The dates of a summary: from the first start to the last finish of the tasks inside. */
  #summary(task: Task): Placed | undefined {
    let start = Infinity;
    let finish = -Infinity;
    let driver: Driver | null = null;
    for (const child of task.children) {
      const placed = this.#placed[child.index];
      if (!placed) continue;
      if (placed.start < start) {
        start = placed.start;
        driver = placed.driver;
      }
      finish = Math.max(finish, placed.finish);
    }
    return start < Infinity ? { start, finish, bookings: [], driver } : undefined;
  }

  /** The bounds on a task: its own, and those that pass down from the summaries around it. */
  #gateOf(task: Task): Gate {
    const around: Gate = (task.parent && this.#gates[task.parent.index]) ?? {
      start: this.#planStart,
      driver: { kind: 'plan-start' },
      finishFrom: -Infinity,
      finishDriver: null,
    };
    let { start, driver, finishFrom, finishDriver } = around;
    const calendar = this.#activities[task.index]?.calendar ?? this.#calendars.plan;
    for (const dependency of this.#network.incoming[task.index]) {
      const predecessor = this.#placed[dependency.predecessor.index];
      if (!predecessor) continue;
      const bound = boundOf(dependency, predecessor, calendar, this.#calendars);
      if (bindsFinish(dependency)) {
        if (bound > finishFrom) [finishFrom, finishDriver] = [bound, dependencyDriver(dependency)];
      } else if (bound > start || (bound === start && driver.kind !== 'dependency')) {
        [start, driver] = [bound, dependencyDriver(dependency)];
      }
    }
    const startBound = task.scalar('start', 'startBound');
    if (startBound && startBound.kind !== 'by') {
      const at = finiteOr(calendar.next(this.#calendars.beginOf(startBound.date)), start);
      if (at > start) [start, driver] = [at, { kind: 'bound', task, key: 'start' }];
    }
    const finishBound = task.scalar('finish', 'finishBound');
    if (finishBound && finishBound.kind !== 'by' && !task.isSummary) {
      const { date } = finishBound;
      // Not before a day means: not before its work is over when it must be exactly then, else not before it begins.
      const at =
        finishBound.kind === 'at' ? calendar.previous(this.#calendars.endOf(date)) : this.#calendars.beginOf(date);
      if (at > finishFrom) [finishFrom, finishDriver] = [at, { kind: 'bound', task, key: 'finish' }];
    }
    return { start, driver, finishFrom, finishDriver };
  }
}

function dependencyDriver(dependency: Dependency): Driver {
  return { kind: 'dependency', dependency };
}

function spansDays(on: { readonly start: number; readonly end: number }): boolean {
  return on.end - on.start > 1440;
}

/** What is written about when a task was really started and finished, as instants in working time. */
function actualDates(
  task: Task,
  calendar: Activity['calendar'],
  calendars: Calendars,
): { started?: Instant; finished?: Instant } {
  const started = task.scalar('started', 'date');
  const finished = task.scalar('finished', 'date');
  const inDay = (date: { start: number; end: number }, at: Instant, other: Instant): Instant => {
    // A weekend's work happened on the weekend, whatever the calendar says.
    const [from, to] = [calendars.beginOf(date), calendars.endOf(date)];
    return from <= at && at <= to ? at : other;
  };
  return {
    ...(started
      ? { started: inDay(started, calendar.next(calendars.beginOf(started)), calendars.beginOf(started)) }
      : {}),
    ...(finished
      ? { finished: inDay(finished, calendar.previous(calendars.endOf(finished)), calendars.endOf(finished)) }
      : {}),
  };
}
