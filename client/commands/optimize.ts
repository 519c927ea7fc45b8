import * as vscode from 'vscode';
import {
  type OptimizeParams,
  type OptimizeResult,
  type OptimizingParams,
  optimizeRequest,
  optimizingNotification,
  type StopOptimizingParams,
  stopOptimizingNotification,
} from '../../server/protocol/analysis';
import { applyEdit } from '../links/applyEdit';
import { formatMinute } from '../views/format';
import type { HeadwayCommand, Services } from './command';

/** Searches for a better order of the tasks, shows what it would change, and writes priorities after a yes. */
export const optimize: HeadwayCommand = {
  id: 'headway.optimize',
  run: async ({ client, plans }: Services, given?: unknown) => {
    const view = plans.shown(given);
    if (!view) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a plan first.'));
      return;
    }
    const objective = await vscode.window.showQuickPick(
      [
        {
          label: vscode.l10n.t('Finish'),
          description: vscode.l10n.t('be over as early as possible'),
          value: 'finish' as const,
        },
        {
          label: vscode.l10n.t('Cost'),
          description: vscode.l10n.t('cost as little as possible'),
          value: 'cost' as const,
        },
        {
          label: vscode.l10n.t('Level'),
          description: vscode.l10n.t('keep people evenly at work'),
          value: 'level' as const,
        },
      ],
      { title: vscode.l10n.t('Optimize {0}', view.title) },
    );
    if (!objective) return;
    const time = await vscode.window.showQuickPick(
      [5, 20, 60, 300].map((seconds) => ({ label: vscode.l10n.t('{0} seconds', seconds), seconds })),
      { title: vscode.l10n.t('Search for how long?') },
    );
    if (!time) return;
    const { uri } = view;
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Optimizing {0}', view.title),
        cancellable: true,
      },
      async (progress, token) => {
        const stop: StopOptimizingParams = { uri };
        const listeners = [
          client.onNotification<OptimizingParams>(optimizingNotification, (told) => {
            if (told.uri === uri)
              progress.report({
                message: vscode.l10n.t('{0} schedules, finish {1}', told.schedules, formatMinute(told.finish)),
              });
          }),
          token.onCancellationRequested(() => client.notify(stopOptimizingNotification, stop)),
        ];
        try {
          return await client.request<OptimizeParams, OptimizeResult>(optimizeRequest, {
            uri,
            objective: objective.value,
            seconds: time.seconds,
          });
        } finally {
          for (const listener of listeners) listener.dispose();
        }
      },
    );
    if (!result) return;
    if ('refused' in result) {
      void vscode.window.showWarningMessage(result.refused);
      return;
    }
    const write = vscode.l10n.t('Write Priorities');
    const detail = [
      result.summary,
      '',
      ...result.priorities.slice(0, 20).map(({ task, from, to }) => `${task}: ${from} → ${to}`),
      ...(result.priorities.length > 20 ? ['…'] : []),
    ].join('\n');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('{0} schedules of {1}', result.schedules, view.title),
      { modal: true, detail },
      ...(result.edit ? [write] : []),
    );
    if (answer === write && result.edit) await applyEdit(client, result.edit);
  },
};
