import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { boxOf, pagesOf, type SchedulePage } from '../schedulePage';

const plan = `plan: Views
now: 2026-02-02
deadline: 2026-02-20
people: {ana: Ana, ben: {name: Ben, capacity: 50%}}
tasks:
  a: {title: First, effort: 3d, assign: ana, tags: [api]}
  b: {title: Second, effort: 4d, assign: ben, after: a}
  c:
    title: Group
    tasks:
      d: {title: Inside, effort: 3d, assign: ana, status: doing, started: 2026-02-02}
      e: {title: Next inside, effort: 1d, after: d}
  g: {title: Ready, milestone: true, after: b}
scenarios:
  more people: {tasks: {b: {assign: [ana, ben]}}}
`;

describe('the table and its filters', () => {
  const open = pagesOf();
  const shown = (page: SchedulePage): Promise<string[]> =>
    page.page.locator('.row').evaluateAll((rows) => rows.map((it) => (it as HTMLElement).dataset.path ?? ''));

  it('closes and opens summaries by keyboard and by mouse', async () => {
    const page = await open(plan);
    await page.select('c');
    await page.press('ArrowLeft');
    await page.row('c.d').waitFor({ state: 'detached' });
    assert.equal(await page.row('c').getAttribute('aria-expanded'), 'false');
    await page.row('c').locator('.twisty').click();
    await page.row('c.d').waitFor();
    await page.press('ArrowRight');
    await page.row('c.d').and(page.page.locator('.selected')).waitFor();
    await page.press('ArrowLeft');
    await page.row('c').and(page.page.locator('.selected')).waitFor();
  });

  it('searches titles, people and tags, and shows the summaries around what is found', async () => {
    const page = await open(plan);
    await page.press('/');
    await page.page.keyboard.type('next in');
    await page.row('a').waitFor({ state: 'detached' });
    assert.deepEqual(await shown(page), ['c', 'c.e']);
    await page.page.locator('.search').fill('api');
    await page.row('a').waitFor();
    assert.deepEqual(await shown(page), ['a']);
    await page.page.locator('.search').fill('nothing like that');
    await page.page.getByText('No task matches the filter.').waitFor();
    await page.press('Escape');
    await page.row('g').waitFor();
  });

  it('filters', async () => {
    const page = await open(plan);
    await page.page.getByLabel('Filter').selectOption({ label: 'Milestones' });
    await page.row('a').waitFor({ state: 'detached' });
    assert.deepEqual(await shown(page), ['g']);
    await page.page.getByLabel('Filter').selectOption({ label: 'Nobody works on it' });
    await page.row('c.e').waitFor();
    assert.deepEqual(await shown(page), ['c', 'c.e']);
  });

  it('groups by person, status and tag', async () => {
    const page = await open(plan);
    const group = page.page.getByLabel('Group by');
    await group.selectOption({ label: 'By person' });
    await page.row(':person:Ana').waitFor();
    assert.deepEqual(await shown(page), [':person:Ana', 'a', 'c.d', ':person:Ben', 'b', ':person:', 'c.e', 'g']);
    await page.row(':person:Ana').click();
    await page.press('ArrowLeft');
    await page.row('a').waitFor({ state: 'detached' });
    await group.selectOption({ label: 'By status' });
    await page.row(':status:doing').waitFor();
    await group.selectOption({ label: 'By tag' });
    await page.row(':tag:api').waitFor();
  });

  it('chooses and resizes columns, and keeps them over a reload', async () => {
    const page = await open(plan);
    await page.button('More').click();
    await page.page.locator('.menu-item', { hasText: 'Columns…' }).click();
    await page.page.getByRole('menuitemcheckbox', { name: 'Done' }).click();
    await page.row('a').locator('[data-column=done]').waitFor({ state: 'attached' });
    const before = await boxOf(page.page.locator('.grid-header .cell.estimate'));
    await page.drag(page.page.locator('.grid-header .cell.estimate .column-edge'), { x: 30, y: 0 });
    const after = await boxOf(page.page.locator('.grid-header .cell.estimate'));
    assert.ok(Math.abs(after.width - before.width - 30) < 4, `${before.width} → ${after.width}`);
    await page.page.reload();
    await page.row('a').locator('[data-column=done]').waitFor({ state: 'attached' });
    const again = await boxOf(page.page.locator('.grid-header .cell.estimate'));
    assert.ok(Math.abs(again.width - after.width) < 2);
  });

  it('makes room for the chart or the table', async () => {
    const page = await open(plan);
    const before = await boxOf(page.page.locator('.grid'));
    await page.drag(page.page.locator('.splitter'), { x: -60, y: 0 });
    await page.page.waitForTimeout(50);
    const after = await boxOf(page.page.locator('.grid'));
    assert.ok(Math.abs(before.width - after.width - 60) < 4);
    await page.page.locator('.splitter').focus();
    await page.press('ArrowRight');
    await page.page.waitForTimeout(50);
    assert.ok((await boxOf(page.page.locator('.grid'))).width > after.width);
  });

  it('has the same content for screen readers as the chart', async () => {
    const page = await open(plan);
    const grid = page.page.getByRole('treegrid', { name: 'Tasks' });
    assert.equal(await grid.getAttribute('aria-rowcount'), '7');
    const row = grid.getByRole('row', { name: /Second/ });
    assert.match(await row.innerText(), /Second\s+4d\s+5 Feb\s+16 Feb\s+0d/);
    assert.equal(await row.getAttribute('aria-rowindex'), '3');
    assert.equal(await grid.getByRole('row', { name: /Next inside/ }).getAttribute('aria-level'), '2');
  });
});

