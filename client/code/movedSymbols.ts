import * as vscode from 'vscode';
import { planSelector } from '../languageClient';

/** More places than anybody would choose from. */
const MAX_PLACES = 5;

/** For links to symbols that are not in their file any more: where else a symbol of that name is, as a fix. */
class MovedSymbols implements vscode.CodeActionProvider {
  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const missing = diagnostics.filter(
      ({ code }) => (typeof code === 'object' ? code.value : code) === 'plan/missing-symbol',
    );
    const found = await Promise.all(missing.map((diagnostic) => this.#actions(document, diagnostic)));
    return found.flat();
  }

  async #actions(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
    const name = document.getText(diagnostic.range);
    const last = name.slice(name.lastIndexOf('.') + 1);
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
      'vscode.executeWorkspaceSymbolProvider',
      last,
    );
    const line = document.lineAt(diagnostic.range.start.line).text;
    const before = /[^\s'",[\]{}]*#$/.exec(line.slice(0, diagnostic.range.start.character))?.[0] ?? '';
    const links = new Set<string>();
    for (const symbol of symbols ?? []) {
      if (symbol.name.replace(/\(.*$/, '') !== last || symbol.location.uri.scheme !== 'file') continue;
      const path = pathOf(document.uri, symbol.location.uri, before);
      const whole = symbol.containerName && name.includes('.') ? `${symbol.containerName}.${last}` : last;
      if (path !== undefined && `${path}#` !== before) links.add(`${path}#${whole}`);
    }
    const { start, end } = diagnostic.range;
    const range = new vscode.Range(start.translate(0, -before.length), end);
    return [...links].slice(0, MAX_PLACES).map((link) => {
      const action = new vscode.CodeAction(
        vscode.l10n.t('Change to {0}, where {1} is now', link, last),
        vscode.CodeActionKind.QuickFix,
      );
      action.diagnostics = [diagnostic];
      action.isPreferred = links.size === 1;
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, range, link);
      return action;
    });
  }
}

/** The path by which a plan names a file: from its own folder when the link did so before, else from the workspace folder. */
function pathOf(plan: vscode.Uri, file: vscode.Uri, before: string): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(plan);
  if (!folder || vscode.workspace.getWorkspaceFolder(file) !== folder) return undefined;
  const own = plan.path.slice(0, plan.path.lastIndexOf('/') + 1);
  if (before.startsWith('./') && file.path.startsWith(own)) return `./${file.path.slice(own.length)}`;
  return vscode.workspace.asRelativePath(file, false);
}

export function registerMovedSymbols(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(planSelector, new MovedSymbols(), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
