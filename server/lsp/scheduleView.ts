import { MINUTES_PER_DAY } from '../core/calendar/civil';
import { linksOf } from '../core/features/codeLinks';
import type { Diagnostic } from '../core/features/diagnostics';
import { type Waiting, waitingTasks } from '../core/features/waiting';
import type { DependencyUse } from '../core/model/parts';
import type { StatusKind } from '../core/model/plan';
import type { Task } from '../core/model/task';
import { ownerOf } from '../core/schedule/activity';
import { formatMoney, hasPrices } from '../core/schedule/cost';
import { explainDriver, formatLag, formatWork } from '../core/schedule/explain';
import type { Schedule, ScheduledTask } from '../core/schedule/types';
import { messageOf } from '../core/schema/problems';
import { baselinesOf } from '../core/workspace/baselines';
import { scenariosOf } from '../core/workspace/scenario';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import type { ScheduleChange, ScheduleLink, ScheduleRow, ScheduleView } from '../protocol/schedule';

/** Charts longer than this are shown without days off: at that scale nobody could see them. */
const MAX_DAYS = 366 * 25;

/** What is shown of a schedule, with all that a chart or tree needs and nothing that it would have to compute. */
export function scheduleView(snapshot: PlanSnapshot, problems: readonly Diagnostic[]): ScheduleView {
  const { schedule, plan } = snapshot;
  const { zone, calendars } = schedule;
  const wall = (instant: number): number => zone.toWall(instant);
  const deadline = plan.deadline ? calendars.endOf(plan.deadline) : null;
  const marks = worstProblems(snapshot, problems);
  const waiting = waitingTasks(schedule);
  const costs = hasPrices(plan) ? snapshot.cost.tasks : undefined;
  const slack = deadline === null ? null : calendars.plan.between(schedule.finish, deadline);
  return {
    uri: snapshot.uri,
    version: snapshot.version,
    title: plan.title,
    now: wall(schedule.now),
    start: wall(schedule.start),
    finish: wall(schedule.finish),
    deadline: deadline === null ? null : wall(deadline),
    deadlineSlack: slack === null ? null : formatWork(slack, calendars.lengths),
    isLate: slack !== null && slack < 0,
    errors: problems.filter((problem) => problem.severity === 'error').length,
    warnings: problems.filter((problem) => problem.severity === 'warning').length,
    statuses: [...plan.statuses.values()].map(({ id, kind, title }) => ({
      id,
      title: title === id ? titleOf(id) : title,
      kind,
    })),
    people: [
      ...[...plan.people.values()].map(({ id, name, kind, email, handles }) => ({
        id,
        name,
        kind,
        aliases: [...(email === undefined ? [] : [email]), ...handles],
      })),
      ...[...plan.teams.values()].map(({ id }) => ({ id, name: titleOf(id), kind: 'team' as const, aliases: [] })),
    ],
    alternatives: [
      ...scenariosOf(snapshot).map(({ name }) => ({ kind: 'scenario' as const, name })),
      ...baselinesOf(snapshot).map(({ name }) => ({ kind: 'baseline' as const, name })),
    ],
    included: [],
    rows: plan.tasks.map((task) =>
      rowOf(snapshot, task, waiting[task.index], marks[task.index], costs?.[task.index]?.total),
    ),
    links: linksOfPlan(schedule),
    daysOff: daysOff(schedule, wall(schedule.start), wall(schedule.finish)),
  };
}

function depthOf(task: Task): number {
  let depth = 0;
  for (const _ of task.ancestors()) depth++;
  return depth;
}

function titleOf(id: string): string {
  return id.replace(/[-_]+/g, ' ').replace(/^\p{Ll}/u, (c) => c.toUpperCase());
}

