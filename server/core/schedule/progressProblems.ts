import { shift } from '../base/span';
import { formatDay, MINUTES_PER_DAY } from '../calendar/civil';
import { elapsedLengths } from '../calendar/hours';
import { maskOf } from '../model/keyBits';
import { declaredUnder } from '../model/parts';
import { scalarOf } from '../model/values';
import type { Problem } from '../schema/problems';
import { minutesOf } from '../syntax/scalars/duration';
import type { Activity } from './activity';
import { formatInstant, formatWork } from './explain';
import { bindsFinish, boundOf } from './lags';
import type { Schedule, ScheduledTask } from './types';

/** Reports progress and wishes that do not go with the dates: stale, out of sequence, outside of their sprint. */
export function checkProgressDates(
  schedule: Omit<Schedule, 'problems'>,
  activities: readonly (Activity | undefined)[],
  problems: Problem[],
): void {
  for (const scheduled of schedule.tasks) {
    if (!scheduled) continue;
    const activity = activities[scheduled.task.index];
    checkFuture(schedule, scheduled, problems);
    checkDeadlineAround(schedule, scheduled, problems);
    if (!activity) continue;
    checkSpent(schedule, scheduled, activity, problems);
    checkSprint(schedule, scheduled, problems);
    if (activity.alap && scheduled.status === 'todo') checkLate(schedule, scheduled, problems);
  }
  checkSequence(schedule, problems);
  checkSprintCapacity(schedule, problems);
  checkReviews(schedule, problems);
}

const actuals = maskOf('started', 'finished', 'journal');

function checkFuture({ now, zone }: Omit<Schedule, 'problems'>, { task }: ScheduledTask, problems: Problem[]): void {
  if (task.hasNone(actuals)) return;
  for (const key of ['started', 'finished']) {
    const date = task.scalar(key, 'date');
    if (
      date &&
      zone.toInstant(date.start) > now &&
      Math.floor(date.start / MINUTES_PER_DAY) > dayOfNow(zone.toWall(now))
    )
      problems.push({
        code: 'date-in-future',
        ...task.spanOf(key),
        args: { key, now: formatInstant(now, zone).slice(0, 10) },
      });
  }
  const journal = task.field('journal');
  if (journal?.value?.kind !== 'map') return;
  for (const { key } of journal.value.entries) {
    if (/^\d{4}-\d\d-\d\d$/.test(key.text) && key.text > formatDay(dayOfNow(zone.toWall(now))))
      problems.push({
        code: 'date-in-future',
        ...shift(key, journal.offset),
        args: { key: 'journal', now: formatInstant(now, zone).slice(0, 10) },
      });
  }
}

const dayOfNow = (wall: number): number => Math.floor(wall / MINUTES_PER_DAY);

function checkDeadlineAround({ plan }: Omit<Schedule, 'problems'>, { task }: ScheduledTask, problems: Problem[]): void {
  const deadline = task.scalar('deadline', 'date');
  if (!deadline) return;
  for (const around of task.ancestors()) {
    const wish = around.scalar('deadline', 'date');
    if (!wish) continue;
    if (wish.end < deadline.end)
      problems.push({ code: 'deadline-after-plan', ...task.spanOf('deadline'), args: { what: `\`${around.path}\`` } });
    return;
  }
  if (plan.deadline && plan.deadline.end < deadline.end)
    problems.push({ code: 'deadline-after-plan', ...task.spanOf('deadline'), args: { what: 'the plan' } });
}

function checkSpent(
  { calendars }: Omit<Schedule, 'problems'>,
  { task }: ScheduledTask,
  activity: Activity,
  problems: Problem[],
): void {
  const spent = task.scalar('spent', 'duration');
  if (!spent || activity.form !== 'effort' || task.has('left')) return;
  const minutes = minutesOf(spent, spent.elapsed ? elapsedLengths : calendars.lengthsFor(activity.own));
  if (minutes > activity.minutes && activity.status !== 'done')
    problems.push({
      code: 'over-effort',
      ...task.spanOf('spent'),
      args: {
        spent: formatWork(minutes, calendars.lengths),
        effort: formatWork(activity.minutes, calendars.lengths),
      },
    });
}

