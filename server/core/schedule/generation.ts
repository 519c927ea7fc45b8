import { finiteOr } from '../base/finite';
import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import { type Activity, type CrewRequest, shareOf } from './activity';
import { actualDates, lengthOfWork } from './actual';
import { type Bookings, Runs } from './bookings';
import { type Instance, type Work, withLag, worksOf } from './instance';

/** What decides an end of a task: numbers, because they are written for every task of every schedule. */
const byPlanStart = 0;
/** By a dependency: `by` is its number in the instance. */
export const byDependency = 1;
/** By a bound: `by` is the index of the task on which it is written. */
export const byBound = 2;
export const byNow = 3;
export const byFixed = 4;
export const byActual = 5;
/** By a task of another plan: `by` is the index of the task that waits for it. */
export const byOutside = 6;

/** A run of a person's work, as it is booked. */
export interface BookedRun {
  readonly task: number;
  readonly member: Bookings;
  readonly start: Instant;
  readonly finish: Instant;
  readonly share: number;
  readonly joint: WorkingTime;
}

/**
 * Serial schedule generation (Kelley 1963; Kolisch 1996): places one activity after the other, in whatever order is
 * asked for, at the earliest moment that its predecessors, its people and its calendars allow. All dates are by the
 * index of the task, NaN for what is not placed. The same object makes any number of schedules of one instance.
 */
export class Generation {
  readonly instance: Instance;
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** The earliest moments that everything written allows. */
  readonly gateStart: Float64Array;
  readonly gateFinish: Float64Array;
  /** What says so. */
  readonly startWhy: Uint8Array;
  readonly startBy: Int32Array;
  readonly finishWhy: Uint8Array;
  readonly finishBy: Int32Array;
  /** Where the search for a free place began. */
  readonly earliest: Float64Array;
  /** The task that the start waited for because a person is busy with it, or -1. */
  readonly waitedFor: Int32Array;
  readonly waitedPerson: (Bookings | undefined)[];
  /** The calendar on which the end moves: that of the person who is done last. */
  readonly moves: (WorkingTime | undefined)[];
  /** Indices of the tasks whose people or calendar never have the time that is needed. */
  readonly impossible: number[] = [];
  /** What is booked, when it is recorded. */
  readonly booked: BookedRun[] = [];
  /** Who works on each, where somebody had to be chosen. */
  readonly used: (readonly Work[] | undefined)[];
  readonly #record: boolean;
  readonly #books: boolean;
  readonly #runs: Runs[] = [new Runs()];
  readonly #choosing = new Runs();
  /** The schedule for which a summary's gate or span was computed last. */
  readonly #gateOf: Int32Array;
  readonly #spanOf: Int32Array;
  /** 1 for what has no dates, and for the summaries around. */
  readonly #isFailed: Uint8Array;
  /** 1 for what waits for something without dates. */
  readonly #isBlocked: Uint8Array;
  #number = 0;

  /**
   * @param record whether to keep what is booked, for schedules that are shown
   * @param books whether people are busy with what they do; without, the dates are those of the critical path method
   */
  constructor(instance: Instance, record: boolean, books = true) {
    this.instance = instance;
    this.#record = record;
    this.#books = books;
    const count = instance.parent.length;
    this.start = new Float64Array(count).fill(NaN);
    this.finish = new Float64Array(count).fill(NaN);
    this.gateStart = new Float64Array(count);
    this.gateFinish = new Float64Array(count);
    this.startWhy = new Uint8Array(count);
    this.startBy = new Int32Array(count);
    this.finishWhy = new Uint8Array(count);
    this.finishBy = new Int32Array(count);
    this.earliest = new Float64Array(count);
    this.waitedFor = new Int32Array(count);
    this.waitedPerson = new Array(count);
    this.moves = new Array(count);
    this.used = new Array(count);
    this.#isFailed = new Uint8Array(count);
    this.#isBlocked = new Uint8Array(count);
    this.#gateOf = new Int32Array(count);
    this.#spanOf = new Int32Array(count);
  }

  /** Begins a new schedule: nothing is placed but what is fixed in time, so that others make way. */
  begin(): void {
    for (const member of this.instance.people) member.clear();
    this.start.fill(NaN);
    this.finish.fill(NaN);
    this.waitedFor.fill(-1);
    this.#isFailed.fill(0);
    this.#isBlocked.fill(0);
    this.impossible.length = this.booked.length = 0;
    this.#number++;
    for (const i of this.instance.fixed) this.#placeFixed(i);
  }

