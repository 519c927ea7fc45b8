import { applyChanges, type TextChange } from '../base/change';
import { explainDriver, formatInstant, formatWork } from '../schedule/explain';
import type { ScheduledTask } from '../schedule/types';
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

/** Schedules the edited text and compares. */
export function effectOf(snapshot: PlanSnapshot, changes: readonly TextChange[]): Effect {
  const before = snapshot.schedule;
  const after = snapshot.edited(applyChanges(snapshot.text, changes));
  const { schedule } = after;
  const known = new Map(before.tasks.flatMap((task) => (task ? [[task.task.path, task] as const] : [])));
  const changed = schedule.tasks.filter((task): task is ScheduledTask => {
    const old = task && known.get(task.task.path);
    return old !== undefined && task !== undefined && (old.start !== task.start || old.finish !== task.finish);
  });
  const moved = changed.filter(({ kind }) => kind !== 'summary').map(({ task }) => task.path);
  const late = lateDeadlines(snapshot);
  const missed = [...lateDeadlines(after)].filter(([path]) => !late.has(path));
  const parts: string[] = [];
  if (before.finish !== schedule.finish) {
    const days = formatWork(
      Math.abs(before.calendars.plan.between(before.finish, schedule.finish)),
      before.calendars.lengths,
    );
    const [from, to] = [formatInstant(before.finish, before.zone), formatInstant(schedule.finish, schedule.zone)];
    const short = (date: string): string => (from.slice(0, 10) === to.slice(0, 10) ? date : date.slice(0, 10));
    parts.push(`finish ${short(from)} → ${short(to)} (${schedule.finish > before.finish ? '+' : '−'}${days})`);
  }
  if (moved.length > 0) parts.push(`${moved.length} ${moved.length === 1 ? 'task moves' : 'tasks move'}`);
  return {
    finishBefore: before.zone.toWall(before.finish),
    finishAfter: schedule.zone.toWall(schedule.finish),
    moved,
    dates: changed.map(({ task, start, finish }) => ({
      task: task.path,
      start: schedule.zone.toWall(start),
      finish: schedule.zone.toWall(finish),
    })),
    missed: missed.map(([path, by]) => `${path === '' ? 'the plan' : path} misses its deadline by ${by}`),
    why: (path) => {
      const task = after.taskByPath(path);
      const driver = task && schedule.tasks[task.index]?.driver;
      return driver ? explainDriver(driver).replaceAll('`', '') : null;
    },
    summary: parts.join(', '),
  };
}

/** By how much deadlines are missed, by the path of the task; the plan's own is under the empty path. */
function lateDeadlines(snapshot: PlanSnapshot): Map<string, string> {
  const { deadline } = snapshot.plan;
  return new Map(
    snapshot.schedule.problems
      .filter(({ code }) => code === 'missed-deadline')
      .map(({ start, args }) => [
        start === deadline?.span.start ? '' : (snapshot.taskAt(start)?.path ?? ''),
        args.late,
      ]),
  );
}

/** A title that says what a change does to the dates; in a large plan, that takes too long for each of several offers. */
export function titleOf(snapshot: PlanSnapshot, title: string, changes: readonly TextChange[]): string {
  if (snapshot.plan.tasks.length > QUICK_TASKS) return title;
  const { summary } = effectOf(snapshot, changes);
  return summary === '' ? title : `${title}: ${summary}`;
}
