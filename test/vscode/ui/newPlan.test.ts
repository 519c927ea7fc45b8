import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { root, Workbench } from '../workbench';

describe('a folder without a plan', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-empty-'));
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ folder });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench?.picture(path.join(root, 'out', `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}.png`));
  });

  it('offers to make one, which opens without a problem', async () => {
    const { page } = workbench;
    await page.locator('.activitybar .action-item a[aria-label^="Headway"]').click({ force: true });
    await page.locator('.welcome-view-content', { hasText: 'There is no plan in this folder yet' }).waitFor();
    await page.getByRole('button', { name: 'Create a Plan' }).click();
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Software feature' }).first().click();
    await page.locator('.quick-input-widget .quick-input-message', { hasText: 'What is it a plan of?' }).waitFor();
    await page.locator('.quick-input-widget input').first().fill('Moon: the "landing"');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'moon-the-landing.plan.yaml' }).waitFor();
    await workbench.tree('Build it').first().waitFor();
    assert.match(readFileSync(path.join(folder, 'moon-the-landing.plan.yaml'), 'utf8'), /plan: 'Moon: the "landing"'/);
    await page.locator('.statusbar-item[aria-label*="No Problems"]').first().waitFor();
  });
});
