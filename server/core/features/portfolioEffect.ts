import { applyChanges } from '../base/change';
import { wallTime } from '../calendar/zone';
import { type Included, type IncludedPlan, includedPlans, reaches } from '../workspace/included';
import { outsideOf } from '../workspace/outside';
import type { PlanSnapshot } from '../workspace/snapshot';
import type { PlanEdit } from './edits/edits';
import { EditError } from './edits/fields';
import { portfolioChanges } from './edits/portfolioEdits';
import { type Effect, effectBetween } from './effect';

/**
 * What an edit of a plan, or of one that it includes, does to the dates of all plans of the portfolio; tasks are named
 * as the plan that was asked names them, on its wall clock.
 *
 * @throws EditError when the edit cannot be made, and for a task that goes to another plan
 */
export function portfolioEffect(snapshot: PlanSnapshot, included: Included, edit: PlanEdit): Effect {
  const [{ name, snapshot: plan, changes }, other] = portfolioChanges(snapshot, included, edit);
  if (other) throw new EditError('What a task does in another plan is known when it is there');
  const edited = plan.edited(applyChanges(plan.text, changes));
  const inside = effectBetween(plan, edited);
  if (name === '') return inside;
  const afterwards = plansAfter(plan, edited, included);
  const effects = [{ name: '', snapshot }, ...includedPlans(snapshot, included)].flatMap((it) => {
    const after = afterwards(it.snapshot);
    if (after === it.snapshot) return [];
    return [inPortfolio(it, snapshot, after === edited ? inside : effectBetween(it.snapshot, after))];
  });
  // The outermost plan comes first: it includes the edited one.
  const [{ finishBefore, finishAfter }] = effects;
  return {
    finishBefore,
    finishAfter,
    moved: effects.flatMap(({ moved }) => moved),
    dates: effects.flatMap(({ dates }) => dates),
    missed: effects.flatMap(({ missed }) => missed),
    why: (path) => inside.why(path.slice(name.length)),
    summary: effects
      .map(({ summary }) => summary)
      .filter(Boolean)
      .join('; '),
  };
}

/** Tells what each plan is once one of them is edited: those that include it, directly or not, follow its dates. */
function plansAfter(plan: PlanSnapshot, edited: PlanSnapshot, included: Included): (of: PlanSnapshot) => PlanSnapshot {
  const known = new Map([[plan, edited]]);
  const after = (of: PlanSnapshot): PlanSnapshot => {
    const found = known.get(of);
    if (found) return found;
    const made = reaches(of, plan.uri, included) ? of.waitingFor(outsideOf(includedAfter)) : of;
    known.set(of, made);
    return made;
  };
  const includedAfter: Included = (fromUri, path) => {
    const found = included(fromUri, path);
    return found && after(found);
  };
  return after;
}

/** What happens in a plan, with its tasks named and their dates told as the outermost plan does. */
function inPortfolio({ name, snapshot }: IncludedPlan, outermost: PlanSnapshot, effect: Effect): Effect {
  if (name === '') return effect;
  const here = wallTime(snapshot.schedule.zone, outermost.schedule.zone);
  return {
    ...effect,
    moved: effect.moved.map((path) => name + path),
    dates: effect.dates.map(({ task, start, finish }) => ({
      task: name + task,
      start: here(start),
      finish: here(finish),
    })),
    missed: effect.missed.map((sentence) => `${name} ${sentence}`),
    summary: effect.summary && `${name} ${effect.summary}`,
  };
}
