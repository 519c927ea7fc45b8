import assert from 'node:assert/strict';
import { linkProblems } from '../../server/core/features/codeLinks';
import { diagnostics } from '../../server/core/features/diagnostics';
import { dedent, environment, listed, memoryFiles, snapshotOf } from '../support/plans';
import { testedCodes } from '../support/problems';

const tested = testedCodes;

/** Everything that is wrong with a plan; the title is added. */
function problems(text: string, expected: readonly string[]): void {
  const plan = dedent(`\n${dedent(text)}`);
  const whole = /^plan:|^$/m.test(plan.split('\n')[0]) && plan.startsWith('plan:') ? plan : `plan: Test\n${plan}`;
  const snapshot = snapshotOf(whole);
  const found = [...snapshot.plan.problems, ...snapshot.schedule.problems];
  for (const { code } of found) tested.add(code);
  assert.deepEqual(listed(whole, found), expected);
}

describe('problems of structure', () => {
  it('a key that is not there', () =>
    problems('tasks: {a: {efort: 2d, milestone: true}}', [
      "unknown-key 'efort': `efort` is not a key of a task; did you mean `effort`?",
    ]));
  it('keys of one’s own are left alone', () =>
    problems('x-team: {any: [thing]}\ntasks: {a: {x-id: 3, effort: 1d}}', []));
  it('a key given twice', () =>
    problems('tasks:\n  a:\n    effort: 1d\n    effort: 2d', [
      "duplicate-key 'effort': `effort` is already given above; only the first counts",
    ]));
  it('a task given twice', () =>
    problems('tasks:\n  a: 1d\n  b: 1d\n  a: 2d', [
      "duplicate-key 'a': `a` is already given above; only the first counts",
    ]));
  it('a top-level key given twice', () =>
    problems('start: 2026-01-01\ntasks: {a: 1d}\nstart: 2026-01-02', [
      "duplicate-key 'start': `start` is already given above; only the first counts",
    ]));
  it('a missing title', () => {
    const found = snapshotOf('tasks: {a: 1d}\n').plan.problems;
    tested.add('missing-key');
    assert.deepEqual(listed('tasks: {a: 1d}\n', found), ["missing-key 'tasks: {a: 1d}': A plan needs the key `plan`"]);
  });
  it('a list in the place of a map', () => problems('tasks: [a, b]', ["expected-map '[': `tasks` is a map: `tasks:`"]));
  it('a map in the place of a value', () =>
    problems('tasks: {a: {effort: {x: 1}}}', ["expected-scalar '{': `effort` is a single value: `effort: 2d..5d`"]));
  it('a map in the place of a list', () =>
    problems('teams: {b: {x: 1}}', ["expected-list '{': `teams` is a list or a single value: `teams:`"]));
  it('an id that is none', () =>
    problems('tasks: {2nd: 1d}', [
      "bad-id '2nd': `2nd` is not an id: use letters, digits, `-` and `_`, and begin with a letter",
    ]));
  it('a plan that is no map', () => {
    tested.add('not-a-map');
    assert.match(listed('- a\n- b\n', snapshotOf('- a\n- b\n').plan.problems).join('\n'), /^not-a-map /m);
  });
  it('a newer format', () =>
    problems('format: 2\ntasks: {a: 1d}', [
      "newer-format '2': Format 2 is newer than this version of Headway, which reads format 1; update the extension",
    ]));
  it('tabs', () =>
    problems('tasks:\n  a: 1d\n\tb: 2d', [
      "tab-indentation '\t': YAML is indented with spaces, not with tabs",
      "unknown-key 'b': `b` is not a key of a plan",
    ]));
  it('a second document', () =>
    problems('tasks: {a: 1d}\n---\nplan: Other', [
      "several-documents '---': A plan file holds one plan: what follows `---` or `...` is not read",
    ]));
  it('binary', () => {
    tested.add('not-text');
    assert.deepEqual(listed('\0\x01', snapshotOf('\0\x01').plan.problems), [
      "not-text '\0': This is not a text file: it contains NUL characters",
    ]);
  });
  it('nesting without end', () => {
    const text = `plan: x\nreport: ${'['.repeat(5000)}`;
    tested.add('too-deep');
    assert.ok(snapshotOf(text).plan.problems.some(({ code }) => code === 'too-deep'));
  });
  it('half-typed keys', () =>
    problems('tasks:\n  a:\n    effort: 1d\n    ow\n    note: x', ["syntax 'ow': A `:` is missing after `ow`"]));
  it('a bracket that is not closed', () =>
    problems('tasks:\n  a: 1d\n  b:\n    after: [a\n    effort: 1d', ["syntax '[a': `[` is not closed"]));
});

