import { applyChanges, type TextChange } from '../base/change';
import { formatInstant, formatWork } from '../schedule/explain';
import { type PlanSnapshot, QUICK_TASKS } from '../workspace/snapshot';

/** What an edit does to the dates. */
export interface Effect {
  /** Wall-clock minutes of the plan's finish. */
  readonly finishBefore: number;
  readonly finishAfter: number;
  /** Paths of the tasks whose start or finish moves, other than summaries. */
  readonly moved: readonly string[];
  /** In a few words, such as `finish 2026-02-03 → 2026-02-09, 4 tasks move`; empty when no date changes. */
  readonly summary: string;
}

/** Schedules the edited text and compares. */
export function effectOf(snapshot: PlanSnapshot, changes: readonly TextChange[]): Effect {
  const before = snapshot.schedule;
  const after = snapshot.edited(applyChanges(snapshot.text, changes));
  const { schedule } = after;
  const known = new Map(before.tasks.flatMap((task) => (task ? [[task.task.path, task] as const] : [])));
  const moved = schedule.tasks.flatMap((task) => {
    const old = task && known.get(task.task.path);
    if (!task || !old || task.kind === 'summary') return [];
    return old.start === task.start && old.finish === task.finish ? [] : [task.task.path];
  });
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
    summary: parts.join(', '),
  };
}

/** A title that says what a change does to the dates; in a large plan, that takes too long for each of several offers. */
export function titleOf(snapshot: PlanSnapshot, title: string, changes: readonly TextChange[]): string {
  if (snapshot.plan.tasks.length > QUICK_TASKS) return title;
  const { summary } = effectOf(snapshot, changes);
  return summary === '' ? title : `${title}: ${summary}`;
}
