import { shift } from '../base/span';
import { type Problem, visible } from '../schema/problems';
import type { PlacedPiece, PlanDocument, TaskSegment } from '../syntax/document';
import { checkDeclarations } from './checkDeclarations';
import { checkNames } from './checkNames';
import { checkScenarios } from './checkScenarios';
import { TaskChecker } from './checkTasks';
import {
  calendarUse,
  type PlacedFields,
  readBudget,
  readCalendars,
  readPeople,
  readSprints,
  readStatuses,
  readTeams,
} from './declarations';
import { resolveDependencies } from './dependencies';
import { TaskNames } from './names';
import { type ReadTask, readPiece } from './parts';
import type { Plan, ResolvedDependencies } from './plan';
import { type PlacedPart, Task } from './task';
import { entityOf, type Fields, type FieldValue, scalarOf } from './values';

/**
 * Makes the plan of one version of a text: reads what is new, resolves every name, and finds what does not fit.
 *
 * @param previous the plan of the version before: makes no difference to the result, only to the time
 */
export function buildPlan(document: PlanDocument, previous?: Plan): Plan {
  const problems: Problem[] = [...document.problems];
  const top = readTop(document, problems);
  const { roots, tasks } = new TaskBuilder(problems).build(document);
  const field = (key: string): FieldValue | undefined => top.get(key)?.fields.get(key);
  const scalar = (<K extends Parameters<typeof scalarOf>[2]>(key: string, of: K) => {
    const source = top.get(key);
    return source && scalarOf(source.fields, key, of);
  }) satisfies unknown;
  const start = scalar('start', 'date');
  const deadline = scalar('deadline', 'date');
  const now = scalar('now', 'date');
  const timezone = scalar('timezone', 'timezone');
  const currency = scalar('currency', 'currency');
  const about = scalar('about', 'markdown');
  const calendar = calendarUse(field('calendar')?.value ?? null, top.get('calendar')?.offset ?? 0);
  const budget = readBudget(top.get('budget'));
  const deadlineNode = field('deadline')?.value?.node;
  const names = new TaskNames(roots, tasks);
  const plan: Omit<Plan, keyof ResolvedDependencies | 'problems' | 'checker'> = {
    document,
    title: scalar('plan', 'text') ?? '',
    calendars: readCalendars(top.get('calendars')),
    people: readPeople(top.get('people')),
    teams: readTeams(top.get('teams')),
    statuses: readStatuses(top.get('statuses')),
    sprints: readSprints(top.get('sprints')),
    defaults: defaultsOf(top.get('defaults')),
    sources: new Map([...top].map(([key, source]) => [key, source.fields])),
    roots,
    tasks,
    ...(about ? { about } : {}),
    ...(start ? { start } : {}),
    ...(deadline && deadlineNode
      ? { deadline: { ...deadline, span: shift(deadlineNode, top.get('deadline')?.offset ?? 0) } }
      : {}),
    ...(now ? { now } : {}),
    ...(timezone ? { timezone } : {}),
    ...(currency ? { currency } : {}),
    ...(budget ? { budget } : {}),
    ...(calendar ? { calendar } : {}),
  };
  const resolved = resolveDependencies(tasks, names, problems, previous);
  const checker = TaskChecker.of(plan, previous);
  for (const task of tasks) checker.check(task, problems);
  checkNames(plan, top, names, checker, problems);
  checkDeclarations(plan, top, problems);
  checkScenarios(plan, top.get('scenarios'), problems);
  return { ...plan, ...resolved, checker, problems: visible(problems) };
}

function defaultsOf(source: PlacedFields | undefined): Fields {
  return (source && entityOf(source.fields, 'defaults')?.fields) ?? new Map();
}

/** The top-level keys, each with its piece; the first counts where one is given twice. */
function readTop(document: PlanDocument, problems: Problem[]): Map<string, PlacedFields> {
  const top = new Map<string, PlacedFields>();
  for (const { placed } of document.tops) {
    const { fields } = readPiece(placed.piece);
    for (const [key, field] of fields) {
      if (top.has(key)) problems.push({ code: 'duplicate-key', ...shift(field.key, placed.start), args: { key } });
      else top.set(key, { fields, offset: placed.start });
    }
  }
  if (
    !top.has('plan') &&
    !document.problems.some((problem) => problem.code === 'not-text' || problem.code === 'too-large')
  ) {
    const end = Math.max(1, document.text.search(/\r?\n|$/));
    problems.push({ code: 'missing-key', start: 0, end, args: { entity: 'A plan', key: 'plan' } });
  }
  return top;
}

