import type { Optimizer } from '../lsp/host';
import { type FromOptimizer, optimizerListener, type ToOptimizer, threadedOptimizer } from '../lsp/optimizer';
import { importedHolidays } from './holidays';
import { nameOf } from './name';

/** Searches in workers of the browser; `bundles` is the URL of the folder in which the bundles lie. */
export function webOptimizer(bundles: string): Optimizer {
  return threadedOptimizer(() => {
    // Workers begin with a script of the page's own origin, wherever the extension was loaded from.
    const script = new Blob([`importScripts(${JSON.stringify(`${bundles}/web/server.js`)});`]);
    const url = URL.createObjectURL(script);
    const worker = new Worker(url, { name: nameOf({ part: 'optimizer', bundles }) });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) =>
        worker.addEventListener('message', ({ data }: MessageEvent<FromOptimizer>) => listener(data)),
      onError: (listener) => worker.addEventListener('error', ({ message }) => listener(new Error(message))),
      end: () => {
        worker.terminate();
        URL.revokeObjectURL(url);
      },
    };
  });
}

/** What such a worker does. */
export function runOptimizer(scope: DedicatedWorkerGlobalScope, bundles: string): void {
  const tell = (message: FromOptimizer): void => scope.postMessage(message);
  const listen = optimizerListener(importedHolidays(bundles), tell);
  scope.addEventListener('message', ({ data }: MessageEvent<ToOptimizer>) => listen(data));
}
