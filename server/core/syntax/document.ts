import type { Entry, MapNode } from './node';
import { areCutAlike, beginsBlank, type Cut, isSameCutTask, segment, type TaskCut } from './segments';
import { type ParsedYaml, parseYaml, type SyntaxProblem } from './yaml';

/** A parsed piece of a plan, shared by all versions of the text that contain it. Its offsets count from its own start. */
export interface Piece extends ParsedYaml {
  readonly kind: Cut['kind'];
  readonly text: string;
  /** What a reader made of the piece, kept here as long as the piece is: a look-up in a map would cost more than the reading saves. */
  readonly memo: { reading?: unknown };
}

/** A piece where it stands in one version of the text. */
export interface PlacedPiece {
  readonly piece: Piece;
  readonly start: number;
}

/**
 * A task as cut out of the text; the tasks inside that could not be cut are in the piece's own tree. It is shared by the
 * versions of the text in which all of it stands at the same place.
 */
export interface TaskSegment {
  readonly own: PlacedPiece;
  readonly children: readonly TaskSegment[];
  readonly rest: PlacedPiece | null;
  /** What a reader made of the segment, kept here as long as the segment is. */
  readonly memo: { grown?: unknown };
}

export interface TopSegment {
  readonly placed: PlacedPiece;
  readonly tasks: readonly TaskSegment[];
}

/** One version of a plan's text with the trees of its pieces, in the order of the text. */
export interface PlanDocument {
  readonly text: string;
  readonly tops: readonly TopSegment[];
  readonly pieces: readonly PlacedPiece[];
  /** Problems of the file as a whole, with offsets of the text. */
  readonly problems: readonly SyntaxProblem[];
}

/** Texts longer than this (UTF-16 units) are not read. */
const MAX_TEXT = 8_000_000;

/** Parses a plan's text, taking over from the previous version all that did not change. Never throws. */
export function parsePlan(text: string, previous?: PlanDocument): PlanDocument {
  if (text.length > MAX_TEXT) {
    const mega = (units: number): string => String(Math.round(units / 100_000) / 10);
    const args = { size: mega(text.length), limit: mega(MAX_TEXT) };
    return { text, tops: [], pieces: [], problems: [{ code: 'too-large', start: 0, end: 1, args }] };
  }
  if (text.includes('\0')) {
    const at = text.indexOf('\0');
    return { text, tops: [], pieces: [], problems: [{ code: 'not-text', start: at, end: at + 1, args: {} }] };
  }
  const typed = previous && changedInOnePiece(text, previous);
  if (typed) return typed;
  const segmentation = segment(text);
  const problems: SyntaxProblem[] = [];
  if (segmentation.documentEnd !== undefined && text.slice(segmentation.documentEnd + 3).trim() !== '') {
    const start = segmentation.documentEnd;
    problems.push({ code: 'several-documents', start, end: start + 3, args: {} });
  }
  const cuts: Cut[] = [];
  const collect = (task: TaskCut): void => {
    cuts.push(task.own);
    task.children.forEach(collect);
    if (task.rest) cuts.push(task.rest);
  };
  for (const top of segmentation.tops) {
    cuts.push(top.piece);
    top.tasks.forEach(collect);
  }
  const pieces = parsePieces(text, cuts, previous?.pieces ?? []);
  const anchored = cuts.length > 1 && pieces.some(({ piece }) => piece.linked);
  if (anchored) {
    const whole: Cut = { kind: 'whole', start: cuts[0].start, end: cuts[cuts.length - 1].end };
    const [placed] = parsePieces(text, [whole], previous?.pieces ?? []);
    return { text, tops: [{ placed, tasks: [] }], pieces: [placed], problems };
  }
  let next = 0;
  const place = (task: TaskCut): TaskSegment => {
    const own = pieces[next++];
    const children = task.children.map(place);
    const rest = task.rest ? pieces[next++] : null;
    return { own, children, rest, memo: { grown: undefined } };
  };
  const tops = segmentation.tops.map((top) => ({ placed: pieces[next++], tasks: top.tasks.map(place) }));
  return { text, tops, pieces, problems };
}

/**
 * The document when all that changed lies in one piece and changes nothing about where the text is cut, as nearly every
 * keystroke does; everything else is taken over as it is. Undefined when the text has to be cut anew.
 */
function changedInOnePiece(text: string, previous: PlanDocument): PlanDocument | undefined {
  const old = previous.text;
  if (previous.problems.length > 0 || text === '' || old === '') return undefined;
  const { start, end } = changeBetween(old, text);
  if (start === 0) return undefined;
  const { first, last, lines } = changedLines(old, text, start, end);
  const by = text.length - old.length;
  // Lines that are put between two pieces are added to the former.
  const at = pieceIndexAt(previous.pieces, first === last ? first - 1 : first);
  const changed = previous.pieces[at];
  if (!changed || changed.piece.kind === 'whole' || changed.piece.linked) return undefined;
  const pieceEnd = changed.start + changed.piece.text.length;
  if (first < changed.start || last > pieceEnd) return undefined;
  if (lines.includes('\0') || (first === changed.start && beginsBlank(lines))) return undefined;
  const now = text.slice(changed.start, pieceEnd + by);
  const isCutAlike =
    areCutAlike(old.slice(first, last), lines) ||
    (changed.piece.kind === 'task' && first > changed.start && isSameCutTask(changed.piece.text, now));
  if (!isCutAlike) return undefined;
  const piece = parsedPiece(changed.piece.kind, now);
  if (piece.linked) return undefined;
  const pieces = previous.pieces.slice(0, at);
  const moved = (placed: PlacedPiece): PlacedPiece => {
    const it =
      placed.start > changed.start
        ? by === 0
          ? placed
          : { piece: placed.piece, start: placed.start + by }
        : placed === changed
          ? { piece, start: changed.start }
          : placed;
    if (placed.start >= changed.start) pieces.push(it);
    return it;
  };
  const movedAll = (segments: readonly TaskSegment[], limit: number): readonly TaskSegment[] =>
    segments.map((task, i) => {
      const next = segments[i + 1]?.own.start ?? limit;
      if (next <= changed.start) return task;
      if (by === 0 && task.own.start > changed.start) {
        pushAll(task, pieces);
        return task;
      }
      const own = moved(task.own);
      const children = task.children.length > 0 ? movedAll(task.children, task.rest?.start ?? next) : task.children;
      return { own, children, rest: task.rest && moved(task.rest), memo: { grown: undefined } };
    });
  const tops = previous.tops.map((top, i) => {
    const limit = previous.tops[i + 1]?.placed.start ?? old.length;
    return { placed: moved(top.placed), tasks: movedAll(top.tasks, limit) };
  });
  return { text, tops, pieces, problems: previous.problems };
}

