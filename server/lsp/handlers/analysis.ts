import type { TextChange } from '../../core/base/change';
import { alternativesOf } from '../../core/features/alternatives';
import { missedDeadlines } from '../../core/features/compare';
import { optimizationInWords, wayOutInWords } from '../../core/features/inWords';
import { optimizedPlan } from '../../core/features/optimize';
import { waysOut } from '../../core/features/waysOut';
import { missedIn } from '../../core/schedule/scheduleProblems';
import { includedPlans } from '../../core/workspace/included';
import {
  type CompareParams,
  type CompareResult,
  compareRequest,
  type OptimizeParams,
  type OptimizeResult,
  type OptimizingParams,
  optimizeRequest,
  optimizingNotification,
  type WaysOutParams,
  type WaysOutResult,
  waysOutRequest,
} from '../../protocol/analysis';
import type { EditResult } from '../../protocol/edits';
import { alternativeResult } from '../alternativeResult';
import { type Handler, onUri, type PlanContext } from '../handler';
import { pause } from '../pause';
import { planEdits, versionedEdit } from '../workspaceEdit';

/** How long a search goes on when nobody says. */
const USUAL_SECONDS = 10;
/** How long ways out are looked for before what was found is told. */
const WAYS_OUT_MS = 3000;

/** Requests that compare plans and look for better ones. */
export const analysisHandlers: readonly Handler[] = [
  onUri(optimizeRequest, async (plan, params: OptimizeParams): Promise<OptimizeResult> => {
    const { snapshot, workspace } = plan;
    const { objective, schedules, seed = 1, uri } = params;
    const seconds = params.seconds ?? (schedules === undefined ? USUAL_SECONDS : undefined);
    const options = {
      objective,
      seed,
      ...(schedules === undefined ? {} : { schedules }),
      ...(seconds === undefined ? {} : { seconds }),
    };
    const { zone } = snapshot.schedule;
    const outcome = await workspace.searches.run(
      snapshot,
      workspace.includedPlan,
      options,
      ({ schedules: made, finish }) => {
        const progress: OptimizingParams = { uri, schedules: made, finish: zone.toWall(finish) };
        workspace.tell(optimizingNotification, progress);
      },
    );
    if (workspace.get(uri)?.text !== snapshot.text)
      return { refused: 'The plan changed while the search was going on' };
    const found = optimizedPlan(snapshot, outcome);
    const { comparison, changes } = found;
    return {
      schedules: outcome.schedules,
      finishBefore: zone.toWall(snapshot.schedule.finish),
      finishAfter: zone.toWall(found.snapshot.schedule.finish),
      lowerBound: zone.toWall(outcome.lowerBound),
      isOptimal: outcome.isOptimal,
      finishVariance: comparison.finishVariance,
      costVariance: comparison.costVariance ?? null,
      moved: comparison.moved.length,
      priorities: outcome.priorities.map(({ path, from, to }) => ({ task: path, from, to })),
      summary: optimizationInWords(snapshot, found, objective),
      edit: changes.length === 0 ? null : editOf(plan, changes),
    };
  }),
  onUri(waysOutRequest, async (plan, { task }: WaysOutParams): Promise<WaysOutResult> => {
    const { snapshot, token } = plan;
    const late = missedIn(snapshot.schedule).find((it) => (it.task?.path ?? null) === task);
    if (!late) return [];
    const end = performance.now() + WAYS_OUT_MS;
    const steps = waysOut(snapshot, late);
    let step = steps.next();
    while (!step.done) {
      await pause();
      if (token.isCancellationRequested) return null;
      step = steps.next(performance.now() > end);
    }
    return step.value.map((way) => ({
      title: way.title,
      effect: wayOutInWords(snapshot, way),
      isInTime: way.late <= 0,
      edit: editOf(plan, way.changes),
    }));
  }),
  onUri<CompareParams, CompareResult>(compareRequest, async ({ snapshot, workspace }, { alternatives, included }) => {
    await workspace.ready;
    const { schedule } = snapshot;
    const isWanted = (kind: string, name: string): boolean =>
      !alternatives || alternatives.some((it) => it.kind === kind && it.name === name);
    const { history, environment } = workspace;
    const plans = [{ name: '', snapshot }, ...(included ? includedPlans(snapshot, workspace.includedPlan) : [])];
    const found = await Promise.all(
      plans.map(async (plan) =>
        (await alternativesOf(plan.snapshot, workspace, history, environment, isWanted)).map((alternative) =>
          alternativeResult(plan, alternative, schedule.zone),
        ),
      ),
    );
    return {
      finish: schedule.zone.toWall(schedule.finish),
      missedDeadlines: missedDeadlines(schedule),
      alternatives: found.flat(),
    };
  }),
];

function editOf({ snapshot, workspace }: PlanContext, changes: readonly TextChange[]): EditResult {
  return { edit: versionedEdit(workspace, planEdits(workspace, snapshot, changes)) };
}
