import { kept } from '../base/lists';
import type { Entry, MapNode, Node, ScalarNode } from './node';

/**
 * The part of YAML in which nearly all of a plan is written: block maps with a key on each line, and values that are
 * plain texts, quoted texts without escapes, or braces and brackets on one line. Reading it takes a tenth of the time
 * and memory that the whole language does. A property test checks that the result is the same.
 */

const KEY = /([A-Za-z_][\w-]*):(?= |\r?\n|$)/y;
/** Ends a line behind a value. */
const LINE_END = /[ ]*(?:[ ]#[^\r\n]*)?(\r?\n|$)/y;
/** What a plain text may not begin with, or contain, to be plain without a doubt. */
const ODD_START = /[\s\-?:,[\]{}#&*!|>'"%@`\u0000-\u001f\u007f-\u00a0\u2028\u2029\ud800-\udfff\ufeff]/;
const ODD = /[\t\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u00a0\u2028\u2029\ud800-\udfff\ufeff]/;
const PLAIN_IN_FLOW = /[A-Za-z0-9_./][A-Za-z0-9_./ +%()-]*/y;
const MAX_FLOW_DEPTH = 20;

/** A map that is still open. */
interface OpenMap {
  readonly indent: number;
  readonly entries: Entry[];
  readonly start: number;
  end: number;
}

/** Reads a text if it is simple; undefined when the whole language is needed to understand it. */
export function parseSimple(text: string): MapNode | undefined {
  return new SimpleParser(text).parse();
}

class SimpleParser {
  readonly #text: string;
  #at = 0;
  /** Whether spaces follow the last colon without a value. */
  #hasSpaces = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): MapNode | undefined {
    const text = this.#text;
    const open: OpenMap[] = [];
    let root: MapNode | undefined;
    /** The key whose value, if it has any, follows on deeper lines. */
    let waiting: { readonly key: ScalarNode; readonly map: OpenMap } | undefined;
    /** A line with a value: what follows must not be indented more. */
    let isClosed = false;
    /** How far the comments since the last key are indented. */
    let comment = -1;
    const close = (map: OpenMap): MapNode => ({
      kind: 'map',
      start: map.start,
      end: map.end,
      flow: false,
      entries: kept(map.entries),
    });
    /** Where an empty value ends is a fine point when a comment or spaces follow. */
    let hasComment = false;
    const settle = (): boolean => {
      if (!waiting) return true;
      if (hasComment) return false;
      waiting.map.entries.push({ key: waiting.key, value: null });
      waiting.map.end = waiting.key.end + 1;
      waiting = undefined;
      return true;
    };
    const pop = (): void => {
      const map = open.pop() as OpenMap;
      const node = close(map);
      const outer = open[open.length - 1];
      const key = owners.pop();
      if (outer && key) {
        outer.entries.push({ key, value: node });
        outer.end = node.end;
      } else root = node;
    };
    const owners: (ScalarNode | undefined)[] = [];
    while (this.#at < text.length) {
      const line = this.#at;
      while (text.charCodeAt(this.#at) === 32) this.#at++;
      const indent = this.#at - line;
      const c = text.charCodeAt(this.#at);
      if (c === 35 || c === 10 || c === 13 || this.#at >= text.length) {
        if (c === 35) comment = Math.max(comment, indent);
        if (!this.#skipLine(c === 35)) return undefined;
        hasComment ||= c === 35;
        continue;
      }
      // A comment that is indented further than what follows belongs to the value above.
      if (comment > indent) return undefined;
      comment = -1;
      KEY.lastIndex = this.#at;
      const match = KEY.exec(text);
      if (!match) return undefined;
      const top = open[open.length - 1];
      if (!top || indent > top.indent) {
        // Deeper lines belong to a key without a value.
        if (top && !waiting) return undefined;
        if (root || isClosed) return undefined;
        owners.push(waiting?.key);
        waiting = undefined;
        open.push({ indent, entries: [], start: this.#at, end: this.#at });
      } else {
        if (!settle()) return undefined;
        while (open.length > 0 && open[open.length - 1].indent > indent) pop();
        if (open.length === 0 || open[open.length - 1].indent !== indent) return undefined;
      }
      const map = open[open.length - 1];
      const key = scalar(this.#at, match[1], 'plain', this.#at);
      this.#at = KEY.lastIndex;
      const value = this.#value();
      if (value === undefined) return undefined;
      isClosed = value !== null;
      hasComment = value === null && this.#hasSpaces;
      if (value === null) waiting = { key, map };
      else {
        map.entries.push({ key, value });
        map.end = this.#at;
      }
    }
    if (!settle() || comment > (open[0]?.indent ?? 0)) return undefined;
    while (open.length > 0) pop();
    return root;
  }

  /** Goes to the next line; false for a comment with characters that need a closer look. */
  #skipLine(isComment: boolean): boolean {
    const text = this.#text;
    const next = text.indexOf('\n', this.#at);
    const end = next < 0 ? text.length : next;
    if (isComment && ODD.test(text.slice(this.#at, end))) return false;
    // A carriage return alone is a line end of its own.
    const lone = text.indexOf('\r', this.#at);
    if (lone >= 0 && lone < end - 1) return false;
    if (lone >= 0 && lone === end - 1 && next < 0) return false;
    this.#at = next < 0 ? text.length : next + 1;
    return true;
  }

  /** The value behind a colon, up to the next line; null where there is none, undefined where it is not simple. */
  #value(): Node | null | undefined {
    const text = this.#text;
    const colon = this.#at;
    while (text.charCodeAt(this.#at) === 32) this.#at++;
    const start = this.#at;
    const c = text[start];
    this.#hasSpaces = start > colon;
    if (c === undefined || c === '\n' || c === '\r') return this.#endLine(true) ? null : undefined;
    if (c === '#' || start === colon) return undefined;
    const node = c === '[' || c === '{' ? this.#flow(0) : c === '"' || c === "'" ? this.#quoted(c) : this.#plain();
    return node && this.#endLine(false) ? node : undefined;
  }

  #endLine(isEmpty: boolean): boolean {
    LINE_END.lastIndex = this.#at;
    const match = LINE_END.exec(this.#text);
    if (!match || ODD.test(match[0]) || (isEmpty && match[0].includes('#'))) return false;
    this.#at = LINE_END.lastIndex;
    return true;
  }

  #plain(): ScalarNode | undefined {
    const text = this.#text;
    const start = this.#at;
    const next = text.indexOf('\n', start);
    let end = next < 0 ? text.length : next;
    const comment = text.indexOf(' #', start);
    if (comment >= 0 && comment < end) end = comment;
    while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\r')) end--;
    const content = text.slice(start, end);
    if (content === '' || ODD_START.test(content[0]) || ODD.test(content) || /:(?: |$)|\r/.test(content))
      return undefined;
    this.#at = end;
    return scalar(start, content, 'plain', start);
  }

  #quoted(quote: '"' | "'"): ScalarNode | undefined {
    const text = this.#text;
    const start = this.#at;
    const end = text.indexOf(quote, start + 1);
    if (end < 0) return undefined;
    const content = text.slice(start + 1, end);
    if (/[\\\r\n]/.test(content) || ODD.test(content) || text[end + 1] === quote) return undefined;
    this.#at = end + 1;
    return {
      kind: 'scalar',
      start,
      end: end + 1,
      text: content,
      style: quote === '"' ? 'double' : 'single',
      contentStart: start + 1,
      exact: true,
    };
  }

  /** Braces or brackets on one line. */
  #flow(depth: number): Node | undefined {
    const text = this.#text;
    const start = this.#at;
    if (depth > MAX_FLOW_DEPTH) return undefined;
    const isMap = text[start] === '{';
    const closing = isMap ? '}' : ']';
    const entries: Entry[] = [];
    const items: Node[] = [];
    this.#at++;
    this.#spaces();
    while (text[this.#at] !== closing) {
      if (isMap) {
        const entry = this.#pair(depth);
        if (!entry) return undefined;
        entries.push(entry);
      } else {
        const item = this.#item(depth);
        if (!item) return undefined;
        items.push(item);
      }
      this.#spaces();
      if (text[this.#at] === ',') {
        this.#at++;
        this.#spaces();
        // A comma before the end is rare enough for a closer look.
        if (text[this.#at] === closing) return undefined;
      } else if (text[this.#at] !== closing) return undefined;
    }
    this.#at++;
    return isMap
      ? { kind: 'map', start, end: this.#at, flow: true, entries: kept(entries) }
      : { kind: 'seq', start, end: this.#at, flow: true, items: kept(items) };
  }

  #pair(depth: number): Entry | undefined {
    KEY.lastIndex = this.#at;
    const match = KEY.exec(this.#text);
    if (!match || this.#text[KEY.lastIndex] !== ' ') return undefined;
    const key = scalar(this.#at, match[1], 'plain', this.#at);
    this.#at = KEY.lastIndex;
    this.#spaces();
    const value = this.#item(depth);
    return value && { key, value };
  }

  #item(depth: number): Node | undefined {
    const c = this.#text[this.#at];
    if (c === '[' || c === '{') return this.#flow(depth + 1);
    if (c === '"' || c === "'") return this.#quoted(c);
    PLAIN_IN_FLOW.lastIndex = this.#at;
    const match = PLAIN_IN_FLOW.exec(this.#text);
    if (!match || !/[,\]}]/.test(this.#text[PLAIN_IN_FLOW.lastIndex] ?? '')) return undefined;
    const content = match[0].trimEnd();
    const node = scalar(this.#at, content, 'plain', this.#at);
    this.#at += content.length;
    return node;
  }

  #spaces(): void {
    while (this.#text.charCodeAt(this.#at) === 32) this.#at++;
  }
}

function scalar(start: number, text: string, style: 'plain', contentStart: number): ScalarNode {
  return { kind: 'scalar', start, end: start + text.length, text, style, contentStart, exact: true };
}
