import { linksOf, locate } from '../../core/features/codeLinks';
import { placeOf } from '../../core/features/edits/edits';
import type { PlanChanges } from '../../core/features/edits/external';
import { EditError } from '../../core/features/edits/fields';
import { portfolioChanges } from '../../core/features/edits/portfolioEdits';
import { transferTask } from '../../core/features/edits/structure';
import { describeTask } from '../../core/features/hover';
import { ImportError, importMsProject } from '../../core/features/importing/msProject';
import { loadByPeriod } from '../../core/features/loadByPeriod';
import { portfolioEffect } from '../../core/features/portfolioEffect';
import { portfolioLoad } from '../../core/features/portfolioLoad';
import { drivingChain, finishReasons, linksAround } from '../../core/features/taskDetails';
import { fileNameOf, newPlan } from '../../core/features/templates/newPlan';
import { resolvePath } from '../../core/links/files';
import { ownerOf } from '../../core/schedule/activity';
import { hasPrices } from '../../core/schedule/cost';
import {
  type EditParams,
  type EditResult,
  editRequest,
  type PreviewResult,
  previewRequest,
  type TransferParams,
  transferRequest,
} from '../../protocol/edits';
import { type ImportPlanParams, type ImportPlanResult, importPlanRequest } from '../../protocol/importPlan';
import { type NewPlanParams, type NewPlanResult, newPlanRequest } from '../../protocol/newPlan';
import {
  type LocateParams,
  type LocateResult,
  locateRequest,
  type PlansResult,
  plansRequest,
  type ScheduleParams,
  type ScheduleResult,
  scheduleRequest,
  type TaskParams,
  type TaskResult,
  taskRequest,
} from '../../protocol/requests';
import { type WorkloadParams, type WorkloadResult, workloadRequest } from '../../protocol/workload';
import { type Handler, handler, onUri } from '../handler';
import type { PlanWorkspace } from '../workspace';
import { planEdits, versionedEdit } from '../workspaceEdit';