  isPlaced(i: number): boolean {
    return this.start[i] === this.start[i];
  }

  /** Places an activity; its predecessors are placed already. */
  place(i: number): void {
    const { instance } = this;
    const activity = instance.activities[i] as Activity;
    this.#gate(i);
    if (this.#isBlocked[i] === 1) {
      this.#fail(i);
      return;
    }
    if (activity.status === 'done') {
      this.#placeDone(activity, i);
      return;
    }
    let earliest = this.gateStart[i];
    if (instance.now > earliest) {
      earliest = instance.now;
      this.startWhy[i] = byNow;
    }
    const why = this.startWhy[i];
    if (why !== byDependency && why !== byOutside) earliest = finiteOr(instance.calendar[i].next(earliest), earliest);
    this.earliest[i] = earliest;
    if (!this.#placeWork(activity, i, earliest, this.gateFinish[i])) {
      this.impossible.push(i);
      this.#fail(i);
      return;
    }
    if (activity.status === 'doing') this.#underWay(activity, i);
  }

  /** Marks a task, and the summaries around it, as without dates: what waits for them has none either. */
  #fail(i: number): void {
    for (let at = i; at >= 0 && !this.#isFailed[at]; at = this.instance.parent[at]) this.#isFailed[at] = 1;
  }

  /** The dates of a summary, from those of the tasks inside that are placed; NaN when none is. */
  span(i: number): void {
    if (this.#spanOf[i] === this.#number) return;
    this.#spanOf[i] = this.#number;
    let [start, finish] = [Infinity, -Infinity];
    for (const { index } of this.instance.network.tasks[i].children) {
      if (this.instance.activities[index] === undefined) this.span(index);
      if (this.start[index] < start) start = this.start[index];
      if (this.finish[index] > finish) finish = this.finish[index];
    }
    if (start === Infinity) return;
    this.start[i] = start;
    this.finish[i] = finish;
  }

  /** The bounds on a task: its own, and those that pass down from the summaries around it. */
  #gate(i: number): void {
    const { instance } = this;
    const { dependencies } = instance;
    const parent = instance.parent[i];
    let start = instance.planStart;
    let startWhy = byPlanStart;
    let startBy = -1;
    let finish = -Infinity;
    let finishWhy = byPlanStart;
    let finishBy = -1;
    if (parent >= 0) {
      if (this.#gateOf[parent] !== this.#number) this.#gate(parent);
      start = this.gateStart[parent];
      startWhy = this.startWhy[parent];
      startBy = this.startBy[parent];
      finish = this.gateFinish[parent];
      finishWhy = this.finishWhy[parent];
      finishBy = this.finishBy[parent];
      if (this.#isBlocked[parent]) this.#isBlocked[i] = 1;
    }
    const { first, edge } = instance.network.incoming;
    for (let k = first[i]; k < first[i + 1]; k++) {
      const e = edge[k];
      if (this.#isFailed[dependencies.predecessor[e]]) this.#isBlocked[i] = 1;
      const bound = this.#bound(e);
      if (dependencies.toFinish[e]) {
        if (bound > finish) {
          finish = bound;
          finishWhy = byDependency;
          finishBy = e;
        }
      } else if (bound > start || (bound === start && startWhy !== byDependency)) {
        start = bound;
        startWhy = byDependency;
        startBy = e;
      }
    }
    if (instance.startFrom[i] > start) {
      start = instance.startFrom[i];
      startWhy = instance.outside.start.has(i) ? byOutside : byBound;
      startBy = i;
    }
    if (instance.finishFrom[i] > finish) {
      finish = instance.finishFrom[i];
      finishWhy = instance.outside.finish.has(i) ? byOutside : byBound;
      finishBy = i;
    }
    this.gateStart[i] = start;
    this.startWhy[i] = startWhy;
    this.startBy[i] = startBy;
    this.gateFinish[i] = finish;
    this.finishWhy[i] = finishWhy;
    this.finishBy[i] = finishBy;
    this.#gateOf[i] = this.#number;
  }

  /** The earliest moment that a dependency allows for the end of the successor that it binds; NaN when its predecessor has no dates. */
  #bound(e: number): Instant {
    const { dependencies, activities } = this.instance;
    const j = dependencies.predecessor[e];
    if (activities[j] === undefined) this.span(j);
    const [start, finish] = [this.start[j], this.finish[j]];
    return withLag(this.instance, e, dependencies.fromStart[e] ? start : finish, start, finish, 1);
  }

  #placeWork(activity: Activity, i: number, earliest: Instant, finishFrom: Instant): boolean {
    switch (activity.form) {
      case 'moment':
        return this.#put(i, Math.max(earliest, finishFrom), Math.max(earliest, finishFrom), activity.calendar);
      case 'elapsed': {
        const start = Math.max(earliest, finishFrom - activity.left);
        return this.#put(i, start, start + activity.left, this.instance.calendars.always);
      }
      case 'duration':
        return this.#lasting(activity, i, earliest, finishFrom);
      case 'effort':
        return activity.crew.length > 0
          ? this.#effort(activity, i, earliest, finishFrom)
          : this.#lasting(activity, i, earliest, finishFrom);
    }
  }

  #put(i: number, start: Instant, finish: Instant, moves: WorkingTime): boolean {
    if (finish === Infinity) return false;
    this.start[i] = start;
    this.finish[i] = finish;
    this.moves[i] = moves;
    return true;
  }

