import { type Span, shift } from '../base/span';
import { declaredUnder } from '../model/parts';
import type { Plan } from '../model/plan';
import type { Task } from '../model/task';
import { quoted } from '../syntax/edit';
import { isNull, type MapNode, type Node } from '../syntax/node';
import type { PlanSnapshot } from './snapshot';

/** A scenario as written, with the place of its name in the text. */
export interface Scenario {
  readonly name: string;
  readonly span: Span;
  readonly overlay: MapNode;
}

/** The scenarios of a plan, in the order of the text. */
export function scenariosOf({ plan }: PlanSnapshot): Scenario[] {
  return declaredUnder(plan.document, 'scenarios').flatMap(({ key, value, offset }) =>
    value?.node.kind === 'map' ? [{ name: key.text, span: shift(key, offset), overlay: value.node }] : [],
  );
}

/** The plan as it would be in a scenario; a snapshot of its own, whose text is made for it and shown to nobody. */
export function inScenario(snapshot: PlanSnapshot, { overlay }: Scenario): PlanSnapshot {
  const top = treeOf(snapshot.plan);
  top.delete('scenarios');
  overlayOn(top, overlay, []);
  return snapshot.edited(written(top));
}

/** A value of the plan without comments and places: a scalar as YAML, a list, or a map in order. */
type Tree = string | Tree[] | TreeMap;
type TreeMap = Map<string, Tree | null>;

function treeOf({ document, roots }: Plan): TreeMap {
  const top: TreeMap = new Map();
  for (const { placed } of document.tops) {
    const { root } = placed.piece;
    if (root?.kind !== 'map') continue;
    for (const { key, value } of root.entries)
      if (!top.has(key.text)) top.set(key.text, key.text === 'tasks' ? tasksTree(roots) : value && nodeTree(value));
  }
  if (roots.length > 0) top.set('tasks', tasksTree(roots));
  return top;
}

function tasksTree(tasks: readonly Task[]): TreeMap {
  return new Map(tasks.map((task) => [task.id, taskTree(task)]));
}

function taskTree(task: Task): Tree | null {
  const { node } = task.own;
  if (node && node.kind !== 'map') return isNull(node) ? null : nodeTree(node);
  const tree: TreeMap = new Map();
  for (const { part } of task.parts)
    for (const [key, { value }] of part.fields) if (key !== 'tasks') tree.set(key, value && nodeTree(value.node));
  if (task.isSummary) tree.set('tasks', tasksTree(task.children));
  return tree;
}

function nodeTree(node: Node): Tree {
  switch (node.kind) {
    case 'scalar':
      // What was in quotes stays so: `'1'` and `1` may differ.
      return node.style === 'plain' ? node.text : JSON.stringify(node.text);
    case 'seq':
      return node.items.map(nodeTree);
    case 'map':
      return new Map(node.entries.map(({ key, value }) => [key.text, value && nodeTree(value)]));
  }
}

/** Lays a map over another: a map over a map key by key, `null` removes a key, everything else takes its place. */
function overlayOn(base: TreeMap, overlay: MapNode, path: readonly string[]): void {
  for (const { key, value } of overlay.entries) {
    const under = base.get(key.text);
    if (value === null || isNull(value)) base.delete(key.text);
    else if (value.kind !== 'map')
      base.set(key.text, isTask(path) ? shortOver(under, nodeTree(value)) : nodeTree(value));
    else {
      const map = under instanceof Map ? under : longForm(under, [...path, key.text]);
      base.set(key.text, map);
      overlayOn(map, value, [...path, key.text]);
    }
  }
}

/** Whether the keys of the map at a path are ids of tasks. */
function isTask(path: readonly string[]): boolean {
  return path.length > 0 && path.length % 2 === 1 && path.every((key, i) => i % 2 === 1 || key === 'tasks');
}

/** `5d` over a task is its effort; everything else that is written about it stays. */
function shortOver(under: Tree | null | undefined, value: Tree): Tree {
  return under instanceof Map && typeof value === 'string' ? under.set('effort', value) : value;
}

/** A short form that is given more keys: `3d` of a task is its effort, a bare text of a person the name. */
function longForm(under: Tree | null | undefined, path: readonly string[]): TreeMap {
  if (typeof under !== 'string') return new Map();
  const key = isTask(path.slice(0, -1))
    ? 'effort'
    : path[0] === 'people'
      ? 'name'
      : path[0] === 'budget'
        ? 'total'
        : undefined;
  return key === undefined ? new Map() : new Map([[key, under]]);
}

/** YAML with a line for each task, so that the parts of it can be read one by one. */
function written(top: TreeMap): string {
  const lines: string[] = [];
  for (const [key, value] of top) {
    if (key === 'tasks' && value instanceof Map) {
      lines.push('tasks:');
      writeTasks(value, '  ', lines);
    } else lines.push(`${quoted(key)}:${value === null ? '' : ` ${flow(value)}`}`);
  }
  return `${lines.join('\n')}\n`;
}

function writeTasks(tasks: TreeMap, indent: string, lines: string[]): void {
  for (const [id, task] of tasks) {
    const inside = task instanceof Map ? task.get('tasks') : undefined;
    if (!(task instanceof Map) || !(inside instanceof Map) || inside.size === 0) {
      lines.push(`${indent}${quoted(id)}:${task === null ? '' : ` ${flow(task)}`}`);
      continue;
    }
    lines.push(`${indent}${quoted(id)}:`);
    for (const [key, value] of task)
      if (key !== 'tasks') lines.push(`${indent}  ${quoted(key)}:${value === null ? '' : ` ${flow(value)}`}`);
    lines.push(`${indent}  tasks:`);
    writeTasks(inside, `${indent}    `, lines);
  }
}

function flow(tree: Tree): string {
  // What needs no quotes as text needs none as what it is; `true` in quotes would be a text.
  if (typeof tree === 'string') return /^(?:".*|true|false)$/is.test(tree) ? tree : quoted(tree, true);
  if (Array.isArray(tree)) return `[${tree.map(flow).join(', ')}]`;
  return `{${[...tree].map(([key, value]) => `${quoted(key, true)}:${value === null ? '' : ` ${flow(value)}`}`).join(', ')}}`;
}
