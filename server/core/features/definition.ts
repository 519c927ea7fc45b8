import type { Span } from '../base/span';
import type { WorkspaceFiles } from '../links/files';
import type { Declared } from '../model/plan';
import type { NameKind } from '../schema/types';
import type { PlanSnapshot } from '../workspace/snapshot';
import { type CodeLocation, locate } from './codeLinks';
import { targetAt } from './target';

/** Where something is declared: a span of the same plan, or a place in a source file. */
export type Definition =
  | { readonly kind: 'plan'; readonly from: Span; readonly span: Span }
  | { readonly kind: 'code'; readonly from: Span; readonly location: CodeLocation };

/** Leads from a reference to the task, from a name to the person, team or calendar, and from `code:` to the code. */
export async function definition(
  snapshot: PlanSnapshot,
  offset: number,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<Definition | undefined> {
  const target = targetAt(snapshot, offset);
  if (target?.kind === 'task') return { kind: 'plan', from: target.span, span: target.task.idSpan };
  if (target?.kind === 'name') {
    const declared = declarationOf(snapshot, target.of, target.name);
    return declared && { kind: 'plan', from: target.span, span: declared.span };
  }
  if (target?.kind === 'code') {
    const location = await locate(target.link.link, planFolder, files);
    return location && { kind: 'code', from: target.span, location };
  }
  return undefined;
}

/** Where a name is declared in the plan; names that need no declaration, such as tags, have none. */
export function declarationOf({ plan }: PlanSnapshot, of: NameKind, name: string): Declared | undefined {
  switch (of) {
    case 'person':
      return plan.people.get(name);
    case 'personOrTeam':
      return plan.people.get(name) ?? plan.teams.get(name);
    case 'calendar':
      return plan.calendars.get(name);
    case 'status': {
      const status = plan.statuses.get(name);
      return status && status.span.end > 0 ? status : undefined;
    }
    case 'sprint':
      return plan.sprints.get(name);
    case 'skill':
      return [...plan.people.values()].find((person) => person.skills.includes(name));
    default:
      return undefined;
  }
}
