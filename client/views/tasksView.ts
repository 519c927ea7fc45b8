import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView, TaskStatus } from '../../server/protocol/schedule';
import type { PlanEvent, PlanStore } from '../plans';
import { formatDate, formatSpan } from './format';

/** A node of the tree: a plan, or a task by its row. */
export type TaskNode =
  | { readonly uri: string; readonly row?: undefined }
  | { readonly uri: string; readonly row: ScheduleRow; readonly index: number };

/** The work breakdown of every plan, with dates, status and owner. */
class TasksProvider implements vscode.TreeDataProvider<TaskNode>, vscode.Disposable {
  readonly #plans: PlanStore;
  readonly #onDidChange = new vscode.EventEmitter<TaskNode | undefined>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChangeTreeData = this.#onDidChange.event;

  constructor(plans: PlanStore) {
    this.#plans = plans;
    this.#subscription = plans.onDidChange((event) => this.#changed(event));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#onDidChange.dispose();
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    const view = this.#plans.get(node.uri);
    if (!view) return new vscode.TreeItem('');
    return node.row ? taskItem(view, node.row, hasChildren(view, node.index)) : planItem(view);
  }

  getChildren(node?: TaskNode): TaskNode[] {
    if (!node) return this.#plans.all.map(({ uri }) => ({ uri }));
    const view = this.#plans.get(node.uri);
    if (!view) return [];
    const depth = node.row ? node.row.depth + 1 : 0;
    const children: TaskNode[] = [];
    for (let i = node.row ? node.index + 1 : 0; i < view.rows.length && view.rows[i].depth >= depth; i++) {
      if (view.rows[i].depth === depth) children.push({ uri: node.uri, row: view.rows[i], index: i });
    }
    return children;
  }

  #changed(event: PlanEvent): void {
    // What other views show of a version without a visible difference does not concern the tree.
    if (event.change && event.change.rows.length === 0 && event.change.links === undefined) return;
    this.#onDidChange.fire(undefined);
  }
}

function hasChildren(view: ScheduleView, index: number): boolean {
  return (view.rows[index + 1]?.depth ?? 0) > view.rows[index].depth;
}

function planItem(view: ScheduleView): vscode.TreeItem {
  const uri = vscode.Uri.parse(view.uri);
  const item = new vscode.TreeItem(
    view.title || vscode.workspace.asRelativePath(uri),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  item.id = view.uri;
  item.description = view.rows.length > 0 ? formatSpan(view.start, view.finish, view.now) : vscode.l10n.t('no tasks');
  item.iconPath = new vscode.ThemeIcon('project');
  item.contextValue = 'plan';
  item.tooltip = vscode.workspace.asRelativePath(uri);
  item.command = { command: 'vscode.open', title: vscode.l10n.t('Open Plan'), arguments: [uri] };
  return item;
}

function taskItem(view: ScheduleView, row: ScheduleRow, isParent: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(
    row.title,
    isParent
      ? vscode.TreeItemCollapsibleState[row.depth === 0 ? 'Expanded' : 'Collapsed']
      : vscode.TreeItemCollapsibleState.None,
  );
  item.id = `${view.uri}#${row.path}`;
  item.description = describe(view, row);
  item.iconPath = iconOf(row);
  item.contextValue = ['task', row.kind, row.status, ...(row.code.length > 0 ? ['code'] : [])].join(' ');
  item.tooltip = tooltipOf(view, row);
  item.accessibilityInformation = { label: `${row.title}, ${statusLabel(row.status)}, ${item.description}` };
  item.command = {
    command: 'headway.openTask',
    title: vscode.l10n.t('Open in Plan'),
    arguments: [{ uri: view.uri, row }],
  };
  return item;
}

function describe(view: ScheduleView, row: ScheduleRow): string {
  if (row.start === null || row.finish === null) return vscode.l10n.t('not scheduled');
  const dates =
    row.kind === 'milestone' ? formatDate(row.start, view.now) : formatSpan(row.start, row.finish, view.now);
  const who = row.owner ?? row.who.join(', ');
  const late = row.isLate ? ` · ${vscode.l10n.t('late')}` : '';
  return `${dates}${who ? ` · ${who}` : ''}${late}`;
}

function iconOf(row: ScheduleRow): vscode.ThemeIcon {
  const color = (id: string): vscode.ThemeColor => new vscode.ThemeColor(id);
  if (row.status === 'done') return new vscode.ThemeIcon('pass-filled', color('charts.green'));
  if (row.status === 'dropped') return new vscode.ThemeIcon('circle-slash', color('disabledForeground'));
  if (row.start === null) return new vscode.ThemeIcon('question', color('charts.red'));
  if (row.isLate) return new vscode.ThemeIcon('warning', color('charts.red'));
  if (row.kind === 'milestone')
    return new vscode.ThemeIcon('debug-breakpoint-unverified', color(row.critical ? 'charts.red' : 'charts.purple'));
  if (row.status === 'doing') return new vscode.ThemeIcon('play-circle', color('charts.blue'));
  if (row.kind === 'summary') return new vscode.ThemeIcon('list-tree');
  return new vscode.ThemeIcon('circle-large-outline', row.critical ? color('charts.red') : undefined);
}

function statusLabel(status: TaskStatus): string {
  const labels: Record<TaskStatus, string> = {
    todo: vscode.l10n.t('to do'),
    doing: vscode.l10n.t('in progress'),
    done: vscode.l10n.t('done'),
    dropped: vscode.l10n.t('dropped'),
  };
  return labels[status];
}

function tooltipOf(view: ScheduleView, row: ScheduleRow): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(row.title).appendMarkdown('**  \n').appendText(row.path);
  if (row.start !== null && row.finish !== null) {
    text.appendMarkdown('\n\n').appendText(formatSpan(row.start, row.finish, view.now));
    text.appendText(
      row.critical ? ` · ${vscode.l10n.t('critical')}` : row.slack ? ` · ${vscode.l10n.t('{0} slack', row.slack)}` : '',
    );
  }
  text.appendMarkdown('\n\n').appendText(`${statusLabel(row.status)}${row.done > 0 ? `, ${row.done} %` : ''}`);
  if (row.who.length > 0) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Work by {0}', row.who.join(', ')));
  if (row.why) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Starts then because {0}', row.why));
  if (row.code.length > 0) text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Code: {0}', row.code.join(', ')));
  return text;
}

export function registerTasksView(plans: PlanStore): vscode.Disposable {
  const provider = new TasksProvider(plans);
  const view = vscode.window.createTreeView('headway.tasks', { treeDataProvider: provider, showCollapseAll: true });
  const badge = (): void => {
    const late = plans.all.reduce(
      (sum, plan) => sum + plan.rows.filter((row) => row.isLate && row.kind !== 'summary').length,
      0,
    );
    view.badge =
      late > 0
        ? {
            value: late,
            tooltip:
              late === 1
                ? vscode.l10n.t('1 task misses its deadline')
                : vscode.l10n.t('{0} tasks miss their deadline', late),
          }
        : undefined;
  };
  return vscode.Disposable.from(provider, view, plans.onDidChange(badge));
}
