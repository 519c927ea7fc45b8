import * as vscode from 'vscode';
import { exists } from '../links/exists';
import type { HeadwayCommand } from './command';

/** Opens a copy of the example, a web shop with its code: the same one again, with what was tried in it. */
export const openExample: HeadwayCommand = {
  id: 'headway.openExample',
  run: async ({ context }) => {
    if (vscode.env.uiKind === vscode.UIKind.Web && vscode.env.remoteName === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('A browser has no folder for the example: open it in VS Code on a desktop.'),
      );
      return;
    }
    const copy = vscode.Uri.joinPath(context.globalStorageUri, 'web-shop');
    if (!(await exists(copy))) {
      await vscode.workspace.fs.createDirectory(context.globalStorageUri);
      await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'examples', 'webshop'), copy);
    }
    const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
    await vscode.commands.executeCommand('vscode.openFolder', copy, { forceNewWindow });
  },
};

export const openWalkthrough: HeadwayCommand = {
  id: 'headway.openWalkthrough',
  run: ({ context }) =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false),
};
