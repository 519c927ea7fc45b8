import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { pagesOf, type SchedulePage } from '../schedulePage';

/** What the page hands over for a file or for the printer. */
async function exported(page: SchedulePage, entry: string): Promise<string> {
  await page.button('More').click();
  await page.page.locator('.menu-item', { hasText: entry }).click();
  await page.page.waitForFunction(() =>
    window.planHost.received.some(({ type }) => type === 'export' || type === 'print'),
  );
  for (const message of await page.received()) {
    if (message.type === 'export') return message.data;
    if (message.type === 'print') return message.svg;
  }
  return assert.fail();
}

describe('exporting', () => {
  const open = pagesOf();

  const parts = { Gantt: '.bar', Workload: '.load', Board: '.card', Network: '.node' } as const;
  for (const view of ['Gantt', 'Workload', 'Board', 'Network'] as const) {
    it(`makes an SVG of the ${view} that stands alone`, async () => {
      const page = await open();
      await page.view(view);
      await page.page.locator(parts[view]).first().waitFor();
      const svg = await exported(page, 'Export as SVG…');
      mkdirSync('out/pictures', { recursive: true });
      writeFileSync(`out/pictures/export-${view}.svg`, svg);
      assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.doesNotMatch(svg, /var\(--|<script|href="http|class="/);
      const texts = view === 'Workload' ? ['Ana Costa', '100 %'] : ['Talk to ten custo', 'The shop is open'];
      for (const text of ['Web shop', ...texts]) assert.ok(svg.includes(text), text);
      const size = await page.page.evaluate(async (text) => {
        const image = new Image();
        image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      }, svg);
      assert.ok(size[0] > 800 && size[1] > 200, size.join());
    });
  }

  it('makes a PNG of everything, not only of what is in sight', async () => {
    const page = await open(undefined, { height: 300 });
    const png = PNG.sync.read(Buffer.from(await exported(page, 'Export as PNG…'), 'base64'));
    assert.ok(png.height > 2000, String(png.height));
    const [r, g, b, a] = png.data.subarray(0, 4);
    assert.deepEqual([r, g, b, a], [31, 31, 31, 255], 'the colour of the editor');
    const colours = new Set<number>();
    for (let i = 0; i < png.data.length; i += 4) colours.add(png.data.readUInt32BE(i));
    assert.ok(colours.size > 50);
  });

  it('hands the same picture to the printer', async () => {
    const page = await open();
    assert.match(await exported(page, 'Print…'), /^<svg .*Web shop/s);
  });
});
