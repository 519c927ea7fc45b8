import * as vscode from 'vscode';
import { groupings, orders, type TreeOrder } from '../views/tasksTree';
import { groupingLabel } from '../views/treeItems';
import type { HeadwayCommand } from './command';

/** What the tree of tasks shows. */

export const groupTasks: HeadwayCommand = {
  id: 'headway.tasks.groupBy',
  run: async ({ tasks }) => {
    const items = groupings.map((grouping) => ({
      label: groupingLabel(grouping),
      ...(grouping === tasks.options.grouping ? { description: vscode.l10n.t('now') } : {}),
      grouping,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group tasks') });
    if (picked) tasks.choose({ grouping: picked.grouping });
  },
};

export const sortTasks: HeadwayCommand = {
  id: 'headway.tasks.sortBy',
  run: async ({ tasks }) => {
    const labels: Record<TreeOrder, string> = {
      plan: vscode.l10n.t('as in the plan'),
      start: vscode.l10n.t('by start'),
      finish: vscode.l10n.t('by finish'),
      slack: vscode.l10n.t('by slack, the most urgent first'),
      title: vscode.l10n.t('by title'),
    };
    const items = orders.map((order) => ({
      label: labels[order],
      ...(order === tasks.options.order ? { description: vscode.l10n.t('now') } : {}),
      order,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Sort tasks') });
    if (picked) tasks.choose({ order: picked.order });
  },
};

export const filterTasks: HeadwayCommand = {
  id: 'headway.tasks.filter',
  run: ({ tasks }) => {
    const before = tasks.options.text;
    const box = vscode.window.createInputBox();
    box.title = vscode.l10n.t('Filter tasks');
    box.placeholder = vscode.l10n.t('Words of titles, people, tags or statuses');
    box.value = before;
    let isAccepted = false;
    // The tree follows every key; Escape brings back what was shown.
    box.onDidChangeValue((text) => tasks.choose({ text }));
    box.onDidAccept(() => {
      isAccepted = true;
      box.hide();
    });
    box.onDidHide(() => {
      if (!isAccepted && tasks.options.text !== before) tasks.choose({ text: before });
      box.dispose();
    });
    box.show();
  },
};

export const clearFilter: HeadwayCommand = {
  id: 'headway.tasks.clearFilter',
  run: ({ tasks }) => tasks.choose({ text: '', hidesDone: false, isReadyOnly: false }),
};

export const hideDone: HeadwayCommand = {
  id: 'headway.tasks.hideDone',
  run: ({ tasks }) => tasks.choose({ hidesDone: !tasks.options.hidesDone }),
};

export const showReady: HeadwayCommand = {
  id: 'headway.tasks.showReady',
  run: ({ tasks }) => tasks.choose({ isReadyOnly: !tasks.options.isReadyOnly }),
};
