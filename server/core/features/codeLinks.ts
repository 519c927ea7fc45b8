import { nearest } from '../base/nearest';
import type { Span } from '../base/span';
import { type CodeSymbol, pathFrom, resolvePath, type WorkspaceFiles } from '../links/files';
import { findSymbol } from '../links/symbols';
import type { Task } from '../model/task';
import { didYouMean, type Problem } from '../schema/problems';
import { spanIn } from '../syntax/node';
import type { CodeLink } from '../syntax/scalars/codeLink';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A link of a task to code, with its places in the plan's text. */
export interface PlacedLink {
  readonly task: Task;
  readonly link: CodeLink;
  /** The link as written. */
  readonly text: string;
  readonly span: Span;
  readonly pathSpan: Span;
  readonly symbolSpan: Span;
}

/** Every link of a task to code, in the order of the file. */
export function linksOf(task: Task): PlacedLink[] {
  return task.items('code').flatMap(({ item, offset }) => {
    const link = item.kind === 'scalar' ? (item.data as CodeLink | undefined) : undefined;
    if (!link || item.kind !== 'scalar') return [];
    const place = (start: number, end: number): Span => {
      const span = spanIn(item.node, start, end);
      return { start: span.start + offset, end: span.end + offset };
    };
    const text = item.node.text;
    const trimmed = text.length - text.trimStart().length;
    const pathEnd = trimmed + link.path.length;
    return [
      {
        task,
        link,
        text: text.trim(),
        span: place(0, text.length),
        pathSpan: place(trimmed, pathEnd),
        symbolSpan: place(Math.min(pathEnd + 1, text.length), text.length),
      },
    ];
  });
}

/** A place in a file of the workspace; lines and columns count from zero. */
export interface CodeLocation {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Where a link leads: the file, or the symbol or line in it; undefined when the file is not there. */
export async function locate(
  link: CodeLink,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<CodeLocation | undefined> {
  const path = resolvePath(link.path, planFolder);
  if (path === undefined || link.kind !== 'file') return undefined;
  if ((await files.kindOf(path)) !== 'file') return undefined;
  if (link.lines) return { path, line: link.lines.first - 1, column: 0 };
  if (link.symbol === undefined) return { path, line: 0, column: 0 };
  const symbols = await files.symbols(path);
  const symbol = symbols && findSymbol(symbols, link.symbol);
  return symbol ? { path, line: symbol.line, column: symbol.column } : { path, line: 0, column: 0 };
}

/** Links that lead nowhere: files that are not there and symbols that are not in them. */
export async function linkProblems(
  snapshot: PlanSnapshot,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const kinds = new Map<string, Promise<'file' | 'folder' | undefined>>();
  const symbolsOf = new Map<string, Promise<readonly CodeSymbol[] | undefined>>();
  const remembered = <T>(map: Map<string, Promise<T>>, path: string, ask: (path: string) => Promise<T>): Promise<T> => {
    let answer = map.get(path);
    if (!answer) map.set(path, (answer = ask(path)));
    return answer;
  };
  for (const task of snapshot.plan.tasks) {
    if (!task.has('code')) continue;
    for (const { link, pathSpan, symbolSpan } of linksOf(task)) {
      const path = resolvePath(link.path, planFolder);
      if (path === undefined) {
        problems.push({
          code: 'bad-code-link',
          ...pathSpan,
          args: { reason: 'A link to code must stay inside the workspace' },
        });
        continue;
      }
      if (link.kind === 'glob') {
        if ((await files.find(path)).length === 0)
          problems.push({ code: 'empty-glob', ...pathSpan, args: { path: link.path } });
        continue;
      }
      const kind = await remembered(kinds, path, (it) => files.kindOf(it));
      if (kind === undefined) {
        const near = await likelyPath(link.path, path, planFolder, files);
        problems.push({
          code: 'missing-file',
          ...pathSpan,
          args: { path: link.path, suggestion: didYouMean(near) },
          ...(near ? { replacements: [near] } : {}),
        });
      } else if (kind === 'folder' && link.kind === 'file' && link.symbol === undefined && !link.lines) {
        const args = { path: link.path };
        problems.push({ code: 'folder-without-slash', ...pathSpan, args, replacements: [`${link.path}/`] });
      } else if (link.symbol !== undefined && kind === 'file') {
        const symbols = await remembered(symbolsOf, path, (it) => files.symbols(it));
        if (!symbols || findSymbol(symbols, link.symbol)) continue;
        const several = symbols
          .filter((symbol) => symbol.path.endsWith(`.${link.symbol}`))
          .map((symbol) => symbol.path);
        if (several.length > 1) {
          const candidates = several.slice(0, 10).map((name) => `\`${name}\``);
          problems.push({
            code: 'ambiguous-symbol',
            ...symbolSpan,
            args: { symbol: link.symbol, candidates: candidates.join(', ') },
            replacements: several.slice(0, 10),
          });
          continue;
        }
        const near = nearest(
          link.symbol,
          symbols.map((symbol) => symbol.path),
        );
        problems.push({
          code: 'missing-symbol',
          ...symbolSpan,
          args: { symbol: link.symbol, path: link.path, suggestion: didYouMean(near) },
          ...(near ? { replacements: [near] } : {}),
        });
      }
    }
  }
  return problems;
}

/** A file of nearly the same name in the same folder, else the only one of its name anywhere; written like the link. */
async function likelyPath(
  written: string,
  path: string,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<string | undefined> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const name = path.slice(folder === '' ? 0 : folder.length + 1);
  const entries = await files.list(folder);
  const near = nearest(
    name,
    entries.map((entry) => entry.name),
  );
  if (near !== undefined) return written.slice(0, written.length - name.length) + near;
  const others = name === '' || /[*?{[]/.test(name) ? [] : await files.find(`**/${name}`);
  return others.length === 1 ? pathFrom(planFolder, others[0], written) : undefined;
}
