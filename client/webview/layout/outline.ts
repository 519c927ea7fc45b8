import type { PlanEdit } from '../../../server/protocol/edits';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { parentOf } from '../../../server/protocol/taskPath';
import { isPlanRow } from './portfolio';

/** The tasks directly inside of a summary (null: the outermost), in the order of the text. */
export function childrenOf(view: ScheduleView, parent: string | null): string[] {
  return view.rows.flatMap((row) => (parentOf(row.path) === parent && !isPlanRow(row) ? [row.path] : []));
}

export type AddTask = Extract<PlanEdit, { kind: 'addTask' }>;

/** How a task is moved in the breakdown. */
export type Direction = 'up' | 'down' | 'in' | 'out';

/** The edit that moves a task one step, or undefined where there is no such step. */
export function stepOf(view: ScheduleView, task: string, direction: Direction): PlanEdit | undefined {
  const parent = parentOf(task);
  const siblings = childrenOf(view, parent);
  const at = siblings.indexOf(task);
  switch (direction) {
    case 'up':
      return at > 0 ? { kind: 'reparent', task, parent, before: siblings[at - 1] } : undefined;
    case 'down':
      return at + 1 < siblings.length ? placedBefore(task, parent, siblings[at + 2]) : undefined;
    case 'in':
      return at > 0 ? { kind: 'reparent', task, parent: siblings[at - 1] } : undefined;
    case 'out': {
      if (parent === null || parent.endsWith(':')) return undefined;
      const outer = childrenOf(view, parentOf(parent));
      return placedBefore(task, parentOf(parent), outer[outer.indexOf(parent) + 1]);
    }
  }
}

/** Where in the text a task is put that follows another one; without one, at the end. */
export function placeBehind(view: ScheduleView, task: string | undefined): Pick<AddTask, 'parent' | 'before'> {
  if (task === undefined) return { parent: null };
  const parent = parentOf(task);
  const siblings = childrenOf(view, parent);
  const before = siblings[siblings.indexOf(task) + 1];
  return { parent, ...(before === undefined ? {} : { before }) };
}

function placedBefore(task: string, parent: string | null, before: string | undefined): PlanEdit {
  return { kind: 'reparent', task, parent, ...(before === undefined ? {} : { before }) };
}
