import { commentsIn, linksToFile, type ResolvedComment } from '../../core/features/codeTasks';
import { coverageOf } from '../../core/features/coverage';
import {
  type CodeTasksParams,
  type CodeTasksResult,
  type CoverageParams,
  type CoverageResult,
  codeTasksRequest,
  coverageRequest,
  type TaskComment,
} from '../../protocol/code';
import { type Handler, handler, onUri } from '../handler';
import { pathIn } from '../workspace';

/** Requests about source code. */
export const codeHandlers: readonly Handler[] = [
  handler<CodeTasksParams, CodeTasksResult>(codeTasksRequest, {}, async ({ workspace }, { uri, text }) => {
    const { folder } = workspace.folderOf(uri) ?? {};
    const path = folder && pathIn(folder, uri);
    if (!folder || path === undefined) return null;
    const plans = workspace.plansIn(folder);
    if (plans.length === 0) return null;
    // The symbols of the file may have changed with its text.
    folder.files.edited(uri);
    const links = await linksToFile(plans, path, folder.files);
    return {
      links: links.map(({ snapshot, task, link, reach, line }) => ({
        plan: snapshot.uri,
        task: task.path,
        link,
        reach,
        line,
      })),
      comments: commentsIn(plans, path, text).map(told),
    };
  }),
  onUri<CoverageParams, CoverageResult>(coverageRequest, async ({ workspace, folder }) => {
    const coverage = await coverageOf(workspace.plansIn(folder), folder.files);
    return {
      files: coverage.files,
      covered: coverage.covered,
      folders: coverage.folders.map((it) => ({ ...it, uri: folder.files.uriOf(it.path) })),
      withoutCode: coverage.withoutCode.map(({ snapshot, task }) => ({ plan: snapshot.uri, task: task.path })),
      gone: coverage.gone.map(({ snapshot, task, link }) => ({ plan: snapshot.uri, task: task.path, link })),
    };
  }),
];

function told({ comment, written, found, candidates }: ResolvedComment): TaskComment {
  const { word, line, column, task } = comment;
  const length = written.length;
  return {
    word,
    line,
    column: column + task.join('.').length - length,
    length,
    written,
    task: found ? { plan: found.snapshot.uri, path: found.task.path } : null,
    candidates,
  };
}
