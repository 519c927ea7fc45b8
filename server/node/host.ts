import type { Host } from '../lsp/host';
import { wallMinute } from '../runtime/clock';
import { nodeDisk, readText } from './disk';
import { bundledHolidays } from './holidays';
import { nodeOptimizer } from './optimizer';

/** The host of a server that runs in Node; `bundle` is the path of the running bundle, beside which the others lie. */
export function nodeHost(bundle: string): Host {
  return {
    wallMinute,
    holidays: bundledHolidays(bundle),
    canRead: (uri) => uri.startsWith('file:'),
    disk: nodeDisk,
    read: readText,
    optimize: nodeOptimizer(bundle),
  };
}
