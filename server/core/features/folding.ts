import { contentEnd } from '../syntax/edit';
import type { Node } from '../syntax/node';
import type { PlanSnapshot } from '../workspace/snapshot';

/** Lines that can be folded into the first of them; both zero-based and included. */
export interface FoldingRange {
  readonly first: number;
  readonly last: number;
  readonly kind: 'comment' | 'region';
}

/** Tasks, sections, lists and texts over several lines, and runs of comments. */
export function foldingRanges(snapshot: PlanSnapshot): FoldingRange[] {
  const { plan, lines, text } = snapshot;
  const ranges = new Map<number, FoldingRange>();
  const add = (start: number, end: number, kind: FoldingRange['kind'] = 'region'): void => {
    const first = lines.lineAt(start);
    const last = lines.lineAt(contentEnd(text, start, end));
    const present = ranges.get(first);
    if (last > first && (present === undefined || present.last < last)) ranges.set(first, { first, last, kind });
  };
  for (const { placed } of plan.document.tops) {
    const { root } = placed.piece;
    if (root?.kind !== 'map') continue;
    for (const { key, value } of root.entries) {
      const isTasks = key.text === 'tasks' && value === null;
      const end = isTasks ? (plan.roots[plan.roots.length - 1]?.end ?? 0) : placed.start + (value?.end ?? key.end);
      add(placed.start + key.start, end);
      inside(value, placed.start);
    }
  }
  for (const task of plan.tasks) {
    add(task.offset + task.own.id.start, task.end);
    const tasks = task.field('tasks');
    if (tasks && task.isSummary) add(tasks.offset + tasks.key.start, task.children[task.children.length - 1].end);
    inside(task.own.node, task.offset);
  }
  for (const run of text.matchAll(/^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)+/gm))
    add(run.index, run.index + run[0].length, 'comment');
  return [...ranges.values()].sort((a, b) => a.first - b.first);

  function inside(node: Node | null, base: number): void {
    if (!node || node.kind === 'scalar') return;
    if (node.kind === 'seq') {
      for (const item of node.items) {
        add(base + item.start, base + item.end);
        inside(item, base);
      }
      return;
    }
    for (const { key, value } of node.entries) {
      if (value) add(base + key.start, base + value.end);
      inside(value, base);
    }
  }
}
