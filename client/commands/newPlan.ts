import * as vscode from 'vscode';
import type { HeadwayCommand } from './command';

/** A plan to begin with: short, with a comment for whoever sees one for the first time. */
function starter(title: string): string {
  return `# Tasks, who does them, and what they wait for; dates follow by themselves.
# "Headway: Open Schedule to the Side" shows the chart.
plan: ${JSON.stringify(title)}

people:
  me: {name: Me}

tasks:
  idea:
    title: Find out what is wanted
    effort: 2d
    assign: me
  build:
    title: Build it
    effort: 3d..5d
    assign: me
    after: idea
  done: {title: It is there, milestone: true, after: build}
`;
}

/** Makes a plan in the workspace, and opens it. */
export const newPlan: HeadwayCommand = {
  id: 'headway.newPlan',
  run: async () => {
    const folder = await pickFolder();
    if (!folder) return;
    const title = await vscode.window.showInputBox({
      title: vscode.l10n.t('New plan'),
      prompt: vscode.l10n.t('What is it a plan of?'),
      value: folder.name,
    });
    if (!title) return;
    const uri = await freeFile(folder.uri, title);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(starter(title), 'utf8'));
    await vscode.window.showTextDocument(uri);
  },
};

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0)
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: a plan lives next to the code.'));
  return folders[0];
}

/** A file named after the title that is not there yet: `web-shop.plan.yaml`. */
async function freeFile(folder: vscode.Uri, title: string): Promise<vscode.Uri> {
  const name =
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'plan';
  for (let i = 1; ; i++) {
    const uri = vscode.Uri.joinPath(folder, `${name}${i === 1 ? '' : `-${i}`}.plan.yaml`);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}
