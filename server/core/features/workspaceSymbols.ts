import type { Span } from '../base/span';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A task or person of some plan. */
export interface WorkspaceSymbol {
  readonly uri: string;
  readonly name: string;
  readonly kind: 'task' | 'person';
  /** The path of the summary around it, or the title of the plan. */
  readonly container: string;
  readonly span: Span;
}

const MAX_SYMBOLS = 500;

/** The tasks and people of all plans whose id or title contains the letters of the query in their order. */
export function workspaceSymbols(plans: readonly PlanSnapshot[], query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const { uri, plan } of plans) {
    for (const task of plan.tasks) {
      if (!matches(`${task.path} ${task.title}`, query)) continue;
      found.push({
        uri,
        name: task.title,
        kind: 'task',
        container: task.parent?.path ?? plan.title,
        span: task.idSpan,
      });
    }
    for (const person of plan.people.values()) {
      if (matches(`${person.id} ${person.name}`, query))
        found.push({ uri, name: person.name, kind: 'person', container: plan.title, span: person.span });
    }
    if (found.length > MAX_SYMBOLS) break;
  }
  return found.slice(0, MAX_SYMBOLS);
}

function matches(text: string, query: string): boolean {
  const folded = text.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = folded.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
