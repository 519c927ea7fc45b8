import { pathFrom, resolvePath, type WorkspaceFiles } from '../../links/files';
import { findSymbol } from '../../links/symbols';
import type { PlanSnapshot } from '../../workspace/snapshot';
import type { Diagnostic } from '../diagnostics';
import type { QuickFix } from './fix';
import { markedLinks } from './marked';

/** More places than anybody would choose from. */
const MAX_PLACES = 5;

/** For links whose symbol is gone: the files in which a symbol of that name is now, those in the nearest folders first. */
export async function moved(
  snapshot: PlanSnapshot,
  found: readonly Diagnostic[],
  start: number,
  end: number,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<QuickFix[]> {
  const fixes: QuickFix[] = [];
  for (const { problem, placed } of markedLinks(snapshot, found, ['missing-symbol', 'missing-file'], start, end)) {
    const { symbol } = placed.link;
    const from = resolvePath(placed.link.path, planFolder);
    if (symbol === undefined || from === undefined) continue;
    const places = (await declaring(symbol, files)).filter((path) => path !== from).sort(byNearness(from));
    for (const path of places.slice(0, MAX_PLACES)) {
      const link = `${pathFrom(planFolder, path, placed.link.path)}#${symbol}`;
      fixes.push({
        title: `Change to ${link}, where ${symbol} is now`,
        problem,
        changes: [{ start: placed.pathSpan.start, end: placed.symbolSpan.end, text: link }],
        isPreferred: places.length === 1,
      });
    }
  }
  return fixes;
}

/** The source files that declare a symbol; only those with its name in their text are looked into. */
async function declaring(symbol: string, files: WorkspaceFiles): Promise<string[]> {
  const name = symbol.slice(symbol.lastIndexOf('.') + 1);
  const declaring: string[] = [];
  for (const path of await files.mentioning(name))
    if (findSymbol((await files.symbols(path)) ?? [], symbol)) declaring.push(path);
  return declaring;
}

/** Paths by how many folders one has to go up and down from another, then by name. */
function byNearness(from: string): (a: string, b: string) => number {
  const folders = from.split('/');
  const distance = (path: string): number => {
    const parts = path.split('/');
    const common = parts.findIndex((part, i) => part !== folders[i]);
    return parts.length + folders.length - 2 * common;
  };
  return (a, b) => distance(a) - distance(b) || (a < b ? -1 : 1);
}
