import * as vscode from 'vscode';
import type { HeadwayClient } from '../languageClient';
import type { SchedulePanels } from '../panels/schedulePanel';
import type { PlanStore } from '../plans';
import { openCode } from './openCode';
import { openSchedule, openScheduleToSide } from './openSchedule';
import { openTask } from './openTask';
import { restartServer, showLog } from './server';

/** What commands work with. */
export interface Services {
  readonly client: HeadwayClient;
  readonly plans: PlanStore;
  readonly panels: SchedulePanels;
  readonly output: vscode.LogOutputChannel;
}

/** A command of the extension: its id in the manifest, and what it does. */
export interface HeadwayCommand {
  readonly id: string;
  readonly run: (services: Services, ...args: never[]) => unknown;
}

const commands: readonly HeadwayCommand[] = [
  openSchedule,
  openScheduleToSide,
  openTask,
  openCode,
  restartServer,
  showLog,
];

export function registerCommands(context: vscode.ExtensionContext, services: Services): void {
  for (const { id, run } of commands) {
    context.subscriptions.push(
      vscode.commands.registerCommand(id, (...args: unknown[]) => run(services, ...(args as never[]))),
    );
  }
}
