import { resolvePath, type WorkspaceFiles } from '../links/files';
import type { Task } from '../model/task';
import type { PlanSnapshot } from '../workspace/snapshot';
import { type CodeLocation, linksOf, locate } from './codeLinks';
import { targetAt } from './target';

/** More places than anybody looks through. */
const MAX_FILES = 100;

/** The code in which a task is carried out: files, symbols, and every file that a glob of it finds. */
export async function implementation(
  snapshot: PlanSnapshot,
  offset: number,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<CodeLocation[]> {
  const target = targetAt(snapshot, offset);
  if (target?.kind === 'code') return codeOf([target.link.link], planFolder, files);
  if (target?.kind !== 'task') return [];
  return codeOf(
    tasksIn(target.task).flatMap((task) => linksOf(task).map(({ link }) => link)),
    planFolder,
    files,
  );
}

function tasksIn(task: Task): Task[] {
  return [task, ...task.children.flatMap(tasksIn)];
}

async function codeOf(
  links: readonly Parameters<typeof locate>[0][],
  planFolder: string,
  files: WorkspaceFiles,
): Promise<CodeLocation[]> {
  const found = await Promise.all(
    links.map(async (link) => {
      if (link.kind === 'file') return [await locate(link, planFolder, files)].filter((it) => it !== undefined);
      const path = resolvePath(link.path, planFolder);
      if (path === undefined || link.kind !== 'glob') return [];
      return (await files.find(path)).map((file) => ({ path: file, line: 0, column: 0 }));
    }),
  );
  return found.flat().slice(0, MAX_FILES);
}
