import * as vscode from 'vscode';
import type { HeadwayCommand, Services } from './command';
import { openCode } from './openCode';
import { openSchedule, openScheduleToSide } from './openSchedule';
import { openTask } from './openTask';
import { restartServer, showLog } from './server';

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
