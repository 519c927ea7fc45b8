import * as vscode from 'vscode';
import type { HeadwayCommand } from './command';

export const openSchedule: HeadwayCommand = {
  id: 'headway.openSchedule',
  run: ({ plans, panels }, given?: unknown) => panels.show(plans.uriFor(given), vscode.ViewColumn.Active),
};

export const openScheduleToSide: HeadwayCommand = {
  id: 'headway.openScheduleToSide',
  run: ({ plans, panels }, given?: unknown) => panels.show(plans.uriFor(given), vscode.ViewColumn.Beside),
};
