// Serves the schedule page to a plain browser: `npm run dev:schedule` for people, and the tests of the page.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import * as esbuild from 'esbuild';
import { planOf } from '../bench/plans';

const root = path.resolve(import.meta.dirname, '../..');

/** The page's policy in VS Code, and the little more that the stand-in for VS Code needs: its script, plan and styles. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  'worker-src blob:',
].join('; ');

const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Schedule</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/schedule.css">
</head>
<body>
<main id="schedule" data-network-worker="/network.js"></main>
<script type="module" src="/browser.js"></script>
</body>
</html>`;

const jsx = { jsx: 'automatic', jsxImportSource: 'preact' } as const;

async function bundle(entry: string, format: 'iife' | 'esm', minify: boolean): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format,
    minify,
    logLevel: 'warning',
    ...jsx,
  });
  return outputFiles[0].text;
}

/** A script of the page as it is published. */
export function bundlePage(entry: string): Promise<string> {
  return bundle(entry, 'iife', true);
}

/** Plans by name: the example, or generated ones of so many tasks, or what a test has put there. */
export class PageServer {
  readonly plans = new Map<string, string>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param minify as in the published extension */
  static async start({ minify = false, port = 0, fresh = false } = {}): Promise<PageServer> {
    const scripts = (): Promise<string[]> =>
      Promise.all([
        bundle('client/webview/main.tsx', 'iife', minify),
        bundle('client/webview/networkWorker.ts', 'iife', minify),
        bundle('test/webview/browser.ts', 'esm', minify),
      ]);
    let built = await scripts();
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const send = (type: string, body: string): void => {
        response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy });
        response.end(body);
      };
      const answer = async (): Promise<void> => {
        if (url.pathname === '/' && fresh) built = await scripts();
        switch (url.pathname) {
          case '/':
            return send('text/html', html);
          case '/schedule.js':
            return send('text/javascript', built[0]);
          case '/network.js':
            return send('text/javascript', built[1]);
          case '/browser.js':
            return send('text/javascript', built[2]);
          case '/schedule.css':
            return send('text/css', readFileSync(path.join(root, 'media/schedule.css'), 'utf8'));
          case '/plan':
            return send('text/plain', pages.#plan(url.searchParams));
          default:
            response.writeHead(404);
            response.end();
        }
      };
      answer().catch((error: unknown) => {
        response.writeHead(500);
        response.end(String(error));
      });
    });
    const pages = new PageServer(server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return pages;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #plan(parameters: URLSearchParams): string {
    const tasks = Number(parameters.get('tasks') ?? 0);
    if (tasks > 0) return planOf(tasks, 20);
    const known = this.plans.get(parameters.get('plan') ?? '');
    return known ?? readFileSync(path.join(root, 'examples/webshop/webshop.plan.yaml'), 'utf8');
  }
}
