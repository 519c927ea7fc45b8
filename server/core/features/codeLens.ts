import { type Span, shift } from '../base/span';
import type { Task } from '../model/task';
import { formatInstant, slackInWords } from '../schedule/explain';
import { topEntry } from '../syntax/document';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A line above a summary; its words are worked out when it is seen. */
export interface CodeLens {
  readonly span: Span;
  /** Path of the summary; empty for the plan as a whole. */
  readonly path: string;
}

/** Places for a lens over the plan and over each of its summaries. */
export function codeLenses({ plan }: PlanSnapshot): CodeLens[] {
  const lenses: CodeLens[] = [];
  const tasks = topEntry(plan.document, 'tasks');
  if (tasks && plan.tasks.length > 0) lenses.push({ span: shift(tasks.entry.key, tasks.base), path: '' });
  for (const task of plan.tasks) if (task.isSummary) lenses.push({ span: task.idSpan, path: task.path });
  return lenses;
}

/** What a lens says: progress, dates, slack and how many tasks there are; undefined for a summary that is gone. */
export function lensTitle(snapshot: PlanSnapshot, path: string): string | undefined {
  const { recent: schedule } = snapshot;
  const { zone, calendars } = schedule;
  const day = (instant: number): string => formatInstant(instant, zone).slice(0, 10);
  if (path === '') {
    const leaves = schedule.tasks.filter((task) => task && task.kind !== 'summary');
    const done = leaves.filter((task) => task?.status === 'done').length;
    const late = schedule.problems.filter(({ code }) => code === 'missed-deadline').length;
    const parts = [`${day(schedule.start)} – ${day(schedule.finish)}`, `${done} of ${leaves.length} tasks done`];
    if (late > 0) parts.push(`${late} ${late === 1 ? 'deadline' : 'deadlines'} missed`);
    return parts.join(' · ');
  }
  const task = snapshot.taskByPath(path);
  const scheduled = task && snapshot.scheduled(task);
  if (!task || !scheduled) return undefined;
  const slack = slackInWords(scheduled, calendars.lengths);
  const count = leavesIn(task);
  return [
    `${day(scheduled.start)} – ${day(scheduled.finish)}`,
    ...(scheduled.status === 'done' ? [] : [`${Math.round(scheduled.done)} %`]),
    slack,
    `${count} ${count === 1 ? 'task' : 'tasks'}`,
  ].join(' · ');
}

function leavesIn(task: Task): number {
  return task.isSummary ? task.children.reduce((sum, child) => sum + leavesIn(child), 0) : 1;
}
