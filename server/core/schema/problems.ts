import { planProblems } from './planProblems';
import type { Severity } from './problem';
import { qualityProblems } from './qualityProblems';
import { scheduleProblems } from './scheduleProblems';
import { textProblems } from './textProblems';

export type { Severity };

/** Every problem that Headway reports, by its stable code without the prefix `plan/`. */
export const problems = { ...textProblems, ...planProblems, ...scheduleProblems, ...qualityProblems };

/** A problem's stable code as people see it: `plan/` and the key of the table. */
export type ProblemCode = keyof typeof problems;

/** A problem in a plan's text; offsets are of the text that it was found in. */
export interface Problem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  readonly args: Readonly<Record<string, string>>;
  /** Texts that could stand in its place instead, the likeliest first. */
  readonly replacements?: readonly string[];
  /** Other places that take part, such as the other edges of a cycle. */
  readonly related?: readonly { readonly start: number; readonly end: number; readonly message: string }[];
}

/** The problems with at least one character each: what is missing has a place, too, where it can be seen. */
export function visible(problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => (problem.end > problem.start ? problem : { ...problem, end: problem.start + 1 }));
}

/** The problem's message with its arguments filled in. */
export function messageOf(problem: Pick<Problem, 'code' | 'args'>): string {
  const message = problems[problem.code].message.replace(
    /\{(\w+)\}/g,
    (whole, key: string) => problem.args[key] ?? whole,
  );
  return problem.args.more === undefined ? message : `${message} (and ${problem.args.more} more like this)`;
}

/** `; did you mean …?` for a suggested word, else nothing. */
export function didYouMean(word: string | undefined): string {
  return word === undefined ? '' : `; did you mean \`${word}\`?`;
}
