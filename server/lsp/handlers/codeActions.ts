import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { TextChange } from '../../core/base/change';
import { EditError } from '../../core/features/edits/fields';
import { titleOf } from '../../core/features/effect';
import { drift } from '../../core/features/fixes/drift';
import { moved } from '../../core/features/fixes/moved';
import { fixAll, fixOffers, quickFixes } from '../../core/features/fixes/quickFixes';
import { formatting } from '../../core/features/formatting';
import { refactoringOffers, refactorings } from '../../core/features/refactorings/refactorings';
import { QUICK_TASKS } from '../../core/workspace/snapshot';
import type { WaysOutParams } from '../../protocol/analysis';
import { toDiagnostic } from '../convert';
import { type Handler, handler, onPlan, type PlanContext, planContext } from '../handler';
import { planEdits, workspaceEdit } from '../workspaceEdit';

const sourceFixAll = `${CodeActionKind.SourceFixAll}.headway`;
const sourceFormat = `${CodeActionKind.Source}.format.headway`;

/** How long the schedules that previews are made of may take, all together. */
const PREVIEW_MS = 300;

/** What is needed to find an offered action again when it is chosen. */
interface Chosen {
  readonly uri: string;
  readonly version: number;
  readonly start: number;
  readonly end: number;
}

/** Whether a kind of action is among those that the client asks for. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((it) => kind === it || kind.startsWith(`${it}.`));
}

const wantsRefactorings = (only: readonly string[] | undefined): boolean =>
  isWanted(CodeActionKind.Refactor, only) || only?.some((it) => it.startsWith(`${CodeActionKind.Refactor}.`)) === true;

/** Quick fixes, refactorings and source actions. */
export const codeActionHandlers: readonly Handler[] = [
  onPlan(
    'textDocument/codeAction',
    {
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorExtract,
          CodeActionKind.RefactorInline,
          CodeActionKind.RefactorRewrite,
          `${CodeActionKind.Refactor}.move`,
          sourceFixAll,
          sourceFormat,
        ],
        resolveProvider: true,
      },
    },
    async (plan, { range, context: { only, triggerKind } }: CodeActionParams): Promise<CodeAction[]> => {
      const { start, end } = plan.at.span(range);
      // Editors ask on every movement of the cursor, to show a light bulb: then nothing is worked out that may wait.
      const isAutomatic = triggerKind === CodeActionTriggerKind.Automatic;
      const isLarge = plan.snapshot.plan.tasks.length > QUICK_TASKS;
      const isLazy = plan.workspace.client.resolvesActions && (isAutomatic || isLarge);
      const actions = isLazy
        ? offered(plan, start, end, only)
        : await workedOut(plan, start, end, only, isAutomatic ? 0 : PREVIEW_MS);
      return [...actions, ...helpActions(plan, start, end, only), ...sourceActions(plan, only)];
    },
  ),
  handler<CodeAction, CodeAction>('codeAction/resolve', {}, (context, action) => {
    const { uri, version, start, end } = (action.data ?? {}) as Partial<Chosen>;
    const plan = uri === undefined ? undefined : planContext(context, uri);
    if (!plan || start === undefined || end === undefined || action.edit) return action;
    if (plan.snapshot.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'The text changed');
    const { snapshot, workspace } = plan;
    const offers =
      action.kind === CodeActionKind.QuickFix
        ? fixOffers(snapshot, workspace.problems(snapshot.uri), start, end)
        : refactoringOffers(snapshot, start, end);
    const offer = offers.find(({ title }) => title === action.title);
    if (!offer) return action;
    try {
      return { ...action, edit: ownEdit(plan, offer.changes(snapshot)) };
    } catch (error) {
      if (error instanceof EditError) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      throw error;
    }
  }),
];

