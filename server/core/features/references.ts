import type { Span } from '../base/span';
import type { PlanSnapshot } from '../workspace/snapshot';
import { isSameName, nameMentions, taskMentions } from './mentions';
import { targetAt } from './target';

/** A place that names what is under the cursor. */
export interface Reference {
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** Every place in the plan that names the task, person, team, calendar, status, sprint, skill or tag under the cursor. */
export function references(snapshot: PlanSnapshot, offset: number): Reference[] {
  const target = targetAt(snapshot, offset);
  if (target?.kind === 'task') {
    const uses = taskMentions(snapshot).filter(({ task }) => task === target.task);
    return inOrder([
      { span: target.task.idSpan, isDeclaration: true },
      ...uses.map(({ span }) => ({ span, isDeclaration: false })),
    ]);
  }
  if (target?.kind === 'name') return inOrder(nameMentions(snapshot).filter((mention) => isSameName(mention, target)));
  return [];
}

function inOrder(found: readonly Reference[]): Reference[] {
  return [...found].sort((a, b) => a.span.start - b.span.start);
}
