import type { Instant } from '../calendar/zone';
import type { Plan } from '../model/plan';
import type { Task } from '../model/task';
import type { Activity } from './activity';
import { shiftLate } from './alap';
import type { Calendars } from './calendars';
import { type LateDates, lateDates } from './lateDates';
import { type Prepared, preparing } from './prepare';
import { scheduleProblems } from './scheduleProblems';
import { type Placed, serialSchedule } from './serial';
import type { Schedule, ScheduledTask, ScheduleOptions } from './types';
import { lateStarts } from './urgency';

/** A plan with its dates, before it is known how far they could slip. */
export interface Dated {
  /** By the index of the task; undefined for what cannot be placed. */
  readonly placed: readonly (Placed | undefined)[];
  /** Tasks whose people or calendar never have the time that is needed. */
  readonly impossible: readonly Task[];
  /** Indices of the leaves in the order in which they were placed. */
  readonly sequence: readonly number[];
  readonly start: Instant;
  readonly finish: Instant;
}

/** Gives a plan its dates, and no more, in small steps. */
export function* dating({ instance, people }: Prepared): Generator<void, Dated> {
  const { network, activities, calendars, planStart } = instance;
  const urgency = yield* lateStarts(instance);
  yield;
  const { placed, impossible, sequence } = yield* serialSchedule(instance, urgency);
  yield;
  shiftLate(network, activities, placed, sequence, calendars, people);
  let [start, finish] = [Infinity, -Infinity];
  for (const task of placed) {
    if (!task) continue;
    start = Math.min(start, task.start);
    finish = Math.max(finish, task.finish);
  }
  if (start === Infinity) start = finish = planStart;
  return { placed, impossible, sequence, start, finish };
}

/**
 * Schedules a plan: a pure function of the plan, the status date and the holidays. Dates that cannot be met do not stop
 * it; they are among the problems of the result. It goes in small steps, between which whoever runs it may do something
 * else, or stop.
 */
export function* schedulingSteps(plan: Plan, options: ScheduleOptions): Generator<void, Schedule> {
  const prepared = yield* preparing(plan, options);
  yield;
  const { placed, impossible, sequence, start, finish } = yield* dating(prepared);
  const { instance, people, dropped } = prepared;
  const { activities, calendars, now } = instance;
  yield;
  const late = yield* lateDates(instance, placed, sequence, finish, people);
  yield;
  const tasks = assemble(plan, activities, placed, late, calendars);
  const schedule = { plan, zone: calendars.zone, calendars, now, start, finish, tasks, outside: instance.waits };
  yield;
  return { ...schedule, problems: yield* scheduleProblems(schedule, activities, impossible, dropped) };
}

function assemble(
  plan: Plan,
  activities: readonly (Activity | undefined)[],
  placed: readonly (Placed | undefined)[],
  late: LateDates,
  calendars: Calendars,
): (ScheduledTask | undefined)[] {
  const tasks: (ScheduledTask | undefined)[] = new Array(plan.tasks.length);
  // Summaries come before the tasks inside: from the end, children are always ready.
  for (let i = plan.tasks.length - 1; i >= 0; i--) {
    const self = placed[i];
    if (!self) continue;
    const task = plan.tasks[i];
    const dates = {
      start: self.start,
      finish: self.finish,
      lateStart: late.lateStart[i],
      lateFinish: late.lateFinish[i],
    };
    const activity = activities[i];
    tasks[i] = activity
      ? leaf(task, activity, self, dates, late.freeFinish[i], calendars)
      : summary(
          task,
          self,
          dates,
          task.children.flatMap((child) => tasks[child.index] ?? []),
        );
  }
  return tasks;
}

/** Working days of slack up to which a task is nearly critical. */
const NEAR_CRITICAL_DAYS = 2;

type FourDates = Pick<ScheduledTask, 'start' | 'finish' | 'lateStart' | 'lateFinish'>;

function leaf(
  task: Task,
  activity: Activity,
  self: Placed,
  dates: FourDates,
  freeFinish: Instant,
  calendars: Calendars,
): ScheduledTask {
  const isDone = activity.status === 'done';
  // On a calendar that never stops, slack still counts working minutes.
  const measure = activity.form === 'elapsed' || !self.moves ? calendars.plan : self.moves;
  const totalSlack = isDone ? 0 : measure.between(self.finish, dates.lateFinish);
  const freeSlack = isDone
    ? 0
    : Math.max(0, Math.min(measure.between(self.finish, freeFinish), Math.max(totalSlack, 0)));
  return {
    task,
    kind: activity.isMilestone && self.start === self.finish && isMilestoneTask(task) ? 'milestone' : 'task',
    start: dates.start,
    finish: dates.finish,
    lateStart: dates.lateStart,
    lateFinish: dates.lateFinish,
    totalSlack,
    freeSlack,
    critical: !isDone && totalSlack <= 0,
    nearCritical: !isDone && totalSlack > 0 && totalSlack <= NEAR_CRITICAL_DAYS * calendars.lengths.day,
    done: activity.done,
    status: activity.status,
    bookings: self.bookings,
    driver: self.driver,
    finishDriver: self.finishDriver,
    weight: Math.max(activity.minutes, 0),
  };
}

/** A milestone is declared, or is a date without work; a task without an estimate stays a task. */
function isMilestoneTask(task: Task): boolean {
  return task.scalar('milestone', 'true') === true || task.has('on');
}

/** How far tasks are together: percent by the work in each, and the status that follows. */
export function progressOf(tasks: readonly ScheduledTask[]): Pick<ScheduledTask, 'done' | 'status' | 'weight'> {
  const weight = tasks.reduce((sum, task) => sum + task.weight, 0);
  const doneWeight = tasks.reduce((sum, task) => sum + (weight > 0 ? task.weight : 1) * task.done, 0);
  const isDone = tasks.every(({ status }) => status === 'done');
  const isBegun = tasks.some(({ status }) => status === 'doing' || status === 'done');
  const done = tasks.length === 0 ? 0 : doneWeight / (weight > 0 ? weight : tasks.length);
  return {
    done: isDone ? 100 : Math.min(99, Math.round(done)),
    status: tasks.length === 0 ? 'todo' : isDone ? 'done' : isBegun ? 'doing' : 'todo',
    weight,
  };
}

function summary(task: Task, self: Placed, dates: FourDates, children: readonly ScheduledTask[]): ScheduledTask {
  let [totalSlack, freeSlack] = [Infinity, Infinity];
  for (const child of children) {
    if (child.status === 'done') continue;
    totalSlack = Math.min(totalSlack, child.totalSlack);
    freeSlack = Math.min(freeSlack, child.freeSlack);
  }
  return {
    task,
    kind: 'summary',
    ...dates,
    totalSlack: totalSlack === Infinity ? 0 : totalSlack,
    freeSlack: freeSlack === Infinity ? 0 : freeSlack,
    critical: children.some((child) => child.critical),
    nearCritical: children.some((child) => child.nearCritical),
    ...progressOf(children),
    bookings: [],
    driver: self.driver,
    finishDriver: self.finishDriver,
  };
}
