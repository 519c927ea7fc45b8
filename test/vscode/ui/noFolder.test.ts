import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Workbench } from '../workbench';

describe('a window without a folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-alone-'));
  const file = path.join(folder, 'alone.plan.yaml');
  let workbench: Workbench;

  before(async () => {
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, 'src/main.ts'), '// The server.\nexport function serve() {}\n');
    writeFileSync(
      file,
      [
        'plan: Alone',
        'now: 2026-02-02',
        'people: {ana: Ana}',
        'tasks:',
        '  one: {title: First step, effort: 2d, assign: ana, code: src/main.ts#serve}',
        '  two: {title: Second step, effort: 1d, after: one}',
        '',
      ].join('\n'),
    );
    workbench = await Workbench.open({});
    await workbench.page.locator('.activitybar .action-item a[aria-label^="Headway"]').click({ force: true });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('offers to open one, and explains why a plan needs it', async () => {
    const { page } = workbench;
    await page.locator('.welcome-view-content', { hasText: 'A plan lives next to the code' }).waitFor();
    await page.getByRole('button', { name: 'Open Folder' }).first().waitFor();
    await workbench.command('Headway: New Plan');
    // A window that has no focus shows no toasts.
    await workbench.command('Notifications: Show Notifications');
    const message = page.locator('.notification-list-item', { hasText: 'Open a folder first' });
    await message.getByRole('button', { name: 'Open Folder' }).waitFor();
  });

  it('shows a plan that is opened by itself, with its dates and its code', async () => {
    const { page } = workbench;
    await workbench.openFile(file);
    const row = workbench.tree('First step').first();
    await row.filter({ hasText: 'Feb 2 – Feb 3' }).waitFor();
    await page.locator('.statusbar-item[aria-label*="No Problems"]').first().waitFor();
    await row.hover();
    await row.locator('.action-label[aria-label*="Open Code"]').click();
    await page.locator('.statusbar-item', { hasText: 'Ln 2,' }).waitFor();
    await page.locator('.codelens-decoration', { hasText: 'First step' }).first().waitFor();
  });

  it('shows its schedule, and edits it there', async () => {
    const { page } = workbench;
    await workbench.focusEditor();
    await workbench.command('Headway: Open Schedule to the Side');
    const schedule = workbench.schedule();
    await schedule.locator('.row[data-path="two"]').click();
    await page.keyboard.press('Space');
    await page.locator('.view-line', { hasText: 'Second step' }).filter({ hasText: 'status: doing' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.locator('.view-line', { hasText: 'Second step' }).filter({ hasNotText: 'status' }).waitFor();
  });
});
