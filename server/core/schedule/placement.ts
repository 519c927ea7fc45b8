import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import { type Activity, type CrewRequest, shareOf } from './activity';
import type { Bookings, Found } from './bookings';
import type { Calendars } from './calendars';
import type { Booking } from './types';

/** Where an activity lies, and what it had to wait for beyond its earliest moment. */
export interface Placement {
  readonly start: Instant;
  readonly finish: Instant;
  readonly bookings: readonly Booking[];
  /** The person, and the index of the task, that the start waited for. */
  readonly waitedFor?: { readonly bookings: Bookings; readonly task: number };
  /** The calendar on which the end of the activity moves: that of the person who is done last. */
  readonly moves: WorkingTime;
}

/** Finds the earliest place for activities among what is booked already, and books it. */
export class Placer {
  readonly #calendars: Calendars;

  constructor(calendars: Calendars) {
    this.#calendars = calendars;
  }

  /**
   * Places `minutes` of the activity, starting at or after `earliest` and finishing at or after `finishFrom`.
   *
   * @returns undefined when its people or its calendar never have the time
   */
  place(activity: Activity, minutes: number, earliest: Instant, finishFrom: Instant): Placement | undefined {
    switch (activity.form) {
      case 'moment':
        return this.#moment(activity, Math.max(earliest, finishFrom));
      case 'elapsed': {
        const start = Math.max(earliest, finishFrom - minutes);
        return { start, finish: start + minutes, bookings: [], moves: this.#calendars.always };
      }
      case 'duration':
        return this.#duration(activity, minutes, earliest, finishFrom);
      case 'effort':
        return this.#effort(activity, minutes, earliest, finishFrom);
    }
  }

  #moment(activity: Activity, at: Instant): Placement {
    return { start: at, finish: at, bookings: [], moves: activity.calendar };
  }

  /** Working time that passes on the task's calendar, with its people booked as long as it lasts. */
  #duration(activity: Activity, minutes: number, earliest: Instant, finishFrom: Instant): Placement | undefined {
    const { calendar } = activity;
    const crew = this.#choose(activity, minutes, earliest);
    let start = calendar.next(earliest);
    if (finishFrom > -Infinity) start = Math.max(start, calendar.next(calendar.subtract(finishFrom, minutes)));
    let waitedFor: Placement['waitedFor'];
    for (;;) {
      const finish = calendar.add(start, minutes);
      if (finish === Infinity || start === Infinity) return undefined;
      let latest: { bookings: Bookings; task: number; end: Instant } | undefined;
      for (const { member, share } of crew) {
        const conflict = member.conflict(start, finish, share);
        if (conflict && (!latest || conflict.end > latest.end)) latest = { bookings: member, ...conflict };
      }
      if (!latest) {
        const bookings = crew.flatMap(({ member, share }) => this.#book(activity, member, share, start, finish));
        return { start, finish, bookings, moves: calendar, ...(waitedFor ? { waitedFor } : {}) };
      }
      waitedFor = latest;
      start = calendar.next(Math.max(latest.end, start + 1));
    }
  }

