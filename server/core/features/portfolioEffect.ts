import { applyChanges } from '../base/change';
import { wallTime } from '../calendar/zone';
import type { Included } from '../workspace/included';
import { outsideOf } from '../workspace/outside';
import type { PlanSnapshot } from '../workspace/snapshot';
import type { PlanEdit } from './edits/edits';
import { EditError } from './edits/fields';
import { portfolioChanges } from './edits/portfolioEdits';
import { type Effect, effectBetween } from './effect';

/**
 * What an edit of a plan, or of one that it includes, does to the dates of both; tasks are named as the plan that was
 * asked names them, on its wall clock.
 *
 * @throws EditError when the edit cannot be made, and for a task that goes to another plan
 */
export function portfolioEffect(snapshot: PlanSnapshot, included: Included, edit: PlanEdit): Effect {
  const [{ name, snapshot: plan, changes }, other] = portfolioChanges(snapshot, included, edit);
  if (other) throw new EditError('What a task does in another plan is known when it is there');
  const edited = plan.edited(applyChanges(plan.text, changes));
  const inside = effectBetween(plan, edited);
  if (name === '') return inside;
  const here = wallTime(plan.schedule.zone, snapshot.schedule.zone);
  const own = effectBetween(
    snapshot,
    snapshot.waitingFor(
      outsideOf((fromUri, path) => {
        const found = included(fromUri, path);
        return found === plan ? edited : found;
      }),
    ),
  );
  return {
    finishBefore: own.finishBefore,
    finishAfter: own.finishAfter,
    moved: [...own.moved, ...inside.moved.map((path) => name + path)],
    dates: [
      ...own.dates,
      ...inside.dates.map(({ task, start, finish }) => ({
        task: name + task,
        start: here(start),
        finish: here(finish),
      })),
    ],
    missed: [...own.missed, ...inside.missed.map((sentence) => `${name} ${sentence}`)],
    why: (path) => inside.why(path.slice(name.length)),
    summary: [own.summary, inside.summary && `${name} ${inside.summary}`].filter(Boolean).join('; '),
  };
}
