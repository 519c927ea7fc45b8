import { floatingZone, type Zone } from '../calendar/zone';
import type { OutsideDependency } from '../schedule/types';
import { type Included, reaches } from './included';
import { externalUses, includesOf } from './plans';
import type { Environment, PlanSnapshot } from './snapshot';

/** What makes plans follow the dates of those that they include. */
export function outsideOf(included: Included): NonNullable<Environment['outside']> {
  return (snapshot, zone) => outsideDependencies(snapshot, included, zone);
}

/**
 * What the tasks of a plan wait for in the plans that it includes, with the dates there. Plans that include each other
 * in a circle do not move each other: no order could be told in which to schedule them.
 *
 * @param zone the waiting plan's
 */
function outsideDependencies(snapshot: PlanSnapshot, included: Included, zone: Zone): OutsideDependency[] {
  const includes = includesOf(snapshot);
  if (includes.length === 0) return [];
  const plans = new Map<string, PlanSnapshot | undefined>();
  for (const { id, path } of includes) {
    const other = plans.get(id) ?? included(snapshot.uri, path);
    plans.set(id, other && !reaches(other, snapshot.uri, included) ? other : undefined);
  }
  return externalUses(snapshot).flatMap(({ holder, key, use }) => {
    const other = plans.get(use.task.plan ?? '');
    const task = key === 'after' ? other?.names.find(use.task.path, null) : undefined;
    const dates = task && other?.schedule.tasks[task.index];
    if (!other || !dates) return [];
    const there = other.schedule.zone;
    // A moment is the same everywhere, but a plan without a time zone only has a wall clock.
    const isMoment = zone !== floatingZone && there !== floatingZone;
    const here = (instant: number): number => (isMoment ? instant : zone.toInstant(there.toWall(instant)));
    const name = `${use.task.plan}:${dates.task.path}`;
    return { holder, name, use, status: dates.status, start: here(dates.start), finish: here(dates.finish) };
  });
}

/** A plan that another one includes, as it can be handed to a thread that reads no files. */
export interface IncludedText {
  readonly fromUri: string;
  readonly path: string;
  readonly uri: string;
  readonly text: string;
}

/** The texts of all plans that a plan includes, and of those that they include. */
export function includedTexts(snapshot: PlanSnapshot, included: Included): IncludedText[] {
  const texts: IncludedText[] = [];
  const seen = new Set([snapshot]);
  for (const plan of seen) {
    for (const { path } of includesOf(plan)) {
      const other = included(plan.uri, path);
      if (!other) continue;
      texts.push({ fromUri: plan.uri, path, uri: other.uri, text: other.text });
      seen.add(other);
    }
  }
  return texts;
}
