import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyChanges, changesBetween } from '../../server/core/base/change';
import { parseMinute } from '../../server/core/calendar/civil';
import { changesOf, type PlanEdit } from '../../server/core/features/edits/edits';
import { EditError } from '../../server/core/features/edits/fields';
import { transferTask } from '../../server/core/features/edits/structure';
import { effectOf } from '../../server/core/features/effect';
import { quoted } from '../../server/core/syntax/edit';
import { parseYaml } from '../../server/core/syntax/yaml';
import { snapshotOf } from '../support/plans';

/** The plan after an edit; the title is added and taken away again. */
function edits(text: string, edit: PlanEdit, expected: string): void {
  const snapshot = snapshotOf(`plan: x\n${text}`);
  assert.equal(applyChanges(snapshot.text, changesOf(snapshot, edit)), `plan: x\n${expected}`);
}

function refuses(text: string, edit: PlanEdit, reason: RegExp): void {
  assert.throws(
    () => changesOf(snapshotOf(`plan: x\n${text}`), edit),
    (error) => error instanceof EditError && reason.test(error.message),
  );
}

const at = (date: string): number => parseMinute(date) as number;

describe('setting a key', () => {
  const set = (key: string, value: string | null): PlanEdit => ({ kind: 'setField', task: 'a', key, value });
  it('replaces a value and nothing else', () =>
    edits(
      "tasks:\n  a:\n    effort:  '1d'  # one\n\n    note: n\n",
      set('effort', '2d'),
      "tasks:\n  a:\n    effort:  '2d'  # one\n\n    note: n\n",
    ));
  it('keeps the quotes', () =>
    edits("tasks: {a: {title: 'It''s A'}}\n", set('title', "It's B"), "tasks: {a: {title: 'It''s B'}}\n"));
  it('keeps double quotes', () =>
    edits('tasks: {a: {title: "A"}}\n', set('title', 'B: "b"'), 'tasks: {a: {title: "B: \\"b\\""}}\n'));
  it('takes no list into quotes', () =>
    edits(
      "tasks: {a: 1d, b: {effort: 1d, assign: 'ana'}}\npeople: {ana: Ana, ben: Ben}\n",
      { kind: 'assign', task: 'b', who: ['ana', 'ben'] },
      'tasks: {a: 1d, b: {effort: 1d, assign: [ana, ben]}}\npeople: {ana: Ana, ben: Ben}\n',
    ));
  it('adds a key in its order', () =>
    edits(
      'tasks:\n  a:\n    title: A # t\n    after: []\n',
      set('effort', '2d'),
      'tasks:\n  a:\n    title: A # t\n    effort: 2d\n    after: []\n',
    ));
  it('adds a key in front', () =>
    edits(
      'tasks:\n  a:\n    # first\n    effort: 1d\n',
      set('title', 'A'),
      'tasks:\n  a:\n    # first\n    title: A\n    effort: 1d\n',
    ));
  it('adds a key in braces', () =>
    edits(
      'tasks: {a: {effort: 1d}, b: 1d}\n',
      set('deadline', '2026-03-01'),
      'tasks: {a: {effort: 1d, deadline: 2026-03-01}, b: 1d}\n',
    ));
  it('opens the short form', () =>
    edits(
      'tasks:\n  a: 2d / 3d / 6d # e\n',
      set('status', 'done'),
      'tasks:\n  a: {effort: 2d / 3d / 6d, status: done} # e\n',
    ));
  it('changes the short form in place', () =>
    edits('tasks:\n  a: 2d # e\n', set('effort', '3d'), 'tasks:\n  a: 3d # e\n'));
  it('fills an empty task', () =>
    edits('tasks:\n  a: # later\n  b: 1d\n', set('effort', '3d'), 'tasks:\n  a: # later\n    effort: 3d\n  b: 1d\n'));
  it('fills an empty task in braces', () =>
    edits('tasks: {a: , b: 1d}\n', set('effort', '3d'), 'tasks: {a: {effort: 3d} , b: 1d}\n'));
  it('fills an empty key', () =>
    edits(
      'tasks:\n  a:\n    effort: # how long?\n',
      set('effort', '3d'),
      'tasks:\n  a:\n    effort: 3d # how long?\n',
    ));
  it('replaces a list over several lines', () =>
    edits(
      'tasks:\n  b: 1d\n  a:\n    after: # why\n      - b\n    effort: 1d\n',
      set('after', 'b SS'),
      'tasks:\n  b: 1d\n  a:\n    after: b SS # why\n    effort: 1d\n',
    ));
  it('replaces a text over several lines', () =>
    edits(
      'tasks:\n  a:\n    note: |\n      one\n      two\n    effort: 1d\n',
      set('note', 'three'),
      'tasks:\n  a:\n    note: three\n    effort: 1d\n',
    ));
  it('writes above the tasks inside', () =>
    edits(
      'tasks:\n  a:\n    tasks:\n      b: 1d\n',
      set('owner', 'ana'),
      'tasks:\n  a:\n    owner: ana\n    tasks:\n      b: 1d\n',
    ));
  it('changes keys below the tasks inside', () =>
    edits(
      'tasks:\n  a:\n    tasks:\n      b: 1d\n    note: n\n',
      set('note', 'm'),
      'tasks:\n  a:\n    tasks:\n      b: 1d\n    note: m\n',
    ));
  it('quotes what needs it', () =>
    edits('tasks: {a: {effort: 1d}}\n', set('title', 'A: b, #c'), "tasks: {a: {title: 'A: b, #c', effort: 1d}}\n"));
  it('keeps Windows line endings', () =>
    edits(
      'tasks:\r\n  a:\r\n    effort: 1d\r\n',
      set('note', 'n'),
      'tasks:\r\n  a:\r\n    note: n\r\n    effort: 1d\r\n',
    ));
  it('removes a key with its line', () =>
    edits(
      'tasks:\n  a:\n    # about it\n    note: |\n      x\n    effort: 1d\n',
      set('note', null),
      'tasks:\n  a:\n    # about it\n    effort: 1d\n',
    ));
  it('removes a key in braces', () =>
    edits('tasks: {a: {note: n, effort: 1d}}\n', set('effort', null), 'tasks: {a: {note: n}}\n'));
  it('refuses what the key does not take', () =>
    refuses(
      'tasks: {a: 1d}\n',
      set('effort', 'soon'),
      /is not a value of `effort`; write for example `effort: 2d..5d`/,
    ));
  it('refuses what is written elsewhere', () =>
    refuses('tasks:\n  b: &it {effort: 1d}\n  a: *it\n', set('effort', '2d'), /written as an alias/));
});

