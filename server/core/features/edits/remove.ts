import type { TextChange } from '../../base/change';
import { touches } from '../../base/span';
import { pieceAt } from '../../syntax/document';
import { removeEntry, removeItem } from '../../syntax/edit';
import type { Entry, MapNode, Node, SeqNode } from '../../syntax/node';
import type { PlanSnapshot } from '../../workspace/snapshot';

/** A map or list around an offset, with the entry or item that the offset is in. */
type Step =
  | { readonly kind: 'entry'; readonly map: MapNode; readonly entry: Entry }
  | { readonly kind: 'item'; readonly seq: SeqNode; readonly item: Node };

/** The maps and lists around an offset of the text, from the outside in. */
function stepsTo(snapshot: PlanSnapshot, offset: number): { readonly steps: Step[]; readonly base: number } {
  const placed = pieceAt(snapshot.plan.document, offset);
  const steps: Step[] = [];
  if (!placed) return { steps, base: 0 };
  const at = offset - placed.start;
  for (let node: Node | null = placed.piece.root; node; ) {
    if (node.kind === 'scalar') break;
    if (node.kind === 'map') {
      const entry: Entry | undefined = node.entries.find(
        ({ key, value }) => touches(key, at) || (value !== null && touches(value, at)),
      );
      if (!entry) break;
      steps.push({ kind: 'entry', map: node, entry });
      node = touches(entry.key, at) ? null : entry.value;
    } else {
      const item: Node | undefined = node.items.find((it) => touches(it, at));
      if (!item) break;
      steps.push({ kind: 'item', seq: node, item });
      node = item;
    }
  }
  return { steps, base: placed.start };
}

/** Removes the innermost key, with its value, that an offset is in. */
export function removeKeyAt(snapshot: PlanSnapshot, offset: number): TextChange[] {
  const { steps, base } = stepsTo(snapshot, offset);
  const step = steps.findLast((it) => it.kind === 'entry');
  return step ? [removeEntry({ text: snapshot.text, base, node: step.map }, step.entry)] : [];
}

/** Removes the innermost item of a list that an offset is in; the whole key where it is the only one, or no list. */
export function removeItemAt(snapshot: PlanSnapshot, offset: number): TextChange[] {
  const { steps, base } = stepsTo(snapshot, offset);
  const { text } = snapshot;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step.kind === 'item' && step.seq.items.length > 1)
      return [removeItem({ text, base, node: step.seq }, step.item)];
    // The long form of an item is a map of its own.
    const isLongForm = step.kind === 'entry' && steps[i - 1]?.kind === 'item';
    if (step.kind === 'entry' && !isLongForm) return [removeEntry({ text, base, node: step.map }, step.entry)];
  }
  return [];
}
