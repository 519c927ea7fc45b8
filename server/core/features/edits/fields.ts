import type { TextChange } from '../../base/change';
import { lineStartAt } from '../../base/lines';
import type { Task } from '../../model/task';
import { taskFields } from '../../schema/taskFields';
import { addEntry, addItem, lineEnd, quoted, removeEntry, removeItem, setEntry } from '../../syntax/edit';
import type { Entry, MapNode, Node } from '../../syntax/node';
import type { PlanSnapshot } from '../../workspace/snapshot';

/** Why an edit cannot be made, in words for the person who asked for it. */
export class EditError extends Error {}

/** What an edit changes; undefined when it cannot be made. */
export function changesIfPossible<Changes extends readonly TextChange[]>(make: () => Changes): Changes | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof EditError) return undefined;
    throw error;
  }
}

/** The order in which the keys of a task are written; the tasks inside come last. */
const order: readonly string[] = [
  ...taskFields.map(({ key }) => key as string).filter((key) => key !== 'tasks'),
  'tasks',
];

/** A map of keys of a task, with the offset of the piece in which it stands. */
interface PlacedMap {
  readonly map: MapNode;
  readonly base: number;
}

/** Where the keys of a task stand: its own map, and the part behind the tasks inside. */
function mapsOf(snapshot: PlanSnapshot, task: Task): PlacedMap[] {
  const maps: PlacedMap[] = [];
  if (task.own.node?.kind === 'map') maps.push({ map: task.own.node, base: task.offset });
  if (task.rest) {
    const piece = snapshot.plan.document.pieces.find(({ start }) => start === task.rest?.offset)?.piece;
    if (piece?.root?.kind === 'map') maps.push({ map: piece.root, base: task.rest.offset });
  }
  return maps;
}

function entryOf(
  snapshot: PlanSnapshot,
  task: Task,
  key: string,
): { readonly entry: Entry; readonly map: MapNode; readonly base: number } | undefined {
  for (const { map, base } of mapsOf(snapshot, task)) {
    const entry = map.entries.find((it) => it.key.text === key);
    if (entry) return { entry, map, base };
  }
  return undefined;
}

/** A task that is written through an alias, or merged from somewhere else, cannot be changed in its own place. */
function refuseAliases({ text }: PlanSnapshot, task: Task): void {
  const { node } = task.own;
  const start = task.offset + (node?.start ?? 0);
  if (node && text[start] === '*')
    throw new EditError(`\`${task.path}\` is written as an alias (\`*\`): change it where the anchor stands`);
}

/**
 * Gives a key of a task a value.
 *
 * @param value YAML that fits on one line, with quotes where it needs them
 * @throws EditError when the task is written through an alias
 */
export function setField(snapshot: PlanSnapshot, task: Task, key: string, value: string): TextChange[] {
  refuseAliases(snapshot, task);
  const { text } = snapshot;
  const found = entryOf(snapshot, task, key);
  if (found) {
    const { entry, base } = found;
    if (text[base + (entry.value?.start ?? 0)] === '*' && entry.value)
      throw new EditError(`\`${key}\` is written as an alias (\`*\`): change it where the anchor stands`);
    return setEntry({ text, base, node: entry }, value);
  }
  const { node, id } = task.own;
  if (node?.kind === 'map') {
    if (node.entries.length > 0 || node.flow) return [addEntry({ text, base: task.offset, node }, key, value, order)];
  }
  if (node?.kind === 'scalar') {
    if (key === 'effort') return [{ start: task.offset + node.start, end: task.offset + node.end, text: value }];
    const [start, end] = [task.offset + node.start, task.offset + node.end];
    const written = text.slice(start, end).trimEnd();
    const effort = node.style === 'plain' ? quoted(node.text, true) : written;
    const pairs =
      order.indexOf(key) < order.indexOf('effort')
        ? [`${key}: ${value}`, `effort: ${effort}`]
        : [`effort: ${effort}`, `${key}: ${value}`];
    return [{ start, end: start + written.length, text: `{${pairs.join(', ')}}` }];
  }
  return [addToEmpty(snapshot, task, id.end + task.offset, `${key}: ${value}`)];
}

/** The first key of a task that has none. */
function addToEmpty({ text }: PlanSnapshot, task: Task, idEnd: number, pair: string): TextChange {
  const colon = /^["']?\s*:/.exec(text.slice(idEnd, idEnd + 20));
  const lineStart = lineStartAt(text, idEnd);
  const isAlone = text.slice(lineStart, task.idSpan.start).replace(/["']$/, '').trim() === '';
  const at = idEnd + (colon?.[0].length ?? 0);
  const prefix = colon ? '' : ':';
  if (!isAlone) return { start: at, end: at, text: `${prefix} {${pair}}` };
  const end = text.indexOf('\n', at);
  let line = end < 0 ? text.length : end;
  if (text[line - 1] === '\r') line--;
  const indent = ' '.repeat(task.idSpan.start - lineStart + 2);
  if (prefix !== '') return { start: at, end: at, text: `:${lineEnd(text)}${indent}${pair}` };
  return { start: line, end: line, text: `${lineEnd(text)}${indent}${pair}` };
}

/** Removes a key of a task; nothing when it is not given. */
export function removeField(snapshot: PlanSnapshot, task: Task, key: string): TextChange[] {
  refuseAliases(snapshot, task);
  const { text } = snapshot;
  const found = entryOf(snapshot, task, key);
  if (found) return [removeEntry({ text, base: found.base, node: found.map }, found.entry)];
  const { node } = task.own;
  if (key !== 'effort' || node?.kind !== 'scalar') return [];
  const colon = text.lastIndexOf(':', task.offset + node.start);
  return [{ start: colon + 1, end: task.offset + node.end, text: '' }];
}

/** Adds an item to a key of a task that holds a list, such as `after` or `tags`. */
export function addToList(snapshot: PlanSnapshot, task: Task, key: string, item: string): TextChange[] {
  const found = entryOf(snapshot, task, key);
  if (!found?.entry.value) return setField(snapshot, task, key, item);
  refuseAliases(snapshot, task);
  return [addItem({ text: snapshot.text, base: found.base, node: found.entry.value }, item)];
}

/** Removes the item of a list that covers an offset; the whole key when it was the only one. */
export function removeFromList(snapshot: PlanSnapshot, task: Task, key: string, offset: number): TextChange[] {
  refuseAliases(snapshot, task);
  const found = entryOf(snapshot, task, key);
  const value = found?.entry.value;
  if (!found || !value) return [];
  const covers = (node: Node): boolean => found.base + node.start <= offset && offset <= found.base + node.end;
  if (value.kind !== 'seq') return covers(value) ? removeField(snapshot, task, key) : [];
  const item = value.items.find(covers);
  if (!item) return [];
  if (value.items.length === 1) return removeField(snapshot, task, key);
  return [removeItem({ text: snapshot.text, base: found.base, node: value }, item)];
}
