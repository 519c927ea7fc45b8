import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';
import type { PlanStore } from '../plans';
import { planIdOf } from '../views/taskItems';
import { commitsByTask, type Evidence, isBranchOf, tasksInMessage, type WorkCommit } from './evidence';
import { gitApi, type GitCommit, type GitRepository } from './git';

/** Older commits say nothing about work that goes on. */
const MAX_COMMITS = 1000;
const PAUSE_MS = 500;

interface History {
  readonly head: string | undefined;
  readonly commits: readonly { readonly commit: WorkCommit; readonly names: readonly string[] }[];
  readonly branches: readonly string[];
}

/** Commits and branches of tasks, read from the git extension when the head of a repository moves. */
export class WorkLog implements vscode.Disposable {
  readonly #plans: PlanStore;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #histories = new Map<GitRepository, Promise<History>>();
  readonly #repositories = new Map<string, GitRepository>();
  readonly #merged = new Map<string, Promise<boolean>>();
  readonly #byTask = new WeakMap<
    ScheduleView,
    { readonly history: History; readonly commits: ReadonlyMap<string, WorkCommit[]> }
  >();
  readonly #disposables: vscode.Disposable[] = [];
  #isWaitingForGit = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChange = this.#onDidChange.event;

  constructor(plans: PlanStore) {
    this.#plans = plans;
    this.#disposables.push(
      plans.onDidChange(() => this.#later()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#later()),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
    this.#onDidChange.dispose();
  }

  /** What git knows of a task; undefined without a repository. */
  async of(view: ScheduleView, row: ScheduleRow): Promise<Evidence | undefined> {
    const repository = await this.#repositoryOf(view.uri);
    if (!repository) return undefined;
    const history = await this.#historyOf(repository);
    const branch = history.branches.find((name) => isBranchOf(name, row.path, row.branch));
    return {
      commits: this.#commitsOf(view, history).get(row.path) ?? [],
      branch,
      isMerged: branch !== undefined && (await this.#isMerged(repository, branch)),
    };
  }

  /** Whether the commits of a repository name tasks at all: where they do not, their absence means nothing. */
  async isUsed(view: ScheduleView): Promise<boolean> {
    const repository = await this.#repositoryOf(view.uri);
    return repository !== undefined && this.#commitsOf(view, await this.#historyOf(repository)).size > 0;
  }

  /** The commits of all tasks; found out once for a schedule and a history. */
  #commitsOf(view: ScheduleView, history: History): ReadonlyMap<string, WorkCommit[]> {
    const known = this.#byTask.get(view);
    if (known?.history === history) return known.commits;
    const paths = view.rows.map(({ path }) => path);
    const commits = commitsByTask(history.commits, planIdOf(view.uri), paths);
    this.#byTask.set(view, { history, commits });
    return commits;
  }

  async #repositoryOf(uri: string): Promise<GitRepository | undefined> {
    const known = this.#repositories.get(uri);
    if (known) return known;
    const api = await gitApi();
    const repository = api?.getRepository(vscode.Uri.parse(uri)) ?? undefined;
    if (repository) {
      this.#repositories.set(uri, repository);
      this.#disposables.push(repository.state.onDidChange(() => this.#later()));
    } else if (api && !this.#isWaitingForGit) {
      this.#isWaitingForGit = true;
      this.#disposables.push(api.onDidOpenRepository(() => this.#later()));
    }
    return repository;
  }

  async #historyOf(repository: GitRepository): Promise<History> {
    const { HEAD } = repository.state;
    const known = await this.#histories.get(repository);
    if (known && known.head === HEAD?.commit) return known;
    const reading = read(repository, HEAD?.commit);
    this.#histories.set(repository, reading);
    this.#merged.clear();
    return reading;
  }

  #isMerged(repository: GitRepository, branch: string): Promise<boolean> {
    const key = `${repository.rootUri.toString()} ${branch}`;
    let answer = this.#merged.get(key);
    if (!answer) {
      const { HEAD } = repository.state;
      answer =
        HEAD?.name === branch
          ? Promise.resolve(false)
          : Promise.all([repository.getMergeBase('HEAD', branch), repository.getCommit(branch)])
              .then(([base, tip]) => base === tip.hash)
              .catch(() => false);
      this.#merged.set(key, answer);
    }
    return answer;
  }

  #later(): void {
    if (this.#plans.all.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#onDidChange.fire(), PAUSE_MS);
  }
}

async function read(repository: GitRepository, head: string | undefined): Promise<History> {
  const [commits, branches] = await Promise.all([
    repository.log({ maxEntries: MAX_COMMITS }).catch((): GitCommit[] => []),
    repository.getBranches({ remote: false }).catch(() => []),
  ]);
  return {
    head,
    commits: commits.map((commit) => ({ commit: workCommit(commit), names: tasksInMessage(commit.message) })),
    branches: branches.flatMap(({ name }) => name ?? []),
  };
}

function workCommit({ hash, message, authorName, authorDate, commitDate }: GitCommit): WorkCommit {
  return {
    hash,
    subject: message.split('\n')[0],
    author: authorName ?? '',
    time: (commitDate ?? authorDate)?.getTime() ?? 0,
  };
}
