// `npm run bench:chart`: the schedule page beside two well-known Gantt charts, with the same data in the same browser.
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/lib/chromium.mjs';
import type { ScheduleView } from '../../server/protocol/schedule';
import { PlanHost } from '../webview/planHost';
import { bundlePage } from '../webview/server';
import { median, ms, table } from './numbers';
import { planOf } from './plans';

/** How long charts are scrolled and zoomed, in milliseconds. */
const FRAMES_MS = 5000;
/** Who has painted nothing by then does not. */
const PATIENCE_MS = 90_000;

const root = path.resolve('.');
const library = (file: string): string => readFileSync(path.join(root, 'node_modules', file), 'utf8');

interface Chart {
  readonly name: string;
  readonly script: string;
  readonly style: string;
  /** Runs in the page: shows the view, and is over when it is in the document. */
  readonly show: (view: ScheduleView) => Promise<void> | void;
  /** Runs in the page in every frame, and gets how many were before. */
  readonly scroll: (frame: number) => void;
  readonly zoom?: (frame: number) => void;
}

interface Measured {
  readonly paint: number;
  readonly scroll: readonly number[];
  readonly zoom: readonly number[];
  readonly megabytes: number;
}

// What is handed to the browser must not use anything outside of itself.
declare const Gantt: new (target: string, tasks: unknown[], options: object) => unknown;
declare const gantt: {
  config: Record<string, unknown>;
  init(target: string): void;
  parse(data: object): void;
  scrollTo(x: number | null, y: number): void;
};

function charts(own: string): Chart[] {
  return [
    {
      name: 'Headway',
      script: own,
      style: readFileSync(path.join(root, 'media/schedule.css'), 'utf8'),
      show: async (view) => {
        // As messages are: copied.
        window.dispatchEvent(new MessageEvent('message', { data: structuredClone({ type: 'view', view }) }));
        while (!document.querySelector('.bar')) await new Promise(requestAnimationFrame);
      },
      scroll: (frame) => {
        const element = document.querySelector('.scroller');
        if (element)
          element.scrollTop = Math.abs(((frame * 48) % 4000) - 2000) + (element.scrollHeight > 9000 ? frame * 60 : 0);
      },
      zoom: (frame) => {
        const deltaY = frame % 120 < 60 ? -20 : 20;
        const element = document.querySelector('.scroller');
        element?.dispatchEvent(
          new WheelEvent('wheel', { deltaY, ctrlKey: true, clientX: 900, clientY: 300, cancelable: true }),
        );
      },
    },
    {
      name: 'frappe-gantt',
      script: library('frappe-gantt/dist/frappe-gantt.umd.js'),
      style: library('frappe-gantt/dist/frappe-gantt.css'),
      show: (view) => {
        const day = (minute: number | null): string => new Date((minute ?? 0) * 60_000).toISOString().slice(0, 10);
        const before = new Map<number, string[]>();
        for (const { from, to } of view.links) before.set(to, [...(before.get(to) ?? []), `t${from}`]);
        const tasks = view.rows.map((row, i) => ({
          id: `t${i}`,
          name: row.title,
          start: day(row.start),
          end: day(row.finish),
          progress: row.done,
          dependencies: before.get(i) ?? [],
        }));
        Object.assign(window, { gantt: new Gantt('#schedule', tasks, { view_mode: 'Week', container_height: 700 }) });
      },
      scroll: (frame) => {
        const element = document.querySelector('.gantt-container');
        if (element)
          element.scrollTop = Math.abs(((frame * 48) % 4000) - 2000) + (element.scrollHeight > 9000 ? frame * 60 : 0);
      },
    },
    {
      name: 'dhtmlx-gantt',
      script: library('dhtmlx-gantt/codebase/dhtmlxgantt.js'),
      style: library('dhtmlx-gantt/codebase/dhtmlxgantt.css'),
      show: (view) => {
        const around: number[] = [];
        const types: Record<string, string> = { FS: '0', SS: '1', FF: '2', SF: '3' };
        const data = view.rows.map((row, i) => {
          around[row.depth] = i + 1;
          return {
            id: i + 1,
            text: row.title,
            start_date: new Date((row.start ?? 0) * 60_000),
            end_date: new Date((row.finish ?? 0) * 60_000),
            progress: row.done / 100,
            parent: row.depth > 0 ? around[row.depth - 1] : 0,
            open: true,
          };
        });
        const links = view.links.map(({ from, to, type }, i) => ({
          id: i + 1,
          source: from + 1,
          target: to + 1,
          type: types[type],
        }));
        gantt.config.smart_rendering = true;
        gantt.config.static_background = true;
        gantt.init('schedule');
        gantt.parse({ data, links });
      },
      scroll: (frame) => gantt.scrollTo(null, Math.abs(((frame * 48) % 4000) - 2000) + frame * 60),
    },
  ];
}

