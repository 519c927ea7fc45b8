import * as vscode from 'vscode';
import type { EditResult } from '../../server/protocol/edits';
import type { HeadwayClient } from '../languageClient';

/** Makes an edit of the server's in one undo step; says so when it cannot be made. */
export async function applyEdit(client: HeadwayClient, result: EditResult): Promise<void> {
  const refused = await editRefusal(client, result);
  if (refused !== null) void vscode.window.showWarningMessage(refused);
}

/** Makes an edit of the server's in one undo step; returns why it cannot be made, or null when it was. */
export async function editRefusal(client: HeadwayClient, result: EditResult): Promise<string | null> {
  if ('refused' in result) return result.refused;
  const edit = await client.toWorkspaceEdit(result.edit);
  const isApplied = edit !== undefined && (await vscode.workspace.applyEdit(edit));
  return isApplied ? null : vscode.l10n.t('The plan changed in the meantime: nothing was written.');
}
