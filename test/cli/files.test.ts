import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { LanguageServer } from '../support/languageServer';

const cli = path.resolve('dist/cli.js');

describe('the command line and files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-files-'));
  const good = 'plan: x\ntasks:\n  a: {effort: 1d}\n';
  const odd = 'plan:   x\ntasks:\n    a: {effort:   1d} # c\n';
  const wrong = 'plan: x\ntasks:\n  a: {effort: 3x, after: b}\n';

  before(() => {
    mkdirSync(path.join(folder, 'plans/deep'), { recursive: true });
    writeFileSync(path.join(folder, 'good.plan.yaml'), good);
    writeFileSync(path.join(folder, 'plans/odd.plan.yaml'), odd);
    writeFileSync(path.join(folder, 'plans/deep/wrong.plan.yaml'), wrong);
    writeFileSync(path.join(folder, 'plans/deep/other.yaml.txt'), 'no');
  });
  after(() => rmSync(folder, { recursive: true }));

  function run(
    args: readonly string[],
    input = '',
    env: NodeJS.ProcessEnv = {},
  ): readonly [number | null, string, string] {
    const options = { cwd: folder, encoding: 'utf8', input, env: { ...process.env, ...env } } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
    return [status, stdout, stderr];
  }
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

  it('checks folders and globs, each plan once', () => {
    assert.match(
      run(['check', '.'])[1],
      /^plans\/deep\/wrong\.plan\.yaml:3:15: error: [^]*\n3 plans: 2 errors, 0 warnings\n$/,
    );
    assert.match(run(['check', 'plans/**/*.plan.yaml', 'plans'])[1], /\n2 plans: 2 errors/);
    assert.match(run(['check', '{good,none}.plan.yaml'])[1], /^1 plan: 0 errors/);
    assert.deepEqual(run(['check', 'none/*.plan.yaml']), [2, '', 'headway: no plan is found by none/*.plan.yaml\n']);
  });

  it('prints colours only where they are asked for', () => {
    const file = 'plans/deep/wrong.plan.yaml';
    const plain = { NO_COLOR: undefined, FORCE_COLOR: undefined, CI: undefined };
    const isColoured = (env: NodeJS.ProcessEnv): boolean => /\u001b\[31merror/.test(run(['check', file], '', env)[1]);
    assert.equal(isColoured(plain), false, 'nobody looks at a pipe');
    assert.equal(isColoured({ ...plain, CI: 'true' }), false, 'nor at that of a build');
    assert.equal(isColoured({ ...plain, FORCE_COLOR: '1' }), true);
    assert.equal(isColoured({ ...plain, FORCE_COLOR: '1', NO_COLOR: '1' }), false);
  });

  it('prints SARIF that is valid by its schema', () => {
    const [code, out] = run(['check', '--format', 'sarif', '.']);
    assert.equal(code, 1);
    const schema = JSON.parse(readFileSync('test/fixtures/sarif/sarif-2.1.0.schema.json', 'utf8')) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    const report: unknown = JSON.parse(out);
    assert.ok(ajv.validate(schema, report), JSON.stringify(ajv.errors));
    const [{ tool, results }] = (report as { runs: Record<string, never>[] }).runs as unknown as {
      tool: { driver: { name: string; rules: { id: string }[] } };
      results: { ruleId: string; level: string; ruleIndex: number; locations: { physicalLocation: unknown }[] }[];
    }[];
    assert.equal(tool.driver.name, 'Headway');
    const duration = results.find(({ ruleId }) => ruleId === 'plan/bad-duration');
    assert.ok(duration);
    assert.equal(duration.level, 'error');
    assert.equal(tool.driver.rules[duration.ruleIndex].id, 'plan/bad-duration');
    assert.deepEqual(duration.locations[0].physicalLocation, {
      artifactLocation: { uri: 'plans/deep/wrong.plan.yaml', index: 0 },
      region: { startLine: 3, startColumn: 15, endLine: 3, endColumn: 17 },
    });
    assert.equal(JSON.parse(run(['check', '--format', 'sarif', 'good.plan.yaml'])[1]).runs.length, 1);
  });

  it('formats: prints one plan, lists what differs, writes', () => {
    const formatted = 'plan: x\ntasks:\n  a: {effort: 1d} # c\n';
    assert.deepEqual(run(['format', 'plans/odd.plan.yaml']), [0, formatted, '']);
    assert.deepEqual(run(['format', '-'], odd), [0, formatted, '']);
    assert.deepEqual(run(['format', '--check', '.']), [1, 'plans/odd.plan.yaml\n', '']);
    assert.deepEqual(run(['format', 'good.plan.yaml', 'plans'])[0], 2);
    assert.deepEqual(run(['format', '--write', '-'], odd)[0], 2);
    assert.deepEqual(run(['format', '--write', '.']), [0, '', '']);
    assert.equal(read('plans/odd.plan.yaml'), formatted);
    assert.equal(read('good.plan.yaml'), good);
    assert.deepEqual(run(['format', '--check', '.']), [0, '', '']);
  });

  it('makes new plans, over no file that is there', () => {
    assert.deepEqual(run(['new', 'scrum', '--title', 'Web shop', '--now', '2026-02-03']), [
      0,
      'web-shop.plan.yaml\n',
      '',
    ]);
    assert.match(read('web-shop.plan.yaml'), /^plan: Web shop$[^]*start: 2026-02-09/m);
    assert.deepEqual(run(['new', '--title', 'Web shop']), [2, '', 'headway: web-shop.plan.yaml is there already\n']);
    assert.match(run(['new', 'portfolio', '--include', 'plans', '-o', '-'])[1], /- \.\/plans\/odd\.plan\.yaml/);
    assert.deepEqual(run(['check', 'web-shop.plan.yaml', '--now', '2026-02-03'])[1], '1 plan: 0 errors, 0 warnings\n');
    assert.equal(run(['new', 'frobnicate'])[0], 2);
  });

  it('runs the language server', async () => {
    const server = await LanguageServer.start(folder, {}, {}, [cli, 'lsp']);
    assert.equal(server.result.serverInfo?.name, 'headway');
    assert.equal(await server.stop(), 0);
  });

  it('fails the action for errors and for plans that are not formatted, and writes SARIF for it', () => {
    const action = (env: NodeJS.ProcessEnv): readonly [number | null, string] => {
      const { status, stdout } = spawnSync('bash', [path.resolve('scripts/action.sh')], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, HEADWAY: cli, ...env },
      });
      return [status, stdout];
    };
    writeFileSync(path.join(folder, 'odd two.plan.yaml'), odd);
    assert.deepEqual(action({ FILES: 'good.plan.yaml' }), [0, '1 plan: 0 errors, 0 warnings\n']);
    assert.match(
      action({ FILES: '\n good.plan.yaml\n plans/**/*.plan.yaml ', SARIF: 'out.sarif' })[1],
      /\n3 plans: 2 errors/,
    );
    assert.match(read('out.sarif'), /"ruleId": "plan\/bad-duration"/);
    assert.equal(action({ FILES: 'plans' })[0], 1);
    assert.equal(action({ FILES: 'nothing' })[0], 2);
    const [code, out] = action({ FILES: 'odd*', FORMAT_CHECK: 'true' });
    assert.deepEqual([code, out], [1, '1 plan: 0 errors, 0 warnings\nodd two.plan.yaml\n']);
  });

  it('is called by the hooks and the action as it can be', () => {
    const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as { entry: string; files: string }[];
    for (const { entry, files } of hooks) {
      const [, ...args] = entry.split(' ');
      assert.equal(run([...args, 'good.plan.yaml'])[0], 0, entry);
      assert.match('a.plan.yml', new RegExp(files));
    }
    const action = parse(readFileSync('action.yml', 'utf8')) as {
      inputs: object;
      runs: { steps: { env?: Record<string, string>; run: string }[] };
    };
    const used = Object.values(action.runs.steps[1].env ?? {}).flatMap((it) => /inputs\.([\w-]+)/.exec(it)?.[1] ?? []);
    assert.deepEqual(used.sort(), Object.keys(action.inputs).sort());
    for (const { run: script } of action.runs.steps) assert.doesNotMatch(script, /inputs\./, 'inputs are no scripts');
  });

  it('explains every command with examples', () => {
    const commands = ['check', 'schedule', 'optimize', 'format', 'why', 'new', 'lsp', 'cost', 'compare'];
    for (const command of commands) {
      const [code, out] = run([command, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage: headway ${command}[^]*\nExamples:\n {2}.*headway ${command}`));
    }
  });
});