/** The worst problem of each task, by its index. */
function worstProblems(
  snapshot: PlanSnapshot,
  problems: readonly Diagnostic[],
): (ScheduleRow['problem'] | undefined)[] {
  const worst: (ScheduleRow['problem'] | undefined)[] = [];
  for (const problem of problems) {
    const { severity } = problem;
    if (severity !== 'error' && severity !== 'warning') continue;
    const index = snapshot.taskAt(problem.start)?.index;
    if (index === undefined || worst[index]?.severity === 'error') continue;
    if (!worst[index] || severity === 'error') worst[index] = { severity, message: messageOf(problem) };
  }
  return worst;
}

/** The stretches of work of a task that is interrupted, or null when it goes on without a break. */
function segmentsOf({ zone, calendars }: Schedule, { bookings }: ScheduledTask): ScheduleRow['segments'] {
  if (bookings.length < 2) return null;
  const spans = bookings
    .map(({ start, finish }): [number, number] => [start, finish])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [start, finish] of spans) {
    const last = joined[joined.length - 1];
    if (last && (start <= last[1] || calendars.plan.between(last[1], start) === 0)) last[1] = Math.max(last[1], finish);
    else joined.push([start, finish]);
  }
  return joined.length < 2 ? null : joined.map(([start, finish]) => [zone.toWall(start), zone.toWall(finish)]);
}

/** The estimate as written, with the key under which it stands. */
function estimateOf(task: Task): Pick<ScheduleRow, 'estimate' | 'estimateKey'> {
  for (const key of ['effort', 'duration', 'elapsed'] as const) {
    const node = task.field(key)?.value?.node;
    if (node) return { estimate: node.kind === 'scalar' && !task.isSummary ? node.text : '', estimateKey: key };
  }
  return { estimate: '', estimateKey: 'effort' };
}

function rowOf(
  snapshot: PlanSnapshot,
  task: Task,
  { waitsFor, isBlocked }: Waiting,
  problem: ScheduleRow['problem'] | undefined,
  cost: number | undefined,
): ScheduleRow {
  const { schedule, lines } = snapshot;
  const { zone, calendars, plan } = schedule;
  const scheduled = schedule.tasks[task.index];
  const kind = scheduled?.kind ?? (task.isSummary ? 'summary' : 'task');
  const owner = ownerOf(task, plan.defaults);
  const deadline = task.scalar('deadline', 'date');
  const deadlineEnd = deadline ? calendars.endOf(deadline) : null;
  const status = task.name('status');
  const isOpen = scheduled !== undefined && scheduled.status !== 'done';
  return {
    path: task.path,
    title: task.title,
    depth: depthOf(task),
    kind,
    start: scheduled ? zone.toWall(scheduled.start) : null,
    finish: scheduled ? zone.toWall(scheduled.finish) : null,
    critical: scheduled?.critical ?? false,
    nearCritical: scheduled?.nearCritical ?? false,
    slack: isOpen ? formatWork(scheduled.totalSlack, calendars.lengths) : '',
    slackUntil:
      isOpen && scheduled.kind !== 'summary' && scheduled.totalSlack > 0 ? zone.toWall(scheduled.lateFinish) : null,
    done: Math.round(scheduled?.done ?? 0),
    status: scheduled?.status ?? (status === undefined ? 'todo' : (plan.statuses.get(status)?.kind ?? 'todo')),
    statusId: status ?? defaultStatus(plan, scheduled?.status ?? 'todo'),
    who: [...new Set(scheduled?.bookings.map(({ person }) => person.name) ?? [])],
    owner: owner === undefined ? null : (plan.people.get(owner)?.name ?? owner),
    assigned: task.items('assign').flatMap(({ item: { node } }) => (node.kind === 'scalar' ? [node.text] : [])),
    ...estimateOf(task),
    duration: scheduled ? formatWork(calendars.plan.between(scheduled.start, scheduled.finish), calendars.lengths) : '',
    cost: cost === undefined ? '' : formatMoney(cost, plan.currency),
    sprint: task.name('sprint') ?? null,
    branch: task.texts('branch')[0] ?? null,
    tags: task.names('tags'),
    segments: scheduled ? segmentsOf(schedule, scheduled) : null,
    deadline: deadlineEnd === null ? null : zone.toWall(deadlineEnd),
    isLate: isOpen && deadlineEnd !== null && scheduled.finish > deadlineEnd,
    waitsFor: waitsFor.map(({ title }) => title),
    isBlocked,
    why: isOpen && scheduled.driver ? explainDriver(scheduled.driver).replaceAll('`', '') : null,
    line: lines.lineAt(task.idSpan.start),
    endLine: lines.lineAt(Math.max(task.idSpan.start, task.end - 1)),
    code: task.has('code') ? linksOf(task).map(({ text }) => text) : [],
    problem: problem ?? null,
  };
}

