import type { TextChange } from '../base/change';
import { lineStartAt } from '../base/lines';
import type { Entry, MapNode, Node, SeqNode } from './node';

/**
 * Minimal changes of YAML: comments, quotes, order and blank lines around a change stay as they are. Nodes have offsets
 * of their piece; `base` is where the piece begins in the text.
 */
export interface Place<T> {
  readonly text: string;
  readonly base: number;
  readonly node: T;
}

/** The line end that a text uses. */
export function lineEnd(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Words that YAML tools read as something else than text. */
const special = /^(?:null|~|true|false|yes|no|on|off|\.inf|-\.inf|\.nan|)$/i;

/** A text as a YAML scalar: plain where it can be, else in quotes. */
export function quoted(text: string, inFlow = false): string {
  const isPlain = /^[^\s\-?:,[\]{}#&*!|>'"%@`\u0000-\u001f\u007f]/.test(text) || /^[-?:][^\s,[\]{}]/.test(text);
  const breaks = /:(?:\s|$)|\s#|[\u0000-\u001f\u007f\u0085\u2028\u2029\ufeff]|\s$/.test(text);
  if (isPlain && !breaks && !special.test(text) && !(inFlow && /[,[\]{}]/.test(text))) return text;
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(text)) return JSON.stringify(text);
  return `'${text.replaceAll("'", "''")}'`;
}

/** A value, given as YAML, in the quotes that stood around the one before; what is no text stays as it is. */
function inQuotesOf(before: Node, value: string): string {
  if (before.kind !== 'scalar' || (before.style !== 'single' && before.style !== 'double')) return value;
  const isSingle = /^'(?:[^']|'')*'$/.test(value);
  if (!isSingle && quoted(value) !== value) return value;
  const content = isSingle ? value.slice(1, -1).replaceAll("''", "'") : value;
  return before.style === 'single' ? `'${content.replaceAll("'", "''")}'` : JSON.stringify(content);
}

/** The end of the line without its line end. */
function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** The end of what is written, without the white space that a block scalar or an empty value may end with. */
export function contentEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text, at - 1)) at--;
  return at;
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Most of what is asked for is plain ASCII, for which a pattern would be slow.
  return code < 128 ? code === 32 || (code >= 9 && code <= 13) : /\s/.test(text[at]);
}

const isBlock = (node: Node): boolean =>
  (node.kind !== 'scalar' && !node.flow) || (node.kind === 'scalar' && node.style === 'block');

function entryEnd(text: string, base: number, { key, value }: Entry): number {
  if (value) return contentEnd(text, base + key.end, base + value.end);
  const colon = /^\s*:/.exec(text.slice(base + key.end, base + key.end + 50));
  return base + key.end + (colon?.[0].length ?? 0);
}

/** Gives a key another value, in the quotes of the one before. `value` is YAML that fits on the key's line. */
export function setEntry({ text, base, node: entry }: Place<Entry>, value: string): TextChange[] {
  const afterKey = entryEnd(text, base, { key: entry.key, value: null });
  if (!entry.value || entry.value.end === entry.value.start)
    return [{ start: afterKey, end: afterKey, text: ` ${value}` }];
  const [start, end] = [base + entry.value.start, entryEnd(text, base, entry)];
  if (!isBlock(entry.value)) return [{ start, end, text: inQuotesOf(entry.value, value) }];
  // What stands on the key's line after the colon is a comment, or the mark of a block text.
  const rest = text.slice(afterKey, endOfLine(text, afterKey));
  const mark = /^\s*[|>][0-9+-]*/.exec(rest)?.[0].length ?? 0;
  return [
    { start: afterKey, end: afterKey + mark, text: ` ${value}` },
    { start: endOfLine(text, afterKey), end, text: '' },
  ];
}

/**
 * Adds a key to a map, behind the last of the present keys that come before it in `order`, else in front.
 *
 * @param value YAML that fits on the key's line
 */
