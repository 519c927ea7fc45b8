import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyChanges } from '../../server/core/base/change';
import { formatting, onTypeFormatting, rangeFormatting } from '../../server/core/features/formatting';
import { cursor, snapshotOf } from '../support/plans';

const format = (text: string): string => applyChanges(text, formatting(snapshotOf(text)));
const formats = (text: string, expected: string): void => assert.equal(format(text), expected);

describe('formatting', () => {
  it('indents every level by two', () =>
    formats(
      'plan: x\ntasks:\n    a:\n       effort: 1d\n       tasks:\n            b: 1d\n       note: n\n',
      'plan: x\ntasks:\n  a:\n    effort: 1d\n    tasks:\n      b: 1d\n    note: n\n',
    ));
  it('indents lists', () =>
    formats(
      'people:\n  ana:\n    skills:\n    -  a\n    -  b\ndecisions:\n-   title: t\n    why: w\n',
      'people:\n  ana:\n    skills:\n      - a\n      - b\ndecisions:\n  - title: t\n    why: w\n',
    ));
  it('evens out spaces', () =>
    formats(
      'plan:   x  \ntasks: {a:   {effort:  1d,note: "n  n"},b:  [ ]}\t\n',
      'plan: x\ntasks: {a: {effort: 1d, note: "n  n"}, b: []}\n',
    ));
  it('keeps comments with what they are about', () =>
    formats(
      '# top\nplan: x # title\n\n\n# tasks\ntasks:\n    # about a\n    a:\n        effort: 1d   # one\n        # end of a\n\n    # about b\n    b: 1d\n# end\n',
      '# top\nplan: x # title\n\n# tasks\ntasks:\n  # about a\n  a:\n    effort: 1d   # one\n    # end of a\n\n  # about b\n  b: 1d\n# end\n',
    ));
  it('leaves texts alone', () =>
    formats(
      'about: |\n    one  \n      two\n\n\n    three\ntasks:\n   a:\n      note: >-\n          x\n           y\n      title: "a\n          b"\n      effort: 1d\n',
      'about: |\n    one  \n      two\n\n\n    three\ntasks:\n  a:\n    note: >-\n        x\n         y\n    title: "a\n        b"\n    effort: 1d\n',
    ));
  it('keeps Windows line endings and byte-order marks', () =>
    formats('\ufeffplan: x\r\ntasks:\r\n    a: 1d', '\ufeffplan: x\r\ntasks:\r\n  a: 1d\r\n'));
  it('keeps anchors', () =>
    formats(
      'plan: x\ntasks:\n    a:   &it\n        effort: 1d\n    b: *it\n',
      'plan: x\ntasks:\n  a:   &it\n    effort: 1d\n  b: *it\n',
    ));
  it('leaves broken files alone', () => formats('plan: x\ntasks:\n    a: [1d\n', 'plan: x\ntasks:\n    a: [1d\n'));
  it('has nothing to do for the example', () => {
    for (const file of ['examples/webshop/webshop.plan.yaml', 'headway.plan.yaml']) {
      const text = readFileSync(file, 'utf8');
      assert.equal(format(text), text);
    }
  });
  it('formats a range alone', () => {
    const text = 'plan:  x\ntasks:\n  a:  1d\n  b:   1d\n';
    const at = text.indexOf('b:');
    assert.equal(
      applyChanges(text, rangeFormatting(snapshotOf(text), at, at + 1)),
      'plan:  x\ntasks:\n  a:  1d\n  b: 1d\n',
    );
  });

  it('is idempotent, and changes no meaning, however a plan is laid out', () => {
    const pieces = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8').split('\n');
    const indentation = fc.record({
      factor: fc.constantFrom(1, 2, 3),
      blank: fc.integer({ min: 0, max: pieces.length - 1 }),
      spaces: fc.constantFrom('', ' ', '  '),
    });
    fc.assert(
      fc.property(indentation, ({ factor, blank, spaces }) => {
        const text = pieces
          .map((line, i) => {
            const indent = line.length - line.trimStart().length;
            return ' '.repeat(indent * factor) + line.trimStart() + spaces + (i === blank ? '\n\n\n' : '');
          })
          .join('\n');
        const once = format(text);
        assert.equal(format(once), once);
        const dates = (of: string): unknown =>
          snapshotOf(of).schedule.tasks.map((task) => [task?.task.path, task?.start, task?.finish]);
        assert.deepEqual(dates(once), dates(text));
        assert.deepEqual(
          once.match(/#.*/g),
          text.match(/#.*/g)?.map((comment) => comment.trimEnd()),
        );
      }),
      { numRuns: 8 },
    );
  }).timeout(60_000);
});

describe('formatting while typing', () => {
  const types = (marked: string, expected: string): void => {
    const { text, offset } = cursor(marked);
    assert.equal(applyChanges(text, onTypeFormatting(snapshotOf(text), offset)), expected);
  };
  it('goes one level in after a key', () => types('tasks:\n  a:\n$0', 'tasks:\n  a:\n    '));
  it('stays beside a key with a value', () => types('tasks:\n  a: 1d\n$0', 'tasks:\n  a: 1d\n  '));
  it('stays in line with the keys of an item', () =>
    types('decisions:\n  - title: x\n$0', 'decisions:\n  - title: x\n    '));
  it('leaves what is indented already', () => types('tasks:\n  a: 1d\n  $0b', 'tasks:\n  a: 1d\n  b'));
});
