import * as vscode from 'vscode';
import type { HeadwayClient } from '../languageClient';
import type { PlanStore } from '../plans';
import { registerCodeLenses } from './codeLenses';
import { CodeTaskStore } from './codeTasks';
import { registerCodeView } from './codeView';
import { registerCommentFeatures } from './commentFeatures';
import { registerCommentProblems } from './commentProblems';
import { registerGutter } from './gutter';

/** What is shown of plans in source code. */
export function registerCode(
  { extensionUri }: vscode.ExtensionContext,
  client: HeadwayClient,
  plans: PlanStore,
): vscode.Disposable {
  const store = new CodeTaskStore(client, plans);
  return vscode.Disposable.from(
    store,
    registerCodeLenses(store),
    registerCommentFeatures(client, plans, store),
    registerCommentProblems(store),
    registerGutter(store, extensionUri),
    registerCodeView(store),
  );
}