describe('progress', () => {
  it('begins', () =>
    edits(
      'tasks:\n  a:\n    effort: 2d\n',
      { kind: 'setStatus', task: 'a', status: 'doing' },
      'tasks:\n  a:\n    effort: 2d\n    status: doing\n    started: 2026-02-02\n',
    ));
  it('ends', () =>
    edits(
      'tasks: {a: {effort: 2d, status: doing, done: 40%, started: 2026-01-30}}\n',
      { kind: 'setStatus', task: 'a', status: 'done' },
      'tasks: {a: {effort: 2d, status: done, started: 2026-01-30, finished: 2026-02-02}}\n',
    ));
  it('is taken back', () =>
    edits(
      'tasks: {a: {effort: 2d, status: doing, started: 2026-01-30}}\n',
      { kind: 'setStatus', task: 'a', status: 'todo' },
      'tasks: {a: {effort: 2d, status: todo}}\n',
    ));
  it('in percent', () =>
    edits(
      'tasks: {a: 2d}\n',
      { kind: 'setProgress', task: 'a', done: 40 },
      'tasks: {a: {effort: 2d, done: 40%, started: 2026-02-02}}\n',
    ));
  it('in the words of the plan', () =>
    edits(
      'statuses: {open: todo, at-work: doing}\ntasks: {a: {effort: 2d, status: open}}\n',
      { kind: 'setProgress', task: 'a', done: 40 },
      'statuses: {open: todo, at-work: doing}\ntasks: {a: {effort: 2d, status: at-work, done: 40%, started: 2026-02-02}}\n',
    ));
});

