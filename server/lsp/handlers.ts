import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CompletionList,
  type CompletionParams,
  type DefinitionParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type Hover,
  type HoverParams,
  type InlayHint,
  type InlayHintParams,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  MarkupKind,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { completion } from '../core/features/completion';
import { linksOf, locate } from '../core/features/codeLinks';
import { definition } from '../core/features/definition';
import { documentSymbols } from '../core/features/documentSymbols';
import { hover } from '../core/features/hover';
import { inlayHints } from '../core/features/inlayHints';
import { quickFixes } from '../core/features/quickFixes';
import { references } from '../core/features/references';
import { prepareRename, rename, RenameError } from '../core/features/rename';
import { workspaceSymbols } from '../core/features/workspaceSymbols';
import { resolvePath } from '../core/links/files';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import {
  type LocateParams,
  type LocateResult,
  locateRequest,
  plansRequest,
  type PlansResult,
  type ScheduleParams,
  scheduleRequest,
  type ScheduleResult,
} from '../protocol/requests';
import { toCompletionItem, toDiagnostic, toDocumentSymbol, toOffset, toPosition, toRange } from './convert';
import type { PlanWorkspace } from './workspace';

/** A request that the server answers: its method, what it announces, and what answers it. */
export interface Handler {
  readonly method: string;
  readonly capability: ServerCapabilities;
  readonly run: (workspace: PlanWorkspace, params: unknown) => unknown;
}

function handler<P, R>(
  method: string,
  capability: ServerCapabilities,
  run: (workspace: PlanWorkspace, params: P) => R | Promise<R>,
): Handler {
  return { method, capability, run: (workspace, params) => run(workspace, params as P) };
}

/** A request about one document: nothing is answered for files that are no plans. */
function onPlan<P extends { readonly textDocument: { readonly uri: string } }, R>(
  method: string,
  capability: ServerCapabilities,
  run: (snapshot: PlanSnapshot, params: P, workspace: PlanWorkspace) => R | Promise<R>,
): Handler {
  return handler<P, R | null>(method, capability, (workspace, params) => {
    const snapshot = workspace.get(params.textDocument.uri);
    return snapshot ? run(snapshot, params, workspace) : null;
  });
}

