import picomatch from 'picomatch';
import { noHolidays } from '../../server/core/calendar/calendar';
import { parseMinute } from '../../server/core/calendar/civil';
import { scanComments } from '../../server/core/links/comments';
import type { CodeSymbol, WorkspaceFiles } from '../../server/core/links/files';
import { isSourceFile, scanSymbols } from '../../server/core/links/symbols';
import { formatInstant, formatWork } from '../../server/core/schedule/explain';
import { messageOf, type Problem } from '../../server/core/schema/problems';
import { type Environment, PlanSnapshot } from '../../server/core/workspace/snapshot';

/** Monday, 2 February 2026, 08:00: the present of every test. */
export const now = parseMinute('2026-02-02T08:00') as number;

export const environment: Environment = { wallMinute: () => now, holidays: noHolidays };

/** A plan text with the indentation of the test removed. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}

export function snapshotOf(text: string, env: Environment = environment): PlanSnapshot {
  return PlanSnapshot.of('file:///work/test.plan.yaml', 1, text, env);
}

/** A text with exactly one `$0`, which marks the cursor. */
export function cursor(marked: string): { text: string; offset: number } {
  const text = dedent(marked);
  const offset = text.indexOf('$0');
  if (offset < 0 || text.indexOf('$0', offset + 1) >= 0) throw new Error('A fixture has exactly one $0');
  return { text: text.slice(0, offset) + text.slice(offset + 2), offset };
}

/** `code 'text': message` for each problem, in the order of the text. */
export function listed(text: string, problems: readonly Problem[]): string[] {
  return [...problems]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((problem) => `${problem.code} '${text.slice(problem.start, problem.end)}': ${messageOf(problem)}`);
}

/** The schedule as a table that can be read: `path start finish slack`, without years. */
export function table(text: string, env: Environment = environment): string[] {
  const { schedule } = snapshotOf(dedent(text), env);
  return schedule.plan.tasks.map((task) => {
    const scheduled = schedule.tasks[task.index];
    if (!scheduled) return `${task.path} -`;
    const date = (instant: number): string => formatInstant(instant, schedule.zone).slice(5);
    const slack = scheduled.critical ? 'critical' : formatWork(scheduled.totalSlack, schedule.calendars.lengths);
    return `${task.path} ${date(scheduled.start)} ${date(scheduled.finish)} ${scheduled.status === 'done' ? 'done' : slack}`;
  });
}

/** Files that exist only in the test: path to content. */
export function memoryFiles(files: Readonly<Record<string, string>>, refs?: readonly string[]): WorkspaceFiles {
  const paths = Object.keys(files).sort();
  return {
    kindOf: async (path) =>
      path in files ? 'file' : paths.some((it) => it.startsWith(path === '' ? '' : `${path}/`)) ? 'folder' : undefined,
    list: async (folder) => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const names = new Map<string, boolean>();
      for (const path of paths.filter((it) => it.startsWith(prefix))) {
        const [name, ...rest] = path.slice(prefix.length).split('/');
        names.set(name, rest.length > 0);
      }
      return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, isFolder]) => ({ name, isFolder }));
    },
    symbols: async (path): Promise<readonly CodeSymbol[] | undefined> =>
      path in files ? scanSymbols(path, files[path]) : undefined,
    find: async (glob) => paths.filter((path) => picomatch.isMatch(path, glob)),
    matches: (glob, path) => picomatch.isMatch(path, glob),
    mentioning: async (word) => paths.filter((path) => isSourceFile(path) && files[path].includes(word)),
    comments: async () => paths.flatMap((path) => scanComments(path, files[path])),
    refs: async () => refs,
  };
}
