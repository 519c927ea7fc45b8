import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import { root, Workbench, webshop } from '../workbench';

describe('work in git, in VS Code', () => {
  let folder: string;
  let workbench: Workbench;

  function git(...args: string[]): string {
    const who = ['-c', 'user.name=Ana Costa', '-c', 'user.email=ana@tea.example'];
    const { status, stdout, stderr } = spawnSync('git', [...who, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_AUTHOR_DATE: '2026-10-01T12:00:00Z', GIT_COMMITTER_DATE: '2026-10-01T12:00:00Z' },
    });
    assert.equal(status, 0, stderr);
    return stdout;
  }

  before(async () => {
    folder = webshop();
    mkdirSync(path.join(folder, '.github'));
    writeFileSync(path.join(folder, '.github/CODEOWNERS'), 'analytics/ @cem\n');
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'The shop so far');
    writeFileSync(path.join(folder, 'shop/src/schema.ts'), '// More of it.\n', { flag: 'a' });
    git('commit', '-qam', '[catalog.schema] Add the product table');
    git('checkout', '-q', '-b', 'experiment');
    writeFileSync(path.join(folder, 'shop/src/cart.ts'), '// Vouchers.\n', { flag: 'a' });
    git('commit', '-qam', '[cart.vouchers] Try percentages');
    git('checkout', '-q', 'main');
    for (let i = 1; i <= 12; i++) git('commit', '-q', '--allow-empty', '-m', `[discovery.risks] Step ${i}`);
    // Outside of the editor, in two steps.
    mkdirSync(path.join(folder, 'shop/src/delivery'));
    git('mv', 'shop/src/shipping.ts', 'shop/src/delivery.ts');
    git('commit', '-qam', 'Shipping is delivery');
    git('mv', 'shop/src/delivery.ts', 'shop/src/delivery/costs.ts');
    git('commit', '-qam', 'A folder for it');
    workbench = await Workbench.open({ folder, width: 1500 });
    await workbench.openSideBar();
    await workbench.tree('Product catalogue').first().waitFor();
    await workbench.openFile('webshop.plan.yaml');
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const option = (text: string): Locator =>
    workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: text }).first();
  const line = (text: string): Locator => workbench.page.locator('.view-line', { hasText: text }).first();
  const lineOf = (text: string): number =>
    readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8')
      .split('\n')
      .findIndex((it) => it.includes(text)) + 1;

  it('finds where a linked file went that was moved twice outside of the editor', async () => {
    const at = lineOf('./shop/src/shipping.ts');
    await workbench.goTo(at, 20);
    await line('./shop/src/shipping.ts').waitFor();
    await workbench.page.waitForTimeout(500);
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.locator('.action-widget', { hasText: 'where it was moved in' }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    await line('code: ./shop/src/delivery/costs.ts').waitFor();
    await workbench.command('File: Save All');
  });

  it('points out work without commits for a week, where commits name tasks', async () => {
    await workbench.command('Problems: Focus on Problems View');
    await workbench.page
      .locator('.markers-panel .monaco-list-row', {
        hasText: 'catalog.import is in progress, but no commit has named it',
      })
      .first()
      .waitFor();
  });

  it('lists the commits of a task', async () => {
    await workbench.commandThatAsks('Headway: Show Commits of Task', 'Discovery');
    await workbench.page.keyboard.type('catalog.schema');
    await option('Database schema').click();
    await option('[catalog.schema] Add the product table').waitFor();
    assert.match(
      await workbench.page.locator('.quick-input-widget').innerText(),
      /Database schema: 1 commit, last \d+ (?:month|week)s? ago[^]*Ana Costa/,
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('lists commits below their tasks, those of other branches too, and opens one', async () => {
    const { page } = workbench;
    for (const [task, commit] of [
      ['Database schema', 'Add the product table'],
      ['Vouchers', 'Try percentages'],
    ]) {
      const row = workbench.tree(task).first();
      await row.scrollIntoViewIfNeeded();
      await row.locator('.monaco-tl-twistie.collapsible').click();
      await workbench.tree(commit).first().waitFor();
    }
    await workbench.picture(path.join(root, 'out', 'commits.png'));
    await workbench.tree('Try percentages').first().click();
    await page.locator('.tab.active', { hasText: 'Try percentages' }).waitFor();
    await workbench.command('View: Close Editor');
    for (const task of ['Database schema', 'Vouchers'])
      await workbench.tree(task).first().locator('.monaco-tl-twistie.collapsible').click();
    await workbench.focusEditor();
  });

  it('lists the latest commits of a task with many, and all of them when asked', async () => {
    const twistie = workbench.tree('Risk workshop').first().locator('.monaco-tl-twistie.collapsible');
    await twistie.click();
    await workbench.tree('Step 12').first().waitFor();
    assert.equal(await workbench.tree('Step 2').count(), 0);
    await workbench.tree('All commits…').first().click();
    await option('[discovery.risks] Step 12').waitFor();
    await workbench.page.keyboard.type('Step 2');
    await option('[discovery.risks] Step 2').waitFor();
    await workbench.page.keyboard.press('Escape');
    await twistie.click();
    await workbench.focusEditor();
  });

  it('ranks people by who knows the code, and says how much time they have', async () => {
    const row = workbench.tree('Import the old product list').first();
    await row.click();
    await workbench.commandThatAsks('Headway: Assign', 'Cem');
    const first = workbench.page.locator('.quick-input-widget .monaco-list-row').first();
    await first.waitFor();
    assert.match(await first.innerText(), /Cem Yılmaz[^]*owns its code[^]*h free in its weeks/);
    assert.match(await option('Ana Costa').innerText(), /1 commit to its code/);
    await workbench.page.keyboard.press('Escape');
  });

  it('starts work: status, branch and commit message', async () => {
    await workbench.commandThatAsks('Headway: Start Work', 'Cart model');
    await option('Cart model').click();
    await option('Create branch task/cart.model').click();
    await workbench.goTo(lineOf('      model:'), 1);
    await line('title: Cart model').waitFor();
    await workbench.page.locator('.view-line', { hasText: 'started: 2026-10-12' }).first().waitFor();
    await workbench.command('File: Save All');
    await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    assert.equal(git('branch', '--show-current').trim(), 'task/cart.model');
    assert.match(
      readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8'),
      /title: Cart model[^]{0,80}status: doing/,
    );
    await workbench.page.keyboard.press('Control+Shift+G');
    await workbench.page.locator('.scm-editor .view-line', { hasText: '[cart.model]' }).first().waitFor();
  });

  it('finishes it', async () => {
    await workbench.commandThatAsks('Headway: Finish Work', 'Cart model');
    await option('Cart model').click();
    await workbench.openFile('webshop.plan.yaml');
    await workbench.goTo(lineOf('      model:'), 1);
    await workbench.page.locator('.view-line', { hasText: 'finished: 2026-10-12' }).first().waitFor();
    await workbench.command('File: Save All');
  });

  it('keeps up with files that are renamed while it looks', async () => {
    renameSync(path.join(folder, 'analytics/events.py'), path.join(folder, 'analytics/tracking.py'));
    git('add', '-A');
    const at = lineOf('./analytics/events.py');
    await workbench.openFile('webshop.plan.yaml');
    await workbench.goTo(at, lineTextOf(at).indexOf('events.py') + 1);
    await workbench.page.waitForTimeout(3000);
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.locator('.action-widget', { hasText: 'where it was moved in the index' }).first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  const lineTextOf = (at: number): string =>
    readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8').split('\n')[at - 1];
});
