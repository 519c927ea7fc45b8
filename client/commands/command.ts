import type * as vscode from 'vscode';
import type { WorkLog } from '../git/workLog';
import type { HeadwayClient } from '../languageClient';
import type { SchedulePanels } from '../panels/schedulePanels';
import type { PlanStore } from '../plans';
import type { TasksView } from '../views/tasksView';

/** What commands work with. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly client: HeadwayClient;
  readonly plans: PlanStore;
  readonly panels: SchedulePanels;
  readonly tasks: TasksView;
  readonly workLog: WorkLog;
  readonly output: vscode.LogOutputChannel;
}

/** A task, as trees and links hand it to commands; without `row`, a plan or a group of a tree. */
export interface TaskArgument {
  readonly uri: string;
  readonly row?: { readonly path: string } | undefined;
}

/** A command of the extension: its id in the manifest, and what it does. */
export interface HeadwayCommand {
  readonly id: string;
  readonly run: (services: Services, ...args: never[]) => unknown;
}
