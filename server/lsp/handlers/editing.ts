import {
  type DeleteFilesParams,
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameFilesParams,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextChange } from '../../core/base/change';
import { afterDeletion, afterMoves, movedPath } from '../../core/features/fileOperations';
import { prepareRename, RenameError, renameEverywhere } from '../../core/features/rename';
import { codeRange } from '../codePositions';
import { type Context, type Handler, handler, onPlan, type PlanContext, planContext } from '../handler';
import { pathIn } from '../workspace';
import { type FileEdits, workspaceEdit } from '../workspaceEdit';

const fileOperations = {
  filters: [{ pattern: { glob: '**/*' } }],
};

/** What changes texts beyond one file: renames, and files that move. */
export const editingHandlers: readonly Handler[] = [
  onPlan(
    'textDocument/prepareRename',
    { renameProvider: { prepareProvider: true, workDoneProgress: true } },
    ({ snapshot, at, workspace }, { position }: PrepareRenameParams): PrepareRenameResult | null => {
      const found = prepareRename(snapshot, at.offset(position), workspace);
      return found ? { range: at.range(found.span), placeholder: found.name } : null;
    },
  ),
  onPlan('textDocument/rename', {}, async (plan, { position, newName }: RenameParams): Promise<WorkspaceEdit> => {
    const { snapshot, at, workspace, folder, progress } = plan;
    progress.begin('Looking for references');
    await workspace.ready;
    try {
      const found = await renameEverywhere(workspace, snapshot, at.offset(position), newName, folder.files);
      const edits: FileEdits[] = found.plans.map((it) => ({
        uri: it.snapshot.uri,
        edits: workspace.positions(it.snapshot).edits(it.changes),
      }));
      const byFile = new Map<string, FileEdits['edits'][number][]>();
      for (const { path, line, column, length, text } of found.code) {
        const uri = folder.files.uriOf(path);
        const edit = { range: await codeRange(workspace, uri, line, column, length), newText: text };
        byFile.set(uri, [...(byFile.get(uri) ?? []), edit]);
      }
      for (const [uri, list] of byFile) edits.push({ uri, edits: list });
      return workspaceEdit(workspace, edits);
    } catch (error) {
      if (error instanceof RenameError) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      throw error;
    }
  }),
  handler<RenameFilesParams, WorkspaceEdit | null>(
    'workspace/willRenameFiles',
    { workspace: { fileOperations: { willRename: fileOperations, willDelete: fileOperations } } },
    (context, { files }) => {
      const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
      return changedPlans(context, (plan, path) => {
        const moves = files.flatMap(({ oldUri, newUri }) => {
          const [from, to] = [pathIn(plan.folder, oldUri), pathIn(plan.folder, newUri)];
          return from !== undefined && to !== undefined ? [{ from, to }] : [];
        });
        return afterMoves(plan.snapshot, plan.planFolder, moves, folderOf(movedPath(path, moves)));
      });
    },
  ),
  handler<DeleteFilesParams, WorkspaceEdit | null>('workspace/willDeleteFiles', {}, (context, { files }) =>
    changedPlans(context, (plan, path) => {
      const deleted = files.flatMap(({ uri }) => pathIn(plan.folder, uri) ?? []);
      const isGone = deleted.some((it) => path === it || path.startsWith(`${it}/`));
      return isGone ? [] : afterDeletion(plan.snapshot, plan.planFolder, deleted);
    }),
  ),
];

/** Changes of every plan of the workspace that something concerns; null when it concerns none. */
function changedPlans(
  context: Context,
  changesOf: (plan: PlanContext, path: string) => readonly TextChange[],
): WorkspaceEdit | null {
  const { workspace } = context;
  const edits = workspace.all.flatMap((snapshot): FileEdits[] => {
    const plan = planContext(context, snapshot.uri);
    const path = plan && pathIn(plan.folder, snapshot.uri);
    if (!plan || path === undefined) return [];
    const changes = changesOf(plan, path);
    return changes.length > 0 ? [{ uri: snapshot.uri, edits: plan.at.edits(changes) }] : [];
  });
  return edits.length > 0 ? workspaceEdit(workspace, edits) : null;
}
