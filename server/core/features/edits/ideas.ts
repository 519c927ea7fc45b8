import type { TextChange } from '../../base/change';
import { readPiece } from '../../model/parts';
import { mapOf } from '../../model/values';
import { quoted, removeEntry } from '../../syntax/edit';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { EditError } from './fields';
import { inSteps } from './steps';
import { addTask, freeId } from './structure';

/** Makes a task of an idea: with its title and note, at the end of the outermost tasks. */
export function promoteIdea(snapshot: PlanSnapshot, idea: string): TextChange[] {
  const found = ideaOf(snapshot, idea);
  if (!found) throw new EditError(`There is no idea \`${idea}\``);
  const fields: (readonly [string, string])[] = [];
  if (found.title !== undefined) fields.push(['title', quoted(found.title)]);
  if (found.note !== undefined) fields.push(['note', quoted(found.note.trim())]);
  fields.push(['effort', '1d']);
  const id = freeId(snapshot.plan.roots, idea);
  return inSteps(snapshot, [
    (plan) => addTask(plan, { parent: null }, { id, fields }),
    (plan) => {
      const again = ideaOf(plan, idea);
      return again ? [again.remove] : [];
    },
  ]);
}

function ideaOf(snapshot: PlanSnapshot, id: string): { title?: string; note?: string; remove: TextChange } | undefined {
  for (const { placed } of snapshot.plan.document.tops) {
    const { root } = placed.piece;
    const section = root?.kind === 'map' ? root.entries.find(({ key }) => key.text === 'ideas') : undefined;
    const entry = mapOf(readPiece(placed.piece).fields, 'ideas')?.entries.find(({ key }) => key.text === id);
    if (root?.kind !== 'map' || section?.value?.kind !== 'map' || !entry) continue;
    const node = section.value.entries.find(({ key }) => key.text === id);
    if (!node) continue;
    const text = (key: string): string | undefined => {
      const value = entry.value?.kind === 'entity' ? entry.value.fields.get(key)?.value : undefined;
      return value?.kind === 'scalar' ? value.node.text : undefined;
    };
    const [title, note] = [text('title'), text('note')];
    const place = { text: snapshot.text, base: placed.start };
    // The last idea takes the heading with it.
    const isLast = section.value.entries.length === 1;
    const remove = isLast
      ? removeEntry({ ...place, node: root }, section)
      : removeEntry({ ...place, node: section.value }, node);
    return { remove, ...(title === undefined ? {} : { title }), ...(note === undefined ? {} : { note }) };
  }
  return undefined;
}
