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

  it('takes newcomers by the hand: the tour has five steps with pictures', async () => {
    const { page } = workbench;
    await workbench.command('Headway: Take the Tour');
    const tour = page.locator('.gettingStartedContainer');
    await tour.getByText('Plan next to the code').first().waitFor();
    await page.waitForTimeout(1000);
    const steps = await tour.locator('.getting-started-step').count();
    assert.equal(steps, 5);
    await tour.locator('.getting-started-step', { hasText: 'See the schedule' }).click();
    const picture = tour.locator('.getting-started-media img').first();
    await picture.waitFor();
    const width = await picture.evaluate(async (element) => {
      const image = element as HTMLImageElement;
      await image.decode();
      return image.naturalWidth;
    });
    assert.ok(width > 0);
    await workbench.picture(path.join(root, 'out', 'tour.png'));
  });

  it('opens the example in a window of its own', async () => {
    await workbench.command('View: Close All Editors');
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.command('Headway: Open the Example');
    const page = await opened;
    assert.match(decodeURIComponent(page.url()), /globalStorage\/headway-plans\.headway\/web-shop/);
    await page.close();
  });
});
