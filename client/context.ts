import * as vscode from 'vscode';

/** Tells the `when` clauses of menus what there is, now and when it changes. */
export function registerContext(): vscode.Disposable {
  const tell = (): void => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    setContext('schemes', [...new Set(folders.map(({ uri }) => uri.scheme))]);
    setContext('hasGit', vscode.extensions.getExtension('vscode.git') !== undefined);
  };
  tell();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeWorkspaceFolders(tell),
    vscode.extensions.onDidChange(tell),
  );
}

function setContext(name: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', `headway.${name}`, value);
}