/** What a segment grew into: the task and all tasks inside, in the order of the file, and what is wrong with how they are written. */
interface Grown {
  readonly first: number;
  readonly roots: readonly Task[];
  readonly tasks: readonly Task[];
  readonly problems: readonly Problem[];
}

/** Puts the tasks of all pieces together, in the order of the file. */
class TaskBuilder {
  readonly #tasks: Task[] = [];
  readonly #problems: Problem[];

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  build(document: PlanDocument): { roots: Task[]; tasks: Task[] } {
    const roots: Task[] = [];
    for (const { placed, tasks } of document.tops) {
      const { fields, tasks: inside } = this.#reading(placed);
      const isFirst = fields.has('tasks') && roots.length === 0;
      if (!isFirst) continue;
      for (const task of inside) roots.push(this.#inline(task, placed.start, null));
      for (const task of tasks) roots.push(...this.#outermost(task));
    }
    this.#checkIds(roots);
    return { roots, tasks: this.#tasks };
  }

  #reading(placed: PlacedPiece): ReturnType<typeof readPiece> {
    const reading = readPiece(placed.piece);
    for (const problem of reading.problems) this.#problems.push(placedProblem(problem, placed.start));
    return reading;
  }

  /** The tasks of an outermost segment: those of the version before where it stood at the same place and as the same task. */
  #outermost(segment: TaskSegment): readonly Task[] {
    const known = segment.memo.grown as Grown | undefined;
    const first = this.#tasks.length;
    if (known?.first === first) {
      for (const task of known.tasks) this.#tasks.push(task);
      for (const problem of known.problems) this.#problems.push(problem);
      return known.roots;
    }
    const before = this.#problems.length;
    const roots = this.#segment(segment, null);
    segment.memo.grown = {
      first,
      roots,
      tasks: this.#tasks.slice(first),
      problems: this.#problems.slice(before),
    } satisfies Grown;
    return roots;
  }

  #segment(segment: TaskSegment, parent: Task | null): Task[] {
    const { tasks } = this.#reading(segment.own);
    const offset = segment.own.start;
    const rest = segment.rest;
    const restPart = rest ? readPiece(rest.piece).rest : undefined;
    return tasks.map((read, i) => {
      const isHolder = i === 0;
      const placedRest = isHolder && rest && restPart ? { part: restPart, offset: rest.start } : null;
      const task = this.#add(read, offset, parent, placedRest);
      this.#addInside(task, read, offset);
      if (isHolder && segment.children.length > 0) {
        task.children = [...task.children, ...segment.children.flatMap((child) => this.#segment(child, task))];
        this.#checkIds(task.children);
      }
      if (isHolder && rest) this.#rest(task, rest);
      const last = task.children[task.children.length - 1];
      if (last) task.end = Math.max(task.end, last.end);
      return task;
    });
  }

  #rest(task: Task, rest: PlacedPiece): void {
    const { fields } = this.#reading(rest);
    task.end = Math.max(task.end, rest.start + (rest.piece.root?.end ?? 0));
    for (const [key, field] of fields) {
      if (task.own.fields.has(key)) {
        this.#problems.push({ code: 'duplicate-key', ...shift(field.key, rest.start), args: { key } });
      }
    }
  }

  #inline(read: ReadTask, offset: number, parent: Task | null): Task {
    const task = this.#add(read, offset, parent, null);
    this.#addInside(task, read, offset);
    return task;
  }

  #addInside(task: Task, read: ReadTask, offset: number): void {
    if (read.inside.length > 0) task.children = read.inside.map((inner) => this.#inline(inner, offset, task));
  }

  #add(read: ReadTask, offset: number, parent: Task | null, rest: PlacedPart | null): Task {
    const task = new Task(this.#tasks.length, read, offset, parent, rest);
    this.#tasks.push(task);
    return task;
  }

  /** Ids must be unique among siblings; inside one piece the reader has seen to it. */
  #checkIds(siblings: readonly Task[]): void {
    const seen = new Set<string>();
    for (const task of siblings) {
      if (seen.has(task.id)) this.#problems.push({ code: 'duplicate-key', ...task.idSpan, args: { key: task.id } });
      else seen.add(task.id);
    }
  }
}

function placedProblem(problem: Problem, offset: number): Problem {
  return { ...problem, start: problem.start + offset, end: problem.end + offset };
}
