import * as vscode from 'vscode';
import { type CompareParams, type CompareResult, compareRequest } from '../../server/protocol/analysis';
import { revealTask } from '../links/revealTask';
import { formatMinute } from '../views/format';
import type { HeadwayCommand, Services } from './command';

/** Lists the scenarios and baselines of the plan beside it; choosing one lists the tasks that differ. */
export const compare: HeadwayCommand = {
  id: 'headway.compare',
  run: async ({ client, plans }: Services, given?: unknown) => {
    const view = plans.shown(given);
    const result = view && (await client.request<CompareParams, CompareResult>(compareRequest, { uri: view.uri }));
    if (!view || !result) return;
    if (result.alternatives.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The plan has no scenarios and no baselines.'));
      return;
    }
    const chosen = await vscode.window.showQuickPick(
      result.alternatives.map((alternative) => ({
        label: `${alternative.kind === 'scenario' ? '$(beaker)' : '$(history)'} ${alternative.name}`,
        description: alternative.finish === undefined ? '' : formatMinute(alternative.finish),
        detail: alternative.summary,
        alternative,
      })),
      { title: vscode.l10n.t('{0} finishes {1}', view.title, formatMinute(result.finish)) },
    );
    const moved = chosen?.alternative.moved ?? [];
    if (!chosen || moved.length === 0) return;
    const task = await vscode.window.showQuickPick(
      moved.map((it) => ({
        label: it.title,
        description: it.task,
        detail: `${formatMinute(it.startFrom)} – ${formatMinute(it.finishFrom)} → ${formatMinute(it.startTo)} – ${formatMinute(it.finishTo)}`,
        it,
      })),
      { title: chosen.alternative.name, matchOnDescription: true },
    );
    const found = task && plans.task(view.uri, task.it.task);
    if (found) await revealTask(view.uri, found.row.line);
  },
};
