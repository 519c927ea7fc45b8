import type { Position, Range } from 'vscode-languageserver';
import type { TextChange } from '../core/base/change';
import { LineIndex } from '../core/base/lines';
import type { Span } from '../core/base/span';

/** How a client counts the characters of a line. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/** The first encoding of a client's list that the server knows; UTF-16 is what everybody must know. */
export function chosenEncoding(offered: readonly string[] | undefined): Encoding {
  return (offered ?? []).find((it): it is Encoding => it === 'utf-8' || it === 'utf-16' || it === 'utf-32') ?? 'utf-16';
}

/** Between offsets of the core and positions of the protocol, for one version of a text; nothing else knows the latter. */
export class Positions {
  readonly text: string;
  readonly lines: LineIndex;
  readonly encoding: Encoding;

  constructor(text: string, lines: LineIndex, encoding: Encoding) {
    this.text = text;
    this.lines = lines;
    this.encoding = encoding;
  }

  static of(text: string, encoding: Encoding): Positions {
    return new Positions(text, LineIndex.of(text), encoding);
  }

  position(offset: number): Position {
    const { line, column } = this.lines.positionAt(offset);
    return { line, character: this.units(line, column) };
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** The offset of a position; past the end of a line or of the text, that end. */
  offset({ line, character }: Position): number {
    const start = this.lines.lineStart(line);
    let limit = this.lines.lineStart(line + 1);
    while (limit > start && /[\r\n]/.test(this.text[limit - 1])) limit--;
    if (this.encoding === 'utf-16') return Math.min(start + character, limit);
    let [at, units] = [start, 0];
    while (at < limit) {
      const code = this.text.codePointAt(at) ?? 0;
      units += unitsOf(code, this.encoding);
      if (units > character) break;
      at += code > 0xffff ? 2 : 1;
    }
    return at;
  }

  span(range: Range): Span {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }

  /** A column in UTF-16 units as the client counts it. */
  units(line: number, column: number): number {
    if (this.encoding === 'utf-16') return column;
    const start = this.lines.lineStart(line);
    let units = 0;
    for (let at = start; at < start + column; ) {
      const code = this.text.codePointAt(at) ?? 0;
      units += unitsOf(code, this.encoding);
      at += code > 0xffff ? 2 : 1;
    }
    return units;
  }

  edits(changes: readonly TextChange[]): { range: Range; newText: string }[] {
    return changes.map((change) => ({ range: this.range(change), newText: change.text }));
  }
}

function unitsOf(codePoint: number, encoding: Encoding): number {
  if (encoding === 'utf-32') return 1;
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
