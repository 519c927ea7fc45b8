import assert from 'node:assert/strict';
import { formatMoney } from '../../server/core/schedule/cost';
import { dedent, snapshotOf } from '../support/plans';

const plan = snapshotOf(
  dedent(`
    plan: P
    start: 2026-02-26
    now: 2026-02-26
    currency: EUR
    budget: {total: 10k, contingency: 1k, by: {hosting: 500, fees: 2k}}
    people:
      ana: {rate: 100/h}
      ben: {rate: 400/d}
      crane: {kind: equipment, units: 2, rate: 50/h}
      sand: {kind: material, rate: 30}
    tasks:
      s:
        cost: {amount: 300, at: prorated, account: hosting}
        tasks:
          # Thursday and Friday, then Monday and Tuesday in March: 32 h at 100
          a: {effort: 4d, assign: ana}
          # 2 h of both cranes
          b: {duration: 2h, assign: [2 of crane, 3 of sand], cost: {amount: 250, at: start, account: fees}}
      c: {effort: 2d, assign: ben, after: s, cost: 80}
  `),
).cost;

describe('cost', () => {
  it('is work by rates, material by units, and what is fixed', () =>
    assert.deepEqual(
      plan.tasks.map((task) => task && [task.work, task.material, task.fixed, task.total]),
      [
        [0, 0, 300, 300 + 3200 + 200 + 90 + 250],
        [3200, 0, 0, 3200],
        [200, 90, 250, 540],
        [800, 0, 80, 880],
      ],
    ));
  it('is summed up by person, thing and material', () =>
    assert.deepEqual(Object.fromEntries(plan.people), { ana: 3200, ben: 800, crane: 200, sand: 90 }));
  // February: two days of Ana (1600), cranes, sand and fees (540), half of the summary's 300: two of its four days.
  it('falls in the months in which it is due', () =>
    assert.deepEqual(Object.fromEntries(plan.months), { '2026-02': 1600 + 540 + 150, '2026-03': 1600 + 150 + 880 }));
  // Work belongs to the account of the nearest cost around: hosting for what is in the summary.
  it('is booked on accounts', () =>
    assert.deepEqual(Object.fromEntries(plan.accounts), { hosting: 3200 + 300, fees: 200 + 90 + 250, '': 880 }));
  it('sums up to the whole', () => assert.equal(plan.total, 4920));
  it('is written with groups, cents where there are any, and the currency', () =>
    assert.deepEqual(
      [formatMoney(1234567.5, 'EUR'), formatMoney(-999.999, undefined), formatMoney(0.1 + 0.2, 'USD')],
      ['1,234,567.50 EUR', '-1,000', '0.30 USD'],
    ));
});