export function addEntry(
  { text, base, node }: Place<MapNode>,
  key: string,
  value: string,
  order: readonly string[],
): TextChange {
  const rank = order.indexOf(key);
  const before = node.entries.filter((entry) => order.indexOf(entry.key.text) < rank).pop();
  const pair = value === '' ? `${key}:` : `${key}: ${value}`;
  if (node.flow) {
    const [first] = node.entries;
    if (!first) return { start: base + node.start + 1, end: base + node.end - 1, text: pair };
    if (before) {
      const at = entryEnd(text, base, before);
      return { start: at, end: at, text: `, ${pair}` };
    }
    return { start: base + first.key.start, end: base + first.key.start, text: `${pair}, ` };
  }
  const [first] = node.entries;
  const column = base + first.key.start - lineStartAt(text, base + first.key.start);
  const indent = ' '.repeat(column);
  if (before) {
    const at = endOfLine(text, entryEnd(text, base, before));
    return { start: at, end: at, text: `${lineEnd(text)}${indent}${pair}` };
  }
  const at = base + first.key.start;
  return { start: at, end: at, text: `${pair}${lineEnd(text)}${indent}` };
}

/** Removes a key with its value; comments on lines of their own stay. */
export function removeEntry({ text, base, node }: Place<MapNode>, entry: Entry): TextChange {
  const index = node.entries.indexOf(entry);
  const start = base + entry.key.start;
  const end = entryEnd(text, base, entry);
  const next = node.entries[index + 1];
  if (node.flow) {
    if (next) return { start, end: base + next.key.start, text: '' };
    const previous = node.entries[index - 1];
    return { start: previous ? entryEnd(text, base, previous) : start, end, text: '' };
  }
  // The first key of an item of a list stands behind its dash: the next one moves up.
  if (text.slice(lineStartAt(text, start), start).trim() !== '')
    return { start, end: next ? base + next.key.start : end, text: '' };
  const from = lineStartAt(text, start);
  const last = endOfLine(text, end);
  const after = text.startsWith('\r\n', last) ? last + 2 : Math.min(last + 1, text.length);
  // At the end of a text without a last line end, the one before goes.
  if (last === text.length && from > 0) return { start: from - (text[from - 2] === '\r' ? 2 : 1), end: last, text: '' };
  return { start: from, end: after, text: '' };
}

/** Adds an item to a list. `item` is YAML for a flow list; `node` may also be the single value that is short for a list. */
export function addItem({ text, base, node }: Place<Node>, item: string): TextChange {
  if (node.kind !== 'seq') {
    const [start, end] = [base + node.start, base + node.end];
    const present = text.slice(start, end);
    const plain = node.kind === 'scalar' && node.style === 'plain' && /[,[\]{}]/.test(node.text);
    return { start, end, text: `[${plain ? quoted(node.text, true) : present}, ${item}]` };
  }
  const last = node.items[node.items.length - 1];
  if (node.flow) {
    if (!last) return { start: base + node.start + 1, end: base + node.end - 1, text: item };
    const at = contentEnd(text, base + last.start, base + last.end);
    return { start: at, end: at, text: `, ${item}` };
  }
  const first = base + (node.items[0]?.start ?? node.start);
  const dash = text.lastIndexOf('-', first);
  const indent = ' '.repeat(Math.max(0, dash - lineStartAt(text, dash)));
  const end = endOfLine(text, last ? contentEnd(text, base + last.start, base + last.end) : base + node.end);
  return { start: end, end, text: `${lineEnd(text)}${indent}- ${item}` };
}

/** Removes an item of a list that has others. */
export function removeItem({ text, base, node }: Place<SeqNode>, item: Node): TextChange {
  const index = node.items.indexOf(item);
  const end = contentEnd(text, base + item.start, base + item.end);
  const next = node.items[index + 1];
  if (node.flow) {
    if (next) return { start: base + item.start, end: base + next.start, text: '' };
    const previous = node.items[index - 1];
    return {
      start: previous ? contentEnd(text, base + previous.start, base + previous.end) : base + item.start,
      end,
      text: '',
    };
  }
  const from = lineStartAt(text, base + item.start);
  const last = endOfLine(text, end);
  return { start: from, end: Math.min(text.startsWith('\r\n', last) ? last + 2 : last + 1, text.length), text: '' };
}
