import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

after(() => rmSync(folder, { recursive: true }));

describe('a portfolio on the command line', () => {
  it('has the dates that included plans allow, and says why', () => {
    writeFileSync(path.join(folder, 'parts.plan.yaml'), 'plan: Parts\nstart: 2026-02-02\ntasks: {bolts: 3d}\n');
    const main = file(
      'plan: x\nstart: 2026-02-02\ninclude: [./parts.plan.yaml]\ntasks: {a: {effort: 1d, after: "parts:bolts"}}\n',
    );
    const { out } = run(['schedule', main, '--format', 'json', '--now', '2026-02-02']);
    const [task] = (JSON.parse(out) as ScheduleJson).tasks;
    assert.equal(task.start, '2026-02-05T09:00');
    assert.deepEqual(task.drivenBy, { kind: 'outside', task: 'parts:bolts', type: 'FS' });
    const { included } = JSON.parse(out) as ScheduleJson;
    assert.deepEqual(
      included?.map(({ name, plan, tasks }) => [name, plan, tasks.map(({ path: its }) => its)]),
      [['parts', 'Parts', ['bolts']]],
    );
    assert.match(run(['schedule', main]).out, /^parts: Parts .*\n! {3}Bolts/m);
    assert.match(run(['schedule', main, '--format', 'csv']).out, /^parts:bolts,Bolts,task,/m);
    const optimized = run(['optimize', main, '--schedules', '50', '--now', '2026-02-02']);
    assert.match(optimized.out, /2026-02-05/);
  });
});

