import { lineStartAt } from '../base/lines';
import { schemaPlace } from './schemaPlace';

/** Where in the plan language a cursor stands, told from the text before it alone, so that it works in broken files. */
export interface CursorContext {
  /** The keys from the top of the file to the map (when a key is typed) or to the key (when a value is typed). */
  readonly path: readonly string[];
  readonly place: 'key' | 'value';
  /** The offset at which the key or scalar being typed begins. */
  readonly start: number;
  /** What is typed of it before the cursor, without an opening quote. */
  readonly typed: string;
  /** The quote in which the value stands, or nothing. */
  readonly quote: '' | '"' | "'";
  /** Inside `[…]` or `{…}`. */
  readonly inFlow: boolean;
  /** After the dash of a block list. */
  readonly inList: boolean;
  /** Columns by which the line is indented, dashes included. */
  readonly indent: number;
  /**
   * Spaces that a key needs before it: where the line below stands further in, at the keys of a map that is open above, a
   * key at the cursor would take these keys out of their map.
   */
  readonly lead: string;
}

/** Characters behind the cursor in which the next line with content is looked for. */
const LOOK_AHEAD = 2000;

interface Line {
  readonly start: number;
  /** Column of the first character that is no space and no dash of a list item. */
  readonly indent: number;
  /** Column of the first character that is no space. */
  readonly dash: number;
  readonly content: string;
}

const keyPattern = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'[\]{},][^#:{}[\]]*?(?::(?=\S)[^#:{}[\]]*?)*)\s*:(?=\s|$)/;

function lineAt(text: string, start: number, end: number): Line {
  const raw = text.slice(start, end);
  const dash = raw.length - raw.trimStart().length;
  const dashes = /^(?:-\s+)*/.exec(raw.slice(dash))?.[0].length ?? 0;
  return { start, dash, indent: dash + dashes, content: raw.slice(dash + dashes) };
}

