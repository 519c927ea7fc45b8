import { nearest } from '../base/nearest';
import { shift } from '../base/span';
import { usualLengths } from '../calendar/hours';
import { didYouMean, type Problem, type ProblemCode } from '../schema/problems';
import { minutesOf } from '../syntax/scalars/duration';
import { accountsOf } from './declarations';
import { maskOf } from './keyBits';
import type { NameReference } from './parts';
import type { Checker, Plan, StatusKind } from './plan';
import type { Task } from './task';

const estimates = ['duration', 'effort', 'elapsed'] as const;

type Declarations = Pick<Plan, 'people' | 'teams' | 'calendars' | 'statuses' | 'sprints' | 'defaults' | 'sources'>;

/** What is remembered of a task that did not change: problems with offsets of its piece. */
interface Checked {
  readonly by: TaskChecker;
  readonly children: number;
  readonly problems: readonly Problem[];
}

const declaringKeys = ['people', 'teams', 'calendars', 'statuses', 'sprints', 'defaults', 'budget'];

/** Checks single tasks against what the plan declares; what it found is kept with the task as long as neither changes. */
export class TaskChecker implements Checker {
  readonly #plan: Declarations;
  readonly #skills: ReadonlySet<string>;
  readonly #accounts: ReadonlySet<string> | undefined;
  readonly #hasDefaultEstimate: boolean;
  readonly #flawless: Checked = { by: this, children: 0, problems: [] };

  private constructor(plan: Declarations) {
    this.#plan = plan;
    this.#skills = new Set([...plan.people.values()].flatMap((person) => person.skills));
    this.#hasDefaultEstimate = [...estimates, 'milestone'].some((key) => plan.defaults.has(key));
    const accounts = accountsOf(plan.sources);
    this.#accounts = accounts && new Set(accounts);
  }

  /** The checker of the version before, if everything is declared as it was there. */
  static of(plan: Declarations, previous?: Pick<Plan, 'checker' | 'sources'>): TaskChecker {
    const isSame = previous && declaringKeys.every((key) => plan.sources.get(key) === previous.sources.get(key));
    return isSame && previous.checker instanceof TaskChecker ? previous.checker : new TaskChecker(plan);
  }

  /** What does not fit together on a task, with offsets of the text. */
  check(task: Task, problems: Problem[]): void {
    const { memo } = task.own;
    const known = memo.checked as Checked | undefined;
    if (known?.by === this && known.children === task.children.length && task.rest === null) {
      for (const problem of known.problems) problems.push(moved(problem, task.offset));
      return;
    }
    const found = this.#problemsOf(task);
    memo.checked = task.rest === null ? this.#checked(task, found) : undefined;
    problems.push(...found);
  }

