import type { TextChange } from './change';

/** A zero-based line and a zero-based column in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Where the line begins that an offset is in; only `\n` ends a line. */
export function lineStartAt(text: string, offset: number): number {
  // `lastIndexOf` counts from 0 for what is negative, and would find a line end that lies ahead.
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** So many lines around the last answer are looked at one by one before halving begins. */
const NEAR = 8;

/** Converts between offsets and lines of one text; `\n`, `\r\n` and a lone `\r` end a line. */
export class LineIndex {
  readonly #starts: number[];
  readonly #length: number;
  /** The line of the last answer: the next question is mostly about a line nearby. */
  #near = 0;

  private constructor(starts: number[], length: number) {
    this.#starts = starts;
    this.#length = length;
  }

  static of(text: string): LineIndex {
    const starts = lineStarts(text, 0, text.length);
    starts.unshift(0);
    return new LineIndex(starts, text.length);
  }

  /** The index of the text after a change: only the lines around it are looked at. */
  changed(change: TextChange, after: string): LineIndex {
    const by = change.text.length - (change.end - change.start);
    // One character more on both sides: a `\r` may become, or cease to be, half of a line end.
    const first = this.lineAt(Math.max(0, change.start - 1));
    const last = this.lineAt(Math.min(change.end + 1, this.#length));
    const to = last + 1 < this.#starts.length ? this.#starts[last + 1] : this.#length;
    const starts = this.#starts.slice(0, first + 1);
    for (const start of lineStarts(after, this.#starts[first], to + by)) starts.push(start);
    for (let i = last + 2; i < this.#starts.length; i++) starts.push(this.#starts[i] + by);
    return new LineIndex(starts, after.length);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset at which the line begins; the text's length for lines past the end. */
  lineStart(line: number): number {
    return line < this.#starts.length ? this.#starts[line] : this.#length;
  }

  lineAt(offset: number): number {
    const starts = this.#starts;
    const last = starts.length - 1;
    let line = this.#near;
    for (let steps = 0; steps < NEAR; steps++) {
      if (starts[line] > offset && line > 0) line--;
      else if (line < last && starts[line + 1] <= offset) line++;
      else return (this.#near = line);
    }
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#near = low);
  }

  positionAt(offset: number): LineColumn {
    const line = this.lineAt(offset);
    return { line, column: offset - this.#starts[line] };
  }
}

/** Where lines begin after a line end in a part of a text. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
