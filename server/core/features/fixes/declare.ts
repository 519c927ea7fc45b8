import type { TextChange } from '../../base/change';
import { planFields } from '../../schema/planFields';
import { addEntry, lineEnd } from '../../syntax/edit';
import { pieceAt } from '../../syntax/document';
import type { MapNode } from '../../syntax/node';
import type { PlanSnapshot } from '../../workspace/snapshot';

const order: readonly string[] = planFields.map(({ key }) => key);

/** Adds a key with a short value at the top level, behind the keys that usually come before it. */
export function addAtTop({ text, plan }: PlanSnapshot, key: string, value: string): TextChange {
  const rank = order.indexOf(key);
  let after: number | undefined;
  for (const { placed } of plan.document.tops) {
    const { root } = placed.piece;
    if (root?.kind !== 'map') continue;
    if (root.flow) return addEntry({ text, base: placed.start, node: root }, key, value, order);
    for (const entry of root.entries) {
      const isBefore = order.indexOf(entry.key.text) < rank && order.indexOf(entry.key.text) >= 0;
      if (isBefore && entry.key.text !== 'tasks') after = placed.start + (entry.value?.end ?? entry.key.end);
    }
  }
  const line = `${key}: ${value}`;
  if (after === undefined) {
    const first = plan.document.tops[0]?.placed.start ?? text.length;
    const prefix = first > 0 && text[first - 1] !== '\n' ? lineEnd(text) : '';
    return { start: first, end: first, text: `${prefix}${line}${lineEnd(text)}` };
  }
  while (after > 0 && /\s/.test(text[after - 1])) after--;
  const next = text.indexOf('\n', after);
  const end = next < 0 ? text.length : text[next - 1] === '\r' ? next - 1 : next;
  return { start: end, end, text: `${lineEnd(text)}${line}` };
}

/**
 * Adds an entry to a map at the top level, such as a person to `people`; the map itself where there is none.
 *
 * @param map its key, or `risks@offset` for the entry of `risks` that is declared there
 */
export function addDeclaration(snapshot: PlanSnapshot, map: string, id: string, value: string): TextChange[] {
  const [name, at] = map.split('@');
  const { text, plan } = snapshot;
  for (const { placed } of plan.document.tops) {
    const { root } = placed.piece;
    const entry = root?.kind === 'map' ? root.entries.find(({ key }) => key.text === name) : undefined;
    if (!entry) continue;
    const base = placed.start;
    const inside = at === undefined ? entry.value : memberAt(snapshot, entry.value, Number(at));
    if (inside?.kind !== 'map') return [];
    return [addEntry({ text, base, node: inside }, id, value, [...inside.entries.map(({ key }) => key.text), id])];
  }
  const eol = lineEnd(text);
  const change = addAtTop(snapshot, name, '');
  return [{ ...change, text: change.text.replace(`${name}: `, `${name}:${eol}  ${id}: ${value}`) }];
}

function memberAt(
  snapshot: PlanSnapshot,
  node: MapNode | { kind: string } | null,
  offset: number,
): MapNode | undefined {
  const placed = pieceAt(snapshot.plan.document, offset);
  if (!placed || node?.kind !== 'map') return undefined;
  const member = (node as MapNode).entries.find(({ key }) => key.end + placed.start === offset)?.value;
  return member?.kind === 'map' ? member : undefined;
}
