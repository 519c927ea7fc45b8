import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Optimization } from '../core/features/optimize';
import type { OptimizeJob, Optimizer } from '../lsp/host';
import type { OptimizerMessage } from './optimizerWorker';

/** Searches in a thread of its own, so that nobody who types waits; `bundle` is the path of the running bundle. */
export function threadedOptimizer(bundle: string): Optimizer {
  return (job: OptimizeJob, onProgress, onStop): Promise<Optimization> =>
    new Promise((resolve, reject) => {
      const stop = new Int32Array(new SharedArrayBuffer(4));
      const worker = new Worker(path.join(path.dirname(bundle), 'optimizer.js'), { workerData: { job, stop } });
      onStop(() => Atomics.store(stop, 0, 1));
      worker.on('message', (message: OptimizerMessage) => {
        if ('progress' in message) onProgress(message.progress);
        else resolve(message.outcome);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the search ended with ${code}`)));
    });
}
