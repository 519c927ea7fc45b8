import type { ProblemCode } from '../../schema/problems';
import type { PlanSnapshot } from '../../workspace/snapshot';
import { linksOf, type PlacedLink } from '../codeLinks';
import type { Diagnostic } from '../diagnostics';

/** The problems with some codes that touch a range, each with the link to code that it marks. */
export function markedLinks(
  snapshot: PlanSnapshot,
  found: readonly Diagnostic[],
  codes: readonly ProblemCode[],
  start: number,
  end: number,
): { readonly problem: Diagnostic; readonly placed: PlacedLink }[] {
  return found.flatMap((problem) => {
    if (!codes.includes(problem.code) || problem.start > end || start > problem.end) return [];
    const task = snapshot.taskAt(problem.start);
    const placed = task && linksOf(task).find(({ span }) => span.start <= problem.start && problem.end <= span.end);
    return placed ? [{ problem, placed }] : [];
  });
}