describe('headway check', () => {
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
        cost: null,
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
      nearCritical: false,
      cost: null,
      done: 0,
      status: 'todo',
      assignments: [{ who: 'ana', start: '2026-02-04T09:00', finish: '2026-02-05T17:00', minutes: 960 }],
      drivenBy: { kind: 'dependency', task: 'read', type: 'FS', lag: '+ 1d' },
      finishDrivenBy: null,
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

describe('headway compare', () => {
  const plan = [
    'plan: x',
    'now: 2026-02-02',
    'currency: EUR',
    'people: {ana: {rate: 100/h}, ben: {rate: 50/h}}',
    'baselines: {first: first.plan.yaml, tagged: v1}',
    'tasks: {a: {effort: 2d, assign: ana}, b: {effort: 1d, assign: ana, after: a}}',
    'scenarios: {help: {tasks: {a: {assign: [ana, ben]}}}}',
    '',
  ].join('\n');
  const folderOf = (files: Readonly<Record<string, string>>): string => {
    const made = mkdtempSync(path.join(tmpdir(), 'headway-compare-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(made, name), text);
    return made;
  };
  const made: string[] = [];
  after(() => made.forEach((it) => rmSync(it, { recursive: true })));

  it('puts the plan beside its scenarios and baselines, from files and from git', () => {
    const earlier = 'plan: x\nstart: 2026-01-28\ntasks: {a: 1d}\n';
    const at = folderOf({
      'p.plan.yaml': earlier,
      'first.plan.yaml': 'plan: x\nstart: 2026-02-02\ntasks: {a: 1d, c: 4d}\n',
    });
    made.push(at);
    const git = (...args: string[]): void => {
      const env = {
        ...process.env,
        GIT_COMMITTER_DATE: '2026-01-28T08:00:00Z',
        GIT_AUTHOR_DATE: '2026-01-28T08:00:00Z',
      };
      assert.equal(
        spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: at, env }).status,
        0,
      );
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    git('tag', 'v1');
    writeFileSync(path.join(at, 'p.plan.yaml'), plan);
    const { out, code } = run(['compare', path.join(at, 'p.plan.yaml')]);
    assert.equal(code, 0);
    assert.deepEqual(
      out.split('\n').map((line) => line.replace(/\s{2,}/g, ' | ')),
      [
        ' | Finish | Against the plan | Cost | Late | Tasks that differ',
        'x | 2026-02-04 17:00 | 2,400 EUR | 0',
        'scenario help | 2026-02-03 17:00 | -1d | 2,000 EUR | 0 | 2',
        'baseline first | 2026-02-05 17:00 | +1d | 0 | 0 | 1',
        'baseline tagged | 2026-01-28 17:00 | -5d | 0 | 0 | 1',
        '',
      ],
    );
    const details = run(['compare', path.join(at, 'p.plan.yaml'), '--with', 'help']).out;
    assert.match(details, /^a +2026-02-02 09:00 → 2026-02-02 09:00 +2026-02-03 17:00 → 2026-02-02 17:00 +-1d$/m);
    const json = JSON.parse(run(['compare', path.join(at, 'p.plan.yaml'), '--format', 'json']).out) as {
      alternatives: { name: string; removed: string[]; costVariance: number }[];
    };
    assert.equal(json.alternatives[0].costVariance, -400);
    assert.deepEqual(json.alternatives[1].removed, ['c']);
  });
  it('says what it cannot read, and what there is not', () => {
    const at = folderOf({ 'p.plan.yaml': plan });
    made.push(at);
    assert.match(run(['compare', path.join(at, 'p.plan.yaml')]).out, /baseline tagged +cannot be read/);
    assert.equal(run(['compare', path.join(at, 'p.plan.yaml'), '--with', 'no']).code, 2);
  });
  it('schedules a scenario', () => {
    assert.match(run(['schedule', file(plan), '--scenario', 'help']).out, /^x: .* to 2026-02-03 17:00/);
    assert.match(run(['schedule', file(plan), '--scenario', 'no']).err, /no scenario `no`; it has `help`/);
  });
});

describe('headway optimize', () => {
  const plan = [
    'plan: x',
    'now: 2026-02-02',
    'people: {ana: Ana, ben: Ben}',
    'tasks:',
    '  a: {effort: 3d, assign: ana, priority: high} # first',
    '  b: {effort: 1d, assign: ana}',
    '  c: {effort: 4d, assign: ben, after: b}',
    '',
  ].join('\n');

  it('shows what it would write, and writes it only when it is told to', () => {
    const name = file(plan);
    const { out, code } = run(['optimize', name, '--schedules', '100']);
    assert.equal(code, 0);
    assert.match(
      out,
      /^Finish 2026-02-11 17:00 → 2026-02-06 17:00: the plan finishes 3d earlier, 3 tasks move\.\nNo order is over before\./m,
    );
    assert.match(out, /Nothing is written without --write/);
    assert.equal(readFileSync(name, 'utf8'), plan);
    run(['optimize', name, '--schedules', '100', '--write']);
    const written = readFileSync(name, 'utf8');
    assert.match(written, /# first\n/);
    assert.match(run(['schedule', name]).out, /to 2026-02-06 17:00/);
  });
  it('gives the same bytes for the same seed', () => {
    const args = ['optimize', example, '--schedules', '300', '--seed', '3', '--format', 'json'];
    assert.equal(run(args).out, run(args).out);
  });
  it('knows bad numbers', () => {
    assert.equal(run(['optimize', example, '--schedules', '-1']).code, 2);
    assert.equal(run(['optimize', example, '--schedules', '5', '--seconds', '1']).code, 2);
    assert.equal(run(['optimize', example, '--objective', 'fun']).code, 2);
  });
  it('stops after the time that it is given', () =>
    assert.match(run(['optimize', example, '--seconds', '0.5']).out, /schedules were made/));
});

describe('headway why', () => {
  const plan =
    'plan: x\nnow: 2026-02-02\npeople: {ana: Ana, ben: Ben}\ntasks: {a: {effort: 2d, assign: ana}, b: {effort: 1d, assign: ana, after: a, deadline: 2026-02-03}}\n';
  it('says why a task lies when it does, and what would help', () =>
    assert.deepEqual(
      run(['why', file(plan), 'b'])
        .out.trimEnd()
        .split('\n')
        .slice(0, 6),
      [
        'b: 2026-02-04 09:00 to 2026-02-04 17:00, critical',
        '  b starts then because it waits until `a` finishes',
        '  a starts then because the plan starts then',
        '  From its start it takes 1d',
        'The deadline, 2026-02-04 00:00, is missed by 1d.',
        'What would help:',
      ],
    ));
  it('shows the longest path of the plan', () =>
    assert.match(
      run(['why', file(plan)]).out,
      /The longest path:\n {2}.* {2}a\n {2}.* {2}b\nWhat would bring it forward:\n {2}\S/,
    ));
  it('knows tasks that are not there', () => assert.equal(run(['why', file(plan), 'z']).code, 2));
});

describe('headway cost', () => {
  const plan =
    'plan: x\nnow: 2026-02-02\ncurrency: EUR\nbudget: {total: 2k, by: {fees: 500}}\npeople: {ana: {name: Ana, rate: 100/h}}\ntasks: {s: {budget: 1k, tasks: {a: {effort: 1d, assign: ana}}}, b: {milestone: true, cost: {amount: 250.5, account: fees}}}\n';
  it('shows tasks, people, months and accounts against the budget', () =>
    assert.deepEqual(
      run(['cost', file(plan)])
        .out.split('\n')
        .map((line) => line.trim().replace(/\s{2,}/g, ' | ')),
      [
        'Task | Cost | Budget | Used',
        'S | 800 EUR | 1,000 EUR | 80%',
        'A | 800 EUR',
        'B | 250.50 EUR',
        'Total | 1,050.50 EUR | 2,000 EUR | 53%',
        '',
        'Who | Cost',
        'Ana | 800 EUR',
        '',
        'Month | Cost',
        '2026-02 | 1,050.50 EUR',
        '',
        'Account | Cost | Budget | Used',
        'fees | 250.50 EUR | 500 EUR | 50%',
        '(none) | 800 EUR',
        '',
      ],
    ));
  it('prints JSON', () => {
    const json = JSON.parse(run(['cost', file(plan), '--format', 'json']).out) as { total: number; months: unknown };
    assert.deepEqual([json.total, json.months], [1050.5, { '2026-02': 1050.5 }]);
  });
  it('says when nothing has a price', () =>
    assert.match(run(['cost', '-'], 'plan: x\ntasks: {a: 1d}\n').out, /no prices/));
});

describe('headway import', () => {
  const project = (tasks: string): string => {
    const name = path.join(folder, 'project.xml');
    writeFileSync(
      name,
      `<Project xmlns="http://schemas.microsoft.com/project"><Title>Shop</Title><Tasks>${tasks}</Tasks></Project>`,
    );
    return name;
  };
  const task =
    '<Task><UID>1</UID><Name>Design</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration></Task>';

  it('makes a plan in a file that was not there', () => {
    const to = path.join(folder, 'imported.plan.yaml');
    const args = ['import', project(`${task}<Task><IsNull>1</IsNull></Task>`), '-o', to];
    assert.deepEqual(run(args), { code: 0, out: `${to}\n`, err: 'Blank rows were left out: 1.\n' });
    const text = '# Blank rows were left out: 1.\nplan: Shop\ntasks:\n  design:\n    title: Design\n    duration: 1d\n';
    assert.equal(readFileSync(to, 'utf8'), text);
    assert.equal(run(['check', to]).code, 0);
    assert.deepEqual(run(args), { code: 2, out: '', err: `headway: ${to} is there already\n` });
  });

  it('reads UTF-16, as some programs write it', () => {
    const name = project('');
    const text = readFileSync(name, 'utf8').replace('<Tasks>', `<Tasks>${task.replace('Design', 'Übergabe')}`);
    writeFileSync(name, Buffer.from(`\ufeff${text}`, 'utf16le'));
    assert.match(run(['import', name, '-o', '-']).out, /^ {2}übergabe:\n {4}title: Übergabe$/m);
  });

  it('says what it cannot read', () => {
    const none = project('');
    assert.deepEqual(run(['import', none]), {
      code: 2,
      out: '',
      err: `headway: ${none}: There are no tasks in this project\n`,
    });
    assert.equal(run(['import', 'nothing.xml']).err, 'headway: cannot read nothing.xml: ENOENT\n');
  });
});
