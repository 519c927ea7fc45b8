import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentDiagnosticReport,
  FoldingRange,
  Hover,
  InlayHint,
  LinkedEditingRanges,
  Location,
  LocationLink,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
  SemanticTokensDelta,
  SignatureHelp,
  TextEdit,
  TypeHierarchyItem,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver/node';
import type { EditResult, PreviewResult } from '../../server/protocol/edits';
import type { ScheduleResult, TaskResult } from '../../server/protocol/requests';
import { LanguageServer } from '../support/languageServer';

const folder = 'test/fixtures/portfolio';
const uriOf = (file: string): string => pathToFileURL(path.resolve(folder, file)).href;
const textOf = (file: string): string => readFileSync(path.resolve(folder, file), 'utf8');
const [main, shop, code] = ['main.plan.yaml', 'shop/shop.plan.yaml', 'src/api.ts'].map(uriOf);
const files = new Map(
  [main, shop, code].map((uri, i) => [uri, textOf(['main.plan.yaml', 'shop/shop.plan.yaml', 'src/api.ts'][i])]),
);
const textIn = (uri: string): string => files.get(uri) ?? '';

/** The position of a text in a file, and so many characters on. */
function position(uri: string, needle: string, by = 0): Position {
  const before = textIn(uri)
    .slice(0, textIn(uri).indexOf(needle) + by)
    .split('\n');
  return { line: before.length - 1, character: before[before.length - 1].length };
}

/** What stands in a range of a file. */
function at(uri: string, { start, end }: Range): string {
  const lines = textIn(uri).split('\n');
  if (start.line === end.line) return lines[start.line].slice(start.character, end.character);
  return [
    lines[start.line].slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line].slice(0, end.character),
  ].join('\n');
}

function applied(uri: string, edits: readonly TextEdit[]): string {
  const lines = textIn(uri).split(/(?<=\n)/);
  const offset = ({ line, character }: Position): number => lines.slice(0, line).join('').length + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (text, { range, newText }) => text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)),
      textIn(uri),
    );
}

