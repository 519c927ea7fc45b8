import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChanges } from '../../server/core/base/change';
import { drained } from '../../server/core/base/steps';
import { optimizedPlan, optimizing } from '../../server/core/features/optimize';
import { Decoder, placeable } from '../../server/core/optimize/decoder';
import { KnownOrders } from '../../server/core/optimize/knownOrders';
import type { ObjectiveKind } from '../../server/core/optimize/objective';
import { searching } from '../../server/core/optimize/search';
import type { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { projectPlan, projectsIn } from '../bench/projects';
import { dedent, snapshotOf } from '../support/plans';
import { randomPlan } from '../support/randomPlans';

function optimized(snapshot: PlanSnapshot, objective: ObjectiveKind = 'finish', schedules = 500) {
  return optimizedPlan(snapshot, drained(optimizing(snapshot, { objective, schedules, seed: 1 })));
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const [k, item] of items.entries())
    for (const rest of permutations([...items.slice(0, k), ...items.slice(k + 1)])) yield [item, ...rest];
}

const days = (minutes: number): number => minutes / 480;

describe('optimizing', () => {
  // Ana and Ben each have a long chain behind a short task of the other one's: whoever starts with the wrong one waits.
  const plan = dedent(`
    plan: P
    people: {ana: Ana, ben: Ben}
    tasks:
      a1: {effort: 4d, assign: ana} # slow
      a2: {effort: 1d, assign: ana}
      b1: {effort: 4d, assign: ben}
      b2: {effort: 1d, assign: ben}
      c1: {effort: 4d, assign: ben, after: a2}
      c2: {effort: 4d, assign: ana, after: b2, priority: low}
  `);

  it('finds the best order and writes as few priorities as it takes', () => {
    const snapshot = snapshotOf(plan);
    const found = optimized(snapshot);
    // 9 days of work each, and nobody can begin with what waits for the other: 9 days it is.
    assert.equal(
      days(snapshot.schedule.calendars.plan.between(found.snapshot.schedule.start, found.snapshot.schedule.finish)),
      9,
    );
    assert.equal(found.snapshot.schedule.finish, found.lowerBound);
    assert.ok(found.isOptimal);
    assert.ok(found.priorities.length <= 3, JSON.stringify(found.priorities));
    const text = applyChanges(plan, found.changes);
    assert.match(text, / # slow\n/);
    assert.equal(snapshotOf(text).schedule.finish, found.snapshot.schedule.finish);
  });

  it('leaves alone what cannot be better', () => {
    const found = optimized(snapshotOf('plan: P\ntasks: {a: 1d, b: {effort: 2d, after: a}}'));
    assert.deepEqual([found.priorities, found.changes, found.isOptimal], [[], [], true]);
  });

  it('finds who is cheaper', () => {
    const snapshot = snapshotOf(
      dedent(`
        plan: P
        currency: EUR
        people: {ana: {rate: 100/h}, ben: {rate: 50/h}}
        tasks:
          a: {effort: 1d, assign: ana or ben}
          b: {effort: 2d, assign: ben}
      `),
    );
    assert.equal(snapshot.cost.total, 800 + 800);
    // Behind Ben's other work, `a` would be done later, but Ana is still free first: what is chosen is the soonest.
    const found = optimized(snapshot, 'cost');
    assert.ok(found.after <= found.before);
  });

  it('makes work more level without being over later', () => {
    const snapshot = snapshotOf(
      dedent(`
        plan: P
        people: {crew: {kind: equipment, units: 4}}
        tasks:
          long: {duration: 4d, assign: 1 of crew}
          a: {duration: 2d, assign: 1 of crew}
          b: {duration: 2d, assign: 2 of crew, after: a}
          c: {duration: 1d, assign: 3 of crew}
      `),
    );
    const found = optimized(snapshot, 'level');
    assert.ok(found.after <= found.before);
    assert.ok(found.snapshot.schedule.finish <= snapshot.schedule.finish);
  });

  it('is the same for the same seed', () => {
    const text = randomPlan(7, 30);
    const run = () => drained(optimizing(snapshotOf(text), { objective: 'finish', schedules: 300, seed: 5 }));
    assert.deepEqual(run(), run());
  });

  it('stops when it is told to, with what it found', () => {
    const steps = searching(snapshotOf(randomPlan(3, 40)).prepared().instance, { objective: 'finish', seed: 1 });
    let step = steps.next();
    for (let looks = 0; !step.done; looks++) step = steps.next(looks >= 3);
    assert.ok(step.value.schedules < 1000);
  });

  it('never makes a plan later, promises what scheduling the edited text gives, and never undercuts its bound', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const snapshot = snapshotOf(randomPlan(seed, 12));
        const found = optimized(snapshot, 'finish', 120);
        const edited = snapshotOf(applyChanges(snapshot.text, found.changes));
        assert.ok(edited.schedule.finish <= snapshot.schedule.finish);
        assert.equal(edited.schedule.finish, found.snapshot.schedule.finish);
        assert.ok(found.lowerBound <= edited.schedule.finish);
      }),
      { numRuns: 60, seed: 1 },
    ));

  it('guesses first that whatever fits begins', () => {
    const text = dedent(`
      plan: P
      start: 2026-02-02
      now: 2026-02-02
      calendar: 24/7
      people: {crew: {kind: equipment, units: 2}}
      tasks:
        big: {duration: 4h, assign: 2 of crew, after: x}
        x: {duration: 1h, assign: 1 of crew}
        y: {duration: 3h, assign: 1 of crew}
        z: {duration: 1h, assign: 1 of crew}
        part: {after: y FF + 2h, tasks: {last: {duration: 1h, assign: 1 of crew}}}
    `);
    const { instance } = snapshotOf(text).prepared();
    const decoder = new Decoder(
      instance,
      placeable(instance, () => true),
      false,
    );
    const keys = Float64Array.from(instance.parent, (_, i) => i);
    decoder.forward(decoder.sorted(keys));
    const starts = decoder.withoutWaiting(keys, decoder.generation);
    const hours = ['big', 'x', 'y', 'z', 'last'].map(
      (id) => (starts[instance.network.tasks.findIndex((task) => task.id === id)] - instance.planStart) / 60,
    );
    // `big` is the most urgent, but two of the crew are free only after 3 hours: `z` does not wait for it. `last` may not
    // begin before 4 (it is over 2 h after `y` at the earliest), and then nobody is free.
    assert.deepEqual(hours, [3, 0, 0, 1, 7]);
    assert.equal(decoder.count, 2);
  });

  it('makes the same schedule from the back when it goes on from a recorded one', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), fc.nat(400), (seed, at, by) => {
        const { instance } = snapshotOf(randomPlan(seed, 40)).prepared();
        const activities = placeable(instance, () => true);
        const decoder = new Decoder(instance, activities, false);
        const horizon = decoder.forward(decoder.sorted(Float64Array.from(instance.parent, (_, i) => i)));
        const present = { start: decoder.generation.start.slice(), finish: decoder.generation.finish.slice() };
        decoder.backwardRecorded(decoder.sortedBack(present.finish), present, horizon);
        const keys = present.finish.slice();
        if (activities.length > 0) keys[activities[at % activities.length]] -= by * 60;
        const before = decoder.count;
        const order = decoder.sortedBack(keys);
        const first = decoder.backwardResumed(order, present, horizon);
        assert.ok(decoder.count - before <= 1);
        const resumed = { start: decoder.late.start.slice(), finish: decoder.late.finish.slice() };
        assert.equal(first, decoder.backward(order, present, horizon));
        assert.deepEqual(resumed, decoder.late);
      }),
      { numRuns: 100, seed: 1 },
    ));

  it('finds the best schedules known of projects in which much is scarce', () => {
    const known = ['j30', 'j60'].flatMap((set) => projectsIn(`test/bench/psplib/${set}.jsonl`));
    const found = ['j305_3', 'j3025_3', 'j601_3'].map((name) => {
      const project = known.find((it) => it.name === name);
      assert.ok(project);
      const { instance } = snapshotOf(projectPlan(project)).prepared();
      const { before, finish } = drained(searching(instance, { objective: 'finish', schedules: 6000, seed: 1 }));
      const hours = (at: number): number => (at - instance.planStart) / 60;
      assert.ok(hours(before.finish) > project.bestKnown, name);
      return [name, hours(finish), project.bestKnown];
    });
    for (const [name, hours, bestKnown] of found) assert.equal(hours, bestKnown, String(name));
  });

  it('knows the orders of which schedules were made', () => {
    const known = new KnownOrders();
    const orders = [...permutations([0, 1, 2, 3, 4, 5, 6])].map((order) => Int32Array.from(order));
    assert.equal(orders.length, 5040);
    for (const order of orders) assert.equal(known.remember(order), false, order.join());
    // It may forget: two of 5,040 seldom have the same of a million places.
    assert.ok(orders.filter((order) => known.remember(order)).length > 4950);
    const lengths = (last: number) => ({
      start: new Float64Array(7),
      finish: Float64Array.from([60, 60, 60, 60, 60, 60, last]),
    });
    for (const last of [30, 60, 90]) assert.equal(known.remember(orders[0], lengths(last)), false);
    assert.equal(known.remember(orders[0], lengths(60)), true);
  });

  it('ends when there is no order left to try', () => {
    // That nothing is cheaper is not known before all 3! orders were tried.
    const { instance } = snapshotOf(
      dedent(`
        plan: P
        currency: EUR
        people: {ana: {rate: 50/h}}
        tasks:
          a: {effort: 2d, assign: ana}
          b: {effort: 1d, assign: ana}
          c: {effort: 1d, assign: ana}
      `),
    ).prepared();
    const found = drained(searching(instance, { objective: 'cost', seed: 1 }));
    assert.ok(found.schedules > 6 && found.schedules < 10_000, String(found.schedules));
    assert.equal(found.score, found.before.score);
  });

  it('can be stopped at any time', () => {
    const { instance } = snapshotOf(randomPlan(7, 30)).prepared();
    const steps = searching(instance, { objective: 'level', seed: 1 });
    let last = 0;
    for (let k = 0; k < 100; k++) {
      const { value, done } = steps.next(false);
      assert.ok(!done && value.schedules - last <= 60, String(value.schedules));
      last = value.schedules;
    }
    const { value, done } = steps.next(true);
    assert.ok(done && value.schedules <= last + 1 && value.score <= value.before.score);
  });

  it('copes with plans without tasks, in circles, all done', () => {
    for (const text of [
      'plan: P',
      'plan: P\ntasks: {a: {effort: 1d, after: b}, b: {effort: 1d, after: a}}',
      'plan: P\ntasks: {a: {effort: 1d, status: done, finished: 2026-01-30}}',
      'plan: P\npeople: {ana: {capacity: 0%}}\ntasks: {a: {effort: 1d, assign: ana}, b: 1d}',
    ])
      assert.deepEqual(optimized(snapshotOf(text)).changes, [], text);
  });
});
