import type { Span } from '../base/span';
import { shift } from '../base/span';
import { readPiece } from '../model/parts';
import type { Task } from '../model/task';
import { mapOf } from '../model/values';
import type { PlanSnapshot } from '../workspace/snapshot';

/** An entry of the outline. */
export interface PlanSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'summary' | 'task' | 'milestone' | 'person' | 'section';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly PlanSymbol[];
}

/** The outline: the top-level keys with people and other maps, and the tasks as they are nested. */
export function documentSymbols(snapshot: PlanSnapshot): PlanSymbol[] {
  const { plan } = snapshot;
  return plan.document.tops.flatMap(({ placed }) => {
    const { fields } = readPiece(placed.piece);
    return [...fields].flatMap(([name, field]): PlanSymbol[] => {
      const nameSpan = shift(field.key, placed.start);
      if (name === 'tasks') {
        const end = Math.max(nameSpan.end, ...plan.roots.slice(-1).map((task) => task.end));
        return [
          {
            name,
            detail: '',
            kind: 'section',
            span: { start: nameSpan.start, end },
            nameSpan,
            children: plan.roots.map(taskSymbol),
          },
        ];
      }
      const end = placed.start + (field.value?.node.end ?? field.key.end);
      const entries = mapOf(fields, name)?.entries ?? [];
      const children = entries.map(
        ({ key, value }): PlanSymbol => ({
          name: key.text,
          detail: name === 'people' ? (plan.people.get(key.text)?.name ?? '') : '',
          kind: name === 'people' ? 'person' : 'section',
          span: { start: key.start + placed.start, end: Math.max(key.end, value?.node.end ?? 0) + placed.start },
          nameSpan: shift(key, placed.start),
          children: [],
        }),
      );
      const detail = name === 'plan' ? plan.title : '';
      return [
        {
          name,
          detail,
          kind: 'section',
          span: { start: nameSpan.start, end: Math.max(end, nameSpan.end) },
          nameSpan,
          children,
        },
      ];
    });
  });
}

function taskSymbol(task: Task): PlanSymbol {
  const { idSpan } = task;
  const kind = task.isSummary ? 'summary' : task.scalar('milestone', 'true') ? 'milestone' : 'task';
  const title = task.scalar('title', 'text') ?? '';
  return {
    name: task.id || '?',
    detail: title,
    kind,
    span: { start: idSpan.start, end: Math.max(task.end, idSpan.end) },
    nameSpan: idSpan,
    children: task.children.map(taskSymbol),
  };
}
