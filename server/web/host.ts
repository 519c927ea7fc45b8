import { noDisk } from '../files/disk';
import type { Host } from '../lsp/host';
import { wallMinute } from '../runtime/clock';
import { importedHolidays } from './holidays';
import { webOptimizer } from './optimizer';

/** The host of a server that runs in a web worker; `bundles` is the URL of the folder in which the bundles lie. */
export function webHost(bundles: string): Host {
  return {
    wallMinute,
    holidays: importedHolidays(bundles),
    // A browser reads nothing by itself: the editor does.
    canRead: () => false,
    disk: () => noDisk,
    read: () => Promise.resolve(undefined),
    optimize: webOptimizer(bundles),
  };
}
