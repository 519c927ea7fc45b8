import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import { Workbench, webshop } from '../workbench';

describe('tasks and code, in VS Code', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = webshop();
    workbench = await Workbench.open({ folder, width: 1500 });
    await workbench.openSideBar();
    await workbench.tree('Product catalogue').first().waitFor();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const lens = (text: string): Locator => workbench.page.locator('.codelens-decoration a', { hasText: text }).first();
  const line = (text: string): Locator => workbench.page.locator('.view-line', { hasText: text }).first();
  const option = (text: string): Locator =>
    workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
  const lineOf = (file: string, text: string): number =>
    readFileSync(path.join(folder, file), 'utf8')
      .split('\n')
      .findIndex((it) => it.includes(text)) + 1;

  it('shows tasks above the symbols that they link to; a click opens the plan', async () => {
    await workbench.openFile('cart.ts');
    await lens('Cart model · to do').waitFor();
    await lens('Cart model').click();
    await workbench.page
      .locator('.statusbar-item', { hasText: `Ln ${lineOf('webshop.plan.yaml', '      model:')},` })
      .waitFor();
  });

  it('marks them beside the line numbers', async () => {
    await workbench.openFile('cart.ts');
    await workbench.page.locator('.glyph-margin-widgets .cgmr, .margin-view-overlays .cgmr').first().waitFor();
  });

  it('lists the tasks and comments of the active file in the view Code', async () => {
    await workbench.openFile('catalog.ts');
    const row = (text: string): Locator =>
      workbench.page
        .locator('.pane', { has: workbench.page.locator('[aria-label^="Code"]') })
        .locator('.monaco-list-row', { hasText: text });
    await row('Catalogue API').first().waitFor();
    await row('TODO(catalog.search)').first().waitFor();
  });

  it('explains the task of a comment, and goes to it by F12', async () => {
    await workbench.openFile('catalog.ts');
    await workbench.goTo(lineOf('shop/src/catalog.ts', 'TODO(catalog.search)'), 12);
    await workbench.page.keyboard.press('Control+K');
    await workbench.page.keyboard.press('Control+I');
    await workbench.page.locator('.monaco-hover', { hasText: 'Full-text search' }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('F12');
    await workbench.page
      .locator('.statusbar-item', { hasText: `Ln ${lineOf('webshop.plan.yaml', '      search:')},` })
      .waitFor();
  });

  it('completes tasks in comments, and marks names of none', async () => {
    await workbench.openFile('shipping.ts');
    await workbench.goTo(1, 1);
    await workbench.page.keyboard.type('// PLAN(cart.ship');
    await workbench.suggestions().filter({ hasText: 'cart.shipping' }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type(') ');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('// PLAN(cart.shiping) ');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.goTo(2, 12);
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.locator('.action-widget', { hasText: 'Change to shipping' }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await line('// PLAN(shipping)').waitFor();
  });

  it('links the symbol at the cursor to a task', async () => {
    await workbench.openFile('pages.ts');
    await workbench.goTo(lineOf('shop/src/pages.ts', 'function'), 1);
    await workbench.commandThatAsks('Headway: Link to Task', 'Discovery');
    await workbench.page.keyboard.type('Vouchers');
    await option('cart.vouchers').click();
    await lens('Vouchers').waitFor();
    await workbench.command('File: Save All');
    await workbench.openFile('webshop.plan.yaml');
    await workbench.goTo(lineOf('webshop.plan.yaml', '      vouchers:'), 1);
    await line('#Cart.applyVoucher, shop/src/pages.ts#cartPage]').waitFor();
  });

  it('makes a task of a comment, which then names it', async () => {
    await workbench.openFile('schema.ts');
    await workbench.goTo(1, 1);
    await workbench.page.keyboard.type('// TODO: store the weight of products');
    await workbench.page.keyboard.press('Enter');
    await workbench.goTo(1, 5);
    await workbench.commandThatAsks('Headway: New Task from This Comment', 'Product catalogue');
    await option('Product catalogue').click();
    await line('// TODO(catalog.store-the-weight-of-products): store the weight').waitFor();
    await workbench.tree('Store the weight of products').first().waitFor();
    await workbench.command('File: Save All');
  });

  it('groups and filters the tree, and hides what is done', async () => {
    await workbench.commandThatAsks('Headway: Group Tasks', 'by person');
    await option('by person').click();
    await workbench.tree('Cem Yılmaz').first().waitFor();
    await workbench.commandThatAsks('Headway: Group Tasks', 'breakdown');
    await option('breakdown').click();
    await workbench.tree('Product catalogue').first().waitFor();
    await workbench.command('Headway: Show Only What Can Be Worked on Now');
    await workbench.tree('Import the old').first().waitFor();
    // It waits for the interface of the catalogue.
    await workbench.tree('Full-text search').first().waitFor({ state: 'detached' });
    await workbench.command('Headway: Show All Tasks');
    await workbench.command('Headway: Hide or Show What Is Done');
    await workbench.tree('Kickoff').first().waitFor({ state: 'detached' });
    await workbench.command('Headway: Show All Tasks');
    await workbench.tree('Kickoff').first().waitFor();
  });

  it('marks a task as done by its checkbox, in one undo step', async () => {
    await workbench.openFile('webshop.plan.yaml');
    await workbench.tree('Cart and checkout').first().waitFor();
    const row = workbench.tree('Catalogue API').first();
    await row.locator('.monaco-checkbox').click();
    await workbench.goTo(lineOf('webshop.plan.yaml', '      api:'), 1);
    await line('finished: 2026-10-12').waitFor();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
    await line('finished: 2026-10-12').waitFor({ state: 'detached' });
  });

  it('selects the task at the cursor', async () => {
    await workbench.goTo(lineOf('webshop.plan.yaml', '      vouchers:'), 8);
    await workbench.page.locator('.pane-body .monaco-list-row.selected', { hasText: 'Vouchers' }).waitFor();
  });

  it('links a task of the tree to what is selected in the editor', async () => {
    await workbench.openFile('cart.ts');
    await workbench.goTo(lineOf('shop/src/cart.ts', 'remove(id'), 5);
    await workbench.tree('Shipping costs').first().click({ button: 'right' });
    const entry = workbench.page.locator('.monaco-menu .action-label', { hasText: 'Link to Selection' });
    await entry.waitFor();
    // Menus take no click in the moment in which they open.
    await workbench.page.waitForTimeout(500);
    await entry.click();
    await lens('Shipping costs').waitFor();
  });

  it('puts a task into another summary by dragging it in the tree', async () => {
    await workbench.openFile('webshop.plan.yaml');
    await workbench.tree('Cart pages').first().dragTo(workbench.tree('Product catalogue').first());
    const isMoved = (): boolean => {
      const text = readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8');
      return text.indexOf('      pages:') < text.indexOf('\n  cart:');
    };
    await workbench.saveUntil(isMoved);
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.saveUntil(() => !isMoved());
  });

  it('finds a symbol that was moved to another file', async () => {
    const [from, to] = ['shop/src/pages.ts', 'shop/src/checkout.ts'].map((name) => path.join(folder, name));
    const text = readFileSync(from, 'utf8');
    const at = text.indexOf('export function checkoutPage');
    assert.ok(at > 0);
    writeFileSync(to, text.slice(at));
    writeFileSync(from, text.slice(0, at));
    await workbench.openFile('checkout.ts');
    await workbench.openFile('pages.ts');
    await workbench.openFile('webshop.plan.yaml');
    const plan = readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8').split('\n');
    const link = plan.findIndex((it) => it.includes('#checkoutPage'));
    await workbench.goTo(link + 1, plan[link].indexOf('#checkoutPage') + 5);
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.quickFix('Change to ./shop/src/checkout.ts#checkoutPage, where checkoutPage is now');
    await workbench.page.keyboard.press('Enter');
    await line('./shop/src/checkout.ts#checkoutPage').waitFor();
  });

  it('shows what of the code no task names', async () => {
    await workbench.commandThatAsks('Headway: Show Coverage of Code', 'Open tasks without code');
    assert.match(await workbench.page.locator('.quick-input-widget').innerText(), /Tasks name \d+ of \d+ source files/);
    await workbench.page.keyboard.press('Escape');
  });

  it('shows people with their load', async () => {
    await workbench.command('Headway: Focus on People View');
    const row = workbench.page.locator('.pane-body .monaco-list-row').filter({ hasText: /^Ben Okafor/ });
    await row.first().waitFor();
    assert.match(await row.first().innerText(), /100 %.*Visual design/s);
    await row.first().locator('.monaco-tl-twistie').click();
    await workbench.tree('Week of Oct 12').first().waitFor();
  });
});
