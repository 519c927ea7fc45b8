import { type Cut, segment, type TaskCut } from './segments';
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

/** A task as cut out of the text; the tasks inside that could not be cut are in the piece's own tree. */
export interface TaskSegment {
  readonly own: PlacedPiece;
  readonly children: readonly TaskSegment[];
  readonly rest: PlacedPiece | null;
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
    return { own, children, rest };
  };
  const tops = segmentation.tops.map((top) => ({ placed: pieces[next++], tasks: top.tasks.map(place) }));
  return { text, tops, pieces, problems };
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
    const piece = text.slice(cuts[i].start, cuts[i].end);
    result[i] = { piece: { kind: cuts[i].kind, text: piece, memo: {}, ...parseYaml(piece) }, start: cuts[i].start };
  }
  return result;
}

/** The piece in which the offset lies; before the first and between two, the one before. */
export function pieceAt(document: PlanDocument, offset: number): PlacedPiece | undefined {
  const { pieces } = document;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}
