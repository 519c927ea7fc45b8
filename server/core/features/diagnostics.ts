import { problems as declarations, type Problem, type ProblemCode, type Severity } from '../schema/problems';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A problem with the severity at which it is to be shown. */
export interface Diagnostic extends Problem {
  readonly severity: Severity;
}

/** The user's choice for a code: another severity, or silence. */
export type SeverityOverrides = Readonly<Partial<Record<string, Severity | 'off'>>>;

/** Gives problems their severity, drops what settings or comments silence, and sorts by place. */
export function diagnostics(
  snapshot: PlanSnapshot,
  found: readonly Problem[],
  overrides: SeverityOverrides = {},
): Diagnostic[] {
  const isSilenced = silencer(snapshot);
  const result: Diagnostic[] = [];
  for (const problem of found) {
    const severity = overrides[`plan/${problem.code}`] ?? declarations[problem.code].severity;
    if (severity === 'off' || isSilenced(problem)) continue;
    result.push({ ...problem, severity });
  }
  return result.sort((a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : 1));
}

/** `# headway-disable-line [codes]` and `# headway-disable-next-line [codes]`; `# headway-disable [codes]` for the whole file. */
function silencer(snapshot: PlanSnapshot): (problem: Problem) => boolean {
  const { text } = snapshot;
  if (!text.includes('headway-disable')) return () => false;
  const lines = new Map<number, string[]>();
  const everywhere: string[] = [];
  for (const match of text.matchAll(/#[ \t]*headway-disable(-line|-next-line)?((?:[ \t,]+plan\/[a-z-]+)*)/g)) {
    const codes = match[2].match(/plan\/[a-z-]+/g) ?? ['*'];
    if (match[1] === undefined) everywhere.push(...codes);
    else {
      const line = snapshot.lines.lineAt(match.index) + (match[1] === '-next-line' ? 1 : 0);
      lines.set(line, [...(lines.get(line) ?? []), ...codes]);
    }
  }
  const matches = (codes: readonly string[], code: ProblemCode): boolean =>
    codes.includes('*') || codes.includes(`plan/${code}`);
  return ({ code, start }) => matches(everywhere, code) || matches(lines.get(snapshot.lines.lineAt(start)) ?? [], code);
}
