import { type CodeSymbol, resolvePath, type WorkspaceFiles } from '../../links/files';
import type { PlanSnapshot } from '../../workspace/snapshot';
import type { Diagnostic } from '../diagnostics';
import type { QuickFix } from './fix';
import { markedLinks } from './marked';

/** Turns links to lines into links to the symbol that encloses them, which is looked up in the source file. */
export async function drift(
  snapshot: PlanSnapshot,
  found: readonly Diagnostic[],
  start: number,
  end: number,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<QuickFix[]> {
  const fixes: QuickFix[] = [];
  for (const { problem, placed } of markedLinks(snapshot, found, ['drifting-lines'], start, end)) {
    const path = resolvePath(placed.link.path, planFolder);
    const symbols = path === undefined ? undefined : await files.symbols(path);
    const symbol = placed.link.lines && symbols && enclosing(symbols, placed.link.lines.first - 1);
    if (!symbol) continue;
    fixes.push({
      title: `Link to \`${symbol.path}\` instead`,
      problem,
      changes: [{ start: problem.start, end: problem.end, text: `#${symbol.path}` }],
      isPreferred: true,
    });
  }
  return fixes;
}

/** The last symbol that begins at or before a line. */
function enclosing(symbols: readonly CodeSymbol[], line: number): CodeSymbol | undefined {
  return symbols
    .filter((symbol) => symbol.line <= line)
    .reduce<CodeSymbol | undefined>((best, symbol) => (best && best.line > symbol.line ? best : symbol), undefined);
}