function checkSprint(
  { plan, zone }: Omit<Schedule, 'problems'>,
  { task, finish, status }: ScheduledTask,
  problems: Problem[],
): void {
  const name = task.name('sprint');
  const sprint = name === undefined ? undefined : plan.sprints.get(name);
  if (!sprint || status === 'done' || !Number.isFinite(sprint.end) || finish <= zone.toInstant(sprint.end)) return;
  problems.push({
    code: 'outside-sprint',
    ...task.spanOf('sprint'),
    args: { finish: formatInstant(finish, zone), name: sprint.id },
  });
}

function checkLate({ plan }: Omit<Schedule, 'problems'>, { task }: ScheduledTask, problems: Problem[]): void {
  if (!task.has('schedule')) return;
  for (const { predecessor } of plan.dependencies) if (predecessor === task || task.isInside(predecessor)) return;
  problems.push({ code: 'alap-without-successor', ...task.spanOf('schedule'), args: {} });
}

/** Work that began before what it waits for allowed it. */
function checkSequence({ plan, tasks, calendars }: Omit<Schedule, 'problems'>, problems: Problem[]): void {
  for (const dependency of plan.dependencies) {
    const { predecessor, successor, use, offset } = dependency;
    const [before, after] = [tasks[predecessor.index], tasks[successor.index]];
    if (!before || !after || bindsFinish(dependency) || after.kind === 'summary') continue;
    if (after.status !== 'doing' || !successor.has('started') || before.status === 'done') continue;
    if (after.start >= boundOf(dependency, before, calendars.plan, calendars)) continue;
    problems.push({
      code: 'out-of-sequence',
      start: use.task.start + offset,
      end: use.task.end + offset,
      args: { name: predecessor.path },
    });
  }
}

function checkSprintCapacity({ plan }: Omit<Schedule, 'problems'>, problems: Problem[]): void {
  if (plan.sprints.size === 0) return;
  const points = new Map<string, number>();
  for (const task of plan.tasks) {
    const own = task.isSummary ? undefined : task.scalar('points', 'number');
    if (own === undefined) continue;
    let sprint: string | undefined;
    for (let at: typeof task | null = task; at && sprint === undefined; at = at.parent) sprint = at.name('sprint');
    if (sprint !== undefined) points.set(sprint, (points.get(sprint) ?? 0) + own);
  }
  const sprints = plan.sources.get('sprints')?.get('sprints')?.value;
  if (sprints?.kind !== 'map') return;
  for (const { key, value } of sprints.entries) {
    const capacity = value?.kind === 'entity' ? scalarOf(value.fields, 'capacity', 'number') : undefined;
    const planned = points.get(key.text) ?? 0;
    const sprint = plan.sprints.get(key.text);
    if (capacity === undefined || planned <= capacity || !sprint) continue;
    problems.push({
      code: 'sprint-over-capacity',
      ...sprint.span,
      args: { points: String(planned), capacity: String(capacity) },
    });
  }
}

function checkReviews({ plan, now, zone }: Omit<Schedule, 'problems'>, problems: Problem[]): void {
  for (const { value, offset } of declaredUnder(plan.document, 'risks')) {
    if (value?.kind !== 'entity') continue;
    const review = scalarOf(value.fields, 'review', 'date');
    const status = value.fields.get('status')?.value;
    const isOpen = status?.kind !== 'enum' || status.data === 'open';
    const node = value.fields.get('review')?.value?.node;
    if (!review || !node || !isOpen || zone.toInstant(review.end) > now) continue;
    problems.push({
      code: 'review-due',
      ...shift(node, offset),
      args: { date: formatDay(Math.floor(review.start / MINUTES_PER_DAY)) },
    });
  }
}
