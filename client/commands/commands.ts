import * as vscode from 'vscode';
import type { HeadwayCommand, Services } from './command';
import { compare } from './compare';
import { showCoverage } from './coverage';
import { openExample, openWalkthrough } from './firstSteps';
import { importPlan } from './importPlan';
import { linkSelection, linkToTask, newTaskFromComment, newTaskHere } from './linkCode';
import { newPlan } from './newPlan';
import { openCode } from './openCode';
import { openSchedule, openScheduleToSide } from './openSchedule';
import { openTask } from './openTask';
import { optimize } from './optimize';
import { restartServer, showLog } from './server';
import { addChildTask, addDependency, assign, copyReference, removeTask, setStatus } from './taskCommands';
import { clearFilter, filterTasks, groupTasks, hideDone, showReady, sortTasks } from './treeCommands';
import { waysOut } from './waysOut';
import { finishWork, openCommit, showCommits, startWork } from './work';

const commands: readonly HeadwayCommand[] = [
  openSchedule,
  openScheduleToSide,
  openTask,
  openCode,
  newPlan,
  importPlan,
  openExample,
  openWalkthrough,
  optimize,
  waysOut,
  compare,
  startWork,
  finishWork,
  showCommits,
  openCommit,
  setStatus,
  assign,
  addChildTask,
  addDependency,
  copyReference,
  removeTask,
  linkToTask,
  linkSelection,
  showCoverage,
  newTaskHere,
  newTaskFromComment,
  groupTasks,
  sortTasks,
  filterTasks,
  clearFilter,
  hideDone,
  showReady,
  restartServer,
  showLog,
];

export function registerCommands(services: Services): void {
  for (const { id, run } of commands) {
    services.context.subscriptions.push(
      vscode.commands.registerCommand(id, (...args: unknown[]) => run(services, ...(args as never[]))),
    );
  }
}