function pushAll({ own, children, rest }: TaskSegment, pieces: PlacedPiece[]): void {
  pieces.push(own);
  for (const child of children) pushAll(child, pieces);
  if (rest) pieces.push(rest);
}

/**
 * The whole lines around where two texts differ: offsets of the first, and what stands there in the second. Lines that were
 * only added, or only taken away, are those alone.
 */
function changedLines(
  old: string,
  text: string,
  start: number,
  end: number,
): { readonly first: number; readonly last: number; readonly lines: string } {
  const first = old.lastIndexOf('\n', start - 1) + 1;
  const newline = old.indexOf('\n', end);
  const last = newline < 0 ? old.length : newline + 1;
  const [before, after] = [old.slice(first, last), text.slice(first, last + text.length - old.length)];
  const isAdded = after.endsWith(`\n${before}`);
  if (!isAdded && !before.endsWith(`\n${after}`)) return { first, last, lines: after };
  return isAdded
    ? { first, last: first, lines: after.slice(0, after.length - before.length) }
    : { first, last: last - after.length, lines: '' };
}

/** Where two texts begin and cease to differ, in offsets of the first; found by halving, since engines compare slices fast. */
function changeBetween(old: string, text: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(old.length, text.length);
  const start = longest(shorter, (n, m) => old.slice(n, m) === text.slice(n, m));
  const by = text.length - old.length;
  const alike = longest(shorter - start, (n, m) => {
    const [from, to] = [old.length - m, old.length - n];
    return old.slice(from, to) === text.slice(from + by, to + by);
  });
  return { start, end: old.length - alike };
}

/** The greatest n up to `limit` for which everything from 0 to n is alike. */
function longest(limit: number, areAlike: (from: number, to: number) => boolean): number {
  let known = 0;
  let end = limit;
  while (known < end) {
    const middle = (known + end + 1) >> 1;
    if (areAlike(known, middle)) known = middle;
    else end = middle - 1;
  }
  return known;
}

function parsedPiece(kind: Cut['kind'], text: string): Piece {
  // Every property is named, here and where tasks are read: of objects that are made by spreading, engines keep a second one.
  const { root, problems, linked } = parseYaml(text);
  return { kind, text, root, problems, linked, memo: { reading: undefined } };
}

/** Parses what stands between the common beginning and the common end of two lists of pieces; takes over the rest. */
function parsePieces(text: string, cuts: readonly Cut[], previous: readonly PlacedPiece[]): PlacedPiece[] {
  const same = (cut: Cut, old: PlacedPiece): boolean =>
    old.piece.kind === cut.kind &&
    old.piece.text.length === cut.end - cut.start &&
    old.piece.text === text.slice(cut.start, cut.end);
  const result = new Array<PlacedPiece>(cuts.length);
  const common = Math.min(cuts.length, previous.length);
  let head = 0;
  while (head < common && same(cuts[head], previous[head])) {
    result[head] =
      previous[head].start === cuts[head].start
        ? previous[head]
        : { piece: previous[head].piece, start: cuts[head].start };
    head++;
  }
  let tail = 0;
  while (tail < common - head && same(cuts[cuts.length - 1 - tail], previous[previous.length - 1 - tail])) {
    const at = cuts.length - 1 - tail;
    result[at] = { piece: previous[previous.length - 1 - tail].piece, start: cuts[at].start };
    tail++;
  }
  for (let i = head; i < cuts.length - tail; i++) {
    result[i] = { piece: parsedPiece(cuts[i].kind, text.slice(cuts[i].start, cuts[i].end)), start: cuts[i].start };
  }
  return result;
}

/** The piece in which the offset lies; before the first and between two, the one before. */
export function pieceAt({ pieces }: PlanDocument, offset: number): PlacedPiece | undefined {
  return pieces[pieceIndexAt(pieces, offset)];
}

function pieceIndexAt(pieces: readonly PlacedPiece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** An entry of the plan's own map, such as `people`, as it stands in the text. */
export interface TopEntry {
  readonly entry: Entry;
  /** The map that holds it. */
  readonly root: MapNode;
  /** Where the piece begins from which its offsets count. */
  readonly base: number;
}

/** The first entry of the plan's own map with a key; undefined where the plan has none. */
export function topEntry({ tops }: PlanDocument, name: string): TopEntry | undefined {
  for (const { placed } of tops) {
    const { root } = placed.piece;
    const entry = root?.kind === 'map' ? root.entries.find(({ key }) => key.text === name) : undefined;
    if (root?.kind === 'map' && entry) return { entry, root, base: placed.start };
  }
  return undefined;
}
