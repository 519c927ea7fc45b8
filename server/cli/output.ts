import { promises as fs } from 'node:fs';
import { isatty } from 'node:tty';
import { createColors } from 'picocolors';
import type { Diagnostic } from '../core/features/diagnostics';
import { messageOf, type Severity } from '../core/schema/problems';
import type { PlanSnapshot } from '../core/workspace/snapshot';

export const EXIT_ERRORS_FOUND = 1;
export const EXIT_COULD_NOT_RUN = 2;

/** Something that keeps the command from running: said in one line, without a stack. */
export class CliError extends Error {}

/** Commands as they are typed, for the end of a help page. */
export function examples(...commands: readonly string[]): string {
  return `\nExamples:\n${commands.map((command) => `  ${command}\n`).join('')}`;
}

/** Colours on a terminal alone, and nowhere under `NO_COLOR`; `FORCE_COLOR` wants them in a pipe, too. */
const { NO_COLOR, FORCE_COLOR } = process.env;
const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== '';
const pc = createColors(!NO_COLOR && (isForced || isatty(1)));

const severityColor: Readonly<Record<Severity, (text: string) => string>> = {
  error: pc.red,
  warning: pc.yellow,
  information: pc.blue,
  hint: pc.dim,
};

/** A plan with what is to be said about it. */
interface PlanProblems {
  readonly file: string;
  readonly snapshot: PlanSnapshot;
  readonly problems: readonly Diagnostic[];
}

/** `file:line:column: severity: message [code]`, lines and columns from 1, as compilers print them; coloured on terminals. */
export function problemLines({ file, snapshot, problems }: PlanProblems): string[] {
  return problems.map((problem) => {
    const { line, column } = snapshot.lines.positionAt(problem.start);
    return `${file}:${line + 1}:${column + 1}: ${severityColor[problem.severity](problem.severity)}: ${messageOf(problem)} ${pc.dim(`[plan/${problem.code}]`)}`;
  });
}

export function hasErrors(problems: readonly Diagnostic[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** Writes all of it before the process may end. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) =>
      error && (error as NodeJS.ErrnoException).code !== 'EPIPE' ? reject(error) : resolve(),
    );
  });
}

/** Writes a file that is not there yet. @throws CliError when it is, or cannot be written */
export async function writeNew(file: string, text: string): Promise<void> {
  try {
    await fs.writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === 'EEXIST' ? `${file} is there already` : `cannot write ${file}: ${code ?? String(error)}`,
    );
  }
}
