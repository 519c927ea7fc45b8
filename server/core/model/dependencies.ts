import { EdgeList, type Graph, stronglyConnected } from '../base/graph';
import { nearest } from '../base/nearest';
import { didYouMean, type Problem } from '../schema/problems';
import type { TaskNames } from './names';
import type { DependencyUse, TaskPart } from './parts';
import type { Plan, ResolvedDependencies } from './plan';
import type { Dependency, Task } from './task';

/**
 * Resolves every `after` and `before`; reports names that lead nowhere and dependencies that cannot be.
 *
 * @param previous when ids and nesting are the same, what is written alike is taken over
 */
export function resolveDependencies(
  tasks: readonly Task[],
  names: TaskNames,
  problems: Problem[],
  previous?: Plan,
): ResolvedDependencies {
  const before = previous && sameTree(tasks, previous.tasks) ? previous : undefined;
  const known = before?.dependencies ?? [];
  const dependencies: Dependency[] = [];
  const faulty = new Set<number>();
  let isSame = before !== undefined;
  let next = 0;
  for (const holder of tasks) {
    const from = next;
    while (next < known.length && known[next].holder.index === holder.index) next++;
    if (before && !before.faulty.has(holder.index) && sameParts(holder, before.tasks[holder.index])) {
      for (let i = from; i < next; i++) dependencies.push(moved(known[i], holder, tasks));
      continue;
    }
    const [first, faults] = [dependencies.length, problems.length];
    for (const use of holder.own.after) resolve(holder, 'after', use, holder.offset);
    for (const use of holder.own.before) resolve(holder, 'before', use, holder.offset);
    if (holder.rest) {
      for (const use of holder.rest.part.after) resolve(holder, 'after', use, holder.rest.offset);
      for (const use of holder.rest.part.before) resolve(holder, 'before', use, holder.rest.offset);
    }
    reportDuplicates(dependencies.slice(first), problems);
    if (problems.length > faults) faulty.add(holder.index);
    isSame &&= sameEdges(known.slice(from, next), dependencies.slice(first));
  }
  const hasCycles = isSame && before?.hasCycles === false ? false : reportCycles(tasks, dependencies, problems);
  return { dependencies, faulty, hasCycles };

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

/** Whether two versions have the same tasks inside each other: then every name leads to the same task. */
function sameTree(a: readonly Task[], b: readonly Task[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && (a[i].id !== b[i].id || a[i].parent?.index !== b[i].parent?.index)) return false;
  }
  return true;
}

/** Whether the same dependencies are written on both versions of a task. */
function sameParts(a: Task, b: Task): boolean {
  return (
    a === b ||
    (samePart(a.own, b.own) && (a.rest === b.rest || (a.rest && b.rest ? samePart(a.rest.part, b.rest.part) : false)))
  );
}

/** The dependency of the version before between the tasks of this one. */
function moved(old: Dependency, holder: Task, tasks: readonly Task[]): Dependency {
  const predecessor = tasks[old.predecessor.index];
  const successor = tasks[old.successor.index];
  if (old.holder === holder && old.predecessor === predecessor && old.successor === successor) return old;
  const isRest = old.holder.rest !== null && old.offset === old.holder.rest.offset && old.offset !== old.holder.offset;
  const [before, now] = isRest ? [old.holder.rest?.part, holder.rest?.part] : [old.holder.own, holder.own];
  return {
    predecessor,
    successor,
    use: before === now || !before || !now ? old.use : now[old.key][before[old.key].indexOf(old.use)],
    holder,
    key: old.key,
    offset: isRest && holder.rest ? holder.rest.offset : holder.offset,
  };
}

function sameEdges(a: readonly Dependency[], b: readonly Dependency[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ predecessor, successor }, i) => {
      const other = b[i];
      return predecessor.index === other.predecessor.index && successor.index === other.successor.index;
    })
  );
}

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
  const found = name.plan === undefined ? names.resolve(name.path, from) : undefined;
  if (found && 'task' in found) return found.task;
  if (found) {
    const paths = found.candidates.slice(0, 10).map((task) => task.path);
    const candidates = paths.map((path) => `\`${path}\``).join(', ');
    problems.push({ code: 'ambiguous-reference', ...at, args: { name: text, candidates }, replacements: paths });
    return undefined;
  }
  const whole = name.plan === undefined ? text : `${name.plan}:${text}`;
  const near = nearest(name.path[name.path.length - 1], names.ids());
  const target = near === undefined ? undefined : names.find([near], from);
  const suggestion = target ? names.shortest(target, from) : near;
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

/** Marks every dependency that is part of a cycle and spells the cycle out; tells whether there is one. */
function reportCycles(tasks: readonly Task[], dependencies: readonly Dependency[], problems: Problem[]): boolean {
  if (dependencies.length === 0) return false;
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
  return inCycle.length > 0;
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
