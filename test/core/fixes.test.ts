import assert from 'node:assert/strict';
import { applyChanges } from '../../server/core/base/change';
import { linkProblems } from '../../server/core/features/codeLinks';
import { diagnostics } from '../../server/core/features/diagnostics';
import { drift } from '../../server/core/features/fixes/drift';
import { menders } from '../../server/core/features/fixes/menders';
import { moved } from '../../server/core/features/fixes/moved';
import { fixAll, quickFixes } from '../../server/core/features/fixes/quickFixes';
import { refactorings } from '../../server/core/features/refactorings/refactorings';
import { cursor, memoryFiles, snapshotOf } from '../support/plans';

const tested = new Set<string>();

/** The plan after a fix of the problem with a code; the title is added. */
function mends(code: string, title: RegExp, text: string, expected: string): void {
  const snapshot = snapshotOf(`plan: x\n${text}`);
  const all = [...snapshot.plan.problems, ...snapshot.schedule.problems, ...snapshot.quality];
  const found = diagnostics(snapshot, all).filter((problem) => problem.code === code);
  const fixes = quickFixes(snapshot, found, 0, snapshot.text.length);
  const fix = fixes.find((it) => title.test(it.title));
  assert.ok(fix, `${title} is not among\n${fixes.map((it) => it.title).join('\n')}`);
  tested.add(code);
  assert.equal(applyChanges(snapshot.text, fix.changes), `plan: x\n${expected}`);
}

const chain = Array.from(
  { length: 10 },
  (_, i) => `  t${i}: {effort: 1d${i === 0 ? '' : `, after: t${i - 1}`}}\n`,
).join('');

