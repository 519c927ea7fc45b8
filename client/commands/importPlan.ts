import * as vscode from 'vscode';
import { type ImportPlanParams, type ImportPlanResult, importPlanRequest } from '../../server/protocol/importPlan';
import type { HeadwayCommand } from './command';
import { freeFile, pickFolder } from './newPlan';

/** No project is as large: what is larger is something else. In bytes. */
const MAX_SIZE = 100 * 1024 * 1024;

/** Makes a plan in the workspace of a file that Microsoft Project saved as XML, and opens it. */
export const importPlan: HeadwayCommand = {
  id: 'headway.importPlan',
  run: async ({ client }, from?: vscode.Uri) => {
    const folder = await pickFolder();
    if (!folder) return;
    const { t } = vscode.l10n;
    const [file] =
      from instanceof vscode.Uri
        ? [from]
        : ((await vscode.window.showOpenDialog({
            title: t('Import a project that Microsoft Project saved as XML'),
            openLabel: t('Import'),
            filters: { [t('Project as XML')]: ['xml'] },
          })) ?? []);
    if (!file) return;
    if ((await vscode.workspace.fs.stat(file)).size > MAX_SIZE) {
      void vscode.window.showErrorMessage(t('This file is too large to be a project.'));
      return;
    }
    const text = decoded(await vscode.workspace.fs.readFile(file));
    const made = await client.request<ImportPlanParams, ImportPlanResult>(importPlanRequest, { text });
    if (!made) return;
    if ('refused' in made) {
      void vscode.window.showErrorMessage(made.refused);
      return;
    }
    const uri = await freeFile(folder.uri, made.fileName);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(made.text));
    await vscode.window.showTextDocument(uri);
    const summary = t('{0} tasks were imported.', made.tasks);
    void vscode.window.showInformationMessage([summary, ...made.left].join(' '));
  },
};

/** Text in UTF-8, or in UTF-16 as its first bytes say. */
function decoded(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
