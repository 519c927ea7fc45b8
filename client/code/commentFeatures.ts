import * as vscode from 'vscode';
import type { TaskComment } from '../../server/protocol/code';
import { type TaskParams, type TaskResult, taskRequest } from '../../server/protocol/requests';
import type { HeadwayClient } from '../languageClient';
import type { PlanStore } from '../plans';
import { planIdOf, taskInWords } from '../views/taskItems';
import { type CodeTaskStore, isSource, sourceSelector } from './codeTasks';

/** What stands before the cursor where a task is to be named: `// PLAN(shop:api.sch`. */
const begun = /(?:PLAN|TODO|FIXME)\(([\p{L}\p{N}_.:-]*)$/u;

export function rangeOf({ line, column, length }: TaskComment): vscode.Range {
  return new vscode.Range(line, column, line, column + length);
}

/** Hover, definition and completion in comments such as `PLAN(api.schema)`, in every language. */
class CommentFeatures implements vscode.HoverProvider, vscode.DefinitionProvider, vscode.CompletionItemProvider {
  readonly #client: HeadwayClient;
  readonly #plans: PlanStore;
  readonly #store: CodeTaskStore;

  constructor(client: HeadwayClient, plans: PlanStore, store: CodeTaskStore) {
    this.#client = client;
    this.#plans = plans;
    this.#store = store;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const comment = await this.#commentAt(document, position);
    const details = comment && (await this.#details(comment));
    if (!details) return undefined;
    return new vscode.Hover(new vscode.MarkdownString(details.markdown), rangeOf(comment));
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[] | undefined> {
    const comment = await this.#commentAt(document, position);
    const details = comment && (await this.#details(comment));
    if (!comment?.task || !details) return undefined;
    const { start, end } = details.range;
    const at = new vscode.Position(start.line, start.character);
    return [
      {
        originSelectionRange: rangeOf(comment),
        targetUri: vscode.Uri.parse(comment.task.plan),
        targetRange: new vscode.Range(at, new vscode.Position(end.line, end.character)),
        targetSelectionRange: new vscode.Range(at, at),
      },
    ];
  }

  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.CompletionItem[] | undefined {
    if (!isSource(document)) return undefined;
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const typed = begun.exec(before)?.[1];
    if (typed === undefined) return undefined;
    const range = new vscode.Range(position.translate(0, -typed.length), position);
    const { all } = this.#plans;
    return all.flatMap((view) => {
      const prefix = all.length > 1 && typed.includes(':') ? `${planIdOf(view.uri)}:` : '';
      return view.rows.map((row, i) => {
        const item = new vscode.CompletionItem(
          { label: `${prefix}${row.path}`, description: row.title },
          vscode.CompletionItemKind.Reference,
        );
        item.detail = taskInWords(view, row);
        item.range = range;
        // Work that is under way first, then what is to come, in the order of the plan.
        const rank = row.status === 'doing' ? 0 : row.status === 'todo' ? 1 : 2;
        item.sortText = `${rank}${String(i).padStart(6, '0')}`;
        item.filterText = `${prefix}${row.path} ${row.title}`;
        return item;
      });
    });
  }

  async #commentAt(document: vscode.TextDocument, position: vscode.Position): Promise<TaskComment | undefined> {
    const found = await this.#store.of(document);
    return found?.comments.find((comment) => rangeOf(comment).contains(position));
  }

  async #details({ task }: TaskComment): Promise<TaskResult | undefined> {
    return task
      ? this.#client.request<TaskParams, TaskResult>(taskRequest, { uri: task.plan, path: task.path })
      : undefined;
  }
}

export function registerCommentFeatures(
  client: HeadwayClient,
  plans: PlanStore,
  store: CodeTaskStore,
): vscode.Disposable {
  const features = new CommentFeatures(client, plans, store);
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(sourceSelector, features),
    vscode.languages.registerDefinitionProvider(sourceSelector, features),
    vscode.languages.registerCompletionItemProvider(sourceSelector, features, '(', '.', ':'),
  );
}
