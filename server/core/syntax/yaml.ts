import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  Schema,
  visit,
  type YAMLError,
  type Node as YamlNode,
} from 'yaml';
import type { ProblemCode } from '../schema/problems';
import type { Entry, Node, ScalarNode } from './node';
import { repair } from './repair';
import { parseSimple } from './simpleYaml';

export interface SyntaxProblem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  readonly args: Readonly<Record<string, string>>;
}

export interface ParsedYaml {
  readonly root: Node | null;
  readonly problems: readonly SyntaxProblem[];
  /** An anchor, alias or tag was found: the text can only be understood as a whole. */
  readonly linked: boolean;
}

/** Deeper than any plan that a person writes, and far from the end of the stack. */
const MAX_DEPTH = 200;

// Every scalar stays the text that was written: the plan language gives it its meaning.
const options = {
  version: '1.2',
  schema: new Schema({ schema: 'failsafe', merge: true }),
  prettyErrors: false,
  uniqueKeys: false,
  logLevel: 'silent',
  merge: true,
} as const;

/** Parses a piece of YAML into our tree. Never throws: what is wrong is listed, what is well-formed is kept. */
export function parseYaml(text: string): ParsedYaml {
  const simple = parseSimple(text);
  return simple ? { root: simple, problems: noProblems, linked: false } : parseWhole(text);
}

const noProblems: readonly SyntaxProblem[] = [];

/** The same with the whole language, however simple the text is. */
export function parseWhole(text: string): ParsedYaml {
  const deep = tooDeep(text);
  if (deep !== undefined) {
    return { root: null, problems: [{ code: 'too-deep', start: deep, end: deep + 1, args: {} }], linked: false };
  }
  let document = parseDocument(text, options as never) as Document;
  const problems: SyntaxProblem[] = [];
  if (document.errors.length > 0) {
    const repaired = repair(text);
    if (repaired.repairs.length > 0) {
      document = parseDocument(repaired.text, options as never) as Document;
      for (const { start, end, message } of repaired.repairs)
        problems.push({ code: 'syntax', start, end, args: { message } });
    }
  }
  for (const error of document.errors) problems.push(problemOf(error, text));
  const contents = document.contents as YamlNode | null;
  let linked = false;
  if (/[&*!]/.test(text) && contents) {
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node) || (node as { anchor?: string }).anchor !== undefined || node.tag !== undefined)
          linked = true;
        return linked ? visit.BREAK : undefined;
      },
    });
  }
  const converter = new Converter(text, document);
  return { root: contents ? converter.node(contents) : null, problems, linked };
}

function problemOf(error: YAMLError, text: string): SyntaxProblem {
  const [start, end] = error.pos;
  const at = {
    start: Math.min(start, text.length),
    end: Math.min(Math.max(end, start + 1), Math.max(text.length, start + 1)),
  };
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { code: 'tab-indentation', ...at, args: {} };
    case 'MULTIPLE_DOCS':
      return { code: 'several-documents', ...at, args: {} };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        code: 'syntax',
        ...at,
        args: { message: 'A key and its `:` stand on one line; quote the text if it contains `: `' },
      };
    case 'BAD_INDENT':
      return { code: 'syntax', ...at, args: { message: `The indentation does not fit: ${lowerFirst(error.message)}` } };
    case 'MISSING_CHAR':
      return { code: 'syntax', ...at, args: { message: lines(error.message) } };
    case 'BAD_ALIAS':
      return {
        code: 'syntax',
        ...at,
        args: { message: `${lines(error.message)}; a text that begins with \`*\` must be quoted` },
      };
    case 'BAD_SCALAR_START':
      return { code: 'syntax', ...at, args: { message: `${lines(error.message)}; put the text in quotes` } };
    default:
      return { code: 'syntax', ...at, args: { message: lines(error.message) } };
  }
}

const lines = (message: string): string => message.split('\n')[0];
const lowerFirst = (message: string): string => lines(message).replace(/^./, (c) => c.toLowerCase());