describe('dates', () => {
  it('move the start', () =>
    edits(
      'tasks: {a: 2d}\n',
      { kind: 'move', task: 'a', start: at('2026-02-05T09:00') },
      'tasks: {a: {effort: 2d, start: 2026-02-05}}\n',
    ));
  it('move to the middle of a day', () =>
    edits(
      'tasks: {a: {effort: 2d, start: at 2026-02-04}}\n',
      { kind: 'move', task: 'a', start: at('2026-02-05T13:00') },
      'tasks: {a: {effort: 2d, start: at 2026-02-05 13:00}}\n',
    ));
  it('move what is fixed', () =>
    edits(
      'tasks: {a: {on: 2026-02-04..2026-02-05}}\n',
      { kind: 'move', task: 'a', start: at('2026-02-09T09:00') },
      'tasks: {a: {on: 2026-02-09..2026-02-10}}\n',
    ));
  it('resize work', () =>
    edits('tasks: {a: 2d}\n', { kind: 'resize', task: 'a', finish: at('2026-02-04T13:00') }, 'tasks: {a: 2d 4h}\n'));
  it('resize work of a part-time person', () =>
    edits(
      'people: {ana: {capacity: 50%}}\ntasks: {a: {effort: 2d, assign: ana}}\n',
      { kind: 'resize', task: 'a', finish: at('2026-02-06T17:00') },
      'people: {ana: {capacity: 50%}}\ntasks: {a: {effort: 2d 4h, assign: ana}}\n',
    ));
  it('refuse what has happened', () =>
    refuses(
      'tasks: {a: {effort: 2d, status: done}}\n',
      { kind: 'move', task: 'a', start: at('2026-02-05T09:00') },
      /has started already/,
    ));
  it('refuse what is as late as possible', () =>
    refuses(
      'tasks: {a: {effort: 2d, schedule: alap}}\n',
      { kind: 'move', task: 'a', start: at('2026-02-05T09:00') },
      /as late as possible/,
    ));
});

describe('dependencies', () => {
  it('are added', () =>
    edits(
      'tasks: {a: 1d, b: 1d}\n',
      { kind: 'link', from: 'a', to: 'b' },
      'tasks: {a: 1d, b: {effort: 1d, after: a}}\n',
    ));
  it('are added to one', () =>
    edits(
      'tasks: {a: 1d, c: 1d, b: {after: c}}\n',
      { kind: 'link', from: 'a', to: 'b', type: 'SS', lag: '+ 2d' },
      'tasks: {a: 1d, c: 1d, b: {after: [c, a SS + 2d]}}\n',
    ));
  it('are added to a list on lines', () =>
    edits(
      'tasks:\n  a: 1d\n  c: 1d\n  b:\n    after:\n      - c # c\n    effort: 1d\n',
      { kind: 'link', from: 'a', to: 'b' },
      'tasks:\n  a: 1d\n  c: 1d\n  b:\n    after:\n      - c # c\n      - a\n    effort: 1d\n',
    ));
  it('are changed where they are written', () => {
    edits(
      'tasks: {a: {before: [b + 3d], effort: 1d}, b: 1d}\n',
      { kind: 'link', from: 'a', to: 'b', type: 'FF' },
      'tasks: {a: {before: [b FF + 3d], effort: 1d}, b: 1d}\n',
    );
    edits(
      "tasks:\n  a: 1d\n  b:\n    after:\n      - 'a SS + 1d' # c\n",
      { kind: 'link', from: 'a', to: 'b', lag: '- 2d' },
      "tasks:\n  a: 1d\n  b:\n    after:\n      - 'a - 2d' # c\n",
    );
    edits(
      'tasks: {a: 1d, b: {after: a + 2d}}\n',
      { kind: 'link', from: 'a', to: 'b', lag: '' },
      'tasks: {a: 1d, b: {after: a}}\n',
    );
  });
  it('are not added twice', () =>
    refuses('tasks: {a: 1d, b: {after: a + 2d}}\n', { kind: 'link', from: 'a', to: 'b' }, /waits for `a` already/));
  it('are removed, wherever they are written', () => {
    edits(
      'tasks: {a: {before: b, effort: 1d}, b: 1d}\n',
      { kind: 'unlink', from: 'a', to: 'b' },
      'tasks: {a: {effort: 1d}, b: 1d}\n',
    );
    edits(
      'tasks:\n  a: 1d\n  b:\n    after:\n      - x\n      - a\n',
      { kind: 'unlink', from: 'a', to: 'b' },
      'tasks:\n  a: 1d\n  b:\n    after:\n      - x\n',
    );
  });
  it('never close a circle', () =>
    refuses(
      'tasks: {a: 1d, b: {effort: 1d, after: a}}\n',
      { kind: 'link', from: 'b', to: 'a' },
      /would wait for each other/,
    ));
});

