import { finiteOr } from '../base/finite';
import type { WorkingTime } from '../calendar/workingTime';
import type { Instant } from '../calendar/zone';
import { maskOf } from '../model/keyBits';
import { minutesOf } from '../syntax/scalars/duration';
import { type Activity, shareOf } from './activity';
import type { Bookings } from './bookings';
import type { Calendars } from './calendars';
import { bindsFinish, boundOf, dependsOnStart } from './lags';
import type { Network } from './network';
import type { OutsideDependency } from './types';

/** One person's part in an activity. */
export interface Work {
  readonly member: Bookings;
  readonly share: number;
  /** When the person can work on the activity. */
  readonly joint: WorkingTime;
  /** Working minutes of the person; of the whole activity when it only lasts. */
  readonly minutes: number;
}

const noLag = 0;
const workingLag = 1;
const elapsedLag = 2;
const percentLag = 3;

/** The dependencies of a network in arrays, by their numbers. */
export interface CompiledDependencies {
  /** Indices of the tasks at both ends. */
  readonly predecessor: Int32Array;
  readonly successor: Int32Array;
  /** 1 when it depends on the start of the predecessor. */
  readonly fromStart: Uint8Array;
  /** 1 when it binds the finish of the successor. */
  readonly toFinish: Uint8Array;
  readonly lagKind: Uint8Array;
  /** Minutes, or a share of the predecessor's length; negative for leads. */
  readonly lag: Float64Array;
}

/** A plan made ready to be scheduled again and again: all that does not depend on what is scheduled first. */
export interface Instance {
  readonly network: Network;
  readonly activities: readonly (Activity | undefined)[];
  readonly calendars: Calendars;
  readonly people: readonly Bookings[];
  readonly now: Instant;
  readonly planStart: Instant;
  /** By the index of the task; -1 for the outermost. */
  readonly parent: Int32Array;
  readonly dependencies: CompiledDependencies;
  /** The calendar of lags and bounds. */
  readonly calendar: readonly WorkingTime[];
  /** What is written as `start` and `finish`, and what other plans allow: -Infinity where nothing is. */
  readonly startFrom: Float64Array;
  readonly finishFrom: Float64Array;
  /** What tasks wait for in other plans. */
  readonly waits: readonly OutsideDependency[];
  /** Of the tasks that wait longest for another plan, what they wait for: by the index of the task. */
  readonly outside: {
    readonly start: ReadonlyMap<number, OutsideDependency>;
    readonly finish: ReadonlyMap<number, OutsideDependency>;
  };
  /** Who works on each, where nobody has to be chosen. */
  readonly works: readonly (readonly Work[] | undefined)[];
  /** Indices of what is fixed in time with `on` and not done yet. */
  readonly fixed: readonly number[];
}

const bounds = maskOf('start', 'finish');
const fixedDate = maskOf('on');

/** Compiles a plan's network, activities and people. */
export function instanceOf(
  network: Network,
  activities: readonly (Activity | undefined)[],
  calendars: Calendars,
  people: readonly Bookings[],
  now: Instant,
  planStart: Instant,
  waits: readonly OutsideDependency[] = [],
): Instance {
  const { tasks } = network;
  const count = tasks.length;
  const parent = new Int32Array(count).fill(-1);
  const calendar: WorkingTime[] = new Array(count);
  const works: (readonly Work[] | undefined)[] = new Array(count);
  const startFrom = new Float64Array(count).fill(-Infinity);
  const finishFrom = new Float64Array(count).fill(-Infinity);
  const alike = new Map<Activity['crew'], Map<number, readonly Work[]>>();
  for (const task of tasks) {
    const i = task.index;
    const activity = activities[i];
    if (task.parent) parent[i] = task.parent.index;
    calendar[i] = activity?.calendar ?? calendars.plan;
    works[i] = activity && sharedWorks(activity, calendars, alike);
    if (task.hasNone(bounds)) continue;
    const start = task.scalar('start', 'startBound');
    if (start && start.kind !== 'by') {
      const begin = calendars.beginOf(start.date);
      startFrom[i] = finiteOr(calendar[i].next(begin), begin);
    }
    const finish = task.isSummary ? undefined : task.scalar('finish', 'finishBound');
    if (finish && finish.kind !== 'by')
      // Not before a day means: not before its work is over when it must be exactly then, else not before it begins.
      finishFrom[i] =
        finish.kind === 'at' ? calendar[i].previous(calendars.endOf(finish.date)) : calendars.beginOf(finish.date);
  }
  const outside = { start: new Map<number, OutsideDependency>(), finish: new Map<number, OutsideDependency>() };
  for (const dependency of waits) {
    const i = dependency.holder.index;
    const key = bindsFinish(dependency) ? 'finish' : 'start';
    const from = key === 'finish' ? finishFrom : startFrom;
    const bound = boundOf(dependency, dependency, calendar[i], calendars);
    if (!(bound > from[i]) || (key === 'finish' && dependency.holder.isSummary)) continue;
    from[i] = bound;
    outside[key].set(i, dependency);
  }
  const dependencies = compileDependencies(network, calendar, calendars);
  const fixed: number[] = [];
  for (const { index } of tasks) {
    const activity = activities[index];
    if (!activity || activity.status === 'done' || activity.task.hasNone(fixedDate)) continue;
    if (activity.task.scalar('on', 'dateRange')) fixed.push(index);
  }
  return {
    network,
    activities,
    calendars,
    people,
    now,
    planStart,
    parent,
    dependencies,
    calendar,
    startFrom,
    finishFrom,
    waits,
    outside,
    works,
    fixed,
  };
}

