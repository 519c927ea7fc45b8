import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { ScheduleJson } from '../../server/core/features/scheduleJson';

const folder = mkdtempSync(path.join(tmpdir(), 'headway-cli-'));
const example = 'examples/webshop/webshop.plan.yaml';

function run(args: readonly string[], input?: string): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { code: status, out: stdout, err: stderr };
}

function file(text: string): string {
  const name = path.join(folder, 'test.plan.yaml');
  writeFileSync(name, text);
  return name;
}

describe('headway check', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('ends with 0 when nothing is wrong', () =>
    assert.deepEqual(run(['check', file('plan: x\ntasks: {a: 1d}\n')]), {
      code: 0,
      out: '1 plan: 0 errors, 0 warnings\n',
      err: '',
    }));
  it('ends with 1 when there are errors, and says where', () => {
    const { code, out } = run(['check', file('plan: x\ntasks:\n  a: {effort: 3x}\n')]);
    assert.equal(code, 1);
    assert.match(
      out,
      /test\.plan\.yaml:3:15: error: `3x` is not a duration; .* \[plan\/bad-duration\]\n1 plan: 1 error, 0 warnings\n$/,
    );
  });
  it('ends with 2 when it could not run', () => {
    assert.deepEqual(
      [
        run(['check', '/nowhere.plan.yaml']).code,
        run(['check']).code,
        run(['frobnicate']).code,
        run(['check', '--format', 'xml', example]).code,
      ],
      [2, 2, 2, 2],
    );
    assert.match(
      run(['check', '/nowhere.plan.yaml']).err,
      /^headway: cannot read \/nowhere\.plan\.yaml: there is no such file\n$/,
    );
    assert.match(run(['schedule', example, '--now', 'soon']).err, /`soon` is not a date/);
  });
  it('prints JSON', () => {
    const { out, code } = run(['check', '--format', 'json', file('plan: x\ntasks: {a: 3x}\n')]);
    const [{ problems }] = (JSON.parse(out) as { files: { problems: { code: string; range: unknown }[] }[] }).files;
    assert.equal(code, 1);
    assert.deepEqual(problems[0], {
      code: 'plan/bad-duration',
      severity: 'error',
      message: '`3x` is not a duration; write for example `45min`, `4h`, `3d`, `2w`, `1mo` or `1d 4h`',
      range: { start: { line: 1, character: 11 }, end: { line: 1, character: 13 } },
    } as never);
  });
  it('finds the plan of Headway itself true: everything that it links to is there', () =>
    assert.deepEqual(run(['check', 'headway.plan.yaml']), { code: 0, out: '1 plan: 0 errors, 0 warnings\n', err: '' }));
  it('reads standard input', () => assert.equal(run(['check', '-'], 'plan: x\ntasks: {a: 1d}\n').code, 0));
});

describe('headway schedule', () => {
  const plan =
    'plan: Spike\npeople: {ana: Ana}\ntasks:\n  read: {effort: 1d, assign: ana}\n  write: {effort: 2d, after: read + 1d, assign: ana}\n  done: {milestone: true, after: write}\n';

  it('prints the documented JSON', () => {
    const { out, code } = run(['schedule', '-', '--format', 'json', '--now', '2026-02-02'], plan);
    const json = JSON.parse(out) as ScheduleJson;
    assert.equal(code, 0);
    assert.deepEqual(
      { ...json, tasks: json.tasks.length, problems: json.problems.length },
      {
        plan: 'Spike',
        now: '2026-02-02T00:00',
        start: '2026-02-02T09:00',
        finish: '2026-02-05T17:00',
        tasks: 3,
        problems: 0,
      },
    );
    assert.deepEqual(json.tasks[1], {
      path: 'write',
      title: 'Write',
      kind: 'task',
      start: '2026-02-04T09:00',
      finish: '2026-02-05T17:00',
      lateStart: '2026-02-04T09:00',
      lateFinish: '2026-02-05T17:00',
      totalSlack: 0,
      freeSlack: 0,
      critical: true,
      done: 0,
      status: 'todo',
      assignments: [{ who: 'ana', start: '2026-02-04T09:00', finish: '2026-02-05T17:00', minutes: 960 }],
      drivenBy: { kind: 'dependency', task: 'read', type: 'FS', lag: '+ 1d' },
    });
    assert.equal(json.tasks[2].kind, 'milestone');
  });
  it('prints a table', () => {
    const { out } = run(['schedule', '-', '--now', '2026-02-02T09:00'], plan);
    assert.match(
      out,
      /^Spike: 2026-02-02 09:00 to 2026-02-05 17:00 \(status date 2026-02-02 09:00; ! is critical\)\n\n {2}Task +Start +Finish +Slack +Done +Who\n! Read +2026-02-02 09:00/,
    );
    assert.match(out, /\n◆ Done +2026-02-05 17:00 {2}2026-02-05 17:00/);
  });
  it('prints CSV in which no cell is a formula', () => {
    const { out } = run(
      ['schedule', '-', '--format', 'csv', '--now', '2026-02-02'],
      'plan: x\ntasks: {a: {title: "=1+1, or \\"more\\"", effort: 1d}}\n',
    );
    assert.equal(
      out.split('\n')[1],
      `a,"'=1+1, or ""more""",task,2026-02-02T09:00,2026-02-02T17:00,2026-02-02T09:00,2026-02-02T17:00,0,0,true,0,todo,`,
    );
  });
  it('prints the same bytes each time', () =>
    assert.equal(
      run(['schedule', example, '--format', 'json']).out,
      run(['schedule', example, '--format', 'json']).out,
    ));
  it('schedules what it can of a plan with errors, and ends with 1', () => {
    const { out, code } = run(
      ['schedule', '-', '--format', 'json', '--now', '2026-02-02'],
      'plan: x\ntasks: {a: {effort: 1d, after: b}, b: {effort: 1d, after: a}, c: 2d}\n',
    );
    const { tasks, problems } = JSON.parse(out) as ScheduleJson;
    assert.equal(code, 1);
    assert.deepEqual(
      tasks.map(({ start }) => start),
      [null, null, '2026-02-02T09:00'],
    );
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ['plan/cycle', 'plan/cycle'],
    );
  });
});
