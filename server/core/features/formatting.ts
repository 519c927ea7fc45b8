import { applyChanges, changesBetween, type TextChange } from '../base/change';
import { lineStartAt } from '../base/lines';
import { type PlanDocument, parsePlan, type TaskSegment } from '../syntax/document';
import { lineEnd } from '../syntax/edit';
import type { Entry, MapNode, Node, SeqNode } from '../syntax/node';
import type { PlanSnapshot } from '../workspace/snapshot';

/** Columns of a level of indentation in the canonical form. */
const STEP = 2;

/**
 * The changes that bring a plan into its canonical form: two spaces a level, one space after colons and dashes, even
 * spacing in braces, no white space at the end of lines, at most one blank line in a row, a line end at the end. Every
 * comment, quote and group of lines stays. A file that is not well-formed is left alone.
 */
export function formatting({ plan: { document }, text }: PlanSnapshot): TextChange[] {
  if (text.trim() === '' || isBroken(document)) return [];
  const formatted = new Formatter(document).format();
  // Whatever else happens: what is written must stay what it is.
  if (formatted === text) return [];
  return meaning(parsePlan(formatted, document)) === meaning(document) ? changesBetween(text, formatted) : [];
}

/** The same for the lines of a range alone. */
export function rangeFormatting(snapshot: PlanSnapshot, start: number, end: number): TextChange[] {
  const from = lineStartAt(snapshot.text, start);
  const next = snapshot.text.indexOf('\n', end);
  const to = next < 0 ? snapshot.text.length : next + 1;
  const chosen = formatting(snapshot).filter((change) => from <= change.start && change.end <= to);
  // A part of the lines of a map with another indentation would tear it apart.
  return isBroken(parsePlan(applyChanges(snapshot.text, chosen))) ? [] : chosen;
}