  #book(activity: Activity, member: Bookings, share: number, start: Instant, finish: Instant): Booking[] {
    const joint = this.#joint(activity, member);
    const from = joint.next(start);
    const to = joint.previous(finish);
    if (!(from < to)) return [];
    member.book(from, to, share, activity.task.index);
    return [
      { person: member.person, start: from, finish: to, minutes: Math.round(joint.between(from, to) * share), share },
    ];
  }

  /** Work of people, each on their own calendar, around what they are booked for. */
  #effort(activity: Activity, minutes: number, earliest: Instant, finishFrom: Instant): Placement | undefined {
    if (activity.crew.length === 0) return this.#unassigned(activity, minutes, earliest, finishFrom);
    const crew = this.#choose(activity, minutes, earliest);
    const strength = crew.reduce((sum, { share }) => sum + share, 0);
    if (strength <= 0) return undefined;
    const works = crew.map(({ member, share }) => {
      const joint = this.#joint(activity, member);
      // Effort is split by share; whoever is more efficient is done sooner.
      const needed = minutes / strength / member.person.efficiency;
      return { member, share, joint, needed: Math.max(1, Math.round(needed)) };
    });
    let from = earliest;
    if (finishFrom > -Infinity) {
      const last = Math.max(...works.map(({ joint, needed }) => joint.subtract(finishFrom, needed)));
      from = Math.max(from, last);
    }
    const found = works.map((work) => ({
      ...work,
      place: work.member.find(work.joint, work.needed, work.share, from, activity.split),
    }));
    if (found.some(({ place }) => place === undefined)) return undefined;
    const placed = found as { member: Bookings; share: number; joint: WorkingTime; place: Found }[];
    const bookings = placed.flatMap(({ member, share, joint, place }) =>
      place.runs.map((run) => this.#bookRun(activity, member, share, joint, run)),
    );
    const first = placed.reduce((a, b) => (b.place.runs[0].start < a.place.runs[0].start ? b : a));
    const endOf = (place: Found): Instant => place.runs[place.runs.length - 1].finish;
    const last = placed.reduce((a, b) => (endOf(b.place) > endOf(a.place) ? b : a));
    const waited = first.place.blocker >= 0 ? { waitedFor: { bookings: first.member, task: first.place.blocker } } : {};
    return { start: first.place.runs[0].start, finish: endOf(last.place), bookings, moves: last.joint, ...waited };
  }

  #bookRun(
    activity: Activity,
    member: Bookings,
    share: number,
    joint: WorkingTime,
    run: { start: Instant; finish: Instant },
  ): Booking {
    // With a calendar of its own, the task leaves the person free in between.
    const spans = activity.own
      ? joint.spansBetween(run.start, run.finish).map(({ start, end }) => ({ start, finish: end }))
      : [run];
    for (const { start, finish } of spans) member.book(start, finish, share, activity.task.index);
    return { person: member.person, ...run, minutes: Math.round(joint.between(run.start, run.finish) * share), share };
  }

  #unassigned(activity: Activity, minutes: number, earliest: Instant, finishFrom: Instant): Placement | undefined {
    const { calendar } = activity;
    let start = calendar.next(earliest);
    if (finishFrom > -Infinity) start = Math.max(start, calendar.next(calendar.subtract(finishFrom, minutes)));
    const finish = calendar.add(start, minutes);
    return finish < Infinity ? { start, finish, bookings: [], moves: calendar } : undefined;
  }

  #joint(activity: Activity, member: Bookings): WorkingTime {
    return this.#calendars.forWork(member.time, activity.own);
  }

  /** Who works: where there is a choice, those who would be done first, in the order in which they are named. */
  #choose(activity: Activity, minutes: number, earliest: Instant): { member: Bookings; share: number }[] {
    const total = activity.crew.reduce((sum, request) => sum + request.count, 0);
    return activity.crew.flatMap((request) => {
      const { candidates, count } = request;
      const chosen =
        count >= candidates.length ? candidates : this.#soonest(activity, request, minutes / total, earliest);
      return chosen.map((member) => ({ member, share: shareOf(request, member) }));
    });
  }

  #soonest(activity: Activity, request: CrewRequest, minutes: number, earliest: Instant): Bookings[] {
    const ranked = request.candidates.map((member, order) => {
      const share = shareOf(request, member);
      const needed = activity.form === 'duration' ? minutes : minutes / share / member.person.efficiency;
      const found =
        share > 0
          ? member.find(this.#joint(activity, member), Math.max(1, Math.round(needed)), share, earliest, activity.split)
          : undefined;
      return { member, order, finish: found ? found.runs[found.runs.length - 1].finish : Infinity };
    });
    ranked.sort((a, b) => (a.finish === b.finish ? a.order - b.order : a.finish - b.finish));
    return ranked.slice(0, request.count).map(({ member }) => member);
  }
}