describe('problems of values', () => {
  it('durations', () =>
    problems('tasks: {a: 3x, b: 5}', [
      "bad-duration '3x': `3x` is not a duration; write for example `45min`, `4h`, `3d`, `2w`, `1mo` or `1d 4h`",
      "missing-unit '5': `5` has no unit; write for example `5d` or `5h`",
    ]));
  it('estimates', () =>
    problems('tasks: {a: 3d..1d}', [
      "bad-estimate-order '3d..1d': An estimate goes from the smaller to the larger value",
    ]));
  it('dates', () =>
    problems('start: 2026-02-30\ntasks: {a: 1d}', [
      "bad-date '30': February 2026 has only 28 days; a date is written `2026-02-03`, `2026-02-03 14:00`, `2026-W06`, `2026-03` or `2026-Q2`",
    ]));
  it('ranges', () =>
    problems('tasks: {a: {on: 2026-03-02..2026-03-01}}', [
      "bad-range '2026-03-02..2026-03-01': The range ends before it begins",
    ]));
  it('words', () =>
    problems('tasks: {a: {effort: 1d, schedule: late}}', ["bad-value 'late': `late` is not one of `asap`, `alap`"]));
  it('hours', () =>
    problems('calendar: Mon-Fri 9-17\ntasks: {a: 1d}', [
      "bad-hours '9-17': `9-17` is not expected here; working hours are written `Mon-Fri 09:00-12:30, 13:30-17:00` or `24/7`",
    ]));
  it('dependencies', () =>
    problems('tasks: {a: 1d, b: {effort: 1d, after: a later}}', [
      "bad-dependency 'later': `later` is not expected here; a dependency is `task [FS|SS|FF|SF] [+ lag | - lead]`",
    ]));
  it('assignments', () =>
    problems('people: {ana: A}\ntasks: {b: {effort: 1d, assign: ana half}}', [
      "unassigned 'b': Nobody works on `b`: give it `assign` or `owner`",
      "bad-assignment 'half': `half` is not expected here; an assignment is `ana`, `ana 50%`, `2 of backend` or `ana or ben`",
    ]));
  it('links to code', () =>
    problems('tasks: {b: {effort: 1d, code: /etc/passwd}}', [
      "bad-code-link '/etc/passwd': A link to code is a path inside the workspace, without a scheme or a leading slash",
    ]));
  it('lines that drift', () =>
    problems('tasks: {b: {effort: 1d, code: "src/a.ts:42"}}', [
      "drifting-lines ':42': Line numbers drift as the code changes; a symbol (`src/a.ts#name`) stays",
    ]));
});

describe('problems of references', () => {
  it('to nothing', () =>
    problems('tasks: {design: 1d, b: {effort: 1d, after: desing}}', [
      "unknown-reference 'desing': No task `desing` can be seen from here; did you mean `design`?",
    ]));
  it('to several', () =>
    problems('tasks:\n  a: {tasks: {x: 1d}}\n  b: {tasks: {x: 1d}}\n  c: {effort: 1d, after: x}', [
      "ambiguous-reference 'x': `x` fits several tasks: `a.x`, `b.x`",
    ]));
  it('from the inside out', () => problems('tasks:\n  x: 1d\n  a: {tasks: {x: 1d, y: {effort: 1d, after: x}}}', []));
  it('to itself, around and inside', () =>
    problems('tasks:\n  a:\n    after: [a, a.b]\n    tasks: {b: {effort: 1d, after: a}}', [
      "self-dependency 'a': A task cannot wait for itself",
      "own-descendant 'a.b': A task cannot wait for `a.b`, which it contains",
      "own-ancestor 'a': A task cannot wait for `a`, which contains it",
    ]));
  it('in a circle', () =>
    problems(
      'tasks:\n  a: {effort: 1d, after: c}\n  b: {effort: 1d, after: a}\n  c: {effort: 1d, after: b}\n  d: {effort: 1d, after: c}',
      [
        "cycle 'c': These tasks wait for each other: c → a → b → c",
        "cycle 'a': These tasks wait for each other: a → b → c → a",
        "cycle 'b': These tasks wait for each other: b → c → a → b",
        "not-scheduled 'd': `d` has no dates: it waits for something that has none",
      ],
    ));
  it('in a circle through a summary', () =>
    problems('tasks:\n  s: {after: x, tasks: {a: 1d}}\n  x: {effort: 1d, after: s.a}', [
      "cycle 'x': These tasks wait for each other: x → s → s.a → x",
      "not-scheduled 'a': `a` has no dates: it waits for something that has none",
      "cycle 's.a': These tasks wait for each other: s.a → x → s → s.a",
    ]));
  it('to people, teams, calendars and the like', () =>
    problems(
      'people: {ana: {name: Ana, calendar: nite}}\ncalendars: {night: 22:00-06:00}\nteams: {all: [ana, bn]}\ntasks: {a: {effort: 1d, owner: an, status: dne, sprint: s1, needs: go}}',
      [
        "unknown-name 'nite': There is no calendar `nite`",
        "unknown-name 'bn': There is no person or team `bn`",
        "unassigned 'a': Nobody works on `a`: give it `assign` or `owner`",
        "unknown-name 'an': There is no person `an`; did you mean `ana`?",
        "unknown-name 'dne': There is no status `dne`; did you mean `done`?",
        "unknown-name 's1': There is no sprint `s1`",
        "unknown-name 'go': There is no skill `go`",
      ],
    ));
  it('of calendars and teams to themselves', () =>
    problems('calendars: {a: {from: b}, b: {from: a}}\nteams: {t: [u], u: [t]}\ntasks: {x: 1d}', [
      "cyclic-calendar 'a': The calendar `a` is made from itself",
      "cyclic-calendar 'b': The calendar `b` is made from itself",
      "cyclic-team 't': The team `t` contains itself",
      "cyclic-team 'u': The team `u` contains itself",
    ]));
  it('twice', () =>
    problems('tasks: {a: 1d, b: {effort: 1d, after: [a, a + 1d]}}', [
      "duplicate-dependency 'a': The dependency on `a` is given twice",
    ]));
});

