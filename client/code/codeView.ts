import * as vscode from 'vscode';
import type { LinkToFile, TaskComment } from '../../server/protocol/code';
import { contextOf, describeTask, iconOf, tooltipOf } from '../views/taskItems';
import { type CodeTaskStore, isSource } from './codeTasks';
import { rangeOf } from './commentFeatures';

type CodeNode =
  | { readonly kind: 'group'; readonly title: string; readonly children: readonly CodeNode[] }
  | { readonly kind: 'link'; readonly link: LinkToFile; readonly uri: string; readonly row: { readonly path: string } }
  | { readonly kind: 'comment'; readonly comment: TaskComment; readonly document: vscode.Uri };

/** For the file in the active editor: the tasks that touch it, and the comments in it that name tasks. */
class CodeProvider implements vscode.TreeDataProvider<CodeNode>, vscode.Disposable {
  readonly #store: CodeTaskStore;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  readonly onDidChangeTreeData = this.#onDidChange.event;
  view: vscode.TreeView<CodeNode> | undefined;
  /** The last source that was active: views that are clicked are no sources. */
  #document: vscode.TextDocument | undefined;

  constructor(store: CodeTaskStore) {
    this.#store = store;
    this.#follow(vscode.window.activeTextEditor);
    this.#disposables = [
      store.onDidChange(() => this.#onDidChange.fire()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#onDidChange.dispose();
  }

  getTreeItem(node: CodeNode): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return new vscode.TreeItem(node.title, vscode.TreeItemCollapsibleState.Expanded);
      case 'link':
        return this.#linkItem(node.link);
      case 'comment':
        return this.#commentItem(node.comment, node.document);
    }
  }

  async getChildren(node?: CodeNode): Promise<CodeNode[]> {
    if (node) return node.kind === 'group' ? [...node.children] : [];
    const document = this.#document;
    const found = document && (await this.#store.of(document));
    const nodes: CodeNode[] = [];
    if (found && found.links.length > 0)
      nodes.push({
        kind: 'group',
        title: vscode.l10n.t('Tasks'),
        children: found.links.map((link) => ({ kind: 'link', link, uri: link.plan, row: { path: link.task } })),
      });
    if (found && found.comments.length > 0)
      nodes.push({
        kind: 'group',
        title: vscode.l10n.t('Comments'),
        children: found.comments.map((comment) => ({ kind: 'comment', comment, document: document.uri })),
      });
    this.#tell(document, nodes.length);
    return nodes;
  }

  #tell(document: vscode.TextDocument | undefined, count: number): void {
    if (!this.view) return;
    const name = document && document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    this.view.description = name ?? '';
    this.view.message =
      count > 0
        ? undefined
        : name === undefined
          ? vscode.l10n.t('Open a source file, and the tasks that touch it appear here.')
          : vscode.l10n.t('No task is linked to {0}. Select something in it and run "Headway: Link to Task…".', name);
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isSource(editor.document) || editor.document === this.#document) return;
    this.#document = editor.document;
    this.#onDidChange.fire();
  }

  #linkItem({ plan, task: path, link, reach }: LinkToFile): vscode.TreeItem {
    const task = this.#store.task(plan, path);
    if (!task) return new vscode.TreeItem(path);
    const item = new vscode.TreeItem(task.row.title);
    const reaches: Record<LinkToFile['reach'], string> = {
      symbol: link.slice(link.indexOf('#') + 1),
      lines: vscode.l10n.t('lines'),
      file: vscode.l10n.t('the file'),
      folder: link,
      glob: link,
    };
    item.description = `${reaches[reach]} · ${describeTask(task.view, task.row)}`;
    item.iconPath = iconOf(task.row);
    item.tooltip = tooltipOf(task.view, task.row);
    item.contextValue = contextOf(task.row);
    item.command = {
      command: 'headway.openTask',
      title: vscode.l10n.t('Open in Plan'),
      arguments: [{ uri: task.view.uri, row: task.row }],
    };
    return item;
  }

  #commentItem(comment: TaskComment, document: vscode.Uri): vscode.TreeItem {
    const task = comment.task && this.#store.task(comment.task.plan, comment.task.path);
    const item = new vscode.TreeItem(`${comment.word}(${comment.written})`);
    const line = vscode.l10n.t('line {0}', comment.line + 1);
    item.description = task ? `${line} · ${task.row.title}` : `${line} · ${vscode.l10n.t('no such task')}`;
    item.iconPath = task ? iconOf(task.row) : new vscode.ThemeIcon('question');
    item.command = {
      command: 'vscode.open',
      title: vscode.l10n.t('Go to the Comment'),
      arguments: [document, { selection: rangeOf(comment) }],
    };
    return item;
  }
}

export function registerCodeView(store: CodeTaskStore): vscode.Disposable {
  const provider = new CodeProvider(store);
  const view = vscode.window.createTreeView('headway.code', { treeDataProvider: provider });
  provider.view = view;
  return vscode.Disposable.from(provider, view);
}
