import { wallTime } from '../core/calendar/zone';
import type { Task } from '../core/model/task';
import { formatMoney, hasPrices } from '../core/schedule/cost';
import { formatWork } from '../core/schedule/explain';
import { progressOf } from '../core/schedule/schedule';
import { firstRows, type Included, type IncludedPlan, includedPlans } from '../core/workspace/included';
import { externalUses, includesOf } from '../core/workspace/plans';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import type { AlternativeName, IncludedView, ScheduleLink, ScheduleRow, ScheduleView } from '../protocol/schedule';
import { daysOff, linkWords } from './scheduleView';

/** An included plan with its own view. */
interface ViewedPlan extends IncludedPlan {
  readonly view: ScheduleView;
}

/**
 * A view with what the plan includes: below its own tasks, every included plan as a summary with its tasks inside, in
 * the time zone of the plan, and the dependencies between the plans.
 *
 * @param viewOf the view of another plan without what that one includes
 */
export function portfolioView(
  own: ScheduleView,
  snapshot: PlanSnapshot,
  included: Included,
  viewOf: (other: PlanSnapshot) => ScheduleView,
): ScheduleView {
  const plans = includedPlans(snapshot, included).map((plan) => ({ ...plan, view: viewOf(plan.snapshot) }));
  if (plans.length === 0) return own;
  const rows: ScheduleRow[] = [...own.rows];
  const links: ScheduleLink[] = [...own.links];
  const bases = firstRows([{ name: '', snapshot }, ...plans]);
  const views: IncludedView[] = [];
  for (const plan of plans) {
    const base = rows.length + 1;
    for (const link of plan.view.links) links.push({ ...link, from: link.from + base, to: link.to + base });
    const its = rowsOf(plan, wallTime(plan.snapshot.schedule.zone, snapshot.schedule.zone));
    for (const row of its) rows.push(row);
    const { uri, statuses, people } = plan.view;
    views.push({ name: plan.name, uri, start: its[0].start, finish: its[0].finish, statuses, people });
  }
  const indexOf = (of: PlanSnapshot, { index }: Task): number | undefined => {
    const base = bases.get(of);
    return base === undefined ? undefined : base + index;
  };
  for (const plan of bases.keys()) links.push(...linksBetween(plan, indexOf, included));
  const first = Math.min(own.start, ...views.map(({ start }) => start ?? Infinity));
  const last = Math.max(own.finish, ...views.map(({ finish }) => finish ?? -Infinity));
  const whole = own.rows.length > 0 ? {} : datesOfAll(snapshot, views);
  const alternatives = distinct([own, ...plans.map(({ view }) => view)].flatMap((view) => view.alternatives));
  const off = daysOff(snapshot.schedule, first, last);
  return { ...own, ...whole, alternatives, included: views, rows, links, daysOff: off };
}

/** Each scenario and baseline once, in the order of the plans. */
function distinct(alternatives: readonly AlternativeName[]): AlternativeName[] {
  return [...new Map(alternatives.map((it) => [`${it.kind}:${it.name}`, it])).values()];
}

/** The dates of a plan without tasks of its own are those of the plans that it includes; its deadline is for them. */
function datesOfAll(
  { schedule: { calendars, zone }, plan }: PlanSnapshot,
  plans: readonly IncludedView[],
): Partial<ScheduleView> {
  const [start, finish] = [
    Math.min(...plans.map((it) => it.start ?? Infinity)),
    Math.max(...plans.map((it) => it.finish ?? -Infinity)),
  ];
  if (!(start <= finish)) return {};
  if (!plan.deadline) return { start, finish };
  const slack = calendars.plan.between(zone.toInstant(finish), calendars.endOf(plan.deadline));
  return { start, finish, deadlineSlack: formatWork(slack, calendars.lengths), isLate: slack < 0 };
}

/** The rows of an included plan: the plan as a whole, then its tasks. */
function rowsOf(plan: ViewedPlan, here: (minute: number) => number): ScheduleRow[] {
  const { name, view } = plan;
  const depth = name.split(':').length - 2;
  const orNull = (minute: number | null): number | null => (minute === null ? null : here(minute));
  return [asRow(plan), ...view.rows].map((row, i) => ({
    ...row,
    path: i === 0 ? name : name + row.path,
    plan: view.uri,
    depth: i === 0 ? depth : depth + 1 + row.depth,
    start: orNull(row.start),
    finish: orNull(row.finish),
    slackUntil: orNull(row.slackUntil),
    deadline: orNull(row.deadline),
    segments: row.segments?.map(([from, to]) => [here(from), here(to)] as const) ?? null,
  }));
}

/** A plan as the summary of its tasks, on its own wall clock. */
function asRow({ snapshot, view }: ViewedPlan): ScheduleRow {
  const { schedule, plan } = snapshot;
  const { calendars } = schedule;
  const scheduled = plan.roots.flatMap(({ index }) => schedule.tasks[index] ?? []);
  const { done, status } = progressOf(scheduled);
  const { errors, warnings } = view;
  return {
    path: '',
    title: view.title,
    depth: 0,
    kind: 'summary',
    start: scheduled.length > 0 ? view.start : null,
    finish: scheduled.length > 0 ? view.finish : null,
    critical: false,
    nearCritical: false,
    slack: '',
    slackUntil: null,
    done,
    status,
    statusId: view.statuses.find(({ kind }) => kind === status)?.id ?? status,
    who: [],
    owner: null,
    assigned: [],
    estimate: '',
    estimateKey: 'effort',
    duration:
      scheduled.length > 0
        ? formatWork(calendars.plan.between(schedule.start, schedule.finish), calendars.lengths)
        : '',
    cost: hasPrices(plan) ? formatMoney(snapshot.cost.total, plan.currency) : '',
    sprint: null,
    branch: null,
    tags: [],
    segments: null,
    deadline: view.deadline,
    isLate: view.isLate,
    waitsFor: [],
    isBlocked: false,
    why: null,
    line: 0,
    endLine: 0,
    code: [],
    problem:
      errors + warnings === 0
        ? null
        : {
            severity: errors > 0 ? 'error' : 'warning',
            message: [counted(errors, 'error'), counted(warnings, 'warning')].filter(Boolean).join(', '),
          },
  };
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The dependencies of one plan on tasks of those that it includes. */
function linksBetween(
  snapshot: PlanSnapshot,
  indexOf: (of: PlanSnapshot, task: Task) => number | undefined,
  included: Included,
): ScheduleLink[] {
  const paths = new Map(includesOf(snapshot).map(({ id, path }) => [id, path]));
  return externalUses(snapshot).flatMap(({ holder, key, name, use }) => {
    const path = paths.get(name.plan ?? '');
    const other = path === undefined ? undefined : included(snapshot.uri, path);
    const task = other?.names.find(name.path, null);
    if (!other || !task) return [];
    const ends = [indexOf(other, task), indexOf(snapshot, holder)];
    const [from, to] = key === 'after' ? ends : ends.reverse();
    if (from === undefined || to === undefined) return [];
    const own = snapshot.schedule.tasks[holder.index];
    const drives = own?.driver?.kind === 'outside' && own.driver.dependency.use === use;
    return [{ from, to, ...linkWords(use), critical: drives && own.critical }];
  });
}
