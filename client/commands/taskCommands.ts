import * as vscode from 'vscode';
import type { PlanEdit } from '../../server/protocol/edits';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';
import { type WorkloadParams, type WorkloadResult, workloadRequest } from '../../server/protocol/workload';
import { byKnowledge, type Knowledge } from '../git/experts';
import { whoKnows } from '../git/whoKnows';
import { makeEdit } from '../links/applyEdit';
import { revealTask } from '../links/revealTask';
import type { PlanTask } from '../plans';
import { planIdOf } from '../views/taskItems';
import { addTask } from './addTask';
import type { HeadwayCommand, Services, TaskArgument } from './command';
import { pickTask } from './pickTask';

/** What a command of the tree is about: all that is selected, when the node is one of that, or the cursor's task. */
function chosen({ plans, tasks }: Services, node?: TaskArgument, nodes?: readonly TaskArgument[]): PlanTask[] {
  const given = nodes && nodes.length > 0 ? nodes : node ? [node] : tasks.selection;
  return given.flatMap(({ uri, row }) => (row && plans.task(uri, row.path)) ?? []);
}

/** Makes an edit of each task, until one is refused. */
async function editAll(
  { client }: Services,
  tasks: readonly PlanTask[],
  edit: (task: PlanTask) => PlanEdit | undefined,
): Promise<void> {
  for (const task of tasks) {
    const wanted = edit(task);
    if (wanted && !(await makeEdit(client, task.view.uri, wanted))) return;
  }
}

export const setStatus: HeadwayCommand = {
  id: 'headway.setStatus',
  run: async (services, node?: TaskArgument, nodes?: readonly TaskArgument[]) => {
    const tasks = chosen(services, node, nodes);
    if (tasks.length === 0) return;
    const [{ view, row }] = tasks;
    const items = view.statuses.map(({ id, title }) => ({
      label: title,
      ...(id === row.statusId && tasks.length === 1 ? { description: vscode.l10n.t('now') } : {}),
      id,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: titleOf(tasks, vscode.l10n.t('Status')) });
    if (picked) await editAll(services, tasks, (it) => ({ kind: 'setStatus', task: it.row.path, status: picked.id }));
  },
};

export const assign: HeadwayCommand = {
  id: 'headway.assign',
  run: async (services, node?: TaskArgument, nodes?: readonly TaskArgument[]) => {
    const tasks = chosen(services, node, nodes);
    if (tasks.length === 0) return;
    const [{ view, row }] = tasks;
    const [known, free] = await Promise.all([whoKnows(view, row), freeTime(services, view, row)]);
    const items = byKnowledge(
      view.people.filter(({ kind }) => kind !== 'material'),
      known,
    ).map(({ id, name, kind }) => ({
      label: name,
      description: kind === 'team' ? vscode.l10n.t('team') : id,
      detail: [knowledgeInWords(known.get(id)), free.get(id) ?? ''].filter(Boolean).join(' · '),
      picked: row.assigned.some((use) => use.split(/\s/)[0] === id),
      id,
    }));
    if (items.length === 0)
      return void vscode.window.showInformationMessage(vscode.l10n.t('Add `people:` to the plan first.'));
    const picked = await vscode.window.showQuickPick(items, {
      title: titleOf(tasks, vscode.l10n.t('Who works on it?')),
      canPickMany: true,
    });
    if (!picked) return;
    // What was written beside a name, such as a share of time, stays.
    await editAll(services, tasks, (it) => ({
      kind: 'assign',
      task: it.row.path,
      who: picked.map(({ id }) => it.row.assigned.find((use) => use.split(/\s/)[0] === id) ?? id),
    }));
  },
};

function knowledgeInWords(known: Knowledge | undefined): string {
  if (!known) return '';
  const commits =
    known.commits === 1
      ? vscode.l10n.t('1 commit to its code')
      : vscode.l10n.t('{0} commits to its code', known.commits);
  return [known.isOwner ? vscode.l10n.t('owns its code') : '', known.commits > 0 ? commits : '']
    .filter(Boolean)
    .join(', ');
}

/** The time that people have left in the weeks of a task, by their ids. */
async function freeTime(
  { client }: Services,
  { uri }: ScheduleView,
  { start, finish }: ScheduleRow,
): Promise<Map<string, string>> {
  const params: WorkloadParams = { uri, unit: 'week' };
  const load = await client.request<WorkloadParams, WorkloadResult>(workloadRequest, params);
  const result = new Map<string, string>();
  if (!load || start === null || finish === null) return result;
  for (const { id, capacity, load: work } of load.people) {
    let free = 0;
    capacity.forEach((minutes, i) => {
      if (load.periods[i + 1] > start && load.periods[i] < finish) free += Math.max(0, minutes - (work[i] ?? 0));
    });
    result.set(id, vscode.l10n.t('{0} h free in its weeks', Math.round(free / 60)));
  }
  return result;
}

export const addChildTask: HeadwayCommand = {
  id: 'headway.addTask',
  run: async (services, node?: TaskArgument) => {
    const uri = node?.uri ?? services.plans.uriFor();
    if (uri === undefined) return;
    const title = await vscode.window.showInputBox({
      title: vscode.l10n.t('New task'),
      prompt: vscode.l10n.t('What is to be done?'),
    });
    if (!title) return;
    const added = await addTask(services, uri, { parent: node?.row?.path ?? null, title });
    if (added) await revealTask(uri, added.row.line);
  },
};

export const addDependency: HeadwayCommand = {
  id: 'headway.addDependency',
  run: async (services, node?: TaskArgument, nodes?: readonly TaskArgument[]) => {
    const tasks = chosen(services, node, nodes);
    if (tasks.length === 0) return;
    const paths = new Set(tasks.map(({ row }) => row.path));
    const other = await pickTask(
      services.plans,
      titleOf(tasks, vscode.l10n.t('What must be finished first?')),
      (row) => !paths.has(row.path),
    );
    if (!other) return;
    if (tasks.some(({ view }) => view.uri !== other.view.uri))
      return void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Dependencies on other plans are written in the text, such as `after: {0}`.',
          `${planIdOf(other.view.uri)}:${other.row.path}`,
        ),
      );
    await editAll(services, tasks, (it) => ({ kind: 'link', from: other.row.path, to: it.row.path }));
  },
};

/** `PLAN(api.schema)`, to be pasted into a comment. */
export const copyReference: HeadwayCommand = {
  id: 'headway.copyReference',
  run: async (services, node?: TaskArgument, nodes?: readonly TaskArgument[]) => {
    const names = chosen(services, node, nodes).map((task) => `PLAN(${services.plans.nameOf(task)})`);
    if (names.length === 0) return;
    await vscode.env.clipboard.writeText(names.join('\n'));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', names.join(', ')), 3000);
  },
};

export const removeTask: HeadwayCommand = {
  id: 'headway.removeTask',
  run: async (services, node?: TaskArgument, nodes?: readonly TaskArgument[]) => {
    const tasks = chosen(services, node, nodes);
    // What lies inside of a task goes with it.
    const outermost = tasks.filter(({ row }) => !tasks.some((other) => row.path.startsWith(`${other.row.path}.`)));
    await editAll(services, outermost, ({ row }) => ({ kind: 'removeTask', task: row.path }));
  },
};

function titleOf(tasks: readonly PlanTask[], what: string): string {
  return tasks.length === 1 ? `${tasks[0].row.title}: ${what}` : vscode.l10n.t('{0} tasks: {1}', tasks.length, what);
}
