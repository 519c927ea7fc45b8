import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  type DeclarationParams,
  type DefinitionParams,
  type ImplementationParams,
  type Location,
  type LocationLink,
  type ReferenceParams,
  type SymbolInformation,
  SymbolKind,
  type TypeHierarchyItem,
  type TypeHierarchyPrepareParams,
  type TypeHierarchySubtypesParams,
  type TypeHierarchySupertypesParams,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import type { CodeLocation } from '../../core/features/codeLinks';
import { type Definition, declaration, definition } from '../../core/features/definition';
import { datesInBrief, predecessors, successors, taskUnder } from '../../core/features/hierarchy';
import { implementation } from '../../core/features/implementation';
import { workspaceReferences } from '../../core/features/references';
import { workspaceSymbols } from '../../core/features/workspaceSymbols';
import type { Task } from '../../core/model/task';
import type { PlanSnapshot } from '../../core/workspace/snapshot';
import { codeRange } from '../codePositions';
import { type Context, type Handler, handler, onPlan, type PlanContext } from '../handler';

/** A link to what was found, with the text that leads there. */
async function linkTo(plan: PlanContext, found: Definition): Promise<LocationLink> {
  const originSelectionRange = plan.at.range(found.from);
  if (found.kind === 'plan') {
    const range = plan.workspace.positions(found.in).range(found.span);
    return { originSelectionRange, targetUri: found.in.uri, targetRange: range, targetSelectionRange: range };
  }
  return { originSelectionRange, ...(await codeTarget(plan, found.location)) };
}

async function codeTarget(
  { folder, workspace }: PlanContext,
  { path, line, column }: CodeLocation,
): Promise<Omit<LocationLink, 'originSelectionRange'>> {
  const targetUri = folder.files.uriOf(path);
  const range = await codeRange(workspace, targetUri, line, column, 0);
  return { targetUri, targetRange: range, targetSelectionRange: range };
}

