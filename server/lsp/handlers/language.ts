import {
  type CodeLens,
  type CodeLensParams,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type DocumentFormattingParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type DocumentOnTypeFormattingParams,
  type DocumentRangeFormattingParams,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type Hover,
  type HoverParams,
  type InlayHint,
  type InlayHintParams,
  type LinkedEditingRangeParams,
  type LinkedEditingRanges,
  LSPErrorCodes,
  type MarkupContent,
  MarkupKind,
  ResponseError,
  type SelectionRange,
  type SelectionRangeParams,
  type SignatureHelp,
  type SignatureHelpParams,
  type TextEdit,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { codeLenses, lensTitle } from '../../core/features/codeLens';
import { linksOf, locate } from '../../core/features/codeLinks';
import { completion } from '../../core/features/completion';
import { documentSymbols } from '../../core/features/documentSymbols';
import { foldingRanges } from '../../core/features/folding';
import { formatting, onTypeFormatting, rangeFormatting } from '../../core/features/formatting';
import { describeTask, hover } from '../../core/features/hover';
import { inlayHints } from '../../core/features/inlayHints';
import { linkedEditing } from '../../core/features/linkedEditing';
import { references } from '../../core/features/references';
import { selectionRanges } from '../../core/features/selectionRanges';
import { signatureHelp } from '../../core/features/signatureHelp';
import { resolvePath } from '../../core/links/files';
import { includesOf } from '../../core/workspace/plans';
import { toCompletionItem, toDiagnostic, toDocumentSymbol } from '../convert';
import { type Context, type Handler, handler, onPlan } from '../handler';

const idPattern = '[\\p{L}\\p{M}\\p{N}_][\\p{L}\\p{M}\\p{N}_-]*';

/** What an editor shows at, and around, the cursor. */
export const languageHandlers: readonly Handler[] = [
  onPlan(
    'textDocument/hover',
    { hoverProvider: true },
    ({ snapshot, at, workspace }, { position }: HoverParams): Hover | null => {
      const found = hover(snapshot, at.offset(position), workspace);
      return found
        ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: at.range(found.span) }
        : null;
    },
  ),
  onPlan(
    'textDocument/completion',
    {
      completionProvider: {
        triggerCharacters: [':', ' ', '/', '#', '[', ',', '.', '-'],
        resolveProvider: true,
        completionItem: { labelDetailsSupport: true },
      },
    },
    async (
      { snapshot, at, workspace, planFolder, folder },
      { position }: CompletionParams,
    ): Promise<CompletionList> => {
      const list = await completion(snapshot, at.offset(position), planFolder, folder.files, workspace);
      const { hasCommands } = workspace.client;
      return {
        isIncomplete: list.isIncomplete,
        items: list.items.map((item, i) => toCompletionItem(at, snapshot.uri, item, i, hasCommands)),
      };
    },
  ),
  handler<CompletionItem, CompletionItem>('completionItem/resolve', {}, ({ workspace }, item) => {
    const documentation = describedTask(workspace, item.data);
    return documentation ? { ...item, documentation } : item;
  }),
  onPlan(
    'textDocument/signatureHelp',
    { signatureHelpProvider: { triggerCharacters: [' ', '[', '+', '/', '.', ','] } },
    ({ snapshot, at }, { position }: SignatureHelpParams): SignatureHelp | null => {
      const help = signatureHelp(snapshot, at.offset(position));
      if (!help) return null;
      const markdown = (value: string): { kind: 'markdown'; value: string } => ({ kind: MarkupKind.Markdown, value });
      return {
        signatures: [
          {
            label: help.label,
            documentation: markdown(help.documentation),
            parameters: help.parameters.map(({ start, end, documentation }) => ({
              label: [start, end],
              documentation: markdown(documentation),
            })),
            activeParameter: help.active,
          },
        ],
        activeSignature: 0,
        activeParameter: help.active,
      };
    },
  ),
  onPlan<DocumentSymbolParams, DocumentSymbol[]>(
    'textDocument/documentSymbol',
    { documentSymbolProvider: { label: 'Plan' } },
    ({ snapshot, at }) => documentSymbols(snapshot).map((symbol) => toDocumentSymbol(at, symbol)),
  ),
  onPlan(
    'textDocument/documentHighlight',
    { documentHighlightProvider: true },
    ({ snapshot, at }, { position }: DocumentHighlightParams): DocumentHighlight[] =>
      references(snapshot, at.offset(position)).map(({ span, isDeclaration }) => ({
        range: at.range(span),
        kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
  ),
  onPlan(
    'textDocument/linkedEditingRange',
    { linkedEditingRangeProvider: true },
    ({ snapshot, at }, { position }: LinkedEditingRangeParams): LinkedEditingRanges | null => {
      const spans = linkedEditing(snapshot, at.offset(position));
      return spans.length > 0 ? { ranges: spans.map((span) => at.range(span)), wordPattern: idPattern } : null;
    },
  ),
  onPlan<FoldingRangeParams, FoldingRange[]>(
    'textDocument/foldingRange',
    { foldingRangeProvider: true },
    ({ snapshot }) =>
      foldingRanges(snapshot).map(({ first, last, kind }) => ({
        startLine: first,
        endLine: last,
        ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
      })),
  ),
  onPlan(
    'textDocument/selectionRange',
    { selectionRangeProvider: true },
    ({ snapshot, at }, { positions }: SelectionRangeParams): SelectionRange[] =>
      positions.map((position) => {
        const spans = selectionRanges(snapshot, at.offset(position));
        const outer = spans.reduceRight<SelectionRange | undefined>(
          (parent, span) => (parent ? { range: at.range(span), parent } : { range: at.range(span) }),
          undefined,
        );
        return outer ?? { range: { start: position, end: position } };
      }),
  ),
  onPlan(
    'textDocument/inlayHint',
    { inlayHintProvider: { resolveProvider: true } },
    ({ snapshot, at, workspace }, { range }: InlayHintParams): InlayHint[] => {
      if (!workspace.settings.inlayHints) return [];
      const { start, end } = at.span(range);
      return inlayHints(snapshot, start, end).map(({ offset, text, task }) => ({
        position: at.position(offset),
        label: text,
        paddingLeft: true,
        data: { uri: snapshot.uri, task },
      }));
    },
  ),
  handler<InlayHint, InlayHint>('inlayHint/resolve', {}, ({ workspace }, hint) => {
    const tooltip = describedTask(workspace, hint.data);
    return tooltip ? { ...hint, tooltip } : hint;
  }),
  onPlan<CodeLensParams, CodeLens[]>(
    'textDocument/codeLens',
    { codeLensProvider: { resolveProvider: true } },
    ({ snapshot, at, workspace }) =>
      workspace.settings.codeLens
        ? codeLenses(snapshot).map(({ span, path }) => ({ range: at.range(span), data: { uri: snapshot.uri, path } }))
        : [],
  ),
  handler<CodeLens, CodeLens>('codeLens/resolve', {}, ({ workspace }, lens) => {
    const { uri, path } = (lens.data ?? {}) as { readonly uri?: string; readonly path?: string };
    const snapshot = uri === undefined ? undefined : workspace.get(uri);
    const title = snapshot && path !== undefined ? lensTitle(snapshot, path) : undefined;
    const command = workspace.client.hasCommands ? 'headway.openScheduleToSide' : '';
    return { ...lens, command: { title: title ?? '', command, ...(command === '' ? {} : { arguments: [{ uri }] }) } };
  }),
  onPlan(
    'textDocument/documentLink',
    { documentLinkProvider: {} },
    async ({ snapshot, at, folder, planFolder, workspace }, _params: DocumentLinkParams): Promise<DocumentLink[]> => {
      const links = snapshot.plan.tasks.flatMap((task) => (task.has('code') ? linksOf(task) : []));
      const found = await Promise.all(
        links.map(async ({ link, span }): Promise<DocumentLink[]> => {
          const location = await locate(link, planFolder, folder.files);
          if (!location) return [];
          const target = `${folder.files.uriOf(location.path)}#L${location.line + 1},${location.column + 1}`;
          return [{ range: at.range(span), target }];
        }),
      );
      const plans = includesOf(snapshot).flatMap(({ path, span }): DocumentLink[] => {
        const resolved = resolvePath(path, planFolder);
        const target = resolved === undefined ? undefined : folder.files.uriOf(resolved);
        return target !== undefined && workspace.get(target) ? [{ range: at.range(span), target }] : [];
      });
      const urls = snapshot.plan.tasks.flatMap((task): DocumentLink[] =>
        task.items('link').flatMap(({ item, offset }) =>
          item.kind === 'scalar' && typeof item.data === 'string'
            ? [
                {
                  range: at.range({ start: item.node.start + offset, end: item.node.end + offset }),
                  target: item.data,
                },
              ]
            : [],
        ),
      );
      return [...found.flat(), ...plans, ...urls];
    },
  ),
  onPlan<DocumentFormattingParams, TextEdit[]>(
    'textDocument/formatting',
    { documentFormattingProvider: true },
    ({ snapshot, at }) => at.edits(formatting(snapshot)),
  ),
  onPlan(
    'textDocument/rangeFormatting',
    { documentRangeFormattingProvider: true },
    ({ snapshot, at }, { range }: DocumentRangeFormattingParams): TextEdit[] => {
      const { start, end } = at.span(range);
      return at.edits(rangeFormatting(snapshot, start, end));
    },
  ),
  onPlan(
    'textDocument/onTypeFormatting',
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' } },
    ({ snapshot, at }, { position }: DocumentOnTypeFormattingParams): TextEdit[] =>
      at.edits(onTypeFormatting(snapshot, at.offset(position))),
  ),
];

/** Problems for clients that ask for them; announced only to those. */
export const diagnosticHandlers: readonly Handler[] = [
  onPlan(
    'textDocument/diagnostic',
    { diagnosticProvider: { identifier: 'headway', interFileDependencies: true, workspaceDiagnostics: true } },
    async (
      context,
      { previousResultId, textDocument }: DocumentDiagnosticParams,
    ): Promise<DocumentDiagnosticReport> => {
      await context.workspace.settled(textDocument.uri);
      if (context.workspace.get(textDocument.uri) !== context.snapshot)
        throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The text changed', { retriggerRequest: true });
      return report(context, textDocument.uri, previousResultId);
    },
  ),
  handler<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>(
    'workspace/diagnostic',
    {},
    async (context, { previousResultIds }) => {
      const { workspace, token, progress } = context;
      const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const items: WorkspaceDiagnosticReport['items'] = [];
      progress.begin('Checking plans');
      await workspace.ready;
      for (const [i, { uri }] of workspace.all.entries()) {
        if (token.isCancellationRequested) break;
        progress.report((100 * i) / workspace.all.length, uri.slice(uri.lastIndexOf('/') + 1));
        await workspace.settled(uri);
        items.push({
          ...report(context, uri, known.get(uri)),
          uri,
          version: workspace.documents.get(uri)?.version ?? null,
        });
      }
      return { items };
    },
  ),
];

/** The description of the task that an item was made for; undefined for other items, and for tasks that are gone. */
function describedTask(workspace: Context['workspace'], data: unknown): MarkupContent | undefined {
  const { uri, task: path } = (data ?? {}) as { readonly uri?: string; readonly task?: string };
  const snapshot = uri === undefined ? undefined : workspace.get(uri);
  const task = path === undefined ? undefined : snapshot?.taskByPath(path);
  return snapshot && task && { kind: MarkupKind.Markdown, value: describeTask(snapshot, task) };
}

/** What is wrong with a plan, or that it is what it was. */
function report({ workspace }: Context, uri: string, previous: string | undefined): DocumentDiagnosticReport {
  const snapshot = workspace.get(uri);
  if (!snapshot) return { kind: 'full', items: [] };
  const at = workspace.positions(snapshot);
  const items = workspace.problems(uri).map((problem) => toDiagnostic(uri, at, problem));
  const resultId = `${snapshot.version}.${items.length}.${items.map(({ code, severity }) => `${code}${severity}`).join()}`;
  return resultId === previous ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
}
