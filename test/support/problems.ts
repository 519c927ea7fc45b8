import { linkProblems } from '../../server/core/features/codeLinks';
import { uncoveredProblems } from '../../server/core/features/coverage';
import { baselineProblems, portfolioProblems } from '../../server/core/features/portfolio';
import { resolvePath } from '../../server/core/links/files';
import type { Problem } from '../../server/core/schema/problems';
import { outsideOf } from '../../server/core/workspace/outside';
import type { Plans } from '../../server/core/workspace/plans';
import { type Environment, PlanSnapshot } from '../../server/core/workspace/snapshot';
import { environment, memoryFiles } from './plans';

/** The codes that some test provoked. */
export const testedCodes = new Set<string>();

/** The plans of a folder that exists only in the test: path to text. */
export function plansOf(files: Readonly<Record<string, string>>, env: Environment = environment): Plans {
  const root = 'file:///work/';
  const own: Environment = { ...env, outside: outsideOf((from, path) => plans.get(plans.resolve(from, path) ?? '')) };
  const snapshots = Object.entries(files)
    .filter(([path]) => /\.plan\.ya?ml$/.test(path))
    .map(([path, text]) => PlanSnapshot.of(root + path, 1, text, own));
  const plans: Plans = {
    all: snapshots,
    get: (uri) => snapshots.find((snapshot) => snapshot.uri === uri),
    resolve: (fromUri, path) => {
      const from = fromUri.slice(root.length);
      const resolved = resolvePath(path, from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '');
      return resolved === undefined ? undefined : root + resolved;
    },
  };
  return plans;
}

/** Everything that is wrong with the first plan of a folder. */
export async function allProblems(
  files: Readonly<Record<string, string>>,
  options: { readonly env?: Environment; readonly refs?: readonly string[] } = {},
): Promise<Problem[]> {
  const plans = plansOf(files, options.env);
  const [snapshot] = plans.all;
  const memory = memoryFiles(files, options.refs);
  const found = [
    ...snapshot.plan.problems,
    ...snapshot.schedule.problems,
    ...snapshot.quality,
    ...(await linkProblems(snapshot, '', memory)),
    ...portfolioProblems(plans, snapshot),
    ...(await baselineProblems(plans, snapshot, memory)),
    ...(await uncoveredProblems(snapshot, [{ snapshot, planFolder: '' }], memory)),
  ];
  for (const { code } of found) testedCodes.add(code);
  return found;
}
