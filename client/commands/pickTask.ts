import * as vscode from 'vscode';
import type { ScheduleRow } from '../../server/protocol/schedule';
import type { PlanStore, PlanTask } from '../plans';
import { describeTask, iconOf, statusTitle } from '../views/taskItems';

/** Asks for a task of any plan: those under way first, then what is to come. */
export async function pickTask(
  plans: PlanStore,
  title: string,
  fits: (row: ScheduleRow) => boolean = () => true,
): Promise<PlanTask | undefined> {
  const rank: Record<ScheduleRow['status'], number> = { doing: 0, todo: 1, done: 2, dropped: 3 };
  const items = plans.all.flatMap((view) =>
    view.rows
      .filter(fits)
      .sort((a, b) => rank[a.status] - rank[b.status])
      .map((row) => ({
        label: row.title,
        description: row.path,
        detail: `${statusTitle(view, row)} · ${describeTask(view, row)}`,
        iconPath: iconOf(row),
        task: { view, row },
      })),
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no task in any plan of the workspace.'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  return picked?.task;
}
