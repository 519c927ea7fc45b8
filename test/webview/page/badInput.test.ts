import assert from 'node:assert/strict';
import { boxOf, pagesOf } from '../schedulePage';

describe('whatever a plan is like, the chart', () => {
  const open = pagesOf();

  it('shows what can be scheduled of a plan with a circle, and lists the rest with the reason', async () => {
    const page = await open(
      'tasks:\n  a: {effort: 1d, after: b}\n  b: {effort: 1d, after: a}\n  c: 2d\n  d: {effort: 1d, after: b}\n',
    );
    await page.bar('c').locator('.body').waitFor();
    for (const path of ['a', 'b']) {
      await page.row(path).locator('.problem.error').waitFor();
      assert.equal(await page.bar(path).locator('.body').count(), 0);
    }
    assert.match(await page.row('a').innerText(), /–/);
    assert.match(await page.page.locator('.plan-errors').innerText(), /error/);
    await page.view('Network');
    await page.page.locator('.node').first().waitFor();
    assert.equal(await page.page.locator('.node').count(), 4);
  });

  it('reaches over centuries', async () => {
    const page = await open(
      'now: 2026-01-01\ntasks:\n  old: {on: 1890-05-01..1890-05-20}\n  new: {on: 2390-05-01, milestone: true}\n',
    );
    const [a, b] = [await boxOf(page.bar('old').locator('.body')), await boxOf(page.bar('new').locator('.body'))];
    assert.ok(a.x < b.x && b.x < 1200);
    assert.match(await page.page.locator('.axis').textContent().then(String), /1950.*2050/);
    await page.select('old');
    for (let i = 0; i < 30; i++) await page.press('+');
    await page.press('b');
    await page.bar('old').locator('.body').waitFor();
    await page.press('f');
    await page.bar('new').locator('.body').waitFor();
  });

  it('shows a thousand milestones on one day', async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `  m${i}: {milestone: true, on: 2026-03-02}\n`);
    const page = await open(`now: 2026-02-02\ntasks:\n${names.join('')}`);
    assert.equal(await page.page.getByRole('treegrid').getAttribute('aria-rowcount'), '1001');
    assert.ok((await page.page.locator('.row').count()) < 60, 'only what is in sight is drawn');
    await page.select('m0');
    await page.press('End');
    await page.row('m999').and(page.page.locator(':focus')).waitFor();
    await page.bar('m999').locator('.body').waitFor();
  });

  it('cuts names of 500 characters, and keeps them in the description', async () => {
    const name = 'abcdefghi '.repeat(50).trim();
    const page = await open(`tasks:\n  a: {title: ${name}, milestone: true}\n  b: {title: ${name}, effort: 1d}\n`);
    const { width } = await boxOf(page.row('a').locator('.name'));
    assert.ok(width < 600);
    assert.ok(((await page.row('a').getAttribute('title')) ?? '').startsWith(name));
    const label = (await page.bar('a').locator('.label').textContent()) ?? '';
    assert.ok(label.length <= 60 && label.endsWith('…'));
    for (const view of ['Board', 'Network'] as const) {
      await page.view(view);
      await page.page.locator('.card, .node').first().waitFor();
      assert.equal(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, view);
    }
  });

  it('writes names from right to left where they are', async () => {
    const page = await open(
      'tasks:\n  a: {title: "פגישה עם הלקוח (2)", effort: 1d}\n  b: {title: مهمة, milestone: true}\n',
    );
    const name = page.row('a').locator('.name');
    assert.equal(await name.evaluate((it) => getComputedStyle(it).direction), 'rtl');
    assert.equal(await name.innerText(), 'פגישה עם הלקוח (2)');
    await page.view('Board');
    assert.equal(
      await page
        .card('a')
        .locator('.card-title')
        .evaluate((it) => getComputedStyle(it).direction),
      'rtl',
    );
  });

  it('never interprets HTML', async () => {
    const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script><b>bold</b>';
    const page = await open(
      `plan: '${evil}'\npeople: {x: '${evil}'}\ntasks:\n  a: {title: '${evil}', effort: 1d, assign: x, tags: ['<i>t</i>']}\n  b: {title: '${evil}', milestone: true, after: a}\n`,
    );
    assert.equal(await page.row('a').locator('.name').innerText(), evil);
    for (const view of ['Workload', 'Board', 'Network', 'Gantt'] as const) {
      await page.view(view);
      await page.page.locator('.load, .card, .node, .row').first().waitFor();
      assert.equal(await page.page.locator('main img, main script, main b').count(), 0, view);
    }
    await page.bar('a').locator('.body').hover();
    await page.choose('a', 'Assign…');
    await page.page.locator('.menu-item', { hasText: '<b>bold' }).waitFor();
    await page.button('More').click();
    await page.page.locator('.menu-item', { hasText: 'SVG' }).click();
    await page.page.waitForFunction(() => window.planHost.received.some(({ type }) => type === 'export'));
    const exported = (await page.received()).find((it) => it.type === 'export');
    assert.ok(exported?.type === 'export' && !/<img|<script/.test(exported.data));
    assert.equal(await page.page.evaluate(() => 'hit' in window), false);
  });

  it('works when everything is broken', async () => {
    const page = await open('tasks:\n  a: {effort: soon, after: [nothing, {x: 1}], assign: 7\n  b: [\n  c: 2d\n');
    await page.row('c').waitFor();
    await page.view('Workload');
    await page.page.locator('.no-match, .load').first().waitFor();
    await page.view('Network');
    await page.page.locator('.node').first().waitFor();
  });
});