/** After Enter: the new line is indented as what is expected there, one level more after a key without a value. */
export function onTypeFormatting({ text }: PlanSnapshot, offset: number): TextChange[] {
  const line = lineStartAt(text, offset);
  if (line === 0) return [];
  const above = text.slice(lineStartAt(text, line - 1), line).replace(/\r?\n$/, '');
  const present = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
  if (above.trim() === '' || above.trimStart().startsWith('#')) return [];
  const indent = above.length - above.trimStart().length;
  const dashes = /^(?:- +)*/.exec(above.trimStart())?.[0].length ?? 0;
  const opens = /:[ \t]*(?:#.*)?$/.test(above);
  const wanted = ' '.repeat(indent + dashes + (opens ? STEP : 0));
  // A line that somebody has indented further, or back, on purpose stays.
  if (present === wanted || text.slice(line + present.length, offset).trim() !== '') return [];
  if (present.length > 0 && !opens && present.length !== indent) return [];
  return [{ start: line, end: line + present.length, text: wanted }];
}

function isBroken({ pieces, problems }: PlanDocument): boolean {
  return problems.length > 0 || pieces.some(({ piece }) => piece.problems.length > 0);
}

/** What a document says, without how it is laid out: trees and comments. */
function meaning({ text, pieces }: PlanDocument): string {
  const shape = (node: Node | null): unknown =>
    node === null
      ? null
      : node.kind === 'scalar'
        ? [node.text, node.style]
        : node.kind === 'seq'
          ? node.items.map(shape)
          : node.entries.map(({ key, value }) => [shape(key), shape(value)]);
  const comments = text.match(/(?:^|[ \t])#[^\r\n]*/gm)?.map((comment) => comment.trim()) ?? [];
  return JSON.stringify([pieces.map(({ piece }) => [piece.kind, shape(piece.root)]), comments]);
}

interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
  readonly indent: number;
  readonly isBlank: boolean;
  readonly isComment: boolean;
}

class Formatter {
  readonly #text: string;
  readonly #lines: Line[];
  /** The new indentation by line; undefined where no structure says. */
  readonly #indents: (number | undefined)[];
  /** Lines inside of texts, where white space has a meaning. */
  readonly #verbatim: Uint8Array;
  readonly #changes: TextChange[] = [];
  readonly #document: PlanDocument;

  constructor(document: PlanDocument) {
    this.#document = document;
    this.#text = document.text;
    this.#lines = linesOf(document.text);
    this.#indents = new Array<number | undefined>(this.#lines.length);
    this.#verbatim = new Uint8Array(this.#lines.length);
  }

  format(): string {
    for (const { placed, tasks } of this.#document.tops) {
      if (placed.piece.root) this.#block(placed.piece.root, placed.start, 0);
      for (const task of tasks) this.#task(task, STEP);
    }
    this.#indentComments();
    return this.#assemble();
  }

  #task({ own, children, rest }: TaskSegment, column: number): void {
    if (own.piece.root) this.#block(own.piece.root, own.start, column);
    for (const child of children) this.#task(child, column + 2 * STEP);
    if (rest?.piece.root) this.#block(rest.piece.root, rest.start, column + STEP);
  }

  #block(node: Node, base: number, column: number): void {
    if (node.kind === 'map' && !node.flow) for (const entry of node.entries) this.#entry(entry, base, column);
    else if (node.kind === 'seq' && !node.flow) this.#items(node, base, column);
    else this.#inline(node, base, this.#lineAt(base + node.start), column);
  }

  #entry({ key, value }: Entry, base: number, column: number): void {
    const line = this.#lineAt(base + key.start);
    if (this.#isFirst(line, base + key.start)) this.#indents[line] = column;
    if (!value) return;
    const isBlockText = value.kind === 'scalar' && value.style === 'block';
    const valueLine = this.#lineAt(base + value.start);
    if (valueLine === line && !isBlockText) this.#space(base + key.end, base + value.start, /^[ \t]*:[ \t]+$/, ': ');
    if (value.kind === 'map' && !value.flow) {
      for (const entry of value.entries) this.#entry(entry, base, column + STEP);
    } else if (value.kind === 'seq' && !value.flow) this.#items(value, base, column + STEP);
    else this.#inline(value, base, line, column);
  }

  #items(seq: SeqNode, base: number, column: number): void {
    for (const item of seq.items) {
      const start = base + item.start;
      const dash = this.#text.lastIndexOf('-', start - 1);
      const line = this.#lineAt(dash);
      if (this.#isFirst(line, dash)) this.#indents[line] = column;
      if (this.#lineAt(start) === line) this.#space(dash + 1, start, /^[ \t]+$/, ' ');
      if (item.kind === 'map' && !item.flow) for (const entry of item.entries) this.#entry(entry, base, column + STEP);
      else if (item.kind === 'seq' && !item.flow) this.#items(item, base, column + STEP);
      else this.#inline(item, base, line, column);
    }
  }

  /** A value in braces or a text: its further lines move as far as the line on which it begins. */
  #inline(node: Node, base: number, line: number, column: number): void {
    const last = this.#lineAt(Math.max(base + node.start, base + node.end - 1));
    const by = column - this.#lines[line].indent;
    for (let i = line + 1; i <= last; i++) {
      if (!this.#lines[i].isBlank) this.#indents[i] = Math.max(0, this.#lines[i].indent + by);
      if (node.kind === 'scalar') this.#verbatim[i] = 1;
    }
    if (node.kind === 'scalar' && last > line) this.#verbatim[line] = 1;
    if (node.kind !== 'scalar' && last === this.#lineAt(base + node.start)) this.#flow(node, base);
  }

  /** Even spacing in braces and brackets on one line. */
  #flow(node: MapNode | SeqNode, base: number): void {
    const [start, end] = [base + node.start, base + node.end];
    const source = this.#text.slice(start, end);
    if (/^[*&!]|[\s[{,:][*&!?]|#/.test(source) || !/[\]}]$/.test(source)) return;
    const text = this.#flowText(node, base);
    if (text !== source) this.#changes.push({ start, end, text });
  }

  #flowText(node: Node, base: number): string {
    if (node.kind === 'scalar') return this.#text.slice(base + node.start, base + node.end).trim();
    if (node.kind === 'seq') return `[${node.items.map((item) => this.#flowText(item, base)).join(', ')}]`;
    const pairs = node.entries.map(({ key, value }) => {
      const name = this.#text.slice(base + key.start, base + key.end);
      if (value) return `${name}: ${this.#flowText(value, base)}`;
      return /^[ \t]*:/.test(this.#text.slice(base + key.end)) ? `${name}:` : name;
    });
    return `{${pairs.join(', ')}}`;
  }

  #space(start: number, end: number, pattern: RegExp, text: string): void {
    const present = this.#text.slice(start, end);
    if (present !== text && pattern.test(present)) this.#changes.push({ start, end, text });
  }

  /** A comment is indented like what follows it, or, at the end of a block, like the line before that it was in line with. */
  #indentComments(): void {
    for (let i = 0; i < this.#lines.length; i++) {
      const line = this.#lines[i];
      if (!line.isComment || this.#indents[i] !== undefined || this.#verbatim[i]) continue;
      let next = i + 1;
      while (next < this.#lines.length && (this.#lines[next].isBlank || this.#isComment(next))) next++;
      const following = this.#lines[next];
      if (following && following.indent >= line.indent) {
        this.#indents[i] = this.#indents[next] ?? following.indent;
        continue;
      }
      let before = i - 1;
      while (
        before >= 0 &&
        (this.#lines[before].isBlank || this.#isComment(before) || this.#lines[before].indent > line.indent)
      )
        before--;
      const isInLine = before >= 0 && this.#lines[before].indent === line.indent;
      if (isInLine) this.#indents[i] = this.#indents[before] ?? line.indent;
      else if (before >= 0 && following && this.#lines[before].indent >= following.indent)
        this.#indents[i] = (this.#indents[before] ?? this.#lines[before].indent) + STEP;
      else this.#indents[i] = following ? (this.#indents[next] ?? following.indent) : (this.#indents[before] ?? 0);
    }
  }

  #isComment(line: number): boolean {
    return this.#lines[line].isComment && !this.#verbatim[line];
  }

  #assemble(): string {
    const eol = lineEnd(this.#text);
    const result: string[] = [];
    const changes = [...this.#changes].sort((a, b) => a.start - b.start);
    let next = 0;
    let blanks = 0;
    this.#lines.forEach(({ start, end, indent, isBlank }, i) => {
      if (isBlank && !this.#verbatim[i]) {
        blanks++;
        return;
      }
      if (blanks > 0 && result.length > 0) result.push('');
      blanks = 0;
      const own: TextChange[] = [];
      while (next < changes.length && changes[next].start < end) own.push(shifted(changes[next++], start + indent));
      const content = applyChanges(this.#text.slice(start + indent, end), own);
      const isText = this.#verbatim[i] === 1;
      const wanted = isBlank ? indent : (this.#indents[i] ?? indent);
      result.push(' '.repeat(wanted) + (isText ? content : content.trimEnd()));
    });
    const bom = this.#text.startsWith('\ufeff') ? '\ufeff' : '';
    return `${bom}${result.join(eol)}${eol}`;
  }

  #isFirst(line: number, offset: number): boolean {
    return offset === this.#lines[line].start + this.#lines[line].indent;
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function shifted({ start, end, text }: TextChange, by: number): TextChange {
  return { start: start - by, end: end - by, text };
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = text.startsWith('\ufeff') ? 1 : 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    let end = next < 0 ? text.length : next;
    if (text[end - 1] === '\r' && end > start) end--;
    const content = text.slice(start, end);
    const indent = content.length - content.trimStart().length;
    const isBlank = indent === content.length;
    lines.push({ start, end, indent, isBlank, isComment: content[indent] === '#' });
    start = next < 0 ? text.length : next + 1;
  }
  return lines;
}
