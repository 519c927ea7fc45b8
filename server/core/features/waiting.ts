import type { DependencyUse } from '../model/parts';
import type { StatusKind } from '../model/plan';
import type { Task } from '../model/task';
import type { Schedule } from '../schedule/types';

/** A task that another one waits for, here or in another plan. */
export interface Awaited {
  /** From the top of its plan; with the plan's name when it is another one, as in `shop:api.schema`. */
  readonly path: string;
  /** Of a task of another plan, its path. */
  readonly title: string;
}

/** What keeps a task from being worked on. */
export interface Waiting {
  /** The tasks that must be over, or begun, before it may begin; those of the summaries around it included. */
  readonly waitsFor: readonly Awaited[];
  /** Whether it should be going on by now: it is in progress, its `start` has come, or its sprint has begun. */
  readonly isBlocked: boolean;
}

const free: Waiting = { waitsFor: [], isBlocked: false };

/**
 * What each task that is open waits for, by its index.
 * Only links to the start of a task count, without their lags: a finish-to-finish link keeps nobody from beginning.
 */
export function waitingTasks({ plan, tasks, calendars, zone, now, outside }: Schedule): readonly Waiting[] {
  const open: (Awaited[] | undefined)[] = new Array(plan.tasks.length);
  const add = (task: Task, awaited: Awaited): void => {
    const known = open[task.index];
    if (known) known.push(awaited);
    else open[task.index] = [awaited];
  };
  for (const { predecessor, successor, use } of plan.dependencies) {
    const status = tasks[predecessor.index]?.status;
    if (status && holdsBack(use.type, status)) add(successor, predecessor);
  }
  for (const { holder, name, use, status } of outside)
    if (holdsBack(use.type, status)) add(holder, { path: name, title: name });
  return plan.tasks.map((task) => {
    // Summaries come before the tasks inside: what they wait for is known.
    const around = task.parent ? open[task.parent.index] : undefined;
    const own = open[task.index];
    const waitsFor = own && around ? [...new Set([...around, ...own])] : (own ?? around);
    open[task.index] = waitsFor;
    const scheduled = tasks[task.index];
    if (!waitsFor || !scheduled || scheduled.status === 'done' || scheduled.status === 'dropped') return free;
    const isBlocked = scheduled.kind !== 'summary' && (scheduled.status === 'doing' || isDue(task));
    return { waitsFor, isBlocked };
  });

  function isDue(task: Task): boolean {
    const bound = task.scalar('start', 'startBound');
    if (bound && bound.kind !== 'by' && calendars.beginOf(bound.date) <= now) return true;
    const sprint = plan.sprints.get(task.inheritedNames('sprint')[0] ?? '');
    return sprint !== undefined && zone.toInstant(sprint.start) <= now;
  }
}

/** Whether a task may not begin because of another one with a status. */
function holdsBack(type: DependencyUse['type'], status: StatusKind): boolean {
  if (type === 'FS') return status === 'todo' || status === 'doing';
  return type === 'SS' && status === 'todo';
}
