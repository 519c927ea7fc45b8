import * as vscode from 'vscode';
import {
  type EditParams,
  type EditResult,
  editRequest,
  type PlanEdit,
  type TransferParams,
  transferRequest,
} from '../../server/protocol/edits';
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

/** Asks the server for an edit and makes it; says so, and returns false, when it cannot be made. */
export async function makeEdit(client: HeadwayClient, uri: string, edit: PlanEdit): Promise<boolean> {
  return makeResult(client, await client.request<EditParams, EditResult>(editRequest, { uri, edit }));
}

/** Moves a task to another plan; says so, and returns false, when it cannot be done. */
export async function transferTask(client: HeadwayClient, params: TransferParams): Promise<boolean> {
  return makeResult(client, await client.request<TransferParams, EditResult>(transferRequest, params));
}

async function makeResult(client: HeadwayClient, result: EditResult | undefined): Promise<boolean> {
  const refused = result ? await editRefusal(client, result) : vscode.l10n.t('The plan is not there any more.');
  if (refused !== null) void vscode.window.showWarningMessage(refused);
  return refused === null;
}