describe('structure', () => {
  it('moves a task with its comments and what is inside', () =>
    edits(
      'tasks:\n  # about a\n  a:\n    tasks:\n      x: 1d # x\n\n  b:\n    tasks:\n      y: {effort: 1d, after: x}\n',
      { kind: 'reparent', task: 'a', parent: 'b' },
      'tasks:\n\n  b:\n    tasks:\n      y: {effort: 1d, after: x}\n      # about a\n      a:\n        tasks:\n          x: 1d # x\n',
    ));
  it('reorders', () =>
    edits(
      'tasks:\n  a: 1d\n  b: 1d\n  c: 1d\n',
      { kind: 'reparent', task: 'c', parent: null, before: 'a' },
      'tasks:\n  c: 1d\n  a: 1d\n  b: 1d\n',
    ));
  it('keeps the meaning of references', () =>
    edits(
      'tasks:\n  s:\n    tasks:\n      x: 1d\n      y: {effort: 1d, after: x}\n  t:\n    tasks:\n      x: 2d\n',
      { kind: 'reparent', task: 's.y', parent: 't' },
      'tasks:\n  s:\n    tasks:\n      x: 1d\n  t:\n    tasks:\n      x: 2d\n      y: {effort: 1d, after: s.x}\n',
    ));
  it('makes a summary of a task', () =>
    edits(
      'tasks:\n  a:\n    title: A\n  b: 1d\n',
      { kind: 'reparent', task: 'b', parent: 'a' },
      'tasks:\n  a:\n    title: A\n    tasks:\n      b: 1d\n',
    ));
  it('takes the heading of the last task with it', () =>
    edits(
      'tasks:\n  a:\n    title: A\n    tasks:\n      b: 1d\n  c: 1d\n',
      { kind: 'reparent', task: 'a.b', parent: null },
      'tasks:\n  a:\n    title: A\n  c: 1d\n  b: 1d\n',
    ));
  it('refuses a name that is taken, and itself', () => {
    refuses(
      'tasks:\n  s:\n    tasks:\n      x: 1d\n  x: 1d\n',
      { kind: 'reparent', task: 'x', parent: 's' },
      /`x` already/,
    );
    refuses(
      'tasks:\n  s:\n    tasks:\n      x: 1d\n',
      { kind: 'reparent', task: 's', parent: 's.x' },
      /inside of itself/,
    );
  });
  it('adds a task', () =>
    edits(
      'tasks:\n  a: 1d',
      { kind: 'addTask', parent: null, title: 'Ask the bank: when?' },
      "tasks:\n  a: 1d\n  ask-the-bank-when:\n    title: 'Ask the bank: when?'\n    effort: 1d\n",
    ));
  it('adds the first task', () =>
    edits('', { kind: 'addTask', parent: null, title: 'a', effort: '2d' }, 'tasks:\n  a: 2d\n'));
  it('removes a task and what waits for it', () =>
    edits(
      'tasks:\n  a: 1d\n  b: {effort: 1d, after: [a, c]}\n  c: {effort: 1d, after: a}\n',
      { kind: 'removeTask', task: 'a' },
      'tasks:\n  b: {effort: 1d, after: [c]}\n  c: {effort: 1d}\n',
    ));
  it('promotes an idea', () =>
    edits(
      'tasks:\n  a: 1d\nideas:\n  # people ask\n  gift: {title: Gift cards, votes: 3}\n  other: x\n',
      { kind: 'promoteIdea', idea: 'gift' },
      'tasks:\n  a: 1d\n  gift:\n    title: Gift cards\n    effort: 1d\nideas:\n  # people ask\n  other: x\n',
    ));
});

describe('moving to another plan', () => {
  const other = 'plan: Other\ntasks:\n  x: 1d\n  s:\n    tasks:\n      y: 1d\n';
  const transfer = (
    text: string,
    path: string,
    parent: string | null = null,
    to = other,
  ): readonly [string, string] => {
    const [from, target] = [snapshotOf(text), snapshotOf(to)];
    const task = from.taskByPath(path);
    assert.ok(task);
    const place = { parent: parent === null ? null : (target.taskByPath(parent) ?? null) };
    const changes = transferTask(from, task, target, place);
    return [applyChanges(text, changes.from), applyChanges(to, changes.to)];
  };

  it('takes the comments and what is inside along', () =>
    assert.deepEqual(
      transfer(
        'tasks:\n  # about a\n  a:\n    tasks:\n      b: 1d # b\n      c: {effort: 1d, after: b}\n\n  d: 1d\n',
        'a',
        's',
      ),
      [
        'tasks:\n\n  d: 1d\n',
        `${other}      # about a\n      a:\n        tasks:\n          b: 1d # b\n          c: {effort: 1d, after: b}\n`,
      ],
    ));

  it('keeps the line ends of the other plan', () =>
    assert.deepEqual(transfer('tasks:\n  a:\n    effort: 1d\n  b: 1d\n', 'a', null, 'tasks:\r\n  x: 1d\r\n'), [
      'tasks:\n  b: 1d\n',
      'tasks:\r\n  x: 1d\r\n  a:\r\n    effort: 1d\r\n',
    ]));

  it('is refused while one plan would name a task of the other', () => {
    const refused = (text: string, path: string, reason: RegExp): void =>
      assert.throws(
        () => transfer(text, path),
        (error) => error instanceof EditError && reason.test(error.message),
      );
    refused('tasks: {a: 1d, b: {effort: 1d, after: a}}\n', 'a', /`b` waits for `a`/);
    refused('tasks: {a: 1d, b: {effort: 1d, after: a}}\n', 'b', /`b` waits for `a`/);
    refused('tasks: {a: 1d, b: 1d}\nrisks: {r: {title: R, affects: a}}\n', 'a', /names `a` elsewhere/);
    refused('tasks: {x: 1d}\n', 'x', /already/);
  });
});

