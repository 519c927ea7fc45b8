import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Refactoring, refactorings, sourceOf } from './refactored';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: () => string, ask: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 100) {
    if (await ask()) return;
    await pause(100);
  }
  throw new Error(`${what()} did not happen`);
}

export function refactoringTests(): void {
  describe('links to code', () => {
    const root = (vscode.workspace.workspaceFolders ?? [])[0].uri;
    const folder = vscode.Uri.joinPath(root, 'refactored');
    const plan = vscode.Uri.joinPath(folder, 'links.plan.yaml');
    let document: vscode.TextDocument;

    before(async () => {
      document = await vscode.workspace.openTextDocument(plan);
      await vscode.window.showTextDocument(document);
      await until(
        () => 'the plan without problems',
        () => document.languageId === 'headway' && problems('refactored').length === 0,
      );
    });

    const lineOf = (id: string): vscode.TextLine => {
      for (let line = 0; line < document.lineCount; line++)
        if (document.lineAt(line).text.startsWith(`  ${id}: `)) return document.lineAt(line);
      throw new Error(`${id} is not in the plan`);
    };
    const linkOf = (id: string): string | undefined => /code: "([^"]*)"/.exec(lineOf(id).text)?.[1];
    const problems = (id: string): vscode.Diagnostic[] =>
      vscode.languages
        .getDiagnostics(plan)
        .filter(
          ({ range, severity }) =>
            severity <= vscode.DiagnosticSeverity.Warning &&
            (id === 'refactored' || range.start.line === lineOf(id).lineNumber),
        );

    for (const refactoring of refactorings)
      it(`survive when ${refactoring.what}`, async () => {
        const { id, after, isFlagged } = refactoring;
        await (id.startsWith('editor') ? inEditor(folder, refactoring) : inShell(folder, refactoring));
        const wanted = after === undefined ? undefined : `./${path.posix.join(id, after)}`;
        if (isFlagged) {
          await until(
            () => `a problem in ${lineOf(id).text}`,
            () => problems(id).length > 0,
          );
          let fixes: vscode.CodeAction[] = [];
          // git looks at its files in its own time.
          await until(
            () => `a fix to ${wanted} among ${fixes.map(({ title }) => title).join(' | ')}`,
            async () => {
              fixes = await linkFixes(problems(id)[0]?.range);
              return wanted === undefined || fixes.some((fix) => textAfter(fix, id)?.includes(`"${wanted}"`));
            },
          );
          if (wanted === undefined) {
            assert.deepEqual(
              fixes.map(({ title }) => title),
              [],
              'a fix that is wrong',
            );
            return;
          }
          const fix = fixes.find((it) => textAfter(it, id)?.includes(`"${wanted}"`));
          assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
        }
        await until(
          () => `${wanted} in ${lineOf(id).text}`,
          () => linkOf(id) === wanted,
        );
        await document.save();
        await until(
          () => `no problem in ${lineOf(id).text}`,
          () => problems(id).length === 0,
        );
      });

    /** The fixes of a link, without those that silence its problem. */
    async function linkFixes(range: vscode.Range | undefined): Promise<vscode.CodeAction[]> {
      if (!range) return [];
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        plan,
        range,
        vscode.CodeActionKind.QuickFix.value,
        20,
      );
      return actions.filter(({ title }) => /^(?:Change to|Replace with) /.test(title));
    }

    function textAfter({ edit }: vscode.CodeAction, id: string): string | undefined {
      const line = lineOf(id);
      const [change] = edit?.get(plan) ?? [];
      if (!change) return undefined;
      const { text } = line;
      return text.slice(0, change.range.start.character) + change.newText + text.slice(change.range.end.character);
    }
  });
}

async function inEditor(folder: vscode.Uri, { id }: Refactoring): Promise<void> {
  const own = vscode.Uri.joinPath(folder, id);
  const at = (name: string): vscode.Uri => vscode.Uri.joinPath(own, name);
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(0, 0, 1000, 0);
  const source = sourceOf(id);
  const body = source.indexOf('export function');
  switch (id) {
    case 'editor_file':
      edit.renameFile(at('cart.ts'), at('wagon.ts'));
      break;
    case 'editor_folder':
    case 'editor_inside':
      edit.renameFile(at('old'), at('new'));
      break;
    case 'editor_symbol':
    case 'editor_method': {
      const [old, name] = id === 'editor_symbol' ? [`pay_${id}`, 'settle'] : ['total', 'sumOf'];
      const document = await vscode.workspace.openTextDocument(at('cart.ts'));
      const renames = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        document.positionAt(source.indexOf(`${old}(`) + 1),
        name,
      );
      assert.ok(await vscode.workspace.applyEdit(renames));
      assert.ok(await document.save());
      return;
    }
    case 'editor_moved':
      edit.createFile(at('../editor_checkout.ts'), { contents: new TextEncoder().encode(source.slice(body)) });
      edit.replace(at('cart.ts'), whole, source.slice(0, body));
      break;
    case 'editor_extract':
      edit.replace(at('cart.ts'), whole, extracted(source));
      break;
    case 'editor_delete':
      edit.deleteFile(at('cart.ts'));
      break;
    case 'editor_gone':
      edit.replace(at('cart.ts'), whole, source.slice(0, body));
      break;
    default:
      throw new Error(`Nobody knows how to do ${id}`);
  }
  assert.ok(await vscode.workspace.applyEdit(edit));
  for (const [uri, changes] of edit.entries())
    if (changes.length > 0) assert.ok(await (await vscode.workspace.openTextDocument(uri)).save());
}

/** With a part of its method in a function of its own. */
const extracted = (source: string): string =>
  `${source.replace('const sum = 1 + 1;', 'const sum = two();')}\nfunction two(): number {\n  return 2;\n}\n`;

async function inShell(folder: vscode.Uri, { id }: Refactoring): Promise<void> {
  const own = `${folder.fsPath}/${id}`;
  const git = (...args: string[]): void => void execFileSync('git', args, { cwd: own });
  const source = sourceOf(id);
  const body = source.indexOf('export function');
  const rewrite = (change: (text: string) => string): void =>
    writeFileSync(`${own}/cart.ts`, change(readFileSync(`${own}/cart.ts`, 'utf8')));
  switch (id) {
    case 'shell_file':
      return git('mv', 'cart.ts', 'wagon.ts');
    case 'shell_folder':
    case 'shell_inside':
      return git('mv', 'old', 'new');
    case 'shell_plain':
      mkdirSync(`${own}/new`);
      return renameSync(`${own}/unlike_others.ts`, `${own}/new/unlike_others.ts`);
    case 'shell_symbol':
      return rewrite((text) => text.replaceAll(`pay_${id}`, 'settle'));
    case 'shell_moved':
      writeFileSync(`${own}/../shell_checkout.ts`, source.slice(body));
      return rewrite((text) => text.slice(0, body));
    case 'shell_extract':
      return writeFileSync(`${own}/cart.ts`, extracted(source));
    case 'shell_delete':
      return rmSync(`${own}/lonely.ts`);
    case 'shell_gone':
      return rewrite((text) => text.slice(0, body));
    default:
      throw new Error(`Nobody knows how to do ${id}`);
  }
}