describe('quick fixes', () => {
  const cases: readonly (readonly [code: string, title: RegExp, text: string, expected: string])[] = [
    ['syntax', /Add the `:`/, 'tasks:\n  a:\n    note\n    effort: 1d\n', 'tasks:\n  a:\n    note:\n    effort: 1d\n'],
    [
      'syntax',
      /Add the `\]`/,
      'tasks:\n  b: 1d\n  a:\n    after: [b\n    effort: 1d\n',
      'tasks:\n  b: 1d\n  a:\n    after: [b]\n    effort: 1d\n',
    ],
    ['tab-indentation', /spaces/, 'tasks:\n\ta: 1d\n', 'tasks:\n  a: 1d\n'],
    ['duplicate-key', /second/, 'tasks:\n  a:\n    effort: 1d\n    effort: 2d # c\n', 'tasks:\n  a:\n    effort: 1d\n'],
    [
      'duplicate-item',
      /second/,
      'tasks: {a: {effort: 1d, tags: [b, c, b]}}\n',
      'tasks: {a: {effort: 1d, tags: [b, c]}}\n',
    ],
    ['unknown-key', /Keep it/, 'team: x\n', 'x-team: x\n'],
    ['unknown-key', /Remove/, 'team: x\nstart: 2026-02-02\n', 'start: 2026-02-02\n'],
    ['expected-map', /Make a map/, 'tasks:\n  - a\n  - b: 2d # c\n', 'tasks:\n  a:\n  b: 2d # c\n'],
    ['expected-map', /Make a map/, 'tasks: [a, Ask the bank]\n', 'tasks: {a:, ask-the-bank: {title: Ask the bank}}\n'],
    ['empty-key', /Remove/, 'tasks:\n  a:\n    note:\n    effort: 1d\n', 'tasks:\n  a:\n    effort: 1d\n'],
    ['bad-id', /Call it `task`/, 'tasks: {2: 1d}\n', 'tasks: {task: 1d}\n'],
    ['bad-range', /round/, 'tasks: {a: {on: 2026-02-04..2026-02-03}}\n', 'tasks: {a: {on: 2026-02-03..2026-02-04}}\n'],
    [
      'comment-as-value',
      /Replace/,
      'tasks:\n  a:\n    issue: #12\n    effort: 1d\n',
      "tasks:\n  a:\n    issue: '#12'\n    effort: 1d\n",
    ],
    [
      'unknown-reference',
      /Create/,
      'tasks:\n  a: {effort: 1d, after: b}\n',
      'tasks:\n  b: 1d\n  a: {effort: 1d, after: b}\n',
    ],
    [
      'unknown-name',
      /Declare `ana`/,
      'tasks: {a: {effort: 1d, assign: ana}}\n',
      'people:\n  ana: Ana\ntasks: {a: {effort: 1d, assign: ana}}\n',
    ],
    [
      'unknown-name',
      /Declare `ana`/,
      'people:\n  ben: Ben\ntasks: {a: {effort: 1d, assign: ana}}\n',
      'people:\n  ben: Ben\n  ana: Ana\ntasks: {a: {effort: 1d, assign: ana}}\n',
    ],
    ['self-dependency', /Remove/, 'tasks: {a: {effort: 1d, after: a}}\n', 'tasks: {a: {effort: 1d}}\n'],
    [
      'own-ancestor',
      /Remove/,
      'tasks: {s: {tasks: {a: {effort: 1d, after: s}}}}\n',
      'tasks: {s: {tasks: {a: {effort: 1d}}}}\n',
    ],
    ['own-descendant', /Remove/, 'tasks: {s: {after: s.a, tasks: {a: 1d}}}\n', 'tasks: {s: {tasks: {a: 1d}}}\n'],
    [
      'cycle',
      /Remove/,
      'tasks: {a: {effort: 1d, after: b}, b: {effort: 1d, after: a}}\n',
      'tasks: {a: {effort: 1d}, b: {effort: 1d, after: a}}\n',
    ],
    [
      'duplicate-dependency',
      /Remove/,
      'tasks: {a: 1d, b: {effort: 1d, after: [a, a + 1d]}}\n',
      'tasks: {a: 1d, b: {effort: 1d, after: [a]}}\n',
    ],
    [
      'redundant-dependency',
      /Remove/,
      'tasks: {a: 1d, b: {effort: 1d, after: a}, c: {effort: 1d, after: [a, b]}}\n',
      'tasks: {a: 1d, b: {effort: 1d, after: a}, c: {effort: 1d, after: [b]}}\n',
    ],
    [
      'dropped-predecessor',
      /Remove/,
      'tasks: {a: {effort: 1d, status: dropped}, b: {effort: 1d, after: a}}\n',
      'tasks: {a: {effort: 1d, status: dropped}, b: {effort: 1d}}\n',
    ],
    ['unestimated', /Estimate it/, 'tasks:\n  a:\n  b: 1d\n', 'tasks:\n  a:\n    effort: 1d\n  b: 1d\n'],
    ['unestimated', /milestone/, 'tasks: {a: {title: A}}\n', 'tasks: {a: {title: A, milestone: true}}\n'],
    ['milestone-with-work', /with work/, 'tasks: {a: {milestone: true, effort: 1d}}\n', 'tasks: {a: {effort: 1d}}\n'],
    ['several-estimates', /Remove/, 'tasks: {a: {effort: 1d, duration: 2d}}\n', 'tasks: {a: {duration: 2d}}\n'],
    [
      'summary-with-estimate',
      /Remove/,
      'tasks:\n  a:\n    effort: 1d\n    tasks: {b: 1d}\n',
      'tasks:\n  a:\n    tasks: {b: 1d}\n',
    ],
    [
      'summary-with-progress',
      /Remove/,
      'tasks:\n  a:\n    done: 10%\n    tasks: {b: 1d}\n',
      'tasks:\n  a:\n    tasks: {b: 1d}\n',
    ],
    ['empty-summary', /Remove/, 'tasks:\n  a:\n    title: A\n    tasks:\n', 'tasks:\n  a:\n    title: A\n'],
    ['no-effect', /Remove/, 'tasks: {a: {elapsed: 1d, split: true}}\n', 'tasks: {a: {elapsed: 1d}}\n'],
    [
      'impossible-bounds',
      /Remove/,
      'tasks: {a: {effort: 1d, start: 2026-03-10, finish: 2026-03-06}}\n',
      'tasks: {a: {effort: 1d, start: 2026-03-10}}\n',
    ],
    ['impossible-deadline', /Remove/, 'start: 2026-03-10\ndeadline: 2026-03-06\n', 'start: 2026-03-10\n'],
    [
      'finished-before-started',
      /Swap/,
      'tasks: {a: {effort: 1d, started: 2026-01-15, finished: 2026-01-14}}\n',
      'tasks: {a: {effort: 1d, started: 2026-01-14, finished: 2026-01-15}}\n',
    ],
    [
      'done-with-work-left',
      /Remove/,
      'tasks: {a: {effort: 1d, status: done, left: 2h}}\n',
      'tasks: {a: {effort: 1d, status: done}}\n',
    ],
    [
      'done-below-100',
      /Remove/,
      'tasks: {a: {effort: 1d, status: done, done: 20%}}\n',
      'tasks: {a: {effort: 1d, status: done}}\n',
    ],
    [
      'doing-without-start',
      /today/,
      'tasks: {a: {effort: 1d, status: doing}}\n',
      'tasks: {a: {effort: 1d, status: doing, started: 2026-02-02}}\n',
    ],
    [
      'status-contradicts-progress',
      /`doing`/,
      'tasks: {a: {effort: 1d, status: todo, done: 20%}}\n',
      'tasks: {a: {effort: 1d, status: doing, done: 20%}}\n',
    ],
    [
      'status-contradicts-progress',
      /Keep/,
      'tasks: {a: {effort: 1d, status: todo, done: 20%}}\n',
      'tasks: {a: {effort: 1d, status: todo}}\n',
    ],
    [
      'date-in-future',
      /today/,
      'tasks: {a: {effort: 1d, status: doing, started: 2026-03-30}}\n',
      'tasks: {a: {effort: 1d, status: doing, started: 2026-02-02}}\n',
    ],
    [
      'unassigned',
      /Let Ana do it/,
      'people: {ana: Ana}\ntasks: {a: {effort: 1d}}\n',
      'people: {ana: Ana}\ntasks: {a: {effort: 1d, assign: ana}}\n',
    ],
    [
      'missed-deadline',
      /Move the deadline/,
      'tasks: {a: {effort: 5d, deadline: 2026-02-04}}\n',
      'tasks: {a: {effort: 5d, deadline: 2026-02-06}}\n',
    ],
    [
      'missed-deadline',
      /Move the deadline/,
      'deadline: 2026-02-05\ntasks: {a: 5d}\n',
      'deadline: 2026-02-06\ntasks: {a: 5d}\n',
    ],
    [
      'missed-bound',
      /Move the bound to 2026-02-05/,
      'tasks: {a: 3d, b: {effort: 1d, after: a, start: by 2026-02-03}}\n',
      'tasks: {a: 3d, b: {effort: 1d, after: a, start: by 2026-02-05}}\n',
    ],
    [
      'hard-constraint',
      /deadline/,
      `tasks:\n${chain}  x: {effort: 1d, after: t9, finish: by 2026-04-01}\n`,
      `tasks:\n${chain}  x: {effort: 1d, after: t9, deadline: 2026-04-01}\n`,
    ],
    ['on-day-off', /Move it to 2026-02-09/, 'tasks: {a: {on: 2026-02-07}}\n', 'tasks: {a: {on: 2026-02-09}}\n'],
    [
      'share-over-capacity',
      /to 50%/,
      'people: {ana: {capacity: 50%}}\ntasks: {a: {effort: 1d, assign: ana 80%}}\n',
      'people: {ana: {capacity: 50%}}\ntasks: {a: {effort: 1d, assign: ana 50%}}\n',
    ],
    [
      'duplicate-member',
      /second/,
      'people: {ana: A}\nteams: {all: [ana, ana]}\n',
      'people: {ana: A}\nteams: {all: [ana]}\n',
    ],
    [
      'duplicate-assignee',
      /second/,
      'people: {ana: A}\ntasks: {a: {effort: 1d, assign: [ana, ana 50%]}}\n',
      'people: {ana: A}\ntasks: {a: {effort: 1d, assign: [ana]}}\n',
    ],
    [
      'material-at-work',
      /Remove/,
      'people: {sand: {kind: material}}\ntasks: {a: {effort: 1d, assign: sand 50%}}\n',
      'people: {sand: {kind: material}}\ntasks: {a: {effort: 1d}}\n',
    ],
    [
      'overlapping-off',
      /Remove/,
      'calendar:\n  off:\n    - 2026-02-02..2026-02-09\n    - 2026-02-03\n',
      'calendar:\n  off:\n    - 2026-02-02..2026-02-09\n',
    ],
    ['empty-team', /Remove/, 'teams: {all: [], x: []}\n', 'teams: {x: []}\n'],
    [
      'too-many-units',
      /Take 2/,
      'people: {crane: {kind: equipment, units: 2}}\ntasks: {a: {effort: 1d, assign: 3 of crane}}\n',
      'people: {crane: {kind: equipment, units: 2}}\ntasks: {a: {effort: 1d, assign: 2 of crane}}\n',
    ],
    [
      'timezone-without-plan',
      /Asia/,
      'people: {ana: {timezone: Asia/Tokyo}}\n',
      'timezone: Asia/Tokyo\npeople: {ana: {timezone: Asia/Tokyo}}\n',
    ],
    ['missing-currency', /USD/, 'budget: 12k\n', 'currency: USD\nbudget: 12k\n'],
    [
      'risk-without-probability',
      /20%/,
      'risks: {r: {title: Late, affects: []}}\n',
      'risks: {r: {title: Late, affects: [], probability: 20%}}\n',
    ],
    [
      'nothing-to-remove',
      /Remove/,
      'scenarios: {fast: {start: 2026-03-03, tasks: {b: null}}}\n',
      'scenarios: {fast: {start: 2026-03-03, tasks: {}}}\n',
    ],
    [
      'same-in-scenario',
      /Remove/,
      'start: 2026-03-03\nscenarios: {fast: {about: x, start: 2026-03-03}}\n',
      'start: 2026-03-03\nscenarios: {fast: {about: x}}\n',
    ],
    [
      'deadline-after-plan',
      /Remove/,
      'deadline: 2026-03-01\ntasks: {a: {effort: 1d, deadline: 2026-04-01}}\n',
      'deadline: 2026-03-01\ntasks: {a: {effort: 1d}}\n',
    ],
    [
      'outside-sprint',
      /`t`/,
      'sprints: {s: 2026-02-02..2026-02-03, t: 2026-02-04..2026-02-20}\ntasks: {a: {effort: 5d, sprint: s}}\n',
      'sprints: {s: 2026-02-02..2026-02-03, t: 2026-02-04..2026-02-20}\ntasks: {a: {effort: 5d, sprint: t}}\n',
    ],
    [
      'alap-without-successor',
      /soon/,
      'tasks: {a: {effort: 1d, schedule: alap}, b: 3d}\n',
      'tasks: {a: {effort: 1d}, b: 3d}\n',
    ],
    [
      'start-to-finish-link',
      /finish-to-start/,
      `tasks:\n${chain}  x: {effort: 1d, after: t9 SF + 1d}\n`,
      `tasks:\n${chain}  x: {effort: 1d, after: t9 + 1d}\n`,
    ],
    [
      'unused-person',
      /Remove/,
      'people:\n  ana: A\n  ben: B\ntasks: {a: {effort: 1d, assign: ana}}\n',
      'people:\n  ana: A\ntasks: {a: {effort: 1d, assign: ana}}\n',
    ],
    ['unused-team', /Remove/, 'teams: {all: [], x: []}\ntasks: {a: 1d}\n', 'teams: {x: []}\ntasks: {a: 1d}\n'],
    [
      'unused-calendar',
      /Remove/,
      'calendars: {n: 24/7, m: 24/7}\ntasks: {a: {effort: 1d, calendar: n}}\n',
      'calendars: {n: 24/7}\ntasks: {a: {effort: 1d, calendar: n}}\n',
    ],
    [
      'unused-sprint',
      /Remove/,
      'sprints: {s: 2026-02-02, t: 2026-02-04}\ntasks: {a: {effort: 1d, sprint: s}}\n',
      'sprints: {s: 2026-02-02}\ntasks: {a: {effort: 1d, sprint: s}}\n',
    ],
    [
      'unused-status',
      /Remove/,
      'statuses: {now: doing, later: todo}\ntasks: {a: {effort: 1d, status: now}}\n',
      'statuses: {now: doing}\ntasks: {a: {effort: 1d, status: now}}\n',
    ],
    [
      'missing-successor',
      /`end` wait/,
      `tasks:\n${chain}  x: {effort: 1d, after: t3}\n  end: {milestone: true, after: t9}\n`,
      `tasks:\n${chain}  x: {effort: 1d, after: t3}\n  end: {milestone: true, after: [t9, x]}\n`,
    ],
    [
      'huge-task',
      /Split/,
      `tasks:\n${chain}  x: {effort: 50d, after: t9}\n`,
      `tasks:\n${chain}  x: {effort: 25d, after: t9}\n  x-2:\n    effort: 25d\n    after: x\n`,
    ],
    ['over-effort', /Raise/, 'tasks: {a: {effort: 1d, spent: 12h}}\n', 'tasks: {a: {effort: 1d 4h, spent: 12h}}\n'],
  ];
  for (const [code, title, text, expected] of cases)
    it(`${code}: ${title.source}`, () => mends(code, title, text, expected));

  it('add a title', () => {
    const snapshot = snapshotOf('tasks: {a: 1d}\n');
    const [fix] = quickFixes(snapshot, diagnostics(snapshot, snapshot.plan.problems), 0, 5);
    tested.add('missing-key');
    assert.equal(applyChanges(snapshot.text, fix.changes), 'plan: Untitled\ntasks: {a: 1d}\n');
  });
  it('take files out of a portfolio', () => {
    const text = 'plan: x\ninclude: [a.plan.yaml, b.plan.yaml]\n';
    for (const code of ['own-include', 'cyclic-include', 'duplicate-plan'] as const) {
      tested.add(code);
      const snapshot = snapshotOf(text);
      const start = text.indexOf('b.plan');
      const problem = { code, start, end: start + 11, args: {}, severity: 'error' as const };
      assert.equal(
        applyChanges(text, quickFixes(snapshot, [problem], start, start)[0].changes),
        'plan: x\ninclude: [a.plan.yaml]\n',
      );
    }
  });
  it('link to the symbol around a line', async () => {
    const text = 'plan: x\ntasks: {a: {effort: 1d, code: "src/a.py:3"}}\n';
    const snapshot = snapshotOf(text);
    const files = memoryFiles({ 'src/a.py': 'class A:\n    def run(self):\n        pass\n' });
    const [fix] = await drift(snapshot, diagnostics(snapshot, snapshot.plan.problems), 0, text.length, '', files);
    assert.equal(applyChanges(text, fix.changes), 'plan: x\ntasks: {a: {effort: 1d, code: "src/a.py#A.run"}}\n');
  });
  it('leads a link to the file in which its symbol is now, written like the link', async () => {
    const text = 'plan: x\ntasks: {a: {effort: 1d, code: "../src/a.ts#Cart.total"}}\n';
    const files = memoryFiles({
      'src/a.ts': 'export class Other {}\n',
      'lib/total.ts': 'class Wagon {\n  total(): number {\n  }\n}\n',
      'src/cart/cart.ts': 'export class Cart {\n  total(): number {\n  }\n}\n',
    });
    const snapshot = snapshotOf(text);
    const found = diagnostics(snapshot, await linkProblems(snapshot, 'plans', files));
    const fixes = await moved(snapshot, found, 0, text.length, 'plans', files);
    assert.deepEqual(
      fixes.map(({ title, isPreferred }) => [title, isPreferred]),
      [['Change to ../src/cart/cart.ts#Cart.total, where Cart.total is now', true]],
    );
    assert.equal(
      applyChanges(text, fixes[0].changes),
      'plan: x\ntasks: {a: {effort: 1d, code: "../src/cart/cart.ts#Cart.total"}}\n',
    );
  });
  it('silence a problem on its line', () =>
    mends(
      'unestimated',
      /Do not report/,
      'tasks:\n  a: {title: A} # c\n',
      'tasks:\n  a: {title: A} # c # headway-disable-line plan/unestimated\n',
    ));
  it('are tested for every problem that has one', () =>
    assert.deepEqual(
      Object.keys(menders).filter((code) => !tested.has(code)),
      [],
    ));

  it('mend all that is safe in one go', () => {
    const snapshot = snapshotOf('plan: x\ntasks:\n  a: {efort: 1d, done: 40, tags: [b, b]}\n');
    const changes = fixAll(snapshot, diagnostics(snapshot, snapshot.plan.problems));
    assert.equal(applyChanges(snapshot.text, changes), 'plan: x\ntasks:\n  a: {effort: 1d, done: 40%, tags: [b]}\n');
  });
});

