import { type Baseline, baselinesOf, type History, inBaseline } from '../workspace/baselines';
import type { Plans } from '../workspace/plans';
import { inScenario, type Scenario, scenariosOf } from '../workspace/scenario';
import type { Environment, PlanSnapshot } from '../workspace/snapshot';
import { type Comparison, compareSchedules } from './compare';

/** The plan in a scenario, or as it was in a baseline, beside the plan as it is. */
export interface Alternative {
  readonly kind: 'scenario' | 'baseline';
  readonly name: string;
  /** Undefined when the baseline cannot be read. */
  readonly snapshot: PlanSnapshot | undefined;
  /** From the plan to the scenario; from the baseline to the plan: what changed since. */
  readonly comparison: Comparison | undefined;
}

/**
 * The scenarios and baselines of a plan, scheduled and compared with it, in the order of the text.
 *
 * @param isWanted which of them; every one when left out
 */
export async function alternativesOf(
  snapshot: PlanSnapshot,
  plans: Plans,
  history: History,
  environment: Environment,
  isWanted: (kind: Alternative['kind'], name: string) => boolean = () => true,
): Promise<Alternative[]> {
  const scenarios = scenariosOf(snapshot)
    .filter(({ name }) => isWanted('scenario', name))
    .map((scenario: Scenario): Alternative => {
      const other = inScenario(snapshot, scenario);
      return {
        kind: 'scenario',
        name: scenario.name,
        snapshot: other,
        comparison: compareSchedules(snapshot.schedule, other.schedule),
      };
    });
  const baselines = await Promise.all(
    baselinesOf(snapshot)
      .filter(({ name }) => isWanted('baseline', name))
      .map(async (baseline: Baseline): Promise<Alternative> => {
        const other = await inBaseline(snapshot, baseline, plans, history, environment);
        return {
          kind: 'baseline',
          name: baseline.name,
          snapshot: other,
          comparison: other && compareSchedules(other.schedule, snapshot.schedule),
        };
      }),
  );
  return [...scenarios, ...baselines];
}