  /** Working time that passes on the task's calendar, with its people booked as long as it lasts. */
  #lasting(activity: Activity, i: number, earliest: Instant, finishFrom: Instant): boolean {
    const { calendar, left } = activity;
    const works = this.instance.works[i] ?? (this.used[i] = this.#choose(activity, earliest));
    let start = calendar.next(earliest);
    if (finishFrom > -Infinity) start = Math.max(start, calendar.next(calendar.subtract(finishFrom, left)));
    for (;;) {
      const finish = calendar.add(start, left);
      if (finish === Infinity || start === Infinity) return false;
      let end = -Infinity;
      for (const { member, share } of works) {
        const until = member.conflict(start, finish, share);
        if (until <= end) continue;
        end = until;
        this.waitedFor[i] = member.blocker;
        this.waitedPerson[i] = member;
      }
      if (end === -Infinity) {
        for (const work of works) this.#bookLasting(i, work, start, finish);
        return this.#put(i, start, finish, calendar);
      }
      if (end === Infinity) return false;
      start = calendar.next(Math.max(end, start + 1));
    }
  }

  #bookLasting(i: number, { member, share, joint }: Work, start: Instant, finish: Instant): void {
    const from = joint.next(start);
    const to = joint.previous(finish);
    if (!(from < to)) return;
    if (member.limits.none) this.#book(i, member, share, joint, from, to);
    else for (const [a, b] of member.withinLimits(joint, from, to, share)) this.#book(i, member, share, joint, a, b);
  }

  #book(i: number, member: Bookings, share: number, joint: WorkingTime, start: Instant, finish: Instant): void {
    if (this.#books) member.book(start, finish, share, i);
    if (this.#record) this.booked.push({ task: i, member, start, finish, share, joint });
  }

  /** Work of people, each on their own calendar, around what they are booked for. */
  #effort(activity: Activity, i: number, earliest: Instant, finishFrom: Instant): boolean {
    const works = this.instance.works[i] ?? (this.used[i] = this.#choose(activity, earliest));
    let from = earliest;
    if (finishFrom > -Infinity)
      for (const { joint, minutes } of works) from = Math.max(from, joint.subtract(finishFrom, minutes));
    while (this.#runs.length < works.length) this.#runs.push(new Runs());
    let [start, finish] = [Infinity, -Infinity];
    let moves = activity.calendar;
    for (let k = 0; k < works.length; k++) {
      const { member, share, joint, minutes } = works[k];
      const runs = this.#runs[k];
      if (!(share > 0) || !member.find(joint, minutes, share, from, activity.split, runs)) return false;
      if (runs.first < start) {
        start = runs.first;
        this.waitedFor[i] = runs.blocker;
        this.waitedPerson[i] = member;
      }
      if (runs.last > finish) {
        finish = runs.last;
        moves = joint;
      }
    }
    if (works.length === 0) return false;
    for (let k = 0; k < works.length; k++) {
      const { member, share, joint } = works[k];
      const runs = this.#runs[k];
      for (let r = 0; this.#books && r < runs.count; r++) {
        // With a calendar of its own, the task leaves the person free in between.
        if (activity.own)
          for (const { start: a, end: b } of joint.spansBetween(runs.start[r], runs.finish[r]))
            member.book(a, b, share, i);
        else member.book(runs.start[r], runs.finish[r], share, i);
        if (this.#record)
          this.booked.push({ task: i, member, start: runs.start[r], finish: runs.finish[r], share, joint });
      }
    }
    return this.#put(i, start, finish, moves);
  }

  /** What is fixed in time is booked when its people are free then; if they aren't, the date holds all the same. */
  #placeFixed(i: number): void {
    const activity = this.instance.activities[i] as Activity;
    const { calendar, task } = activity;
    const { calendars } = this.instance;
    const on = task.scalar('on', 'dateRange');
    if (!on) return;
    const from = calendars.zone.toInstant(on.start);
    const to = calendars.zone.toInstant(on.end);
    const isMoment = on.start === on.end;
    const start = isMoment || activity.isMilestone ? calendar.next(from) : Math.min(calendar.next(from), to);
    const finish =
      activity.form === 'moment' && (activity.isMilestone || isMoment) && on.end - on.start <= 1440
        ? start
        : Math.max(calendar.previous(to), start);
    for (const request of activity.crew)
      for (const member of request.candidates.slice(0, request.count)) {
        const share = shareOf(request, member);
        if (start < finish && member.conflict(start, finish, share) === -Infinity)
          this.#book(i, member, share, calendars.forWork(member.time, activity.own), start, finish);
      }
    this.startWhy[i] = byFixed;
    this.startBy[i] = i;
    this.#put(i, start, finish, calendar);
  }

  /** The dates of what was finished: as written, else as the network gives them, but not after now. */
  #placeDone(activity: Activity, i: number): void {
    const { task, calendar } = activity;
    const { now, calendars } = this.instance;
    const length = lengthOfWork(activity, activity.minutes);
    let { started: start, finished: finish } = actualDates(task, calendar, calendars);
    if (start === undefined && finish !== undefined && length === 0) start = finish;
    if (start === undefined && finish !== undefined)
      start = finiteOr(calendar.next(calendar.subtract(finish, length)), finish);
    start ??= Math.min(finiteOr(calendar.next(this.gateStart[i]), now), now);
    finish ??= Math.max(start, Math.min(finiteOr(calendar.add(start, length), now), Math.max(now, start)));
    this.startWhy[i] = byActual;
    this.#put(i, start, Math.max(start, finish), calendar);
  }

  /** What is under way keeps its start; what is left was placed already. */
  #underWay(activity: Activity, i: number): void {
    const { task, calendar } = activity;
    const { started } = actualDates(task, calendar, this.instance.calendars);
    const rest = this.start[i];
    const done = Math.max(0, activity.minutes - activity.left);
    const back = calendar.subtract(rest, lengthOfWork(activity, done));
    this.earliest[i] = rest;
    this.start[i] = Math.min(started ?? finiteOr(done > 0 ? back : rest, rest), this.finish[i]);
    this.startWhy[i] = started === undefined ? byNow : byActual;
    this.waitedFor[i] = -1;
  }

  /** Who works: where there is a choice, those who would be done first, in the order in which they are named. */
  #choose(activity: Activity, earliest: Instant): readonly Work[] {
    const total = activity.crew.reduce((sum, request) => sum + request.count, 0);
    const crew = activity.crew.flatMap((request) => {
      const { candidates, count } = request;
      const chosen =
        count >= candidates.length ? candidates : this.#soonest(activity, request, activity.left / total, earliest);
      return chosen.map((member) => ({ member, share: shareOf(request, member) }));
    });
    return worksOf(activity, crew, this.instance.calendars);
  }

  #soonest(activity: Activity, request: CrewRequest, minutes: number, earliest: Instant): Bookings[] {
    const runs = this.#choosing;
    const ranked = request.candidates.map((member, order) => {
      const share = shareOf(request, member);
      const needed = activity.form === 'duration' ? minutes : minutes / share / member.person.efficiency;
      const joint = this.instance.calendars.forWork(member.time, activity.own);
      const isFound =
        share > 0 && member.find(joint, Math.max(1, Math.round(needed)), share, earliest, activity.split, runs);
      return { member, order, finish: isFound ? runs.last : Infinity };
    });
    ranked.sort((a, b) => (a.finish === b.finish ? a.order - b.order : a.finish - b.finish));
    return ranked.slice(0, request.count).map(({ member }) => member);
  }
}