describe('refactorings', () => {
  const does = (title: RegExp, marked: string, expected: string): void => {
    const { text, offset } = cursor(`plan: x\n${marked}`);
    const found = refactorings(snapshotOf(text), offset, offset);
    const chosen = found.find((it) => title.test(it.title));
    assert.ok(chosen, `${title} is not among\n${found.map((it) => it.title).join('\n')}`);
    assert.equal(applyChanges(text, chosen.changes), `plan: x\n${expected}`);
  };
  it('put a task into a summary', () =>
    does(
      /into a summary/,
      'tasks:\n  # c\n  $0a: 1d\n  b: {effort: 1d, after: a}\n',
      'tasks:\n  group:\n    tasks:\n      # c\n      a: 1d\n  b: {effort: 1d, after: a}\n',
    ));
  it('put several tasks into a summary', () => {
    const text = 'plan: x\ntasks:\n  a: 1d\n  b: 1d\n  c: {effort: 1d, after: a}\n';
    const [extract] = refactorings(snapshotOf(text), text.indexOf('a:'), text.indexOf('  c:') - 1);
    assert.equal(
      applyChanges(text, extract.changes),
      'plan: x\ntasks:\n  group:\n    tasks:\n      a: 1d\n      b: 1d\n  c: {effort: 1d, after: a}\n',
    );
  });
  it('put what is inside in the place of a summary, with what it passes down', () =>
    does(
      /in the place of `s`/,
      'people: {ana: A}\ntasks:\n  $0s:\n    owner: ana\n    tasks:\n      a: 1d\n      b: {effort: 1d, after: a}\n  c: {effort: 1d, after: s.a}\n',
      'people: {ana: A}\ntasks:\n  a: {effort: 1d, owner: ana}\n  b: {effort: 1d, after: a, owner: ana}\n  c: {effort: 1d, after: a}\n',
    ));
  it('move up and down', () => {
    does(/up/, 'tasks:\n  a: 1d\n  $0b: 1d\n', 'tasks:\n  b: 1d\n  a: 1d\n');
    does(/down/, 'tasks:\n  $0a: 1d\n  b: 1d\n  c: 1d\n', 'tasks:\n  b: 1d\n  a: 1d\n  c: 1d\n');
  });
  it('move in and out', () => {
    does(
      /into the one above/,
      'tasks:\n  a:\n    title: A\n  $0b: 1d\n',
      'tasks:\n  a:\n    title: A\n    tasks:\n      b: 1d\n',
    );
    does(
      /out of the summary/,
      'tasks:\n  a:\n    tasks:\n      c: 1d\n      $0b: 1d\n  d: 1d\n',
      'tasks:\n  a:\n    tasks:\n      c: 1d\n  b: 1d\n  d: 1d\n',
    );
  });
  it('write on lines and on one line', () => {
    does(/lines of its own/, 'tasks:\n  $0a: 1d # c\n', 'tasks:\n  a: # c\n    effort: 1d\n');
    does(
      /lines of its own/,
      'tasks:\n  $0a: {effort: 1d, after: [b, c]}\n',
      'tasks:\n  a:\n    effort: 1d\n    after: [b, c]\n',
    );
    does(
      /on one line/,
      'tasks:\n  $0a:\n    effort: 1d\n    title: A, b\n',
      "tasks:\n  a: {effort: 1d, title: 'A, b'}\n",
    );
    does(/on one line/, 'tasks:\n  $0a:\n    effort: 1d\n', 'tasks:\n  a: 1d\n');
  });
  it('write the long forms', () => {
    does(
      /Write it as/,
      'tasks:\n  a: 1d\n  b: {effort: 1d, after: $0a SS + 2d}\n',
      'tasks:\n  a: 1d\n  b: {effort: 1d, after: {task: a, type: SS, lag: 2d}}\n',
    );
    does(
      /Write it as/,
      'people: {ana: A}\ntasks:\n  b: {effort: 1d, assign: $0ana 50%}\n',
      'people: {ana: A}\ntasks:\n  b: {effort: 1d, assign: {who: ana, share: 50%}}\n',
    );
  });
  it('write the short forms', () => {
    const written = (marked: string): string => {
      const { text, offset } = cursor(`plan: x\n${marked}`);
      const chosen = refactorings(snapshotOf(text), offset, offset).find(({ title }) =>
        title.startsWith('Write it as'),
      );
      return applyChanges(text, chosen?.changes ?? []).slice('plan: x\n'.length);
    };
    assert.equal(
      written('tasks:\n  a: 1d\n  b: {effort: 1d, after: {$0task: a, type: SS, lag: -2d}}\n'),
      'tasks:\n  a: 1d\n  b: {effort: 1d, after: a SS - 2d}\n',
    );
    assert.equal(
      written('people: {ana: A}\ntasks:\n  b: {effort: 1d, assign: [{$0who: ana, share: 50%}]}\n'),
      'people: {ana: A}\ntasks:\n  b: {effort: 1d, assign: [ana 50%]}\n',
    );
    const kept = 'tasks:\n  a: 1d\n  b: {effort: 1d, after: {task: a, note: why}}\n';
    assert.equal(written(kept.replace('task: a', '$0task: a')), kept);
  });
  it('sort by start', () =>
    does(
      /Sort/,
      'tasks:\n  $0a: {effort: 1d, after: b}\n\n  # about b\n  b: 1d\n',
      'tasks:\n  # about b\n  b: 1d\n\n  a: {effort: 1d, after: b}\n',
    ));
  it('turn `before` round', () =>
    does(
      /`before` as `after`/,
      'tasks:\n  $0a: {effort: 1d, before: [b FF + 1d]}\n  b: 1d\n',
      'tasks:\n  a: {effort: 1d}\n  b: {effort: 1d, after: a FF + 1d}\n',
    ));
  it('add a milestone at the end', () =>
    does(
      /milestone/,
      'tasks:\n  $0a: 1d\n  b: 1d\n  c: {effort: 1d, after: a}\n',
      'tasks:\n  a: 1d\n  b: 1d\n  c: {effort: 1d, after: a}\n  done:\n    milestone: true\n    after: [b, c]\n',
    ));
  it('make a task of an idea', () =>
    does(
      /Make a task/,
      'tasks:\n  a: 1d\nideas:\n  $0b: Gift cards\n',
      'tasks:\n  a: 1d\n  b:\n    title: Gift cards\n    effort: 1d\n',
    ));
});
