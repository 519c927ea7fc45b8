import type { Span } from '../base/span';
import { shift } from '../base/span';
import { readPiece } from '../model/parts';
import type { Task } from '../model/task';
import { mapOf } from '../model/values';
import { spanIn } from '../syntax/node';
import type { PlanSnapshot } from '../workspace/snapshot';

/** What the outline says about an entry: of a task without tasks inside, the same object as long as its text is. */
export interface SymbolText {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'summary' | 'task' | 'milestone' | 'person' | 'section';
  readonly span: Span;
  readonly nameSpan: Span;
  /** What others made of it. */
  converted?: unknown;
}

/** An entry of the outline, and where in the text its spans count from. */
export interface PlanSymbol {
  readonly offset: number;
  readonly own: SymbolText;
  readonly children: readonly PlanSymbol[];
}

const nothing: readonly PlanSymbol[] = [];

/** The outline: the top-level keys with people and other maps, and the tasks as they are nested. */
export function documentSymbols({ plan }: PlanSnapshot): PlanSymbol[] {
  return plan.document.tops.flatMap(({ placed }) => {
    const offset = placed.start;
    const { fields } = readPiece(placed.piece);
    return [...fields].map(([name, field]): PlanSymbol => {
      const section = (detail: string, end: number, children: readonly PlanSymbol[]): PlanSymbol => ({
        offset,
        own: {
          name,
          detail,
          kind: 'section',
          span: { start: field.key.start, end: Math.max(end, field.key.end) },
          nameSpan: shift(field.key, 0),
        },
        children,
      });
      if (name === 'tasks') {
        const end = Math.max(0, ...plan.roots.slice(-1).map((task) => task.end - offset));
        return section('', end, plan.roots.map(taskSymbol));
      }
      const children = (mapOf(fields, name)?.entries ?? []).map(
        ({ key, value }): PlanSymbol => ({
          offset,
          own: {
            name: key.text,
            detail: name === 'people' ? (plan.people.get(key.text)?.name ?? '') : '',
            kind: name === 'people' ? 'person' : 'section',
            span: { start: key.start, end: Math.max(key.end, value?.node.end ?? 0) },
            nameSpan: shift(key, 0),
          },
          children: nothing,
        }),
      );
      return section(name === 'plan' ? plan.title : '', field.value?.node.end ?? field.key.end, children);
    });
  });
}

function taskSymbol(task: Task): PlanSymbol {
  const { own, offset, rest, children } = task;
  if (task.isSummary || rest) return { offset, own: textOf(task), children: children.map(taskSymbol) };
  own.memo.symbol ??= textOf(task);
  return { offset, own: own.memo.symbol as SymbolText, children: nothing };
}

function textOf(task: Task): SymbolText {
  const nameSpan = spanIn(task.own.id, 0, task.own.id.text.length);
  return {
    name: task.id || '?',
    detail: task.scalar('title', 'text') ?? '',
    kind: task.isSummary ? 'summary' : task.scalar('milestone', 'true') ? 'milestone' : 'task',
    span: { start: nameSpan.start, end: Math.max(task.end - task.offset, nameSpan.end) },
    nameSpan,
  };
}
