import * as vscode from 'vscode';
import { planSelector } from '../languageClient';
import { type GitRepository, repositoryOf } from './git';
import { renamedIn } from './renames';

/** Commits of a file in which a rename is looked for. */
const MAX_COMMITS = 20;

/** For links to symbols that are gone from their file: the name that a diff has in their place, as a fix. */
class RenamedSymbols implements vscode.CodeActionProvider {
  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const missing = diagnostics.filter(
      ({ code }) => (typeof code === 'object' ? code.value : code) === 'plan/missing-symbol',
    );
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    const repository = missing.length > 0 && folder ? await repositoryOf(document.uri) : undefined;
    if (!repository || !folder) return [];
    const found = await Promise.all(
      missing.map(async (diagnostic) => {
        const symbol = document.getText(diagnostic.range);
        const { line, character } = diagnostic.range.start;
        const path = /([^\s'",[\]{}]*)#$/.exec(document.lineAt(line).text.slice(0, character))?.[1];
        if (!path) return undefined;
        const base = /^\.\.?\//.test(path) ? vscode.Uri.joinPath(document.uri, '..') : folder.uri;
        const outer = symbol.slice(0, symbol.lastIndexOf('.') + 1);
        const name = await newName(repository, vscode.Uri.joinPath(base, path), symbol.slice(outer.length));
        if (name === undefined) return undefined;
        const action = new vscode.CodeAction(
          vscode.l10n.t('Change to {0}: it was renamed', `${outer}${name}`),
          vscode.CodeActionKind.QuickFix,
        );
        action.diagnostics = [diagnostic];
        action.isPreferred = true;
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, diagnostic.range, `${outer}${name}`);
        return action;
      }),
    );
    return found.filter((it) => it !== undefined);
  }
}

/** Follows renames of a symbol in a file, from the oldest of its last commits to what is not committed yet. */
async function newName(repository: GitRepository, file: vscode.Uri, old: string): Promise<string | undefined> {
  try {
    const text = (await vscode.workspace.openTextDocument(file)).getText();
    const commits = await repository.log({ maxEntries: MAX_COMMITS, path: file.fsPath });
    let name = old;
    for (const { hash, parents } of commits.reverse())
      if (parents.length > 0)
        name = renamedIn(await repository.diffBetween(parents[0], hash, file.fsPath), name) ?? name;
    name = renamedIn(await repository.diffWithHEAD(file.fsPath), name) ?? name;
    return name !== old && text.includes(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

export function registerRenamedSymbols(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(planSelector, new RenamedSymbols(), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
