import type { Span } from '../base/span';

/** A mistake that was blanked out so that what stands around it can be read. */
export interface Repair extends Span {
  readonly message: string;
}

/**
 * Finds what a person is in the middle of typing and blanks it out, so that the rest of the text can be parsed: a line
 * that is only a word, and a bracket or quote that does not close before the next key. Offsets do not change.
 */
export function repair(text: string): { readonly text: string; readonly repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  const lines = linesOf(text);
  let blockIndent = -1;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line.content === '') continue;
    if (blockIndent >= 0 && line.indent > blockIndent) continue;
    blockIndent = -1;
    const key =
      /^(?:-\s+)*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@`-][^#:]*?|-[^\s#:][^#:]*?)\s*:(?=\s|$)/.exec(
        line.content,
      );
    if (!key) {
      if (isLoneWord(line.content) && nextIsSibling(lines, i)) {
        const word = line.content.replace(/\s+#.*$/, '').trimEnd();
        const start = line.start + line.indent;
        repairs.push({ start, end: start + word.length, message: `A \`:\` is missing after \`${word}\`` });
      }
      continue;
    }
    const value = line.content.slice(key[0].length).trimStart();
    if (/^[|>][0-9+-]*(\s+#.*)?$/.test(value)) {
      blockIndent = line.indent;
      continue;
    }
    const opener = unclosed(value);
    if (opener !== undefined && nextIsSibling(lines, i)) {
      const start = line.start + line.indent + line.content.length - value.length;
      const end = line.start + line.indent + line.content.trimEnd().length;
      repairs.push({ start, end, message: `\`${opener}\` is not closed` });
    }
  }
  if (repairs.length === 0) return { text, repairs };
  let repaired = '';
  let at = 0;
  for (const { start, end } of repairs) {
    repaired += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return { text: repaired + text.slice(at), repairs };
}

interface Line {
  readonly start: number;
  readonly indent: number;
  /** Without indentation; empty for blank lines and comments. */
  readonly content: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const line = text.slice(start, end);
    const body = line.trimStart();
    lines.push({ start, indent: line.length - body.length, content: body.startsWith('#') ? '' : body.trimEnd() });
    start = end + 1;
  }
  return lines;
}

function isLoneWord(content: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_-]*(?:\s+#.*)?$/u.test(content);
}

/** Whether the next line with content is a key or item of the same or an outer map: the line at `i` does not go on. */
function nextIsSibling(lines: readonly Line[], i: number): boolean {
  for (let j = i + 1; j < lines.length; j++) {
    const { content, indent } = lines[j];
    if (content === '') continue;
    if (/^[\]}"']/.test(content)) return false;
    return (
      indent <= lines[i].indent && /^(?:-\s|[^\s#[\]{},][^#]*?:(?:\s|$)|[\p{L}_][\p{L}\p{M}\p{N}_-]*$)/u.test(content)
    );
  }
  return true;
}

/** The outermost bracket or quote that a value opens and does not close. */
function unclosed(value: string): string | undefined {
  const first = value[0];
  if (first !== '[' && first !== '{' && first !== '"' && first !== "'") return undefined;
  const stack: string[] = [];
  for (let i = 0; i < value.length; i++) {
    const c = value[i];
    const opensToken = i === 0 || /[\s,[{:]/.test(value[i - 1]);
    if ((c === '"' || c === "'") && opensToken) {
      let end = i + 1;
      for (; end < value.length; end++) {
        if (c === '"' && value[end] === '\\') end++;
        else if (value[end] === c && c === "'" && value[end + 1] === c) end++;
        else if (value[end] === c) break;
      }
      if (end >= value.length) return stack[0] ?? c;
      i = end;
      if (stack.length === 0) return undefined;
    } else if (c === '#' && opensToken) break;
    else if (c === '[' || c === '{') stack.push(c);
    else if (c === ']' || c === '}') {
      stack.pop();
      if (stack.length === 0) return undefined;
    }
  }
  return stack[0];
}