describe('every request over stdio', () => {
  let server: LanguageServer;
  const ask = <R>(method: string, uri: string, needle: string, by: number, more: object = {}): Promise<R> =>
    server.request<R>(`textDocument/${method}`, {
      textDocument: { uri },
      position: position(uri, needle, by),
      ...more,
    });

  before(async () => {
    server = await LanguageServer.start(folder);
    await server.open(main, textIn(main));
    await server.open(shop, textIn(shop));
  });
  after(async () => assert.equal(await server.stop(), 0));

  it('announces all that it can do, and its version', () => {
    const { capabilities } = server.result;
    for (const provider of [
      'hover',
      'completion',
      'signatureHelp',
      'definition',
      'declaration',
      'implementation',
      'references',
      'documentHighlight',
      'documentSymbol',
      'workspaceSymbol',
      'codeAction',
      'codeLens',
      'documentLink',
      'documentFormatting',
      'documentRangeFormatting',
      'documentOnTypeFormatting',
      'rename',
      'foldingRange',
      'selectionRange',
      'semanticTokens',
      'linkedEditingRange',
      'callHierarchy',
      'typeHierarchy',
      'inlayHint',
    ])
      assert.ok(`${provider}Provider` in capabilities, provider);
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.deepEqual(capabilities.experimental, { headway: { version: '1.9' } });
    assert.ok(capabilities.workspace?.fileOperations?.willRename);
  });

  it('finds nothing wrong with the portfolio', () => {
    for (const uri of [main, shop])
      assert.deepEqual(
        server.diagnostics(uri).filter(({ severity }) => severity === 1 || severity === 2),
        [],
      );
  });

  it('leads into another plan', async () => {
    const [link] = await ask<LocationLink[]>('definition', main, 'api.schema', 6);
    assert.deepEqual([link.targetUri, at(shop, link.targetRange)], [shop, 'schema']);
    const [around] = await ask<LocationLink[]>('declaration', main, 'shop:api', 6);
    assert.deepEqual([around.targetUri, at(shop, around.targetRange)], [shop, 'api']);
    const [plan] = await ask<LocationLink[]>('definition', main, 'shop/shop', 2);
    assert.equal(plan.targetUri, shop);
    assert.match(JSON.stringify(await ask<Hover>('hover', main, 'api.schema', 6)), /of the plan \*\*Shop\*\*/);
  });

  it('leads from a task to its code', async () => {
    const found = await ask<Location[]>('implementation', main, 'prepare:', 2);
    assert.deepEqual(
      found.map(({ uri, range }) => [uri, range.start.line]),
      [[code, 3]],
    );
  });

  it('finds references in plans, other plans and comments in code', async () => {
    const found = await ask<Location[]>('references', shop, 'schema:', 2, { context: { includeDeclaration: true } });
    assert.deepEqual(
      found.map(({ uri, range }) => `${path.posix.basename(uri)}:${range.start.line} ${at(uri, range)}`),
      [
        'shop.plan.yaml:6 schema',
        'shop.plan.yaml:7 schema',
        'main.plan.yaml:16 schema',
        'api.ts:0 schema',
        'api.ts:2 schema',
      ],
    );
    const same = await ask<Location[]>('references', main, 'api.schema', 6, { context: { includeDeclaration: true } });
    assert.deepEqual(same, found);
  });

  it('renames everywhere', async () => {
    const edit = await ask<WorkspaceEdit>('rename', main, 'shop:api', 6, { newName: 'backend' });
    const texts = Object.entries(edit.changes ?? {}).map(([uri, edits]) =>
      applied(uri, edits).match(/^.*backend.*$/gm),
    );
    assert.deepEqual(texts, [
      ['  backend:'],
      ['    after: [prepare, "shop:backend.schema"]'],
      ['// 😀 PLAN(backend.schema) is carried out here', '  // TODO(shop:backend.schema): the second table'],
    ]);
    const prepared = await ask<{ range: Range; placeholder: string }>('prepareRename', main, 'shop:api', 6);
    assert.deepEqual([at(main, prepared.range), prepared.placeholder], ['api', 'api']);
  });

  it('renames the keys of scenarios with the tasks', async () => {
    const edit = await ask<WorkspaceEdit>('rename', main, 'design:', 2, { newName: 'sketch' });
    assert.equal(applied(main, edit.changes?.[main] ?? []).match(/sketch/g)?.length, 3);
  });

  it('completes with documentation on demand', async () => {
    const { items } = await ask<CompletionList>('completion', main, 'after: design', 7);
    const item = items.find(({ label }) => label === 'design');
    assert.ok(item && item.documentation === undefined);
    const resolved = await server.request<CompletionItem>('completionItem/resolve', item);
    assert.match(JSON.stringify(resolved.documentation), /Done by Ana Costa/);
  });

  it('completes tasks of other plans, and paths of plans', async () => {
    const tasks = await ask<CompletionList>('completion', main, 'shop:api', 5);
    assert.deepEqual(
      tasks.items.map(({ label }) => label),
      ['api', 'api.schema', 'api.handlers'],
    );
    const plans = await ask<CompletionList>('completion', main, 'shop/shop', 0);
    assert.deepEqual(
      plans.items.map(({ label }) => label),
      ['./shop/shop.plan.yaml'],
    );
  });

  it('helps with signatures', async () => {
    const help = await ask<SignatureHelp>('signatureHelp', main, 'after: design', 13);
    const [{ label, parameters }] = help.signatures;
    const [start, end] = (parameters ?? [])[help.activeParameter ?? 0].label as [number, number];
    assert.equal(label.slice(start, end), 'task');
  });

  it('shows lenses over the plan and its summaries, worked out when they are seen', async () => {
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: main } });
    const titles = await Promise.all(
      lenses.map(async (lens) => (await server.request<CodeLens>('codeLens/resolve', lens)).command?.title),
    );
    assert.deepEqual(titles, [
      '2026-02-02 – 2026-02-04 · 0 of 3 tasks done',
      '2026-02-02 – 2026-02-04 · 0 % · critical · 2 tasks',
    ]);
  });

  it('shows hints, and more of them on demand', async () => {
    const hints = await server.request<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: main },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
    });
    assert.equal(hints.length, 4);
    assert.match(
      JSON.stringify((await server.request<InlayHint>('inlayHint/resolve', hints[1])).tooltip),
      /Done by Ana/,
    );
  });

  it('tells predecessors and successors', async () => {
    const [item] = await ask<CallHierarchyItem[]>('prepareCallHierarchy', main, 'review:', 2);
    assert.equal(item.detail, '2026-02-04');
    const incoming = await server.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, at(main, fromRanges[0])]),
      [['Design', 'design']],
    );
    const [launch] = await ask<CallHierarchyItem[]>('prepareCallHierarchy', main, 'prepare:', 2);
    const outgoing = await server.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item: launch });
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['Launch'],
    );
  });

  it('tells the summary and what is inside', async () => {
    const [item] = await ask<TypeHierarchyItem[]>('prepareTypeHierarchy', main, 'design:', 2);
    const [parent] = await server.request<TypeHierarchyItem[]>('typeHierarchy/supertypes', { item });
    assert.equal(parent.name, 'Prepare');
    const children = await server.request<TypeHierarchyItem[]>('typeHierarchy/subtypes', { item: parent });
    assert.deepEqual(
      children.map(({ name }) => name),
      ['Design', 'Review'],
    );
  });

  it('folds', async () => {
    const ranges = await server.request<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: main } });
    assert.deepEqual(
      ranges.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [4, 6],
        [7, 16],
        [9, 13],
        [11, 13],
        [14, 16],
        [17, 20],
        [18, 20],
        [19, 20],
      ],
    );
  });

  it('selects from the inside out', async () => {
    const [range] = await server.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument: { uri: main },
      positions: [position(main, 'Api.start', 6)],
    });
    const texts: string[] = [];
    for (let it: SelectionRange | undefined = range; it; it = it.parent) texts.push(at(main, it.range));
    assert.deepEqual(texts.slice(0, 5), [
      'start',
      'src/api.ts#Api.start',
      'code: src/api.ts#Api.start',
      '{effort: 2d, assign: ana, code: src/api.ts#Api.start}',
      'design: {effort: 2d, assign: ana, code: src/api.ts#Api.start}',
    ]);
    assert.equal(texts[texts.length - 1], textIn(main));
  });

  it('types names together', async () => {
    const found = await ask<LinkedEditingRanges>('linkedEditingRange', main, 'design:', 2);
    assert.deepEqual(
      found.ranges.map((range) => at(main, range)),
      ['design', 'design', 'design'],
    );
  });

  it('colours by meaning, and then only what changed', async () => {
    const { tokenTypes } = server.result.capabilities.semanticTokensProvider?.legend ?? { tokenTypes: [] };
    const decode = (data: readonly number[]): string[] => {
      const lines = textIn(main).split('\n');
      let [line, column] = [0, 0];
      const found: string[] = [];
      for (let i = 0; i < data.length; i += 5) {
        column = data[i] === 0 ? column + data[i + 1] : data[i + 1];
        line += data[i];
        found.push(`${tokenTypes[data[i + 3]]} ${lines[line].slice(column, column + data[i + 2])}`);
      }
      return found;
    };
    const full = await server.request<SemanticTokens>('textDocument/semanticTokens/full', {
      textDocument: { uri: main },
    });
    const tokens = decode(full.data);
    for (const token of [
      'class prepare',
      'function design',
      'property effort',
      'number 2d',
      'variable ana',
      'string src/api.ts',
      'function shop:api.schema',
      'namespace quick',
    ])
      assert.ok(tokens.includes(token), `${token} in ${tokens.join()}`);
    const range = await server.request<SemanticTokens>('textDocument/semanticTokens/range', {
      textDocument: { uri: main },
      range: { start: position(main, 'launch'), end: position(main, 'launch', 6) },
    });
    assert.deepEqual(decode(range.data), ['function launch']);
    await server.change(main, 2, [
      { range: { start: position(main, '1d, after'), end: position(main, '1d, after', 1) }, text: '12' },
    ]);
    const delta = await server.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument: { uri: main },
      previousResultId: full.resultId,
    });
    assert.ok(delta.edits.length === 1 && (delta.edits[0].data?.length ?? 0) <= 10, JSON.stringify(delta));
    await server.change(main, 3, [{ text: textIn(main) }]);
  });

  it('moves tasks with the tasks of other plans that they wait for, and tells the client', async () => {
    const launch = async (): Promise<string | undefined> => {
      const result = await server.request<ScheduleResult>('headway/schedule', { uri: main });
      const row = result && 'view' in result ? result.view.rows.find((it) => it.path === 'launch') : undefined;
      return row?.start == null ? undefined : new Date(row.start * 60_000).toISOString().slice(0, 16);
    };
    assert.equal(await launch(), '2026-02-04T17:00');
    const start = position(shop, '{effort: 3d', 9);
    const told = server.next(main, 'schedule');
    await server.change(shop, 2, [{ range: { start, end: { ...start, character: start.character + 1 } }, text: '6' }]);
    await told;
    assert.equal(await launch(), '2026-02-09T17:00');
    const back = server.next(main, 'schedule');
    await server.change(shop, 3, [{ text: textIn(shop) }]);
    await back;
    assert.equal(await launch(), '2026-02-04T17:00');
  });

  it('formats a file, a range, and while somebody types', async () => {
    const options = { tabSize: 4, insertSpaces: true };
    const uri = uriOf('other.plan.yaml');
    files.set(uri, 'plan:  x\ntasks:\n    a:   1d\n');
    await server.open(uri, textIn(uri));
    const edits = await server.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri }, options });
    assert.equal(applied(uri, edits), 'plan: x\ntasks:\n  a: 1d\n');
    const some = await server.request<TextEdit[]>('textDocument/rangeFormatting', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
      options,
    });
    assert.equal(applied(uri, some), 'plan: x\ntasks:\n    a:   1d\n');
    files.set(uri, 'plan: x\ntasks:\n');
    await server.change(uri, 2, [{ text: textIn(uri) }]);
    const typed = await server.request<TextEdit[]>('textDocument/onTypeFormatting', {
      textDocument: { uri },
      position: { line: 2, character: 0 },
      ch: '\n',
      options,
    });
    assert.equal(applied(uri, typed), 'plan: x\ntasks:\n  ');
  });

  it('offers refactorings that say what they do to the dates', async () => {
    const action = async (needle: string, title: RegExp, only: string): Promise<[string, string]> => {
      const start = position(main, needle, 1);
      const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: main },
        range: { start, end: start },
        context: { diagnostics: [], only: [only] },
      });
      const found = actions.find((it) => title.test(it.title));
      assert.ok(found, actions.map((it) => it.title).join('\n'));
      return [found.title, applied(main, found.edit?.changes?.[main] ?? [])];
    };
    const [split, text] = await action('design:', /Split/, 'refactor.rewrite');
    assert.match(text, /design: \{effort: 1d, .*\n {6}design-2:\n {8}effort: 1d\n {8}after: design\n {8}assign: ana\n/);
    assert.match(text, /review: \{effort: 1d, after: design-2,/);
    assert.match(split, /1 task moves$/);
    assert.match(
      (await action('design:', /into a summary/, 'refactor.extract'))[1],
      /group:\n {8}tasks:\n {10}design: \{/,
    );
  });

  it('mends all that is safe, and formats, as source actions', async () => {
    const uri = uriOf('mend.plan.yaml');
    files.set(uri, 'plan: x\ntasks:\n    a: {efort: 1d, tags: [b, b]}\n');
    await server.open(uri, textIn(uri));
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ['source'] },
    });
    assert.deepEqual(
      actions.map(({ kind, edit }) => [kind, applied(uri, edit?.changes?.[uri] ?? [])]),
      [
        ['source.fixAll.headway', 'plan: x\ntasks:\n    a: {effort: 1d, tags: [b]}\n'],
        ['source.format.headway', 'plan: x\ntasks:\n  a: {efort: 1d, tags: [b, b]}\n'],
      ],
    );
  });

  it('keeps paths right when files move, and takes out those that are deleted', async () => {
    const moved = await server.request<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [{ oldUri: uriOf('src'), newUri: uriOf('lib/src') }],
    });
    assert.match(applied(main, moved.changes?.[main] ?? []), /code: lib\/src\/api.ts#Api.start/);
    assert.match(applied(shop, moved.changes?.[shop] ?? []), /code: \.\.\/lib\/src\/api.ts/);
    const plan = await server.request<WorkspaceEdit>('workspace/willRenameFiles', {
      files: [{ oldUri: shop, newUri: uriOf('shop.plan.yaml') }],
    });
    assert.match(applied(main, plan.changes?.[main] ?? []), /include: \[shop.plan.yaml\]/);
    assert.match(applied(shop, plan.changes?.[shop] ?? []), /code: \.\/src\/api.ts/);
    const deleted = await server.request<WorkspaceEdit>('workspace/willDeleteFiles', { files: [{ uri: code }] });
    assert.match(applied(main, deleted.changes?.[main] ?? []), /design: \{effort: 2d, assign: ana\}/);
    assert.equal(await server.request('workspace/willDeleteFiles', { files: [{ uri: uriOf('README.md') }] }), null);
  });

  it('edits in the words of planning, and previews', async () => {
    const edit = { kind: 'setStatus', task: 'prepare.design', status: 'done' };
    const result = await server.request<EditResult>('headway/edit', { uri: main, edit });
    assert.ok('edit' in result);
    const [{ textDocument, edits }] = result.edit.documentChanges;
    assert.equal(textDocument.version, 3);
    assert.match(
      applied(main, edits as TextEdit[]),
      /design: \{effort: 2d, assign: ana, status: done, finished: 2026-02-02, code/,
    );
    const refused = await server.request<EditResult>('headway/edit', { uri: main, edit: { ...edit, task: 'prepare' } });
    assert.deepEqual(refused, { refused: 'A summary takes its progress from the tasks inside' });
    const preview = await server.request<PreviewResult>('headway/preview', {
      uri: main,
      edit: { kind: 'setField', task: 'prepare.design', key: 'effort', value: '4d' },
    });
    assert.equal('summary' in preview && preview.summary, 'finish 2026-02-04 → 2026-02-06 (+2d), 3 tasks move');
  });

  it('keeps the references of other plans when tasks move', async () => {
    const edit = { kind: 'reparent', task: 'api.schema', parent: null };
    const result = await server.request<EditResult>('headway/edit', { uri: shop, edit });
    assert.ok('edit' in result);
    const texts = result.edit.documentChanges.map(({ textDocument, edits }) =>
      applied(textDocument.uri, edits as TextEdit[]),
    );
    assert.match(texts[0], /^ {2}schema: \{effort: 3d/m);
    assert.match(texts[0], /handlers: \{effort: 2d, after: schema\}/);
    assert.match(texts[1], /after: \[prepare, "shop:schema"\]/);
  });

  it('tells everything about a task', async () => {
    const task = await server.request<TaskResult>('headway/task', { uri: main, path: 'prepare.review' });
    assert.deepEqual(task?.because, [
      { task: 'prepare.review', reason: 'it waits until `prepare.design` finishes' },
      { task: 'prepare.design', reason: 'the plan starts then' },
    ]);
    assert.deepEqual(task?.predecessors, [{ task: 'prepare.design', type: 'FS', lag: '' }]);
  });
});

