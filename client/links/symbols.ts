import * as vscode from 'vscode';
import type { SymbolsResult } from '../../server/protocol/requests';

/** A symbol with the last line of its body; lines count from zero. */
export type FileSymbol = NonNullable<SymbolsResult>[number] & { readonly endLine: number };

/** The symbols of a file as VS Code's language extensions know them; null when none of them knows the language. */
export async function symbolsOfFile(uri: vscode.Uri): Promise<readonly FileSymbol[] | null> {
  const found = await vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  if (!found || found.length === 0) return null;
  const symbols: FileSymbol[] = [];
  const add = (symbol: vscode.DocumentSymbol | vscode.SymbolInformation, outer: string): void => {
    const range = 'selectionRange' in symbol ? symbol.selectionRange : symbol.location.range;
    const whole = 'selectionRange' in symbol ? symbol.range : symbol.location.range;
    const container = 'selectionRange' in symbol ? outer : symbol.containerName;
    const path = container === '' ? symbol.name : `${container}.${symbol.name}`;
    symbols.push({
      path,
      kind: (vscode.SymbolKind[symbol.kind] ?? '').toLowerCase(),
      line: range.start.line,
      column: range.start.character,
      endLine: whole.end.line,
    });
    if ('children' in symbol) for (const child of symbol.children) add(child, path);
  };
  for (const symbol of found) add(symbol, '');
  return symbols;
}
