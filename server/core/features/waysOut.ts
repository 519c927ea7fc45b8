import { applyChanges, type TextChange } from '../base/change';
import type { Task } from '../model/task';
import { costOf, hasPrices } from '../schedule/cost';
import type { MissedDeadline } from '../schedule/deadlines';
import type { Schedule, ScheduledTask } from '../schedule/types';
import { priorityWords } from '../syntax/scalars/simple';
import type { PlanSnapshot } from '../workspace/snapshot';
import { assign, changesOf } from './edits/edits';
import { changesIfPossible } from './edits/fields';
import { link, unlink } from './edits/links';
import { inSteps } from './edits/steps';
import { drivingTasks, lastIn } from './taskDetails';

/** An edit that brings a late finish forward, with what scheduling the edited text shows. */
export interface WayOut {
  /** What is done, in words: who, what, by how much. */
  readonly title: string;
  readonly changes: readonly TextChange[];
  /** The finish that is asked about, with the edit; an instant. */
  readonly finish: number;
  /** Working minutes by which it is still late; 0 or less when it is in time. */
  readonly late: number;
  /** Working minutes gained. */
  readonly gain: number;
  /** What it costs more; undefined in plans without prices. */
  readonly costVariance: number | undefined;
  /** How many other tasks move. */
  readonly moved: number;
}

/** What is to be over earlier: a task, or the whole plan. */
export type LateFinish = Pick<MissedDeadline, 'task' | 'limit'>;

/** How many edits are tried. */
const MAX_TRIALS = 60;
/** How many of the tasks that drive the finish are looked at, the last first. */
const MAX_DRIVERS = 12;
/** How many other people are tried for each. */
const MAX_PEOPLE = 4;

/**
 * The cheapest edits that bring a finish forward, each verified by scheduling the edited text: those that are in time
 * first, by what they cost and how much else they move. Tries, for every task that drives the finish: one more person
 * (crashing), another person, first place with the people who keep it waiting, and an overlap with what it waits for
 * (fast tracking). It goes in steps, one for each trial; `next(true)` ends it with what was found so far.
 */
export function* waysOut(snapshot: PlanSnapshot, late: LateFinish): Generator<void, WayOut[], boolean> {
  const { schedule } = snapshot;
  const last = late.task ?? lastToFinish(schedule);
  if (!last) return [];
  const found: WayOut[] = [];
  let trials = 0;
  for (const { title, make } of candidates(snapshot, last)) {
    if (trials++ >= MAX_TRIALS) break;
    const way = tried(snapshot, late, title, make);
    if (way && way.gain > 0) found.push(way);
    if (yield) break;
  }
  const isLate = (way: WayOut): number => (way.late > 0 ? 1 : 0);
  return found.sort(
    (a, b) =>
      isLate(a) - isLate(b) ||
      (isLate(a) ? a.late - b.late : 0) ||
      (a.costVariance ?? 0) - (b.costVariance ?? 0) ||
      a.moved - b.moved ||
      b.gain - a.gain,
  );
}

interface Candidate {
  readonly title: string;
  readonly make: () => TextChange[];
}

function* candidates(snapshot: PlanSnapshot, last: Task): Generator<Candidate> {
  const { schedule } = snapshot;
  const drivers = drivingTasks(schedule, lastIn(schedule, last))
    .filter((task) => !task.isSummary && schedule.tasks[task.index]?.status !== 'done')
    .slice(0, MAX_DRIVERS);
  for (const task of drivers) {
    const scheduled = schedule.tasks[task.index] as ScheduledTask;
    yield* withOtherPeople(snapshot, task, scheduled);
    if (scheduled.driver?.kind === 'person')
      yield {
        title: `Do \`${task.path}\` before \`${scheduled.driver.task.path}\` (priority ${firstPlace(scheduled.driver.task)})`,
        make: () =>
          changesOf(snapshot, {
            kind: 'setField',
            task: task.path,
            key: 'priority',
            value: firstPlace((scheduled.driver as { task: Task }).task),
          }),
      };
    yield* withOverlap(snapshot, task);
  }
}

/** A priority above that of another task, in the language's words where one fits. */
function firstPlace(other: Task): string {
  const given = [other, ...other.ancestors()].map((task) => task.scalar('priority', 'priority'));
  const priority = given.find((it) => it !== undefined) ?? priorityWords.normal;
  if (priority < priorityWords.high) return 'high';
  return priority < priorityWords.highest ? 'highest' : '1000';
}

