import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import {
  orderedTokenRuns,
  type PieceTokens,
  semanticModifiers,
  semanticTokens,
  semanticTypes,
  type TokenRun,
} from '../../core/features/semanticTokens';
import { type Handler, onPlan, type PlanContext } from '../handler';

/**
 * The tokens of a piece of text as the protocol wants them: five numbers each, lines and columns since the token before,
 * length, type, modifiers. The first token has its line since the piece began, and its column.
 */
interface Encoded {
  readonly encoding: PlanContext['at']['encoding'];
  readonly data: readonly number[];
  /** Line, since the piece began, and column of the last token. */
  readonly lastLine: number;
  readonly lastColumn: number;
}

/** A piece in an answer: line and column of its first token, since the token before. */
interface Chunk {
  readonly piece: Encoded;
  readonly line: number;
  readonly column: number;
}

/** What was answered last for a file, to tell the difference to it. */
interface Answer {
  readonly resultId: string;
  readonly chunks: readonly Chunk[];
}

const last = new WeakMap<object, Map<string, Answer>>();

/** Answers of a workspace, kept as long as it is. */
function answersOf(workspace: object): Map<string, Answer> {
  let answers = last.get(workspace);
  if (!answers) last.set(workspace, (answers = new Map<string, Answer>()));
  return answers;
}

/** Colours by meaning, whole, as a difference, or of a part. */
export const semanticTokenHandlers: readonly Handler[] = [
  onPlan<SemanticTokensParams, SemanticTokens>(
    'textDocument/semanticTokens/full',
    {
      semanticTokensProvider: {
        legend: { tokenTypes: [...semanticTypes], tokenModifiers: [...semanticModifiers] },
        full: { delta: true },
        range: true,
      },
    },
    (plan) => {
      const { resultId, chunks } = answer(plan);
      return { resultId, data: flat(chunks) };
    },
  ),
  onPlan(
    'textDocument/semanticTokens/full/delta',
    {},
    (plan, { previousResultId }: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta => {
      const before = answersOf(plan.workspace).get(plan.snapshot.uri);
      const { resultId, chunks } = answer(plan);
      if (before?.resultId !== previousResultId) return { resultId, data: flat(chunks) };
      return { resultId, edits: difference(before.chunks, chunks) };
    },
  ),
  onPlan(
    'textDocument/semanticTokens/range',
    {},
    ({ snapshot, at }, { range }: SemanticTokensRangeParams): SemanticTokens => ({
      data: flat(chunksOf([{ offset: 0, piece: { tokens: semanticTokens(snapshot, at.span(range)), kind: 0 } }], at)),
    }),
  ),
];

function answer({ snapshot, at, workspace }: PlanContext): Answer {
  const answers = answersOf(workspace);
  const known = answers.get(snapshot.uri);
  const resultId = String(snapshot.version);
  if (known?.resultId === resultId) return known;
  const present = { resultId, chunks: chunksOf(orderedTokenRuns(snapshot), at) };
  answers.set(snapshot.uri, present);
  return present;
}

function chunksOf(runs: readonly TokenRun[], at: PlanContext['at']): Chunk[] {
  let [line, column] = [0, 0];
  return runs.flatMap(({ offset, piece }) => {
    if (piece.tokens.length === 0) return [];
    const base = at.lines.lineAt(offset);
    const run = encoded(piece, offset, base, at);
    const first = base + run.data[0];
    const chunk = { piece: run, line: first - line, column: first === line ? run.data[1] - column : run.data[1] };
    line = base + run.lastLine;
    column = run.lastColumn;
    return chunk;
  });
}

/** The tokens of a piece that begins at an offset on the line `base`; kept as long as the piece is. */
function encoded(piece: PieceTokens, offset: number, base: number, at: PlanContext['at']): Encoded {
  // Of a piece that begins in the middle of a line, columns depend on what is before it.
  const isWhole = at.lines.lineStart(base) === offset;
  const known = isWhole ? (piece.encoded as Encoded | undefined) : undefined;
  if (known?.encoding === at.encoding) return known;
  const data: number[] = [];
  let [line, before, column] = [base, base, 0];
  for (const { start, end, type, modifiers } of piece.tokens) {
    while (line + 1 < at.lines.lineCount && at.lines.lineStart(line + 1) <= offset + start) line++;
    const first = at.lines.lineStart(line) - offset;
    const from = at.units(line, start - first);
    const length = at.encoding === 'utf-16' ? end - start : at.units(line, end - first) - from;
    data.push(line - before, line === before ? from - column : from, length, type, modifiers);
    before = line;
    column = from;
  }
  const made = { encoding: at.encoding, data, lastLine: line - base, lastColumn: column };
  if (isWhole) piece.encoded = made;
  return made;
}

function flat(chunks: readonly Chunk[]): number[] {
  const data: number[] = [];
  for (const { piece, line, column } of chunks) {
    data.push(line, column);
    for (let i = 2; i < piece.data.length; i++) data.push(piece.data[i]);
  }
  return data;
}

/** One edit from the first to the last number that differs. */
function difference(before: readonly Chunk[], after: readonly Chunk[]): SemanticTokensDelta['edits'] {
  const isSame = (a: Chunk, b: Chunk): boolean => a.piece === b.piece && a.line === b.line && a.column === b.column;
  const [from, to] = differing(before, after, isSame);
  const [old, present] = [flat(before.slice(from, before.length - to)), flat(after.slice(from, after.length - to))];
  const [head, tail] = differing(old, present, (a, b) => a === b);
  if (head === old.length && head === present.length) return [];
  const start = head + before.slice(0, from).reduce((sum, { piece }) => sum + piece.data.length, 0);
  return [{ start, deleteCount: old.length - head - tail, data: present.slice(head, present.length - tail) }];
}

/** How many items are the same at the beginning, and at the end, of two lists. */
function differing<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): [head: number, tail: number] {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && isSame(a[head], b[head])) head++;
  let tail = 0;
  while (tail < most - head && isSame(a[a.length - 1 - tail], b[b.length - 1 - tail])) tail++;
  return [head, tail];
}