/** The requests of `server/protocol/`. */
export const headwayHandlers: readonly Handler[] = [
  handler<NewPlanParams, NewPlanResult>(newPlanRequest, {}, ({ workspace }, { kind, title, include }) => ({
    text: newPlan(kind, title, workspace.environment.wallMinute(undefined), include),
    fileName: fileNameOf(title),
  })),
  handler<ImportPlanParams, ImportPlanResult>(importPlanRequest, {}, (_, { text }) => {
    const imported = attempt(() => importMsProject(text));
    if ('refused' in imported) return imported;
    const { title, ...made } = imported.made;
    return { ...made, fileName: fileNameOf(title) };
  }),
  handler<ScheduleParams, ScheduleResult>(scheduleRequest, {}, ({ workspace }, { uri, since }) =>
    workspace.schedule(uri, since),
  ),
  handler<null, PlansResult>(plansRequest, {}, ({ workspace }) =>
    workspace.all.map(({ uri, plan }) => ({ uri, title: plan.title })),
  ),
  onUri(taskRequest, ({ snapshot, at }, { path }: TaskParams): TaskResult => {
    const task = snapshot.taskByPath(path);
    if (!task) return null;
    const { schedule } = snapshot;
    const { zone } = schedule;
    const scheduled = schedule.tasks[task.index];
    const wall = (instant: number): number | null => (Number.isFinite(instant) ? zone.toWall(instant) : null);
    return {
      path,
      title: task.title,
      kind: scheduled?.kind ?? (task.isSummary ? 'summary' : 'task'),
      status: scheduled?.status ?? 'todo',
      dates: scheduled
        ? {
            start: zone.toWall(scheduled.start),
            finish: zone.toWall(scheduled.finish),
            lateStart: wall(scheduled.lateStart),
            lateFinish: wall(scheduled.lateFinish),
            totalSlack: scheduled.totalSlack,
            freeSlack: scheduled.freeSlack,
            critical: scheduled.critical,
            nearCritical: scheduled.nearCritical,
          }
        : null,
      done: scheduled?.done ?? 0,
      owner: ownerOf(task, snapshot.plan.defaults) ?? null,
      work: (scheduled?.bookings ?? []).map(({ person, start, finish, minutes }) => ({
        who: person.id,
        start: zone.toWall(start),
        finish: zone.toWall(finish),
        minutes,
      })),
      because: drivingChain(snapshot, task),
      finishBecause: finishReasons(snapshot, task),
      cost: hasPrices(snapshot.plan) ? (snapshot.cost.tasks[task.index]?.total ?? null) : null,
      ...linksAround(snapshot, task),
      code: linksOf(task).map(({ text }) => text),
      tags: task.names('tags'),
      range: at.range({ start: task.idSpan.start, end: Math.max(task.end, task.idSpan.end) }),
      markdown: describeTask(snapshot, task),
    };
  }),
  onUri(editRequest, ({ snapshot, workspace }, { edit }: EditParams): EditResult => {
    const changes = attempt(() => portfolioChanges(snapshot, workspace.includedPlan, edit));
    return 'refused' in changes ? changes : versioned(workspace, changes.made);
  }),
  onUri(transferRequest, ({ snapshot, workspace }, { task: path, to, parent, before }: TransferParams): EditResult => {
    const other = workspace.get(to);
    const task = snapshot.taskByPath(path);
    if (!other || !task) return { refused: 'The task or the plan is not there any more' };
    const place = { parent, ...(before === undefined ? {} : { before }) };
    const changes = attempt(() => transferTask(snapshot, task, other, placeOf(other, place)));
    if ('refused' in changes) return changes;
    return versioned(workspace, [
      { snapshot, changes: changes.made.from },
      { snapshot: other, changes: changes.made.to },
    ]);
  }),
  onUri(previewRequest, ({ snapshot, workspace }, { edit }: EditParams): PreviewResult => {
    const effect = attempt(() => portfolioEffect(snapshot, workspace.includedPlan, edit));
    if ('refused' in effect) return effect;
    const { why, ...rest } = effect.made;
    return { ...rest, why: 'task' in edit ? why(edit.task) : null };
  }),
  onUri(workloadRequest, ({ snapshot, workspace }, { unit, firstDay, included }: WorkloadParams): WorkloadResult => {
    const { uri, version, schedule } = snapshot;
    const load = included
      ? portfolioLoad(snapshot, workspace.includedPlan, unit, firstDay)
      : loadByPeriod(schedule, unit, firstDay);
    return { uri, version, unit, ...load };
  }),
  onUri(
    locateRequest,
    async ({ snapshot, planFolder, folder }, { path, link = 0 }: LocateParams): Promise<LocateResult> => {
      const task = snapshot.taskByPath(path);
      const found = task && linksOf(task)[link];
      if (!found) return null;
      const { files } = folder;
      const location = await locate(found.link, planFolder, files);
      if (location)
        return { uri: files.uriOf(location.path), line: location.line, character: location.column, isFolder: false };
      const resolved = resolvePath(found.link.path, planFolder);
      if (resolved === undefined || found.link.kind === 'glob' || (await files.kindOf(resolved)) !== 'folder')
        return null;
      return { uri: files.uriOf(resolved), line: 0, character: 0, isFolder: true };
    },
  ),
];

/** The edits of plans, bound to the versions that they were made for. */
function versioned(workspace: PlanWorkspace, plans: readonly PlanChanges[]): EditResult {
  const files = plans.flatMap(({ snapshot, changes }) => planEdits(workspace, snapshot, changes));
  return { edit: versionedEdit(workspace, files) };
}

/** What was made, or why it is refused. */
function attempt<T>(run: () => T): { readonly made: T } | { readonly refused: string } {
  try {
    return { made: run() };
  } catch (error) {
    if (error instanceof EditError || error instanceof ImportError) return { refused: error.message };
    throw error;
  }
}
