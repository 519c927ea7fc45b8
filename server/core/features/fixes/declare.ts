import type { TextChange } from '../../base/change';
import { planFields } from '../../schema/planFields';
import { topEntry } from '../../syntax/document';
import { addEntry, lineEnd } from '../../syntax/edit';
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

/** Adds a key at the end of a map. */
function append({ text }: PlanSnapshot, node: MapNode, base: number, key: string, value: string): TextChange {
  return addEntry({ text, base, node }, key, value, [...node.entries.map((entry) => entry.key.text), key]);
}

/** Adds an entry to a map at the top level, such as a person to `people`; the map itself where there is none. */
export function addDeclaration(snapshot: PlanSnapshot, map: string, id: string, value: string): TextChange[] {
  const top = topEntry(snapshot.plan.document, map);
  if (top) {
    const { value: node } = top.entry;
    return node?.kind === 'map' ? [append(snapshot, node, top.base, id, value)] : [];
  }
  const change = addAtTop(snapshot, map, '');
  return [{ ...change, text: change.text.replace(`${map}: `, `${map}:${lineEnd(snapshot.text)}  ${id}: ${value}`) }];
}

/** Adds a key to the entry of a map at the top level whose id ends at an offset, such as `probability` to a risk. */
export function addToDeclared(
  snapshot: PlanSnapshot,
  map: string,
  idEnd: number,
  key: string,
  value: string,
): TextChange[] {
  const top = topEntry(snapshot.plan.document, map);
  if (top?.entry.value?.kind !== 'map') return [];
  const entry = top.entry.value.entries.find((it) => it.key.end + top.base === idEnd)?.value;
  return entry?.kind === 'map' ? [append(snapshot, entry, top.base, key, value)] : [];
}
