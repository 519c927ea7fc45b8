import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type Optimization, optimizing } from '../core/features/optimize';
import type { SearchProgress } from '../core/optimize/search';
import { PlanSnapshot } from '../core/workspace/snapshot';
import type { OptimizeJob } from '../lsp/host';
import { bundledHolidays } from './holidays';

/** What the thread tells. */
export type OptimizerMessage = { readonly progress: SearchProgress } | { readonly outcome: Optimization };

/** How often progress is told. */
const REPORT_MS = 200;

/** Runs one search, until its limit or until the shared flag is set. */
export function runOptimizer(bundle: string): void {
  if (isMainThread || !parentPort) return;
  const port = parentPort;
  const { job, stop } = workerData as { readonly job: OptimizeJob; readonly stop: Int32Array };
  const tell = (message: OptimizerMessage): void => port.postMessage(message);
  const environment = { wallMinute: () => job.now, holidays: bundledHolidays(bundle) };
  const snapshot = PlanSnapshot.of(job.uri, 1, job.text, environment);
  const { seconds, ...options } = job.options;
  const end = seconds === undefined ? Infinity : performance.now() + seconds * 1000;
  const steps = optimizing(snapshot, options);
  let told = performance.now();
  let step = steps.next();
  while (!step.done) {
    const now = performance.now();
    if (now - told > REPORT_MS) {
      told = now;
      tell({ progress: step.value });
    }
    step = steps.next(now > end || Atomics.load(stop, 0) === 1);
  }
  tell({ outcome: step.value });
}
