import { resolvePath, type WorkspaceFiles } from '../links/files';
import { isSourceFile } from '../links/symbols';
import type { Task } from '../model/task';
import type { Problem } from '../schema/problems';
import type { PlanSnapshot } from '../workspace/snapshot';
import { linksOf } from './codeLinks';
import { type PlacedPlan, resolveComments } from './codeTasks';

/** How far plans and code know each other. */
export interface Coverage {
  /** Source files, and how many of them some task names. */
  readonly files: number;
  readonly covered: number;
  /** Folders of which no task names anything, the outermost of them, with how many source files are in each. */
  readonly folders: readonly { readonly path: string; readonly files: number }[];
  /** Open tasks that lead to no code, neither by themselves nor by the tasks around them. */
  readonly withoutCode: readonly { readonly snapshot: PlanSnapshot; readonly task: Task }[];
  /** Tasks that are done, and links of theirs to what is not there any more. */
  readonly gone: readonly { readonly snapshot: PlanSnapshot; readonly task: Task; readonly link: string }[];
}

type Files = Pick<WorkspaceFiles, 'find' | 'comments' | 'kindOf' | 'matches'>;

/** What of the code no task names, and which tasks lead to no code. */
export async function coverageOf(plans: readonly PlacedPlan[], files: Files): Promise<Coverage> {
  const sources = (await files.find('**/*')).filter(isSourceFile);
  const isCovered = await coveringOf(plans, files);
  const covered = new Set(sources.filter(isCovered));
  return {
    files: sources.length,
    covered: covered.size,
    folders: uncoveredFolders(sources, covered),
    withoutCode: plans.flatMap(({ snapshot }) =>
      snapshot.plan.tasks.filter((task) => isOpenWithoutCode(snapshot, task)).map((task) => ({ snapshot, task })),
    ),
    gone: await goneLinks(plans, files),
  };
}

/** The folders that no task names, in the plan that is nearest to them: the innermost around, and among those the first. */
export async function uncoveredProblems(
  snapshot: PlanSnapshot,
  plans: readonly PlacedPlan[],
  files: Files,
): Promise<Problem[]> {
  const sources = (await files.find('**/*')).filter(isSourceFile);
  const covered = new Set(sources.filter(await coveringOf(plans, files)));
  const ordered = [...plans].sort(
    (a, b) => b.planFolder.length - a.planFolder.length || (a.snapshot.uri < b.snapshot.uri ? -1 : 1),
  );
  const title = /^plan:[ \t]*(\S.*?)[ \t]*$/m.exec(snapshot.text);
  const start = title ? title.index + title[0].indexOf(title[1], 'plan:'.length) : 0;
  return uncoveredFolders(sources, covered).flatMap(({ path, files: count }): Problem[] => {
    const isAround = ({ planFolder }: PlacedPlan): boolean =>
      planFolder === '' || `${path}/`.startsWith(`${planFolder}/`);
    const nearest = ordered.find(isAround) ?? ordered[0];
    if (nearest?.snapshot !== snapshot) return [];
    return [
      { code: 'uncovered-folder', start, end: start + (title?.[1].length ?? 0), args: { path, files: String(count) } },
    ];
  });
}

/** Tells whether some task names a file: by a link to it or around it, or by a comment in it. */
async function coveringOf(plans: readonly PlacedPlan[], files: Files): Promise<(path: string) => boolean> {
  const exact = new Set<string>();
  const folders = new Set<string>();
  const globs = new Set<string>();
  for (const { snapshot, planFolder } of plans) {
    for (const task of snapshot.plan.tasks) {
      for (const { link } of task.has('code') ? linksOf(task) : []) {
        const path = resolvePath(link.path, planFolder);
        if (path === undefined) continue;
        if (link.kind === 'glob') globs.add(path);
        else {
          exact.add(path);
          folders.add(path);
        }
      }
    }
  }
  for (const { comment, found } of resolveComments(plans, await files.comments())) if (found) exact.add(comment.path);
  return (path) => {
    if (exact.has(path) || folders.has('')) return true;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
      if (folders.has(path.slice(0, slash))) return true;
    for (const glob of globs) if (files.matches(glob, path)) return true;
    return false;
  };
}

function uncoveredFolders(sources: readonly string[], covered: ReadonlySet<string>): Coverage['folders'] {
  const counts = new Map<string, { files: number; covered: number }>();
  for (const path of sources) {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      let count = counts.get(folder);
      if (!count) counts.set(folder, (count = { files: 0, covered: 0 }));
      count.files++;
      if (covered.has(path)) count.covered++;
    }
  }
  return [...counts]
    .filter(([path, count]) => {
      const around = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      return count.covered === 0 && (around === '' || counts.get(around)?.covered !== 0);
    })
    .map(([path, { files }]) => ({ path, files }))
    .sort((a, b) => b.files - a.files || (a.path < b.path ? -1 : 1));
}

function isOpenWithoutCode({ schedule }: PlanSnapshot, task: Task): boolean {
  const scheduled = schedule.tasks[task.index];
  if (!scheduled || scheduled.kind !== 'task' || scheduled.status === 'done') return false;
  for (let at: Task | null = task; at; at = at.parent) if (at.has('code')) return false;
  return true;
}

async function goneLinks(plans: readonly PlacedPlan[], files: Files): Promise<Coverage['gone']> {
  const gone: { snapshot: PlanSnapshot; task: Task; link: string }[] = [];
  for (const { snapshot, planFolder } of plans) {
    for (const task of snapshot.plan.tasks) {
      if (!task.has('code') || snapshot.schedule.tasks[task.index]?.status !== 'done') continue;
      for (const { link, text } of linksOf(task)) {
        const path = resolvePath(link.path, planFolder);
        if (path === undefined) continue;
        const isThere =
          link.kind === 'glob' ? (await files.find(path)).length > 0 : (await files.kindOf(path)) !== undefined;
        if (!isThere) gone.push({ snapshot, task, link: text });
      }
    }
  }
  return gone;
}
