import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import axe from 'axe-core';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { pagesOf, type SchedulePage, type ThemeName } from '../schedulePage';

const themes: readonly ThemeName[] = ['dark', 'light', 'high-contrast'];
const kept = path.join(import.meta.dirname, '..', 'pictures');
const taken = path.resolve(import.meta.dirname, '../../../out/pictures');

/** What is shown of the example, by name. */
const sights: Readonly<Record<string, (page: SchedulePage) => Promise<void>>> = {
  gantt: async (page) => {
    await page.select('catalog.import');
  },
  dragging: async (page) => {
    await page.page.locator('.search').fill('payment');
    await page.drag(page.bar('payments.sandbox').locator('.body').first(), { x: 60, y: 0 }, { drop: false });
    await page.page.locator('.drag-tip div').first().waitFor();
  },
  comparing: async (page) => {
    const scenarios = await page.page.evaluate(() => window.planHost.view.alternatives.map(({ name }) => name));
    for (const name of scenarios) await page.compareWith(name);
    await page.page.locator('.search').fill('eli');
    await page.row('payments').waitFor();
    await page.page.getByRole('button', { name: 'Fit' }).click();
    await page.page.locator('.ghost').first().waitFor();
  },
  workload: async (page) => {
    await page.view('Workload');
    await page.page.locator('.load').first().waitFor();
    await page.page.locator('.load', { hasText: '100' }).first().click();
  },
  board: async (page) => {
    await page.view('Board');
    await page.page.locator('.card').first().waitFor();
  },
  network: async (page) => {
    await page.view('Network');
    await page.page.locator('.node').first().waitFor();
  },
  menu: async (page) => {
    await page.row('catalog.import').click({ button: 'right' });
    await page.page.locator('.menu-item').first().waitFor();
  },
  keys: async (page) => {
    await page.select('catalog');
    await page.press('?');
    await page.page.locator('dialog').waitFor();
  },
};

/** Those whose pictures are kept; the others are looked at by axe only. */
const compared = new Set(['gantt', 'comparing', 'dragging', 'workload', 'board', 'network']);

/** The part of the pixels in which two pictures differ. */
function difference(name: string, picture: Buffer): number {
  const [before, now] = [PNG.sync.read(readFileSync(path.join(kept, name))), PNG.sync.read(picture)];
  assert.deepEqual([now.width, now.height], [before.width, before.height]);
  const marked = new PNG({ width: now.width, height: now.height });
  const count = pixelmatch(before.data, now.data, marked.data, now.width, now.height, { threshold: 0.15 });
  if (count > 0) writeFileSync(path.join(taken, name.replace('.png', '-differs.png')), PNG.sync.write(marked));
  return count / (now.width * now.height);
}

for (const theme of themes) {
  describe(`the page in ${theme}`, () => {
    const open = pagesOf();
    for (const [name, show] of Object.entries(sights)) {
      it(`looks as it did, and axe finds nothing: ${name}`, async () => {
        const page = await open(undefined, { theme, width: 1000, height: 460 });
        await show(page);
        await page.page.waitForTimeout(150);
        const file = `${name}-${theme}.png`;
        const picture = await page.page.screenshot();
        mkdirSync(taken, { recursive: true });
        writeFileSync(path.join(taken, file), picture);
        await page.page.evaluate(axe.source);
        const findings = await page.page.evaluate(async () => {
          const { violations } = await (window as unknown as { axe: typeof axe }).axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary ?? ''}`);
        });
        assert.deepEqual(findings, []);
        if (!compared.has(name)) return;
        if (process.env.UPDATE === '1' || !existsSync(path.join(kept, file))) {
          mkdirSync(kept, { recursive: true });
          writeFileSync(path.join(kept, file), picture);
        }
        const part = difference(file, picture);
        assert.ok(part < 0.01, `${(part * 100).toFixed(2)} % of the picture differ: see out/pictures`);
      });
    }
  });
}
