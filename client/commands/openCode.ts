import * as vscode from 'vscode';
import { type LocateParams, type LocateResult, locateRequest } from '../../server/protocol/requests';
import type { HeadwayClient } from '../languageClient';
import type { PlanStore, PlanTask } from '../plans';
import type { HeadwayCommand, TaskArgument } from './command';

/** Opens the code of a task; asks which when it is linked to several places. */
export const openCode: HeadwayCommand = {
  id: 'headway.openCode',
  run: async ({ client, plans }, node?: TaskArgument) => {
    const task = node?.row ? plans.task(node.uri, node.row.path) : taskAtCursor(plans);
    if (!task) return;
    const { view, row } = task;
    if (row.code.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is not linked to code. Add a `code:` key to it.', row.title),
      );
      return;
    }
    const link = row.code.length === 1 ? 0 : await pick(row.code, row.title);
    if (link !== undefined) await openLink(client, view.uri, row.path, link, row.code[link]);
  },
};

function taskAtCursor(plans: PlanStore): PlanTask | undefined {
  const editor = vscode.window.activeTextEditor;
  const line = editor?.selection.active.line ?? -1;
  const view = editor && plans.get(editor.document.uri.toString());
  const row = view?.rows.findLast((it) => it.line <= line && line <= it.endLine);
  return view && row && { view, row };
}

async function pick(links: readonly string[], title: string): Promise<number | undefined> {
  const items = links.map((label, index) => ({ label, index }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Open which code?') });
  return picked?.index;
}

async function openLink(client: HeadwayClient, uri: string, path: string, link: number, text: string): Promise<void> {
  const place = await client.request<LocateParams, LocateResult>(locateRequest, { uri, path, link });
  if (!place) {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} leads to no single file.', text));
    return;
  }
  const target = vscode.Uri.parse(place.uri);
  if (place.isFolder) {
    await vscode.commands.executeCommand('revealInExplorer', target);
    return;
  }
  const at = new vscode.Position(place.line, place.character);
  await vscode.window.showTextDocument(target, { selection: new vscode.Range(at, at), viewColumn: codeColumn() });
}

/** Beside a schedule panel, code opens where the text is, not over the chart. */
function codeColumn(): vscode.ViewColumn {
  return (
    vscode.window.activeTextEditor?.viewColumn ??
    vscode.window.visibleTextEditors[0]?.viewColumn ??
    vscode.ViewColumn.Active
  );
}
