import * as vscode from 'vscode';
import type { TaskComment } from '../../server/protocol/code';
import { type CodeTaskStore, isSource, sourceSelector } from './codeTasks';
import { rangeOf } from './commentFeatures';

const unknownTask = 'plan/unknown-task-in-comment';

/** Comments that name no task of any plan are marked, with the names that were likely meant as fixes. */
class CommentProblems implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #store: CodeTaskStore;
  readonly #collection = vscode.languages.createDiagnosticCollection('headway-code');
  readonly #disposables: vscode.Disposable[];

  constructor(store: CodeTaskStore) {
    this.#store = store;
    this.#disposables = [
      this.#collection,
      store.onDidChange(() => this.#refresh()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#refresh()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
    ];
    this.#refresh();
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const mine = diagnostics.filter(({ code }) => code === unknownTask);
    const found = mine.length > 0 ? await this.#store.of(document) : undefined;
    return mine.flatMap((diagnostic) => {
      const comment = found?.comments.find((it) => rangeOf(it).isEqual(diagnostic.range));
      return (comment?.candidates ?? []).map((name) => {
        const action = new vscode.CodeAction(vscode.l10n.t('Change to {0}', name), vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, diagnostic.range, name);
        return action;
      });
    });
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #refresh(): void {
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of documents) if (isSource(document)) void this.#check(document);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const found = await this.#store.of(document);
    this.#collection.set(document.uri, (found?.comments ?? []).filter(isWrong).map(problemOf));
  }
}

/** Whether a comment names no task; names without dots in a `TODO(ana)` are often those of people. */
function isWrong({ task, word, written }: TaskComment): boolean {
  return task === null && (word === 'PLAN' || /[.:]/.test(written));
}

function problemOf(comment: TaskComment): vscode.Diagnostic {
  const { written, candidates } = comment;
  const message =
    candidates.length > 1
      ? vscode.l10n.t('{0} may be any of {1}', written, candidates.join(', '))
      : candidates.length === 1
        ? vscode.l10n.t('No plan has a task {0}; did you mean {1}?', written, candidates[0])
        : vscode.l10n.t('No plan has a task {0}', written);
  const diagnostic = new vscode.Diagnostic(rangeOf(comment), message, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'headway';
  diagnostic.code = unknownTask;
  return diagnostic;
}

export function registerCommentProblems(store: CodeTaskStore): vscode.Disposable {
  const problems = new CommentProblems(store);
  return vscode.Disposable.from(
    problems,
    vscode.languages.registerCodeActionsProvider(sourceSelector, problems, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}
