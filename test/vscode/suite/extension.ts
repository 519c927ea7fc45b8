import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extensionId = 'headway-plans.headway';

async function until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const answer = ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not happen`);
}

export function extensionTests(): void {
  describe('the extension in VS Code', () => {
    const uri = vscode.Uri.joinPath((vscode.workspace.workspaceFolders ?? [])[0].uri, 'webshop.plan.yaml');
    let document: vscode.TextDocument;
    const at = (needle: string, by = 0): vscode.Position =>
      document.positionAt(document.getText().indexOf(needle) + by);

    before(async () => {
      document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      const extension = vscode.extensions.getExtension<{ ready: Promise<void> }>(extensionId);
      assert.ok(extension, `${extensionId} is not there`);
      const { ready } = await extension.activate();
      await ready;
    });

    it('gives plans their language', () => assert.equal(document.languageId, 'headway'));

    it('is active, and says how long that took', () => {
      const extension = vscode.extensions.getExtension<{ activationMilliseconds: number }>(extensionId);
      assert.ok(extension?.isActive);
      console.log(`      activate() took ${extension.exports.activationMilliseconds.toFixed(0)} ms`);
    });

    it('underlines what is wrong at the exact characters', async () => {
      const [problem] = await until('a problem', () => {
        const found = vscode.languages
          .getDiagnostics(uri)
          .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
        return found.length > 0 && found;
      });
      assert.equal((problem.code as { value: string }).value, 'plan/missed-deadline');
      assert.equal(document.getText(problem.range), '2026-10-30');
    });

    it('completes references', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        at('after: catalog.import', 7),
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('import') && labels.includes('cart') && !labels.includes('dashboard'), labels.join());
    });

    it('completes symbols of code by the language extensions of VS Code', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        at('cart.ts#Cart\n', 8),
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes('Cart.applyVoucher'), labels.join());
    });

    it('explains on hover', async () => {
      const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        at('effort: 2d..5d', 2),
      );
      assert.match((hover.contents[0] as vscode.MarkdownString).value, /\*\*effort\*\*/);
    });

    it('goes from a reference to the task', async () => {
      const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        uri,
        at('after: catalog.import', 16),
      );
      assert.equal(document.getText(link.targetRange), 'import');
    });

    it('goes from a task to the symbol in the code', async () => {
      const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        uri,
        at('catalog.ts#Catalog.search', 20),
      );
      const code = await vscode.workspace.openTextDocument(link.targetUri);
      assert.match(code.lineAt(link.targetRange.start.line).text, /^ {2}search\(/);
    });

    it('outlines the tasks', async () => {
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      assert.ok(symbols.find(({ name }) => name === 'tasks')?.children.some(({ name }) => name === 'catalog'));
    });

    it('offers to mend what is mistyped, in one step', async () => {
      const editor = await vscode.window.showTextDocument(document);
      const before = document.getText();
      const start = at('after: catalog.import', 7);
      const range = new vscode.Range(start, start.translate(0, 'catalog.import'.length));
      await editor.edit((edit) => edit.replace(range, 'catalog.imprt'));
      const problem = await until('the problem', () =>
        vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes('imprt')),
      );
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        problem.range,
      );
      const fix = actions.find(({ title }) => title.startsWith('Replace with'));
      assert.ok(fix?.edit, actions.map(({ title }) => title).join());
      await vscode.workspace.applyEdit(fix.edit);
      assert.doesNotMatch(document.getText(), /imprt/);
      await vscode.commands.executeCommand('undo');
      assert.match(document.getText(), /catalog\.imprt/);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });

    it('renames a task in the plan, in one step', async () => {
      const before = document.getText();
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        uri,
        at('wireframes:', 3),
        'sketches',
      );
      await vscode.workspace.applyEdit(edit);
      assert.match(document.getText(), /^ {6}sketches:$/m);
      assert.match(document.getText(), /after: sketches/);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });

    it('shows lenses over summaries, and hints behind tasks', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
      assert.match(lenses[0].command?.title ?? '', /^2026-09-01 – .* tasks done/);
      assert.equal(lenses[0].command?.command, 'headway.openScheduleToSide');
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        uri,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
      assert.ok(hints.length > 20);
    });

    it('offers refactorings that say what they do to the dates', async () => {
      const start = at('wireframes:', 2);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        new vscode.Range(start, start),
        'refactor',
      );
      const titles = actions.map(({ title }) => title);
      assert.ok(
        titles.some((title) => title.startsWith('Put `wireframes` into a summary')),
        titles.join(),
      );
    });

    it('follows the code when it moves, in the same step', async () => {
      const folder = vscode.Uri.joinPath(uri, '..');
      const [from, to] = ['shop/src/shipping.ts', 'shop/src/delivery.ts'].map((file) =>
        vscode.Uri.joinPath(folder, file),
      );
      const before = document.getText();
      assert.match(before, /shipping\.ts/);
      const move = new vscode.WorkspaceEdit();
      move.renameFile(from, to);
      await vscode.workspace.applyEdit(move);
      await until('the link to follow', () => /delivery\.ts/.test(document.getText()));
      const back = new vscode.WorkspaceEdit();
      back.renameFile(to, from);
      await vscode.workspace.applyEdit(back);
      await until('the link to follow back', () => document.getText() === before);
      await document.save();
    });

    it('colours by meaning, folds and formats', async () => {
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        uri,
      );
      assert.ok(tokens.data.length > 500);
      const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        uri,
      );
      assert.ok(folds.length > 20);
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
        'vscode.executeFormatDocumentProvider',
        uri,
        {
          tabSize: 2,
          insertSpaces: true,
        },
      );
      assert.deepEqual(edits ?? [], []);
    });

    it('makes a plan of a project that Microsoft Project saved', async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const source = vscode.Uri.joinPath(folder.uri, 'old.xml');
      const made = vscode.Uri.joinPath(folder.uri, 'old-shop.plan.yaml');
      const task = '<Task><UID>1</UID><Name>Design</Name><OutlineLevel>1</OutlineLevel></Task>';
      const xml = `<Project><Title>Old shop</Title><Tasks>${task}</Tasks></Project>`;
      await vscode.workspace.fs.writeFile(source, new TextEncoder().encode(xml));
      // It ends when somebody has read what was imported.
      void vscode.commands.executeCommand('headway.importPlan', source);
      const shown = await until('the plan', () => {
        const active = vscode.window.activeTextEditor?.document;
        return active?.uri.path === made.path && active;
      });
      assert.match(shown.getText(), /^plan: Old shop\n.*tasks:\n {2}design:\n/s);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      for (const file of [source, made]) await vscode.workspace.fs.delete(file);
      await vscode.window.showTextDocument(document);
    });

    it('keeps the server alive while odd text is typed', async () => {
      const odd = await vscode.workspace.openTextDocument({ language: 'headway', content: 'tasks:\n\t- [{' });
      const editor = await vscode.window.showTextDocument(odd, { preview: false });
      for (const text of ['a: [', '}}', '\n  &x *x', '\n"'])
        await editor.edit((edit) => edit.insert(new vscode.Position(odd.lineCount, 0), text));
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      assert.ok(symbols.length > 0);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });
}
