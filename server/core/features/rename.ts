import { applyChanges, type TextChange } from '../base/change';
import type { Span } from '../base/span';
import type { WorkspaceFiles } from '../links/files';
import { buildPlan } from '../model/build';
import type { Plan } from '../model/plan';
import { parsePlan } from '../syntax/document';
import { isId } from '../syntax/scalars/names';
import type { Plans } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { type CodeReference, ownerOfTarget, references, workspaceReferences } from './references';
import { targetAt } from './target';

/** Why a rename is not done, in words for the person who asked for it. */
export class RenameError extends Error {}

/** What would be renamed at the cursor, and its present name; undefined where there is no name. */
export function prepareRename(
  snapshot: PlanSnapshot,
  offset: number,
  plans?: Plans,
): { readonly span: Span; readonly name: string } | undefined {
  const target = targetAt(snapshot, offset);
  if (target?.kind === 'external' && plans) {
    const owner = ownerOfTarget(plans, snapshot, offset);
    if (owner.snapshot === snapshot) return undefined;
    const own = prepareRename(owner.snapshot, owner.offset);
    const word = own && wordAt(snapshot.text, offset, own.name);
    return word && { span: word, name: own.name };
  }
  const here = references(snapshot, offset).find(({ span }) => span.start <= offset && offset <= span.end);
  return here && { span: here.span, name: snapshot.text.slice(here.span.start, here.span.end) };
}

/** The place of a name that an offset is in. */
function wordAt(text: string, offset: number, name: string): Span | undefined {
  const start = text.indexOf(name, Math.max(0, offset - name.length));
  return start >= 0 && start <= offset ? { start, end: start + name.length } : undefined;
}

/**
 * The changes that give what is under the cursor another name, wherever it is named.
 *
 * @throws RenameError when the name is none, is taken, or would make a reference mean something else
 */
export function rename(snapshot: PlanSnapshot, offset: number, newName: string): TextChange[] {
  const target = targetAt(snapshot, offset);
  const isWord = target?.kind === 'name' && (target.of === 'tag' || target.of === 'skill');
  if (!isWord && !isId(newName))
    throw new RenameError(`\`${newName}\` is not an id: use letters, digits, - and _, and begin with a letter`);
  const found = references(snapshot, offset);
  const changes = found.map(({ span }) => ({ start: span.start, end: span.end, text: newName }));
  if (target?.kind === 'name' && target.of === 'sprint' && !found.some(({ isDeclaration }) => isDeclaration))
    throw new RenameError('The names of a series of sprints are given by their number');
  if (changes.length === 0) throw new RenameError('There is nothing to rename here');
  if (target?.kind === 'task') {
    const siblings = target.task.parent?.children ?? snapshot.plan.roots;
    if (siblings.some((other) => other !== target.task && other.id === newName))
      throw new RenameError(`There is a task \`${newName}\` beside it already`);
  } else if (target?.kind === 'name' && !isWord) {
    const { people, teams, calendars, statuses, sprints } = snapshot.plan;
    const isPerson = target.of === 'person' || target.of === 'personOrTeam';
    const known = isPerson
      ? [people, teams]
      : target.of === 'calendar'
        ? [calendars]
        : target.of === 'status'
          ? [statuses]
          : [sprints];
    if (newName !== target.name && known.some((names) => names.has(newName)))
      throw new RenameError(`The name \`${newName}\` is taken already`);
  }
  const after = buildPlan(parsePlan(applyChanges(snapshot.text, changes)));
  if (!sameDependencies(snapshot.plan, after))
    throw new RenameError(`With the name \`${newName}\`, a reference would mean another task`);
  return changes;
}

function sameDependencies(before: Plan, after: Plan): boolean {
  if (before.dependencies.length !== after.dependencies.length) return false;
  return before.dependencies.every(({ predecessor, successor }, i) => {
    const other = after.dependencies[i];
    return other.predecessor.index === predecessor.index && other.successor.index === successor.index;
  });
}

/** A change of a source file, where a comment names a task. */
export interface CodeChange extends CodeReference {
  readonly text: string;
}

/** What a rename changes in the plans of the workspace, and in the comments of its source code. */
export interface WorkspaceRename {
  readonly plans: readonly { readonly snapshot: PlanSnapshot; readonly changes: readonly TextChange[] }[];
  readonly code: readonly CodeChange[];
}

/**
 * The same in all plans and source files of the workspace.
 *
 * @throws RenameError as `rename` does
 */
export async function renameEverywhere(
  plans: Plans,
  from: PlanSnapshot,
  at: number,
  newName: string,
  files: WorkspaceFiles,
): Promise<WorkspaceRename> {
  const { snapshot, offset } = ownerOfTarget(plans, from, at);
  const own = { snapshot, changes: rename(snapshot, offset, newName) };
  const found = await workspaceReferences(plans, snapshot, offset, files);
  return {
    plans: [
      own,
      ...found.plans
        .filter((other) => other.snapshot !== snapshot)
        .map((other) => ({
          snapshot: other.snapshot,
          changes: other.references.map(({ span }) => ({ ...span, text: newName })),
        })),
    ],
    code: found.code.map((reference) => ({ ...reference, text: newName })),
  };
}
