import type { Span } from '../base/span';
import type { ReadTask } from '../model/parts';
import { contentEnd } from '../syntax/edit';
import type { Node } from '../syntax/node';
import type { PlanSnapshot } from '../workspace/snapshot';

/** Lines that can be folded into the first of them; both zero-based and included. */
export interface FoldingRange {
  readonly first: number;
  readonly last: number;
  readonly kind: 'comment' | 'region';
}

/** Tasks, sections, lists and texts over several lines, and runs of comments, in the order of the text. */
export function foldingRanges(snapshot: PlanSnapshot): FoldingRange[] {
  const { plan, lines, text } = snapshot;
  // For each line the last of the longest range that begins on it, and whether that is one of comments.
  const lastOf = new Int32Array(lines.lineCount).fill(-1);
  const isComment = new Uint8Array(lines.lineCount);
  const addLines = (first: number, last: number): void => {
    if (last > first && last > lastOf[first]) lastOf[first] = last;
  };
  const add = (start: number, end: number): void =>
    addLines(lines.lineAt(start), lines.lineAt(contentEnd(text, start, end)));
  for (const { placed } of plan.document.tops) {
    const { root } = placed.piece;
    if (root?.kind !== 'map') continue;
    for (const { key, value } of root.entries) {
      const isTasks = key.text === 'tasks' && value === null;
      const end = isTasks ? (plan.roots[plan.roots.length - 1]?.end ?? 0) : placed.start + (value?.end ?? key.end);
      add(placed.start + key.start, end);
      for (const { start, end } of spansInside(value)) add(placed.start + start, placed.start + end);
    }
  }
  for (const task of plan.tasks) {
    const { own, offset } = task;
    add(offset + own.id.start, task.end);
    const tasks = task.isSummary ? task.field('tasks') : undefined;
    if (tasks) add(tasks.offset + tasks.key.start, task.children[task.children.length - 1].end);
    const base = lines.lineAt(offset);
    for (const [first, last] of linesInside(own, snapshot, offset, base)) addLines(base + first, base + last);
  }
  for (const run of text.matchAll(/^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm)) {
    const first = lines.lineAt(run.index);
    const last = lines.lineAt(contentEnd(text, run.index, run.index + run[0].length));
    if (last > first && last > lastOf[first]) [lastOf[first], isComment[first]] = [last, 1];
  }
  const ranges: FoldingRange[] = [];
  for (let first = 0; first < lastOf.length; first++)
    if (lastOf[first] >= 0)
      ranges.push({ first, last: lastOf[first], kind: isComment[first] === 1 ? 'comment' : 'region' });
  return ranges;
}

type Lines = readonly (readonly [first: number, last: number])[];

const none: Lines = [];

/** The ranges in what is written about a task, in lines since its piece began; kept as long as the piece is. */
function linesInside(own: ReadTask, { lines, text }: PlanSnapshot, offset: number, base: number): Lines {
  if (!own.memo.folds) {
    const found = spansInside(own.node).flatMap(({ start, end }) => {
      const first = lines.lineAt(offset + start) - base;
      const last = lines.lineAt(contentEnd(text, offset + start, offset + end)) - base;
      return last > first ? [[first, last] as const] : [];
    });
    own.memo.folds = found.length > 0 ? found : none;
  }
  return own.memo.folds as Lines;
}

/** The keys and items inside of a node, each from its beginning to the end of its value. */
function spansInside(node: Node | null): Span[] {
  if (!node || node.kind === 'scalar') return [];
  if (node.kind === 'seq') return node.items.flatMap((item) => [item, ...spansInside(item)]);
  return node.entries.flatMap(({ key, value }) => [
    ...(value ? [{ start: key.start, end: value.end }] : []),
    ...spansInside(value),
  ]);
}
