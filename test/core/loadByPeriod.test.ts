import assert from 'node:assert/strict';
import { formatMinute } from '../../server/core/calendar/civil';
import { loadByPeriod } from '../../server/core/features/loadByPeriod';
import { snapshotOf } from '../support/plans';

// Monday, 2 February 2026, 08:00; a day has eight hours.
const { schedule } = snapshotOf(`
people:
  ana: Ana
  ben: {name: Ben, capacity: 50%, away: 2026-02-09..2026-02-13}
  steel: {kind: material}
tasks:
  a: {effort: 6d, assign: ana}
  b: {effort: 4d, assign: ben}
  c: {effort: 1d, assign: ana, after: a}
`);

describe('the load by period', () => {
  it('adds up work and capacity by week', () => {
    const { periods, people } = loadByPeriod(schedule, 'week');
    assert.deepEqual(
      periods.map((minute) => formatMinute(minute).slice(0, 10)),
      ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'],
    );
    // Ana: a takes six days, c the seventh. Ben at half time does 2.5 days, is away for a week, and does 1.5 days.
    assert.deepEqual(
      people.map(({ id, load, capacity }) => [id, load.map((it) => it / 60), capacity.map((it) => it / 60)]),
      [
        ['ana', [40, 16, 0], [40, 40, 40]],
        ['ben', [20, 0, 12], [20, 0, 20]],
      ],
    );
    assert.deepEqual(people[0].work, [
      [0, 0, 2400],
      [1, 0, 480],
      [1, 2, 480],
    ]);
  });

  it('says what is left, what is done now and next', () => {
    const [ana, ben] = loadByPeriod(schedule, 'month').people;
    assert.deepEqual([ana.left / 60, ana.current, ana.next], [56, [], 0]);
    assert.deepEqual([ben.left / 60, ben.current, ben.next], [32, [], 1]);
    const begun = snapshotOf(`
now: 2026-02-03 10:00
people: {ana: Ana}
tasks:
  a: {effort: 2d, assign: ana, status: doing, started: 2026-02-02, done: 50%}
  b: {effort: 1d, assign: ana, after: a}
`);
    const [person] = loadByPeriod(begun.schedule, 'day').people;
    assert.deepEqual([person.left / 60, person.current, person.next], [16, [0], 1]);
  });

  it('begins weeks on the day that it is given, and months on their first', () => {
    const first = (unit: 'week' | 'month', day?: number): string =>
      formatMinute(loadByPeriod(schedule, unit, day).periods[0]).slice(0, 10);
    assert.equal(first('week', 0), '2026-02-01');
    assert.equal(first('week', 6), '2026-01-31');
    assert.equal(first('month'), '2026-02-01');
  });

  it('adds up to all of the work, whatever the period', () => {
    for (const unit of ['day', 'week', 'month'] as const) {
      const { people } = loadByPeriod(schedule, unit);
      assert.deepEqual(
        people.map(({ load }) => load.reduce((sum, it) => sum + it, 0) / 60),
        [56, 32],
        unit,
      );
    }
  });
});
