import { changesBetween, type TextChange } from '../base/change';
import { isRelative, pathFrom, resolvePath } from '../links/files';
import { includesOf } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { linksOf } from './codeLinks';
import { removeItemAt } from './edits/remove';

/** A file or folder that moves, as paths from the workspace folder without a slash at the end. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** A path that is written in a plan. */
interface WrittenPath {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

function writtenPaths(snapshot: PlanSnapshot): WrittenPath[] {
  const links = snapshot.plan.tasks.flatMap((task) =>
    task.has('code')
      ? linksOf(task).flatMap(({ link, pathSpan }) => (link.kind === 'glob' ? [] : [{ path: link.path, ...pathSpan }]))
      : [],
  );
  return [...links, ...includesOf(snapshot).map(({ path, span }) => ({ path, ...span }))];
}

/** The changes that keep a plan's paths right when files and folders move, or when the plan itself does. */
export function afterMoves(
  snapshot: PlanSnapshot,
  planFolder: string,
  moves: readonly Move[],
  newPlanFolder = planFolder,
): TextChange[] {
  return writtenPaths(snapshot).flatMap(({ path, start, end }) => {
    const resolved = resolvePath(path, planFolder);
    if (resolved === undefined) return [];
    const target = movedPath(resolved, moves);
    if (target === resolved && (newPlanFolder === planFolder || !isRelative(path))) return [];
    const text = pathFrom(newPlanFolder, target, path);
    return text === path ? [] : [{ start, end, text }];
  });
}

/** Where a file is after moves of it, or of a folder around it. */
export function movedPath(path: string, moves: readonly Move[]): string {
  return moves.reduce(
    (at, { from, to }) => (at === from ? to : at.startsWith(`${from}/`) ? to + at.slice(from.length) : at),
    path,
  );
}

/** The changes that take files that are deleted out of a plan. */
export function afterDeletion(snapshot: PlanSnapshot, planFolder: string, deleted: readonly string[]): TextChange[] {
  const isDeleted = (path: string): boolean => {
    const resolved = resolvePath(path, planFolder);
    return resolved !== undefined && deleted.some((it) => resolved === it || resolved.startsWith(`${it}/`));
  };
  let at = snapshot;
  const all: TextChange[] = [];
  // One at a time, from the end: the last item of a list takes its key with it.
  for (;;) {
    const gone = writtenPaths(at).filter(({ path }) => isDeleted(path));
    const last = gone[gone.length - 1];
    if (!last) break;
    const changes = removeItemAt(at, last.start);
    if (changes.length === 0) break;
    const [change] = changes;
    at = at.edited(at.text.slice(0, change.start) + change.text + at.text.slice(change.end));
    all.push(change);
  }
  return all.length === 0 ? [] : changesBetween(snapshot.text, at.text);
}
