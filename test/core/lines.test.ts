import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineIndex } from '../../server/core/base/lines';
import { Positions } from '../../server/lsp/positions';

const text = fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', 'bc', '😀', 'ä', '日')).map((parts) => parts.join(''));

describe('lines', () => {
  it('after a change are those of the text, whatever is typed', () =>
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), text, (before, a, b, insert) => {
        const [start, end] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
        const after = before.slice(0, start) + insert + before.slice(end);
        const changed = LineIndex.of(before).changed({ start, end, text: insert }, after);
        const whole = LineIndex.of(after);
        assert.equal(changed.lineCount, whole.lineCount);
        for (let line = 0; line <= whole.lineCount; line++)
          assert.equal(changed.lineStart(line), whole.lineStart(line));
      }),
      { numRuns: 3000 },
    ));

  it('are told in whatever order somebody asks', () =>
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 6 }).map((parts) => parts.join('\n')),
        fc.array(fc.nat(), { maxLength: 20 }),
        (of, questions) => {
          const lines = LineIndex.of(of);
          for (const question of questions) {
            const offset = question % (of.length + 1);
            const line = lines.lineAt(offset);
            assert.ok(lines.lineStart(line) <= offset);
            assert.ok(line + 1 === lines.lineCount || offset < lines.lineStart(line + 1));
          }
        },
      ),
      { numRuns: 500 },
    ));

  it('lead from offsets to positions and back, in every encoding', () =>
    fc.assert(
      fc.property(text, fc.constantFrom('utf-8' as const, 'utf-16' as const, 'utf-32' as const), (of, encoding) => {
        const at = Positions.of(of, encoding);
        for (let offset = 0; offset <= of.length; offset++) {
          // Half of a character, and of a line end, is no place for a cursor.
          const isInside = /[\udc00-\udfff]/.test(of[offset] ?? '') || (of[offset] === '\n' && of[offset - 1] === '\r');
          if (!isInside)
            assert.equal(at.offset(at.position(offset)), offset, `${encoding} ${JSON.stringify(of)} ${offset}`);
        }
      }),
      { numRuns: 1000 },
    ));

  it('end where a position lies past their end', () => {
    const at = Positions.of('ab\r\ncd', 'utf-16');
    assert.equal(at.offset({ line: 0, character: 99 }), 2);
    assert.equal(at.offset({ line: 99, character: 99 }), 6);
  });
});
