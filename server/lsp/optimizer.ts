import { type Optimization, optimizing } from '../core/features/optimize';
import type { SearchProgress } from '../core/optimize/search';
import { outsideOf } from '../core/workspace/outside';
import { type Environment, PlanSnapshot } from '../core/workspace/snapshot';
import type { OptimizeJob, Optimizer } from './host';
import { pause } from './pause';

/** To the thread that searches. */
export type ToOptimizer = { readonly job: OptimizeJob } | 'stop';

/** From it; the outcome is the last that it tells. */
export type FromOptimizer = { readonly progress: SearchProgress } | { readonly outcome: Optimization };

/** A thread, as Node and browsers name its parts alike. */
export interface OptimizerThread {
  post(message: ToOptimizer): void;
  onMessage(listener: (message: FromOptimizer) => void): void;
  onError(listener: (error: Error) => void): void;
  end(): void;
}

/** How often progress is told, and how often a search looks whether it is to stop. */
const REPORT_MS = 200;
const LOOK_MS = 50;

/** Searches in a thread of its own, so that nobody who types waits. */
export function threadedOptimizer(start: () => OptimizerThread): Optimizer {
  return async (job, onProgress, onStop) => {
    const thread = start();
    try {
      return await new Promise<Optimization>((resolve, reject) => {
        thread.onError(reject);
        thread.onMessage((message) => {
          if ('progress' in message) onProgress(message.progress);
          else resolve(message.outcome);
        });
        onStop(() => thread.post('stop'));
        thread.post({ job });
      });
    } finally {
      thread.end();
    }
  };
}

/** In the thread: what is to be done with each message that it is sent. */
export function optimizerListener(
  holidays: Environment['holidays'],
  tell: (message: FromOptimizer) => void,
): (message: ToOptimizer) => void {
  let isStopped = false;
  return (message) => {
    if (message === 'stop') isStopped = true;
    else void search(message.job, holidays, { tell, isStopped: () => isStopped });
  };
}

/** Runs one search, until its limit or until it is stopped. */
async function search(
  job: OptimizeJob,
  holidays: Environment['holidays'],
  { tell, isStopped }: { readonly tell: (message: FromOptimizer) => void; readonly isStopped: () => boolean },
): Promise<void> {
  const others = new Map<string, PlanSnapshot>();
  const environment: Environment = {
    wallMinute: () => job.now,
    holidays,
    outside: outsideOf((fromUri, path) => {
      const found = job.included.find((it) => it.fromUri === fromUri && it.path === path);
      if (!found) return undefined;
      const known = others.get(found.uri) ?? PlanSnapshot.of(found.uri, 1, found.text, environment);
      others.set(found.uri, known);
      return known;
    }),
  };
  const snapshot = PlanSnapshot.of(job.uri, 1, job.text, environment);
  const { seconds, ...options } = job.options;
  const end = seconds === undefined ? Infinity : performance.now() + seconds * 1000;
  const steps = optimizing(snapshot, options);
  let told = performance.now();
  let looked = told;
  let step = steps.next();
  while (!step.done) {
    const now = performance.now();
    if (now - told > REPORT_MS) {
      told = now;
      tell({ progress: step.value });
    }
    if (now - looked > LOOK_MS) {
      looked = now;
      await pause();
    }
    step = steps.next(now > end || isStopped());
  }
  tell({ outcome: step.value });
}
