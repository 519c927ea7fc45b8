import type { Optimization } from '../core/features/optimize';
import type { SearchProgress } from '../core/optimize/search';
import type { Included } from '../core/workspace/included';
import { includedTexts } from '../core/workspace/outside';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import type { Host, OptimizeJob } from './host';

/** The searches for better plans that are going on: at most one for each plan. */
export class Searches {
  readonly #host: Host;
  readonly #stops = new Map<string, () => void>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Begins a search; one that is going on for the same plan is stopped. */
  async run(
    snapshot: PlanSnapshot,
    find: Included,
    options: OptimizeJob['options'],
    onProgress: (progress: SearchProgress) => void,
  ): Promise<Optimization> {
    const { uri, text, plan } = snapshot;
    this.stop(uri);
    let own: (() => void) | undefined;
    const included = includedTexts(snapshot, find);
    const job = { uri, text, now: this.#host.wallMinute(plan.timezone), included, options };
    try {
      return await this.#host.optimize(job, onProgress, (stop) => {
        own = stop;
        this.#stops.set(uri, stop);
      });
    } finally {
      if (own && this.#stops.get(uri) === own) this.#stops.delete(uri);
    }
  }

  /** Ends the search for a plan, if there is one, with what was found so far. */
  stop(uri: string): void {
    this.#stops.get(uri)?.();
  }
}
