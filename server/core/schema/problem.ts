/** How a problem is shown: as in an editor, from an error to a hint. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface ProblemDeclaration {
  /** `off`: reported only when the user gives it a severity. */
  readonly severity: Severity | 'off';
  /** What is wrong and what would be right; `{name}` stands for an argument. */
  readonly message: string;
  /** What the reference says about it, in Markdown. */
  readonly about: string;
}

export function declareProblems<const T extends Record<string, ProblemDeclaration>>(table: T): T {
  return table;
}
