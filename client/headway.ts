import * as vscode from 'vscode';
import { registerCode } from './code/code';
import { registerCommands } from './commands/commands';
import { registerContext } from './context';
import { registerMovedFiles } from './git/movedFiles';
import { registerRenamedSymbols } from './git/renamedSymbols';
import { registerStaleWork } from './git/staleWork';
import { WorkLog } from './git/workLog';
import { type CreateClient, HeadwayClient } from './languageClient';
import { SchedulePanels } from './panels/schedulePanels';
import { PlanStore } from './plans';
import { registerStatusBar } from './status/statusBar';
import { registerPeopleView } from './views/peopleView';
import { TasksView } from './views/tasksView';

/** What the extension tells others. */
export interface HeadwayApi {
  /** Resolves when the language server answers. */
  readonly ready: Promise<void>;
  /** How long `activate` took. */
  readonly activationMilliseconds: number;
}

let client: HeadwayClient | undefined;

/** Registers everything first and starts the server afterwards: nothing waits for it. */
export function startHeadway(context: vscode.ExtensionContext, createClient: CreateClient): HeadwayApi {
  const started = performance.now();
  const output = vscode.window.createOutputChannel('Headway', { log: true });
  client = new HeadwayClient(context, output, createClient);
  const plans = new PlanStore(client);
  const panels = new SchedulePanels({ context, client, plans });
  const workLog = new WorkLog(plans);
  const tasks = new TasksView(client, plans, workLog, context.workspaceState);
  context.subscriptions.push(output, plans, panels, tasks, registerPeopleView(client, plans), registerStatusBar(plans));
  context.subscriptions.push(registerContext(), registerCode(context, client, plans));
  context.subscriptions.push(
    workLog,
    registerStaleWork(plans, workLog),
    registerMovedFiles(),
    registerRenamedSymbols(),
  );
  registerCommands({ context, client, plans, panels, tasks, workLog, output });
  const ready = client.start();
  ready.catch((error: unknown) => output.error(`The language server did not start: ${String(error)}`));
  return { ready, activationMilliseconds: performance.now() - started };
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
