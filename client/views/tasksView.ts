import * as vscode from 'vscode';
import type { PlanEdit } from '../../server/protocol/edits';
import type { ScheduleRow } from '../../server/protocol/schedule';
import type { WorkCommit } from '../git/evidence';
import { evidenceInWords } from '../git/words';
import type { WorkLog } from '../git/workLog';
import { type HeadwayClient, planSelector } from '../languageClient';
import { makeEdit, transferTask } from '../links/applyEdit';
import type { PlanEvent, PlanStore } from '../plans';
import { tooltipOf } from './taskItems';
import { sameShape, type TreeNode, type TreeOptions, treeOf, usualOptions } from './tasksTree';
import { commitItem, groupItem, groupingLabel, moreCommitsItem, planItem, taskItem } from './treeItems';

/** A node of the tree: a plan, a group, or a task with its row. */
export interface TaskNode {
  readonly uri: string;
  /** Undefined for the plan itself. */
  readonly node: TreeNode | undefined;
  /** Undefined for plans, groups and commits. */
  row: ScheduleRow | undefined;
  /** A commit of the task that `node` stands for. */
  readonly commit?: WorkCommit | 'more';
}

/** More commits than this are listed by a command, which the last row runs. */
const MAX_COMMITS = 10;

const mime = 'application/vnd.code.tree.headway.tasks';
const optionsKey = 'headway.tasks.options';