/** The context at an offset, or undefined inside comments and where nothing can be said. */
export function contextAt(text: string, offset: number): CursorContext | undefined {
  const flow = flowStart(text, offset);
  if (flow) return flowContext(text, offset, flow);
  const start = lineStartAt(text, offset);
  const line = lineAt(text, start, offset);
  if (isInComment(line.content)) return undefined;
  const inList = line.indent > line.dash || /^\s*-$/.test(text.slice(start, offset));
  const key = keyPattern.exec(line.content);
  const outer = pathAbove(text, start, line.dash, inList);
  if (!key) {
    const isOnlyDash = line.content === '-';
    const typed = isOnlyDash ? '' : line.content;
    const base = { path: outer, start: offset - typed.length, indent: line.indent, inFlow: false, inList, lead: '' };
    if (inList || /^["']/.test(typed)) return { ...base, ...unquoted(typed, offset), place: inList ? 'value' : 'key' };
    const below = indentBelow(text, offset);
    const inside = below > line.indent ? pathAbove(text, start, below, false) : outer;
    const kind = inside.length > outer.length ? schemaPlace(inside)?.kind : undefined;
    if (kind === 'entity' || kind === 'map')
      return {
        ...base,
        typed,
        quote: '',
        place: 'key',
        path: inside,
        indent: below,
        lead: ' '.repeat(below - line.indent),
      };
    return { ...base, typed, quote: '', place: 'key' };
  }
  const path = [...outer, unquote(key[1])];
  const value = line.content.slice(key[0].length);
  const typed = value.trimStart();
  if (value === '' || typed.startsWith('#')) return undefined;
  // Behind closed braces and closed quotes nothing can be typed.
  if (/^[[{]/.test(typed) || /^"(?:[^"\\]|\\.)*"\s*$|^'(?:[^']|'')*'\s*$/.test(typed)) return undefined;
  return { path, ...unquoted(typed, offset), place: 'value', indent: line.indent, inFlow: false, inList, lead: '' };
}

/** The indentation of the next line with content, when it is no item of a list and nothing is behind the offset. */
function indentBelow(text: string, offset: number): number {
  const below = /^[^\S\n]*\n(?:[^\S\n]*(?:#[^\n]*)?\n)*( *)[^\s#-]/.exec(text.slice(offset, offset + LOOK_AHEAD));
  return below?.[1].length ?? -1;
}

function isInComment(content: string): boolean {
  return /(?:^|\s)#/.test(content.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, ''));
}

function unquoted(typed: string, offset: number): Pick<CursorContext, 'typed' | 'quote' | 'start'> {
  const quote = typed[0] === '"' || typed[0] === "'" ? typed[0] : '';
  const body = quote ? typed.slice(1) : typed;
  return { typed: body, quote, start: offset - body.length };
}

function unquote(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key;
}

/** The keys around a line that is indented by `indent`: each line above that is indented less opens the next map out. */
function pathAbove(text: string, start: number, indent: number, isItem: boolean): string[] {
  const path: string[] = [];
  // A list may stand at the indentation of its key.
  let limit = isItem ? indent + 1 : indent;
  for (let end = start - 1; end >= 0 && limit > 0; ) {
    const lineStart = lineStartAt(text, end);
    const line = lineAt(text, lineStart, text[end - 1] === '\r' ? end - 1 : end);
    end = lineStart - 1;
    if (line.content.trim() === '' || line.content.startsWith('#')) continue;
    const key = keyPattern.exec(line.content);
    if (line.indent < limit && key) {
      path.unshift(unquote(key[1]));
      limit = line.dash < line.indent ? line.dash + 1 : line.indent;
      if (line.dash < line.indent) isItem = true;
    } else if (line.dash < limit && !key) limit = line.dash < line.indent ? line.dash + 1 : Math.min(limit, line.dash);
    if (limit === 0) break;
  }
  return path;
}

/** The block line whose value holds the flow collection that is open at the offset. */
function flowStart(text: string, offset: number): { readonly line: Line; readonly value: number } | undefined {
  let start = lineStartAt(text, offset);
  for (let count = 0; count < 100; count++) {
    const end = text.indexOf('\n', start);
    const line = lineAt(text, start, Math.min(end < 0 ? text.length : end, offset));
    const key = keyPattern.exec(line.content);
    const opens = key ? /^\s*[[{]/.exec(line.content.slice(key[0].length)) : /^[[{]/.exec(line.content);
    if (opens) {
      const value = start + line.indent + (key ? key[0].length : 0);
      return stackAt(text, value, offset).length > 0 ? { line, value } : undefined;
    }
    if (key && count > 0 && line.indent === 0) return undefined;
    if (key && !line.content.slice(key[0].length).includes(',') && count > 0 && !/[,}\]]\s*$/.test(line.content))
      return undefined;
    if (start === 0) return undefined;
    start = lineStartAt(text, start - 1);
  }
  return undefined;
}

interface Frame {
  readonly open: '[' | '{';
  /** Where the present item or pair begins. */
  item: number;
  /** The key of the present pair, once its colon is typed. */
  key: string | undefined;
  valueStart: number;
}

/** The flow collections that are open at the offset, from the outside in. */
function stackAt(text: string, from: number, offset: number): Frame[] {
  const stack: Frame[] = [];
  for (let i = from; i < offset; i++) {
    const c = text[i];
    const top = stack[stack.length - 1];
    if ((c === '"' || c === "'") && /[\s[{,:]/.test(text[i - 1] ?? ' ')) {
      const end = closingQuote(text, i, offset);
      if (end < 0) return stack;
      i = end;
    } else if (c === '#' && /\s/.test(text[i - 1] ?? ' ')) {
      const end = text.indexOf('\n', i);
      if (end < 0 || end >= offset) return [];
      i = end;
    } else if (c === '[' || c === '{') stack.push({ open: c, item: i + 1, key: undefined, valueStart: i + 1 });
    else if (c === ']' || c === '}') stack.pop();
    else if (!top) continue;
    else if (c === ',') {
      top.item = top.valueStart = i + 1;
      top.key = undefined;
    } else if (c === ':' && /[\s,[\]{}]|^$/.test(text[i + 1] ?? '') && top.key === undefined) {
      top.key = unquote(text.slice(top.item, i).trim());
      top.valueStart = i + 1;
    }
  }
  return stack;
}

function closingQuote(text: string, start: number, limit: number): number {
  const quote = text[start];
  for (let i = start + 1; i < limit; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === "'" && text[i + 1] === "'") i++;
      else return i;
    }
  }
  return -1;
}

function flowContext(
  text: string,
  offset: number,
  { line, value }: { line: Line; value: number },
): CursorContext | undefined {
  const inList = line.indent > line.dash;
  const path = pathAbove(text, line.start, line.dash, inList);
  const key = keyPattern.exec(line.content);
  if (key) path.push(unquote(key[1]));
  const stack = stackAt(text, value, offset);
  for (const frame of stack.slice(0, -1)) if (frame.key !== undefined) path.push(frame.key);
  const top = stack[stack.length - 1];
  if (!top) return undefined;
  const isKey = top.open === '{' && top.key === undefined;
  if (top.key !== undefined) path.push(top.key);
  const raw = text.slice(isKey ? top.item : top.valueStart, offset);
  const typed = raw.trimStart();
  return {
    path,
    ...unquoted(typed, offset),
    place: isKey ? 'key' : 'value',
    inFlow: true,
    inList: false,
    indent: line.indent,
    lead: '',
  };
}

/** The keys that stand beside a key being typed. */
export function siblingKeys(text: string, offset: number, context: CursorContext): Set<string> {
  const keys = new Set<string>();
  if (context.inFlow) {
    const open = text.lastIndexOf('{', offset - 1);
    const close = text.indexOf('}', offset);
    const inside = text.slice(open + 1, context.start) + text.slice(offset, close < 0 ? offset : close);
    for (const match of inside.matchAll(/(?:^|,)\s*([^\s,:{}[\]]+)\s*:/g)) keys.add(match[1]);
    return keys;
  }
  const current = lineStartAt(text, offset);
  for (const direction of [-1, 1]) {
    let start = current;
    for (;;) {
      if (direction < 0) {
        if (start === 0) break;
        start = lineStartAt(text, start - 1);
      } else {
        const end = text.indexOf('\n', start);
        if (end < 0) break;
        start = end + 1;
      }
      const end = text.indexOf('\n', start);
      const line = lineAt(text, start, end < 0 ? text.length : end);
      if (line.content.trim() === '' || line.content.startsWith('#')) {
        if (end < 0 && direction > 0) break;
        continue;
      }
      if (line.indent === context.indent) {
        const key = keyPattern.exec(line.content);
        if (key) keys.add(unquote(key[1]));
      }
      if (line.dash < context.indent && !(line.dash < line.indent && line.indent === context.indent && direction < 0))
        break;
      if (line.dash < line.indent && line.indent === context.indent) break;
    }
  }
  return keys;
}