describe('effects', () => {
  it('say what moves and by how much', () => {
    const snapshot = snapshotOf('plan: x\ntasks: {a: 1d, b: {effort: 1d, after: a}, c: 1d}\n');
    const effect = effectOf(snapshot, changesOf(snapshot, { kind: 'setField', task: 'a', key: 'effort', value: '3d' }));
    assert.deepEqual(effect.moved, ['a', 'b']);
    assert.equal(effect.summary, 'finish 2026-02-03 → 2026-02-05 (+2d), 2 tasks move');
  });
});

describe('any edit', () => {
  const text = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8');
  const snapshot = snapshotOf(text);
  const path = fc.constantFrom(...snapshot.plan.tasks.map((task) => task.path));
  const edit: fc.Arbitrary<PlanEdit> = fc.oneof(
    fc.record({
      kind: fc.constant('setStatus' as const),
      task: path,
      status: fc.constantFrom('todo', 'doing', 'done'),
    }),
    fc.record({ kind: fc.constant('setProgress' as const), task: path, done: fc.integer({ min: 0, max: 100 }) }),
    fc.record({
      kind: fc.constant('setField' as const),
      task: path,
      key: fc.constantFrom('title', 'note'),
      value: fc.option(fc.string()),
    }),
    fc.record({
      kind: fc.constant('setField' as const),
      task: path,
      key: fc.constant('deadline'),
      value: fc.constantFrom('2026-12-01', null),
    }),
    fc.record({ kind: fc.constant('link' as const), from: path, to: path }),
    fc.record({ kind: fc.constant('reparent' as const), task: path, parent: fc.option(path) }),
    fc.record({ kind: fc.constant('addTask' as const), parent: fc.option(path), title: fc.string() }),
    fc.record({ kind: fc.constant('removeTask' as const), task: path }),
  );
  const comments = (of: string): string[] => of.match(/ #.*$/gm)?.sort() ?? [];

  it('leaves a plan that can be read, with its comments, whatever is typed', () =>
    fc.assert(
      fc.property(edit, (change) => {
        let changes;
        try {
          changes = changesOf(snapshot, change);
        } catch (error) {
          assert.ok(error instanceof EditError, String(error));
          return;
        }
        const after = snapshotOf(applyChanges(text, changes));
        assert.deepEqual(
          after.plan.problems.filter(
            ({ code }) => code === 'syntax' || code === 'duplicate-key' || /reference$|^cycle/.test(code),
          ),
          [],
        );
        if (change.kind === 'removeTask') return;
        // What a text that is replaced contained is no comment.
        if (!('value' in change)) assert.deepEqual(comments(after.text), comments(text));
        if (change.kind === 'reparent') {
          const edges = (of: typeof snapshot): string[] =>
            of.plan.dependencies.map(({ predecessor, successor }) => `${predecessor.id} ${successor.id}`).sort();
          assert.deepEqual(edges(after), edges(snapshot));
        }
        if (change.kind === 'setField' && change.value !== null)
          assert.equal(after.taskByPath(change.task)?.field(change.key)?.value?.node.kind, 'scalar');
      }),
      { numRuns: 250 },
    )).timeout(60_000);

  it('quotes every text so that it is read back', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), fc.boolean(), (value, inFlow) => {
        // Half a character cannot be written in YAML, nor in UTF-8.
        if (/\p{Surrogate}/u.test(value)) return;
        const written = quoted(value, inFlow);
        const { root } = parseYaml(inFlow ? `a: [${written}, b]` : `a: ${written}`);
        const node = root?.kind === 'map' ? root.entries[0].value : null;
        const read = node?.kind === 'seq' ? node.items[0] : node;
        assert.equal(read?.kind === 'scalar' ? read.text : '', value, written);
      }),
      { numRuns: 2000 },
    ));

  it('is told from its result in the fewest lines', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a\n', 'b\r\n', 'c', '\n', '😀\n')),
        fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '😃\n')),
        (a, b) => {
          const [before, after] = [a.join(''), b.join('')];
          assert.equal(applyChanges(before, changesBetween(before, after)), after);
        },
      ),
    ));
});