function compileDependencies(
  { dependencies }: Network,
  calendar: readonly WorkingTime[],
  calendars: Calendars,
): CompiledDependencies {
  const count = dependencies.length;
  const predecessor = new Int32Array(count);
  const successor = new Int32Array(count);
  const fromStart = new Uint8Array(count);
  const toFinish = new Uint8Array(count);
  const lagKind = new Uint8Array(count);
  const lag = new Float64Array(count);
  for (let e = 0; e < count; e++) {
    const dependency = dependencies[e];
    predecessor[e] = dependency.predecessor.index;
    successor[e] = dependency.successor.index;
    fromStart[e] = dependsOnStart(dependency) ? 1 : 0;
    toFinish[e] = bindsFinish(dependency) ? 1 : 0;
    const written = dependency.use.lag;
    if (written?.duration) {
      lagKind[e] = written.duration.elapsed ? elapsedLag : workingLag;
      lag[e] = written.sign * minutesOf(written.duration, calendars.lengthsFor(calendar[successor[e]]));
    } else if (written) {
      lagKind[e] = percentLag;
      lag[e] = (written.sign * written.percent) / 100;
    }
  }
  return { predecessor, successor, fromStart, toFinish, lagKind, lag };
}

/**
 * A moment with the lag of a dependency added, or taken off with `direction` -1.
 *
 * @param e the number of the dependency
 * @param start of the predecessor, for lags in percent of its length
 */
export function withLag(
  { dependencies, calendar }: Instance,
  e: number,
  at: Instant,
  start: Instant,
  finish: Instant,
  direction: 1 | -1,
): Instant {
  const kind = dependencies.lagKind[e];
  if (kind === noLag || at !== at) return at;
  const lag = dependencies.lag[e] * direction;
  if (kind === elapsedLag) return at + lag;
  const time = calendar[dependencies.successor[e]];
  if (kind === workingLag) return time.add(at, lag);
  const minutes = Math.round(time.between(start, finish) * Math.abs(lag));
  return lag > 0 ? time.add(at, minutes) : time.subtract(at, minutes);
}

/** Most efforts are one person's, and few of a person's are of different lengths: those that are alike are made once. */
function sharedWorks(
  activity: Activity,
  calendars: Calendars,
  alike: Map<Activity['crew'], Map<number, readonly Work[]>>,
): readonly Work[] | undefined {
  const { crew, form, own, left } = activity;
  if (crew.length !== 1 || form !== 'effort' || own) return fixedWorks(activity, calendars);
  let byLength = alike.get(crew);
  if (!byLength) alike.set(crew, (byLength = new Map()));
  let works = byLength.get(left);
  if (!works && (works = fixedWorks(activity, calendars))) byLength.set(left, works);
  return works;
}

/** Who works on an activity with how much of it, or undefined where somebody has to be chosen first. */
function fixedWorks(activity: Activity, calendars: Calendars): readonly Work[] | undefined {
  if (activity.crew.length === 0) return noWorks;
  if (activity.crew.some((request) => request.count < request.candidates.length)) return undefined;
  return worksOf(
    activity,
    activity.crew.flatMap((request) =>
      request.candidates.map((member) => ({ member, share: shareOf(request, member) })),
    ),
    calendars,
  );
}

const noWorks: readonly Work[] = [];

/** The parts of a crew: effort is split by share; whoever is more efficient is done sooner. */
export function worksOf(
  activity: Activity,
  crew: readonly { readonly member: Bookings; readonly share: number }[],
  calendars: Calendars,
): readonly Work[] {
  const strength = crew.reduce((sum, { share }) => sum + share, 0);
  return crew.map(({ member, share }) => ({
    member,
    share,
    joint: calendars.forWork(member.time, activity.own),
    minutes:
      activity.form === 'effort'
        ? Math.max(1, Math.round(activity.left / strength / member.person.efficiency))
        : activity.left,
  }));
}
