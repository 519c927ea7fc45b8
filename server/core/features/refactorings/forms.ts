import type { TextChange } from '../../base/change';
import { touches } from '../../base/span';
import type { Task } from '../../model/task';
import type { EntityValue } from '../../model/values';
import { formatLag } from '../../schedule/explain';
import { pieceAt } from '../../syntax/document';
import { lineEnd, quoted } from '../../syntax/edit';
import { isNull, type MapNode, type Node, type SeqNode } from '../../syntax/node';
import type { AssignmentText, DependencyText } from '../../syntax/scalars/names';
import { idOf, isId } from '../../syntax/scalars/names';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { blockOf, stepOf } from '../edits/blocks';
import { EditError } from '../edits/fields';

/** A node of a piece, with where the piece begins. */
interface At<T> {
  readonly node: T;
  readonly base: number;
}

function hasComment(text: string, from: number, to: number): boolean {
  return /(?:^|\s)#/.test(text.slice(from, to).replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, ''));
}

/** Writes a task that stands on one line on lines of its own, a key each: `read: 1d`, `read: {effort: 1d}`. */
export function toBlock(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const { text } = snapshot;
  const { node } = task.own;
  const { column } = blockOf(snapshot, task);
  if (column === undefined) throw new EditError(`\`${task.path}\` stands in braces with others`);
  if (!node || (node.kind === 'map' && !node.flow) || node.kind === 'seq')
    throw new EditError('It is written on lines already');
  const [start, end] = [task.offset + node.start, task.offset + node.end];
  if (text[start] === '*' || hasComment(text, start, end)) throw new EditError('It contains a comment or is an alias');
  const eol = lineEnd(text);
  const step = stepOf(snapshot);
  const lines =
    node.kind === 'scalar'
      ? [`${' '.repeat(column + step)}effort: ${text.slice(start, end).trimEnd()}`]
      : blockLines(text, { node, base: task.offset }, column + step, step);
  // A comment behind the value stays on the line of the id.
  const idEnd = text.indexOf(':', task.offset + task.own.id.end) + 1;
  const lineStop = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const behind = text.slice(end, lineStop).replace(/\r$/, '').trimEnd();
  const stop = end + text.slice(end, lineStop).replace(/\r$/, '').length;
  return [{ start: idEnd, end: stop, text: `${behind}${eol}${lines.join(eol)}` }];
}

function blockLines(text: string, { node, base }: At<MapNode>, column: number, step: number): string[] {
  const indent = ' '.repeat(column);
  return node.entries.flatMap(({ key, value }) => {
    const name = text.slice(base + key.start, base + key.end);
    if (!value) return [`${indent}${name}:`];
    const isTasks = value.kind === 'map' && key.text === 'tasks' && value.entries.length > 0;
    if (isTasks) return [`${indent}${name}:`, ...blockLines(text, { node: value, base }, column + step, step)];
    return [`${indent}${name}: ${text.slice(base + value.start, base + value.end).trim()}`];
  });
}

/** Writes a task on one line in braces, or as a bare estimate when it has nothing else. */
export function toFlow(snapshot: PlanSnapshot, task: Task): TextChange[] {
  const { text } = snapshot;
  const { node } = task.own;
  if (node?.kind !== 'map' || node.flow || task.rest || task.isSummary)
    throw new EditError('It cannot be written on one line');
  const [start, end] = [task.offset + node.start, task.offset + node.end];
  const colon = text.indexOf(':', task.offset + task.own.id.end) + 1;
  if (hasComment(text, colon, end)) throw new EditError('It contains a comment');
  const pairs = node.entries.map(({ key, value }) =>
    `${key.text}: ${value ? flowText(text, { node: value, base: task.offset }) : ''}`.trimEnd(),
  );
  const [only] = node.entries;
  const isBare = node.entries.length === 1 && only.key.text === 'effort' && only.value?.kind === 'scalar';
  const written =
    isBare && only.value
      ? text.slice(task.offset + only.value.start, task.offset + only.value.end).trimEnd()
      : `{${pairs.join(', ')}}`;
  let stop = end;
  while (stop > start && /\s/.test(text[stop - 1])) stop--;
  return [{ start: colon, end: stop, text: ` ${written}` }];
}

function flowText(text: string, { node, base }: At<Node>): string {
  if (node.kind === 'scalar') {
    if (node.style === 'block') return quoted(node.text.trimEnd(), true);
    return node.style === 'plain' ? quoted(node.text, true) : text.slice(base + node.start, base + node.end);
  }
  if (node.kind === 'seq') return `[${node.items.map((item) => flowText(text, { node: item, base })).join(', ')}]`;
  const pairs = node.entries.map(({ key, value }) =>
    `${key.text}: ${value ? flowText(text, { node: value, base }) : ''}`.trimEnd(),
  );
  return `{${pairs.join(', ')}}`;
}

