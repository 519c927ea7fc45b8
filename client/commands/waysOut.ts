import * as vscode from 'vscode';
import { type WaysOutParams, type WaysOutResult, waysOutRequest } from '../../server/protocol/analysis';
import { applyEdit } from '../links/applyEdit';
import type { HeadwayCommand, Services } from './command';

/** Offers the edits that would bring a missed deadline in reach, and makes the one that is chosen. */
export const waysOut: HeadwayCommand = {
  id: 'headway.waysOut',
  run: async ({ client, plans }: Services, given?: { readonly uri: string; readonly task?: string | null }) => {
    const params = given?.task === undefined ? await lateTask(plans, given) : { uri: given.uri, task: given.task };
    if (!params) return;
    const ways = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for ways out') },
      () => client.request<WaysOutParams, WaysOutResult>(waysOutRequest, params),
    );
    if (!ways || ways.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No single change of people, order or overlap would bring the deadline nearer.'),
      );
      return;
    }
    const chosen = await vscode.window.showQuickPick(
      ways.map((way) => ({
        label: `${way.isInTime ? '$(check)' : '$(arrow-left)'} ${way.title}`,
        detail: way.effect,
        way,
      })),
      { title: vscode.l10n.t('Ways Out of a Missed Deadline'), matchOnDetail: true },
    );
    if (chosen) await applyEdit(client, chosen.way.edit);
  },
};

/** The late task that is chosen, or the plan when its own deadline is the only one missed. */
async function lateTask(plans: Services['plans'], given: unknown): Promise<WaysOutParams | undefined> {
  const view = plans.shown(given);
  if (!view) return undefined;
  const late = [
    ...(view.isLate ? [{ label: view.title, description: vscode.l10n.t('the plan'), task: null }] : []),
    ...view.rows
      .filter((row) => row.isLate)
      .map((row) => ({ label: row.title, description: row.path, task: row.path })),
  ];
  if (late.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No deadline is missed.'));
    return undefined;
  }
  const chosen =
    late.length === 1
      ? late[0]
      : await vscode.window.showQuickPick(late, { title: vscode.l10n.t('Which deadline is to be kept?') });
  return chosen && { uri: view.uri, task: chosen.task };
}
