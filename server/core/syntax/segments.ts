/**
 * Cuts the text of a plan at the indentation of its top-level keys and of its tasks, so that a keystroke needs only the
 * piece that it is in to be parsed again. In YAML, a line in a block map that is indented like the map's keys is a key
 * of that map: everything that spans lines is indented more. So lines and their indentation are enough to cut.
 * What cannot be cut safely (flow maps, lists, anchors, tags on `tasks`) stays in one piece.
 */

/** A piece of the text, before it is parsed. */
export interface Cut {
  /** top: one top-level key. task: a task, without the tasks inside. rest: keys of a task after the tasks inside. whole: everything. */
  readonly kind: 'top' | 'task' | 'rest' | 'whole';
  readonly start: number;
  readonly end: number;
}

/** A task as cut: its own keys, the tasks inside, and its keys after those. */
export interface TaskCut {
  readonly own: Cut;
  readonly children: readonly TaskCut[];
  readonly rest: Cut | null;
}

export interface TopCut {
  readonly piece: Cut;
  /** The tasks under the first top-level `tasks:`. */
  readonly tasks: readonly TaskCut[];
}

export interface Segmentation {
  readonly tops: readonly TopCut[];
  /** Where `---` or `...` ends the plan before the text ends. */
  readonly documentEnd?: number;
}

const BLANK = -1;
const SPACE = 32;
const TAB = 9;
const LF = 10;
const CR = 13;
const HASH = 35;

/** Start offset and indentation of each line; the indentation of blank lines and comments is -1. */
interface Lines {
  readonly starts: number[];
  readonly indents: number[];
}

export function segment(text: string): Segmentation {
  const lines = scanLines(text);
  const count = lines.starts.length;
  let first = 0;
  let limit = count;
  let documentEnd: number | undefined;
  for (let line = 0; line < count; line++) {
    if (lines.indents[line] !== 0 || !isMarker(text, lines.starts[line])) continue;
    const hasContent = lines.indents.slice(first, line).some((indent) => indent !== BLANK);
    if (hasContent) {
      limit = line;
      documentEnd = lines.starts[line];
      break;
    }
    first = line + 1;
  }
  const end = limit < count ? lines.starts[limit] : text.length;
  const cutter = new Cutter(text, lines, end);
  const tops = cutter.tops(first, limit);
  return { tops, ...(documentEnd === undefined ? {} : { documentEnd }) };
}

function scanLines(text: string): Lines {
  const starts: number[] = [];
  const indents: number[] = [];
  const length = text.length;
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < length; ) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    let content = at;
    while (text.charCodeAt(content) === TAB || text.charCodeAt(content) === SPACE) content++;
    const c = content < length ? text.charCodeAt(content) : LF;
    starts.push(start);
    indents.push(c === LF || c === CR || c === HASH ? BLANK : at - start);
    const next = text.indexOf('\n', content);
    start = next < 0 ? length : next + 1;
  }
  return { starts, indents };
}

/** Whether the line is `---` or `...`, or a directive such as `%YAML 1.2` before them. */
function isMarker(text: string, start: number): boolean {
  const c = text.charCodeAt(start);
  if (c === 37) return true;
  if (!text.startsWith('---', start) && !text.startsWith('...', start)) return false;
  const next = text.charCodeAt(start + 3);
  return Number.isNaN(next) || next === LF || next === CR || next === SPACE || next === TAB;
}

class Cutter {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #end: number;

  constructor(text: string, lines: Lines, end: number) {
    this.#text = text;
    this.#lines = lines;
    this.#end = end;
  }

