import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatMinute } from '../../server/core/calendar/civil';
import { messageOf } from '../../server/core/schema/problems';
import type { ScalarKind } from '../../server/core/schema/types';
import { type Duration, type Estimate, expectedMinutes, minutesOf } from '../../server/core/syntax/scalars/duration';
import { parseScalar, type ScalarValues } from '../../server/core/syntax/scalars/scalars';

const day = { day: 480, week: 2400, month: 10436 };

/** The value of a text that must be well-formed. */
function value<K extends ScalarKind>(kind: K, text: string): ScalarValues[K] {
  const result = parseScalar(kind, text);
  assert.deepEqual(result.problems, [], text);
  return result.value as ScalarValues[K];
}

/** What is wrong with a text, with `^` under the wrong characters. */
function wrong(kind: ScalarKind, text: string, marks: string, message: RegExp): void {
  const { problems } = parseScalar(kind, text);
  assert.equal(problems.length, 1, `${text} has ${problems.length} problems`);
  const [{ start, end }] = problems;
  assert.equal(`${' '.repeat(start)}${'^'.repeat(end - start)}`, marks, `\n${text}\n${marks} expected`);
  assert.match(messageOf(problems[0]), message);
}

describe('durations', () => {
  const minutes = (text: string): number => minutesOf(value('duration', text) as Duration, day);
  it('have units', () =>
    assert.deepEqual(
      ['45min', '4h', '3d', '2w', '1mo', '1.5d', '1d 4h'].map(minutes),
      [45, 240, 1440, 4800, 10436, 720, 720],
    ));
  it('are elapsed with an e', () => assert.equal(minutes('3ed'), 72 * 60));
  it('need a unit', () => wrong('duration', '5', '^', /has no unit; write for example `5d`/));
  it('know their units', () => wrong('duration', '1d 5x', '   ^^', /`5x` is not a duration/));
  it('are not mixed', () => wrong('duration', '1d 2ed', '^^^^^^', /not a duration/));
});

describe('estimates', () => {
  const expected = (text: string): number => expectedMinutes(value('estimate', text) as Estimate, day);
  it('are exact, a range, or three points', () =>
    assert.deepEqual(['2d', '2d..5d', '2d / 3d / 7d'].map(expected), [960, 1680, 1680]));
  it('go up', () => wrong('estimate', '5d..2d', '^^^^^^', /smaller to the larger/));
  it('mark the wrong part', () => wrong('estimate', '2d / 3x / 6d', '     ^^', /`3x`/));
});

describe('dates', () => {
  const span = (text: string): string => {
    const { start, end } = value('date', text);
    return `${formatMinute(start)} ${formatMinute(end)}`;
  };
  it('are days, moments, weeks, months and quarters', () => {
    assert.equal(span('2026-02-03'), '2026-02-03T00:00 2026-02-04T00:00');
    assert.equal(span('2026-02-03 14:00'), '2026-02-03T14:00 2026-02-03T14:00');
    assert.equal(span('2026-W06'), '2026-02-02T00:00 2026-02-09T00:00');
    assert.equal(span('2026-03'), '2026-03-01T00:00 2026-04-01T00:00');
    assert.equal(span('2026-Q4'), '2026-10-01T00:00 2027-01-01T00:00');
  });
  it('exist', () => wrong('date', '2026-02-30', '        ^^', /February 2026 has only 28 days/));
  it('know leap years', () => assert.equal(span('2028-02-29').slice(0, 10), '2028-02-29'));
  it('know how many weeks a year has', () => wrong('date', '2025-W53', '      ^^', /2025 has the weeks 1 to 52/));
  it('have twelve months', () => wrong('date', '2026-13-01', '     ^^', /months 1 to 12/));
  it('are written the ISO way', () => wrong('date', '3.2.2026', '^^^^^^^^', /`3.2.2026` is not a date/));
  it('make ranges', () => assert.deepEqual(value('dateRange', '2026-02-16..2026-02-20').wholeDays, true));
  it('make ranges that go forwards', () =>
    wrong('dateRange', '2026-02-20..2026-02-16', '^'.repeat(22), /ends before it begins/));
  it('make bounds', () =>
    assert.deepEqual(
      ['2026-02-03', 'by 2026-02-03', 'at 2026-02-03'].map((text) => value('startBound', text).kind),
      ['after', 'by', 'at'],
    ));
  it('make spans of a day', () =>
    assert.equal(
      value('dateSpan', '2026-05-16 10:00-14:00').end - value('dateSpan', '2026-05-16 10:00-14:00').start,
      240,
    ));
});

