import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { root, Workbench, webshop } from '../workbench';

/** The pictures of the README; `UPDATE=1` keeps them, else they are only taken. */
const target =
  process.env.UPDATE === '1' ? path.join(root, 'media', 'screenshots') : path.join(root, 'out', 'screenshots');

const walkthrough =
  process.env.UPDATE === '1' ? path.join(root, 'media', 'walkthrough') : path.join(root, 'out', 'walkthrough');

const themes = [
  { name: 'dark', theme: 'Default Dark Modern' },
  { name: 'light', theme: 'Default Light Modern' },
  { name: 'high-contrast', theme: 'Default High Contrast' },
];

/** A picture of the walkthrough: the upper left part of an element. */
async function step(
  { page }: Workbench,
  name: string,
  theme: string,
  element: string,
  width: number,
  height: number,
  down = 0,
): Promise<void> {
  const box = await page.locator(element).first().boundingBox();
  assert.ok(box);
  const clip = {
    x: box.x,
    y: box.y + down,
    width: Math.min(width, box.width),
    height: Math.min(height, box.height - down),
  };
  await page.screenshot({ path: path.join(walkthrough, `${name}-${theme}.png`), clip });
}

describe('pictures', () => {
  before(() => mkdirSync(walkthrough, { recursive: true }));
  before(() => mkdirSync(target, { recursive: true }));

  for (const { name, theme } of themes) {
    it(`of the workbench, ${name}`, async () => {
      const folder = webshop();
      const workbench = await Workbench.open({ folder, theme, width: 1500, height: 860 });
      try {
        if (name === 'high-contrast') {
          await workbench.chooseTheme('Dark High Contrast');
          await workbench.page.locator('.monaco-workbench.hc-black').waitFor();
        }
        await workbench.openSideBar();
        await workbench.tree('Product catalogue').first().waitFor();
        await workbench.openFile('webshop.plan.yaml');
        await workbench.goTo(126, 1);
        await workbench.command('Headway: Open Schedule to the Side');
        const schedule = workbench.schedule();
        await schedule.locator('.bar').first().waitFor();
        await schedule.getByRole('button', { name: 'Show the whole plan' }).click();
        await workbench.page.mouse.move(5, 850);
        await workbench.page.waitForTimeout(800);
        const file = path.join(target, `schedule-${name}.png`);
        await workbench.picture(file);
        assert.ok(statSync(file).size > 50_000);
        if (name === 'high-contrast') return;
        await step(workbench, 'tasks', name, '.part.sidebar', 420, 400);
        await step(workbench, 'schedule', name, '.editor-group-container >> nth=1', 640, 400);
        await workbench.focusEditor();
        await workbench.command('View: Close All Editors in Group');
        await workbench.openFile('webshop.plan.yaml');
        const lines = readFileSync(path.join(folder, 'webshop.plan.yaml'), 'utf8').split('\n');
        const line = lines.findIndex((it) => it.includes('after: api'));
        await workbench.goTo(line + 1, lines[line].indexOf('after: ') + 8);
        await workbench.page.keyboard.press('Control+Space');
        await workbench.suggestions().first().waitFor();
        await workbench.page.waitForTimeout(500);
        await workbench.picture(path.join(target, `completion-${name}.png`));
        await step(workbench, 'plan', name, '.editor-group-container', 640, 400, 300);
        await workbench.page.keyboard.press('Escape');
        await workbench.openFile('cart.ts');
        await workbench.page.locator('.codelens-decoration').first().waitFor();
        await workbench.page.waitForTimeout(500);
        await step(workbench, 'code', name, '.editor-group-container', 640, 300);
      } finally {
        await workbench.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
