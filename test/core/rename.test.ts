import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyChanges } from '../../server/core/base/change';
import { inlayHints } from '../../server/core/features/inlayHints';
import { references } from '../../server/core/features/references';
import { prepareRename, RenameError, rename } from '../../server/core/features/rename';
import { scheduleJson } from '../../server/core/features/scheduleJson';
import { workspaceSymbols } from '../../server/core/features/workspaceSymbols';
import { cursor, snapshotOf } from '../support/plans';

/** The text with every reference in angle brackets, declarations in double ones. */
function marks(marked: string, expected: string): void {
  const { text, offset } = cursor(marked);
  const changes = references(snapshotOf(text), offset).map(({ span: { start, end }, isDeclaration }) => {
    const name = text.slice(start, end);
    return { start, end, text: isDeclaration ? `<<${name}>>` : `<${name}>` };
  });
  assert.equal(applyChanges(text, changes), expected);
}

function renames(marked: string, name: string, expected: string): void {
  const { text, offset } = cursor(marked);
  assert.equal(applyChanges(text, rename(snapshotOf(text), offset, name)), expected);
}

function refuses(marked: string, name: string, reason: RegExp): void {
  const { text, offset } = cursor(marked);
  assert.throws(
    () => rename(snapshotOf(text), offset, name),
    (error) => error instanceof RenameError && reason.test(error.message),
  );
}

describe('references', () => {
  it('to a task, wherever it is named', () =>
    marks(
      'tasks: {de$0sign: 1d, b: {effort: 1d, after: [design FF + 1d]}, c: {before: design}}',
      'tasks: {<<design>>: 1d, b: {effort: 1d, after: [<design> FF + 1d]}, c: {before: <design>}}',
    ));
  it('to a summary in the paths of what is inside', () =>
    marks(
      'tasks: {a$0pi: {tasks: {x: 1d}}, b: {effort: 1d, after: api.x}}',
      'tasks: {<<api>>: {tasks: {x: 1d}}, b: {effort: 1d, after: <api>.x}}',
    ));
  it('from a use', () => marks('tasks: {a: 1d, b: {after: $0a}}', 'tasks: {<<a>>: 1d, b: {after: <a>}}'));
  it('in risks', () =>
    marks('tasks: {$0a: 1d}\nrisks: {r: {affects: [a]}}', 'tasks: {<<a>>: 1d}\nrisks: {r: {affects: [<a>]}}'));
  it('to a person', () =>
    marks(
      'people: {a$0na: A}\nteams: {t: [ana]}\ntasks: {x: {owner: ana, assign: [ana 50%, ana or t]}}',
      'people: {<<ana>>: A}\nteams: {t: [<ana>]}\ntasks: {x: {owner: <ana>, assign: [<ana> 50%, <ana> or t]}}',
    ));
  it('to a calendar', () =>
    marks(
      'calendars: {n: 24/7, m: {from: $0n}}\ntasks: {x: {calendar: n}}',
      'calendars: {<<n>>: 24/7, m: {from: <n>}}\ntasks: {x: {calendar: <n>}}',
    ));
  it('to a skill', () =>
    marks(
      'people: {ana: {skills: [s$0ql]}}\ntasks: {x: {needs: sql}}',
      'people: {ana: {skills: [<<sql>>]}}\ntasks: {x: {needs: <sql>}}',
    ));
  it('to a tag', () =>
    marks('tasks: {x: {tags: [u$0i, api]}, y: {tags: ui}}', 'tasks: {x: {tags: [<ui>, api]}, y: {tags: <ui>}}'));
});

describe('rename', () => {
  it('changes nothing but the name', () =>
    renames(
      'tasks:\n  # first\n  \'desi$0gn\':   1d # one\n  b: {effort: 1d, after: "design + 1d"}',
      'plan',
      'tasks:\n  # first\n  \'plan\':   1d # one\n  b: {effort: 1d, after: "plan + 1d"}',
    ));
  it('changes the middle of paths', () =>
    renames(
      'tasks: {api: {tasks: {s: {tasks: {x: 1d}}}}, b: {after: api.$0s.x}}',
      'schema',
      'tasks: {api: {tasks: {schema: {tasks: {x: 1d}}}}, b: {after: api.schema.x}}',
    ));
  it('tells what it would rename', () => {
    const { text, offset } = cursor('tasks: {api: {tasks: {x: 1d}}, b: {after: $0api.x}}');
    assert.equal(prepareRename(snapshotOf(text), offset)?.name, 'api');
    assert.equal(prepareRename(snapshotOf(text), 0), undefined);
  });
  it('refuses what is no id', () => refuses('tasks: {a$0: 1d}', '2 words', /is not an id/));
  it('refuses a name that a sibling has', () =>
    refuses('tasks: {a$0: 1d, b: 1d}', 'b', /a task `b` beside it already/));
  it('refuses a name that a person has', () => refuses('people: {an$0a: A, ben: B}', 'ben', /taken already/));
  it('refuses to make a reference mean something else', () =>
    refuses('tasks:\n  x: 1d\n  s: {tasks: {y$0: 1d, z: {after: x}}}', 'x', /would mean another task/));

  it('keeps the schedule, whichever task of the example is renamed', () => {
    const text = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8');
    const snapshot = snapshotOf(text);
    const dates = (of: typeof snapshot): unknown =>
      scheduleJson(of.schedule, [], of.lines).tasks.map(({ start, finish, assignments }) => [
        start,
        finish,
        assignments,
      ]);
    fc.assert(
      fc.property(fc.constantFrom(...snapshot.plan.tasks), (task) => {
        const renamed = snapshotOf(applyChanges(text, rename(snapshot, task.idSpan.start, 'renamed')));
        assert.deepEqual(renamed.plan.problems.length, snapshot.plan.problems.length);
        assert.deepEqual(dates(renamed), dates(snapshot));
      }),
      { numRuns: 8 },
    );
  }).timeout(60_000);
});

describe('inlay hints', () => {
  it('tell dates and slack behind each task', () => {
    const text = 'plan: x\ntasks:\n  a: 2d # note\n  b:\n    effort: 1d\n  c: {status: done, effort: 1d}\n';
    const hints = inlayHints(snapshotOf(text), 0, text.length).map(
      ({ offset, text: hint }) => `${text.slice(0, offset).split('\n').pop()}|${hint}`,
    );
    assert.deepEqual(hints, [
      '  a: 2d # note|02-02 – 02-03 · critical',
      '  b:|02-02 · 1d slack',
      '  c: {status: done, effort: 1d}|02-02 · done',
    ]);
  });
});

describe('workspace symbols', () => {
  const find = (query: string): string[] =>
    workspaceSymbols(
      [
        snapshotOf(
          'plan: Shop\npeople: {ana: Ana Costa}\ntasks:\n  api:\n    tasks: {schema: {title: Database schema, effort: 1d}}\n',
        ),
      ],
      query,
    ).map(({ name, container }) => `${name} in ${container}`);
  it('find by letters in their order', () => assert.deepEqual(find('dbsch'), ['Database schema in api']));
  it('find people', () => assert.deepEqual(find('costa'), ['Ana Costa in Shop']));
});
