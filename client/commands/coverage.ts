import * as vscode from 'vscode';
import {
  type CoverageParams,
  type CoverageResult,
  type CoverageView,
  coverageRequest,
} from '../../server/protocol/code';
import { revealTask } from '../links/revealTask';
import { iconOf } from '../views/taskItems';
import type { HeadwayCommand, Services } from './command';

interface Item extends vscode.QuickPickItem {
  readonly open?: () => unknown;
}

/** What of the code no task names, open tasks that lead to no code, and code of done tasks that is gone. */
export const showCoverage: HeadwayCommand = {
  id: 'headway.showCoverage',
  run: async (services, given?: unknown) => {
    const { client, plans } = services;
    const uri = plans.uriFor(given);
    if (uri === undefined) return;
    const found = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing plans and code …') },
      () => client.request<CoverageParams, CoverageResult>(coverageRequest, { uri }),
    );
    if (!found) return;
    const percent = found.files === 0 ? 100 : Math.floor((found.covered / found.files) * 100);
    const picked = await vscode.window.showQuickPick(itemsOf(found, services), {
      title: vscode.l10n.t('Tasks name {0} of {1} source files ({2} %)', found.covered, found.files, percent),
      matchOnDescription: true,
    });
    await picked?.open?.();
  },
};

function itemsOf({ folders, withoutCode, gone }: CoverageView, { plans }: Services): Item[] {
  const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const taskItem = (plan: string, path: string, description: string): Item[] => {
    const row = plans.task(plan, path)?.row;
    return row
      ? [{ label: row.title, description, iconPath: iconOf(row), open: () => revealTask(plan, row.line) }]
      : [];
  };
  const items = [
    ...(folders.length > 0 ? [heading(vscode.l10n.t('Folders that no task names'))] : []),
    ...folders.map(({ uri, path, files }) => ({
      label: `${path}/`,
      description: files === 1 ? vscode.l10n.t('1 source file') : vscode.l10n.t('{0} source files', files),
      iconPath: new vscode.ThemeIcon('folder'),
      open: () => vscode.commands.executeCommand('revealInExplorer', vscode.Uri.parse(uri)),
    })),
    ...(withoutCode.length > 0 ? [heading(vscode.l10n.t('Open tasks without code'))] : []),
    ...withoutCode.flatMap(({ plan, task }) => taskItem(plan, task, task)),
    ...(gone.length > 0 ? [heading(vscode.l10n.t('Done tasks whose code is gone'))] : []),
    ...gone.flatMap(({ plan, task, link }) => taskItem(plan, task, link)),
  ];
  return items.length > 0 ? items : [{ label: vscode.l10n.t('Plans and code know each other') }];
}