/** Makes the map that is wanted of a list of ids, or of maps with one key each. */
export function listToMap(snapshot: PlanSnapshot, offset: number): TextChange[] {
  const found = seqAt(snapshot, offset);
  if (!found) throw new EditError('There is no list');
  const { text } = snapshot;
  const { node, base } = found;
  const pairs = node.items.map((item) => pairOf(text, item, base));
  if (node.flow) {
    const inside = pairs.map(([key, value]) => `${key}: ${value}`.trimEnd());
    return [{ start: base + node.start, end: base + node.end, text: `{${inside.join(', ')}}` }];
  }
  // Each dash goes; the key that stands behind it moves to where the dash was.
  return node.items.flatMap((item, i): TextChange[] => {
    const start = base + item.start;
    const dash = text.lastIndexOf('-', start);
    const changes: TextChange[] = [{ start: dash, end: start, text: '' }];
    if (item.kind === 'scalar')
      changes.push({ start, end: base + item.end, text: `${pairs[i][0]}:${pairs[i][1] ? ` ${pairs[i][1]}` : ''}` });
    return changes;
  });
}

function pairOf(text: string, item: Node, base: number): readonly [string, string] {
  if (item.kind === 'map' && item.entries.length === 1) {
    const [{ key, value }] = item.entries;
    return [key.text, isNull(value) || !value ? '' : text.slice(base + value.start, base + value.end).trim()];
  }
  if (item.kind !== 'scalar') throw new EditError('An item of the list has no name');
  if (isId(item.text)) return [item.text, ''];
  const id = idOf(item.text);
  if (id === '') throw new EditError('An item of the list has no name');
  return [id, `{title: ${quoted(item.text, true)}}`];
}

function seqAt(snapshot: PlanSnapshot, offset: number): At<SeqNode> | undefined {
  const placed = pieceAt(snapshot.plan.document, offset);
  if (!placed) return undefined;
  let found: SeqNode | undefined;
  const visit = (node: Node | null): void => {
    if (!node || node.kind === 'scalar' || !touches(node, offset - placed.start)) return;
    if (node.kind === 'seq') {
      found = node;
      node.items.forEach(visit);
    } else for (const { value } of node.entries) visit(value);
  };
  visit(placed.piece.root);
  return found && { node: found, base: placed.start };
}

/** `design SS + 2d` as `{task: design, type: SS, lag: 2d}`. */
export function longDependency(use: DependencyText): string {
  const parts = [`task: ${use.task.plan === undefined ? '' : `${use.task.plan}:`}${use.task.path.join('.')}`];
  if (use.type !== 'FS') parts.push(`type: ${use.type}`);
  if (use.lag) parts.push(`lag: ${formatLag(use.lag).trim().replace(/^\+ /, '').replace(/^- /, '-')}`);
  return `{${parts.join(', ')}}`;
}

/** `2 of backend 50%` as `{who: 2 of backend, share: 50%}`. */
export function longAssignment(use: AssignmentText, written: string): string {
  const who = written.replace(/\s+\d+(?:\.\d+)?\s*%\s*$/, '').trim();
  return use.share === undefined ? `{who: ${who}}` : `{who: ${who}, share: ${use.share}%}`;
}

/** `{task: design, type: SS, lag: 2d}` as `design SS + 2d`; undefined for what has no short form, such as a note. */
export function shortForm({ of, fields, node }: EntityValue): string | undefined {
  if (node.kind !== 'map' || node.entries.some(({ key }) => !/^(?:task|type|lag|who|share)$/.test(key.text)))
    return undefined;
  const text = (key: string): string | undefined => {
    const value = fields.get(key)?.value?.node;
    return value?.kind === 'scalar' ? value.text.trim() : undefined;
  };
  if (of === 'assignment') {
    const [who, share] = [text('who'), text('share')];
    return who === undefined ? undefined : [who, share].filter(Boolean).join(' ');
  }
  const [task, type, lag] = [text('task'), text('type'), text('lag')];
  if (of !== 'dependency' || task === undefined) return undefined;
  const signed = lag === undefined ? undefined : /^[+-]/.test(lag) ? lag.replace(/^([+-])\s*/, '$1 ') : `+ ${lag}`;
  return [task, type === 'FS' ? undefined : type, signed].filter(Boolean).join(' ');
}
