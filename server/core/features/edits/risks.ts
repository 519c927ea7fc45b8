import type { TextChange } from '../../base/change';
import { touches } from '../../base/span';
import { removeEntry, removeItem } from '../../syntax/edit';
import type { Task } from '../../model/task';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { riskUses } from '../mentions';

/** Takes the first task that is gone out of a risk's `affects`; nothing when no risk names one. */
export function removeAffected(snapshot: PlanSnapshot, isGone: (task: Task) => boolean): TextChange[] {
  const use = riskUses(snapshot).find(({ name }) => {
    const found = snapshot.names.resolve(name, null);
    return found !== undefined && 'task' in found && isGone(found.task);
  });
  if (!use) return [];
  for (const { placed } of snapshot.plan.document.tops) {
    const { root } = placed.piece;
    const risks = root?.kind === 'map' ? root.entries.find(({ key }) => key.text === 'risks')?.value : undefined;
    for (const { value: risk } of risks?.kind === 'map' ? risks.entries : []) {
      const entry = risk?.kind === 'map' ? risk.entries.find(({ key }) => key.text === 'affects') : undefined;
      if (risk?.kind !== 'map' || !entry?.value || !touches(entry.value, use.span.start - placed.start)) continue;
      const place = { text: snapshot.text, base: placed.start };
      const list = entry.value;
      const item =
        list.kind === 'seq' ? list.items.find((it) => touches(it, use.span.start - placed.start)) : undefined;
      if (list.kind === 'seq' && item && list.items.length > 1) return [removeItem({ ...place, node: list }, item)];
      return [removeEntry({ ...place, node: risk }, entry)];
    }
  }
  return [];
}
