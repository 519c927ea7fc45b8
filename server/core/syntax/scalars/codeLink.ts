import { bad, good, type ScalarResult, type Token } from './result';

/** A place in the repository: a file, folder or glob, optionally a symbol or lines in it. */
export interface CodeLink {
  /** With forward slashes, as written; `./` means the folder of the plan, anything else the workspace folder. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'glob';
  /** `Cart.total`: the names from the outside in. */
  readonly symbol?: string;
  /** One-based, both included. */
  readonly lines?: { readonly first: number; readonly last: number };
}

/** `src/a.ts` · `src/api/` · `src/*.ts` · `src/a.ts#Cart.total` · `src/a.ts:42-60` */
export function parseCodeLink(text: string): ScalarResult<CodeLink> {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const body = text.slice(start, end);
  const fail = (reason: string, from = start, to = end): ScalarResult<CodeLink> =>
    bad('bad-code-link', from, Math.max(to, from + 1), { reason });
  if (body === '') return fail('A path is missing');
  const match = /^([^#]*?)(?:#(.*)|:(\d+)(?:-(\d+))?)?$/s.exec(body);
  if (!match) return fail(`\`${body}\` is not a link to code`);
  const [, path, symbol, first, last] = match;
  const pathEnd = start + path.length;
  if (path === '') return fail('A path is missing before `#`', start, start + 1);
  if (/^(?:[A-Za-z][A-Za-z0-9+.-]+:|\/|\\)/.test(path)) {
    return fail('A link to code is a path inside the workspace, without a scheme or a leading slash', start, pathEnd);
  }
  if (path.includes('\\'))
    return fail(`Write the path with forward slashes: \`${path.replaceAll('\\', '/')}\``, start, pathEnd);
  if (leavesRoot(path)) return fail('A link to code must stay inside the workspace', start, pathEnd);
  const tokens: Token[] = [{ kind: 'path', start, end: pathEnd }];
  const kind = /[*?[\]{}]/.test(path) ? 'glob' : path.endsWith('/') ? 'folder' : 'file';
  if (symbol !== undefined) {
    if (symbol === '')
      return { tokens, problems: fail('The name of a symbol is missing after `#`', pathEnd, end).problems };
    if (kind !== 'file') return { tokens, problems: fail('Only a file has symbols', pathEnd, end).problems };
    tokens.push({ kind: 'symbol', start: pathEnd + 1, end });
    return good({ path, kind, symbol }, tokens);
  }
  if (first !== undefined) {
    const lines = { first: Number(first), last: Number(last ?? first) };
    tokens.push({ kind: 'number', start: pathEnd + 1, end });
    if (lines.first < 1 || lines.last < lines.first)
      return {
        tokens,
        problems: fail('Lines are counted from 1, from the first to the last', pathEnd + 1, end).problems,
      };
    return {
      value: { path, kind, lines },
      tokens,
      problems: [{ code: 'drifting-lines', start: pathEnd, end, args: { path } }],
    };
  }
  return good({ path, kind }, tokens);
}

/** Whether `..` leads out of the workspace folder. Links that start at the plan's own folder are checked when resolved. */
function leavesRoot(path: string): boolean {
  if (path.startsWith('./') || path.startsWith('../')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '.' && part !== '') depth++;
    if (depth < 0) return true;
  }
  return false;
}