describe('zooming', () => {
  const open = pagesOf();
  it('keeps the moment under the mouse, by wheel', async () => {
    const page = await open(plan);
    const body = page.bar('b').locator('.body');
    const before = await boxOf(body);
    await page.page.mouse.move(before.x, before.y + 5);
    await page.page.keyboard.down('Control');
    for (let i = 0; i < 4; i++) await page.page.mouse.wheel(0, -120);
    await page.page.keyboard.up('Control');
    await page.page.waitForTimeout(100);
    const after = await boxOf(body);
    assert.ok(after.width > before.width * 1.5, `${before.width} → ${after.width}`);
    assert.ok(Math.abs(after.x - before.x) < 3, `${before.x} → ${after.x}`);
  });

  it('goes from hours to the whole plan by keyboard', async () => {
    const page = await open(plan);
    await page.select('a');
    for (let i = 0; i < 12; i++) await page.press('+');
    await page.press('b');
    await page.page.locator('.axis', { hasText: '12:00' }).waitFor();
    await page.press('f');
    await page.page.locator('.axis', { hasText: '12:00' }).waitFor({ state: 'detached' });
    const bar = await boxOf(page.bar('g').locator('.body'));
    assert.ok(bar.x < 1200);
    await page.press('t');
    const x = await page.page.locator('.marks .now').evaluate((it) => it.getBoundingClientRect().x);
    assert.ok(x > 300 && x < 1200);
  });

  it('pans by dragging where nothing lies', async () => {
    const page = await open();
    const bar = page.bar('catalog.schema').locator('.body');
    const before = await boxOf(bar);
    for (let i = 0; i < 3; i++) await page.button('Zoom in').click();
    await page.page.waitForTimeout(200);
    const zoomed = await boxOf(bar);
    assert.ok(zoomed.width > before.width);
    const { mouse } = page.page;
    await mouse.move(1180, 620);
    await mouse.down();
    await mouse.move(1100, 580);
    await mouse.move(1030, 520);
    await mouse.up();
    await page.page.waitForTimeout(100);
    const after = await boxOf(bar);
    assert.ok(Math.abs(zoomed.x - after.x - 150) < 3, `${zoomed.x} → ${after.x}`);
    assert.ok(Math.abs(zoomed.y - after.y - 100) < 3, `${zoomed.y} → ${after.y}`);
    assert.equal(await page.undoSteps(), 0);
  });

  it('writes dates as the language does', async () => {
    const page = await open(plan, { lang: 'de' });
    await page.row('b').getByText('16. Feb.').waitFor();
    await page.page.locator('.axis', { hasText: 'Februar 2026' }).waitFor();
  });
});

