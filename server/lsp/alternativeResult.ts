import { wallTime, type Zone } from '../core/calendar/zone';
import type { Alternative } from '../core/features/alternatives';
import { missedDeadlines } from '../core/features/compare';
import { comparisonInWords } from '../core/features/inWords';
import { formatWork } from '../core/schedule/explain';
import type { IncludedPlan } from '../core/workspace/included';
import type { AlternativeResult } from '../protocol/analysis';

/**
 * What is told of a plan beside one of its scenarios or baselines.
 *
 * @param plan the plan, with its name in the portfolio; empty when it is the one that was asked about
 * @param zone whose wall clock the dates are on
 */
export function alternativeResult(
  { name: plan, snapshot }: IncludedPlan,
  { kind, name, snapshot: other, comparison }: Alternative,
  zone: Zone,
): AlternativeResult {
  if (!other || !comparison)
    return { kind, name, plan, unreadable: 'There is no such version of the plan', summary: 'cannot be read' };
  const { calendars, zone: its } = snapshot.schedule;
  const here = wallTime(its, zone);
  const wall = (instant: number): number => here(its.toWall(instant));
  return {
    kind,
    name,
    plan,
    finish: wall(other.schedule.finish),
    finishVariance: comparison.finishVariance,
    costVariance: comparison.costVariance ?? null,
    missedDeadlines: missedDeadlines(other.schedule),
    moved: comparison.moved.map(({ path, title, start, finish, finishVariance }) => ({
      task: plan + path,
      title,
      startFrom: wall(start.from),
      startTo: wall(start.to),
      finishFrom: wall(finish.from),
      finishTo: wall(finish.to),
      finishVariance,
      variance: `${finishVariance > 0 ? '+' : ''}${formatWork(finishVariance, calendars.lengths)}`,
    })),
    summary: comparisonInWords(snapshot, comparison),
  };
}
