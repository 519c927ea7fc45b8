import { type Span, shift } from '../base/span';
import type { Task } from '../model/task';
import { formatInstant } from '../schedule/explain';
import type { PlanSnapshot } from '../workspace/snapshot';
import { targetAt } from './target';

/** The task under the cursor, or the one that a reference there leads to. */
export function taskUnder(snapshot: PlanSnapshot, offset: number): Task | undefined {
  const target = targetAt(snapshot, offset);
  return target?.kind === 'task' ? target.task : undefined;
}

/** A task that leads to another one, with the places where that is written. */
export interface TaskLink {
  readonly task: Task;
  readonly spans: readonly Span[];
}

/** What a task waits for: "incoming calls". */
export function predecessors({ plan }: PlanSnapshot, task: Task): TaskLink[] {
  return grouped(
    plan.dependencies.filter(({ successor }) => successor === task),
    'predecessor',
  );
}

/** What waits for a task: "outgoing calls". */
export function successors({ plan }: PlanSnapshot, task: Task): TaskLink[] {
  return grouped(
    plan.dependencies.filter(({ predecessor }) => predecessor === task),
    'successor',
  );
}

function grouped(dependencies: PlanSnapshot['plan']['dependencies'], end: 'predecessor' | 'successor'): TaskLink[] {
  const links = new Map<Task, Span[]>();
  for (const dependency of dependencies) {
    const span = shift(dependency.use.task, dependency.offset);
    const spans = links.get(dependency[end]);
    if (spans) spans.push(span);
    else links.set(dependency[end], [span]);
  }
  return [...links].map(([task, spans]) => ({ task, spans })).sort((a, b) => a.task.index - b.task.index);
}

/** The dates of a task in a few characters, for lists. */
export function datesInBrief(snapshot: PlanSnapshot, task: Task): string {
  const scheduled = snapshot.scheduled(task);
  if (!scheduled) return '';
  const [from, to] = [scheduled.start, scheduled.finish].map((at) => formatInstant(at, snapshot.zone).slice(0, 10));
  return from === to ? from : `${from} – ${to}`;
}