/** From a name to what it stands for, and back to everything that names it. */
export const navigationHandlers: readonly Handler[] = [
  onPlan(
    'textDocument/definition',
    { definitionProvider: true },
    async (plan, { position }: DefinitionParams): Promise<LocationLink[] | null> => {
      const { snapshot, at, planFolder, folder, workspace } = plan;
      const found = await definition(snapshot, at.offset(position), planFolder, folder.files, workspace);
      return found ? [await linkTo(plan, found)] : null;
    },
  ),
  onPlan(
    'textDocument/declaration',
    { declarationProvider: true },
    async (plan, { position }: DeclarationParams): Promise<LocationLink[] | null> => {
      const found = declaration(plan.snapshot, plan.at.offset(position), plan.workspace);
      return found ? [await linkTo(plan, found)] : null;
    },
  ),
  onPlan(
    'textDocument/implementation',
    { implementationProvider: true },
    async (plan, { position }: ImplementationParams): Promise<Location[]> => {
      const { snapshot, at, planFolder, folder } = plan;
      const found = await implementation(snapshot, at.offset(position), planFolder, folder.files);
      const targets = await Promise.all(found.map((location) => codeTarget(plan, location)));
      return targets.map(({ targetUri, targetRange }) => ({ uri: targetUri, range: targetRange }));
    },
  ),
  onPlan(
    'textDocument/references',
    { referencesProvider: { workDoneProgress: true } },
    async (
      { snapshot, at, folder, workspace, progress },
      { position, context }: ReferenceParams,
    ): Promise<Location[]> => {
      progress.begin('Looking for references');
      await workspace.ready;
      const found = await workspaceReferences(workspace, snapshot, at.offset(position), folder.files);
      const inPlans = found.plans.flatMap((plan) => {
        const positions = workspace.positions(plan.snapshot);
        return plan.references
          .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
          .map(({ span }) => ({ uri: plan.snapshot.uri, range: positions.range(span) }));
      });
      const inCode = await Promise.all(
        found.code.map(async ({ path, line, column, length }) => {
          const uri = folder.files.uriOf(path);
          return { uri, range: await codeRange(workspace, uri, line, column, length) };
        }),
      );
      return [...inPlans, ...inCode];
    },
  ),
  onPlan(
    'textDocument/prepareCallHierarchy',
    { callHierarchyProvider: true },
    ({ snapshot, at, workspace }, { position }: CallHierarchyPrepareParams): CallHierarchyItem[] | null => {
      const task = taskUnder(snapshot, at.offset(position));
      return task ? [itemOf(workspace, snapshot, task)] : null;
    },
  ),
  handler<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>(
    'callHierarchy/incomingCalls',
    {},
    (context, { item }) =>
      around(context, item, ({ snapshot, task, at }) =>
        predecessors(snapshot, task).map((link) => ({
          from: itemOf(context.workspace, snapshot, link.task),
          fromRanges: link.spans.map((span) => at.range(span)),
        })),
      ),
  ),
  handler<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>(
    'callHierarchy/outgoingCalls',
    {},
    (context, { item }) =>
      around(context, item, ({ snapshot, task, at }) =>
        successors(snapshot, task).map((link) => ({
          to: itemOf(context.workspace, snapshot, link.task),
          fromRanges: link.spans.map((span) => at.range(span)),
        })),
      ),
  ),
  onPlan(
    'textDocument/prepareTypeHierarchy',
    { typeHierarchyProvider: true },
    ({ snapshot, at, workspace }, { position }: TypeHierarchyPrepareParams): TypeHierarchyItem[] | null => {
      const task = taskUnder(snapshot, at.offset(position));
      return task ? [itemOf(workspace, snapshot, task)] : null;
    },
  ),
  handler<TypeHierarchySupertypesParams, TypeHierarchyItem[]>('typeHierarchy/supertypes', {}, (context, { item }) =>
    around(context, item, ({ snapshot, task }) =>
      task.parent ? [itemOf(context.workspace, snapshot, task.parent)] : [],
    ),
  ),
  handler<TypeHierarchySubtypesParams, TypeHierarchyItem[]>('typeHierarchy/subtypes', {}, (context, { item }) =>
    around(context, item, ({ snapshot, task }) =>
      task.children.map((child) => itemOf(context.workspace, snapshot, child)),
    ),
  ),
  handler<WorkspaceSymbolParams, SymbolInformation[]>(
    'workspace/symbol',
    { workspaceSymbolProvider: true },
    async ({ workspace }, { query }) => {
      await workspace.ready;
      return workspaceSymbols(workspace.all, query).flatMap(({ uri, name, kind, container, span }) => {
        const snapshot = workspace.get(uri);
        if (!snapshot) return [];
        return [
          {
            name,
            kind: kind === 'person' ? SymbolKind.Object : SymbolKind.Event,
            containerName: container,
            location: { uri, range: workspace.positions(snapshot).range(span) },
          },
        ];
      });
    },
  ),
];

function itemOf(
  workspace: Context['workspace'],
  snapshot: PlanSnapshot,
  task: Task,
): CallHierarchyItem & TypeHierarchyItem {
  const at = workspace.positions(snapshot);
  const { idSpan } = task;
  return {
    name: task.title,
    kind: task.isSummary ? SymbolKind.Module : SymbolKind.Event,
    detail: datesInBrief(snapshot, task),
    uri: snapshot.uri,
    range: at.range({ start: idSpan.start, end: Math.max(task.end, idSpan.end) }),
    selectionRange: at.range(idSpan),
    data: { path: task.path },
  };
}

/** Runs with the task of an item that was prepared before; nothing for a task that is gone. */
function around<R>(
  { workspace }: Context,
  item: CallHierarchyItem | TypeHierarchyItem,
  run: (found: { snapshot: PlanSnapshot; task: Task; at: PlanContext['at'] }) => R[],
): R[] {
  const snapshot = workspace.get(item.uri);
  const path = (item.data as { readonly path?: string } | undefined)?.path;
  const task = path === undefined ? undefined : snapshot?.taskByPath(path);
  return snapshot && task ? run({ snapshot, task, at: workspace.positions(snapshot) }) : [];
}
