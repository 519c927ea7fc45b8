import * as vscode from 'vscode';
import {
  type NewPlanParams,
  type NewPlanResult,
  newPlanRequest,
  type TemplateKind,
} from '../../server/protocol/newPlan';
import { exists } from '../links/exists';
import type { HeadwayCommand } from './command';

interface TemplateItem extends vscode.QuickPickItem {
  readonly template: TemplateKind;
}

function templateItems(): TemplateItem[] {
  const item = (template: TemplateKind, icon: string, label: string, detail: string): TemplateItem => ({
    template,
    label: `$(${icon}) ${label}`,
    detail,
  });
  const { t } = vscode.l10n;
  return [
    item('feature', 'tools', t('Software feature'), t('From what is wanted to what is released')),
    item('release', 'package', t('Release'), t('A freeze, a candidate, proof, and a deadline')),
    item('migration', 'arrow-swap', t('Migration'), t('From an old system to a new one, with a way back')),
    item('scrum', 'sync', t('Scrum'), t('Sprints of two weeks, a team, points, and ideas for later')),
    item('waterfall', 'list-ordered', t('Waterfall'), t('Phases, each closed by a milestone')),
    item('portfolio', 'files', t('Portfolio'), t('The plans of this folder side by side')),
  ];
}

/** Makes a plan in the workspace from a template, and opens it. */
export const newPlan: HeadwayCommand = {
  id: 'headway.newPlan',
  run: async ({ client, plans }) => {
    const folder = await pickFolder();
    if (!folder) return;
    const picked = await vscode.window.showQuickPick(templateItems(), {
      title: vscode.l10n.t('New plan'),
      placeHolder: vscode.l10n.t('What does it begin as?'),
      matchOnDetail: true,
    });
    if (!picked) return;
    const title = await vscode.window.showInputBox({
      title: vscode.l10n.t('New plan'),
      prompt: vscode.l10n.t('What is it a plan of?'),
      value: folder.name,
    });
    if (!title) return;
    const params: NewPlanParams = { kind: picked.template, title, include: includable(plans.all, folder) };
    const made = await client.request<NewPlanParams, NewPlanResult>(newPlanRequest, params);
    if (!made) return;
    const uri = await freeFile(folder.uri, made.fileName);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(made.text));
    await vscode.window.showTextDocument(uri);
  },
};

/** The paths of the plans of a folder; of those with the same name, one: the names of included plans must differ. */
function includable(plans: readonly { readonly uri: string }[], folder: vscode.WorkspaceFolder): string[] {
  const byName = new Map<string, string>();
  for (const { uri } of plans) {
    const file = vscode.Uri.parse(uri);
    if (vscode.workspace.getWorkspaceFolder(file) !== folder) continue;
    byName.set(file.path.slice(file.path.lastIndexOf('/') + 1), vscode.workspace.asRelativePath(file, false));
  }
  return [...byName.values()].sort();
}

/** The folder of the workspace in which a plan is to be made. */
export async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0) {
    const open = vscode.l10n.t('Open Folder');
    const message = vscode.l10n.t('Open a folder first: a plan lives next to the code.');
    const answer = await vscode.window.showInformationMessage(message, open);
    if (answer === open) await vscode.commands.executeCommand('vscode.openFolder');
  }
  return folders[0];
}

/** A file of that name that is not there yet: `web-shop.plan.yaml`, `web-shop-2.plan.yaml`. */
export async function freeFile(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let i = 1; ; i++) {
    const uri = vscode.Uri.joinPath(folder, i === 1 ? name : name.replace(/\.plan\.yaml$/, `-${i}$&`));
    if (!(await exists(uri))) return uri;
  }
}
