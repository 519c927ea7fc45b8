import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';
import type { PlanStore } from '../plans';
import { staleDays } from './evidence';
import type { WorkLog } from './workLog';

/** Marks tasks that are in progress and to which nothing was committed for a week. */
class StaleWork implements vscode.Disposable {
  readonly #plans: PlanStore;
  readonly #log: WorkLog;
  readonly #collection = vscode.languages.createDiagnosticCollection('headway-git');
  readonly #disposables: vscode.Disposable[];

  constructor(plans: PlanStore, log: WorkLog) {
    this.#plans = plans;
    this.#log = log;
    this.#disposables = [
      this.#collection,
      log.onDidChange(() => void this.#refresh()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('headway.git.staleWork')) void this.#refresh();
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #refresh(): Promise<void> {
    const isOn = vscode.workspace.getConfiguration('headway').get('git.staleWork', true);
    for (const view of this.#plans.all) {
      const found = isOn && (await this.#log.isUsed(view)) ? await this.#check(view) : [];
      this.#collection.set(vscode.Uri.parse(view.uri), found);
    }
  }

  async #check(view: ScheduleView): Promise<vscode.Diagnostic[]> {
    const stale: { readonly row: ScheduleRow; readonly days: number }[] = [];
    for (const row of view.rows) {
      if (row.kind !== 'task' || row.status !== 'doing' || row.start === null) continue;
      const evidence = await this.#log.of(view, row);
      const days = evidence && staleDays(evidence, row.start * 60_000, Date.now());
      if (days !== undefined) stale.push({ row, days });
    }
    if (stale.length === 0) return [];
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(view.uri));
    return stale
      .filter(({ row }) => row.line < document.lineCount)
      .map(({ row, days }) => problemOf(document, row, days));
  }
}

function problemOf(
  document: vscode.TextDocument,
  { path, line: number }: ScheduleRow,
  days: number,
): vscode.Diagnostic {
  const line = document.lineAt(number);
  const message = vscode.l10n.t(
    '{0} is in progress, but no commit has named it for {1} days: is it on hold, or done?',
    path,
    days,
  );
  const range = new vscode.Range(number, line.firstNonWhitespaceCharacterIndex, number, line.text.length);
  const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Information);
  problem.source = 'headway';
  problem.code = 'plan/work-without-commits';
  return problem;
}

export function registerStaleWork(plans: PlanStore, log: WorkLog): vscode.Disposable {
  return new StaleWork(plans, log);
}