  #checked({ children, offset }: Task, found: readonly Problem[]): Checked {
    // Nearly all tasks are without others inside and without problems: they share what is noted about them.
    if (children.length === 0 && found.length === 0) return this.#flawless;
    return { by: this, children: children.length, problems: found.map((problem) => moved(problem, -offset)) };
  }

  /** Reports a name that is not declared. */
  checkName({ kind, name, start, end }: NameReference, offset: number, problems: Problem[]): void {
    const { people, teams, statuses, sprints, calendars } = this.#plan;
    const known: Record<NameReference['kind'], readonly { has(name: string): boolean; keys(): Iterable<string> }[]> = {
      person: [people],
      'person or team': [people, teams],
      status: [statuses],
      sprint: [sprints],
      skill: [this.#skills],
      calendar: [calendars],
    };
    const places = known[kind];
    if (places.some((place) => place.has(name))) return;
    const near = nearest(
      name,
      places.flatMap((place) => [...place.keys()]),
    );
    problems.push({
      code: 'unknown-name',
      start: start + offset,
      end: end + offset,
      args: { kind, name, suggestion: didYouMean(near) },
      ...(near ? { replacements: [near] } : {}),
    });
  }

  #problemsOf(task: Task): Problem[] {
    const problems: Problem[] = [];
    for (const { part, offset } of task.parts) for (const use of part.names) this.checkName(use, offset, problems);
    this.#checkAssignments(task, problems);
    this.#checkAccount(task, problems);
    if (task.isSummary) checkSummary(task, problems);
    else {
      this.#checkEstimate(task, problems);
      this.#checkProgress(task, problems);
    }
    checkBounds(task, problems);
    return problems;
  }

  #checkEstimate(task: Task, problems: Problem[]): void {
    const isMilestone = task.scalar('milestone', 'true') === true;
    const given = estimates.filter((key) => task.has(key));
    const tasks = task.field('tasks');
    if (tasks && tasks.value === null)
      problems.push({ code: 'empty-summary', ...shift(tasks.key, tasks.offset), args: { name: task.id } });
    if (isMilestone) reportKeys(task, given, 'milestone-with-work', problems);
    else if (given.length === 0) {
      const isMoment = task.has('on') || task.has('milestone') || task.has('tasks');
      if (!isMoment && !this.#hasDefaultEstimate)
        problems.push({ code: 'unestimated', ...task.idSpan, args: { name: task.id } });
    } else
      for (const key of given.slice(1))
        problems.push({ code: 'several-estimates', ...keySpan(task, key), args: { key, other: given[0] } });
    const noEffect = (key: string, reason: string): void => {
      if (task.has(key)) problems.push({ code: 'no-effect', ...keySpan(task, key), args: { key, reason } });
    };
    if (isMilestone || given[0] === 'elapsed') {
      const what = isMilestone ? 'a milestone takes no time' : 'calendar time passes whoever works';
      noEffect('assign', what);
      noEffect('split', what);
    }
    if (task.has('on')) noEffect('start', '`on` fixes the task');
    if (task.has('on')) noEffect('finish', '`on` fixes the task');
  }

  #checkProgress(task: Task, problems: Problem[]): void {
    const started = task.scalar('started', 'date');
    const finished = task.scalar('finished', 'date');
    if (started && finished && finished.start < started.start && finished.end <= started.start)
      problems.push({ code: 'finished-before-started', ...task.spanOf('finished'), args: {} });
    const status = statusOf(task, this.#plan.statuses);
    const left = task.scalar('left', 'duration');
    if (left && status === 'done' && minutesOf(left, usualLengths) > 0)
      problems.push({ code: 'done-with-work-left', ...task.spanOf('left'), args: {} });
    const done = task.scalar('done', 'percent');
    const written = task.name('status');
    if (status === 'done' && done !== undefined && done < 100)
      problems.push({ code: 'done-below-100', ...task.spanOf('done'), args: { done: `${done}%` } });
    const contradicts = (key: string): void => {
      const at = task.spanOf('status');
      problems.push({ code: 'status-contradicts-progress', ...at, args: { status: written ?? '', key } });
    };
    if (written !== undefined && status === 'todo') {
      if (finished) contradicts('finished');
      else if (started) contradicts('started');
      else if (done !== undefined && done > 0) contradicts('done');
    } else if (written !== undefined && status === 'doing') {
      if (finished) contradicts('finished');
      else if (done === 100) contradicts('done');
      else if (!started) problems.push({ code: 'doing-without-start', ...task.spanOf('status'), args: {} });
    }
  }

  #checkAssignments(task: Task, problems: Problem[]): void {
    const { people, teams } = this.#plan;
    const seen = new Set<string>();
    for (const { part, offset } of task.parts) {
      for (const use of part.assign) {
        for (const { name, start, end } of use.who) {
          const at = { start: start + offset, end: end + offset };
          const isMaterial = people.get(name)?.kind === 'material';
          if (isMaterial && use.share !== undefined) problems.push({ code: 'material-at-work', ...at, args: { name } });
          if (use.who.length === 1 && seen.has(name))
            problems.push({ code: 'duplicate-assignee', ...at, args: { name } });
          if (use.who.length === 1) seen.add(name);
          if (use.count === undefined || use.who.length > 1 || isMaterial) continue;
          const available = people.get(name)?.units ?? teams.get(name)?.members.length;
          if (available !== undefined && use.count > available)
            problems.push({
              code: 'too-many-units',
              ...at,
              args: { wanted: String(use.count), name, available: String(available) },
            });
        }
      }
    }
  }

  #checkAccount(task: Task, problems: Problem[]): void {
    const cost = task.field('cost');
    if (!this.#accounts || cost?.value?.kind !== 'entity') return;
    const account = cost.value.fields.get('account')?.value;
    if (account?.kind !== 'name' || this.#accounts.has(account.name)) return;
    const near = nearest(account.name, this.#accounts);
    problems.push({
      code: 'unknown-account',
      ...shift(account.node, cost.offset),
      args: { name: account.name, suggestion: didYouMean(near) },
      ...(near ? { replacements: [near] } : {}),
    });
  }
}

function moved(problem: Problem, by: number): Problem {
  return { ...problem, start: problem.start + by, end: problem.end + by };
}

function keySpan(task: Task, key: string): { start: number; end: number } {
  const field = task.field(key);
  return field ? shift(field.key, field.offset) : task.idSpan;
}

/** Reports those of the keys that are given and have no effect. */
function reportKeys(task: Task, keys: readonly string[], code: ProblemCode, problems: Problem[]): void {
  for (const key of keys) if (task.has(key)) problems.push({ code, ...keySpan(task, key), args: { key } });
}

function checkSummary(task: Task, problems: Problem[]): void {
  reportKeys(task, ['effort', 'duration', 'elapsed', 'milestone'], 'summary-with-estimate', problems);
  reportKeys(task, ['done', 'started', 'finished', 'left', 'spent'], 'summary-with-progress', problems);
}

/** Bounds that contradict each other. */
function checkBounds(task: Task, problems: Problem[]): void {
  const start = task.scalar('start', 'startBound');
  if (!start || start.kind === 'by') return;
  const written = (key: string): string => (task.field(key)?.value?.node.kind === 'scalar' ? textOf(task, key) : '');
  const finish = task.scalar('finish', 'finishBound');
  if (finish && finish.kind !== 'after' && finish.date.end <= start.date.start)
    problems.push({
      code: 'impossible-bounds',
      ...task.spanOf('finish'),
      args: {
        start: start.kind === 'at' ? written('start') : withWord(written('start'), 'after'),
        finish: withWord(written('finish'), 'by'),
      },
    });
  const deadline = task.scalar('deadline', 'date');
  if (deadline && deadline.end <= start.date.start)
    problems.push({
      code: 'impossible-deadline',
      ...task.spanOf('deadline'),
      args: { what: `the start of the task, ${start.kind} ${written('start').replace(/^(after|at)\s+/, '')}` },
    });
}

function textOf(task: Task, key: string): string {
  const node = task.field(key)?.value?.node;
  return node?.kind === 'scalar' ? node.text.trim() : '';
}

function withWord(bound: string, usual: string): string {
  return /^(?:after|at|by)\s/.test(bound) ? bound : `${usual} ${bound}`;
}

/** What tells how far a task is. */
export const progressKeys = maskOf('status', 'done', 'left', 'started', 'finished');

/** The kind of a task's status: as written, else what the progress tells. */
export function statusOf(task: Task, statuses: Plan['statuses']): StatusKind {
  if (task.hasNone(progressKeys)) return 'todo';
  const written = task.name('status');
  if (written !== undefined) return statuses.get(written)?.kind ?? 'todo';
  const done = task.scalar('done', 'percent') ?? 0;
  if (task.has('finished') || done >= 100) return 'done';
  return task.has('started') || done > 0 ? 'doing' : 'todo';
}
