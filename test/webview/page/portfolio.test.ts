import assert from 'node:assert/strict';
import { pagesOf, type SchedulePage } from '../schedulePage';

const shop = `plan: The shop
now: 2026-02-02
people: {cem: Cem}
statuses:
  idea: {is: todo}
  baking: {is: doing}
  sold: {is: done}
tasks:
  cart:
    title: Cart
    tasks:
      pay: {title: Payment, effort: 2d, assign: cem}
      ship: {title: Shipping, effort: 3d, after: pay, assign: cem}
`;
const main = `plan: Portfolio
now: 2026-02-02
people: {ana: Ana}
include: [shop.plan.yaml]
tasks:
  launch: {title: Launch, effort: 1d, assign: ana, after: "shop:pay"}
  party: {title: Party, effort: 1d}
`;

describe('the schedule of a portfolio', () => {
  const openPage = pagesOf();
  const open = (): Promise<SchedulePage> => openPage(`${main}=== shop.plan.yaml\n${shop}`);
  const shopText = (page: SchedulePage): Promise<string> => page.textOf('shop.plan.yaml');

  it('shows the tasks of included plans, and what waits for them', async () => {
    const page = await open();
    assert.deepEqual(await page.page.locator('.row .name').allTextContents(), [
      'Launch',
      'Party',
      'The shop',
      'Cart',
      'Payment',
      'Shipping',
    ]);
    assert.equal(await page.row('shop:cart.pay').getAttribute('aria-level'), '3');
    assert.equal(await page.page.locator('.link[data-from="shop:cart.pay"][data-to="launch"]').count(), 1);
    await page.select('shop:');
    await page.press('ArrowLeft');
    await page.row('shop:cart').waitFor({ state: 'detached' });
    assert.equal(await page.row('shop:cart').count(), 0);
  });

  it('changes the plan in which a task stands, and tells what that does here', async () => {
    const page = await open();
    // Shipping begins two days after Payment.
    const day = await page.pixelsPerDay('shop:cart.pay', 'shop:cart.ship', 2);
    await page.drag(await page.handle('shop:cart.pay', 'finish'), { x: day, y: 0 });
    await page.page.waitForFunction(() => window.planHost.undoSteps === 1);
    assert.equal(await shopText(page), shop.replace('Payment, effort: 2d', 'Payment, effort: 3d'));
    assert.equal(await page.text(), main);
    const previewed = (await page.received()).filter(({ type }) => type === 'preview');
    assert.ok(previewed.length > 0);
    await page.press('Control+z');
    await page.page.waitForFunction((text) => window.planHost.textOf('shop.plan.yaml') === text, shop);
  });

  it('draws dependencies on included tasks, in one direction', async () => {
    const page = await open();
    await page.select('shop:cart.ship');
    await page.press('l');
    await page.select('party');
    await page.press('l');
    await page.page.waitForFunction(() => window.planHost.text.includes('after: shop:ship'));
    await page.select('party');
    await page.press('l');
    await page.select('shop:cart.ship');
    await page.press('l');
    await page.page.getByRole('alert').filter({ hasText: 'can only wait for tasks of its own plan' }).waitFor();
  });

  it('offers the words and the people of the plan in which a task stands', async () => {
    const page = await open();
    await page.select('shop:cart.pay');
    await page.press('m');
    await page.page.getByRole('menuitemcheckbox', { name: 'Baking' }).waitFor();
    await page.press('Escape');
    await page.press(' ');
    await page.page.waitForFunction(() => window.planHost.textOf('shop.plan.yaml').includes('status: baking'));
    await page.view('Board');
    await page.page.locator('.board-column').nth(1).locator('.card[data-path="shop:cart.pay"]').waitFor();
  });

  it('adds tasks to an included plan, and puts tasks into it', async () => {
    const page = await open();
    await page.select('shop:');
    await page.press('n');
    await page.page.locator('.draft input, .cell-editor').first().fill('Returns');
    await page.press('Enter');
    await page.page.waitForFunction(() => window.planHost.textOf('shop.plan.yaml').includes('title: Returns'));
    await page.row('shop:returns').waitFor();
    const from = await page.row('party').boundingBox();
    const to = await page.row('shop:').boundingBox();
    assert.ok(from && to);
    await page.page.mouse.move(from.x + 60, from.y + 10);
    await page.page.mouse.down();
    await page.page.mouse.move(to.x + 60, to.y + 14, { steps: 6 });
    await page.page.mouse.up();
    await page.row('shop:party').waitFor();
    assert.doesNotMatch(await page.text(), /party/);
  });

  it('offers nothing for an included plan as a whole that it cannot do', async () => {
    const page = await open();
    await page.select('shop:');
    await page.press('m');
    assert.deepEqual(
      (await page.page.getByRole('menuitem').allTextContents()).map((text) => text.replace(/(Enter|N)$/, '')),
      ['Open the plan', 'New task inside'],
    );
  });
});
