import * as vscode from 'vscode';
import {
  type DidScheduleParams,
  type PlansResult,
  plansRequest,
  type ScheduleParams,
  type ScheduleResult,
  scheduleNotification,
  scheduleRequest,
} from '../server/protocol/requests';
import {
  applyChange,
  ownView,
  type ScheduleChange,
  type ScheduleRow,
  type ScheduleView,
} from '../server/protocol/schedule';
import { type HeadwayClient, planSelector } from './languageClient';
import { planIdOf } from './views/taskItems';

/** A plan's view was replaced, changed, or is gone (`view` undefined). */
export interface PlanEvent {
  readonly uri: string;
  readonly view: ScheduleView | undefined;
  /** Of the view with what the plan includes: the plan's own tasks come first. */
  readonly change?: ScheduleChange;
}

/** A task, with the plan that it belongs to. */
export interface PlanTask {
  readonly view: ScheduleView;
  readonly row: ScheduleRow;
}

/** The schedules of all plans of the workspace, as the server computed them last. */
export class PlanStore implements vscode.Disposable {
  readonly #client: HeadwayClient;
  readonly #views = new Map<string, ScheduleView>();
  /** With what they include. */
  readonly #portfolios = new Map<string, ScheduleView>();
  /** The rows of views by their paths, for those views of which somebody asked for a task. */
  readonly #rows = new WeakMap<ScheduleView, ReadonlyMap<string, ScheduleRow>>();
  readonly #onDidChange = new vscode.EventEmitter<PlanEvent>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #asking = new Set<string>();
  readonly #again = new Set<string>();
  readonly onDidChange = this.#onDidChange.event;

  constructor(client: HeadwayClient) {
    this.#client = client;
    this.#disposables.push(
      client.onNotification<DidScheduleParams>(scheduleNotification, ({ uri, version }) => {
        if (version === null) this.#remove(uri);
        else void this.#refresh(uri);
      }),
      client.onDidStart(() => void this.#loadAll()),
    );
  }

  get(uri: string): ScheduleView | undefined {
    return this.#views.get(uri);
  }

  /** A task of a plan, as far as both are there. */
  task(uri: string, path: string): PlanTask | undefined {
    const view = this.#views.get(uri);
    if (!view) return undefined;
    let rows = this.#rows.get(view);
    if (!rows) this.#rows.set(view, (rows = new Map(view.rows.map((row) => [row.path, row]))));
    const row = rows.get(path);
    return row && { view, row };
  }

  /** What a task is called outside of its plan, in comments and commit messages: with the plan's id where there are several. */
  nameOf({ view, row }: PlanTask): string {
    return this.#views.size > 1 ? `${planIdOf(view.uri)}:${row.path}` : row.path;
  }

  /** A plan with the tasks of those that it includes. */
  portfolio(uri: string): ScheduleView | undefined {
    return this.#portfolios.get(uri);
  }

  get all(): readonly ScheduleView[] {
    return [...this.#views.values()].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  /** The URI of the plan that a command is about: the one given, the active one, or the first of the workspace. */
  uriFor(given?: unknown): string | undefined {
    if (given instanceof vscode.Uri) return given.toString();
    if (typeof given === 'object' && given !== null && 'uri' in given && typeof given.uri === 'string')
      return given.uri;
    const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    const open = editors.find((editor) => editor && vscode.languages.match(planSelector, editor.document) > 0);
    return open?.document.uri.toString() ?? this.all[0]?.uri;
  }

  /** The plan that a command is about. */
  shown(given?: unknown): ScheduleView | undefined {
    const uri = this.uriFor(given);
    return uri === undefined ? undefined : this.get(uri);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#onDidChange.dispose();
  }

  async #loadAll(): Promise<void> {
    this.#views.clear();
    this.#portfolios.clear();
    const plans = await this.#client.request<null, PlansResult>(plansRequest, null);
    for (const { uri } of plans ?? []) await this.#refresh(uri);
  }

  /** Fetches what changed; while an answer is under way, any number of further changes are one more question. */
  async #refresh(uri: string): Promise<void> {
    if (this.#asking.has(uri)) {
      this.#again.add(uri);
      return;
    }
    this.#asking.add(uri);
    try {
      do {
        this.#again.delete(uri);
        const known = this.#portfolios.get(uri);
        const params: ScheduleParams = known ? { uri, since: known.version } : { uri };
        const result = await this.#client.request<ScheduleParams, ScheduleResult>(scheduleRequest, params);
        if (!result) break;
        if ('view' in result) this.#set({ uri, view: result.view });
        else if (known) this.#set({ uri, view: applyChange(known, result.change), change: result.change });
      } while (this.#again.has(uri));
    } finally {
      this.#asking.delete(uri);
    }
  }

  #set({ uri, view: portfolio, change }: PlanEvent & { readonly view: ScheduleView }): void {
    const view = ownView(portfolio);
    this.#portfolios.set(uri, portfolio);
    this.#views.set(uri, view);
    this.#tellContext();
    this.#onDidChange.fire({ uri, view, ...(change ? { change } : {}) });
  }

  #remove(uri: string): void {
    this.#portfolios.delete(uri);
    if (!this.#views.delete(uri)) return;
    this.#tellContext();
    this.#onDidChange.fire({ uri, view: undefined });
  }

  /** For the `when` clauses of menus. */
  #tellContext(): void {
    void vscode.commands.executeCommand('setContext', 'headway.hasPlans', this.#views.size > 0);
  }
}
