import * as path from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import type { Optimizer } from '../lsp/host';
import { type FromOptimizer, optimizerListener, type ToOptimizer, threadedOptimizer } from '../lsp/optimizer';
import { bundledHolidays } from './holidays';

/** Searches in threads of Node; `bundle` is the path of the running bundle, beside which that of the server lies. */
export function nodeOptimizer(bundle: string): Optimizer {
  return threadedOptimizer(() => {
    const worker = new Worker(path.join(path.dirname(bundle), 'server.js'));
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => worker.on('message', listener),
      onError: (listener) => {
        worker.on('error', listener);
        worker.on('exit', (code) => listener(new Error(`the search ended with ${code}`)));
      },
      end: () => void worker.terminate(),
    };
  });
}

/** What such a thread does. */
export function runOptimizer(bundle: string): void {
  const port = parentPort;
  const tell = (message: FromOptimizer): void => port?.postMessage(message);
  const listen = optimizerListener(bundledHolidays(bundle), tell);
  port?.on('message', (message: ToOptimizer) => listen(message));
}
