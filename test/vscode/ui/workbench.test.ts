import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { Workbench, webshop } from '../workbench';

describe('VS Code, as a person sees it', () => {
  let folder: string;
  let workbench: Workbench;
  const line = (needle: string): number =>
    readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8')
      .split('\n')
      .findIndex((it) => it.includes(needle)) + 1;

  before(async () => {
    folder = webshop();
    workbench = await Workbench.open({ folder });
    await workbench.openFile('webshop.plan.yaml');
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the tasks with dates and owners in the side bar', async () => {
    await workbench.openSideBar();
    const row = workbench.tree('Product catalogue').first();
    await row.waitFor();
    assert.match(await row.innerText(), /Sep 21.*Ana Costa/s);
  });

  it('opens a task in the text when it is clicked', async () => {
    await workbench.tree('Shipping costs').first().click();
    const expected = line('shipping:');
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${expected},` }).waitFor();
  });

  it('opens the code of a task by its inline button', async () => {
    const row = workbench.tree('Cart model').first();
    await row.hover();
    await row.locator('.action-label[aria-label*="Open Code"]').click();
    await workbench.page.locator('.tab.active', { hasText: 'cart.ts' }).waitFor();
    const code =
      readFileSync(path.join(folder, 'shop/src/cart.ts'), 'utf8')
        .split('\n')
        .findIndex((it) => it.startsWith('export class Cart')) + 1;
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${code},` }).waitFor();
  });

  it('shows the finish of the plan in the status bar', async () => {
    await workbench.openFile('webshop.plan.yaml');
    const text = await workbench.page.locator('.statusbar-item[id*="headway.finish"]').innerText();
    assert.match(text, /Nov 16/);
  });

  it('completes while a key and a reference are typed', async () => {
    await workbench.goTo(line('title: Webhooks'), 200);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('bef');
    await workbench.suggestions().filter({ hasText: 'before' }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench
      .suggestions()
      .filter({ hasText: 'refunds' })
      .or(workbench.suggestions().filter({ hasText: 'live' }))
      .first()
      .waitFor();
    await workbench.page.keyboard.press('Escape');
    for (let i = 0; i < 3; i++) await workbench.page.keyboard.press('Control+Z');
  });

  it('goes from a reference to the task by F12', async () => {
    await workbench.goTo(line('after: catalog.import'), 'after: catalog.im'.length + 9);
    await workbench.page.keyboard.press('F12');
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${line('      import:')},` }).waitFor();
  });

  it('shows the Gantt chart beside the text', async () => {
    await workbench.command('Headway: Open Schedule to the Side');
    const schedule = workbench.schedule();
    await schedule.locator('.bar').first().waitFor();
    const count = async (selector: string): Promise<number> => schedule.locator(selector).count();
    assert.ok((await count('.row')) > 20, 'rows');
    assert.ok((await count('.bar.summary')) > 3, 'summaries');
    assert.ok((await count('.bar.milestone')) > 1, 'milestones');
    assert.ok((await count('.bar.critical')) > 0, 'the critical path');
    assert.ok((await count('.arrow')) > 10, 'arrows');
    assert.equal(await count('.marks .now'), 1, 'the status date');
    assert.equal(await count('[role=treegrid]'), 1);
  });

  it('begins the chart where the text is', async () => {
    const schedule = workbench.schedule();
    await schedule.locator('.row.selected[data-path="catalog.import"]').waitFor();
    await schedule.locator('.row[data-path="kickoff"]').waitFor({ state: 'detached' });
    assert.ok(await schedule.locator('.row[data-path="catalog.import"]').isVisible());
  });

  it('shades time without work when one looks closer', async () => {
    const schedule = workbench.schedule();
    for (let i = 0; i < 5; i++) await schedule.getByRole('button', { name: 'Zoom in' }).click();
    await schedule.getByRole('button', { name: 'Go to the status date' }).click();
    await schedule.locator('.off rect').first().waitFor();
    assert.ok((await schedule.locator('.off rect').count()) >= 2);
    await schedule.getByRole('button', { name: 'Show the whole plan' }).click();
  });

  it('lets the chart follow every keystroke', async () => {
    const schedule = workbench.schedule();
    const before = await schedule.locator('.plan-finish').innerText();
    await workbench.focusEditor();
    await workbench.goTo(line('title: Sales dashboard') + 1, 200);
    assert.equal(
      readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8').split('\n')[line('title: Sales dashboard')].trim(),
      'effort: 4d',
    );
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.type('2');
    await schedule.locator('.plan-finish', { hasNotText: before }).waitFor();
    await workbench.page.keyboard.press('Control+Z');
    await schedule.locator('.plan-finish', { hasText: before }).waitFor();
  });

  it('scrolls the chart with the text', async () => {
    await workbench.focusEditor();
    await workbench.goTo(line('      live: {title: The shop'), 1);
    await workbench.schedule().locator('.row[data-path="launch"]').waitFor();
    await workbench.goTo(1, 1);
    await workbench.schedule().locator('.row[data-path="discovery"]').waitFor();
  });

  it('scrolls the text with the chart', async () => {
    const first = workbench.page.locator('.editor-group-container').first().locator('.line-numbers').first();
    await first.waitFor();
    await workbench.schedule().locator('.row[data-path="discovery"]').hover();
    await workbench.page.waitForTimeout(400);
    await workbench.page.mouse.wheel(0, 600);
    const task = line('      contract:');
    await workbench.page
      .locator('.line-numbers')
      .filter({ hasText: new RegExp(`^(?:${[task - 10, task, task + 10].join('|')})$`) })
      .first()
      .waitFor();
    await workbench.goTo(1, 1);
    await workbench.schedule().locator('.row[data-path="discovery"]').waitFor();
  });

  it('moves through the chart by keyboard, and opens the text', async () => {
    const schedule = workbench.schedule();
    await schedule.locator('.row[data-path="design"]').click();
    await workbench.page.keyboard.press('ArrowLeft');
    await schedule.locator('.row[data-path="design.visual"]').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('ArrowRight');
    await schedule.locator('.row[data-path="design.visual"]').waitFor();
    await workbench.page.keyboard.press('ArrowDown');
    await schedule.locator('.row.selected[data-path="design.wireframes"]').waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${line('wireframes:')},` }).waitFor();
  });

  it('keeps the page inside of its content security policy', () => assert.deepEqual(workbench.errors, []));
});
