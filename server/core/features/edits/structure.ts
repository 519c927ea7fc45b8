import type { TextChange } from '../../base/change';
import { lineStartAt } from '../../base/lines';
import type { Task } from '../../model/task';
import { topEntry } from '../../syntax/document';
import { lineEnd, quoted } from '../../syntax/edit';
import { idOf, isId } from '../../syntax/scalars/names';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { taskMentions } from '../mentions';
import { blockOf, indented, nextLine, stepOf, wholeLines } from './blocks';
import { EditError } from './fields';
import { keepingReferences } from './rewrite';

/** Where a task is put: among the tasks inside `parent` (null: the outermost), in front of `before` or at the end. */
export interface TaskPlace {
  readonly parent: Task | null;
  readonly before?: Task;
}

/**
 * Moves a task with the tasks inside to another place; references to it and from it go on meaning the same tasks.
 *
 * @throws EditError when the place is inside of the task, taken by a task of the same name, or written in braces
 */
export function moveTask(snapshot: PlanSnapshot, task: Task, place: TaskPlace): TextChange[] {
  const { text } = snapshot;
  const { parent, before } = place;
  if (parent === task || parent?.isInside(task)) throw new EditError(`\`${task.path}\` cannot be put inside of itself`);
  const siblings = parent?.children ?? snapshot.plan.roots;
  if (siblings.some((other) => other !== task && other.id === task.id))
    throw new EditError(`There is a task \`${task.id}\` already`);
  const block = blockOf(snapshot, task);
  const target = insertionPoint(snapshot, place, task);
  if (before === task) return [];
  const content =
    block.column === undefined
      ? ' '.repeat(target.column) + text.slice(block.start, block.end) + lineEnd(text)
      : indented(wholeLines(text.slice(block.start, block.end), text), target.column - block.column);
  const gap = removal(snapshot, task);
  const insert = target.prefix + content;
  const moved =
    target.at <= gap.start
      ? text.slice(0, target.at) + insert + text.slice(target.at, gap.start) + gap.text + text.slice(gap.end)
      : text.slice(0, gap.start) + gap.text + text.slice(gap.end, target.at) + insert + text.slice(target.at);
  const newPath = parent ? `${parent.path}.${task.id}` : task.id;
  return keepingReferences(snapshot, moved, (path) =>
    path === task.path || path.startsWith(`${task.path}.`) ? newPath + path.slice(task.path.length) : path,
  );
}

/**
 * Moves a task with the tasks inside to another plan.
 *
 * @throws EditError when its plan goes on naming it, when it depends on other tasks there, and as `moveTask` does
 */
export function transferTask(
  from: PlanSnapshot,
  task: Task,
  to: PlanSnapshot,
  place: TaskPlace,
): { readonly from: TextChange[]; readonly to: TextChange[] } {
  const isMoved = (it: Task): boolean => it === task || it.isInside(task);
  for (const { predecessor, successor } of from.plan.dependencies) {
    if (isMoved(predecessor) === isMoved(successor)) continue;
    throw new EditError(
      `\`${successor.path}\` waits for \`${predecessor.path}\`: remove the dependency before one of them goes to another plan`,
    );
  }
  const outside = taskMentions(from).find(({ task: named, span }) => {
    const holder = from.taskAt(span.start);
    return isMoved(named) && !(holder && isMoved(holder));
  });
  if (outside) throw new EditError(`The plan names \`${outside.task.path}\` elsewhere: it cannot go to another plan`);
  const siblings = place.parent?.children ?? to.plan.roots;
  if (siblings.some(({ id }) => id === task.id)) throw new EditError(`There is a task \`${task.id}\` already`);
  const block = blockOf(from, task);
  const target = insertionPoint(to, place);
  const written = from.text.slice(block.start, block.end);
  const content =
    block.column === undefined
      ? `${' '.repeat(target.column)}${written}\n`
      : indented(wholeLines(written, from.text), target.column - block.column);
  const text = (target.prefix + content).replace(/\r?\n/g, lineEnd(to.text));
  return { from: [removal(from, task)], to: [{ start: target.at, end: target.at, text }] };
}

/** What is taken out of the text when a task is; with it the `tasks:` of a summary that loses its last task. */
function removal(snapshot: PlanSnapshot, task: Task): TextChange {
  const { text } = snapshot;
  const block = blockOf(snapshot, task);
  const siblings = task.parent?.children ?? snapshot.plan.roots;
  const index = siblings.indexOf(task);
  if (block.column === undefined) {
    const next = siblings[index + 1];
    const previous = siblings[index - 1];
    if (next) return { start: block.start, end: next.offset + next.own.id.start, text: '' };
    return { start: previous ? Math.max(previous.end, previous.idSpan.end) : block.start, end: block.end, text: '' };
  }
  const tasks = task.parent?.field('tasks');
  if (siblings.length > 1 || !tasks) return { start: block.start, end: block.end, text: '' };
  const key = tasks.offset + tasks.key.start;
  const line = lineStartAt(text, key);
  const isOwnLine = text.slice(line, key).trim() === '' && text.slice(nextLine(text, key), block.start).trim() === '';
  return isOwnLine ? { start: line, end: block.end, text: '' } : { start: block.start, end: block.end, text: '' };
}

