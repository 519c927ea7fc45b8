import { applyChanges, type TextChange } from '../base/change';
import { explainDriver, formatInstant, formatWork } from '../schedule/explain';
import { missedIn } from '../schedule/scheduleProblems';
import { type PlanSnapshot, QUICK_TASKS } from '../workspace/snapshot';

/** What an edit does to the dates. */
export interface Effect {
  /** Wall-clock minutes of the plan's finish. */
  readonly finishBefore: number;
  readonly finishAfter: number;
  /** Paths of the tasks whose start or finish moves, other than summaries. */
  readonly moved: readonly string[];
  /** Where they would be, and the summaries around them, as wall-clock minutes. */
  readonly dates: readonly { readonly task: string; readonly start: number; readonly finish: number }[];
  /** Sentences on deadlines that are missed then and are not now. */
  readonly missed: readonly string[];
  /** Why a task starts when it then does, as a clause, by its path. */
  readonly why: (path: string) => string | null;
  /** In a few words, such as `finish 2026-02-03 → 2026-02-09, 4 tasks move`; empty when no date changes. */
  readonly summary: string;
}

/** Gives the edited text its dates and compares. */
export function effectOf(snapshot: PlanSnapshot, changes: readonly TextChange[]): Effect {
  return effectBetween(snapshot, snapshot.edited(applyChanges(snapshot.text, changes)));
}

/** How the dates of a plan differ from those of the plan as it would be. */
export function effectBetween(snapshot: PlanSnapshot, edited: PlanSnapshot): Effect {
  const before = snapshot.schedule;
  const after = edited.preview();
  const { zone } = after.calendars;
  const changed = edited.plan.tasks.flatMap((task) => {
    const dates = after.dates(task);
    const old = dates && snapshot.scheduled(task);
    return old && (old.start !== dates.start || old.finish !== dates.finish) ? [{ task, ...dates }] : [];
  });
  const moved = changed.filter(({ task }) => !task.isSummary).map(({ task }) => task.path);
  const late = new Set(missedIn(before).map(({ task }) => task?.path));
  const missed = after.missed().filter(({ task }) => !late.has(task?.path));
  const parts: string[] = [];
  if (before.finish !== after.finish) {
    const days = formatWork(
      Math.abs(before.calendars.plan.between(before.finish, after.finish)),
      before.calendars.lengths,
    );
    const [from, to] = [formatInstant(before.finish, before.zone), formatInstant(after.finish, zone)];
    const short = (date: string): string => (from.slice(0, 10) === to.slice(0, 10) ? date : date.slice(0, 10));
    parts.push(`finish ${short(from)} → ${short(to)} (${after.finish > before.finish ? '+' : '−'}${days})`);
  }
  if (moved.length > 0) parts.push(`${moved.length} ${moved.length === 1 ? 'task moves' : 'tasks move'}`);
  return {
    finishBefore: before.zone.toWall(before.finish),
    finishAfter: zone.toWall(after.finish),
    moved,
    dates: changed.map(({ task, start, finish }) => ({
      task: task.path,
      start: zone.toWall(start),
      finish: zone.toWall(finish),
    })),
    missed: missed.map(({ task, late: by }) => `${task?.path ?? 'the plan'} misses its deadline by ${by}`),
    why: (path) => {
      const task = edited.taskByPath(path);
      const driver = task && after.driver(task);
      return driver ? explainDriver(driver).replaceAll('`', '') : null;
    },
    summary: parts.join(', '),
  };
}

/** A title that says what a change does to the dates; in a large plan, that takes too long for each of several offers. */
export function titleOf(snapshot: PlanSnapshot, title: string, changes: readonly TextChange[]): string {
  if (snapshot.plan.tasks.length > QUICK_TASKS) return title;
  const { summary } = effectOf(snapshot, changes);
  return summary === '' ? title : `${title}: ${summary}`;
}