describe('problems of tasks and dates', () => {
  it('no estimate', () =>
    problems('tasks: {a: {title: A}}', [
      "unestimated 'a': `a` has no estimate and takes no time in the schedule: give it `effort`, `duration` or `milestone: true`",
    ]));
  it('a milestone with work', () =>
    problems('tasks: {a: {milestone: true, effort: 1d}}', [
      "milestone-with-work 'effort': A milestone takes no time: `effort` has no effect",
    ]));
  it('a summary with an estimate', () =>
    problems('tasks:\n  a:\n    effort: 1d\n    tasks: {b: 1d}', [
      "summary-with-estimate 'effort': A summary takes its dates from the tasks inside: `effort` has no effect",
    ]));
  it('finished before it started', () =>
    problems('tasks: {a: {effort: 1d, started: 2026-01-15, finished: 2026-01-14}}', [
      "finished-before-started '2026-01-14': The task is finished before it started",
    ]));
  it('done with work left', () =>
    problems('tasks: {a: {effort: 1d, status: done, left: 2h}}', [
      "done-with-work-left '2h': The task is done, yet has work left",
    ]));
  it('a deadline missed', () =>
    problems('tasks: {a: {effort: 5d, deadline: 2026-02-04}}', [
      "missed-deadline '2026-02-04': Finishes 2026-02-06 17:00, 2d after the deadline (the plan starts then)",
    ]));
  it('the deadline of the plan missed', () =>
    problems('deadline: 2026-02-05\ntasks: {a: 5d}', [
      "missed-deadline '2026-02-05': Finishes 2026-02-06 17:00, 1d after the deadline (the last to finish is `a`)",
    ]));
  it('a bound missed', () =>
    problems('tasks: {a: 3d, b: {effort: 1d, after: a, start: by 2026-02-03}}', [
      "missed-bound 'by 2026-02-03': Starts 2026-02-05 09:00, 1d later than the bound allows (it waits until `a` finishes)",
    ]));
  it('people who never work', () =>
    problems('people: {ana: {end: 2026-02-03}}\ntasks: {a: {effort: 9d, assign: ana}}', [
      "no-working-time 'a': `a` cannot be scheduled: ana never has the working time for it",
    ]));
});

describe('problems of links', () => {
  const files = memoryFiles({ 'src/cart.ts': 'export class Cart {\n  add() {\n  }\n}\n' });
  const links = async (text: string): Promise<string[]> => {
    const plan = `plan: Test\ntasks: {a: {effort: 1d, code: ${text}}}\n`;
    const found = await linkProblems(snapshotOf(plan), '', files);
    for (const { code } of found) tested.add(code);
    return listed(plan, found);
  };
  it('to files that are not there', async () =>
    assert.deepEqual(await links('src/cart.js'), [
      "missing-file 'src/cart.js': `src/cart.js` does not exist in the workspace; did you mean `src/cart.ts`?",
    ]));
  it('to files that are in another folder now', async () =>
    assert.deepEqual(await links('lib/old/cart.ts'), [
      "missing-file 'lib/old/cart.ts': `lib/old/cart.ts` does not exist in the workspace; did you mean `src/cart.ts`?",
    ]));
  it('to symbols that are not there', async () =>
    assert.deepEqual(await links('src/cart.ts#Crt'), [
      "missing-symbol 'Crt': `Crt` is not found in `src/cart.ts`; did you mean `Cart`?",
    ]));
  it('to what is there', async () => assert.deepEqual(await links('[src/cart.ts#Cart.add, src/, src/cart.ts]'), []));
});

describe('silencing', () => {
  const codes = (text: string, overrides = {}): string[] => {
    const snapshot = snapshotOf(text, environment);
    return diagnostics(snapshot, snapshot.plan.problems, overrides).map(({ code, severity }) => `${code} ${severity}`);
  };
  const bad = 'plan: Test\ntasks:\n  a: {efort: 1d}';
  it('by comment on the line', () =>
    assert.deepEqual(codes(`${bad} # headway-disable-line plan/unknown-key\n`), ['unestimated hint']));
  it('by comment on the line above', () =>
    assert.deepEqual(codes(bad.replace('  a:', '  # headway-disable-next-line\n  a:')), []));
  it('for the whole file', () =>
    assert.deepEqual(codes(`# headway-disable plan/unestimated\n${bad}`), ['unknown-key warning']));
  it('by setting', () =>
    assert.deepEqual(codes(bad, { 'plan/unestimated': 'off', 'plan/unknown-key': 'error' }), ['unknown-key error']));
});
