import type { Span } from '../base/span';
import type { WorkspaceFiles } from '../links/files';
import type { Declared } from '../model/plan';
import type { NameKind } from '../schema/types';
import type { Plans } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { type CodeLocation, locate } from './codeLinks';
import { ownerOfTarget } from './references';
import { targetAt } from './target';

/** Where something is declared: a span of the same plan, or a place in a source file. */
export type Definition =
  | { readonly kind: 'plan'; readonly from: Span; readonly in: PlanSnapshot; readonly span: Span }
  | { readonly kind: 'code'; readonly from: Span; readonly location: CodeLocation };

/** Leads from a reference to the task, from a name to the person, team or calendar, and from `code:` to the code. */
export async function definition(
  snapshot: PlanSnapshot,
  offset: number,
  planFolder: string,
  files: WorkspaceFiles,
  plans?: Plans,
): Promise<Definition | undefined> {
  const target = targetAt(snapshot, offset);
  const declared = declaration(snapshot, offset, plans);
  if (declared) return declared;
  if (target?.kind === 'code') {
    const location = await locate(target.link.link, planFolder, files);
    return location && { kind: 'code', from: target.span, location };
  }
  return undefined;
}

/** Where what is named under the cursor is declared: in this plan, or in one that it includes. */
export function declaration(
  snapshot: PlanSnapshot,
  offset: number,
  plans?: Plans,
): Extract<Definition, { kind: 'plan' }> | undefined {
  const target = targetAt(snapshot, offset);
  if (target?.kind === 'task') return { kind: 'plan', from: target.span, in: snapshot, span: target.task.idSpan };
  if (target?.kind === 'external' && plans) {
    const owner = ownerOfTarget(plans, snapshot, offset);
    const task = owner.snapshot === snapshot ? undefined : owner.snapshot.taskAt(owner.offset);
    return task && { kind: 'plan', from: target.span, in: owner.snapshot, span: task.idSpan };
  }
  if (target?.kind === 'path' && plans) {
    const uri = plans.resolve(snapshot.uri, target.path);
    const other = uri === undefined ? undefined : plans.get(uri);
    return other && { kind: 'plan', from: target.span, in: other, span: { start: 0, end: 0 } };
  }
  if (target?.kind !== 'name') return undefined;
  const declared = declarationOf(snapshot, target.of, target.name);
  return declared && { kind: 'plan', from: target.span, in: snapshot, span: declared.span };
}

/** Where a name is declared in the plan; names that need no declaration, such as tags, have none. */
function declarationOf({ plan }: PlanSnapshot, of: NameKind, name: string): Declared | undefined {
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