function linksOfPlan(schedule: Schedule): ScheduleLink[] {
  return schedule.plan.dependencies.map(({ predecessor, successor, use }) => {
    const [from, to] = [schedule.tasks[predecessor.index], schedule.tasks[successor.index]];
    const drives = to?.driver?.kind === 'dependency' && to.driver.dependency.predecessor === predecessor;
    return {
      from: predecessor.index,
      to: successor.index,
      ...linkWords(use),
      critical: Boolean(drives && from?.critical && to?.critical),
    };
  });
}

/** The type and lag of a dependency, as they are shown. */
export function linkWords({ type, lag }: DependencyUse): Pick<ScheduleLink, 'type' | 'label' | 'lag'> {
  const written = formatLag(lag);
  return { type, label: `${type === 'FS' ? '' : type}${written}`.trim(), lag: written.trim() };
}

/**
 * The days of the chart on which the plan's calendar has no working time.
 *
 * @param start the wall-clock minute of the first date in the chart
 * @param finish that of the last
 */
export function daysOff({ calendars, zone, now }: Schedule, start: number, finish: number): [number, number][] {
  const present = zone.toWall(now);
  const first = Math.floor(Math.min(start, present) / MINUTES_PER_DAY) - 60;
  const last = Math.ceil(Math.max(finish, present) / MINUTES_PER_DAY) + 120;
  if (!(last - first < MAX_DAYS)) return [];
  const off: [number, number][] = [];
  for (let day = first; day < last; day++) {
    const from = zone.toInstant(day * MINUTES_PER_DAY);
    if (calendars.plan.next(from) < zone.toInstant((day + 1) * MINUTES_PER_DAY)) continue;
    const previous = off[off.length - 1];
    if (previous && previous[1] === day * MINUTES_PER_DAY) previous[1] += MINUTES_PER_DAY;
    else off.push([day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY]);
  }
  return off;
}

/** The difference between two views of the same plan. */
export function changeBetween(before: ScheduleView, after: ScheduleView): ScheduleChange {
  const { rows, links, daysOff: off, ...rest } = after;
  const changed: [number, ScheduleRow][] = [];
  rows.forEach((row, i) => {
    if (!before.rows[i] || !sameRow(before.rows[i], row)) changed.push([i, row]);
  });
  return {
    ...rest,
    since: before.version,
    rowCount: rows.length,
    rows: changed,
    ...(same(before.links, links, sameLink) ? {} : { links }),
    ...(same(before.daysOff, off, (a, b) => a[0] === b[0] && a[1] === b[1]) ? {} : { daysOff: off }),
  };
}

/** The plan's word for a status that follows from the progress. */
function defaultStatus({ statuses }: Schedule['plan'], kind: StatusKind): string {
  for (const status of statuses.values()) if (status.kind === kind) return status.id;
  return kind;
}

function same<T>(a: readonly T[], b: readonly T[], equal: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, i) => equal(item, b[i]));
}

function sameLink(a: ScheduleLink, b: ScheduleLink): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.type === b.type &&
    a.label === b.label &&
    a.lag === b.lag &&
    a.critical === b.critical
  );
}

function sameRow(a: ScheduleRow, b: ScheduleRow): boolean {
  for (const key of Object.keys(b) as (keyof ScheduleRow)[]) if (!sameValue(a[key], b[key])) return false;
  return true;
}

/** Whether two plain values are equal, however deep. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && same<unknown>(a, b, sameValue);
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return Object.keys(y).every((key) => sameValue(x[key], y[key]));
}
