import * as vscode from 'vscode';
import type { EditResult } from '../../server/protocol/edits';
import type { HeadwayClient } from '../languageClient';

/** Makes an edit of the server's in one undo step; says so when it cannot be made. */
export async function applyEdit(client: HeadwayClient, result: EditResult): Promise<void> {
  if ('refused' in result) {
    void vscode.window.showWarningMessage(result.refused);
    return;
  }
  const edit = await client.toWorkspaceEdit(result.edit);
  const isApplied = edit !== undefined && (await vscode.workspace.applyEdit(edit));
  if (!isApplied)
    void vscode.window.showWarningMessage(vscode.l10n.t('The plan changed in the meantime: nothing was written.'));
}
