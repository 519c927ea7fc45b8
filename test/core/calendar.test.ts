import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Calendar } from '../../server/core/calendar/calendar';
import {
  dayOf,
  formatMinute,
  isoWeekOf,
  isoWeekStart,
  isoWeeksIn,
  parseMinute,
  weekdayOf,
} from '../../server/core/calendar/civil';
import { dayLengths } from '../../server/core/calendar/hours';
import { WorkingTime } from '../../server/core/calendar/workingTime';
import { floatingZone, zoneOf } from '../../server/core/calendar/zone';
import { parseHours, weekOf } from '../../server/core/syntax/scalars/hours';

const minute = (text: string): number => parseMinute(text) as number;

function week(...lines: string[]): Calendar['hours'] {
  return weekOf(lines.flatMap((line) => parseHours(line).value ?? []));
}

function calendar(changes: Partial<Calendar> = {}): Calendar {
  return {
    hours: week('Mon-Fri 09:00-17:00'),
    isHoliday: () => false,
    hasHolidays: false,
    off: [],
    extra: [],
    zone: floatingZone,
    ...changes,
  };
}

describe('civil dates', () => {
  it('count days from 1970', () => assert.equal(dayOf(1970, 1, 1), 0));
  it('know weekdays', () => assert.deepEqual([dayOf(2026, 2, 2), dayOf(1969, 12, 28)].map(weekdayOf), [0, 6]));
  it('know ISO weeks', () => {
    assert.deepEqual(isoWeekOf(dayOf(2027, 1, 1)), { year: 2026, week: 53 });
    assert.equal(isoWeekStart(2026, 1), dayOf(2025, 12, 29));
    assert.deepEqual([2025, 2026].map(isoWeeksIn), [52, 53]);
  });
  it('refuse days that do not exist', () =>
    assert.deepEqual(['2026-02-30', '2026-13-01', '2026-1-1', 'x'].map(parseMinute), [
      undefined,
      undefined,
      undefined,
      undefined,
    ]));
});

describe('working hours', () => {
  it('wrap over the weekend', () =>
    assert.deepEqual(
      week('Sat-Mon 10:00-11:00').map((spans) => spans.length),
      [1, 0, 0, 0, 0, 1, 1],
    ));
  it('join spans that touch', () =>
    assert.deepEqual(week('Mon 09:00-12:00, 12:00-13:00')[0], [{ start: 540, end: 780 }]));
  it('tell the mean day and week', () =>
    assert.deepEqual(dayLengths(week('Mon-Thu 09:00-17:30', 'Fri 09:00-14:00')), {
      day: 468,
      week: 2340,
      month: 10175,
    }));
});

