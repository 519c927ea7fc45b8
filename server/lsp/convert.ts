import {
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  InsertTextMode,
  type Diagnostic as LspDiagnostic,
  MarkupKind,
  SymbolKind,
} from 'vscode-languageserver';
import { shift } from '../core/base/span';
import type { Completion, CompletionKind } from '../core/features/completionItem';
import type { Diagnostic } from '../core/features/diagnostics';
import type { PlanSymbol, SymbolText } from '../core/features/documentSymbols';
import { messageOf, type Severity } from '../core/schema/problems';
import type { Positions } from './positions';

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const problemPages = 'https://github.com/headway-plans/headway/blob/main/docs/problems.md';

export function toDiagnostic(uri: string, at: Positions, problem: Diagnostic): LspDiagnostic {
  const related = problem.related?.map(({ start, end, message }) => ({
    message,
    location: { uri, range: at.range({ start, end }) },
  }));
  return {
    range: at.range(problem),
    severity: severities[problem.severity],
    code: `plan/${problem.code}`,
    codeDescription: { href: `${problemPages}#${problem.code}` },
    source: 'headway',
    message: messageOf(problem),
    ...(isIdle(problem.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related && related.length > 0 ? { relatedInformation: related } : {}),
  };
}

/** What could be taken away without a change of the plan is shown faded. */
function isIdle(code: string): boolean {
  return (
    code.startsWith('unused-') || /^(?:no-effect|redundant-dependency|same-in-scenario|duplicate-item)$/.test(code)
  );
}

const completionKinds: Record<CompletionKind, CompletionItemKind> = {
  key: CompletionItemKind.Property,
  task: CompletionItemKind.Reference,
  person: CompletionItemKind.Variable,
  team: CompletionItemKind.Module,
  value: CompletionItemKind.EnumMember,
  date: CompletionItemKind.Event,
  unit: CompletionItemKind.Unit,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  symbol: CompletionItemKind.Function,
};

/**
 * @param order position in the list, which is kept
 * @param canSuggest whether the client has VS Code's command that asks for completions again
 */
export function toCompletionItem(
  at: Positions,
  uri: string,
  item: Completion,
  order: number,
  canSuggest: boolean,
): CompletionItem {
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    sortText: String(order).padStart(5, '0'),
    textEdit: { range: at.range(item.span), newText: item.insert },
    // Further lines of what is inserted are indented like the first one.
    insertTextMode: InsertTextMode.adjustIndentation,
    insertTextFormat: item.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(item.detail ? { detail: item.detail } : {}),
    ...(item.documentation ? { documentation: { kind: MarkupKind.Markdown, value: item.documentation } } : {}),
    ...(item.task === undefined ? {} : { data: { uri, task: item.task } }),
    ...(item.filter ? { filterText: item.filter } : {}),
    ...(item.retrigger && canSuggest ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
  };
}

const symbolKinds: Record<SymbolText['kind'], SymbolKind> = {
  summary: SymbolKind.Module,
  task: SymbolKind.Event,
  milestone: SymbolKind.Constant,
  person: SymbolKind.Object,
  section: SymbolKind.Namespace,
};

/** What became of the text of a symbol that begins on a line, counted in an encoding. */
interface ConvertedSymbol {
  readonly symbol: DocumentSymbol;
  readonly line: number;
  readonly encoding: Positions['encoding'];
}

export function toDocumentSymbol(at: Positions, { own, offset, children }: PlanSymbol): DocumentSymbol {
  const line = at.lines.lineAt(offset);
  // Of what begins in the middle of a line, columns depend on what is before it.
  const isWhole = children.length === 0 && at.lines.lineStart(line) === offset;
  const known = isWhole ? (own.converted as ConvertedSymbol | undefined) : undefined;
  if (known?.line === line && known.encoding === at.encoding) return known.symbol;
  const symbol: DocumentSymbol = {
    name: own.name,
    kind: symbolKinds[own.kind],
    range: at.range(shift(own.span, offset)),
    selectionRange: at.range(shift(own.nameSpan, offset)),
  };
  if (own.detail !== '') symbol.detail = own.detail;
  if (children.length > 0) symbol.children = children.map((child) => toDocumentSymbol(at, child));
  if (isWhole) own.converted = { symbol, line, encoding: at.encoding } satisfies ConvertedSymbol;
  return symbol;
}
