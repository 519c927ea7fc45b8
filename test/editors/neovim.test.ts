import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const text =
  'plan: Test\ntasks:\n  design: 1d\n  build: {effort: 2d, after: desing}\n  ship: {effort: 1d, after: [design]}\n';

interface Answers {
  readonly failure?: string;
  readonly filetype: string;
  readonly diagnostics: readonly { code: string; line: number; from: number; to: number }[];
  readonly completions: readonly string[];
  readonly hover: string;
  readonly definition: { line: number; character: number };
  readonly text: string;
}

// On a machine without Neovim there is nothing to test with; the machine that checks every change has it.
const has = spawnSync('nvim', ['--version']).status === 0;

(has || process.env.CI ? describe : describe.skip)('Neovim as a client', () => {
  let answers: Answers;
  let folder: string;

  before(function () {
    this.timeout(60_000);
    folder = mkdtempSync(path.join(tmpdir(), 'headway-nvim-'));
    const plan = path.join(folder, 'test.plan.yaml');
    const out = path.join(folder, 'answers.json');
    writeFileSync(plan, text);
    const { stderr } = spawnSync(
      'nvim',
      ['--headless', '-u', 'NONE', '-n', '-S', path.resolve('test/editors/neovim.lua')],
      {
        encoding: 'utf8',
        timeout: 50_000,
        env: {
          ...process.env,
          HEADWAY_SERVER: path.resolve('dist/server.js'),
          HEADWAY_PLAN: plan,
          HEADWAY_OUT: out,
          HOME: folder,
          XDG_STATE_HOME: folder,
          XDG_DATA_HOME: folder,
          XDG_CONFIG_HOME: folder,
        },
      },
    );
    try {
      answers = JSON.parse(readFileSync(out, 'utf8')) as Answers;
    } catch {
      throw new Error(`Neovim gave no answers: ${stderr}`);
    }
    assert.equal(answers.failure, undefined);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('knows the language of a plan', () => assert.equal(answers.filetype, 'headway'));
  it('shows what is wrong, where it is', () => {
    const wrong = answers.diagnostics.find(({ code }) => code === 'plan/unknown-reference');
    assert.deepEqual(wrong, { code: 'plan/unknown-reference', line: 3, from: 29, to: 35 });
  });
  it('completes', () => assert.deepEqual(answers.completions, ['design', 'ship']));
  it('hovers', () => assert.match(answers.hover, /^\*\*Build\*\* `build`/));
  it('goes to the definition', () => assert.deepEqual(answers.definition, { line: 2, character: 2 }));
  it('renames', () => assert.equal(`${answers.text}\n`, text.replaceAll('design', 'sketch')));
});
