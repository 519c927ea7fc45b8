import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import { ensureVSCode, root } from '../../../scripts/lib/vscode.mjs';

/** The grammar on top of the YAML grammar of the same VS Code in which it runs. */
async function registry(): Promise<Registry> {
  const { server } = await ensureVSCode();
  const folder = path.join(server, 'extensions', 'yaml', 'syntaxes');
  const files = new Map([['source.headway-plan', path.join(root, 'syntaxes', 'headway.tmLanguage.json')]]);
  for (const file of readdirSync(folder)) {
    const full = path.join(folder, file);
    files.set((JSON.parse(readFileSync(full, 'utf8')) as { scopeName: string }).scopeName, full);
  }
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer);
  return new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new OnigScanner(sources),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scope) => {
      const file = files.get(scope);
      return Promise.resolve(file ? parseRawGrammar(readFileSync(file, 'utf8'), file) : null);
    },
  });
}

describe('the grammar', () => {
  let tokens: (text: string) => [string, string][];

  before(async () => {
    const grammar = await (await registry()).loadGrammar('source.headway-plan');
    assert.ok(grammar);
    tokens = (text) => {
      let stack = INITIAL;
      return text.split('\n').flatMap((line) => {
        const result = grammar.tokenizeLine(line, stack);
        stack = result.ruleStack;
        return result.tokens.map(({ startIndex, endIndex, scopes }): [string, string] => [
          line.slice(startIndex, endIndex),
          scopes[scopes.length - 1],
        ]);
      });
    };
  });

  const has = (text: string, part: string, scope: RegExp): void => {
    const found = tokens(text).filter(([word]) => word === part);
    assert.ok(
      found.some(([, name]) => scope.test(name)),
      `${part} in ${text}: ${JSON.stringify(tokens(text))}`,
    );
  };
  const hasNot = (text: string, scope: RegExp): void =>
    assert.ok(
      tokens(text).every(([, name]) => !scope.test(name)),
      JSON.stringify(tokens(text)),
    );

  it('is YAML', () => has('tasks:\n  api:\n    effort: 2d', 'effort', /entity\.name\.tag/));
  it('colours durations', () => {
    has('effort: 2d', '2', /numeric\.duration/);
    has('effort: 2d..5d', '5', /numeric\.duration/);
    has('after: [a + 3ed, b]', 'ed', /keyword\.other\.unit/);
  });
  it('colours dates', () => {
    has('start: 2026-02-03', '2026-02-03', /date|timestamp/);
    has('on: 2026-02-16..2026-02-20', '2026-02-20', /date|timestamp/);
    has('away: [2026-W06]', '2026-W06', /date/);
  });
  it('colours types of dependencies', () => has('after: copy SS + 2h', 'SS', /keyword\.operator\.dependency/));
  it('colours shares', () => has('assign: ana 50%', '50', /numeric\.percent/));
  it('leaves comments and blocks of text alone', () => {
    hasNot('# takes 2d until 2026-02-03', /duration\.headway|date\.headway/);
    hasNot('note: |\n  takes 2d until 2026-02-03', /duration\.headway|date\.headway/);
  });
});
