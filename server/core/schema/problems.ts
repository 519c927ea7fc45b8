/** How a problem is shown: as in an editor, from an error to a hint. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

interface ProblemDeclaration {
  readonly severity: Severity;
  /** What is wrong and what would be right; `{name}` stands for an argument. */
  readonly message: string;
  /** What the reference says about it, in Markdown. */
  readonly about: string;
}

function declare<const T extends Record<string, ProblemDeclaration>>(table: T): T {
  return table;
}

/** Every problem that Headway reports, by its stable code without the prefix `plan/`. */
export const problems = declare({
  'not-text': {
    severity: 'error',
    message: 'This is not a text file: it contains NUL characters',
    about: 'A plan is a UTF-8 text file. Nothing in a binary file is read.',
  },
  syntax: {
    severity: 'error',
    message: '{message}',
    about: 'The YAML is not well-formed here. Everything around the mistake keeps working.',
  },
  'too-deep': {
    severity: 'error',
    message: 'This is nested too deeply to be read',
    about: 'Lists and maps are read to a depth of some hundred levels.',
  },
  'tab-indentation': {
    severity: 'error',
    message: 'YAML is indented with spaces, not with tabs',
    about: 'YAML forbids tabs in the indentation. Replace each with spaces.',
  },
  'several-documents': {
    severity: 'error',
    message: 'A plan file holds one plan: what follows `---` or `...` is not read',
    about:
      'YAML allows several documents in a file, Headway does not. Put the second plan into a file of its own and `include` it.',
  },
  'not-a-map': {
    severity: 'error',
    message: 'A plan is a map of keys such as `plan:` and `tasks:`',
    about: 'The top level of a plan file is a map.',
  },
  'duplicate-key': {
    severity: 'error',
    message: '`{key}` is already given above; only the first counts',
    about: 'A key may stand once in a map. The first one counts.',
  },
  'unknown-key': {
    severity: 'warning',
    message: '`{key}` is not a key of {entity}{suggestion}',
    about: 'The key is not part of the plan language and has no effect. Keys of your own begin with `x-`.',
  },
  'missing-key': {
    severity: 'error',
    message: '{entity} needs the key `{key}`',
    about: 'The key is required.',
  },
  'expected-map': {
    severity: 'error',
    message: '`{key}` is a map: `{example}`',
    about: 'The value has another form than the key takes.',
  },
  'expected-scalar': {
    severity: 'error',
    message: '`{key}` is a single value: `{example}`',
    about: 'The value has another form than the key takes.',
  },
  'expected-list': {
    severity: 'error',
    message: '`{key}` is a list or a single value: `{example}`',
    about: 'The value has another form than the key takes.',
  },
  'bad-id': {
    severity: 'error',
    message: '`{id}` is not an id: use letters, digits, `-` and `_`, and begin with a letter',
    about: 'Ids consist of letters of any script, digits, `-` and `_`, and begin with a letter or `_`.',
  },
  'newer-format': {
    severity: 'error',
    message: 'Format {format} is newer than this version of Headway, which reads format 1; update the extension',
    about: 'The file was written for a newer version of the plan language.',
  },
  'bad-value': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'The value cannot be read as what the key takes.',
  },
  'bad-date': {
    severity: 'error',
    message: '{reason}; a date is written `2026-02-03`, `2026-02-03 14:00`, `2026-W06`, `2026-03` or `2026-Q2`',
    about: 'The text is not a date, or the day does not exist.',
  },
  'bad-range': {
    severity: 'error',
    message: 'The range ends before it begins',
    about: 'In a range `first..last` the first is the smaller one.',
  },
  'bad-duration': {
    severity: 'error',
    message: '`{text}` is not a duration; write for example `45min`, `4h`, `3d`, `2w`, `1mo` or `1d 4h`',
    about:
      'Durations are numbers with the units `min`, `h`, `d`, `w`, `mo`; an `e` before the unit makes them elapsed (`3ed`).',
  },
  'missing-unit': {
    severity: 'error',
    message: '`{text}` has no unit; write for example `{text}d` or `{text}h`',
    about: 'A duration needs a unit: `min`, `h`, `d`, `w` or `mo`.',
  },
  'bad-estimate-order': {
    severity: 'error',
    message: 'An estimate goes from the smaller to the larger value',
    about: 'In `low..high` and `optimistic / likely / pessimistic` no value is smaller than the one before it.',
  },
  'bad-dependency': {
    severity: 'error',
    message: '`{text}` is not expected here; a dependency is `task [FS|SS|FF|SF] [+ lag | - lead]`',
    about: 'A dependency names a task, then optionally its type and a lag.',
  },
  'bad-assignment': {
    severity: 'error',
    message: '`{text}` is not expected here; an assignment is `ana`, `ana 50%`, `2 of backend` or `ana or ben`',
    about: 'An assignment names a person or team, alternatives, or a number of a team, optionally with a share.',
  },
  'bad-hours': {
    severity: 'error',
    message: '{reason}; working hours are written `Mon-Fri 09:00-12:30, 13:30-17:00` or `24/7`',
    about: 'Working hours name weekdays, then spans of the day.',
  },
  'bad-code-link': {
    severity: 'error',
    message: '{reason}',
    about: 'A link names a file, folder or glob inside the workspace, with forward slashes.',
  },
  'drifting-lines': {
    severity: 'hint',
    message: 'Line numbers drift as the code changes; a symbol (`{path}#name`) stays',
    about: 'A link to lines is followed, but goes stale when lines are added above.',
  },
  'unknown-reference': {
    severity: 'error',
    message: 'No task `{name}` can be seen from here{suggestion}',
    about:
      'A reference names a task by its path, or by the end of it when only one task fits, looked up from the inside out.',
  },
  'ambiguous-reference': {
    severity: 'error',
    message: '`{name}` fits several tasks: {candidates}',
    about: 'Write more of the path to say which one is meant.',
  },
  'unknown-name': {
    severity: 'error',
    message: 'There is no {kind} `{name}`{suggestion}',
    about: 'The name is not declared in the plan.',
  },
  'own-ancestor': {
    severity: 'error',
    message: 'A task cannot wait for `{name}`, which contains it',
    about: 'A summary ends when the tasks inside end: one of them cannot wait for it.',
  },
  'own-descendant': {
    severity: 'error',
    message: 'A task cannot wait for `{name}`, which it contains',
    about: 'A summary spans the tasks inside: it cannot wait for one of them.',
  },
  'self-dependency': {
    severity: 'error',
    message: 'A task cannot wait for itself',
    about: 'Remove the dependency.',
  },
  cycle: {
    severity: 'error',
    message: 'These tasks wait for each other: {cycle}',
    about: 'Tasks that wait for each other can never start. Remove one of the dependencies; each is marked.',
  },
  'cyclic-calendar': {
    severity: 'error',
    message: 'The calendar `{name}` is made from itself',
    about: 'Follow `from`: it must end at a calendar without it.',
  },
  'cyclic-team': {
    severity: 'error',
    message: 'The team `{name}` contains itself',
    about: 'A team may contain teams, but not itself.',
  },
  'duplicate-dependency': {
    severity: 'warning',
    message: 'The dependency on `{name}` is given twice',
    about: 'Two dependencies of the same type on the same task: the one with the smaller lag has no effect.',
  },
  unestimated: {
    severity: 'hint',
    message:
      '`{name}` has no estimate and takes no time in the schedule: give it `effort`, `duration` or `milestone: true`',
    about: 'A task without an estimate cannot be scheduled sensibly.',
  },
  'milestone-with-work': {
    severity: 'warning',
    message: 'A milestone takes no time: `{key}` has no effect',
    about: 'Remove `milestone: true` or the estimate.',
  },
  'summary-with-estimate': {
    severity: 'warning',
    message: 'A summary takes its dates from the tasks inside: `{key}` has no effect',
    about: 'Move the estimate to a task of its own.',
  },
  'finished-before-started': {
    severity: 'error',
    message: 'The task is finished before it started',
    about: '`finished` lies before `started`.',
  },
  'done-with-work-left': {
    severity: 'warning',
    message: 'The task is done, yet has work left',
    about: 'Either the status or `left` is stale.',
  },
  'missed-deadline': {
    severity: 'warning',
    message: 'Finishes {finish}, {late} after the deadline{driver}',
    about: 'The computed finish lies after the deadline. The message says what drives it.',
  },
  'missed-bound': {
    severity: 'warning',
    message: '{what} {actual}, {late} later than the bound allows{driver}',
    about: 'A `start` or `finish` bound cannot be kept. The schedule is computed all the same.',
  },
  'no-working-time': {
    severity: 'error',
    message: '`{name}` cannot be scheduled: {reason}',
    about: 'The people or the calendar of the task never have the working time that it needs.',
  },
  'not-scheduled': {
    severity: 'information',
    message: '`{name}` has no dates: it waits for tasks that wait for each other',
    about: 'Tasks in a cycle, and what follows from them, cannot be scheduled.',
  },
  unassigned: {
    severity: 'hint',
    message: 'Nobody works on `{name}`: give it `assign` or `owner`',
    about: 'The task has effort, but no person. It is scheduled on the calendar of the plan.',
  },
  'missing-file': {
    severity: 'warning',
    message: '`{path}` does not exist in the workspace{suggestion}',
    about: 'The file or folder that the task is linked to cannot be found.',
  },
  'missing-symbol': {
    severity: 'warning',
    message: '`{symbol}` is not found in `{path}`{suggestion}',
    about: 'The symbol that the task is linked to cannot be found in the file.',
  },
});

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
  return problems[problem.code].message.replace(/\{(\w+)\}/g, (whole, key: string) => problem.args[key] ?? whole);
}

/** `; did you mean …?` for a suggested word, else nothing. */
export function didYouMean(word: string | undefined): string {
  return word === undefined ? '' : `; did you mean \`${word}\`?`;
}