describe('comparing', () => {
  const open = pagesOf();
  it('shows a scenario as ghosts, with the variance of every task', async () => {
    const page = await open(plan);
    await page.compareWith('Scenario more people');
    await page.bar('b').locator('.ghost').waitFor();
    assert.equal(await page.page.locator('.bar[data-path=a] .ghost').count(), 0);
    await page.row('b').locator('[data-column=variance]', { hasText: /^-/ }).waitFor();
    await page.page.locator('.plan-compared', { hasText: 'more people' }).waitFor();
    await page.type(plan.replace('effort: 4d', 'effort: 8d'));
    await page.bar('b').locator('.ghost').waitFor();
    await page.compareWith('Compare with nothing');
    await page.bar('b').locator('.ghost').waitFor({ state: 'detached' });
  });

  it('shows several scenarios side by side, each with its colour and column', async () => {
    const page = await open(
      [
        'plan: Two ways',
        'now: 2026-02-02',
        'people: {ana: Ana}',
        'tasks:',
        '  a: {effort: 5d, assign: ana}',
        '  b: {effort: 5d, assign: ana, after: a}',
        '  c: {effort: 1d}',
        'scenarios:',
        '  short: {tasks: {a: {effort: 2d}}}',
        '  long: {tasks: {a: {effort: 8d}}}',
        '',
      ].join('\n'),
    );
    await page.compareWith('Scenario short');
    await page.compareWith('Scenario long');
    await page.bar('b').locator('.ghost').nth(1).waitFor();
    assert.equal(await page.bar('c').locator('.ghost').count(), 0);
    const [bar, short, long] = await Promise.all(
      ['.body', '.ghost.compared-0', '.ghost.compared-1'].map((it) => boxOf(page.bar('b').locator(it))),
    );
    assert.ok(short.x < bar.x && bar.x < long.x, 'one is before the bar and one behind');
    assert.ok(long.y >= short.y + short.height, 'they do not cover each other');
    await page.row('b').locator('[data-column="variance:0"]', { hasText: '-3d' }).waitFor();
    await page.row('b').locator('[data-column="variance:1"]', { hasText: '+3d' }).waitFor();
    assert.match((await page.row('b').getAttribute('title')) ?? '', /Scenario long: .*\(\+3d\)/);
    assert.deepEqual(await page.page.locator('.plan-compared').allInnerTexts(), [
      'Scenario short: finishes 3d earlier, 2 tasks move',
      'Scenario long: finishes 3d later, 2 tasks move',
    ]);
    await page.compareWith('Scenario short');
    await page.row('b').locator('[data-column=variance]', { hasText: '+3d' }).waitFor();
  });

  it('puts the tasks of included plans beside their own scenarios and baselines', async () => {
    const page = await open(
      [
        'plan: All',
        'now: 2026-02-02',
        'include: [shop.plan.yaml]',
        'tasks:',
        '  go: {effort: 1d, after: "shop:api"}',
        'scenarios: {quick: {tasks: {go: {effort: 4h}}}}',
        '=== shop.plan.yaml',
        'plan: Shop',
        'now: 2026-02-02',
        'tasks: {api: {effort: 5d}}',
        'scenarios: {quick: {tasks: {api: {effort: 2d}}}, slow: {tasks: {api: {effort: 9d}}}}',
        '',
      ].join('\n'),
    );
    await page.compareWith('Scenario quick');
    await page.bar('shop:api').locator('.ghost').waitFor();
    await page.bar('go').locator('.ghost').waitFor();
    await page.page.locator('.plan-compared', { hasText: 'shop: finishes 3d earlier' }).waitFor();
    await page.compareWith('Scenario slow');
    await page.row('shop:api').locator('[data-column="variance:1"]', { hasText: '+4d' }).waitFor();
  });
});

describe('the board', () => {
  const open = pagesOf();
  const status = (page: SchedulePage, id: string): Locator => page.page.locator(`.board-column[data-status="${id}"]`);

  it('marks what is blocked, and says for what it waits', async () => {
    const page = await open(plan.replace('assign: ben, after: a', 'assign: ben, after: a, start: 2026-02-02'));
    await page.view('Board');
    await page.card('b').locator('.late', { hasText: 'blocked' }).waitFor();
    assert.match((await page.card('b').getAttribute('title')) ?? '', /Blocked: waits for First/);
    assert.equal(await page.card('c.e').locator('.late').count(), 0);
    assert.match((await page.card('c.e').getAttribute('title')) ?? '', /Waits for Inside/);
  });

  it('sets the status of a card that is dragged', async () => {
    const page = await open(plan);
    await page.view('Board');
    await status(page, 'todo').locator('.card').nth(3).waitFor();
    await page.dragTo(page.card('a'), status(page, 'doing'));
    await page.expectText(plan.replace('tags: [api]', 'status: doing, started: 2026-02-02, tags: [api]'));
    await status(page, 'doing').locator('.card[data-path=a]').waitFor();
    await page.press('Control+z');
    await page.expectText(plan, 0);
  });

  it('sets it by keyboard as well', async () => {
    const page = await open(plan);
    await page.view('Board');
    await page.card('a').focus();
    await page.press('Shift+ArrowRight');
    await page.expectText(plan.replace('tags: [api]', 'status: doing, started: 2026-02-02, tags: [api]'));
    await status(page, 'doing').locator('.card[data-path=a]:focus').waitFor();
    await page.press('Enter');
    await page.expectMessage('open', 'a');
  });

  it('leaves everything as it was by Escape', async () => {
    const page = await open(plan);
    await page.view('Board');
    await page.drag(page.card('a'), { x: 320, y: 0 }, { drop: false });
    await page.page.locator('.card.dragged').waitFor();
    await page.press('Escape');
    await page.page.mouse.up();
    await page.expectText(plan, 0);
  });
});

