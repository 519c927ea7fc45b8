import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Drag, draggedDates, draggedProgress, editOf } from '../../../client/webview/input/drag';
import {
  DateFormats,
  maxPixelsPerDay,
  minPixelsPerDay,
  minuteAt,
  possibleZoom,
  snapMinutes,
  ticks,
  xOf,
} from '../../../client/webview/layout/scale';
import type { ScheduleRow } from '../../../server/protocol/schedule';
import { PlanHost } from '../planHost';

const minute = (text: string): number => Date.parse(`${text}Z`) / 60_000;
const english = new DateFormats('en-GB');
const origin = minute('2026-01-01T00:00');
const labels = (pixelsPerDay: number, formats = english): { major: string[]; minor: string[] } => {
  const { major, minor } = ticks(
    { pixelsPerDay, origin },
    minute('2026-02-02T00:00'),
    minute('2026-02-02T00:00') + (1000 / pixelsPerDay) * 1440,
    formats,
  );
  return { major: major.map(({ label }) => label), minor: minor.map(({ label }) => label) };
};

describe('the time axis', () => {
  it('shows hours, days, weeks, months, quarters, years and centuries', () => {
    assert.deepEqual(labels(1200).minor.slice(8, 10), ['08:00', '09:00']);
    assert.match(labels(1200).major[0], /^Monday,? 2 February 2026$/);
    assert.deepEqual(labels(80).minor.slice(0, 2), ['Mon 2', 'Tue 3']);
    assert.deepEqual(labels(10).minor.slice(0, 2), ['2 Feb', '9 Feb']);
    assert.deepEqual(labels(10).major.slice(0, 2), ['February 2026', 'March 2026']);
    assert.deepEqual(labels(3).minor.slice(0, 2), ['Feb', 'Mar']);
    assert.deepEqual(labels(0.5).minor.slice(0, 4), ['Q1', 'Q2', 'Q3', 'Q4']);
    assert.deepEqual(labels(0.2).minor.slice(0, 2), ['2026', '2027']);
    assert.deepEqual(labels(0.2).major[0], '2020–2029');
    assert.deepEqual(labels(0.01).major[0], '2000–2099');
  });

  it('is written and begins its weeks as a language does', () => {
    assert.deepEqual(labels(10, new DateFormats('de')).minor.slice(0, 2), ['2. Feb.', '9. Feb.']);
    assert.deepEqual(labels(10, new DateFormats('en-US')).minor.slice(0, 2), ['Feb 1', 'Feb 8']);
    assert.equal(new DateFormats('ar-EG').firstDay, 6);
    assert.equal(new DateFormats('nonsense-language-tag-!').firstDay, 1);
  });

  it('never crowds its labels: at every zoom the small ones have room', () => {
    fc.assert(
      fc.property(fc.double({ min: Math.log(minPixelsPerDay), max: Math.log(maxPixelsPerDay), noNaN: true }), (log) => {
        const scale = { pixelsPerDay: Math.exp(log), origin };
        const from = minute('2026-02-02T00:00');
        const { minor, major } = ticks(scale, from, from + (1200 / scale.pixelsPerDay) * 1440, english);
        assert.ok(minor.length > 0 && major.length > 0);
        for (let i = 2; i < minor.length; i++) {
          const room = xOf(scale, minor[i].minute) - xOf(scale, minor[i - 1].minute);
          assert.ok(
            room >= minor[i - 1].label.length * 4.5,
            `${minor[i - 1].label} has ${room} px at ${scale.pixelsPerDay}`,
          );
        }
      }),
    );
  });

  it('turns minutes to pixels and back', () => {
    const scale = { pixelsPerDay: 13.7, origin };
    for (const at of [0, origin, minute('2191-03-04T05:06')])
      assert.ok(Math.abs(minuteAt(scale, xOf(scale, at)) - at) < 1e-3);
  });

  it('zooms as far as a browser can scroll', () => {
    assert.equal(possibleZoom(1e9, 10), maxPixelsPerDay);
    assert.equal(possibleZoom(0, 10), minPixelsPerDay);
    assert.ok(possibleZoom(2400, 365 * 500) * 365 * 500 <= 15_000_000);
  });
});

describe('dragging', () => {
  const row = new PlanHost('now: 2026-02-02\ntasks: {a: 2d, b: 1d}\n', () => undefined).view.rows[0];
  const scale = { pixelsPerDay: 20, origin };
  const drag = (change: Partial<Drag>): Drag => ({
    grip: 'body',
    row,
    fromX: 100,
    fromY: 10,
    x: 100,
    y: 10,
    target: undefined,
    ...change,
  });
  const start = row.start ?? 0;
  const finish = row.finish ?? 0;

  it('moves by whole days, and by quarters of hours when one looks closer', () => {
    assert.deepEqual(editOf(drag({ x: 149 }), scale), { kind: 'move', task: 'a', start: start + 2 * 1440 });
    assert.equal(editOf(drag({ x: 107 }), scale), undefined);
    assert.deepEqual(
      [20, 300, 1300].map((pixelsPerDay) => snapMinutes({ pixelsPerDay, origin })),
      [1440, 60, 15],
    );
  });

  it('never lets a task finish before it starts', () =>
    assert.deepEqual(draggedDates(drag({ grip: 'finish', x: -9999 }), scale), { start, finish: start + 15 }));

  it('keeps progress between nothing and everything, in steps of five', () => {
    const [left, right] = [xOf(scale, start), xOf(scale, finish)];
    const at = (part: number): number =>
      draggedProgress(drag({ grip: 'progress', x: left + (right - left) * part }), scale);
    assert.deepEqual([-1, 0, 0.33, 0.5, 1, 7].map(at), [0, 0, 35, 50, 100, 100]);
  });

  it('links ends with ends, and nothing with itself', () => {
    const link = (grip: Drag['grip'], end: 'start' | 'finish', path = 'b'): unknown =>
      editOf(drag({ grip, target: { path, end } }), scale);
    assert.deepEqual(link('link-finish', 'start'), { kind: 'link', from: 'a', to: 'b' });
    assert.deepEqual(link('link-start', 'finish'), { kind: 'link', from: 'a', to: 'b', type: 'SF' });
    assert.equal(link('link-finish', 'start', 'a'), undefined);
  });

  it('makes nothing of a task without dates', () => {
    const without: ScheduleRow = { ...row, start: null, finish: null };
    assert.equal(editOf(drag({ row: without, x: 500 }), scale), undefined);
  });
});
