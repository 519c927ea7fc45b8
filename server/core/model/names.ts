import { indexById, type Task } from './task';

/** What a reference leads to: one task, several candidates, or none. */
export type Resolution = { readonly task: Task } | { readonly candidates: readonly Task[] } | undefined;

/** Finds tasks by name, from the inside out, as section "References" of the plan language describes. */
export class TaskNames {
  readonly #roots: Map<string, Task>;
  readonly #tasks: readonly Task[];
  #byId: Map<string, Task[]> | undefined;

  constructor(roots: readonly Task[], tasks: readonly Task[]) {
    this.#roots = indexById(roots);
    this.#tasks = tasks;
  }

  /** The outermost task with the id. */
  root(id: string): Task | undefined {
    return this.#roots.get(id);
  }

  /** What a name, cut into its ids, leads to when it stands on the task `from`; with null, when it stands on no task. */
  resolve(path: readonly string[], from: Task | null): Resolution {
    for (let scope = from?.parent ?? null; scope; scope = scope.parent) {
      const found = descend(scope.child(path[0]), path);
      if (found) return { task: found };
    }
    const root = descend(this.#roots.get(path[0]), path);
    if (root) return { task: root };
    const anywhere = this.#withId(path[path.length - 1]).filter((task) => endsWith(task, path));
    if (anywhere.length === 1) return { task: anywhere[0] };
    return anywhere.length > 1 ? { candidates: anywhere } : undefined;
  }

  /** The one task that a name leads to; undefined when none does, or several do. */
  find(path: readonly string[], from: Task | null): Task | undefined {
    const found = this.resolve(path, from);
    return found && 'task' in found ? found.task : undefined;
  }

  /** The shortest name by which `from` can refer to `target`. */
  shortest(target: Task, from: Task | null): string {
    const path = target.path.split('.');
    for (let length = 1; length < path.length; length++) {
      const tail = path.slice(-length);
      if (this.find(tail, from) === target) return tail.join('.');
    }
    return target.path;
  }

  ids(): Iterable<string> {
    return this.#index().keys();
  }

  #withId(id: string): readonly Task[] {
    return this.#index().get(id) ?? [];
  }

  #index(): Map<string, Task[]> {
    if (!this.#byId) {
      this.#byId = new Map();
      for (const task of this.#tasks) {
        const same = this.#byId.get(task.id);
        if (same) same.push(task);
        else this.#byId.set(task.id, [task]);
      }
    }
    return this.#byId;
  }
}

function descend(task: Task | undefined, path: readonly string[]): Task | undefined {
  for (let i = 1; task && i < path.length; i++) task = task.child(path[i]);
  return task;
}

function endsWith(task: Task, path: readonly string[]): boolean {
  let at: Task | null = task;
  for (let i = path.length - 1; i >= 0; i--) {
    if (!at || at.id !== path[i]) return false;
    at = at.parent;
  }
  return true;
}
