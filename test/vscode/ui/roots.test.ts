import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { planOf } from '../../bench/plans';
import { Workbench } from '../workbench';

describe('a workspace of several folders', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-roots-'));
  let workbench: Workbench;

  /** Two projects whose files have the same names. */
  function project(name: string, symbol: string): void {
    mkdirSync(path.join(folder, name, 'src'), { recursive: true });
    writeFileSync(path.join(folder, name, 'src/main.ts'), `// PLAN(${name}-task)\nexport function ${symbol}() {}\n`);
    writeFileSync(
      path.join(folder, name, `${name}.plan.yaml`),
      `plan: ${name}\ntasks:\n  ${name}-task: {title: Task of ${name}, effort: 1d, code: src/main.ts#${symbol}}\n`,
    );
  }

  before(async () => {
    project('api', 'serve');
    project('web', 'render');
    const file = path.join(folder, 'both.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ path: 'api' }, { path: 'web' }] }));
    workbench = await Workbench.open({ folder: file });
    await workbench.openSideBar();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the plans of all folders, and resolves links in the folder of each plan', async () => {
    await workbench.tree('Task of api').first().waitFor();
    const row = workbench.tree('Task of web').first();
    // Rows that come while one clicks are new elements.
    await row.waitFor();
    await workbench.page.waitForTimeout(1000);
    await row.hover();
    await row.locator('.action-label[aria-label*="Open Code"]').click();
    await workbench.page.locator('.view-line', { hasText: 'export function render' }).first().waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 2,' }).waitFor();
    await workbench.page.locator('.statusbar-item[aria-label*="No Problems"]').first().waitFor();
  });

  it('shows beside code only the tasks of its own folder', async () => {
    await workbench.page.locator('.codelens-decoration', { hasText: 'Task of web' }).first().waitFor();
    assert.equal(await workbench.page.locator('.codelens-decoration', { hasText: 'Task of api' }).count(), 0);
  });

  it('makes a new plan in the folder that is chosen', async () => {
    const { page } = workbench;
    const widget = page.locator('.quick-input-widget');
    await workbench.commandThatAsks('Headway: New Plan', 'web');
    await widget.locator('.monaco-list-row', { hasText: 'web' }).first().click();
    await widget.locator('.monaco-list-row', { hasText: 'Software feature' }).first().click();
    await widget.locator('.quick-input-message', { hasText: 'What is it a plan of?' }).waitFor();
    await widget.locator('input').first().fill('Search');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'search.plan.yaml' }).waitFor();
    assert.match(readFileSync(path.join(folder, 'web/search.plan.yaml'), 'utf8'), /^plan: Search$/m);
  });
});

describe('a plan of 10,000 tasks in the side bar', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-large-'));
  let workbench: Workbench;

  before(async () => {
    writeFileSync(path.join(folder, 'large.plan.yaml'), planOf(10_000));
    workbench = await Workbench.open({ folder });
    await workbench.openSideBar();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is scrolled to its last task', async () => {
    const first = workbench.tree('Task number 0').first();
    await first.click();
    await workbench.page.locator('.tab.active', { hasText: 'large.plan.yaml' }).waitFor();
    await workbench.page.keyboard.press('Control+0');
    await workbench.tree('Benchmark').first().click();
    await workbench.page.keyboard.press('End');
    await workbench.tree('Task number 9999').first().waitFor();
  });

  it('draws anew only what a checked box changes, and the text has it', async () => {
    const row = workbench.tree('Task number 9999').first();
    await row.locator('.monaco-custom-toggle').click();
    await workbench.tree('Task number 9999').locator('.monaco-custom-toggle.checked').waitFor();
    // Where the tree is scrolled to stays.
    await workbench.tree('Task number 9998').first().waitFor();
    await workbench.page.locator('.tab.dirty').first().waitFor();
    await workbench.command('File: Save All Files');
    await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    const text = readFileSync(path.join(folder, 'large.plan.yaml'), 'utf8');
    assert.match(text.slice(text.indexOf('task-9999:')), /^ {8}status: done$/m);
  });

  it('finds a task by its name', async () => {
    await workbench.page.locator('.pane-header [aria-label*="Filter Tasks"]').first().click();
    await workbench.page.locator('.quick-input-widget input').first().fill('number 4321');
    await workbench.page.keyboard.press('Enter');
    await workbench.tree('Task number 4321').first().waitFor();
    await workbench.tree('Task number 9999').first().waitFor({ state: 'detached' });
  });
});
