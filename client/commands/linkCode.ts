import * as vscode from 'vscode';
import { isSource } from '../code/codeTasks';
import { makeEdit } from '../links/applyEdit';
import { revealTask } from '../links/revealTask';
import { symbolsOfFile } from '../links/symbols';
import type { PlanTask } from '../plans';
import { planIdOf } from '../views/taskItems';
import { addTask } from './addTask';
import type { HeadwayCommand, Services, TaskArgument } from './command';
import { pickTask } from './pickTask';

const comment = /(?:TODO|FIXME|PLAN)(?:\([^)]*\))?:?\s*(.*?)\s*(?:\*\/|-->)?\s*$/;

/** Links the selected symbol, or the file, to a task that is picked. */
export const linkToTask: HeadwayCommand = {
  id: 'headway.linkToTask',
  run: async (services) => {
    const editor = sourceEditor();
    const link = editor && (await linkOf(editor));
    const task = link === undefined ? undefined : await pickTask(services.plans, vscode.l10n.t('Link {0} to…', link));
    if (task && link !== undefined)
      await makeEdit(services.client, task.view.uri, { kind: 'addCode', task: task.row.path, link });
  },
};

/** Links a task of the tree to the symbol at the cursor of the active source file. */
export const linkSelection: HeadwayCommand = {
  id: 'headway.linkSelection',
  run: async ({ client }, node?: TaskArgument) => {
    const editor = node?.row ? sourceEditor() : undefined;
    if (node?.row && editor)
      await makeEdit(client, node.uri, { kind: 'addCode', task: node.row.path, link: await linkOf(editor) });
  },
};

/** Adds a task that is linked to where the cursor is. */
export const newTaskHere: HeadwayCommand = {
  id: 'headway.newTaskHere',
  run: async (services) => {
    const editor = sourceEditor();
    if (!editor) return;
    const link = await linkOf(editor);
    const title = await vscode.window.showInputBox({
      title: vscode.l10n.t('New task for {0}', link),
      prompt: vscode.l10n.t('What is to be done?'),
    });
    const added = title ? await addLinkedTask(services, title, link) : undefined;
    if (added) await revealTask(added.view.uri, added.row.line);
  },
};

/** Makes a task of a comment, and lets the comment name it. */
export const newTaskFromComment: HeadwayCommand = {
  id: 'headway.newTaskFromComment',
  run: async (services) => {
    const editor = sourceEditor();
    if (!editor) return;
    const line = editor.document.lineAt(editor.selection.active.line);
    const found = comment.exec(line.text);
    if (!found || found[1] === '') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no comment such as "TODO: check the input" on this line.'),
      );
      return;
    }
    const title = found[1].replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
    const added = await addLinkedTask(services, title, await linkOf(editor));
    if (!added) return;
    const start = line.text.indexOf(found[0], found.index);
    const word = /^(TODO|FIXME|PLAN)/.exec(found[0])?.[0] ?? 'PLAN';
    const named = found[0].replace(/^(?:TODO|FIXME|PLAN)(?:\([^)]*\))?/, `${word}(${services.plans.nameOf(added)})`);
    await editor.edit((edit) =>
      edit.replace(new vscode.Range(line.lineNumber, start, line.lineNumber, start + found[0].length), named),
    );
  },
};

function sourceEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && isSource(editor.document)) return editor;
  void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor into a source file of the workspace first.'));
  return undefined;
}

/** The link to the innermost symbol around the cursor, or to the file: `src/cart.ts#Cart.total`. */
async function linkOf({ document, selection }: vscode.TextEditor): Promise<string> {
  const path = vscode.workspace.asRelativePath(document.uri, false);
  const line = selection.active.line;
  const symbols = (await symbolsOfFile(document.uri)) ?? [];
  const around = symbols.filter((it) => it.line <= line && line <= it.endLine);
  const kinds = new Set([
    'class',
    'interface',
    'enum',
    'struct',
    'function',
    'method',
    'constructor',
    'module',
    'type',
  ]);
  const named = around.filter(({ kind, line: at }) => kinds.has(kind) || at === line);
  const innermost = named[named.length - 1];
  return innermost ? `${path}#${innermost.path}` : path;
}

/** Adds a task to a summary that is picked, or to the end of the plan; returns it. */
async function addLinkedTask(services: Services, title: string, link: string): Promise<PlanTask | undefined> {
  const places = services.plans.all.flatMap((view) => [
    {
      label: view.title || planIdOf(view.uri),
      description: vscode.l10n.t('at the end of the plan'),
      uri: view.uri,
      parent: null,
    },
    ...view.rows
      .filter(({ kind }) => kind === 'summary')
      .map(({ title: label, path }) => ({ label, description: path, uri: view.uri, parent: path })),
  ]);
  const place =
    places.length < 2
      ? places[0]
      : await vscode.window.showQuickPick(places, { title: vscode.l10n.t('Where does "{0}" belong?', title) });
  if (!place) return undefined;
  return addTask(services, place.uri, { parent: place.parent, title, code: link });
}
