import * as vscode from 'vscode';
import type { ScheduleRow } from '../../server/protocol/schedule';
import { isBranchOf, type WorkCommit } from '../git/evidence';
import { type GitRepository, repositoryOf } from '../git/git';
import { ago, evidenceInWords } from '../git/words';
import { makeEdit } from '../links/applyEdit';
import type { PlanTask } from '../plans';
import type { HeadwayCommand, Services, TaskArgument } from './command';
import { pickTask } from './pickTask';

async function workOf(
  services: Services,
  node: TaskArgument | undefined,
  title: string,
  fits: (row: ScheduleRow) => boolean,
): Promise<PlanTask | undefined> {
  return node?.row ? services.plans.task(node.uri, node.row.path) : await pickTask(services.plans, title, fits);
}

/** Sets a task to be in progress, on a branch of its own if that is wanted, and begins the commit message. */
export const startWork: HeadwayCommand = {
  id: 'headway.startWork',
  run: async (services, node?: TaskArgument) => {
    const work = await workOf(
      services,
      node,
      vscode.l10n.t('Start work on…'),
      ({ kind, status }) => kind === 'task' && (status === 'todo' || status === 'doing'),
    );
    if (!work) return;
    const repository = await repositoryOf(vscode.Uri.parse(work.view.uri));
    if (repository && !(await chooseBranch(repository, work))) return;
    const status = work.view.statuses.find(({ kind }) => kind === 'doing');
    if (status && work.row.status !== 'doing')
      await makeEdit(services.client, work.view.uri, { kind: 'setStatus', task: work.row.path, status: status.id });
    if (repository) beginMessage(repository, services, work);
  },
};

/** Sets a task to be done, and begins the message of its last commit. */
export const finishWork: HeadwayCommand = {
  id: 'headway.finishWork',
  run: async (services, node?: TaskArgument) => {
    const work = await workOf(
      services,
      node,
      vscode.l10n.t('Finish work on…'),
      ({ kind, status }) => kind === 'task' && status === 'doing',
    );
    const status = work?.view.statuses.find(({ kind }) => kind === 'done');
    if (!work || !status) return;
    const edit = { kind: 'setStatus', task: work.row.path, status: status.id } as const;
    if (!(await makeEdit(services.client, work.view.uri, edit))) return;
    const repository = await repositoryOf(vscode.Uri.parse(work.view.uri));
    if (!repository) return;
    beginMessage(repository, services, work);
    await vscode.commands.executeCommand('workbench.view.scm');
  },
};

/** Lists the commits of a task, and shows the one that is chosen. */
export const showCommits: HeadwayCommand = {
  id: 'headway.showCommits',
  run: async (services, node?: TaskArgument) => {
    const work = await workOf(services, node, vscode.l10n.t('Commits of…'), () => true);
    if (!work) return;
    const evidence = await services.workLog.of(work.view, work.row);
    if (!evidence) return void vscode.window.showInformationMessage(vscode.l10n.t('The plan is in no git repository.'));
    const now = Date.now();
    if (evidence.commits.length === 0) {
      const example = `[${work.row.path}] …`;
      return void vscode.window.showInformationMessage(
        vscode.l10n.t('No commit names {0} yet. Begin the message of one with "{1}".', work.row.title, example),
      );
    }
    const items = evidence.commits.map((commit) => ({
      label: commit.subject,
      description: `${commit.author}, ${ago(commit.time, now)}`,
      detail: commit.hash.slice(0, 7),
      commit,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: `${work.row.title}: ${evidenceInWords(evidence, now)}`,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked) await showCommit(work.view.uri, picked.commit);
  },
};

/** Shows what a commit changed. */
export const openCommit: HeadwayCommand = {
  id: 'headway.showCommit',
  run: (_, plan: string, commit: WorkCommit) => showCommit(plan, commit),
};

/** Asks for the branch on which work is done; false when that was cancelled. */
async function chooseBranch(repository: GitRepository, { row }: PlanTask): Promise<boolean> {
  const { HEAD } = repository.state;
  if (HEAD?.name !== undefined && isBranchOf(HEAD.name, row.path, row.branch)) return true;
  const prefix = vscode.workspace.getConfiguration('headway').get('git.branchPrefix', 'task/');
  const names = (await repository.getBranches({ remote: false })).flatMap(({ name }) => name ?? []);
  const present = names.find((name) => isBranchOf(name, row.path, row.branch));
  const branch = present ?? row.branch ?? `${prefix}${row.path}`;
  const items = [
    {
      label: present ? vscode.l10n.t('Check out {0}', branch) : vscode.l10n.t('Create branch {0}', branch),
      go: () => (present ? repository.checkout(branch) : repository.createBranch(branch, true)),
    },
    { label: vscode.l10n.t('Stay on {0}', HEAD?.name ?? vscode.l10n.t('this commit')), go: () => Promise.resolve() },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('On which branch is {0} done?', row.title),
  });
  if (!picked) return false;
  try {
    await picked.go();
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Git could not do that: {0}', error instanceof Error ? error.message : String(error)),
    );
    return false;
  }
}

/** Lets the commit message begin with the task, unless somebody has begun it already. */
function beginMessage({ inputBox }: GitRepository, { plans }: Services, task: PlanTask): void {
  if (inputBox.value.trim() !== '' && !/^\[[^\]]*\]\s*$/.test(inputBox.value)) return;
  inputBox.value = `[${plans.nameOf(task)}] `;
}

async function showCommit(plan: string, { hash }: WorkCommit): Promise<void> {
  const repository = await repositoryOf(vscode.Uri.parse(plan));
  const commit = await repository?.getCommit(hash);
  if (!repository || !commit) return;
  const before = commit.parents[0];
  const changes = before === undefined ? [] : await repository.diffBetween(before, hash);
  const at = (uri: vscode.Uri, ref: string): vscode.Uri =>
    uri.with({ scheme: 'git', query: JSON.stringify({ path: uri.fsPath, ref }) });
  await vscode.commands.executeCommand(
    'vscode.changes',
    `${hash.slice(0, 7)}: ${commit.message.split('\n')[0]}`,
    changes.map(({ uri, originalUri }) => [uri, at(originalUri, before ?? hash), at(uri, hash)]),
  );
}
