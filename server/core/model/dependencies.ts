import { EdgeList, type Graph, stronglyConnected } from '../base/graph';
import { nearest } from '../base/nearest';
import { didYouMean, type Problem } from '../schema/problems';
import type { TaskNames } from './names';
import type { DependencyUse, TaskPart } from './parts';
import type { Plan } from './plan';
import type { Dependency, Task } from './task';

/**
 * Resolves every `after` and `before`; reports names that lead nowhere and dependencies that cannot be.
 *
 * @param previous when its tasks and dependencies are written alike, they are taken over
 */
export function resolveDependencies(
  tasks: readonly Task[],
  names: TaskNames,
  problems: Problem[],
  previous?: Plan,
): readonly Dependency[] {
  const taken = previous && takenOver(tasks, previous);
  if (taken) return taken;
  const dependencies: Dependency[] = [];
  for (const holder of tasks) {
    for (const use of holder.own.after) resolve(holder, 'after', use, holder.offset);
    for (const use of holder.own.before) resolve(holder, 'before', use, holder.offset);
    if (!holder.rest) continue;
    for (const use of holder.rest.part.after) resolve(holder, 'after', use, holder.rest.offset);
    for (const use of holder.rest.part.before) resolve(holder, 'before', use, holder.rest.offset);
  }
  reportDuplicates(dependencies, problems);
  reportCycles(tasks, dependencies, problems);
  return dependencies;

  function resolve(holder: Task, key: 'after' | 'before', use: DependencyUse, offset: number): void {
    // Tasks of other plans are looked up where the other plans are known.
    if (use.task.plan !== undefined) return;
    const at = { start: use.task.start + offset, end: use.task.end + offset };
    const other = resolveTask(use.task, holder, names, at, problems);
    if (!other) return;
    const name = other.path;
    if (other === holder) problems.push({ code: 'self-dependency', ...at, args: { name } });
    else if (holder.isInside(other)) problems.push({ code: 'own-ancestor', ...at, args: { name } });
    else if (other.isInside(holder)) problems.push({ code: 'own-descendant', ...at, args: { name } });
    else {
      const [predecessor, successor] = key === 'after' ? [other, holder] : [holder, other];
      dependencies.push({ predecessor, successor, use, holder, key, offset });
    }
  }
}

/** The dependencies of the previous version on the tasks of this one, if ids, nesting and references are the same. */
function takenOver(tasks: readonly Task[], previous: Plan): readonly Dependency[] | undefined {
  if (
    previous.tasks.length !== tasks.length ||
    previous.problems.some((problem) => dependencyProblems.has(problem.code))
  )
    return undefined;
  for (let i = 0; i < tasks.length; i++) {
    const [a, b] = [tasks[i], previous.tasks[i]];
    if (a.id !== b.id || a.parent?.index !== b.parent?.index || !samePart(a.own, b.own)) return undefined;
    if (a.rest !== b.rest && (!a.rest || !b.rest || !samePart(a.rest.part, b.rest.part))) return undefined;
  }
  return previous.dependencies.map((old) => {
    const holder = tasks[old.holder.index];
    const isRest =
      old.holder.rest !== null && old.offset === old.holder.rest.offset && old.offset !== old.holder.offset;
    const [before, now] = isRest ? [old.holder.rest?.part, holder.rest?.part] : [old.holder.own, holder.own];
    const use = before === now || !before || !now ? old.use : now[old.key][before[old.key].indexOf(old.use)];
    const offset = isRest && holder.rest ? holder.rest.offset : holder.offset;
    return {
      predecessor: tasks[old.predecessor.index],
      successor: tasks[old.successor.index],
      use,
      holder,
      key: old.key,
      offset,
    };
  });
}

const dependencyProblems = new Set<string>([
  'unknown-reference',
  'ambiguous-reference',
  'self-dependency',
  'own-ancestor',
  'own-descendant',
  'duplicate-dependency',
  'cycle',
]);

function samePart(a: TaskPart, b: TaskPart): boolean {
  return a === b || (sameUses(a.after, b.after) && sameUses(a.before, b.before));
}

function sameUses(a: readonly DependencyUse[], b: readonly DependencyUse[]): boolean {
  const name = ({ task }: DependencyUse): string => `${task.plan ?? ''}:${task.path.join('.')}`;
  return a.length === b.length && a.every((use, i) => use.type === b[i].type && name(use) === name(b[i]));
}

/** The task that a name leads to; a name that leads nowhere or to several is reported at `at`. */
export function resolveTask(
  name: DependencyUse['task'],
  from: Task | null,
  names: TaskNames,
  at: { readonly start: number; readonly end: number },
  problems: Problem[],
): Task | undefined {
  const text = name.path.join('.');
  const found = name.plan === undefined ? names.resolve(name, from) : undefined;
  if (found && 'task' in found) return found.task;
  if (found) {
    const paths = found.candidates.slice(0, 10).map((task) => task.path);
    const candidates = paths.map((path) => `\`${path}\``).join(', ');
    problems.push({ code: 'ambiguous-reference', ...at, args: { name: text, candidates }, replacements: paths });
    return undefined;
  }
  const whole = name.plan === undefined ? text : `${name.plan}:${text}`;
  const near = nearest(name.path[name.path.length - 1], names.ids());
  const target = near === undefined ? undefined : names.resolve({ path: [near], start: 0, end: 0 }, from);
  const suggestion = target && 'task' in target ? names.shortest(target.task, from) : near;
  problems.push({
    code: 'unknown-reference',
    ...at,
    args: { name: whole, suggestion: didYouMean(suggestion) },
    ...(suggestion ? { replacements: [suggestion] } : {}),
  });
  return undefined;
}

