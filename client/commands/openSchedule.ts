import * as vscode from 'vscode';
import { planSelector } from '../languageClient';
import type { PlanStore } from '../plans';
import type { HeadwayCommand } from './command';

/** The plan that a command is about: the one given, the active one, or the first of the workspace. */
function planFor(plans: PlanStore, given: unknown): string | undefined {
  if (given instanceof vscode.Uri) return given.toString();
  if (typeof given === 'object' && given !== null && 'uri' in given && typeof given.uri === 'string') return given.uri;
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const open = editors.find((editor) => editor && vscode.languages.match(planSelector, editor.document) > 0);
  return open?.document.uri.toString() ?? plans.all[0]?.uri;
}

export const openSchedule: HeadwayCommand = {
  id: 'headway.openSchedule',
  run: ({ plans, panels }, given?: unknown) => panels.show(planFor(plans, given), vscode.ViewColumn.Active),
};

export const openScheduleToSide: HeadwayCommand = {
  id: 'headway.openScheduleToSide',
  run: ({ plans, panels }, given?: unknown) => panels.show(planFor(plans, given), vscode.ViewColumn.Beside),
};
