import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import {
  type SemanticToken,
  semanticModifiers,
  semanticTokens,
  semanticTypes,
} from '../../core/features/semanticTokens';
import { type Handler, onPlan, type PlanContext } from '../handler';

/** What was answered last for a file, to tell the difference to it. */
interface Answer {
  readonly resultId: string;
  readonly data: readonly number[];
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
      const { resultId, data } = answer(plan);
      return { resultId, data: [...data] };
    },
  ),
  onPlan(
    'textDocument/semanticTokens/full/delta',
    {},
    (plan, { previousResultId }: SemanticTokensDeltaParams): SemanticTokens | SemanticTokensDelta => {
      const before = answersOf(plan.workspace).get(plan.snapshot.uri);
      const { resultId, data } = answer(plan);
      if (before?.resultId !== previousResultId) return { resultId, data: [...data] };
      return { resultId, edits: difference(before.data, data) };
    },
  ),
  onPlan(
    'textDocument/semanticTokens/range',
    {},
    ({ snapshot, at }, { range }: SemanticTokensRangeParams): SemanticTokens => ({
      data: encoded(semanticTokens(snapshot, at.span(range)), at),
    }),
  ),
];

function answer({ snapshot, at, workspace }: PlanContext): Answer {
  const answers = answersOf(workspace);
  const known = answers.get(snapshot.uri);
  const resultId = String(snapshot.version);
  if (known?.resultId === resultId) return known;
  const present = { resultId, data: encoded(semanticTokens(snapshot), at) };
  answers.set(snapshot.uri, present);
  return present;
}

/** Five numbers a token, as the protocol wants them: lines and columns since the token before, length, type, modifiers. */
function encoded(tokens: readonly SemanticToken[], at: PlanContext['at']): number[] {
  const data = new Array<number>(tokens.length * 5);
  let filled = 0;
  let line = 0;
  let column = 0;
  let present = tokens.length > 0 ? at.lines.lineAt(tokens[0].start) : 0;
  for (const { start, end, type, modifiers } of tokens) {
    while (present + 1 < at.lines.lineCount && at.lines.lineStart(present + 1) <= start) present++;
    const first = at.lines.lineStart(present);
    const from = at.units(present, start - first);
    const length = at.encoding === 'utf-16' ? end - start : at.units(present, end - first) - from;
    data[filled++] = present - line;
    data[filled++] = present === line ? from - column : from;
    data[filled++] = length;
    data[filled++] = type;
    data[filled++] = modifiers;
    line = present;
    column = from;
  }
  return data;
}

/** One edit from the first to the last number that differs. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [{ start: head, deleteCount: before.length - head - tail, data: after.slice(head, after.length - tail) }];
}