/** The offset at which the nesting passes the limit, or undefined. Counts brackets and item dashes only: cheap, never too small. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 91 || c === 123) {
      if (++depth > MAX_DEPTH) return i;
    } else if (c === 93 || c === 125) {
      if (depth > 0) depth--;
    } else if (c === 10) dashes = 0;
    else if ((c === 45 || c === 63 || c === 58) && (text.charCodeAt(i + 1) === 32 || text.charCodeAt(i + 1) === 9)) {
      if (++dashes > MAX_DEPTH) return i;
    }
  }
  return deepIndentation(text);
}

/** Finds block maps nested too deeply: each level needs at least one more space than the one around it. */
function deepIndentation(text: string): number | undefined {
  if (text.length < (MAX_DEPTH * MAX_DEPTH) / 2) return undefined;
  const open: number[] = [];
  const line = /^( *)(?![ \r\n#])/gm;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const indent = match[1].length;
    while (open.length > 0 && open[open.length - 1] >= indent) open.pop();
    open.push(indent);
    if (open.length > MAX_DEPTH) return match.index;
    if (match[0].length === 0) line.lastIndex++;
  }
  return undefined;
}

class Converter {
  readonly #text: string;
  readonly #document: Document;
  #aliases = 0;
  readonly #following = new Set<unknown>();

  constructor(text: string, document: Document) {
    this.#text = text;
    this.#document = document;
  }

  node(node: YamlNode): Node {
    const [start, end] = rangeOf(node);
    if (isMap(node)) {
      return {
        kind: 'map',
        start,
        end,
        flow: node.flow === true,
        entries: node.items.flatMap((pair) => this.#entries(pair as Pair<YamlNode, YamlNode | null>)),
      };
    }
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => (item === null ? [] : [this.node(item as YamlNode)]));
      return { kind: 'seq', start, end, flow: node.flow === true, items };
    }
    if (isAlias(node)) {
      const target = this.#aliases < 1000 ? node.resolve(this.#document) : undefined;
      // A collection may not contain itself.
      if (!target || this.#following.has(target)) return emptyScalar(start, end);
      this.#aliases++;
      this.#following.add(target);
      const content = this.#placed(this.node(target as YamlNode), start, end);
      this.#following.delete(target);
      return content;
    }
    return isScalar(node) ? this.#scalar(node, start, end) : emptyScalar(start, end);
  }

  /** The content of an alias stands where the alias stands. */
  #placed(node: Node, start: number, end: number): Node {
    if (node.kind === 'scalar') return { ...node, start, end, contentStart: start, exact: false };
    if (node.kind === 'seq')
      return { ...node, start, end, items: node.items.map((item) => this.#placed(item, start, end)) };
    const entries = node.entries.map(({ key, value }) => ({
      key: this.#placed(key, start, end) as ScalarNode,
      value: value && this.#placed(value, start, end),
    }));
    return { ...node, start, end, entries };
  }

  #entries(pair: Pair<YamlNode, YamlNode | null>): Entry[] {
    const key = pair.key === null ? emptyScalar(0, 0) : this.node(pair.key);
    const value = pair.value === null ? null : this.node(pair.value);
    if (key.kind !== 'scalar') return [];
    if (key.style === 'plain' && key.text === '<<' && value?.kind === 'map') return [...value.entries];
    return [{ key, value: value?.kind === 'scalar' && value.style === 'plain' && value.text === '' ? null : value }];
  }

  #scalar(node: { value: unknown; type?: string }, start: number, end: number): ScalarNode {
    const text = typeof node.value === 'string' ? node.value : '';
    const style =
      node.type === 'QUOTE_SINGLE'
        ? 'single'
        : node.type === 'QUOTE_DOUBLE'
          ? 'double'
          : node.type?.startsWith('BLOCK')
            ? 'block'
            : 'plain';
    const contentStart = style === 'single' || style === 'double' ? start + 1 : start;
    const exact = style !== 'block' && this.#text.startsWith(text, contentStart);
    return { kind: 'scalar', start, end, text, style, contentStart, exact };
  }
}

function rangeOf(node: YamlNode): [number, number] {
  return node.range ? [node.range[0], node.range[1]] : [0, 0];
}

function emptyScalar(start: number, end: number): ScalarNode {
  return { kind: 'scalar', start, end, text: '', style: 'plain', contentStart: start, exact: true };
}