  tops(first: number, limit: number): TopCut[] {
    const { indents } = this.#lines;
    const keys: number[] = [];
    for (let line = first; line < limit; line++) {
      if (indents[line] === BLANK) continue;
      // What is no key goes on with the piece before it: a list may stand at the indentation of its key.
      const isKey = indents[line] === 0 && isKeyAt(this.#text, this.#lines.starts[line] + indents[line]);
      if (keys.length === 0 && !isKey) return [{ piece: this.#cut('whole', line, limit), tasks: [] }];
      if (isKey) keys.push(line);
    }
    let tasksSeen = false;
    return keys.map((line, i) => {
      const next = i + 1 < keys.length ? keys[i + 1] : limit;
      if (tasksSeen || !isTasksKeyAt(this.#text, this.#lines.starts[line]))
        return { piece: this.#cut('top', line, next), tasks: [] };
      tasksSeen = true;
      const tasks = this.#tasks(line + 1, next, 0);
      if (!tasks || tasks.length === 0) return { piece: this.#cut('top', line, next), tasks: [] };
      return { piece: { kind: 'top', start: this.#startOf(line), end: tasks[0].own.start }, tasks };
    });
  }

  /** The tasks in the lines [first, limit) of a `tasks:` that is indented by `outer`; undefined when they can't be cut. */
  #tasks(first: number, limit: number, outer: number): TaskCut[] | undefined {
    const { indents } = this.#lines;
    let indent = BLANK;
    const keys: number[] = [];
    for (let line = first; line < limit; line++) {
      if (indents[line] === BLANK) continue;
      if (indent === BLANK) indent = indents[line];
      if (indents[line] !== indent) {
        if (indents[line] < indent) return undefined;
        continue;
      }
      if (indent <= outer || !isKeyAt(this.#text, this.#lines.starts[line] + indents[line])) return undefined;
      keys.push(line);
    }
    return keys.map((line, i) => this.#task(line, i + 1 < keys.length ? keys[i + 1] : limit));
  }

  #task(line: number, limit: number): TaskCut {
    const { indents } = this.#lines;
    const uncut = (): TaskCut => ({ own: this.#cut('task', line, limit), children: [], rest: null });
    let fields = BLANK;
    for (let i = line + 1; i < limit; i++) {
      if (indents[i] === BLANK) continue;
      if (fields === BLANK) {
        if (!endsWithColon(this.#text, this.#lines.starts[line])) return uncut();
        fields = indents[i];
      }
      if (indents[i] < fields) return uncut();
      if (indents[i] !== fields || !isTasksKeyAt(this.#text, this.#lines.starts[i] + fields)) continue;
      let after = i + 1;
      while (after < limit && (indents[after] === BLANK || indents[after] > fields)) after++;
      const children = this.#tasks(i + 1, after, fields);
      if (!children || children.length === 0 || !this.#restIsSafe(after, limit, fields)) return uncut();
      const own: Cut = { kind: 'task', start: this.#startOf(line), end: children[0].own.start };
      return { own, children, rest: after < limit ? this.#cut('rest', after, limit) : null };
    }
    return uncut();
  }

  #restIsSafe(first: number, limit: number, fields: number): boolean {
    for (let line = first; line < limit; line++) {
      const indent = this.#lines.indents[line];
      if (indent !== BLANK && indent < fields) return false;
    }
    return true;
  }

  #startOf(line: number): number {
    return line < this.#lines.starts.length ? Math.min(this.#lines.starts[line], this.#end) : this.#end;
  }

  #cut(kind: Cut['kind'], line: number, limit: number): Cut {
    return { kind, start: this.#startOf(line), end: this.#startOf(limit) };
  }
}

/** Whether what stands at `at` can begin a key of a block map, not a list item, flow collection, explicit key, anchor or tag. */
function isKeyAt(text: string, at: number): boolean {
  const c = text[at];
  if (c === '-' || c === '?') {
    const next = text.charCodeAt(at + 1);
    return !(Number.isNaN(next) || next === SPACE || next === LF || next === CR || next === TAB);
  }
  return !(
    c === '[' ||
    c === '{' ||
    c === ']' ||
    c === '}' ||
    c === '&' ||
    c === '*' ||
    c === '!' ||
    c === '\t' ||
    c === ','
  );
}

function isTasksKeyAt(text: string, at: number): boolean {
  return text.startsWith('tasks', at) && /^tasks[ \t]*:[ \t]*(?:#.*)?$/.test(lineFrom(text, at));
}

function endsWithColon(text: string, start: number): boolean {
  return /:[ \t]*(?:[ \t]#.*)?$/.test(lineFrom(text, start));
}

function lineFrom(text: string, at: number): string {
  let end = text.indexOf('\n', at);
  if (end < 0) end = text.length;
  if (text.charCodeAt(end - 1) === CR) end--;
  return text.slice(at, end);
}

/**
 * Whether a plan is cut alike when it has some whole lines instead of others. It is, when everything that the cutter
 * asks of a line has the same answers; blank lines and comments are never asked.
 */
export function areCutAlike(lines: string, others: string): boolean {
  const [a, b] = [rolesOf(lines), rolesOf(others)];
  return a !== undefined && b !== undefined && a.length === b.length && a.every((role, i) => role === b[i]);
}

/** Indentation and answers of each line that is not blank; undefined when one of them may end the plan. */
function rolesOf(text: string): number[] | undefined {
  const { starts, indents } = scanLines(text);
  const roles: number[] = [];
  for (let i = 0; i < starts.length; i++) {
    if (indents[i] === BLANK) continue;
    if (indents[i] === 0 && isMarker(text, starts[i])) return undefined;
    const at = starts[i] + indents[i];
    const answers = [isKeyAt(text, at), isTasksKeyAt(text, at), endsWithColon(text, starts[i])];
    roles.push(answers.reduce((role, answer) => 2 * role + Number(answer), indents[i]));
  }
  return roles;
}

/** Whether what is cut out as one task, without the tasks inside, stays that with another text after its first line. */
export function isSameCutTask(text: string, other: string): boolean {
  const fields = fieldsOfCutTask(text);
  return fields !== undefined && fields === fieldsOfCutTask(other);
}

/**
 * How far the keys of a task are indented that ends where the tasks inside begin, 0 for one without any; undefined when
 * where it is cut depends on more than its indentation.
 */
function fieldsOfCutTask(text: string): number | undefined {
  const { starts, indents } = scanLines(text);
  let [fields, last] = [BLANK, 0];
  for (let i = 1; i < starts.length; i++) {
    if (indents[i] === BLANK) continue;
    if (fields === BLANK) fields = indents[i];
    if (indents[i] < fields || indents[i] <= indents[0]) return undefined;
    // The tasks inside begin behind the first line that says so.
    if (last > 0 && isTasksKeyAt(text, starts[last] + indents[last])) return undefined;
    last = i;
  }
  return last > 0 && indents[last] === fields && isTasksKeyAt(text, starts[last] + fields) ? fields : 0;
}

/** Whether a text begins with a blank line or a comment. */
export function beginsBlank(text: string): boolean {
  return /^[ \t]*(?:#|\r?\n|\r?$)/.test(text);
}
