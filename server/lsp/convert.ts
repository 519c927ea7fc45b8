import {
  CompletionItemKind,
  type CompletionItem,
  type Diagnostic as LspDiagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import type { LineIndex } from '../core/base/lines';
import type { Span } from '../core/base/span';
import type { Completion, CompletionKind } from '../core/features/completionItem';
import type { Diagnostic } from '../core/features/diagnostics';
import type { PlanSymbol } from '../core/features/documentSymbols';
import { messageOf, type Severity } from '../core/schema/problems';

/** Between offsets of the core and positions of the protocol; nothing else knows the latter. */
export function toPosition(lines: LineIndex, offset: number): Position {
  const { line, column } = lines.positionAt(offset);
  return { line, character: column };
}

export function toRange(lines: LineIndex, span: Span): Range {
  return { start: toPosition(lines, span.start), end: toPosition(lines, span.end) };
}

/** The offset of a position; positions past the end of a line or of the text are at that end. */
export function toOffset(lines: LineIndex, position: Position): number {
  const start = lines.lineStart(position.line);
  const limit = lines.lineStart(position.line + 1);
  return Math.min(start + position.character, limit);
}

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const problemPages = 'https://github.com/headway-plans/headway/blob/main/docs/problems.md';

export function toDiagnostic(uri: string, lines: LineIndex, problem: Diagnostic): LspDiagnostic {
  const related = problem.related?.map(({ start, end, message }) => ({
    message,
    location: { uri, range: toRange(lines, { start, end }) },
  }));
  return {
    range: toRange(lines, problem),
    severity: severities[problem.severity],
    code: `plan/${problem.code}`,
    codeDescription: { href: `${problemPages}#${problem.code}` },
    source: 'headway',
    message: messageOf(problem),
    ...(related && related.length > 0 ? { relatedInformation: related } : {}),
  };
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

/** @param order position in the list, which is kept */
export function toCompletionItem(lines: LineIndex, item: Completion, order: number): CompletionItem {
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    sortText: String(order).padStart(5, '0'),
    textEdit: { range: toRange(lines, item.span), newText: item.insert },
    insertTextFormat: item.isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(item.detail ? { detail: item.detail } : {}),
    ...(item.documentation ? { documentation: { kind: MarkupKind.Markdown, value: item.documentation } } : {}),
    ...(item.filter ? { filterText: item.filter } : {}),
    ...(item.retrigger ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
  };
}

const symbolKinds: Record<PlanSymbol['kind'], SymbolKind> = {
  summary: SymbolKind.Module,
  task: SymbolKind.Event,
  milestone: SymbolKind.Constant,
  person: SymbolKind.Object,
  section: SymbolKind.Namespace,
};

export function toDocumentSymbol(lines: LineIndex, symbol: PlanSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: toRange(lines, symbol.span),
    selectionRange: toRange(lines, symbol.nameSpan),
    children: symbol.children.map((child) => toDocumentSymbol(lines, child)),
  };
}
