import type { Span } from '../base/span';
import type { CodeComment } from '../links/comments';
import type { WorkspaceFiles } from '../links/files';
import type { Task } from '../model/task';
import { externalUses, type Plans, planIdOf, resolveExternal } from '../workspace/plans';
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
  if (target?.kind === 'task') return taskReferences(snapshot, target.task);
  if (target?.kind === 'name') return inOrder(nameMentions(snapshot).filter((mention) => isSameName(mention, target)));
  return [];
}

function taskReferences(snapshot: PlanSnapshot, task: Task): Reference[] {
  const uses = taskMentions(snapshot, task).filter((mention) => mention.task === task);
  return inOrder([
    { span: task.idSpan, isDeclaration: true },
    ...uses.map(({ span }) => ({ span, isDeclaration: false })),
  ]);
}

function inOrder(found: readonly Reference[]): Reference[] {
  return [...found].sort((a, b) => a.span.start - b.span.start);
}

/** References in one plan of the workspace. */
export interface PlanReferences {
  readonly snapshot: PlanSnapshot;
  readonly references: readonly Reference[];
}

/** A reference in source code: an id in a comment. */
export interface CodeReference {
  readonly path: string;
  /** Zero-based, in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Every place in the workspace that names what is under the cursor. */
export interface WorkspaceReferences {
  readonly plans: readonly PlanReferences[];
  readonly code: readonly CodeReference[];
}

/** What is under the cursor, with the plan in which it is declared. */
export function ownerOfTarget(
  plans: Plans,
  snapshot: PlanSnapshot,
  offset: number,
): { readonly snapshot: PlanSnapshot; readonly offset: number } {
  const target = targetAt(snapshot, offset);
  if (target?.kind !== 'external') return { snapshot, offset };
  const other = resolveExternal(plans, snapshot, target.name);
  if (!other) return { snapshot, offset };
  // The id under the cursor: in `shop:api.schema`, that of the summary or of the task.
  let { task } = other;
  let end = target.span.end;
  for (let i = target.name.path.length - 1; i > 0 && task.parent; i--) {
    const start = end - target.name.path[i].length;
    if (start <= offset) break;
    end = start - 1;
    task = task.parent;
  }
  return { snapshot: other.snapshot, offset: task.idSpan.start };
}

/** The same in all plans of the workspace and in the comments of its source code. */
export async function workspaceReferences(
  plans: Plans,
  from: PlanSnapshot,
  at: number,
  files: WorkspaceFiles,
): Promise<WorkspaceReferences> {
  const { snapshot, offset } = ownerOfTarget(plans, from, at);
  const own = { snapshot, references: references(snapshot, offset) };
  const target = targetAt(snapshot, offset);
  if (target?.kind !== 'task') return { plans: own.references.length > 0 ? [own] : [], code: [] };
  const others = plans.all
    .filter((other) => other !== snapshot && other.uri !== snapshot.uri)
    .map((other) => ({ snapshot: other, references: externalReferences(plans, other, snapshot, target.task) }))
    .filter((other) => other.references.length > 0);
  const comments = await files.comments();
  const code = comments.flatMap((comment) => codeReference(snapshot, target.task, comment) ?? []);
  return { plans: [own, ...others], code };
}

/** Where a plan names a task of another one. */
function externalReferences(plans: Plans, from: PlanSnapshot, to: PlanSnapshot, task: Task): Reference[] {
  return externalUses(from).flatMap(({ name, span }) => {
    const found = resolveExternal(plans, from, name);
    if (found?.snapshot.uri !== to.uri) return [];
    const start = startOf(name.path, found.task, task, span.end);
    return start === undefined ? [] : [{ span: { start, end: start + task.id.length }, isDeclaration: false }];
  });
}

/** Where, in a path that leads to a task and ends at `end`, the id of that task or of one around it stands. */
function startOf(path: readonly string[], leadsTo: Task, wanted: Task, end: number): number | undefined {
  let at = end;
  let task: Task | null = leadsTo;
  for (let i = path.length - 1; i >= 0 && task; i--) {
    const start = at - path[i].length;
    if (task === wanted) return start;
    at = start - 1;
    task = task.parent;
  }
  return undefined;
}

function codeReference(snapshot: PlanSnapshot, task: Task, comment: CodeComment): CodeReference | undefined {
  if (comment.plan !== undefined && comment.plan !== planIdOf(snapshot.uri)) return undefined;
  const found = snapshot.names.find(comment.task, null);
  if (!found) return undefined;
  const length = comment.task.join('.').length;
  const column = startOf(comment.task, found, task, comment.column + length);
  return column === undefined ? undefined : { path: comment.path, line: comment.line, column, length: task.id.length };
}