/** The one table that maps requests to features. */
export const handlers: readonly Handler[] = [
  onPlan('textDocument/hover', { hoverProvider: true }, (snapshot, { position }: HoverParams): Hover | null => {
    const found = hover(snapshot, toOffset(snapshot.lines, position));
    return found
      ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(snapshot.lines, found.span) }
      : null;
  }),
  onPlan(
    'textDocument/completion',
    { completionProvider: { triggerCharacters: [':', ' ', '/', '#', '[', ',', '.', '-'] } },
    async (snapshot, { position }: CompletionParams, workspace): Promise<CompletionList | null> => {
      const place = workspace.folderOf(snapshot.uri);
      if (!place) return null;
      const list = await completion(snapshot, toOffset(snapshot.lines, position), place.planFolder, place.folder.files);
      return {
        isIncomplete: list.isIncomplete,
        items: list.items.map((item, i) => toCompletionItem(snapshot.lines, item, i)),
      };
    },
  ),
  onPlan(
    'textDocument/definition',
    { definitionProvider: true },
    async (snapshot, { position }: DefinitionParams, workspace): Promise<LocationLink[] | null> => {
      const place = workspace.folderOf(snapshot.uri);
      const found =
        place && (await definition(snapshot, toOffset(snapshot.lines, position), place.planFolder, place.folder.files));
      if (!found || !place) return null;
      const originSelectionRange = toRange(snapshot.lines, found.from);
      if (found.kind === 'plan') {
        const range = toRange(snapshot.lines, found.span);
        return [{ originSelectionRange, targetUri: snapshot.uri, targetRange: range, targetSelectionRange: range }];
      }
      const { path, line, column } = found.location;
      const at = { line, character: column };
      const range = { start: at, end: at };
      return [
        {
          originSelectionRange,
          targetUri: place.folder.files.uriOf(path),
          targetRange: range,
          targetSelectionRange: range,
        },
      ];
    },
  ),
  onPlan<DocumentSymbolParams, DocumentSymbol[]>(
    'textDocument/documentSymbol',
    { documentSymbolProvider: { label: 'Plan' } },
    (snapshot) => documentSymbols(snapshot).map((symbol) => toDocumentSymbol(snapshot.lines, symbol)),
  ),
  onPlan(
    'textDocument/codeAction',
    { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
    (snapshot, { range, textDocument }: CodeActionParams, workspace): CodeAction[] => {
      const [start, end] = [toOffset(snapshot.lines, range.start), toOffset(snapshot.lines, range.end)];
      return quickFixes(workspace.problems(snapshot.uri), start, end).map((fix) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        isPreferred: fix.isPreferred,
        diagnostics: [toDiagnostic(snapshot.uri, snapshot.lines, fix.problem)],
        edit: {
          changes: {
            [textDocument.uri]: fix.changes.map((change) => ({
              range: toRange(snapshot.lines, change),
              newText: change.text,
            })),
          },
        },
      }));
    },
  ),
  onPlan(
    'textDocument/references',
    { referencesProvider: true },
    (snapshot, { position, context }: ReferenceParams): Location[] =>
      references(snapshot, toOffset(snapshot.lines, position))
        .filter(({ isDeclaration }) => context.includeDeclaration || !isDeclaration)
        .map(({ span }) => ({ uri: snapshot.uri, range: toRange(snapshot.lines, span) })),
  ),
  onPlan(
    'textDocument/documentHighlight',
    { documentHighlightProvider: true },
    (snapshot, { position }: DocumentHighlightParams): DocumentHighlight[] =>
      references(snapshot, toOffset(snapshot.lines, position)).map(({ span, isDeclaration }) => ({
        range: toRange(snapshot.lines, span),
        kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
  ),
  onPlan(
    'textDocument/prepareRename',
    { renameProvider: { prepareProvider: true } },
    (snapshot, { position }: PrepareRenameParams): PrepareRenameResult | null => {
      const found = prepareRename(snapshot, toOffset(snapshot.lines, position));
      return found ? { range: toRange(snapshot.lines, found.span), placeholder: found.name } : null;
    },
  ),
  onPlan('textDocument/rename', {}, (snapshot, { position, newName }: RenameParams): WorkspaceEdit => {
    try {
      const changes = rename(snapshot, toOffset(snapshot.lines, position), newName);
      return {
        changes: {
          [snapshot.uri]: changes.map((change) => ({ range: toRange(snapshot.lines, change), newText: change.text })),
        },
      };
    } catch (error) {
      if (error instanceof RenameError) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      throw error;
    }
  }),
  onPlan('textDocument/inlayHint', { inlayHintProvider: true }, (snapshot, { range }: InlayHintParams): InlayHint[] =>
    inlayHints(snapshot, toOffset(snapshot.lines, range.start), toOffset(snapshot.lines, range.end)).map(
      ({ offset, text }) => ({
        position: toPosition(snapshot.lines, offset),
        label: text,
        paddingLeft: true,
      }),
    ),
  ),
  onPlan(
    'textDocument/documentLink',
    { documentLinkProvider: {} },
    async (snapshot, _params: DocumentLinkParams, workspace): Promise<DocumentLink[]> => {
      const place = workspace.folderOf(snapshot.uri);
      if (!place) return [];
      const links = snapshot.plan.tasks.flatMap((task) => (task.has('code') ? linksOf(task) : []));
      const found = await Promise.all(
        links.map(async (link) => ({ link, location: await locate(link.link, place.planFolder, place.folder.files) })),
      );
      return found.flatMap(({ link, location }) =>
        location
          ? [
              {
                range: toRange(snapshot.lines, link.span),
                target: `${place.folder.files.uriOf(location.path)}#L${location.line + 1},${location.column + 1}`,
              },
            ]
          : [],
      );
    },
  ),
  handler<WorkspaceSymbolParams, SymbolInformation[]>(
    'workspace/symbol',
    { workspaceSymbolProvider: true },
    (workspace, { query }) =>
      workspaceSymbols(workspace.plans, query).flatMap(({ uri, name, kind, container, span }) => {
        const snapshot = workspace.get(uri);
        if (!snapshot) return [];
        return [
          {
            name,
            kind: kind === 'person' ? SymbolKind.Object : SymbolKind.Event,
            containerName: container,
            location: { uri, range: toRange(snapshot.lines, span) },
          },
        ];
      }),
  ),
  handler<ScheduleParams, ScheduleResult>(scheduleRequest, {}, (workspace, { uri, since }) =>
    workspace.schedule(uri, since),
  ),
  handler<null, PlansResult>(plansRequest, {}, (workspace) =>
    workspace.plans.map(({ uri, plan }) => ({ uri, title: plan.title })),
  ),
  handler<LocateParams, LocateResult>(locateRequest, {}, async (workspace, { uri, path, link = 0 }) => {
    const snapshot = workspace.get(uri);
    const place = workspace.folderOf(uri);
    const task = snapshot?.plan.tasks.find((it) => it.path === path);
    const found = task && linksOf(task)[link];
    if (!found || !place) return null;
    const { files } = place.folder;
    const location = await locate(found.link, place.planFolder, files);
    if (location)
      return { uri: files.uriOf(location.path), line: location.line, character: location.column, isFolder: false };
    const resolved = resolvePath(found.link.path, place.planFolder);
    if (resolved === undefined || found.link.kind === 'glob' || (await files.kindOf(resolved)) !== 'folder')
      return null;
    return { uri: files.uriOf(resolved), line: 0, character: 0, isFolder: true };
  }),
];
