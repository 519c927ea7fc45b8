import { nearest } from '../base/nearest';
import { formatMinute } from '../calendar/civil';
import type { WorkspaceFiles } from '../links/files';
import type { Task } from '../model/task';
import { didYouMean, type Problem } from '../schema/problems';
import { baselinesOf } from '../workspace/baselines';
import {
  type ExternalUse,
  externalUses,
  type Include,
  includedPlan,
  includesOf,
  type Plans,
  planIdOf,
} from '../workspace/plans';
import type { PlanSnapshot } from '../workspace/snapshot';

/** What does not fit between the plans of a portfolio: files that are not there, circles, and tasks that they do not have. */
export function portfolioProblems(plans: Plans, snapshot: PlanSnapshot): Problem[] {
  const problems: Problem[] = [];
  const includes = includesOf(snapshot);
  const seen = new Set<string>();
  for (const include of includes) {
    checkInclude(plans, snapshot, include, problems);
    if (seen.has(include.id)) problems.push({ code: 'duplicate-plan', ...include.span, args: { name: include.id } });
    seen.add(include.id);
  }
  for (const use of externalUses(snapshot)) {
    const { name, span } = use;
    const id = name.plan ?? '';
    const other = includedPlan(plans, snapshot, id);
    if (!other) {
      // A file that is not there is reported where it is included.
      if (seen.has(id)) continue;
      const near = nearest(id, seen);
      problems.push({
        code: 'unknown-plan',
        start: span.start,
        end: span.start + id.length,
        args: { name: id, suggestion: didYouMean(near) },
        ...(near ? { replacements: [near] } : {}),
      });
      continue;
    }
    const found = other.names.resolve(name.path, null);
    if (found && 'task' in found) {
      const problem = outOfStep(snapshot, use, other, found.task);
      if (problem) problems.push(problem);
      continue;
    }
    const at = { start: span.start + id.length + 1, end: span.end };
    const text = name.path.join('.');
    if (found) {
      const paths = found.candidates.slice(0, 10).map((task) => task.path);
      const candidates = paths.map((path) => `\`${path}\``).join(', ');
      problems.push({ code: 'ambiguous-reference', ...at, args: { name: text, candidates }, replacements: paths });
      continue;
    }
    const near = nearest(
      text,
      other.plan.tasks.map((task) => task.path),
    );
    problems.push({
      code: 'unknown-reference',
      ...at,
      args: { name: `${id}:${text}`, suggestion: didYouMean(near) },
      ...(near ? { replacements: [near] } : {}),
    });
  }
  return problems;
}

/**
 * A dependency between plans that their dates do not keep, since the task is fixed in time, is in a circle of plans, or
 * belongs to the included one: of the kind finish to start, which all but a few are.
 */
function outOfStep(
  snapshot: PlanSnapshot,
  { holder, key, name, use: { type, lag }, span }: ExternalUse,
  other: PlanSnapshot,
  task: Task,
): Problem | undefined {
  const own = snapshot.scheduled(holder);
  const theirs = other.scheduled(task);
  if (!own || !theirs || type !== 'FS' || (lag && lag.sign < 0)) return undefined;
  const [before, after] = key === 'after' ? [theirs, own] : [own, theirs];
  if (after.status === 'done' || after.status === 'doing') return undefined;
  const zones = key === 'after' ? [other, snapshot] : [snapshot, other];
  const [finish, start] = [zones[0].recent.zone.toWall(before.finish), zones[1].recent.zone.toWall(after.start)];
  if (finish <= start) return undefined;
  const foreign = `${name.plan}:${task.path}`;
  const names = key === 'after' ? [foreign, holder.path] : [holder.path, foreign];
  const words = (minute: number): string => formatMinute(minute).replace('T', ' ');
  return {
    code: 'out-of-step',
    ...span,
    args: { first: names[0], finish: words(finish), second: names[1], start: words(start) },
  };
}

function checkInclude(plans: Plans, snapshot: PlanSnapshot, { path, span }: Include, problems: Problem[]): void {
  const uri = plans.resolve(snapshot.uri, path);
  if (uri === undefined) {
    problems.push({ code: 'not-a-plan', ...span, args: { path, reason: 'it lies outside of the workspace' } });
    return;
  }
  if (uri === snapshot.uri) {
    problems.push({ code: 'own-include', ...span, args: {} });
    return;
  }
  const other = plans.get(uri);
  if (!other) {
    const id = planIdOf(uri);
    const near = plans.all.find((it) => it.uri !== snapshot.uri && planIdOf(it.uri) === id)?.uri;
    const shown = near === undefined ? undefined : relative(plans, snapshot.uri, near, path);
    problems.push({
      code: 'missing-include',
      ...span,
      args: { path, suggestion: didYouMean(shown) },
      ...(shown ? { replacements: [shown] } : {}),
    });
    return;
  }
  const cycle = wayBack(plans, other, snapshot);
  if (cycle) {
    const names = [snapshot, ...cycle].map(({ uri: of }) => `\`${planIdOf(of)}\``);
    problems.push({ code: 'cyclic-include', ...span, args: { cycle: names.join(' → ') } });
  }
}

/** A path that leads from a plan to another one, written as the plan would; undefined when none does. */
function relative(plans: Plans, from: string, to: string, like: string): string | undefined {
  const parts = decodeURIComponent(to).split('/');
  for (let count = 1; count < parts.length; count++) {
    const tail = parts.slice(-count).join('/');
    for (const path of like.startsWith('./') ? [`./${tail}`, tail] : [tail, `./${tail}`])
      if (plans.resolve(from, path) === to) return path;
  }
  return undefined;
}

/** The plans from one to another along `include`, or undefined when there is no way. */
function wayBack(plans: Plans, from: PlanSnapshot, to: PlanSnapshot): PlanSnapshot[] | undefined {
  const seen = new Set<PlanSnapshot>();
  const visit = (at: PlanSnapshot): PlanSnapshot[] | undefined => {
    if (at === to) return [at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    for (const { path } of includesOf(at)) {
      const uri = plans.resolve(at.uri, path);
      const next = uri === undefined ? undefined : plans.get(uri);
      const way = next && visit(next);
      if (way) return [at, ...way];
    }
    return undefined;
  };
  return visit(from);
}

/** Baselines that the repository does not have. Commits are not looked up: any run of hexadecimal digits may be one. */
export async function baselineProblems(
  plans: Plans,
  snapshot: PlanSnapshot,
  files: WorkspaceFiles,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const baselines = baselinesOf(snapshot);
  if (baselines.length === 0) return problems;
  const refs = await files.refs();
  for (const { text, span } of baselines) {
    if (text.kind === 'file') {
      const uri = plans.resolve(snapshot.uri, text.name);
      if (uri === undefined || !plans.get(uri))
        problems.push({ code: 'missing-include', ...span, args: { path: text.name, suggestion: '' } });
    } else if (refs && !refs.includes(text.name) && !/^(?:HEAD|[0-9a-f]{4,40})$/.test(text.name)) {
      const near = nearest(text.name, refs);
      problems.push({
        code: 'unknown-baseline',
        ...span,
        args: { name: text.name, suggestion: didYouMean(near) },
        ...(near ? { replacements: [near] } : {}),
      });
    }
  }
  return problems;
}
