import assert from 'node:assert/strict';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/lib/chromium.mjs';
import type { FromWebview } from '../../server/protocol/webview';
import { PageServer } from './server';

export type ThemeName = 'dark' | 'light' | 'high-contrast';

export interface PageOptions {
  readonly theme?: ThemeName;
  /** The language of dates. */
  readonly lang?: string;
  readonly width?: number;
  readonly height?: number;
}

let shared: Promise<{ readonly browser: Browser; readonly server: PageServer }> | undefined;
let plans = 0;

async function start(): Promise<{ readonly browser: Browser; readonly server: PageServer }> {
  const [server, executablePath] = await Promise.all([PageServer.start(), ensureChromium()]);
  return { server, browser: await chromium.launch({ executablePath, args: chromiumArguments }) };
}

// The browser and the server are shared by all suites.
after(async () => {
  const { browser, server } = (await shared) ?? {};
  await browser?.close();
  await server?.stop();
});

/** Opens pages for the tests of a suite, and closes them; what the browser complains about fails the test. */
export function pagesOf(): typeof SchedulePage.open {
  const open: SchedulePage[] = [];
  afterEach(async () => {
    const errors = open.flatMap((page) => page.errors);
    for (const page of open.splice(0)) await page.close();
    assert.deepEqual(errors, []);
  });
  return async (plan, options) => {
    const page = await SchedulePage.open(plan, options);
    open.push(page);
    return page;
  };
}

/** The schedule page in a plain browser, with the plan behind it and what a person does to it. */
export class SchedulePage {
  readonly page: Page;
  /** What the browser complained about. */
  readonly errors: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  /** @param plan the text of a plan; the example when left out */
  static async open(plan?: string, options: PageOptions = {}): Promise<SchedulePage> {
    shared ??= start();
    const { browser, server } = await shared;
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1200, height: options.height ?? 640 },
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(8000);
    const opened = new SchedulePage(page);
    page.on('pageerror', (error) => opened.errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') opened.errors.push(message.text());
    });
    const query = new URLSearchParams({ theme: options.theme ?? 'dark', lang: options.lang ?? 'en-GB' });
    if (plan !== undefined) {
      const name = String(++plans);
      server.plans.set(name, plan);
      query.set('plan', name);
    }
    await page.goto(`${server.address}?${query.toString()}`);
    await page.locator('.row, .empty-note').first().waitFor();
    return opened;
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  text(): Promise<string> {
    return this.page.evaluate(() => window.planHost.text);
  }

  /** The text of another plan beside the one that is shown. */
  textOf(path: string): Promise<string> {
    return this.page.evaluate((it) => window.planHost.textOf(it), path);
  }

  undoSteps(): Promise<number> {
    return this.page.evaluate(() => window.planHost.undoSteps);
  }

  received(): Promise<FromWebview[]> {
    return this.page.evaluate(() => window.planHost.received);
  }

  /** Changes the plan as if somebody had typed. */
  async type(text: string): Promise<void> {
    await this.page.evaluate((it) => window.planHost.type(it), text);
  }

  row(path: string): Locator {
    return this.page.locator(`.row[data-path="${path}"]`);
  }

  bar(path: string): Locator {
    return this.page.locator(`.bar[data-path="${path}"]`);
  }

  card(path: string): Locator {
    return this.page.locator(`.card[data-path="${path}"]`);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  async view(name: 'Gantt' | 'Workload' | 'Board' | 'Network'): Promise<void> {
    await this.page.getByRole('radio', { name }).click();
  }

  /** Chooses in the menu of what the plan is compared with. */
  async compareWith(entry: string): Promise<void> {
    await this.page.getByLabel('Compare with').first().click();
    await this.page.locator('.menu-item', { hasText: entry }).click();
  }

  async select(path: string): Promise<void> {
    await this.row(path).locator('.name').click();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Lets every frame come so many milliseconds late, as on a machine that is busy. */
  async delayFrames(ms: number): Promise<void> {
    await this.page.evaluate((late) => {
      const frame = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => window.setTimeout(() => frame(callback), late);
    }, ms);
  }

  /** Opens the menu of a task by its row, and chooses. */
  async choose(path: string, entry: string): Promise<void> {
    await this.row(path).click({ button: 'right' });
    await this.page.locator('.menu-item', { hasText: entry }).first().click();
  }

  /** Drags from the middle of one thing, or a point of it, by so many pixels. */
  async drag(from: Locator, by: { x: number; y: number }, { drop = true } = {}): Promise<void> {
    const box = await boxOf(from);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + by.x / 2, y + by.y / 2);
    await mouse.move(x + by.x, y + by.y);
    if (drop) await mouse.up();
  }

  async dragTo(
    from: Locator,
    to: Locator,
    at: 'middle' | 'top' | 'bottom' | 'start' | 'end' = 'middle',
  ): Promise<void> {
    const [a, b] = [await boxOf(from), await boxOf(to)];
    const x = at === 'start' ? b.x + 3 : at === 'end' ? b.x + b.width - 3 : b.x + b.width / 2;
    const y = at === 'top' ? b.y + 4 : at === 'bottom' ? b.y + b.height - 4 : b.y + b.height / 2;
    await this.drag(from, { x: x - a.x - a.width / 2, y: y - a.y - a.height / 2 });
  }

  /** Clicks on the arrow of a dependency, half of the way along. */
  async clickLink(from: string, to: string): Promise<void> {
    const line = this.page.locator(`.link[data-from="${from}"][data-to="${to}"] .arrow-touch`);
    const point = await line.evaluate((it: SVGPathElement) => {
      const { x, y } = it.getPointAtLength(it.getTotalLength() / 2);
      const matrix = it.getScreenCTM();
      return matrix ? { x: matrix.a * x + matrix.e, y: matrix.d * y + matrix.f } : { x: 0, y: 0 };
    });
    await this.page.mouse.click(point.x, point.y);
  }

  /** A handle of a bar; it is there while the mouse points at the bar. */
  async handle(path: string, grip: 'finish' | 'progress' | 'link-start' | 'link-finish'): Promise<Locator> {
    await this.bar(path).locator('.body').first().hover();
    const handle = this.bar(path).locator(`[data-grip="${grip}"]`);
    await handle.waitFor();
    return handle;
  }

  /** Pixels of a day at the present zoom, measured between the starts of two bars that are so many days apart. */
  async pixelsPerDay(first: string, second: string, days: number): Promise<number> {
    const [a, b] = await Promise.all([first, second].map((it) => boxOf(this.bar(it).locator('.body').first())));
    return (b.x - a.x) / days;
  }

  /** Waits until the plan is the text that is expected, and looks at the undo steps that it took. */
  async expectText(expected: string, steps = 1): Promise<void> {
    await this.page
      .waitForFunction((it) => window.planHost.text === it, expected, { timeout: 3000 })
      .catch(() => undefined);
    assert.equal(await this.text(), expected);
    assert.equal(await this.undoSteps(), steps, 'undo steps');
  }

  /** Waits until the page has asked for something about a task. */
  async expectMessage(type: FromWebview['type'], path: string): Promise<void> {
    await this.page.waitForFunction(
      ([kind, task]) => window.planHost.received.some((it) => it.type === kind && 'path' in it && it.path === task),
      [type, path],
    );
  }

  /** What the page tells: refusals and hints. */
  notice(): Locator {
    return this.page.locator('.notice');
  }
}

export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await locator.waitFor();
  const box = await locator.boundingBox();
  assert.ok(box, 'is drawn');
  return box;
}
