import assert from 'node:assert/strict';
import { parseMinute } from '../../server/core/calendar/civil';
import { diagnostics } from '../../server/core/features/diagnostics';
import { formatting } from '../../server/core/features/formatting';
import { fileNameOf, newPlan, templateKinds } from '../../server/core/features/templates/newPlan';
import { environment, listed, now, snapshotOf } from '../support/plans';

describe('new plans', () => {
  for (const kind of templateKinds)
    it(`begin as ${kind}: short, commented, in the canonical form, without a warning in any week`, () => {
      for (const day of ['2026-02-02', '2026-02-06', '2027-12-29']) {
        const at = parseMinute(`${day}T09:00`) ?? now;
        const text = newPlan(kind, 'Moon: the "landing"', at);
        assert.ok(text.split('\n').length <= 60);
        assert.match(text, /^# /);
        const snapshot = snapshotOf(text, { ...environment, wallMinute: () => at });
        assert.equal(snapshot.plan.title, 'Moon: the "landing"');
        const all = [...snapshot.plan.problems, ...snapshot.schedule.problems, ...snapshot.quality];
        const found = diagnostics(snapshot, all).filter(({ severity }) => severity !== 'hint');
        assert.deepEqual(listed(text, found), []);
        assert.deepEqual(formatting(snapshot), []);
        assert.ok(snapshot.schedule.tasks.every((task) => task !== undefined));
      }
    });

  it('count their dates from the next Monday', () => {
    assert.match(newPlan('scrum', 'x', parseMinute('2026-02-02T09:00') ?? 0), /start: 2026-02-02,/);
    assert.match(newPlan('scrum', 'x', parseMinute('2026-02-03T09:00') ?? 0), /start: 2026-02-09,/);
  });

  it('put the plans together that are there', () => {
    const text = newPlan('portfolio', 'All', now, ['shop/shop.plan.yaml', 'b: c/x.plan.yaml']);
    assert.match(text, /^include:\n {2}- shop\/shop\.plan\.yaml\n {2}- 'b: c\/x\.plan\.yaml'\n\ntasks:/m);
  });

  it('are in files named after them', () => {
    assert.equal(fileNameOf('Web Shop: the 2nd!'), 'web-shop-the-2nd.plan.yaml');
    assert.equal(fileNameOf('Größe & Maß'), 'größe-maß.plan.yaml');
    assert.equal(fileNameOf('../..'), 'plan.plan.yaml');
  });
});
