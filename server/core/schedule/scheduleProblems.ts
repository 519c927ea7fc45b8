import type { Span } from '../base/span';
import { maskOf } from '../model/keyBits';
import type { Task } from '../model/task';
import { type Problem, visible } from '../schema/problems';
import { minutesOf } from '../syntax/scalars/duration';
import type { Activity } from './activity';
import { checkCalendars } from './calendarProblems';
import { costProblems } from './cost';
import { type Finish, lastToFinish, lateBy, type MissedDeadline, missedDeadlines } from './deadlines';
import { explainDriver, formatInstant } from './explain';
import { checkPeopleAtWork } from './peopleProblems';
import { checkProgressDates } from './progressProblems';
import type { Schedule, ScheduledTask } from './types';

/** What the dates show to be wrong: deadlines and bounds missed, people without time, tasks without dates. */
export function* scheduleProblems(
  schedule: Omit<Schedule, 'problems'>,
  activities: readonly (Activity | undefined)[],
  impossible: readonly Task[],
  dropped: Uint8Array,
): Generator<void, Problem[]> {
  const { plan, tasks } = schedule;
  const problems: Problem[] = [];
  for (const task of plan.tasks) {
    const scheduled = tasks[task.index];
    if (scheduled) checkDates(schedule, scheduled, activities[task.index], problems);
  }
  yield;
  checkDeadlines(schedule, problems);
  for (const task of impossible) problems.push(withoutTime(schedule, task, activities[task.index]));
  const unable = new Set(impossible);
  const inCycle = new Set(plan.problems.filter((problem) => problem.code === 'cycle').map((problem) => problem.start));
  for (const task of plan.tasks) {
    if (tasks[task.index] || dropped[task.index] || task.isSummary || unable.has(task)) continue;
    const isEdge = task.parts.some(({ part, offset }) =>
      part.after.some((use) => inCycle.has(use.task.start + offset)),
    );
    if (!isEdge) problems.push({ code: 'not-scheduled', ...task.idSpan, args: { name: task.id } });
  }
  if (plan.people.size > 0) reportUnassigned(plan.tasks, activities, problems);
  yield;
  checkPeopleAtWork(schedule, activities, problems);
  yield;
  checkProgressDates(schedule, activities, problems);
  yield;
  checkCalendars(schedule, problems);
  problems.push(...(yield* costProblems(schedule)));
  return visible(problems);
}

/** A year that nobody plans in: what is longer than this is a mistake in the number. In working minutes of any calendar. */
const TOO_LONG = 1000 * 366 * 1440;

/** Why a task can never be done, at the number that is too large or at the task. */
function withoutTime(
  { plan, calendars }: Omit<Schedule, 'problems'>,
  task: Task,
  activity: Activity | undefined,
): Problem {
  const args = { name: task.id };
  const late = plan.dependencies.find(({ successor, use }) => {
    if ((successor !== task && !task.isInside(successor)) || !use.lag?.duration) return false;
    return use.lag.sign > 0 && minutesOf(use.lag.duration, calendars.lengths) > TOO_LONG / 4;
  });
  if (late)
    return {
      code: 'no-working-time',
      start: late.use.start + late.offset,
      end: late.use.end + late.offset,
      args: { ...args, reason: 'the lag is longer than can be planned' },
    };
  const key = activity?.form;
  if (activity && activity.left > TOO_LONG / 4)
    return {
      code: 'no-working-time',
      ...(key !== undefined && task.has(key) ? task.spanOf(key) : task.idSpan),
      args: { ...args, reason: 'it takes longer than can be planned' },
    };
  const crew = activity?.crew.flatMap((request) => request.candidates.map(({ person }) => person.name)) ?? [];
  const reason =
    crew.length > 0
      ? `${crew.join(', ')} never ${crew.length > 1 ? 'have' : 'has'} the working time for it`
      : 'its calendar has no working time';
  return { code: 'no-working-time', ...task.idSpan, args: { ...args, reason } };
}

function reportUnassigned(
  tasks: readonly Task[],
  activities: readonly (Activity | undefined)[],
  problems: Problem[],
): void {
  for (const task of tasks) {
    const activity = activities[task.index];
    if (activity?.form === 'effort' && activity.crew.length === 0 && activity.status !== 'done') {
      problems.push({ code: 'unassigned', ...task.idSpan, args: { name: task.id } });
    }
  }
}

const bounds = maskOf('start', 'finish');

function checkDates(
  schedule: Omit<Schedule, 'problems'>,
  scheduled: ScheduledTask,
  activity: Activity | undefined,
  problems: Problem[],
): void {
  const { task } = scheduled;
  const { calendars, zone } = schedule;
  if (scheduled.status === 'done' || task.hasNone(bounds)) return;
  const calendar = activity?.calendar ?? calendars.plan;
  const driver = driverWords(scheduled);
  const missed = (what: string, actual: number, limit: number, span: Span): void => {
    const late = lateBy(calendar, limit, actual, calendars);
    problems.push({ code: 'missed-bound', ...span, args: { what, actual: formatInstant(actual, zone), late, driver } });
  };
  const finish = task.scalar('finish', 'finishBound');
  if (finish && finish.kind !== 'after' && scheduled.finish > calendars.endOf(finish.date)) {
    missed('Finishes', scheduled.finish, calendars.endOf(finish.date), task.spanOf('finish'));
  }
  const start = task.scalar('start', 'startBound');
  if (
    start &&
    start.kind !== 'after' &&
    scheduled.start > Math.max(calendar.next(calendars.beginOf(start.date)), calendars.endOf(start.date))
  ) {
    missed('Starts', scheduled.start, calendars.endOf(start.date), task.spanOf('start'));
  }
}

function checkDeadlines(schedule: Omit<Schedule, 'problems'>, problems: Problem[]): void {
  const { plan, zone, tasks } = schedule;
  for (const { task, finish, late } of missedIn(schedule)) {
    const scheduled = task && tasks[task.index];
    const span = task ? task.spanOf('deadline') : plan.deadline?.span;
    if (!span) continue;
    const driver = scheduled
      ? driverWords(scheduled)
      : ` (the last to finish is \`${lastToFinish(plan, finish, finishIn(schedule))?.path}\`)`;
    problems.push({ code: 'missed-deadline', ...span, args: { finish: formatInstant(finish, zone), late, driver } });
  }
}

/** Why a task starts when it does, to be put behind a sentence. */
function driverWords({ driver }: ScheduledTask): string {
  return driver ? ` (${explainDriver(driver)})` : '';
}

/** The deadlines that a schedule misses. */
export function missedIn(schedule: Omit<Schedule, 'problems'>): MissedDeadline[] {
  return missedDeadlines(schedule.plan, schedule.calendars, schedule.finish, finishIn(schedule));
}

function finishIn({ tasks }: Omit<Schedule, 'problems'>): (task: Task) => Finish | undefined {
  return ({ index }) => {
    const scheduled = tasks[index];
    return scheduled && { finish: scheduled.finish, isDone: scheduled.status === 'done' };
  };
}