describe('clients that differ', () => {
  it('may ask for problems', async () => {
    const server = await LanguageServer.start(folder, {}, { textDocument: { diagnostic: {} } });
    const uri = uriOf('pulled.plan.yaml');
    await server.open(uri, 'plan: x\ntasks: {a: {effort: 1d, after: b}}\n');
    const first = await server.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    assert.ok(first.kind === 'full');
    assert.deepEqual(
      first.items.map(({ code: it }) => it),
      ['plan/unknown-reference'],
    );
    const again = await server.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
      previousResultId: first.resultId,
    });
    assert.equal(again.kind, 'unchanged');
    const all = await server.request<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
    assert.deepEqual(all.items.map((item) => path.posix.basename(item.uri)).sort(), [
      'main.plan.yaml',
      'pulled.plan.yaml',
      'shop.plan.yaml',
    ]);
    assert.deepEqual(server.diagnostics(uri), []);
    await server.stop();
  });

  for (const [encoding, characters] of [
    ['utf-8', [2, 9]],
    ['utf-16', [1, 4]],
    ['utf-32', [1, 3]],
  ] as const) {
    it(`may count in ${encoding}`, async () => {
      const server = await LanguageServer.start(folder, {}, { general: { positionEncodings: [encoding, 'utf-16'] } });
      assert.equal(server.result.capabilities.positionEncoding, encoding);
      const uri = uriOf('odd.plan.yaml');
      // The id is of characters of two, three and four bytes; the change is made in the middle of it.
      await server.open(uri, 'plan: x\ntasks:\n  ä𐐷日x: {effort: 1d, after: no}\n');
      const [start, end] = characters;
      const line = 2;
      await server.change(uri, 2, [
        { range: { start: { line, character: 2 + start }, end: { line, character: 2 + end } }, text: '' },
      ]);
      const symbols = await server.request<{ name: string; children: { name: string }[] }[]>(
        'textDocument/documentSymbol',
        { textDocument: { uri } },
      );
      assert.deepEqual(
        symbols[1].children.map(({ name }) => name),
        ['äx'],
      );
      await server.stop();
    });
  }

  it('may have settings', async () => {
    const server = await LanguageServer.start(folder, {
      severities: { 'plan/unknown-key': 'off', 'plan/unestimated': 'nonsense' },
    });
    const uri = uriOf('settings.plan.yaml');
    await server.open(uri, 'plan: x\ntasks: {a: {efort: 1d}}\n');
    const codes = (): unknown[] => server.diagnostics(uri).map(({ code: it, severity }) => `${it} ${severity}`);
    assert.deepEqual(codes(), ['plan/unestimated 4']);
    const told = server.next(uri, 'diagnostics');
    await server.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: {
        headway: { problems: { severity: { 'plan/unestimated': 'error' } }, inlayHints: { enabled: false } },
      },
    });
    await told;
    assert.deepEqual(
      codes(),
      ['plan/unknown-key 2', 'plan/unestimated 1'].toSorted((a) => (a.includes('unestimated') ? -1 : 1)),
    );
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    assert.deepEqual(await server.request('textDocument/inlayHint', { textDocument: { uri }, range }), []);
    await server.stop();
  });

  it('may write in any script, with byte-order marks and Windows line endings', async () => {
    const server = await LanguageServer.start(folder);
    const uri = uriOf('script.plan.yaml');
    const odd =
      '\ufeffplan: "😀 עברית"\r\ntasks:\r\n  עיצוב: 1d\r\n  b: {title: "𝒳😀", effort: 1d, after: [עיצוב, עיצובx]}\r\n';
    await server.open(uri, odd);
    const lines = odd.split('\r\n');
    const marked = server
      .diagnostics(uri)
      .filter(({ severity }) => severity === 1)
      .map(({ code: it, range: { start, end } }) => `${it} ${lines[start.line].slice(start.character, end.character)}`);
    assert.deepEqual(marked, ['plan/unknown-reference עיצובx']);
    const edit = await server.request<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri },
      position: { line: 2, character: 3 },
      newName: 'תכנון',
    });
    files.set(uri, odd);
    assert.equal(
      applied(uri, edit.changes?.[uri] ?? []),
      odd.replace('עיצוב:', 'תכנון:').replace('[עיצוב,', '[תכנון,'),
    );
    await server.stop();
  });

  it('may change their minds', async () => {
    const server = await LanguageServer.start(folder);
    await server.open(main, textIn(main));
    const cancel = new CancellationTokenSource();
    const answer = server.connection.sendRequest(
      'textDocument/references',
      { textDocument: { uri: main }, position: position(main, 'design:', 2), context: { includeDeclaration: true } },
      cancel.token,
    );
    cancel.cancel();
    await assert.rejects(answer, (error) => error instanceof ResponseError && error.code === -32_800);
    assert.ok(await server.request('textDocument/documentSymbol', { textDocument: { uri: main } }));
    await server.stop();
  });

  it('are spared work that is out of date', async () => {
    const server = await LanguageServer.start(folder);
    const uri = uriOf('burst.plan.yaml');
    await server.open(uri, 'plan: x\n');
    let told = 0;
    server.connection.onNotification('headway/didSchedule', () => void told++);
    const end = server.next(uri, 'diagnostics');
    for (let version = 2; version < 102; version++)
      void server.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: `plan: x\ntasks: {a: ${version}d}\n` }],
      });
    await end;
    const symbols = await server.request<{ name: string }[]>('textDocument/documentSymbol', { textDocument: { uri } });
    assert.ok(told < 50 && symbols.length === 2, `${told} schedules for 100 changes`);
    await server.stop();
  });

  it('may have no settings to give, and ask for the progress of the start', async () => {
    const capabilities = {
      workspace: { configuration: true, workspaceFolders: true },
      window: { workDoneProgress: true },
    };
    const server = await LanguageServer.start(folder, {}, capabilities);
    const uri = uriOf('settings.plan.yaml');
    await server.open(uri, 'plan: x\ntasks: {a: {efort: 1d}}\n');
    assert.ok(server.diagnostics(uri).some(({ code: it }) => it === 'plan/unknown-key'));
    await server.stop();
  });

  it('are told how far a long request is', async () => {
    const server = await LanguageServer.start(folder, {}, { window: { workDoneProgress: true } });
    await server.open(shop, textIn(shop));
    const told: unknown[] = [];
    server.connection.onNotification('$/progress', ({ token, value }: { token: string; value: { kind: string } }) => {
      if (token === 'mine') told.push(value.kind);
    });
    await server.request('textDocument/references', {
      textDocument: { uri: shop },
      position: position(shop, 'schema:', 2),
      context: { includeDeclaration: true },
      workDoneToken: 'mine',
    });
    assert.deepEqual(told, ['begin', 'end']);
    await server.stop();
  });

  it('may open ten megabytes, and are told that this is too much', async () => {
    const server = await LanguageServer.start(folder);
    const uri = uriOf('large.plan.yaml');
    const started = performance.now();
    await server.open(uri, `plan: x\ntasks:\n${'  a: 1d\n'.repeat(1_310_720)}`);
    assert.deepEqual(
      server.diagnostics(uri).map(({ message }) => message),
      ['This file has 10.5 MB; plans are read up to 8 MB'],
    );
    assert.ok(performance.now() - started < 5000);
    await server.stop();
  });
});
