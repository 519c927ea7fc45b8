import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { root, Workbench, webshop } from '../workbench';

describe('VS Code for the web', () => {
  let folder: string;
  let workbench: Workbench;
  const text = (): string => readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8');
  const line = (needle: string): number =>
    text()
      .split('\n')
      .findIndex((it) => it.includes(needle)) + 1;
  const status = (words: string) => workbench.page.locator('.statusbar-item', { hasText: words }).first();

  before(async () => {
    folder = webshop();
    workbench = await Workbench.open({ folder, web: true });
    await workbench.openSideBar();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds the plan in a folder that is on no disk, with the same dates as elsewhere', async () => {
    const row = workbench.tree('Product catalogue').first();
    await row.waitFor();
    assert.match(await row.innerText(), /Sep 21.*Ana Costa/s);
    await workbench.tree('Shipping costs').first().click();
    await status(`Ln ${line('shipping:')},`).waitFor();
    // The holidays of Berlin are in these dates, from a bundle of their own.
    await status('Nov 16').waitFor();
  });

  it('checks the links to code, and goes to a symbol', async () => {
    await workbench.page.locator('.statusbar-item[aria-label*="Warnings: 1"]').first().waitFor();
    const row = workbench.tree('Cart model').first();
    await row.hover();
    await row.locator('.action-label[aria-label*="Open Code"]').click();
    await workbench.page.locator('.tab.active', { hasText: 'cart.ts' }).waitFor();
    const code =
      readFileSync(path.join(folder, 'shop/src/cart.ts'), 'utf8')
        .split('\n')
        .findIndex((it) => it.startsWith('export class Cart')) + 1;
    await status(`Ln ${code},`).waitFor();
    await workbench.page.locator('.codelens-decoration', { hasText: 'Cart model' }).first().waitFor();
  });

  it('marks what is wrong, and completes', async () => {
    await workbench.openFile('webshop.plan.yaml');
    await workbench.goTo(line('title: Webhooks'), 200);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('bef');
    await workbench.suggestions().filter({ hasText: 'before' }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.suggestions().filter({ hasText: 'refunds' }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.type('nothing');
    await workbench.page.locator('.statusbar-item[aria-label*="Errors: 1"]').first().waitFor();
    for (let i = 0; i < 4; i++) await workbench.page.keyboard.press('Control+Z');
    await workbench.page.locator('.statusbar-item[aria-label*="Warnings: 1"]').first().waitFor();
  });

  it('changes and saves the text by a gesture in the schedule', async () => {
    await workbench.command('Headway: Open Schedule to the Side');
    const schedule = workbench.schedule();
    await schedule.locator('.bar').first().waitFor();
    await workbench.goTo(line('shipping:'), 1);
    await schedule.locator('.row[data-path="cart.shipping"]').click();
    await schedule.locator('.row.selected[data-path="cart.shipping"]').waitFor();
    await workbench.picture(path.join(root, 'out', 'web.png'));
    const before = text();
    await workbench.page.keyboard.press('Control+ArrowRight');
    await workbench.page.locator('.tab.dirty', { hasText: 'webshop.plan.yaml' }).first().waitFor();
    await workbench.command('File: Save All Files');
    await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    assert.notEqual(text(), before);
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.command('File: Save All Files');
    await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    assert.equal(text(), before);
  });

  it('optimizes in a worker of its own', async () => {
    const row = (label: string) =>
      workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first();
    await workbench.commandThatAsks('Headway: Optimize Schedule', 'Finish');
    await row('Finish').click();
    await row('5 seconds').click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /\d+ schedules of Web shop/);
    await workbench.page.keyboard.press('Escape');
  });

  it('offers nothing that cannot work there', async () => {
    await workbench.tree('Cart model').first().click({ button: 'right' });
    const menu = workbench.page.locator('.context-view .monaco-menu');
    await menu.getByText('Copy Reference').waitFor();
    assert.equal(await menu.getByText('Show Commits').count(), 0);
    await workbench.page.keyboard.press('Escape');
  });

  it('keeps the page inside of its content security policy', () => assert.deepEqual(workbench.errors, []));
});
