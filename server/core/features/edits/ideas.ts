import type { TextChange } from '../../base/change';
import { declaredUnder } from '../../model/parts';
import { topEntry } from '../../syntax/document';
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
  const { document } = snapshot.plan;
  const idea = declaredUnder(document, 'ideas').find(({ key }) => key.text === id);
  const top = topEntry(document, 'ideas');
  const ideas = top?.entry.value;
  const node = ideas?.kind === 'map' ? ideas.entries.find(({ key }) => key.text === id) : undefined;
  if (!idea || !top || ideas?.kind !== 'map' || !node) return undefined;
  const text = (key: string): string | undefined => {
    const value = idea.value?.kind === 'entity' ? idea.value.fields.get(key)?.value : undefined;
    return value?.kind === 'scalar' ? value.node.text : undefined;
  };
  const [title, note] = [text('title'), text('note')];
  const place = { text: snapshot.text, base: top.base };
  // The last idea takes the heading with it.
  const remove =
    ideas.entries.length === 1
      ? removeEntry({ ...place, node: top.root }, top.entry)
      : removeEntry({ ...place, node: ideas }, node);
  return { remove, ...(title === undefined ? {} : { title }), ...(note === undefined ? {} : { note }) };
}
