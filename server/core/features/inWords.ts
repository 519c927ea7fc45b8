import type { ObjectiveKind } from '../optimize/objective';
import { formatMoney } from '../schedule/cost';
import { formatInstant, formatWork } from '../schedule/explain';
import type { PlanSnapshot } from '../workspace/snapshot';
import type { Comparison } from './compare';
import type { OptimizedPlan } from './optimize';
import type { WayOut } from './waysOut';

const tasks = (count: number, verb: string): string => `${count} ${count === 1 ? `task ${verb}s` : `tasks ${verb}`}`;

/** `finishes 3d later, costs 400 EUR less, 4 tasks move` */
export function comparisonInWords(snapshot: PlanSnapshot, comparison: Comparison): string {
  const { lengths } = snapshot.schedule.calendars;
  const { finishVariance, costVariance, moved, added, removed } = comparison;
  const parts: string[] = [];
  if (finishVariance !== 0)
    parts.push(`finishes ${formatWork(Math.abs(finishVariance), lengths)} ${finishVariance > 0 ? 'later' : 'earlier'}`);
  if (costVariance !== undefined && Math.abs(costVariance) >= 0.005)
    parts.push(
      `costs ${formatMoney(Math.abs(costVariance), snapshot.plan.currency)} ${costVariance > 0 ? 'more' : 'less'}`,
    );
  if (moved.length > 0) parts.push(tasks(moved.length, 'move'));
  if (added.length > 0) parts.push(`${added.length} added`);
  if (removed.length > 0) parts.push(`${removed.length} removed`);
  return parts.length > 0 ? parts.join(', ') : 'no date differs';
}

/**
 * `finish 2026-03-02 09:00, in time, 1d earlier, 3 tasks move`
 *
 * @param hasDeadline whether there is something to be in time for
 */
export function wayOutInWords(snapshot: PlanSnapshot, way: WayOut, hasDeadline = true): string {
  const { zone, calendars } = snapshot.schedule;
  const { lengths } = calendars;
  const inTime = way.late <= 0 ? 'in time' : `still ${formatWork(way.late, lengths)} late`;
  const parts = [
    `finish ${formatInstant(way.finish, zone)}`,
    ...(hasDeadline ? [inTime] : []),
    `${formatWork(way.gain, lengths)} earlier`,
  ];
  if (way.costVariance !== undefined && Math.abs(way.costVariance) >= 0.005)
    parts.push(
      `${formatMoney(Math.abs(way.costVariance), snapshot.plan.currency)} ${way.costVariance > 0 ? 'more' : 'less'}`,
    );
  parts.push(tasks(way.moved, 'move'));
  return parts.join(', ');
}

/** What a search found: the finish before and after, how far it is from the lower bound, and what it would write. */
export function optimizationInWords(snapshot: PlanSnapshot, found: OptimizedPlan, objective: ObjectiveKind): string {
  const { schedule } = snapshot;
  const { zone, calendars } = schedule;
  const after = found.snapshot.schedule;
  const length = calendars.plan.between(schedule.start, found.lowerBound);
  const gap = calendars.plan.between(found.lowerBound, after.finish);
  const percent = length > 0 ? Math.round((1000 * gap) / length) / 10 : 0;
  const lines =
    found.changes.length === 0
      ? [`No better order was found: the plan finishes ${formatInstant(schedule.finish, zone)}.`]
      : [
          `Finish ${formatInstant(schedule.finish, zone)} → ${formatInstant(after.finish, zone)}: the plan ${comparisonInWords(snapshot, found.comparison)}.`,
        ];
  if (objective === 'level' && found.changes.length > 0)
    lines.push(
      `Unevenness of the work (squared hours a day): ${Math.round(found.before)} → ${Math.round(found.after)}.`,
    );
  lines.push(
    found.isOptimal || gap <= 0
      ? 'No order is over before.'
      : `No order is over before ${formatInstant(found.lowerBound, zone)} (gap ${formatWork(gap, calendars.lengths)}, ${percent} %).`,
  );
  if (found.changes.length > 0)
    lines.push(
      `It would write ${found.priorities.length} ${found.priorities.length === 1 ? 'priority' : 'priorities'}.`,
    );
  return lines.join('\n');
}
