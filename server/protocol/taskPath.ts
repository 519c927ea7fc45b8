/**
 * How a view names tasks: `api.schema` is a task of the plan itself, `shop:api.schema` one of the plan that it includes
 * as `shop`, `shop:` that plan as a whole, and `shop:parts:api` a task of a plan that `shop` includes.
 */
export interface TaskPath {
  /** Of the included plan, with its colon; empty for the plan itself. */
  readonly plan: string;
  /** Empty for the plan as a whole. */
  readonly task: string;
}

/** The parts of a path. */
export function splitPath(path: string): TaskPath {
  const colon = path.lastIndexOf(':') + 1;
  return { plan: path.slice(0, colon), task: path.slice(colon) };
}

/** The path of the summary or included plan around a task, or null for the outermost. */
export function parentOf(path: string): string | null {
  const { plan, task } = splitPath(path);
  if (task === '') {
    const around = plan.slice(0, plan.lastIndexOf(':', plan.length - 2) + 1);
    return around || null;
  }
  const dot = task.lastIndexOf('.');
  return dot < 0 ? plan || null : plan + task.slice(0, dot);
}

/** The path of a task directly inside of a summary or an included plan; null for the outermost. */
export function pathInside(parent: string | null, id: string): string {
  if (parent === null) return id;
  return parent.endsWith(':') ? parent + id : `${parent}.${id}`;
}
