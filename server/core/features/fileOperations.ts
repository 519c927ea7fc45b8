import { changesBetween, type TextChange } from '../base/change';
import { resolvePath } from '../links/files';
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
    const text = written(target, path, newPlanFolder);
    return text === path ? [] : [{ start, end, text }];
  });
}

const isRelative = (path: string): boolean => path.startsWith('./') || path.startsWith('../');

/** Where a file is after moves of it, or of a folder around it. */
export function movedPath(path: string, moves: readonly Move[]): string {
  return moves.reduce(
    (at, { from, to }) => (at === from ? to : at.startsWith(`${from}/`) ? to + at.slice(from.length) : at),
    path,
  );
}

/** A path in the style of another one: from the workspace folder, or relative to the plan's. */
function written(target: string, like: string, planFolder: string): string {
  const slash = like.endsWith('/') ? '/' : '';
  if (!isRelative(like)) return target + slash;
  const from = planFolder === '' ? [] : planFolder.split('/');
  const to = target.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  const up = from.slice(common).map(() => '..');
  const path = [...up, ...to.slice(common)].join('/');
  return (up.length > 0 ? path : `./${path}`) + slash;
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
