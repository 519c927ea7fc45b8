import * as vscode from 'vscode';

/** Shows a task in the text of its plan, with the cursor on its id. */
export async function revealTask(
  uri: string,
  line: number,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const text = document.lineAt(Math.min(line, document.lineCount - 1));
  const at = new vscode.Position(text.lineNumber, text.firstNonWhitespaceCharacterIndex);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = options.viewColumn ?? visible?.viewColumn;
  await vscode.window.showTextDocument(document, {
    ...options,
    ...(viewColumn ? { viewColumn } : {}),
    selection: new vscode.Range(at, at),
  });
}
