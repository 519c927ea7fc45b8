import * as vscode from 'vscode';
import type { LinkToFile } from '../../server/protocol/code';
import { taskInWords } from '../views/taskItems';
import { type CodeTaskStore, sourceSelector } from './codeTasks';

/** More tasks than this at one place are counted instead of listed. */
const MAX_LENSES = 3;

/** Tasks above the symbols that they link to, and at the top of the file what belongs to all of it. */
class CodeLenses implements vscode.CodeLensProvider {
  readonly #store: CodeTaskStore;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(store: CodeTaskStore) {
    this.#store = store;
    this.onDidChangeCodeLenses = store.onDidChange;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const isOn = vscode.workspace.getConfiguration('headway', document).get('code.lenses', true);
    const found = isOn ? await this.#store.of(document) : undefined;
    const byLine = new Map<number, LinkToFile[]>();
    for (const link of found?.links ?? []) {
      // What belongs to a folder would stand in every file of it.
      if (link.reach === 'folder' || link.reach === 'glob') continue;
      const line = link.line ?? 0;
      const known = byLine.get(line);
      if (known) known.push(link);
      else byLine.set(line, [link]);
    }
    return [...byLine].flatMap(([line, links]) => this.#lensesAt(Math.min(line, document.lineCount - 1), links));
  }

  #lensesAt(line: number, links: readonly LinkToFile[]): vscode.CodeLens[] {
    const range = new vscode.Range(line, 0, line, 0);
    const tasks = links.flatMap(({ plan, task }) => this.#store.task(plan, task) ?? []);
    const lenses = tasks.slice(0, MAX_LENSES).map(
      ({ view, row }) =>
        new vscode.CodeLens(range, {
          title: taskInWords(view, row),
          tooltip: vscode.l10n.t('Open the task {0} in its plan', row.path),
          command: 'headway.openTask',
          arguments: [{ uri: view.uri, row }],
        }),
    );
    const more = tasks.length - lenses.length;
    if (more > 0)
      lenses.push(
        new vscode.CodeLens(range, { title: vscode.l10n.t('{0} more tasks', more), command: 'headway.code.focus' }),
      );
    return lenses;
  }
}

export function registerCodeLenses(store: CodeTaskStore): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(sourceSelector, new CodeLenses(store));
}
