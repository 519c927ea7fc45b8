import * as vscode from 'vscode';
import type { GitRepository } from './git';
import { registerLinkFixes } from './linkFixes';
import { renamedIn } from './renames';

/** Commits of a file in which a rename is looked for. */
const MAX_COMMITS = 20;

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

/** For links to symbols that are gone from their file: the name that a diff has in their place, as a fix. */
export function registerRenamedSymbols(): vscode.Disposable {
  return registerLinkFixes('plan/missing-symbol', async ({ document, range, repository, baseOf }) => {
    const symbol = document.getText(range);
    const before = document.lineAt(range.start.line).text.slice(0, range.start.character);
    const path = /([^\s'",[\]{}]*)#$/.exec(before)?.[1];
    if (!path) return undefined;
    const outer = symbol.slice(0, symbol.lastIndexOf('.') + 1);
    const name = await newName(repository, vscode.Uri.joinPath(baseOf(path), path), symbol.slice(outer.length));
    if (name === undefined) return undefined;
    const text = `${outer}${name}`;
    return { title: vscode.l10n.t('Change to {0}: it was renamed', text), text };
  });
}