/** At a missed deadline: what would help, which the client's command asks for and shows. */
function helpActions(
  { snapshot, at, workspace }: PlanContext,
  start: number,
  end: number,
  only: readonly string[] | undefined,
): CodeAction[] {
  if (!workspace.client.hasCommands || !isWanted(CodeActionKind.QuickFix, only)) return [];
  const missed = workspace
    .problems(snapshot.uri)
    .filter((problem) => problem.code === 'missed-deadline' && problem.start <= end && start <= problem.end);
  return missed.map((problem) => ({
    title: 'Show ways out…',
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(snapshot.uri, at, problem)],
    command: {
      title: 'Show ways out…',
      command: 'headway.waysOut',
      arguments: [{ uri: snapshot.uri, task: snapshot.taskAt(problem.start)?.path ?? null } satisfies WaysOutParams],
    },
  }));
}

async function workedOut(
  plan: PlanContext,
  start: number,
  end: number,
  only: readonly string[] | undefined,
  previewTime: number,
): Promise<CodeAction[]> {
  const { snapshot, at, workspace, planFolder, folder } = plan;
  const until = performance.now() + previewTime;
  const titled: typeof titleOf = (...offer) => (performance.now() < until ? titleOf(...offer) : offer[1]);
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, only)) {
    const found = workspace.problems(snapshot.uri);
    const fixes = [
      ...quickFixes(snapshot, found, start, end, titled),
      ...(await drift(snapshot, found, start, end, planFolder, folder.files)),
      ...(await moved(snapshot, found, start, end, planFolder, folder.files)),
    ];
    for (const { title, isPreferred, problem, changes } of fixes)
      actions.push({
        title,
        kind: CodeActionKind.QuickFix,
        isPreferred,
        diagnostics: [toDiagnostic(snapshot.uri, at, problem)],
        edit: ownEdit(plan, changes),
      });
  }
  if (wantsRefactorings(only))
    for (const { kind, title, changes } of refactorings(snapshot, start, end, only, titled))
      actions.push({ title, kind: `${CodeActionKind.Refactor}.${kind}`, edit: ownEdit(plan, changes) });
  return actions;
}

/** Actions without their edits, which are asked for when one is chosen. */
function offered(plan: PlanContext, start: number, end: number, only: readonly string[] | undefined): CodeAction[] {
  const { snapshot, at, workspace } = plan;
  const data: Chosen = { uri: snapshot.uri, version: snapshot.version, start, end };
  const actions: CodeAction[] = [];
  if (isWanted(CodeActionKind.QuickFix, only))
    for (const { title, isPreferred = false, problem } of fixOffers(
      snapshot,
      workspace.problems(snapshot.uri),
      start,
      end,
    ))
      actions.push({
        title,
        kind: CodeActionKind.QuickFix,
        isPreferred,
        diagnostics: [toDiagnostic(snapshot.uri, at, problem)],
        data,
      });
  if (wantsRefactorings(only))
    for (const { kind, title } of refactoringOffers(snapshot, start, end, only))
      actions.push({ title, kind: `${CodeActionKind.Refactor}.${kind}`, data });
  return actions;
}

/** Actions for the whole file, for those who ask for them, as on saving. */
function sourceActions(plan: PlanContext, only: readonly string[] | undefined): CodeAction[] {
  if (!only) return [];
  const { snapshot, workspace } = plan;
  const actions: CodeAction[] = [];
  const add = (title: string, kind: string, changes: readonly TextChange[]): void => {
    if (changes.length > 0) actions.push({ title, kind, edit: ownEdit(plan, changes) });
  };
  if (isWanted(sourceFixAll, only))
    add('Mend what can be mended safely', sourceFixAll, fixAll(snapshot, workspace.problems(snapshot.uri)));
  if (isWanted(sourceFormat, only)) add('Format the plan', sourceFormat, formatting(snapshot));
  return actions;
}

function ownEdit({ snapshot, workspace }: PlanContext, changes: readonly TextChange[]): CodeAction['edit'] {
  return workspaceEdit(workspace, planEdits(workspace, snapshot, changes));
}
