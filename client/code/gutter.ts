import * as vscode from 'vscode';
import type { TaskStatus } from '../../server/protocol/schedule';
import { taskInWords } from '../views/taskItems';
import { type CodeTaskStore, isSource } from './codeTasks';

const statuses: readonly TaskStatus[] = ['todo', 'doing', 'done'];

/** A mark beside every symbol and comment that belongs to a task, by its status. */
class Gutter implements vscode.Disposable {
  readonly #store: CodeTaskStore;
  readonly #types: ReadonlyMap<TaskStatus, vscode.TextEditorDecorationType>;
  readonly #disposables: vscode.Disposable[];

  constructor(store: CodeTaskStore, extension: vscode.Uri) {
    this.#store = store;
    this.#types = new Map(
      statuses.map((status) => [
        status,
        vscode.window.createTextEditorDecorationType({
          gutterIconPath: vscode.Uri.joinPath(extension, 'media', `gutter-${status}.svg`),
          gutterIconSize: '70%',
          overviewRulerColor: new vscode.ThemeColor('charts.blue'),
          overviewRulerLane: vscode.OverviewRulerLane.Left,
        }),
      ]),
    );
    this.#disposables = [
      ...this.#types.values(),
      store.onDidChange(() => this.#refresh()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#refresh()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('headway.code.gutter')) this.#refresh();
      }),
    ];
    this.#refresh();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #refresh(): void {
    for (const editor of vscode.window.visibleTextEditors) if (isSource(editor.document)) void this.#mark(editor);
  }

  async #mark(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const isOn = vscode.workspace.getConfiguration('headway', document).get('code.gutter', true);
    const found = isOn ? await this.#store.of(document) : undefined;
    const marks = new Map<TaskStatus, vscode.DecorationOptions[]>(statuses.map((status) => [status, []]));
    const add = (line: number, plan: string, path: string): void => {
      const task = this.#store.task(plan, path);
      if (!task || line >= document.lineCount) return;
      const hoverMessage = new vscode.MarkdownString().appendText(taskInWords(task.view, task.row));
      marks.get(task.row.status)?.push({ range: new vscode.Range(line, 0, line, 0), hoverMessage });
    };
    for (const { line, plan, task } of found?.links ?? []) if (line !== null) add(line, plan, task);
    for (const { line, task } of found?.comments ?? []) if (task) add(line, task.plan, task.path);
    for (const [status, type] of this.#types) editor.setDecorations(type, marks.get(status) ?? []);
  }
}

export function registerGutter(store: CodeTaskStore, extension: vscode.Uri): vscode.Disposable {
  return new Gutter(store, extension);
}