/**
 * The graph in which a dependency is an edge between the moments when tasks may begin and are over: node 2i is the
 * begin of task i, node 2i + 1 its end. A summary begins before and ends after the tasks inside.
 */
export function precedenceGraph(tasks: readonly Task[], dependencies: readonly Dependency[]): Graph {
  const edges = new EdgeList(tasks.length * 2);
  for (const task of tasks) {
    const begin = 2 * task.index;
    if (task.children.length === 0) edges.add(begin, begin + 1);
    for (const child of task.children) {
      edges.add(begin, 2 * child.index);
      edges.add(2 * child.index + 1, begin + 1);
    }
  }
  for (const { predecessor, successor } of dependencies) edges.add(2 * predecessor.index + 1, 2 * successor.index);
  return edges.toGraph();
}

/** Reports a second dependency of the same type between the same tasks on the same key. */
function reportDuplicates(dependencies: readonly Dependency[], problems: Problem[]): void {
  // Dependencies of one task stand together: only neighbours need to be compared.
  for (let i = 0; i < dependencies.length; i++) {
    const { predecessor, successor, use, holder, offset } = dependencies[i];
    for (let j = i - 1; j >= 0 && dependencies[j].holder === holder; j--) {
      const other = dependencies[j];
      if (other.predecessor !== predecessor || other.successor !== successor || other.use.type !== use.type) continue;
      const name = holder === successor ? predecessor.path : successor.path;
      problems.push({
        code: 'duplicate-dependency',
        start: use.task.start + offset,
        end: use.task.end + offset,
        args: { name },
      });
      break;
    }
  }
}

/** Marks every dependency that is part of a cycle and spells the cycle out. */
function reportCycles(tasks: readonly Task[], dependencies: readonly Dependency[], problems: Problem[]): void {
  if (dependencies.length === 0) return;
  const graph = precedenceGraph(tasks, dependencies);
  const component = stronglyConnected(graph);
  const inCycle = dependencies.filter(
    ({ predecessor, successor }) => component[2 * predecessor.index + 1] === component[2 * successor.index],
  );
  const byComponent = new Map<number, Dependency[]>();
  for (const dependency of inCycle) {
    const number = component[2 * dependency.successor.index];
    const list = byComponent.get(number);
    if (list) list.push(dependency);
    else byComponent.set(number, [dependency]);
  }
  let looked = 0;
  for (const dependency of inCycle) {
    const at = {
      start: dependency.use.task.start + dependency.offset,
      end: dependency.use.task.end + dependency.offset,
    };
    const others = byComponent.get(component[2 * dependency.successor.index]) ?? [];
    looked += others.length;
    const cycle = looked > MAX_LOOKED_AT ? inShort(dependency) : spelledOut(dependency, graph, component, tasks);
    const related = others
      .slice(0, 21)
      .filter((other) => other !== dependency)
      .slice(0, 20)
      .map((other) => ({
        start: other.use.task.start + other.offset,
        end: other.use.task.end + other.offset,
        message: `\`${other.successor.path}\` waits for \`${other.predecessor.path}\``,
      }));
    problems.push({ code: 'cycle', ...at, args: { cycle }, related });
  }
}

/** How many dependencies are walked through to spell cycles out; in knots of thousands, the rest is told in short. */
const MAX_LOOKED_AT = 100_000;

function inShort({ predecessor, successor }: Dependency): string {
  return `${predecessor.path} → ${successor.path} → … → ${predecessor.path}`;
}

/** The shortest way back from the successor to the predecessor, as `a → b → a` in the order of time. */
function spelledOut(dependency: Dependency, graph: Graph, component: Int32Array, tasks: readonly Task[]): string {
  const start = 2 * dependency.successor.index;
  const goal = 2 * dependency.predecessor.index + 1;
  const from = new Map<number, number>([[start, -1]]);
  const queue = [start];
  for (let i = 0; i < queue.length && !from.has(goal); i++) {
    for (let e = graph.first[queue[i]]; e < graph.first[queue[i] + 1]; e++) {
      const next = graph.target[e];
      if (component[next] !== component[start] || from.has(next)) continue;
      from.set(next, queue[i]);
      queue.push(next);
    }
  }
  const path: string[] = [];
  for (let node = goal; node !== -1 && node !== undefined; node = from.get(node) as number) {
    const task = tasks[node >> 1].path;
    if (path[path.length - 1] !== task) path.push(task);
  }
  path.push(dependency.predecessor.path);
  path.reverse();
  const shown = path.length > 12 ? [...path.slice(0, 6), '…', ...path.slice(-5)] : path;
  return shown.join(' → ');
}