describe('dependencies', () => {
  it('name a task', () => assert.deepEqual(value('dependency', 'api.schema').task.path, ['api', 'schema']));
  it('have a type and a lag', () => {
    const { type, lag } = value('dependency', 'legal FF - 1d');
    assert.deepEqual([type, lag?.sign], ['FF', -1]);
  });
  it('may lag by a percentage', () => assert.equal(value('dependency', 'a + 50%').lag?.percent, 50));
  it('keep a minus in ids', () => assert.deepEqual(value('dependency', 'end-to-end').task.path, ['end-to-end']));
  it('lead out of the plan', () => assert.equal(value('dependency', 'shop:api.schema').task.plan, 'shop'));
  it('take ids of any script', () =>
    assert.deepEqual(value('dependency', 'Überprüfung.प्रारंभ').task.path, ['Überprüfung', 'प्रारंभ']));
  it('mark what is too much', () => wrong('dependency', 'a b c', '  ^^^', /`b c` is not expected here/));
});

describe('assignments', () => {
  it('take shares', () => assert.equal(value('assignment', 'ana 50%').share, 50));
  it('take some of a team', () =>
    assert.deepEqual(
      [value('assignment', '2 of backend').count, value('assignment', '2 of backend').who[0].name],
      [2, 'backend'],
    ));
  it('take alternatives', () =>
    assert.deepEqual(
      value('assignment', 'ana or ben').who.map(({ name }) => name),
      ['ana', 'ben'],
    ));
  it('mark what is too much', () => wrong('assignment', 'ana, ben', '   ^^^^^', /`, ben` is not expected here/));
});

describe('other scalars', () => {
  it('money', () =>
    assert.deepEqual(
      ['1200', '1200.50', '12k', '1.2M'].map((text) => value('money', text)),
      [1200, 1200.5, 12_000, 1_200_000],
    ));
  it('rates', () => assert.deepEqual(value('rate', '95/h'), { amount: 95, per: 'h' }));
  it('percent', () => wrong('percent', '140%', '^^^^', /between `0%` and `100%`/));
  it('priorities', () =>
    assert.deepEqual(
      ['high', '10'].map((text) => value('priority', text)),
      [700, 10],
    ));
  it('hours', () => wrong('hours', 'Mon-Fry 09:00-17:00', '^^^^^^^', /`Mon-Fry` is not a weekday/));
  it('calendars by name or in place', () =>
    assert.deepEqual(
      [value('calendar', 'night').name, value('calendar', 'Sat-Sun 08:00-10:00').hours?.days],
      ['night', [5, 6]],
    ));
  it('links to symbols', () =>
    assert.deepEqual(value('codeLink', 'src/a.ts#Cart.total'), {
      path: 'src/a.ts',
      kind: 'file',
      symbol: 'Cart.total',
    }));
  it('links stay inside', () =>
    wrong('codeLink', 'src/../../secret', '^'.repeat(16), /must stay inside the workspace/));
  it('time zones', () => wrong('timezone', 'Mars/Base', '^^^^^^^^^', /`Europe\/Berlin`/));
  it('currencies', () => assert.equal(value('currency', 'EUR'), 'EUR'));
  it('repetitions', () => assert.equal(value('repeat', 'every Mon 10:00 for 30min until 2026-06-30').time, '10:00'));
});

describe('every scalar language', () => {
  const kinds: ScalarKind[] = [
    'boolean',
    'integer',
    'number',
    'percent',
    'efficiency',
    'duration',
    'estimate',
    'lag',
    'date',
    'dateRange',
    'dateSpan',
    'startBound',
    'finishBound',
    'money',
    'rate',
    'limit',
    'priority',
    'dependency',
    'assignment',
    'hours',
    'calendar',
    'codeLink',
    'repeat',
    'timezone',
    'currency',
    'region',
    'format',
  ];
  const pieces = fc.constantFrom(
    '2026-02-03',
    '..',
    ' ',
    '3d',
    '%',
    '-',
    '+',
    'FS',
    'a.b',
    'Mon',
    '09:00',
    ',',
    ' or ',
    '2 of ',
    '/',
    '#',
    ':',
    '🙂',
    'ä',
    '99999999999999999999',
    '\n',
    '',
  );
  it('answers any text with a value or a problem inside of it', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.oneof(
          fc.array(pieces).map((parts) => parts.join('')),
          fc.string(),
        ),
        (kind, text) => {
          const { value: data, problems, tokens } = parseScalar(kind, text);
          assert.ok(data !== undefined || problems.length > 0, `${kind} says nothing of '${text}'`);
          for (const { start, end } of [...problems, ...tokens])
            assert.ok(
              start >= 0 && end > start && end <= Math.max(text.length, start + 1),
              `${kind} '${text}' ${start}-${end}`,
            );
        },
      ),
      { numRuns: 3000 },
    ));
});