/** The tasks of every plan: grouped, filtered and sorted, changed by checkboxes and by dragging. */
export class TasksView
  implements vscode.TreeDataProvider<TaskNode>, vscode.TreeDragAndDropController<TaskNode>, vscode.Disposable
{
  readonly dropMimeTypes = [mime];
  readonly dragMimeTypes = [mime];
  readonly #client: HeadwayClient;
  readonly #plans: PlanStore;
  readonly #workLog: WorkLog;
  readonly #state: vscode.Memento;
  readonly #onDidChange = new vscode.EventEmitter<TaskNode | TaskNode[] | undefined>();
  readonly onDidChangeTreeData = this.#onDidChange.event;
  /** The nodes of every plan; they stay the same as long as the tree has the same shape. */
  readonly #trees = new Map<string, { root: TaskNode; tree: TreeNode[]; nodes: Map<TreeNode, TaskNode> }>();
  /** The commits of the tasks of every plan, as far as git has told. */
  readonly #commits = new Map<string, ReadonlyMap<string, readonly WorkCommit[]>>();
  readonly #disposables: vscode.Disposable[];
  readonly #view: vscode.TreeView<TaskNode>;
  #options: TreeOptions;

  constructor(client: HeadwayClient, plans: PlanStore, workLog: WorkLog, state: vscode.Memento) {
    this.#workLog = workLog;
    this.#client = client;
    this.#plans = plans;
    this.#state = state;
    this.#options = { ...usualOptions, ...state.get<Partial<TreeOptions>>(optionsKey) };
    this.#view = vscode.window.createTreeView('headway.tasks', {
      treeDataProvider: this,
      dragAndDropController: this,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.#disposables = [
      this.#view,
      plans.onDidChange((event) => this.#changed(event)),
      workLog.onDidChange(() => void this.#readCommits()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('headway.tasks.commits')) void this.#readCommits();
      }),
      this.#view.onDidChangeCheckboxState(({ items }) => void this.#checked(items)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) =>
        this.#follow(textEditor, selections[0].active.line),
      ),
    ];
    this.#tell();
  }

  get options(): TreeOptions {
    return this.#options;
  }

  /** What is selected, when a command is run on the view and not on a node. */
  get selection(): readonly TaskNode[] {
    return this.#view.selection;
  }

  /** Changes what is shown; it survives a reload. */
  choose(change: Partial<TreeOptions>): void {
    this.#options = { ...this.#options, ...change };
    void this.#state.update(optionsKey, this.#options);
    this.#trees.clear();
    this.#tell();
    this.#onDidChange.fire(undefined);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#onDidChange.dispose();
  }

  getTreeItem({ uri, node, row, commit }: TaskNode): vscode.TreeItem {
    const view = this.#plans.get(uri);
    if (!view) return new vscode.TreeItem('');
    if (!node) return planItem(view);
    if (commit === 'more') return moreCommitsItem(view, node);
    if (commit) return commitItem(view, node, commit);
    return row ? taskItem(view, row, node, this.#commitsOf(uri, row).length > 0) : groupItem(view, node);
  }

  /** What git knows of a task is asked for when somebody looks. */
  async resolveTreeItem(item: vscode.TreeItem, { uri, row }: TaskNode): Promise<vscode.TreeItem> {
    const view = this.#plans.get(uri);
    const evidence = view && row ? await this.#workLog.of(view, row) : undefined;
    const words = evidence && evidenceInWords(evidence, Date.now());
    if (view && row) item.tooltip = tooltipOf(view, row, words);
    return item;
  }

  getParent({ uri, node, commit }: TaskNode): TaskNode | undefined {
    const known = this.#treeOf(uri);
    if (!node || !known) return undefined;
    if (commit) return known.nodes.get(node);
    return node.parent ? known.nodes.get(node.parent) : known.root;
  }

  getChildren(of?: TaskNode): TaskNode[] {
    if (!of) return this.#plans.all.flatMap(({ uri }) => this.#treeOf(uri)?.root ?? []);
    if (of.commit) return [];
    const { uri, node, row } = of;
    const known = this.#treeOf(uri);
    const tasks = (node ? node.children : (known?.tree ?? [])).flatMap((child) => known?.nodes.get(child) ?? []);
    const commits = row ? this.#commitsOf(uri, row) : [];
    const shown = commits.length > MAX_COMMITS ? [...commits.slice(0, MAX_COMMITS), 'more' as const] : commits;
    return [...tasks, ...shown.map((commit) => ({ uri, node, row: undefined, commit }))];
  }

  #commitsOf(uri: string, { path }: ScheduleRow): readonly WorkCommit[] {
    return this.#commits.get(uri)?.get(path) ?? [];
  }

  /** Asks git anew, and draws the tasks whose commits are others. */
  async #readCommits(): Promise<void> {
    const isOn = vscode.workspace.getConfiguration('headway').get('tasks.commits', true);
    for (const view of this.#plans.all) {
      const before = this.#commits.get(view.uri);
      const now = isOn ? await this.#workLog.all(view) : new Map<string, readonly WorkCommit[]>();
      if (before === now || (!before && now.size === 0)) continue;
      this.#commits.set(view.uri, now);
      const stale = [...(this.#trees.get(view.uri)?.nodes.values() ?? [])].filter(
        ({ row }) => row && !sameCommits(before?.get(row.path), now.get(row.path)),
      );
      if (stale.length > 0) this.#onDidChange.fire(stale);
    }
  }

  handleDrag(source: readonly TaskNode[], data: vscode.DataTransfer): void {
    const tasks = source.flatMap(({ uri, row }) => (row ? [{ uri, path: row.path }] : []));
    data.set(mime, new vscode.DataTransferItem(tasks));
  }

  async handleDrop(target: TaskNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const tasks = data.get(mime)?.value as readonly { readonly uri: string; readonly path: string }[] | undefined;
    if (!target || !tasks) return;
    for (const { uri, path } of tasks) {
      const edit = this.#dropped(uri, path, target);
      if (!edit) continue;
      if (uri === target.uri) {
        if (!(await makeEdit(this.#client, uri, edit))) return;
      } else if (edit.kind === 'reparent') {
        const { parent, before } = edit;
        const place = { parent, ...(before === undefined ? {} : { before }) };
        if (!(await transferTask(this.#client, { uri, task: path, to: target.uri, ...place }))) return;
      }
    }
  }

  /** What dropping a task somewhere asks for. */
  #dropped(from: string, task: string, { uri, node, row }: TaskNode): PlanEdit | undefined {
    if (!node) return { kind: 'reparent', task, parent: null };
    if (node.group) {
      const { by, value } = node.group;
      if (by === 'status') return { kind: 'setStatus', task, status: value };
      if (by === 'person') return { kind: 'assign', task, who: value === '' ? [] : [value] };
      if (by === 'sprint') return { kind: 'setField', task, key: 'sprint', value: value === '' ? null : value };
      return undefined;
    }
    if (!row || this.#options.grouping !== 'breakdown') return undefined;
    if (uri === from && row.path === task) return undefined;
    if (row.kind === 'summary') return { kind: 'reparent', task, parent: row.path };
    const dot = row.path.lastIndexOf('.');
    const parent = dot < 0 ? null : row.path.slice(0, dot);
    return this.#plans.get(uri) ? { kind: 'reparent', task, parent, before: row.path } : undefined;
  }

  async #checked(items: readonly [TaskNode, vscode.TreeItemCheckboxState][]): Promise<void> {
    for (const [{ uri, row }, state] of items) {
      const kind = state === vscode.TreeItemCheckboxState.Checked ? 'done' : 'todo';
      const status = this.#plans.get(uri)?.statuses.find((it) => it.kind === kind);
      const isMade =
        row && status && (await makeEdit(this.#client, uri, { kind: 'setStatus', task: row.path, status: status.id }));
      // A box that was checked in vain must not stay so.
      if (!isMade) this.#onDidChange.fire(undefined);
    }
  }

  #treeOf(uri: string): { root: TaskNode; tree: TreeNode[]; nodes: Map<TreeNode, TaskNode> } | undefined {
    const known = this.#trees.get(uri);
    if (known) return known;
    const view = this.#plans.get(uri);
    if (!view) return undefined;
    const tree = treeOf(view, this.#options);
    const nodes = new Map<TreeNode, TaskNode>();
    const add = (node: TreeNode): void => {
      nodes.set(node, { uri, node, row: node.index === undefined ? undefined : view.rows[node.index] });
      node.children.forEach(add);
    };
    tree.forEach(add);
    const made = { root: { uri, node: undefined, row: undefined }, tree, nodes };
    this.#trees.set(uri, made);
    return made;
  }

  /** Only what changed is drawn anew, unless tasks came, went or moved. */
  #changed({ uri, view, change }: PlanEvent): void {
    this.#badge();
    const known = this.#trees.get(uri);
    if (!known || !view || !change || !sameShape(known.tree, treeOf(view, this.#options))) {
      this.#trees.delete(uri);
      this.#onDidChange.fire(undefined);
      return;
    }
    const changed = new Set(change.rows.map(([index]) => index));
    if (changed.size === 0) return;
    const stale: TaskNode[] = [known.root];
    for (const [node, task] of known.nodes) {
      if (node.index === undefined || !changed.has(node.index)) continue;
      task.row = view.rows[node.index];
      stale.push(task);
    }
    this.#onDidChange.fire(stale);
  }

  #badge(): void {
    const tasks = this.#plans.all.flatMap(({ rows }) => rows.filter(({ kind }) => kind !== 'summary'));
    const late = tasks.filter(({ isLate }) => isLate).length;
    const blocked = tasks.filter(({ isBlocked }) => isBlocked).length;
    const parts = [
      late === 1 && vscode.l10n.t('1 task misses its deadline'),
      late > 1 && vscode.l10n.t('{0} tasks miss their deadline', late),
      blocked === 1 && vscode.l10n.t('1 task is blocked'),
      blocked > 1 && vscode.l10n.t('{0} tasks are blocked', blocked),
    ].filter(Boolean);
    const value = tasks.filter(({ isLate, isBlocked }) => isLate || isBlocked).length;
    this.#view.badge = value > 0 ? { value, tooltip: parts.join(', ') } : undefined;
  }

  /** Says above the tree what is not shown. */
  #tell(): void {
    const { text, hidesDone, isReadyOnly, grouping } = this.#options;
    const parts = [
      text && vscode.l10n.t('Only tasks with "{0}"', text),
      isReadyOnly && vscode.l10n.t('Only what can be worked on now'),
      hidesDone && !isReadyOnly && vscode.l10n.t('What is done is hidden'),
    ].filter(Boolean);
    this.#view.message = parts.length > 0 ? parts.join(' · ') : undefined;
    this.#view.description = grouping === 'breakdown' ? '' : groupingLabel(grouping);
    void vscode.commands.executeCommand(
      'setContext',
      'headway.tasks.isFiltered',
      text !== '' || hidesDone || isReadyOnly,
    );
  }

  /** Shows the task at the cursor of a plan. */
  #follow(editor: vscode.TextEditor, line: number): void {
    const isPlan = vscode.languages.match(planSelector, editor.document) > 0;
    const isOn = vscode.workspace.getConfiguration('headway').get('tasks.followCursor', true);
    if (!isPlan || !isOn || !this.#view.visible) return;
    const uri = editor.document.uri.toString();
    const rows = this.#plans.get(uri)?.rows ?? [];
    const index = rows.findLastIndex((row) => row.line <= line && line <= row.endLine);
    const known = this.#treeOf(uri);
    if (index < 0 || !known || this.#view.selection[0]?.row?.path === rows[index].path) return;
    for (const [node, task] of known.nodes)
      if (node.index === index) return void this.#view.reveal(task, { select: true, focus: false });
  }
}

function sameCommits(a: readonly WorkCommit[] = [], b: readonly WorkCommit[] = []): boolean {
  return a.length === b.length && a.every(({ hash }, i) => hash === b[i].hash);
}
