import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import type { ScheduleResult } from '../../server/protocol/requests';
import { LanguageServer } from '../support/languageServer';

const isFuzzing = process.env.FUZZ === '1';
const STEPS = isFuzzing ? 3000 : 250;
/** How often the state of the server is compared with that of one that has seen only the last text. */
const COMPARE_EVERY = 10;

interface Step {
  readonly kind: 'type' | 'delete' | 'cut' | 'paste' | 'undo' | 'garbage' | 'newline' | 'duplicate';
  readonly at: number;
  readonly length: number;
  readonly text: string;
  readonly request: number;
}

const step = fc.record<Step>({
  kind: fc.constantFrom('type', 'type', 'type', 'delete', 'cut', 'paste', 'undo', 'garbage', 'newline', 'duplicate'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(1, 1, 2, 9, 80, 700),
  text: fc.oneof(
    fc.constantFrom(
      'a',
      ' ',
      ':',
      '\n',
      '  new: 2d\n',
      'after: [',
      'after: api, ',
      '{',
      '}',
      '"',
      "'",
      '#',
      '- ',
      '&x ',
      '*x',
      '\t',
      '\r\n',
      '😀',
      'ש',
      '\u{feff}',
      'tasks:\n',
      'effort: 3d',
      'assign: 2 of developers',
      'on: 2026-10-10',
      'include: [x.plan.yaml]',
      '|\n',
      '---\n',
      'scenarios: {a: {tasks: }}',
    ),
    fc.string({ maxLength: 6 }),
  ),
  request: fc.nat(),
});

/** Keeps a text as the editor has it, with what is needed for changes in the encoding of LSP. */
class Editor {
  text: string;
  readonly #history: string[] = [];
  #clipboard = 'effort: 1d\n';

  constructor(text: string) {
    this.text = text;
  }

  /** The change that a step makes, as an incremental one of LSP; undefined when it makes none. */
  apply({ kind, at, length, text }: Step): { range: unknown; text: string } | undefined {
    const start = this.#boundary(Math.floor(at * this.text.length));
    const end = this.#boundary(Math.min(this.text.length, start + length));
    const replace = (from: number, to: number, by: string): { range: unknown; text: string } => {
      this.#history.push(this.text);
      const range = { start: this.#position(from), end: this.#position(to) };
      this.text = this.text.slice(0, from) + by + this.text.slice(to);
      return { range, text: by };
    };
    switch (kind) {
      case 'type':
      case 'garbage':
        return replace(start, start, kind === 'garbage' ? text.repeat(5) : text);
      case 'newline':
        return replace(start, start, '\n');
      case 'delete':
        return replace(start, end, '');
      case 'cut':
        this.#clipboard = this.text.slice(start, end);
        return replace(start, end, '');
      case 'paste':
        return replace(start, start, this.#clipboard);
      case 'duplicate':
        return replace(end, end, this.text.slice(start, end));
      case 'undo': {
        const before = this.#history.pop();
        if (before === undefined) return undefined;
        const range = { start: { line: 0, character: 0 }, end: this.#position(this.text.length) };
        this.text = before;
        return { range, text: before };
      }
    }
  }

  /** No editor puts the cursor inside of a character or of a line end. */
  #boundary(offset: number): number {
    const [before, after] = [this.text[offset - 1] ?? '', this.text[offset] ?? ''];
    const isInside = /[\udc00-\udfff]/.test(after) || (before === '\r' && after === '\n');
    return isInside ? offset - 1 : offset;
  }

  #position(offset: number): { line: number; character: number } {
    const lines = this.text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: lines.length - 1, character: lines[lines.length - 1].length };
  }

  position(part: number): { line: number; character: number } {
    return this.#position(this.#boundary(Math.floor((part % 1000) * (this.text.length / 1000))));
  }
}

const everywhere = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const requests: readonly (readonly [string, object])[] = [
  ['hover', {}],
  ['completion', {}],
  ['signatureHelp', {}],
  ['definition', {}],
  ['declaration', {}],
  ['implementation', {}],
  ['references', { context: { includeDeclaration: true } }],
  ['documentHighlight', {}],
  ['documentSymbol', {}],
  ['codeLens', {}],
  ['documentLink', {}],
  ['formatting', { options: { tabSize: 2, insertSpaces: true } }],
  ['rangeFormatting', { range: everywhere, options: {} }],
  ['onTypeFormatting', { ch: '\n', options: {} }],
  ['prepareRename', {}],
  ['foldingRange', {}],
  ['semanticTokens/full', {}],
  ['semanticTokens/range', { range: everywhere }],
  ['linkedEditingRange', {}],
  ['prepareCallHierarchy', {}],
  ['prepareTypeHierarchy', {}],
  ['inlayHint', { range: everywhere }],
];

describe('the server under a storm of edits', () => {
  it('answers every request, and knows what a fresh one knows, whatever is typed', async () => {
    const server = await LanguageServer.start('examples/webshop');
    const errors: unknown[] = [];
    server.connection.onNotification('window/logMessage', (message) => void errors.push(message));
    const uri = 'file:///fuzz/storm.plan.yaml';
    const text = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8');
    const editor = new Editor(text);
    await server.open(uri, text);
    let version = 1;
    const tokensOf = (of: string): Promise<SemanticTokens> =>
      server.request('textDocument/semanticTokens/full', { textDocument: { uri: of } });
    // What an editor has that only ever asks for what changed.
    let { data: colours, resultId } = await tokensOf(uri);
    const steps = fc.sample(
      step,
      isFuzzing ? { numRuns: STEPS, seed: Date.now() & 0xffff } : { numRuns: STEPS, seed: 20_261_123 },
    );
    for (const [i, it] of steps.entries()) {
      if (isFuzzing && i % 200 === 0) console.log(`${i} steps, ${editor.text.length} characters`);
      const change = editor.apply(it);
      // A storm that never ends is no plan any more: now and then somebody takes it all back.
      const whole = i % 400 === 399 || editor.text.length > 60_000;
      if (whole) editor.text = text;
      if (!change && !whole) continue;
      await server.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [whole ? { text } : change],
      });
      const [method, more] = requests[it.request % requests.length];
      const position = editor.position(it.request);
      await server.request(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
      const range = { start: position, end: position };
      await server.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
      await server.request('textDocument/selectionRange', { textDocument: { uri }, positions: [position] });
      const delta = await server.request<SemanticTokens | SemanticTokensDelta>(
        'textDocument/semanticTokens/full/delta',
        { textDocument: { uri }, previousResultId: resultId },
      );
      if ('edits' in delta)
        for (const { start, deleteCount, data } of delta.edits) colours.splice(start, deleteCount, ...(data ?? []));
      else colours = delta.data;
      resultId = delta.resultId;
      if (i % COMPARE_EVERY > 0) continue;
      const fresh = `file:///fuzz/fresh-${i}.plan.yaml`;
      await server.open(fresh, editor.text);
      const view = async (of: string): Promise<unknown> => {
        const result = await server.request<ScheduleResult>('headway/schedule', { uri: of });
        return result && 'view' in result ? { ...result.view, uri: '', version: 0 } : null;
      };
      const rest = async (of: string): Promise<unknown> => {
        const textDocument = { uri: of };
        const symbols = await server.request('textDocument/documentSymbol', { textDocument });
        const folds = await server.request('textDocument/foldingRange', { textDocument });
        return [symbols, folds, of === uri ? colours : (await tokensOf(of)).data];
      };
      const [stormy, calm] = [await view(uri), await view(fresh)];
      // Where the plan gives no `now`, a minute of the clock may pass between the two.
      const isSameMinute = (stormy as { now?: number } | null)?.now === (calm as { now?: number } | null)?.now;
      if (isSameMinute) assert.deepEqual(stormy, calm, `after ${i} steps`);
      assert.deepEqual(await rest(uri), await rest(fresh), `after ${i} steps`);
      await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri: fresh } });
    }
    assert.deepEqual(errors, []);
    assert.equal(await server.stop(), 0);
  }).timeout(isFuzzing ? 1_500_000 : 60_000);
});
