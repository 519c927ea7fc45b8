import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';
import type { WorkCommit } from '../git/evidence';
import { ago } from '../git/words';
import { formatDate, formatSpan } from './format';
import { contextOf, describeTask, iconOf, statusTitle } from './taskItems';
import type { TreeNode, TreeOptions } from './tasksTree';

/** How the nodes of the tree of tasks look: plans, groups, tasks and commits. */

export function groupingLabel(grouping: TreeOptions['grouping']): string {
  const labels: Record<TreeOptions['grouping'], string> = {
    breakdown: vscode.l10n.t('breakdown'),
    person: vscode.l10n.t('by person'),
    status: vscode.l10n.t('by status'),
    sprint: vscode.l10n.t('by sprint'),
    week: vscode.l10n.t('by week'),
    tag: vscode.l10n.t('by tag'),
  };
  return labels[grouping];
}

export function planItem(view: ScheduleView): vscode.TreeItem {
  const uri = vscode.Uri.parse(view.uri);
  const title = view.title || vscode.workspace.asRelativePath(uri);
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = view.uri;
  item.description = view.rows.length > 0 ? formatSpan(view.start, view.finish, view.now) : vscode.l10n.t('no tasks');
  item.iconPath = new vscode.ThemeIcon('project');
  item.contextValue = 'plan';
  item.tooltip = vscode.workspace.asRelativePath(uri);
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open Plan'), arguments: [uri] };
  return item;
}

export function groupItem(view: ScheduleView, { key, group, children }: TreeNode): vscode.TreeItem {
  const item = new vscode.TreeItem(groupTitle(view, group), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `${view.uri}#${key}`;
  item.description = String(children.length);
  item.contextValue = 'group';
  return item;
}

function groupTitle(view: ScheduleView, group: TreeNode['group']): string {
  const { by, value } = group ?? { by: 'tag', value: '' };
  switch (by) {
    case 'person':
      return view.people.find(({ id }) => id === value)?.name ?? vscode.l10n.t('Nobody');
    case 'status':
      return view.statuses.find(({ id }) => id === value)?.title ?? value;
    case 'week':
      return value === ''
        ? vscode.l10n.t('Not scheduled')
        : vscode.l10n.t('Week of {0}', formatDate(Number(value), view.now));
    case 'sprint':
      return value || vscode.l10n.t('No sprint');
    default:
      return value || vscode.l10n.t('No tag');
  }
}

export function moreCommitsItem({ uri, rows }: ScheduleView, { key, index }: TreeNode): vscode.TreeItem {
  const title = vscode.l10n.t('All commits…');
  const item = new vscode.TreeItem(title);
  item.id = `${uri}#${key}@more`;
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'commit';
  item.command = { command: 'headway.showCommits', title, arguments: [{ uri, row: rows[index ?? 0] }] };
  return item;
}

export function commitItem(view: ScheduleView, { key }: TreeNode, commit: WorkCommit): vscode.TreeItem {
  // The name of the task in front of it is that of the row above.
  const item = new vscode.TreeItem(commit.subject.replace(/^\[[^\]]*\]\s*(?=\S)/, ''));
  item.id = `${view.uri}#${key}@${commit.hash}`;
  item.description = [commit.author, ago(commit.time, Date.now())].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon('git-commit');
  item.contextValue = 'commit';
  item.tooltip = `${commit.hash.slice(0, 7)} ${commit.subject}`;
  item.command = { command: 'headway.showCommit', title: vscode.l10n.t('Show Commit'), arguments: [view.uri, commit] };
  return item;
}

export function taskItem(
  view: ScheduleView,
  row: ScheduleRow,
  { key, children }: TreeNode,
  hasCommits: boolean,
): vscode.TreeItem {
  const isParent = children.length > 0 || hasCommits;
  const expanded = row.depth === 0 && children.length > 0 ? 'Expanded' : 'Collapsed';
  const item = new vscode.TreeItem(row.title, vscode.TreeItemCollapsibleState[isParent ? expanded : 'None']);
  item.id = `${view.uri}#${key}`;
  item.description = describeTask(view, row);
  item.iconPath = iconOf(row);
  item.contextValue = contextOf(row);
  item.accessibilityInformation = { label: `${row.title}, ${statusTitle(view, row)}, ${item.description}` };
  if (row.kind !== 'summary' && row.status !== 'dropped') {
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    item.checkboxState = {
      state: row.status === 'done' ? Checked : Unchecked,
      tooltip: row.status === 'done' ? vscode.l10n.t('Not done after all') : vscode.l10n.t('Mark as done'),
    };
  }
  item.command = {
    command: 'headway.openTask',
    title: vscode.l10n.t('Open in Plan'),
    arguments: [{ uri: view.uri, row }],
  };
  return item;
}