/** Where and how far indented a task is inserted, with what must stand before it. */
function insertionPoint(
  snapshot: PlanSnapshot,
  { parent, before }: TaskPlace,
  moving?: Task,
): { readonly at: number; readonly column: number; readonly prefix: string } {
  const { text } = snapshot;
  if (before) {
    const block = blockOf(snapshot, before);
    if (block.column === undefined) throw inBraces(before);
    return { at: block.start, column: block.column, prefix: '' };
  }
  const siblings = (parent?.children ?? snapshot.plan.roots).filter((task) => task !== moving);
  const last = siblings[siblings.length - 1];
  if (last) {
    const block = blockOf(snapshot, last);
    if (block.column === undefined) throw inBraces(last);
    return { at: block.end, column: block.column, prefix: missingLineEnd(text, block.end) };
  }
  return parent ? insideTask(snapshot, parent) : atTop(snapshot);
}

function inBraces(task: Task): EditError {
  return new EditError(`\`${task.path}\` stands in braces: write it on lines of its own first`);
}

const missingLineEnd = (text: string, at: number): string => (at > 0 && text[at - 1] !== '\n' ? lineEnd(text) : '');

/** The first task inside of one that has none. */
function insideTask(
  snapshot: PlanSnapshot,
  parent: Task,
): { readonly at: number; readonly column: number; readonly prefix: string } {
  const { text } = snapshot;
  const block = blockOf(snapshot, parent);
  const { node } = parent.own;
  if (block.column === undefined || node?.kind === 'scalar' || (node?.kind === 'map' && node.flow))
    throw inBraces(parent);
  const step = stepOf(snapshot);
  const column = block.column + step;
  const present = parent.field('tasks');
  const eol = lineEnd(text);
  if (present && present.value === null) {
    const at = nextLine(text, present.offset + present.key.end);
    return { at, column: column + step, prefix: missingLineEnd(text, at) };
  }
  const prefix = `${missingLineEnd(text, block.end)}${' '.repeat(column)}tasks:${eol}`;
  return { at: block.end, column: column + step, prefix };
}

/** The first task of a plan. */
function atTop(snapshot: PlanSnapshot): { readonly at: number; readonly column: number; readonly prefix: string } {
  const { text, plan } = snapshot;
  const eol = lineEnd(text);
  const top = topEntry(plan.document, 'tasks');
  if (top) {
    if (top.entry.value) throw new EditError('`tasks` stands in braces: write it on lines of its own first');
    const at = nextLine(text, top.base + top.entry.key.end);
    return { at, column: 2, prefix: missingLineEnd(text, at) };
  }
  return { at: text.length, column: 2, prefix: `${missingLineEnd(text, text.length)}tasks:${eol}` };
}

/** A new task. */
export interface NewTask {
  readonly id: string;
  /** Keys with YAML values, in the order in which they are written. */
  readonly fields: readonly (readonly [key: string, value: string])[];
}

/** Adds a task. @throws EditError when the id is none or is taken */
export function addTask(snapshot: PlanSnapshot, place: TaskPlace, { id, fields }: NewTask): TextChange[] {
  if (!isId(id)) throw new EditError(`\`${id}\` is not an id: use letters, digits, - and _, and begin with a letter`);
  const siblings = place.parent?.children ?? snapshot.plan.roots;
  if (siblings.some((other) => other.id === id)) throw new EditError(`There is a task \`${id}\` already`);
  const { text } = snapshot;
  const { at, column, prefix } = insertionPoint(snapshot, place);
  const eol = lineEnd(text);
  const indent = ' '.repeat(column);
  const [only] = fields;
  const isShort = fields.length === 1 && only[0] === 'effort';
  const inner = indent + ' '.repeat(stepOf(snapshot));
  const lines = isShort
    ? [`${indent}${id}: ${only[1]}`]
    : [`${indent}${id}:`, ...fields.map(([key, value]) => `${inner}${key}: ${value}`)];
  const inserted = `${prefix}${lines.join(eol)}${eol}`;
  const changed = text.slice(0, at) + inserted + text.slice(at);
  return keepingReferences(snapshot, changed, (path) => path);
}

/** Removes a task with the tasks inside, and every dependency on them. */
export function removeTask(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const gap = removal(snapshot, task);
  const { text } = snapshot;
  const without = text.slice(0, gap.start) + gap.text + text.slice(gap.end);
  const isGone = (path: string): boolean => path === task.path || path.startsWith(`${task.path}.`);
  return keepingReferences(snapshot, without, (path) => (isGone(path) ? undefined : path));
}

/** An id for a new task that none of the tasks beside it has. */
export function freeId(siblings: readonly Task[], wish: string): string {
  const clean = idOf(wish) || 'task';
  const taken = new Set(siblings.map(({ id }) => id));
  if (!taken.has(clean)) return clean;
  for (let i = 2; ; i++) if (!taken.has(`${clean}-${i}`)) return `${clean}-${i}`;
}

/** A title as YAML. */
export const titleValue = (title: string): string => quoted(title.replace(/\s+/g, ' ').trim());
