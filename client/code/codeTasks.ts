import * as vscode from 'vscode';
import {
  type CodeTasks,
  type CodeTasksParams,
  type CodeTasksResult,
  codeTasksRequest,
} from '../../server/protocol/code';
import { type HeadwayClient, planSelector } from '../languageClient';
import type { PlanStore, PlanTask } from '../plans';

/** How long a text or plan must be at rest before it is asked about again. */
const PAUSE_MS = 300;
/** Larger files are not looked at. */
const MAX_CHARACTERS = 5_000_000;

/** What plans know of the source files that are open; asked once for each version of a text. */
export class CodeTaskStore implements vscode.Disposable {
  readonly #client: HeadwayClient;
  readonly #plans: PlanStore;
  readonly #known = new Map<string, { readonly version: number; readonly answer: Promise<CodeTasks | undefined> }>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Something about the tasks of open files may have changed. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(client: HeadwayClient, plans: PlanStore) {
    this.#client = client;
    this.#plans = plans;
    this.#disposables = [
      plans.onDidChange(() => this.#later(true)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isSource(document)) this.#later(false);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.#known.delete(document.uri.toString())),
    ];
  }

  /** What plans know of a file; nothing for what is no source of the workspace. */
  async of(document: vscode.TextDocument): Promise<CodeTasks | undefined> {
    if (!isSource(document) || this.#plans.all.length === 0) return undefined;
    const uri = document.uri.toString();
    const known = this.#known.get(uri);
    if (known?.version === document.version) return known.answer;
    const text = document.getText();
    if (text.length > MAX_CHARACTERS) return undefined;
    const answer = this.#client
      .request<CodeTasksParams, CodeTasksResult>(codeTasksRequest, { uri, text })
      .then((result) => result ?? undefined);
    this.#known.set(uri, { version: document.version, answer });
    return answer;
  }

  /** A task with its plan's schedule, as far as both are there. */
  task(plan: string, path: string): PlanTask | undefined {
    return this.#plans.task(plan, path);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
    this.#onDidChange.dispose();
  }

  #later(isPlan: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (isPlan) this.#known.clear();
      this.#onDidChange.fire();
    }, PAUSE_MS);
    if (isPlan) this.#known.clear();
  }
}

/** Everything that may be a source; `isSource` tells what is one. */
export const sourceSelector: vscode.DocumentSelector = '*';

/** Files of the workspace, wherever it is, that are no plans; without a folder, all files. */
export function isSource(document: vscode.TextDocument): boolean {
  if (vscode.languages.match(planSelector, document) > 0) return false;
  const { workspaceFolders, fs, getWorkspaceFolder } = vscode.workspace;
  return workspaceFolders
    ? getWorkspaceFolder(document.uri) !== undefined
    : fs.isWritableFileSystem(document.uri.scheme) !== undefined;
}
