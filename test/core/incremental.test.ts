import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { scheduleJson } from '../../server/core/features/scheduleJson';
import { buildPlan } from '../../server/core/model/build';
import type { Plan } from '../../server/core/model/plan';
import { type PlacedPiece, type PlanDocument, parsePlan, type TaskSegment } from '../../server/core/syntax/document';
import { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { environment, listed, snapshotOf } from '../support/plans';

const webshop = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8');

/** A plan in words: everything that could differ between two ways to read the same text. */
function inWords(plan: Plan): unknown {
  return {
    tasks: plan.tasks.map((task) => [task.path, task.idSpan, task.end, task.index, task.parent?.index, task.title]),
    dependencies: plan.dependencies.map(({ predecessor, successor, use, holder, key, offset }) => [
      predecessor.index,
      successor.index,
      use,
      holder.index,
      key,
      offset,
    ]),
    people: [...plan.people.values()],
    problems: listed(plan.document.text, plan.problems),
  };
}

/** Random changes of a text: what people do while they type, paste and delete. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 0, 1, 2, 7, 40, 300),
  insert: fc.oneof(
    fc.constantFrom(
      '',
      '\n',
      ' ',
      '  ',
      ':',
      '[',
      '}',
      '"',
      '#',
      '- ',
      'x',
      '\t',
      '\r\n',
      'tasks:\n',
      '\n  new: 2d\n',
      '\n      a:\n        effort: 1d\n',
      'after: api',
      '&anchor ',
      '*anchor',
      '---\n',
      '|\n',
      '2026-02-30',
    ),
    fc.string({ maxLength: 5 }),
  ),
});

/** What is typed key by key: mostly inside of a value, seldom something that changes where the plan is cut. */
const typed = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 0, 1, 1, 3),
  insert: fc.constantFrom(
    '',
    '',
    'x',
    '7',
    'ab',
    ' ',
    ':',
    '#',
    '\n',
    '\r',
    '-',
    '&',
    '*',
    '\0',
    '# c\n',
    ': ',
    'tasks:',
  ),
});

/** What gestures and moved lines do: whole lines are taken away, added, or both. */
const lined = fc.record({
  line: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.constantFrom(0, 0, 0, 1, 1, 2, 5),
  insert: fc.constantFrom(
    '',
    '',
    '    start: 2026-03-02\n',
    '        start: 2026-03-02\n',
    '        start: 2026-03-02\n        note: x\n',
    '      x: 1d\n',
    '    x: 1d\n',
    '  x: 1d\n',
    '    tasks:\n',
    '        tasks:\n',
    '        tasks:\n          y: 1d\n',
    'risks:\n',
    '# c\n',
    '        # c\n',
    '\n',
    '...\n',
    '      - x\n',
  ),
});

/** How a document is cut: every piece in order, and which task holds which. */
function cutsOf({ text, pieces, tops, problems }: PlanDocument): unknown {
  const placed = ({ start, piece }: PlacedPiece): unknown => [piece.kind, start, piece.text];
  const inside = ({ own, children, rest }: TaskSegment): unknown => [
    pieces.indexOf(own),
    children.map(inside),
    rest ? pieces.indexOf(rest) : null,
  ];
  return {
    text,
    problems,
    pieces: pieces.map(placed),
    tops: tops.map((top) => [pieces.indexOf(top.placed), top.tasks.map(inside)]),
  };
}

function apply(text: string, { at, length, insert }: { at: number; length: number; insert: string }): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + length);
}

