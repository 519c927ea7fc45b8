import type { Host } from '../lsp/host';
import { wallMinute } from './clock';
import { findPlans, nodeFiles, readText } from './files';
import { bundledHolidays } from './holidays';
import { threadedOptimizer } from './optimizer';

/** The host of a server that runs in Node; `bundle` is the path of the running bundle, beside which the holidays lie. */
export function nodeHost(bundle: string): Host {
  return {
    wallMinute,
    holidays: bundledHolidays(bundle),
    files: nodeFiles,
    findPlans,
    read: readText,
    optimize: threadedOptimizer(bundle),
  };
}
