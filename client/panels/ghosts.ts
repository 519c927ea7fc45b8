import { type CompareParams, compareRequest, type CompareResult } from '../../server/protocol/analysis';
import type { Ghosts } from '../../server/protocol/webview';
import type { HeadwayClient } from '../languageClient';

/** Where the tasks of a plan are in one of its scenarios, or were in one of its baselines. */
export async function ghostsOf(
  client: HeadwayClient,
  uri: string,
  kind: Ghosts['kind'],
  name: string,
): Promise<Ghosts | undefined> {
  const result = await client.request<CompareParams, CompareResult>(compareRequest, { uri });
  const found = result?.alternatives.find((it) => it.kind === kind && it.name === name);
  if (!found) return undefined;
  return {
    kind,
    name,
    unreadable: found.unreadable ?? null,
    summary: found.summary,
    finish: found.finish ?? null,
    // A scenario is what the plan would become, a baseline what it was.
    rows: (found.moved ?? []).map((row) => ({
      task: row.task,
      start: kind === 'scenario' ? row.startTo : row.startFrom,
      finish: kind === 'scenario' ? row.finishTo : row.finishFrom,
      variance: row.variance,
    })),
  };
}