/** What the page is given to do. */
declare global {
  interface Window {
    chart: Pick<Chart, 'show' | 'scroll' | 'zoom'>;
  }
}

/** The times between frames, in milliseconds, while something is done in each. */
async function frames(page: Page, what: 'scroll' | 'zoom'): Promise<number[]> {
  return page.evaluate(
    async ([each, duration]) => {
      const times: number[] = [];
      const begin = performance.now();
      let last = begin;
      for (let frame = 0; last - begin < duration; frame++) {
        window.chart[each]?.(frame);
        const now = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
        if (frame > 2) times.push(now - last);
        last = now;
      }
      return times;
    },
    [what, FRAMES_MS] as const,
  );
}

async function measure(browser: Browser, chart: Chart, view: ScheduleView): Promise<Measured | undefined> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 760 } });
  try {
    await page.setContent(
      '<body style="height:100vh;margin:0"><main id="schedule" style="height:700px"></main></body>',
    );
    // `esbuild` names functions by this helper, which pages do not have.
    await page.evaluate(`
      window.__name = (it) => it;
      window.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
    `);
    await page.addStyleTag({ content: chart.style });
    await page.addScriptTag({ content: chart.script });
    const { show, scroll, zoom } = chart;
    await page.addScriptTag({
      content: `window.chart = { show: ${String(show)}, scroll: ${String(scroll)}, zoom: ${String(zoom)} };`,
    });
    const session = await page.context().newCDPSession(page);
    const memory = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize / 1e6;
    };
    const handle = await page.evaluateHandle((it) => it, view);
    const before = await memory();
    const shown = page.evaluate(async (data) => {
      const begin = performance.now();
      await window.chart.show(data);
      // The frame in which it is drawn, and the one that comes when that is over.
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - begin;
    }, handle);
    const paint = await Promise.race([shown, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (paint === undefined) {
      shown.catch(() => undefined);
      return undefined;
    }
    const megabytes = (await memory()) - before;
    return {
      paint,
      megabytes,
      scroll: await frames(page, 'scroll'),
      zoom: zoom ? await frames(page, 'zoom') : [],
    };
  } finally {
    await page.close({ runBeforeUnload: false });
  }
}

const worst = (times: readonly number[]): string => (times.length === 0 ? '–' : `${Math.max(...times).toFixed(0)} ms`);
const middle = (times: readonly number[]): string => (times.length === 0 ? '–' : `${median(times).toFixed(1)} ms`);

/** Measures the charts side by side, and prints a table. */
export async function compareCharts(sizes: readonly number[] = [100, 1000, 10_000]): Promise<void> {
  const own = await bundlePage('client/webview/main.tsx');
  const all = charts(own);
  const rows = [
    ['tasks', 'links', 'chart', 'first paint', 'scroll: median', 'worst', 'zoom: median', 'worst', 'memory', 'script'],
  ];
  for (const tasks of sizes) {
    const { view } = new PlanHost(planOf(tasks, 20), () => undefined);
    for (const chart of all) {
      // A browser for each, so that nobody pays for another one's garbage.
      const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
      const runs: (Measured | undefined)[] = [];
      for (let i = 0; i < 3; i++) {
        const run = await measure(browser, chart, view);
        runs.push(run);
        if (!run || run.paint > 5000) break;
      }
      await browser.close();
      const done = runs.filter((it) => it !== undefined);
      rows.push([
        String(tasks),
        String(view.links.length),
        chart.name,
        done.length === 0 ? `> ${PATIENCE_MS / 1000} s` : ms(median(done.map(({ paint }) => paint))),
        middle(done.flatMap(({ scroll }) => scroll)),
        worst(done.flatMap(({ scroll }) => scroll)),
        middle(done.flatMap(({ zoom }) => zoom)),
        worst(done.flatMap(({ zoom }) => zoom)),
        done.length === 0 ? '–' : `${median(done.map(({ megabytes }) => megabytes)).toFixed(1)} MB`,
        `${(chart.script.length / 1024).toFixed(0)} kB`,
      ]);
    }
  }
  table('Charts in headless Chromium without a GPU, 1400 × 760', rows);
  const worker = await bundlePage('client/webview/networkWorker.ts');
  const [page, network] = [own, worker].map((it) => (it.length / 1024).toFixed(0));
  console.log(
    `\nScript of the page ${page} kB, and ${network} kB of the network's worker when it is opened (minified)`,
  );
}

if (process.argv[1].endsWith('charts.js')) {
  const sizes = process.argv.slice(2).map(Number);
  void compareCharts(sizes.length > 0 ? sizes : undefined);
}
