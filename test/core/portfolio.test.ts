import assert from 'node:assert/strict';
import { applyChanges } from '../../server/core/base/change';
import { formatMinute } from '../../server/core/calendar/civil';
import type { PlanEdit } from '../../server/core/features/edits/edits';
import { portfolioChanges } from '../../server/core/features/edits/portfolioEdits';
import { portfolioEffect } from '../../server/core/features/portfolioEffect';
import { portfolioLoad } from '../../server/core/features/portfolioLoad';
import { type Included, includedPlans } from '../../server/core/workspace/included';
import type { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { portfolioView } from '../../server/lsp/portfolioView';
import { scheduleView } from '../../server/lsp/scheduleView';
import { ownView, placeIn, type ScheduleView } from '../../server/protocol/schedule';
import { parentOf, pathInside } from '../../server/protocol/taskPath';
import { plansOf } from '../support/problems';

/** The first of several plans, and what finds the others. */
function portfolio(files: Readonly<Record<string, string>>): { snapshot: PlanSnapshot; included: Included } {
  const plans = plansOf(files);
  return { snapshot: plans.all[0], included: (from, path) => plans.get(plans.resolve(from, path) ?? '') };
}

function viewOf(files: Readonly<Record<string, string>>): ScheduleView {
  const { snapshot, included } = portfolio(files);
  return portfolioView(scheduleView(snapshot, []), snapshot, included, (other) => scheduleView(other, []));
}

const main = `plan: Main
include: [shop.plan.yaml, parts/api.plan.yaml]
tasks:
  launch: {effort: 1d, after: "shop:cart.pay"} # the day
  party: {effort: 1d}
`;
const shop = `plan: The shop
tasks:
  cart:
    tasks:
      pay: {effort: 2d, after: basket}
      basket: {effort: 1d, status: done}
  sign: 1d
`;
const api = 'plan: API\ntasks:\n  schema: 1d\n';
const files = { 'main.plan.yaml': main, 'shop.plan.yaml': shop, 'parts/api.plan.yaml': api };

/** The texts that an edit changes, by the plan's name in the portfolio. */
function edited(edit: PlanEdit, texts: Readonly<Record<string, string>> = files): Record<string, string> {
  const { snapshot, included } = portfolio(texts);
  return Object.fromEntries(
    portfolioChanges(snapshot, included, edit).map(({ name, snapshot: plan, changes }) => [
      name,
      applyChanges(plan.text, changes),
    ]),
  );
}

describe('a plan with the plans that it includes', () => {
  it('shows their tasks below its own, under the ids of their files, and what depends on what', () => {
    const view = viewOf(files);
    assert.deepEqual(
      view.rows.map(({ path, depth, kind, title }) => `${'  '.repeat(depth)}${path} ${kind} ${title}`),
      [
        'launch task Launch',
        'party task Party',
        'shop: summary The shop',
        '  shop:cart summary Cart',
        '    shop:cart.pay task Pay',
        '    shop:cart.basket task Basket',
        '  shop:sign task Sign',
        'api: summary API',
        '  api:schema task Schema',
      ],
    );
    assert.deepEqual(
      view.links.map(({ from, to, critical }) => [view.rows[from].path, view.rows[to].path, critical]),
      [
        ['shop:cart.basket', 'shop:cart.pay', false],
        ['shop:cart.pay', 'launch', true],
      ],
    );
    const [launch, , whole] = view.rows;
    assert.equal(formatMinute(launch.start ?? 0), '2026-02-04T09:00');
    assert.deepEqual([whole.start, whole.finish, whole.done, whole.status], [29500320, 29502300, 25, 'doing']);
    assert.deepEqual(
      view.included.map(({ name, uri }) => [name, uri]),
      [
        ['shop:', 'file:///work/shop.plan.yaml'],
        ['api:', 'file:///work/parts/api.plan.yaml'],
      ],
    );
    assert.deepEqual(placeIn(view, 'shop:cart.pay'), { uri: 'file:///work/shop.plan.yaml', path: 'cart.pay' });
    assert.deepEqual(placeIn(view, 'launch'), { uri: 'file:///work/main.plan.yaml', path: 'launch' });
    const own = ownView(view);
    assert.deepEqual([own.rows.length, own.links.length, own.included.length], [2, 0, 0]);
  });

  it('shows what is included further in, each plan once, and no circles', () => {
    const nested = {
      'main.plan.yaml': 'plan: Main\ninclude: [a.plan.yaml, b.plan.yaml]\ntasks: {m: 1d}\n',
      'a.plan.yaml': 'plan: A\ninclude: [b.plan.yaml, c.plan.yaml, main.plan.yaml]\ntasks: {x: 1d}\n',
      'b.plan.yaml': 'plan: B\ntasks: {y: 1d}\n',
      'c.plan.yaml': 'plan: C\ninclude: [c.plan.yaml]\ntasks: {z: {effort: 1d, after: "b:y"}}\n',
    };
    const { snapshot, included } = portfolio({
      ...nested,
      'a.plan.yaml': nested['a.plan.yaml'].replace(', main.plan.yaml', ''),
    });
    assert.deepEqual(
      includedPlans(snapshot, included).map(({ name }) => name),
      ['a:', 'a:c:', 'b:'],
    );
    const circle = portfolio(nested);
    assert.deepEqual(
      includedPlans(circle.snapshot, circle.included).map(({ name }) => name),
      ['b:'],
    );
  });

  it('tells dates of another time zone on its own clock', () => {
    const view = viewOf({
      'main.plan.yaml': 'plan: Main\ntimezone: Europe/Berlin\ninclude: [shop.plan.yaml]\n',
      'shop.plan.yaml': 'plan: Shop\ntimezone: America/New_York\nnow: 2026-02-02\ntasks: {a: {elapsed: 1h}}\n',
    });
    assert.deepEqual(
      view.rows.map(({ start }) => formatMinute(start ?? 0)),
      ['2026-02-02T15:00', '2026-02-02T15:00'],
    );
    assert.ok(view.daysOff.some(([from, to]) => from <= 29499840 - 1440 && to >= 29499840 - 1440));
  });

  it('has the dates of the plans that it includes where it has no tasks of its own', () => {
    const view = viewOf({
      'main.plan.yaml': 'plan: Main\ndeadline: 2026-02-02\ninclude: [shop.plan.yaml]\n',
      'shop.plan.yaml': 'plan: Shop\ntasks: {a: 2d}\n',
    });
    assert.deepEqual(
      [formatMinute(view.start), formatMinute(view.finish), view.deadlineSlack, view.isLate],
      ['2026-02-02T09:00', '2026-02-03T17:00', '-1d', true],
    );
  });

  it('changes the plan in which a task stands', () => {
    assert.deepEqual(edited({ kind: 'setStatus', task: 'party', status: 'dropped' }), {
      '': main.replace('party: {effort: 1d}', 'party: {effort: 1d, status: dropped}'),
    });
    assert.deepEqual(edited({ kind: 'setField', task: 'api:schema', key: 'effort', value: '3d' }), {
      'api:': 'plan: API\ntasks:\n  schema: 3d\n',
    });
    assert.match(edited({ kind: 'addTask', parent: 'api:', title: 'New' })['api:'], /new:\n/);
    assert.match(edited({ kind: 'link', from: 'shop:sign', to: 'shop:cart.pay' })['shop:'], /after: \[basket, sign\]/);
  });

  it('writes dependencies between plans where they are allowed', () => {
    assert.match(edited({ kind: 'link', from: 'shop:sign', to: 'party', type: 'SS' })[''], /party: .*shop:sign SS/);
    assert.match(
      edited({ kind: 'link', from: 'shop:cart.pay', to: 'launch', type: 'FS', lag: '+ 2d' })[''],
      /launch: \{effort: 1d, after: "shop:pay \+ 2d"\}|after: "shop:cart.pay \+ 2d"/,
    );
    assert.equal(edited({ kind: 'unlink', from: 'shop:cart.pay', to: 'launch' })[''].includes('after'), false);
    const refused = (edit: PlanEdit, why: RegExp): void => assert.throws(() => edited(edit), why);
    refused({ kind: 'link', from: 'shop:cart.pay', to: 'launch' }, /waits for `shop:cart.pay|pay` already/);
    refused({ kind: 'link', from: 'party', to: 'shop:sign' }, /can only wait for tasks of its own plan/);
    refused({ kind: 'link', from: 'api:schema', to: 'shop:sign' }, /can only wait for tasks of its own plan/);
    refused({ kind: 'unlink', from: 'shop:sign', to: 'launch' }, /does not wait/);
    refused({ kind: 'setStatus', task: 'shop:', status: 'done' }, /a plan of its own/);
    refused({ kind: 'setStatus', task: 'nowhere:x', status: 'done' }, /There is no plan `nowhere`/);
    refused({ kind: 'link', from: 'shop:', to: 'party' }, /a plan of its own/);
    refused({ kind: 'reparent', task: 'party', parent: null, before: 'shop:' }, /come after/);
  });

  it('removes a dependency that is written in the other direction', () => {
    const texts = { ...files, 'main.plan.yaml': main.replace('party: {effort: 1d}', 'party: {before: "api:schema"}') };
    assert.match(edited({ kind: 'unlink', from: 'party', to: 'api:schema' }, texts)[''], /party:(?! \{before)/);
  });

  it('puts tasks into other plans', () => {
    const moved = edited({ kind: 'reparent', task: 'party', parent: 'shop:cart', before: 'shop:cart.pay' });
    assert.doesNotMatch(moved[''], /party/);
    assert.match(moved['shop:'], /tasks:\n {6}party: \{effort: 1d\}\n {6}pay:/);
    const out = edited({ kind: 'reparent', task: 'shop:sign', parent: null });
    assert.match(out[''], /sign: 1d/);
    assert.doesNotMatch(out['shop:'], /sign/);
  });

  it('tells what a change does in both plans', () => {
    const { snapshot, included } = portfolio(files);
    const effect = portfolioEffect(snapshot, included, {
      kind: 'setField',
      task: 'shop:cart.pay',
      key: 'effort',
      value: '4d',
    });
    assert.deepEqual(effect.moved, ['launch', 'shop:cart.pay']);
    assert.match(effect.summary, /^finish 2026-02-04 → 2026-02-06 \(\+2d\), 1 task moves; shop: finish/);
    assert.equal(formatMinute(effect.finishAfter), '2026-02-06T17:00');
    assert.deepEqual(
      effect.dates.map(({ task, finish }) => `${task} ${formatMinute(finish)}`),
      ['launch 2026-02-06T17:00', 'shop:cart 2026-02-05T17:00', 'shop:cart.pay 2026-02-05T17:00'],
    );
  });

  it('tells what a change does in the plans between', () => {
    const plan = (title: string, rest: string): string => `plan: ${title}\nnow: 2026-02-02\n${rest}`;
    const { snapshot, included } = portfolio({
      'main.plan.yaml': plan(
        'M',
        'include: [b.plan.yaml, d.plan.yaml]\ntasks: {end: {effort: 1d, after: "b:middle"}}\n',
      ),
      'b.plan.yaml': plan('B', 'include: [c.plan.yaml]\ntasks: {middle: {effort: 1d, after: "c:first"}}\n'),
      'c.plan.yaml': plan('C', 'tasks: {first: {effort: 1d}}\n'),
      'd.plan.yaml': plan('D', 'tasks: {apart: {effort: 1d}}\n'),
    });
    const effect = portfolioEffect(snapshot, included, {
      kind: 'setField',
      task: 'b:c:first',
      key: 'effort',
      value: '2d',
    });
    assert.deepEqual(effect.moved, ['end', 'b:middle', 'b:c:first']);
    assert.match(effect.summary, /^finish 2026-02-04 → 2026-02-05 .*; b: finish .*; b:c: finish/);
  });

  it('names tasks by paths that know what is around them', () => {
    assert.deepEqual(['a', 'a.b', 'shop:', 'shop:a', 'shop:a.b', 'shop:parts:', 'shop:parts:a'].map(parentOf), [
      null,
      'a',
      null,
      'shop:',
      'shop:a',
      'shop:',
      'shop:parts:',
    ]);
    assert.deepEqual(
      [pathInside(null, 'a'), pathInside('x', 'a'), pathInside('shop:', 'a'), pathInside('shop:x', 'a')],
      ['a', 'x.a', 'shop:a', 'shop:x.a'],
    );
  });
});

describe('the work in a portfolio', () => {
  const week = (files: Readonly<Record<string, string>>): ReturnType<typeof portfolioLoad> => {
    const { snapshot, included } = portfolio(files);
    return portfolioLoad(snapshot, included, 'week');
  };
  const now = 'now: 2026-02-02';

  it('adds up what somebody does in several plans, with the rows of the portfolio', () => {
    const { people, periods } = week({
      'main.plan.yaml': `plan: M\n${now}\ninclude: [shop.plan.yaml]\npeople: {ana: Ana}\ntasks: {own: {effort: 3d, assign: ana}}\n`,
      'shop.plan.yaml': `plan: S\n${now}\npeople: {a: Ana, ben: Ben}\ntasks: {x: {effort: 1d, assign: ben}, y: {effort: 4d, assign: a}}\n`,
    });
    assert.deepEqual(
      periods.map((it) => formatMinute(it).slice(0, 10)),
      ['2026-02-02', '2026-02-09'],
    );
    assert.deepEqual(
      people.map(({ name, capacity, load, work, left, next }) => ({ name, capacity, load, work, left, next })),
      [
        // Rows: own, the plan S, x, y. Seven days of work in a week of five.
        {
          name: 'Ana',
          capacity: [2400],
          load: [7 * 480],
          work: [
            [0, 0, 3 * 480],
            [0, 3, 4 * 480],
          ],
          left: 7 * 480,
          next: 0,
        },
        { name: 'Ben', capacity: [2400], load: [480], work: [[0, 2, 480]], left: 480, next: 2 },
      ],
    );
  });

  it('gives nobody more time than a person has', () => {
    const load = (first: string, second: string): readonly number[] =>
      week({
        'main.plan.yaml': `plan: M\n${now}\ninclude: [shop.plan.yaml]\npeople: {ana: {name: Ana, capacity: ${first}}}\ntasks: {own: 1d}\n`,
        'shop.plan.yaml': `plan: S\n${now}\npeople: {ana: {name: Ana, capacity: ${second}}}\ntasks: {x: 1d}\n`,
      }).people[0].capacity;
    assert.deepEqual(load('50%', '50%'), [2400]);
    assert.deepEqual(load('50%', '25%'), [1800]);
    assert.deepEqual(load('100%', '80%'), [2400]);
  });

  it('covers the time of all plans, on the clock of the outermost', () => {
    const { people, periods } = week({
      'main.plan.yaml': `plan: M\n${now}\ntimezone: Europe/Berlin\ninclude: [shop.plan.yaml]\ntasks: {own: 1d}\n`,
      'shop.plan.yaml': `plan: S\nnow: 2026-02-16\ntimezone: America/New_York\npeople: {ana: Ana}\ntasks: {x: {effort: 5d, assign: ana}}\n`,
    });
    assert.deepEqual(
      periods.map((it) => formatMinute(it).slice(0, 10)),
      ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'],
    );
    assert.deepEqual(people[0].load, [0, 0, 2400]);
  });
});
