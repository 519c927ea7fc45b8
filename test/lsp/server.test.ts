import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, CompletionList, DocumentSymbol, Hover, LocationLink } from 'vscode-languageserver';
import type { LocateResult, PlansResult, ScheduleResult } from '../../server/protocol/requests';
import { applyChange } from '../../server/protocol/schedule';
import { LanguageServer } from '../support/languageServer';

const folder = 'examples/webshop';
const uri = pathToFileURL(path.resolve(folder, 'webshop.plan.yaml')).href;
const text = readFileSync(`${folder}/webshop.plan.yaml`, 'utf8');

/** The position of a text in the plan, and so many characters on. */
function position(needle: string, by = 0): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(needle) + by).split('\n');
  return { line: before.length - 1, character: before[before.length - 1].length };
}

describe('the language server over stdio', () => {
  let server: LanguageServer;
  const textDocument = { uri };

  before(async () => {
    server = await LanguageServer.start(folder);
    await server.open(uri, text);
  });
  after(async () => assert.equal(await server.stop(), 0));

  it('announces what it can do', () => {
    const { capabilities } = server.result;
    assert.ok(
      capabilities.hoverProvider &&
        capabilities.completionProvider &&
        capabilities.definitionProvider &&
        capabilities.documentSymbolProvider,
    );
  });

  it('finds nothing wrong with the example but the deadline that it misses', () =>
    assert.deepEqual(
      server
        .diagnostics(uri)
        .filter(({ severity }) => (severity ?? 4) < 3)
        .map(({ code }) => code),
      ['plan/missed-deadline'],
    ));

  it('hovers', async () => {
    const found = await server.request<Hover>('textDocument/hover', {
      textDocument,
      position: position('after: discovery.scope', 18),
    });
    assert.match((found.contents as { value: string }).value, /Scope and priorities/);
  });

  it('completes', async () => {
    const { items } = await server.request<CompletionList>('textDocument/completion', {
      textDocument,
      position: position('after: catalog.import', 7),
    });
    assert.ok(items.length > 20 && items.some(({ label }) => label === 'import'));
  });

  it('leads to the code', async () => {
    const [link] = await server.request<LocationLink[]>('textDocument/definition', {
      textDocument,
      position: position('./shop/src/cart.ts#Cart\n', 20),
    });
    assert.match(link.targetUri, /examples\/webshop\/shop\/src\/cart\.ts$/);
    assert.equal(
      readFileSync('examples/webshop/shop/src/cart.ts', 'utf8').split('\n')[link.targetRange.start.line],
      'export class Cart {',
    );
  });

  it('outlines', async () => {
    const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.ok(symbols.find(({ name }) => name === 'tasks')?.children?.some(({ name }) => name === 'payments'));
  });

  it('knows the plans of the folder', async () =>
    assert.deepEqual(
      (await server.request<PlansResult>('headway/plans', null)).map(({ title }) => title),
      ['Web shop'],
    ));

  it('locates code for views', async () => {
    const place = await server.request<LocateResult>('headway/locate', { uri, path: 'operations.hosting' });
    assert.deepEqual([place?.isFolder, place?.uri.endsWith('examples/webshop/infra')], [true, true]);
  });

  it('sends a schedule, and then only what changed', async () => {
    const first = await server.request<ScheduleResult>('headway/schedule', { uri });
    assert.ok(first && 'view' in first);
    const { line, character } = position('title: Cart model', 7);
    await server.change(uri, 2, [
      { range: { start: { line, character }, end: { line, character: character + 4 } }, text: 'Basket' },
    ]);
    const second = await server.request<ScheduleResult>('headway/schedule', { uri, since: first.view.version });
    assert.ok(second && 'change' in second);
    assert.deepEqual(
      second.change.rows.map(([, row]) => row.title),
      // The tasks that wait for it name it.
      ['Basket model', 'Cart pages', 'Vouchers', 'Shipping costs', 'Sales dashboard'],
    );
    const whole = await server.request<ScheduleResult>('headway/schedule', { uri });
    assert.ok(whole && 'view' in whole);
    assert.deepEqual(applyChange(first.view, second.change), whole.view);
  });

  it('reports at the exact characters and mends', async () => {
    const other = `${uri.slice(0, -'webshop.plan.yaml'.length)}other.plan.yaml`;
    await server.open(other, 'plan: Other\ntasks:\n  design: 1d\n  build: {effort: 1d, after: desing}\n');
    const wrong = server.diagnostics(other).find(({ code }) => code === 'plan/unknown-reference');
    assert.deepEqual(wrong?.range, { start: { line: 3, character: 29 }, end: { line: 3, character: 35 } });
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: other },
      range: wrong?.range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title.replace(/: finish.*/, ''), isPreferred]),
      [
        ['Replace with `design`', true],
        ['Create the task `desing`', false],
      ],
    );
    assert.match(actions[0].title, /finish \d{4}-.* \(\+1d\), 1 task moves$/);
  });

  it('survives everything that is no plan, and requests about nothing', async () => {
    const other = 'file:///nowhere/odd.plan.yaml';
    await server.open(other, '');
    for (const [i, odd] of [
      '\0\0',
      '{'.repeat(3000),
      '\t\t- x: [',
      'a: '.repeat(2000),
      '&a [*a]',
      'plan: x\ntasks: {a: {after: a}}',
      '\u{1F600}: ',
    ].entries()) {
      await server.change(other, i + 2, [{ text: odd }]);
      const position0 = { line: 0, character: Math.min(3, odd.length) };
      await server.request('textDocument/hover', { textDocument: { uri: other }, position: position0 });
      await server.request('textDocument/completion', { textDocument: { uri: other }, position: position0 });
      await server.request('textDocument/documentSymbol', { textDocument: { uri: other } });
    }
    assert.equal(
      await server.request('textDocument/hover', {
        textDocument: { uri: 'file:///none' },
        position: { line: 9, character: 9 },
      }),
      null,
    );
    await server.request('textDocument/hover', { textDocument, position: { line: 99_999, character: 5 } });
    assert.equal(server.process.exitCode, null);
  });

  it('answers an LSP error to malformed parameters, and lives on', async () => {
    await assert.rejects(server.request('textDocument/hover', { textDocument }), /failed/);
    assert.ok(await server.request('textDocument/documentSymbol', { textDocument }));
  });
});
