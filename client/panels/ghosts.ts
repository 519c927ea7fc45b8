import {
  type AlternativeResult,
  type CompareParams,
  type CompareResult,
  compareRequest,
} from '../../server/protocol/analysis';
import type { AlternativeName } from '../../server/protocol/schedule';
import type { Ghosts } from '../../server/protocol/webview';
import type { HeadwayClient } from '../languageClient';

/** Where the tasks of a plan, and of those that it includes, are in scenarios, or were in baselines; in that order. */
export async function ghostsOf(
  client: HeadwayClient,
  uri: string,
  alternatives: readonly AlternativeName[],
): Promise<Ghosts[]> {
  const params: CompareParams = { uri, alternatives, included: true };
  const result = await client.request<CompareParams, CompareResult>(compareRequest, params);
  return alternatives.flatMap((it) => ghostsFrom(it, result?.alternatives ?? []) ?? []);
}

/** One of the alternatives of a plan as ghosts: in a portfolio, those of the included plans that have one of the name. */
export function ghostsFrom({ kind, name }: AlternativeName, all: readonly AlternativeResult[]): Ghosts | undefined {
  const parts = all.filter((it) => it.kind === kind && it.name === name);
  if (parts.length === 0) return undefined;
  const unreadable = parts.every((it) => it.unreadable !== undefined) ? parts[0].unreadable : undefined;
  return {
    kind,
    name,
    unreadable: unreadable ?? null,
    summary: parts.map(({ plan, summary }) => (plan === '' ? summary : `${plan} ${summary}`)).join('; '),
    // A scenario is what the plan would become, a baseline what it was.
    rows: parts.flatMap(({ moved = [] }) =>
      moved.map((row) => ({
        task: row.task,
        start: kind === 'scenario' ? row.startTo : row.startFrom,
        finish: kind === 'scenario' ? row.finishTo : row.finishFrom,
        variance: row.variance,
      })),
    ),
  };
}
