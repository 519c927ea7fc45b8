import * as vscode from 'vscode';
import { planSelector } from '../languageClient';
import type { PlanStore } from '../plans';
import { formatDate } from '../views/format';

/** The finish of the active plan and its slack to the deadline; a click opens the schedule. */
export function registerStatusBar(plans: PlanStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('headway.finish', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Headway';
  item.command = 'headway.openScheduleToSide';
  let uri: string | undefined;
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    // In the schedule page no text editor is active: the plan stays the one that it was.
    if (document) uri = vscode.languages.match(planSelector, document) > 0 ? document.uri.toString() : undefined;
    const view = uri === undefined ? undefined : plans.get(uri);
    if (!view || view.rows.length === 0) {
      item.hide();
      return;
    }
    const slack =
      view.deadlineSlack === null
        ? ''
        : view.isLate
          ? ` ($(warning) ${view.deadlineSlack})`
          : ` (${view.deadlineSlack})`;
    item.text = `$(milestone) ${formatDate(view.finish, view.now)}${slack}`;
    item.tooltip = [
      vscode.l10n.t('{0} finishes on {1}', view.title, formatDate(view.finish, view.now)),
      ...(view.deadlineSlack === null
        ? []
        : [vscode.l10n.t('{0} of working time to the deadline', view.deadlineSlack)]),
      vscode.l10n.t('{0} errors, {1} warnings', view.errors, view.warnings),
      vscode.l10n.t('Click to open the schedule'),
    ].join('\n');
    item.backgroundColor = view.isLate ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  show();
  return vscode.Disposable.from(
    item,
    trustItem(),
    plans.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
}

/** Says what does not work in a workspace that is not trusted. */
function trustItem(): vscode.Disposable {
  if (vscode.workspace.isTrusted) return new vscode.Disposable(() => {});
  const item = vscode.languages.createLanguageStatusItem('headway.trust', planSelector);
  item.name = vscode.l10n.t('Headway: restricted mode');
  item.text = vscode.l10n.t('No git, no search for comments');
  item.detail = vscode.l10n.t('The workspace is not trusted');
  item.severity = vscode.LanguageStatusSeverity.Warning;
  item.command = { command: 'workbench.trust.manage', title: vscode.l10n.t('Manage Trust') };
  const granted = vscode.workspace.onDidGrantWorkspaceTrust(() => item.dispose());
  return vscode.Disposable.from(item, granted);
}