describe('the workload', () => {
  const open = pagesOf();
  it('says who works how much, and what on', async () => {
    const page = await open(plan);
    await page.view('Workload');
    const cell = page.page.getByRole('gridcell', { name: /^Ben, week of 9 Feb 2026/ });
    await cell.waitFor();
    assert.equal(await cell.getAttribute('aria-label'), 'Ben, week of 9 Feb 2026: 20 h of 20 h, 100 %');
    await cell.click();
    const behind = page.page.locator('.behind');
    await behind.getByRole('button', { name: 'Second' }).click();
    await page.expectMessage('open', 'b');
    await behind.getByRole('button', { name: 'Close' }).click();
    await behind.waitFor({ state: 'detached' });
  });

  it('adds up the work of all plans of a portfolio, and leads to the tasks behind it', async () => {
    const page = await open(
      [
        'plan: All',
        'now: 2026-02-02',
        'include: [shop.plan.yaml]',
        'people: {ana: Ana}',
        'tasks: {own: {title: Mine, effort: 3d, assign: ana}}',
        '=== shop.plan.yaml',
        'plan: Shop',
        'now: 2026-02-02',
        'people: {a: Ana}',
        'tasks: {api: {title: Theirs, effort: 4d, assign: a}}',
        '',
      ].join('\n'),
    );
    await page.view('Workload');
    const cell = page.page.getByRole('gridcell', { name: /^Ana, week of 2 Feb 2026: 56 h of 40 h/ });
    await cell.click();
    const behind = page.page.locator('.behind');
    await behind.getByRole('button', { name: 'Mine' }).waitFor();
    await behind.getByRole('button', { name: 'Theirs' }).click();
    await page.expectMessage('open', 'shop:api');
  });

  it('goes from cell to cell by keyboard', async () => {
    const page = await open(plan);
    await page.view('Workload');
    await page.page.locator('.load[tabindex="0"]').focus();
    await page.press('ArrowDown', 'ArrowRight', 'Enter');
    await page.page.locator('.behind', { hasText: 'Second' }).waitFor();
    await page.press('Escape');
    await page.page.locator('.behind').waitFor({ state: 'detached' });
    await page.page.getByLabel('Period', { exact: true }).selectOption({ label: 'Days' });
    await page.page.getByRole('gridcell', { name: 'Ana, 3 Feb 2026: 8 h of 8 h, 100' }).waitFor();
  });
});

describe('the network', () => {
  const open = pagesOf();
  it('places tasks behind what they wait for, with the critical path', async () => {
    const page = await open(plan);
    await page.view('Network');
    const node = (path: string): Locator => page.page.locator(`.node[data-path="${path}"]`);
    const [a, b, g] = [await boxOf(node('a')), await boxOf(node('b')), await boxOf(node('g'))];
    assert.ok(a.x + a.width < b.x && b.x + b.width < g.x);
    assert.equal(await page.page.locator('.arrow').count(), 3);
    assert.equal(await page.page.locator('.arrow.critical').count(), 2);
    await node('a').click();
    await page.press('ArrowRight', 'Enter');
    await page.page.locator('.node.selected[data-path=b]').waitFor();
    await page.expectMessage('open', 'b');
  });

  it('draws closed summaries as one, also when they wait for each other', async () => {
    const page = await open(`tasks:
  s: {tasks: {a: 1d, b: {effort: 1d, after: t.c}}}
  t: {tasks: {c: {effort: 1d, after: s.a}, d: 1d}}
`);
    await page.press('/', 'Escape');
    await page.select('s');
    await page.button('More').click();
    await page.page.locator('.menu-item', { hasText: 'Close all summaries' }).click();
    await page.view('Network');
    await page.page.locator('.node[data-path=s]').waitFor();
    assert.equal(await page.page.locator('.node').count(), 2);
    assert.equal(await page.page.locator('.arrow').count(), 2);
  });
});

describe('following the text', () => {
  const open = pagesOf();
  it('shows every change of the text, and keeps what is selected', async () => {
    const page = await open(plan);
    await page.select('b');
    await page.type(plan.replace('effort: 3d, assign: ana, tags', 'effort: 6d, assign: ana, tags'));
    await page.row('a').getByText('6d').waitFor();
    await page.row('b').and(page.page.locator('.selected')).waitFor();
    await page.type(plan.replace('  a: {', '  z: 1d\n  a: {'));
    await page.row('z').waitFor();
    await page.row('b').and(page.page.locator('.selected')).waitFor();
  });

  it('says what to do with a plan without tasks', async () => {
    const page = await open('plan: Empty\n');
    await page.page.getByText('Add tasks to the plan and they appear here.').waitFor();
    await page.type('plan: Empty\ntasks: {a: 1d}\n');
    await page.row('a').waitFor();
  });

  it('keeps the view and the zoom over a reload', async () => {
    const page = await open(plan);
    await page.view('Board');
    await page.page.reload();
    await page.card('a').waitFor();
  });
});
