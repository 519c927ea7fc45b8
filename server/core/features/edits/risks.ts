import type { TextChange } from '../../base/change';
import { touches } from '../../base/span';
import type { Task } from '../../model/task';
import { topEntry } from '../../syntax/document';
import { removeEntry, removeItem } from '../../syntax/edit';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { riskUses } from '../mentions';

/** Takes the first task that is gone out of a risk's `affects`; nothing when no risk names one. */
export function removeAffected(snapshot: PlanSnapshot, isGone: (task: Task) => boolean): TextChange[] {
  const use = riskUses(snapshot).find(({ name }) => {
    const task = snapshot.names.find(name.path, null);
    return task !== undefined && isGone(task);
  });
  if (!use) return [];
  const top = topEntry(snapshot.plan.document, 'risks');
  if (top?.entry.value?.kind !== 'map') return [];
  const place = { text: snapshot.text, base: top.base };
  const at = use.span.start - top.base;
  for (const { value: risk } of top.entry.value.entries) {
    const entry = risk?.kind === 'map' ? risk.entries.find(({ key }) => key.text === 'affects') : undefined;
    if (risk?.kind !== 'map' || !entry?.value || !touches(entry.value, at)) continue;
    const list = entry.value;
    const item = list.kind === 'seq' ? list.items.find((it) => touches(it, at)) : undefined;
    if (list.kind === 'seq' && item && list.items.length > 1) return [removeItem({ ...place, node: list }, item)];
    return [removeEntry({ ...place, node: risk }, entry)];
  }
  return [];
}
