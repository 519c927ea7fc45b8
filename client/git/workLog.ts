import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';
import type { PlanStore } from '../plans';
import { planIdOf } from '../views/taskItems';
import { commitsByTask, type Evidence, isBranchOf, tasksInMessage, type WorkCommit } from './evidence';
import { type GitCommit, type GitRepository, gitApi } from './git';

/** How many of the present branch, and of all others together: older ones say nothing about work that goes on. */
const MAX_COMMITS = 1000;
const PAUSE_MS = 500;

/** Branches beyond these are not looked at. */
const MAX_BRANCHES = 100;

interface History {
  /** Tells whether the head or a branch moved since. */
  readonly state: string;
  readonly commits: readonly { readonly commit: WorkCommit; readonly names: readonly string[] }[];
  readonly branches: readonly string[];
  readonly merged: Map<string, Promise<boolean>>;
}

/** Commits and branches of tasks, read from the git extension when something in a repository moves. */
export class WorkLog implements vscode.Disposable {
  readonly #plans: PlanStore;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #histories = new Map<GitRepository, Promise<History>>();
  readonly #repositories = new Map<string, GitRepository>();
  /** Repositories in which something may have moved. */
  readonly #stale = new Set<GitRepository>();
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
      isMerged: branch !== undefined && (await isMerged(repository, history, branch)),
    };
  }

  /** The commits of all tasks of a plan, the latest first, by the paths of the tasks. */
  async all(view: ScheduleView): Promise<ReadonlyMap<string, readonly WorkCommit[]>> {
    const repository = await this.#repositoryOf(view.uri);
    return repository ? this.#commitsOf(view, await this.#historyOf(repository)) : new Map();
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
      this.#disposables.push(
        repository.state.onDidChange(() => {
          this.#stale.add(repository);
          this.#later();
        }),
      );
    } else if (api && !this.#isWaitingForGit) {
      this.#isWaitingForGit = true;
      this.#disposables.push(api.onDidOpenRepository(() => this.#later()));
    }
    return repository;
  }

  #historyOf(repository: GitRepository): Promise<History> {
    const known = this.#histories.get(repository);
    const isStale = this.#stale.delete(repository);
    if (known && !isStale) return known;
    const reading = read(repository, known);
    this.#histories.set(repository, reading);
    return reading;
  }

  #later(): void {
    if (this.#plans.all.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#onDidChange.fire(), PAUSE_MS);
  }
}

/** The history as it is now; the same as before, where nothing moved. */
async function read(repository: GitRepository, before: Promise<History> | undefined): Promise<History> {
  const branches = await repository.getBranches({ remote: false }).catch(() => []);
  const { HEAD } = repository.state;
  const state = [HEAD, ...branches].map((it) => `${it?.name} ${it?.commit}`).join('\n');
  const known = await before;
  if (known?.state === state) return known;
  const names = branches.flatMap(({ name }) => name ?? []);
  const elsewhere = ['^HEAD', ...names.slice(0, MAX_BRANCHES).map((name) => `refs/heads/${name}`)];
  const [here, there] = await Promise.all(
    [undefined, elsewhere].map((refNames) =>
      repository.log({ maxEntries: MAX_COMMITS, ...(refNames ? { refNames } : {}) }).catch((): GitCommit[] => []),
    ),
  );
  return {
    state,
    commits: [...here, ...there]
      .map((commit) => ({ commit: workCommit(commit), names: tasksInMessage(commit.message) }))
      .sort((a, b) => b.commit.time - a.commit.time),
    branches: names,
    merged: new Map(),
  };
}

/** Whether all of a branch that is not checked out is in what is. */
function isMerged(repository: GitRepository, { merged }: History, branch: string): Promise<boolean> {
  let answer = merged.get(branch);
  if (!answer) {
    answer =
      repository.state.HEAD?.name === branch
        ? Promise.resolve(false)
        : Promise.all([repository.getMergeBase('HEAD', branch), repository.getCommit(branch)])
            .then(([base, tip]) => base === tip.hash)
            .catch(() => false);
    merged.set(branch, answer);
  }
  return answer;
}

function workCommit({ hash, message, authorName, authorDate, commitDate }: GitCommit): WorkCommit {
  return {
    hash,
    subject: message.split('\n')[0],
    author: authorName ?? '',
    time: (commitDate ?? authorDate)?.getTime() ?? 0,
  };
}
