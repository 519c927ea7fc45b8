import type { Schedule } from '../schedule/types';
import type { DependencyUse } from '../model/parts';
import type { Task } from '../model/task';

/** What keeps a task from being worked on. */
export interface Waiting {
  /** The tasks that must be over, or begun, before it may begin; those of the summaries around it included. */
  readonly waitsFor: readonly Task[];
  /** Whether it should be going on by now: it is in progress, its `start` has come, or its sprint has begun. */
  readonly isBlocked: boolean;
}

const free: Waiting = { waitsFor: [], isBlocked: false };

/**
 * What each task that is open waits for, by its index.
 * Only links to the start of a task count, without their lags: a finish-to-finish link keeps nobody from beginning.
 */
export function waitingTasks({ plan, tasks, calendars, zone, now }: Schedule): readonly Waiting[] {
  const direct = new Map<Task, Task[]>();
  for (const { predecessor, successor, use } of plan.dependencies) {
    if (!isOpen(predecessor, use.type)) continue;
    const known = direct.get(successor);
    if (known) known.push(predecessor);
    else direct.set(successor, [predecessor]);
  }
  if (direct.size === 0) return plan.tasks.map(() => free);
  return plan.tasks.map((task) => {
    const scheduled = tasks[task.index];
    if (!scheduled || scheduled.status === 'done' || scheduled.status === 'dropped') return free;
    const waitsFor = [task, ...task.ancestors()].flatMap((it) => direct.get(it) ?? []);
    if (waitsFor.length === 0) return free;
    const isBlocked = scheduled.kind !== 'summary' && (scheduled.status === 'doing' || isDue(task));
    return { waitsFor: [...new Set(waitsFor)].sort((a, b) => a.index - b.index), isBlocked };
  });

  function isOpen(predecessor: Task, type: DependencyUse['type']): boolean {
    const status = tasks[predecessor.index]?.status;
    if (type === 'FS') return status === 'todo' || status === 'doing';
    return type === 'SS' && status === 'todo';
  }

  function isDue(task: Task): boolean {
    const bound = task.scalar('start', 'startBound');
    if (bound && bound.kind !== 'by' && calendars.beginOf(bound.date) <= now) return true;
    const sprint = plan.sprints.get(task.inheritedNames('sprint')[0] ?? '');
    return sprint !== undefined && zone.toInstant(sprint.start) <= now;
  }
}
