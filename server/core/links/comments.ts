import { idPattern } from '../syntax/scalars/names';

/** A place in source code that names a task: `PLAN(api.schema)`, `TODO(shop:api.schema): …`, `FIXME(api)`. */
export interface CodeComment {
  /** The path of the file from the workspace folder. */
  readonly path: string;
  readonly word: 'PLAN' | 'TODO' | 'FIXME';
  /** The other plan's name before a colon, in a portfolio. */
  readonly plan?: string;
  /** The task as written, its ids from the outside in. */
  readonly task: readonly string[];
  /** Zero-based line and column (UTF-16) of the first id of the task. */
  readonly line: number;
  readonly column: number;
}

const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}_])(PLAN|TODO|FIXME)\\((?:(${idPattern}):)?(${idPattern}(?:\\.${idPattern})*)\\)`,
  'gu',
);
/** What stands before it on the line begins a comment in one of the common languages. */
const opensComment = /\/\/|\/\*|^\s*\*(?!\/)|#|--|<!--|;|%|\{-|\(\*|"""|'''|\bREM\b/i;

/** The comments of a source text that name tasks, in its order. Words outside of comments do not count. */
export function scanComments(path: string, text: string): CodeComment[] {
  if (!/(?:PLAN|TODO|FIXME)\(/.test(text)) return [];
  const found: CodeComment[] = [];
  let isInside = false;
  text.split(/\r\n|\r|\n/).forEach((content, line) => {
    if (content.length > 10_000) return;
    const end = isInside ? Math.max(content.indexOf('*/'), content.indexOf('-->')) : 0;
    for (const match of content.matchAll(pattern)) {
      const before = content.slice(Math.max(0, end), match.index).replace(/^(?:\*\/|-->)/, '');
      const isInComment = isInside && (end < 0 || match.index < end);
      if (!isInComment && !opensComment.test(before)) continue;
      const task = match[3];
      found.push({
        path,
        word: match[1] as CodeComment['word'],
        task: task.split('.'),
        line,
        column: match.index + match[0].length - 1 - task.length,
        ...(match[2] ? { plan: match[2] } : {}),
      });
    }
    // Good enough for comments over several lines: an opening without its end on the same line.
    const open = Math.max(content.lastIndexOf('/*'), content.lastIndexOf('<!--'));
    const close = Math.max(content.lastIndexOf('*/'), content.lastIndexOf('-->'));
    if (open > close) isInside = true;
    else if (close >= 0) isInside = false;
  });
  return found;
}
