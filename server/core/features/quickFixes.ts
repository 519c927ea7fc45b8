import type { TextChange } from '../base/change';
import type { Diagnostic } from './diagnostics';

export interface QuickFix {
  readonly title: string;
  readonly problem: Diagnostic;
  readonly changes: readonly TextChange[];
  /** The likeliest of several. */
  readonly isPreferred: boolean;
}

/** What could stand in the place of something wrong. */
export function quickFixes(found: readonly Diagnostic[], start: number, end: number): QuickFix[] {
  return found
    .filter((problem) => problem.start <= end && start <= problem.end)
    .flatMap((problem) =>
      (problem.replacements ?? []).map((text, i) => ({
        title: `Replace with \`${text}\``,
        problem,
        changes: [{ start: problem.start, end: problem.end, text }],
        isPreferred: i === 0 && problem.replacements?.length === 1,
      })),
    );
}
