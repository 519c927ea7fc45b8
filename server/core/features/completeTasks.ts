import { reversed } from '../base/graph';
import { type Span, touches } from '../base/span';
import { precedenceGraph } from '../model/dependencies';
import type { Task } from '../model/task';
import { formatInstant } from '../schedule/explain';
import type { PlanSnapshot } from '../workspace/snapshot';
import { type Completion, MAX_ITEMS } from './completionItem';
import type { CursorContext } from './context';
import { taskIdsIn } from './schemaPlace';

/**
 * The tasks that may be named at the cursor, the nearest first: no task around or inside, none that the list names
 * already, and none that would close a cycle.
 *
 * @param isBefore whether the task under the cursor is to come before the named one
 * @param span what the name takes the place of
 */
export function taskCompletions(
  snapshot: PlanSnapshot,
  offset: number,
  context: CursorContext,
  isBefore: boolean,
  span: Span,
): Completion[] {
  const { plan, names } = snapshot;
  const self = taskOfContext(snapshot, context);
  const excluded = self ? impossibleFor(snapshot, self, offset, isBefore) : new Set<Task>();
  const written = new Set(listedBeside(snapshot.text, offset, context));
  const candidates = plan.tasks.filter((task) => task.id !== '' && !excluded.has(task));
  const typed = context.typed.toLowerCase();
  const fitting =
    candidates.length > MAX_ITEMS ? candidates.filter((task) => task.path.toLowerCase().includes(typed)) : candidates;
  return fitting
    .map((task) => ({ task, distance: self ? distanceBetween(self, task) : 0 }))
    .sort((a, b) => a.distance - b.distance || a.task.index - b.task.index)
    .slice(0, MAX_ITEMS + 1)
    .map(({ task }) => ({ task, name: names.shortest(task, self ?? null) }))
    .filter(({ name }) => !written.has(name))
    .map(({ task, name }) => itemOf(snapshot, task, name, span));
}

function itemOf(snapshot: PlanSnapshot, task: Task, name: string, span: Span): Completion {
  const scheduled = snapshot.scheduled(task);
  const date = (instant: number): string => formatInstant(instant, snapshot.zone).slice(0, 10);
  const dates = scheduled ? `${date(scheduled.start)} – ${date(scheduled.finish)}` : 'not scheduled';
  const who = scheduled?.bookings[0]?.person.name;
  return {
    label: name,
    kind: 'task',
    detail: who ? `${dates} · ${who}` : dates,
    task: task.path,
    insert: name,
    isSnippet: false,
    span,
  };
}

/** The task whose key is being typed, found by its path, so that it is found in broken files too. */
export function taskOfContext({ plan }: PlanSnapshot, { path }: CursorContext): Task | undefined {
  const [first, ...rest] = taskIdsIn(path);
  let task = plan.roots.find((root) => root.id === first);
  for (const id of rest) task = task?.child(id);
  return task;
}

/** The task itself, those around and inside, and those that a dependency would close a cycle with. */
function impossibleFor({ plan }: PlanSnapshot, self: Task, offset: number, isBefore: boolean): Set<Task> {
  const { tasks } = plan;
  const excluded = new Set<Task>([self, ...self.ancestors()]);
  // What is being typed over does not count as a dependency any more.
  const others = plan.dependencies.filter(
    ({ use, offset: base }) => !touches({ start: use.start + base, end: use.end + base }, offset),
  );
  const graph = precedenceGraph(tasks, others);
  const { first, target } = isBefore ? reversed(graph) : graph;
  const seen = new Set<number>();
  // From the begin of the task forward, or from its end backward: what is inside of a summary counts.
  const open = [isBefore ? 2 * self.index + 1 : 2 * self.index];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    // A task is out when the end that the dependency would bind is reached.
    if ((node & 1) === (isBefore ? 0 : 1)) excluded.add(tasks[node >> 1]);
    for (let e = first[node]; e < first[node + 1]; e++) open.push(target[e]);
  }
  const addInside = (task: Task): void => {
    excluded.add(task);
    task.children.forEach(addInside);
  };
  addInside(self);
  return excluded;
}

/** What the same flow list names already. */
export function listedBeside(text: string, offset: number, context: CursorContext): string[] {
  if (!context.inFlow) return [];
  const open = text.lastIndexOf('[', offset - 1);
  if (open < 0) return [];
  const close = text.indexOf(']', offset);
  const before = text
    .slice(open + 1, context.start)
    .split(',')
    .slice(0, -1);
  const after = close < 0 ? [] : text.slice(offset, close).split(',').slice(1);
  return [...before, ...after].map((item) => item.trim().split(/\s/)[0]);
}

/** How far two tasks are apart in the breakdown: siblings are nearest. */
function distanceBetween(self: Task, other: Task): number {
  if (other.parent === self.parent) return 0;
  let distance = 1;
  for (const around of self.ancestors()) {
    if (other.parent === around.parent) return distance;
    if (other.isInside(around)) return distance + 1;
    distance += 2;
  }
  return distance + 1;
}