describe('working time', () => {
  const usual = WorkingTime.of(calendar(), dayOf(2026, 1, 1));
  const at = (text: string): number => minute(text);

  it('goes on after the weekend', () =>
    assert.equal(formatMinute(usual.next(at('2026-02-06T17:00'))), '2026-02-09T09:00'));
  it('ends at the end of a day, not at the next beginning', () =>
    assert.equal(formatMinute(usual.add(at('2026-02-02T09:00'), 960)), '2026-02-03T17:00'));
  it('counts backwards', () =>
    assert.equal(formatMinute(usual.subtract(at('2026-02-09T10:00'), 120)), '2026-02-06T16:00'));
  it('works before its origin', () =>
    assert.equal(formatMinute(usual.add(at('2019-05-31T16:00'), 120)), '2019-06-03T10:00'));
  it('looks for common time no further than where anything could change', () => {
    let asked = 0;
    const isHoliday = (): boolean => ++asked < 0;
    const days = WorkingTime.of(calendar({ isHoliday, hasHolidays: true }), dayOf(2026, 1, 1));
    const weekends = WorkingTime.of(calendar({ hours: week('Sat-Sun 09:00-17:00') }), dayOf(2026, 1, 1));
    const never = WorkingTime.both(days, weekends);
    for (let i = 0; i < 5; i++) assert.equal(never.next(minute('2026-02-02')), Infinity);
    for (let i = 0; i < 5; i++) assert.equal(never.previous(minute('2026-02-02')), -Infinity);
    assert.ok(asked < 6 * 366, `${asked} days were looked at`);
  });
  it('finds what is exceptional however far away it is', () => {
    const at = { start: minute('2060-05-01'), end: minute('2060-05-02'), wholeDays: false };
    const once = WorkingTime.of(calendar({ hours: week(), extra: [at] }), dayOf(2026, 1, 1));
    assert.deepEqual([once.next(minute('2026-02-02')), once.previous(minute('2090-01-01'))], [at.start, at.end]);
    const usual = WorkingTime.of(calendar(), dayOf(2026, 1, 1));
    const later = WorkingTime.within(usual, minute('2040-01-01'), Infinity);
    assert.equal(formatMinute(later.next(minute('2026-02-02'))), '2040-01-02T09:00');
    const before = WorkingTime.within(usual, -Infinity, minute('2001-01-01'));
    assert.equal(formatMinute(before.previous(minute('2026-02-02'))), '2000-12-29T17:00');
    const away = WorkingTime.of(calendar({ off: [{ start: minute('2026-01-01'), end: minute('2045-01-01') }] }), 20500);
    assert.equal(formatMinute(away.next(minute('2026-02-02'))), '2045-01-02T09:00');
  });
  it('never ends a search in a calendar without work', () => {
    const never = WorkingTime.of(calendar({ hours: week() }), dayOf(2026, 1, 1));
    assert.deepEqual(
      [never.next(0), never.add(0, 5), never.subtract(0, 5), never.between(0, 1e6)],
      [Infinity, Infinity, -Infinity, 0],
    );
  });
  it('honours holidays, days off and extra days in this order', () => {
    const time = WorkingTime.of(
      calendar({
        isHoliday: (day) => day === dayOf(2026, 2, 3),
        hasHolidays: true,
        off: [{ start: at('2026-02-04'), end: at('2026-02-06') }],
        extra: [
          { start: at('2026-02-05T10:00'), end: at('2026-02-05T12:00'), wholeDays: false },
          { start: at('2026-02-07'), end: at('2026-02-08'), wholeDays: true },
        ],
      }),
      dayOf(2026, 1, 1),
    );
    const spans = time
      .spansBetween(at('2026-02-02'), at('2026-02-09'))
      .map(({ start, end }) => `${formatMinute(start).slice(8)} ${formatMinute(end).slice(11)}`);
    assert.deepEqual(spans, ['02T09:00 17:00', '05T10:00 12:00', '06T09:00 17:00', '07T09:00 17:00']);
  });
  it('runs night shifts over midnight', () => {
    const night = WorkingTime.of(calendar({ hours: week('Mon 22:00-06:00') }), dayOf(2026, 1, 1));
    assert.deepEqual(night.spansBetween(at('2026-02-02'), at('2026-02-09')), [
      { start: at('2026-02-02T22:00'), end: at('2026-02-03T06:00') },
    ]);
  });

  it('is what counting minute by minute gives', () => {
    const hours = week('Mon-Wed 09:00-12:30, 13:30-17:00', 'Thu 22:00-03:00', 'Sat 10:00-11:00');
    const time = WorkingTime.of(
      calendar({ hours, isHoliday: (day) => day % 11 === 0, hasHolidays: true }),
      dayOf(2026, 1, 1),
    );
    const from = at('2026-02-02');
    const works = Array.from({ length: 40 * 1440 }, (_, i) => time.isWorking(from + i));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 1440 }), fc.integer({ min: 1, max: 3000 }), (start, length) => {
        const counted = works.slice(start, start + length).filter(Boolean).length;
        assert.equal(time.between(from + start, from + start + length), counted);
        let [end, left] = [start, Math.max(1, Math.floor(length / 3))];
        const work = left;
        while (left > 0) if (works[end++]) left--;
        assert.equal(time.add(from + start, work), from + end);
        assert.ok(time.add(time.subtract(from + end, work), work) === from + end);
      }),
    );
  });
});

describe('time zones', () => {
  const berlin = zoneOf('Europe/Berlin');
  it('read the wall clock in summer and winter', () => {
    assert.equal(formatMinute(berlin.toInstant(minute('2026-01-15T09:00'))), '2026-01-15T08:00');
    assert.equal(formatMinute(berlin.toInstant(minute('2026-07-15T09:00'))), '2026-07-15T07:00');
  });
  it('lose an hour when summer time begins', () => {
    const always = WorkingTime.of(calendar({ hours: week('24/7'), zone: berlin }), dayOf(2026, 1, 1));
    const [from, to] = ['2026-03-29', '2026-03-30'].map((day) => berlin.toInstant(minute(day)));
    assert.equal(always.between(from, to), 23 * 60);
  });
  it('go there and back', () =>
    fc.assert(
      fc.property(fc.integer({ min: minute('2025-01-01'), max: minute('2027-12-31') }), (instant) => {
        for (const name of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
          const zone = zoneOf(name);
          const wall = zone.toWall(instant);
          // In the hour that comes twice, either reading is right.
          assert.equal(zone.toWall(zone.toInstant(wall)), wall);
        }
      }),
      { numRuns: 200 },
    ));
});