function* withOtherPeople(snapshot: PlanSnapshot, task: Task, scheduled: ScheduledTask): Generator<Candidate> {
  if (!task.has('effort') && task.own.node?.kind !== 'scalar') return;
  const written = task.assign;
  const working = [...new Set(scheduled.bookings.map(({ person }) => person.id))];
  // Teams and choices are decisions of the plan's author; single people can be joined or replaced.
  if (written.some(({ who, count }) => who.length !== 1 || count !== undefined)) return;
  if (written.some(({ who }) => !snapshot.plan.people.has(who[0].name))) return;
  const needs = task.inheritedNames('needs');
  const roles = new Set(working.flatMap((id) => snapshot.plan.people.get(id)?.role ?? []));
  const able = [...snapshot.plan.people.values()]
    .filter(
      ({ id, kind, skills }) => kind === 'person' && !working.includes(id) && needs.every((it) => skills.includes(it)),
    )
    .sort((a, b) => Number(roles.has(b.role ?? '')) - Number(roles.has(a.role ?? '')))
    .slice(0, MAX_PEOPLE);
  for (const person of able) {
    if (working.length > 0)
      yield {
        title: `Let ${person.name} help with \`${task.path}\``,
        make: () => assign(snapshot, task, [...working, person.id]),
      };
    yield { title: `Give \`${task.path}\` to ${person.name}`, make: () => assign(snapshot, task, [person.id]) };
  }
}

/** Fast tracking: a task begins when half of what it waits for is done. */
function* withOverlap(snapshot: PlanSnapshot, task: Task): Generator<Candidate> {
  const driver = snapshot.schedule.tasks[task.index]?.driver;
  if (driver?.kind !== 'dependency' || driver.dependency.successor !== task) return;
  const { predecessor, use } = driver.dependency;
  if (use.type !== 'FS' || predecessor.isSummary) return;
  if (use.lag && use.lag.sign > 0)
    yield {
      title: `Let \`${task.path}\` follow \`${predecessor.path}\` at once`,
      make: () => relink(snapshot, predecessor, task, 'FS', ''),
    };
  if (snapshot.schedule.tasks[predecessor.index]?.kind === 'task')
    yield {
      title: `Begin \`${task.path}\` when half of \`${predecessor.path}\` is done`,
      make: () => relink(snapshot, predecessor, task, 'SS', '+ 50%'),
    };
}

function relink(snapshot: PlanSnapshot, from: Task, to: Task, type: 'FS' | 'SS', lag: string): TextChange[] {
  return inSteps(snapshot, [
    (plan) => unlink(plan, plan.taskByPath(from.path) as Task, plan.taskByPath(to.path) as Task),
    (plan) => link(plan, plan.taskByPath(from.path) as Task, plan.taskByPath(to.path) as Task, type, lag),
  ]);
}

function tried(snapshot: PlanSnapshot, late: LateFinish, title: string, make: () => TextChange[]): WayOut | undefined {
  const changes = changesIfPossible(make);
  if (!changes || changes.length === 0) return undefined;
  const { schedule: before } = snapshot;
  const { schedule: after } = snapshot.edited(applyChanges(snapshot.text, changes));
  const finishIn = (schedule: Schedule): number | undefined =>
    late.task ? schedule.tasks.find((it) => it?.task.path === late.task?.path)?.finish : schedule.finish;
  const [then, now] = [finishIn(before), finishIn(after)];
  if (then === undefined || now === undefined) return undefined;
  const { plan: calendar } = before.calendars;
  return {
    title,
    changes,
    finish: now,
    late: calendar.between(late.limit, now),
    gain: calendar.between(now, then),
    costVariance: hasPrices(before.plan) ? costOf(after).total - costOf(before).total : undefined,
    moved: movedBetween(before, after),
  };
}

function movedBetween(before: Schedule, after: Schedule): number {
  let moved = 0;
  for (const task of before.tasks) {
    const other = task && after.tasks[task.task.index];
    if (task && other && task.kind !== 'summary' && (other.start !== task.start || other.finish !== task.finish))
      moved++;
  }
  return moved;
}

function lastToFinish({ tasks, finish }: Schedule): Task | undefined {
  return tasks.find((task) => task && task.kind !== 'summary' && task.finish === finish)?.task;
}
