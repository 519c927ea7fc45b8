import { nearest } from '../base/nearest';
import { type CodeComment, scanComments } from '../links/comments';
import { resolvePath, type WorkspaceFiles } from '../links/files';
import { findSymbol } from '../links/symbols';
import type { Task } from '../model/task';
import { planIdOf } from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';
import { linksOf } from './codeLinks';

/** A plan with the path of its own folder from the workspace folder. */
export interface PlacedPlan {
  readonly snapshot: PlanSnapshot;
  readonly planFolder: string;
}

/** A link of a task that leads to a file, or to something around it; lines count from zero. */
export interface LinkToFile {
  readonly snapshot: PlanSnapshot;
  readonly task: Task;
  readonly link: string;
  readonly reach: 'symbol' | 'lines' | 'file' | 'folder' | 'glob';
  readonly line: number | null;
}

/** The tasks of plans whose `code:` leads to a file, with the nearest links first: symbols, files, folders and globs. */
export async function linksToFile(
  plans: readonly PlacedPlan[],
  path: string,
  files: Pick<WorkspaceFiles, 'symbols' | 'matches'>,
): Promise<LinkToFile[]> {
  const found: LinkToFile[] = [];
  for (const { snapshot, planFolder } of plans) {
    for (const task of snapshot.plan.tasks) {
      if (!task.has('code')) continue;
      for (const { link, text } of linksOf(task)) {
        const target = resolvePath(link.path, planFolder);
        if (target === undefined) continue;
        const add = (reach: LinkToFile['reach'], line: number | null = null): void => {
          found.push({ snapshot, task, link: text, reach, line });
        };
        if (link.kind === 'glob') {
          if (files.matches(target, path)) add('glob');
        } else if (target !== path) {
          if (target === '' || path.startsWith(`${target}/`)) add('folder');
        } else if (link.symbol !== undefined)
          add('symbol', findSymbol((await files.symbols(path)) ?? [], link.symbol)?.line ?? null);
        else if (link.lines) add('lines', link.lines.first - 1);
        else add('file');
      }
    }
  }
  const order = ['symbol', 'lines', 'file', 'folder', 'glob'];
  return found.sort(
    (a, b) => order.indexOf(a.reach) - order.indexOf(b.reach) || (a.line ?? Infinity) - (b.line ?? Infinity),
  );
}

/** What a comment in code names: a task, several that may be meant, or nothing that there is. */
export interface ResolvedComment {
  readonly comment: CodeComment;
  /** The name as written, with that of the plan. */
  readonly written: string;
  readonly found: { readonly snapshot: PlanSnapshot; readonly task: Task } | undefined;
  /** Names that could stand there instead. */
  readonly candidates: readonly string[];
}

/** The comments of a source text that name tasks, with what they name. */
export function commentsIn(plans: readonly PlacedPlan[], path: string, text: string): ResolvedComment[] {
  return resolveComments(plans, scanComments(path, text));
}

/** What comments name: in the plan that they say, else in the one whose folder is nearest to theirs. */
export function resolveComments(plans: readonly PlacedPlan[], comments: readonly CodeComment[]): ResolvedComment[] {
  const ordered = new Map<string, readonly PlacedPlan[]>();
  return comments.map((comment) => {
    const folder = comment.path.slice(0, Math.max(0, comment.path.lastIndexOf('/')));
    let near = ordered.get(folder);
    if (!near) ordered.set(folder, (near = byDistance(plans, folder)));
    return resolveComment(near, comment);
  });
}

function resolveComment(plans: readonly PlacedPlan[], comment: CodeComment): ResolvedComment {
  const { plan, task: path } = comment;
  const prefix = plan === undefined ? '' : `${plan}:`;
  const written = `${prefix}${path.join('.')}`;
  const named = plans.filter(({ snapshot }) => plan === undefined || plan === planIdOf(snapshot.uri));
  const several: string[] = [];
  for (const { snapshot } of named) {
    const found = snapshot.names.resolve(path, null);
    if (found && 'task' in found) return { comment, written, found: { snapshot, task: found.task }, candidates: [] };
    several.push(...(found?.candidates.map((task) => `${prefix}${task.path}`) ?? []));
  }
  if (several.length > 0) return { comment, written, found: undefined, candidates: several };
  const last = path[path.length - 1];
  const candidates = named.flatMap(({ snapshot }) => {
    const id = nearest(last, snapshot.names.ids());
    const task = id === undefined ? undefined : snapshot.names.find([id], null);
    return task ? [`${prefix}${snapshot.names.shortest(task, null)}`] : [];
  });
  return { comment, written, found: undefined, candidates };
}

/** Plans in the folder of a file or around it first, the innermost on top; then the others by their URIs. */
function byDistance(plans: readonly PlacedPlan[], folder: string): readonly PlacedPlan[] {
  const depth = ({ planFolder }: PlacedPlan): number =>
    planFolder === '' || folder === planFolder || folder.startsWith(`${planFolder}/`) ? planFolder.length : -1;
  return [...plans].sort((a, b) => depth(b) - depth(a) || (a.snapshot.uri < b.snapshot.uri ? -1 : 1));
}
