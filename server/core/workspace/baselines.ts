import { type Span, shift } from '../base/span';
import { zoneOf } from '../calendar/zone';
import { declaredUnder } from '../model/parts';
import { spanIn } from '../syntax/node';
import type { BaselineText } from '../syntax/scalars/planPath';
import type { Plans } from './plans';
import { type Environment, PlanSnapshot } from './snapshot';

/** An entry of `baselines`, with the place of its value in the text. */
export interface Baseline {
  readonly name: string;
  readonly text: BaselineText;
  readonly span: Span;
}

/** A version of a file as a repository has it. */
export interface FileVersion {
  readonly text: string;
  /** When it was committed, in minutes since 1970 UTC. */
  readonly time: number;
}

/** Earlier versions of files, read from outside. */
export interface History {
  /** The file as it was at a tag, branch or commit; undefined when there is no such version. */
  at(uri: string, ref: string): Promise<FileVersion | undefined>;
}

/** The baselines of a plan, in the order of the text. */
export function baselinesOf({ plan }: PlanSnapshot): Baseline[] {
  return declaredUnder(plan.document, 'baselines').flatMap(({ key, value, offset }) =>
    value?.kind === 'scalar' && value.data
      ? [
          {
            name: key.text,
            text: value.data as BaselineText,
            span: shift(spanIn(value.node, 0, value.node.text.length), offset),
          },
        ]
      : [],
  );
}

/**
 * The plan as it was in a baseline, scheduled as of then: a version of a repository at the time of its commit, a file
 * without `now` at its own start. Undefined when the baseline cannot be read.
 */
export async function inBaseline(
  snapshot: PlanSnapshot,
  { text }: Baseline,
  plans: Plans,
  history: History,
  environment: Environment,
): Promise<PlanSnapshot | undefined> {
  if (text.kind === 'file') {
    const uri = plans.resolve(snapshot.uri, text.name);
    const file = uri === undefined ? undefined : plans.get(uri);
    if (!file) return undefined;
    const start = file.plan.start?.start ?? environment.wallMinute(file.plan.timezone);
    return PlanSnapshot.of(file.uri, file.version, file.text, { ...environment, wallMinute: () => start });
  }
  const version = await history.at(snapshot.uri, text.name);
  if (!version) return undefined;
  return PlanSnapshot.of(snapshot.uri, 0, version.text, {
    ...environment,
    wallMinute: (timezone) => zoneOf(timezone).toWall(version.time),
  });
}