describe('an incremental update', () => {
  it('equals an analysis from scratch, whatever is typed', () =>
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let text = webshop;
        let document: PlanDocument = parsePlan(text);
        let plan = buildPlan(document);
        for (const change of edits) {
          text = apply(text, change);
          document = parsePlan(text, document);
          plan = buildPlan(document, plan);
          assert.deepEqual(inWords(plan), inWords(buildPlan(parsePlan(text))));
        }
      }),
      { numRuns: 60 },
    )).timeout(60_000);

  it('cuts a text as from scratch, whatever is typed in one place', () =>
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 12 }), fc.boolean(), (edits, isDos) => {
        let text = isDos ? webshop.replaceAll('\n', '\r\n') : webshop;
        let document = parsePlan(text);
        for (const change of edits) {
          text = apply(text, change);
          document = parsePlan(text, document);
          assert.deepEqual(cutsOf(document), cutsOf(parsePlan(text)));
        }
      }),
      { numRuns: process.env.FUZZ === '1' ? 10_000 : 80 },
    )).timeout(60_000);

  it('cuts a text as from scratch, whatever lines are added or taken away', () =>
    fc.assert(
      fc.property(fc.array(lined, { minLength: 1, maxLength: 8 }), fc.boolean(), (edits, isDos) => {
        let text = isDos ? webshop.replaceAll('\n', '\r\n') : webshop;
        let document = parsePlan(text);
        for (const { line, count, insert } of edits) {
          const lines = text.split(/(?<=\n)/);
          lines.splice(Math.floor(line * lines.length), count, isDos ? insert.replaceAll('\n', '\r\n') : insert);
          text = lines.join('');
          document = parsePlan(text, document);
          assert.deepEqual(cutsOf(document), cutsOf(parsePlan(text)));
        }
      }),
      { numRuns: process.env.FUZZ === '1' ? 10_000 : 80 },
    )).timeout(60_000);

  it('parses only the piece that changed', () => {
    const before = parsePlan(webshop);
    const after = parsePlan(webshop.replace('title: Cart model', 'title: Cart'), before);
    const kept = new Set(before.pieces.map(({ piece }) => piece));
    assert.equal(after.pieces.filter(({ piece }) => !kept.has(piece)).length, 1);
    assert.ok(after.pieces.length > 50);
  });

  it('parses only the task to which a key is given', () => {
    const before = parsePlan(webshop);
    const at = webshop.indexOf('        title: Cart model');
    const after = parsePlan(`${webshop.slice(0, at)}        start: 2026-03-02\n${webshop.slice(at)}`, before);
    const kept = new Set(before.pieces.map(({ piece }) => piece));
    assert.equal(after.pieces.filter(({ piece }) => !kept.has(piece)).length, 1);
  });

  it('reads a plan with anchors across tasks as a whole', () => {
    const text = 'plan: x\ntasks:\n  a: &base\n    effort: 2d\n  b: *base\n';
    const plan = buildPlan(parsePlan(text));
    assert.deepEqual(plan.problems, []);
    assert.ok(plan.tasks[1].scalar('effort', 'estimate'));
  });
});

describe('any text', () => {
  const fragments = fc.constantFrom(
    'plan: x\n',
    'tasks:\n',
    '  a: 1d\n',
    '  b:\n',
    '    effort: 2d\n',
    '    after: [a, b\n',
    '    tasks:\n',
    '      c: {effort: 1d, after: a}\n',
    'people: {ana: A}\n',
    '- x\n',
    '\t',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ': ',
    '? ',
    '| \n',
    '&a ',
    '*a',
    '!!str ',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '\0',
    '\u{feff}',
    '\r',
    '<<: *a\n',
    '# c\n',
    '2026-99-99',
  );
  it('is read, scheduled and explained without an exception', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fragments, { maxLength: 30 }).map((parts) => parts.join('')),
          fc.string({ maxLength: 80 }),
        ),
        (text) => {
          const snapshot = snapshotOf(text);
          scheduleJson(snapshot.schedule, [], snapshot.lines);
          for (const { start, end } of snapshot.plan.problems)
            assert.ok(start >= 0 && end > start && start <= text.length, `${start}-${end} of ${text.length}`);
        },
      ),
      { numRuns: 1500 },
    )).timeout(60_000);

  for (const found of ['{tasks:\n<<: *a\n', '&a [*a[', 'tasks:\n  : \n  "": {after: ""}\n']) {
    it(`may be ${JSON.stringify(found)}, which the fuzzer found`, () => {
      for (const { start, end } of snapshotOf(found).plan.problems) assert.ok(end > start);
    });
  }

  it('may be a megabyte on one line', () => {
    const line = `plan: ${'x'.repeat(1_000_000)}`;
    assert.equal(snapshotOf(line).plan.title.length, 1_000_000);
    assert.ok(snapshotOf(`plan: x\nabout: [${'a, '.repeat(300_000)}]`).plan.title === 'x');
    assert.ok(snapshotOf(`tasks: ${'{a: '.repeat(100_000)}`).plan.problems.length > 0);
  }).timeout(20_000);

  it('may be empty', () =>
    assert.deepEqual(listed('', snapshotOf('').plan.problems), ["missing-key '': A plan needs the key `plan`"]));

  it('may have Windows line endings', () => {
    const crlf = webshop.replaceAll('\n', '\r\n');
    const json = (text: string): unknown => {
      const snapshot = PlanSnapshot.of('file:///a', 1, text, environment);
      return scheduleJson(snapshot.schedule, [], snapshot.lines).tasks;
    };
    assert.deepEqual(json(crlf), json(webshop));
  });
});
