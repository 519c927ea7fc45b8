import { type Span, touches } from '../base/span';
import { pieceAt } from '../syntax/document';
import type { Node } from '../syntax/node';
import type { PlanSnapshot } from '../workspace/snapshot';
import { targetAt } from './target';

/** The spans around an offset, from the innermost out: a word of a value, the value, the key, the task, the summary, the plan. */
export function selectionRanges(snapshot: PlanSnapshot, offset: number): Span[] {
  const spans: Span[] = [{ start: 0, end: snapshot.text.length }];
  const placed = pieceAt(snapshot.plan.document, offset);
  for (const task of around(snapshot, offset)) spans.push({ start: task.offset + task.own.id.start, end: task.end });
  if (placed) {
    const at = offset - placed.start;
    const push = ({ start, end }: Span): void =>
      void spans.push({ start: start + placed.start, end: end + placed.start });
    for (let node: Node | null = placed.piece.root; node && touches(node, at); ) {
      if (node !== placed.piece.root) push(node);
      if (node.kind === 'scalar') break;
      if (node.kind === 'seq') {
        node = node.items.find((item) => touches(item, at)) ?? null;
        continue;
      }
      const entry = node.entries.find(({ key, value }) => key.start <= at && at <= Math.max(key.end, value?.end ?? 0));
      if (!entry) break;
      push({ start: entry.key.start, end: Math.max(entry.key.end, entry.value?.end ?? 0) });
      if (touches(entry.key, at)) {
        push(entry.key);
        break;
      }
      node = entry.value;
    }
  }
  const target = targetAt(snapshot, offset);
  if (target) spans.push(target.span);
  const word = wordAt(snapshot.text, offset);
  if (word) spans.push(word);
  return nested(spans);
}

function* around(snapshot: PlanSnapshot, offset: number): Generator<NonNullable<ReturnType<PlanSnapshot['taskAt']>>> {
  const task = snapshot.taskAt(offset);
  if (!task) return;
  yield* [task, ...task.ancestors()].reverse();
}

function wordAt(text: string, offset: number): Span | undefined {
  const word = /[\p{L}\p{M}\p{N}_-]/u;
  let [start, end] = [offset, offset];
  while (start > 0 && word.test(text[start - 1])) start--;
  while (end < text.length && word.test(text[end])) end++;
  return end > start ? { start, end } : undefined;
}

/** The spans that lie in each other, from the smallest on, each once. */
function nested(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result[result.length - 1];
    if (!last) result.push(span);
    else if (span.start <= last.start && last.end <= span.end && (span.start < last.start || last.end < span.end))
      result.push(span);
  }
  return result;
}
