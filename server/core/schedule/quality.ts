import { checkSpelling } from '../model/checkSpelling';
import { statusOf } from '../model/checkTasks';
import { maskOf } from '../model/keyBits';
import type { Dependency, Task } from '../model/task';
import { type Problem, type ProblemCode, visible } from '../schema/problems';
import { minutesOf } from '../syntax/scalars/duration';
import { formatLag, formatWork } from './explain';
import type { Schedule, ScheduledTask } from './types';

/** Plans with fewer tasks are not judged: in a note of five lines every task may stand alone. */
const JUDGED_FROM = 10;

/** Working days above which a task, or its slack, is too long (DCMA 14-point assessment, points 6 and 8). */
const LONG_DAYS = 44;

/** Working days above which a lag hides something. */
const LONG_LAG_DAYS = 5;

/** More marks of the same kind nobody follows. */
const MAX_OF_A_KIND = 100;

/**
 * Habits that make a plan hard to trust, after the 14-point schedule assessment of the US Defense Contract Management
 * Agency (2012), and names that nothing uses.
 */
export function* qualityProblems(schedule: Schedule): Generator<void, Problem[]> {
  const { plan } = schedule;
  const problems: Problem[] = [];
  const leaves = schedule.tasks.filter((task): task is ScheduledTask => task !== undefined && task.kind !== 'summary');
  checkSpelling(plan, problems);
  yield;
  checkUnused(schedule, problems);
  yield;
  if (leaves.length >= JUDGED_FROM) {
    checkLogic(schedule, leaves, problems);
    yield;
    for (const dependency of plan.dependencies) checkLink(schedule, dependency, problems);
    yield;
    for (const task of leaves) checkTask(schedule, task, problems);
  }
  yield;
  checkDropped(schedule, problems);
  checkRedundant(schedule, problems);
  yield;
  checkCode(schedule, leaves, problems);
  return visible(thinnedOut(problems));
}

/** A habit that runs through a whole plan is shown at its first places only; the last of them says how many more there are. */
function thinnedOut(problems: readonly Problem[]): Problem[] {
  const counts = new Map<ProblemCode, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  const seen = new Map<ProblemCode, number>();
  return problems.flatMap((problem) => {
    const number = (seen.get(problem.code) ?? 0) + 1;
    seen.set(problem.code, number);
    const more = (counts.get(problem.code) ?? 0) - MAX_OF_A_KIND;
    if (number > MAX_OF_A_KIND) return [];
    return [
      number === MAX_OF_A_KIND && more > 0 ? { ...problem, args: { ...problem.args, more: String(more) } } : problem,
    ];
  });
}

/** Open tasks that neither say where their code is nor lie in a summary that does. */
function checkCode({ plan }: Schedule, leaves: readonly ScheduledTask[], problems: Problem[]): void {
  const hasCode = new Uint8Array(plan.tasks.length);
  for (const task of plan.tasks)
    if (task.has('code') || (task.parent && hasCode[task.parent.index])) hasCode[task.index] = 1;
  for (const { task, status, kind } of leaves)
    if (kind === 'task' && status !== 'done' && !hasCode[task.index])
      problems.push({ code: 'task-without-code', ...task.idSpan, args: { name: task.id } });
}

/** Tasks that nothing leads to, or that lead to nothing: all but the first to start and the last to finish. */
function checkLogic({ plan, start, finish }: Schedule, leaves: readonly ScheduledTask[], problems: Problem[]): void {
  const waits = new Uint8Array(plan.tasks.length);
  const isWaitedFor = new Uint8Array(plan.tasks.length);
  for (const { predecessor, successor } of plan.dependencies) {
    waits[successor.index] = 1;
    isWaitedFor[predecessor.index] = 1;
  }
  // What holds for a summary holds for what is inside.
  for (const task of plan.tasks) {
    if (!task.parent) continue;
    if (waits[task.parent.index]) waits[task.index] = 1;
    if (isWaitedFor[task.parent.index]) isWaitedFor[task.index] = 1;
  }
  for (const { task, start: from, finish: to, status } of leaves) {
    if (status === 'done') continue;
    const args = { name: task.id };
    if (!waits[task.index] && from > start && !task.has('on'))
      problems.push({ code: 'missing-predecessor', ...task.idSpan, args });
    if (!isWaitedFor[task.index] && to < finish) problems.push({ code: 'missing-successor', ...task.idSpan, args });
  }
}

function checkLink({ calendars }: Schedule, { predecessor, use, offset }: Dependency, problems: Problem[]): void {
  const at = { start: use.start + offset, end: use.end + offset };
  const { lag } = use;
  if (lag) {
    const text = formatLag(lag).replace(/^ [+-] /, '');
    const minutes = lag.duration ? minutesOf(lag.duration, calendars.lengths) : 0;
    if (lag.sign < 0) problems.push({ code: 'lead', ...at, args: { lag: text } });
    else if (minutes > LONG_LAG_DAYS * (lag.duration?.elapsed ? 1440 : calendars.lengths.day))
      problems.push({ code: 'long-lag', ...at, args: { lag: text } });
  }
  if (use.type === 'SF') problems.push({ code: 'start-to-finish-link', ...at, args: { name: predecessor.path } });
}

const bounds = maskOf('start', 'finish');

function checkTask({ calendars }: Schedule, scheduled: ScheduledTask, problems: Problem[]): void {
  const { task, status, totalSlack, start, finish } = scheduled;
  if (status === 'done') return;
  if (!task.hasNone(bounds)) {
    checkConstraint(task, 'start', 'startBound', problems);
    checkConstraint(task, 'finish', 'finishBound', problems);
  }
  const { lengths, plan } = calendars;
  const long = LONG_DAYS * lengths.day;
  // Of working time there is no more than time.
  const length = finish - start > long ? plan.between(start, finish) : 0;
  if (length > long) {
    const at = task.has('effort') ? task.spanOf('effort') : task.idSpan;
    problems.push({ code: 'huge-task', ...at, args: { length: formatWork(length, lengths) } });
  }
  if (totalSlack > long)
    problems.push({ code: 'high-float', ...task.idSpan, args: { slack: formatWork(totalSlack, lengths) } });
}

function checkConstraint(
  task: Task,
  key: 'start' | 'finish',
  of: 'startBound' | 'finishBound',
  problems: Problem[],
): void {
  const bound = task.scalar(key, of);
  if (!bound || bound.kind === 'after') return;
  const node = task.field(key)?.value?.node;
  const text = `${key}: ${node?.kind === 'scalar' ? node.text : ''}`;
  problems.push({ code: 'hard-constraint', ...task.spanOf(key), args: { text } });
}

/** Dependencies on tasks that were dropped. */
function checkDropped({ plan }: Schedule, problems: Problem[]): void {
  const isDropped = (task: Task): boolean => statusOf(task, plan.statuses) === 'dropped';
  for (const { predecessor, successor, holder, use, offset } of plan.dependencies) {
    const other = holder === successor ? predecessor : successor;
    if (isDropped(other) && !isDropped(holder))
      problems.push({
        code: 'dropped-predecessor',
        start: use.task.start + offset,
        end: use.task.end + offset,
        args: { name: other.path },
      });
  }
}

/** Finish-to-start dependencies without lag that go without saying, because another predecessor waits for the same task. */
function checkRedundant({ plan }: Schedule, problems: Problem[]): void {
  const plain = plan.dependencies.filter(({ use }) => use.type === 'FS' && !use.lag);
  const before = new Map<Task, Set<Task>>();
  for (const { predecessor, successor } of plain) {
    const set = before.get(successor);
    if (set) set.add(predecessor);
    else before.set(successor, new Set([predecessor]));
  }
  for (const { predecessor, successor, use, offset, key } of plain) {
    const others = before.get(successor);
    if (key !== 'after' || others === undefined || others.size < 2) continue;
    for (const through of others) {
      if (through === predecessor || !before.get(through)?.has(predecessor) || before.get(predecessor)?.has(through))
        continue;
      problems.push({
        code: 'redundant-dependency',
        start: use.start + offset,
        end: use.end + offset,
        args: { name: predecessor.path, through: through.path },
      });
      break;
    }
  }
}

function checkUnused({ plan }: Schedule, problems: Problem[]): void {
  const used = {
    people: new Set<string>(),
    calendars: new Set<string>(),
    sprints: new Set<string>(),
    statuses: new Set<string>(),
  };
  for (const task of plan.tasks)
    for (const { part } of task.parts)
      for (const { kind, name } of part.names) {
        if (kind === 'person' || kind === 'person or team') used.people.add(name);
        else if (kind === 'calendar') used.calendars.add(name);
        else if (kind === 'sprint') used.sprints.add(name);
        else if (kind === 'status') used.statuses.add(name);
      }
  for (const key of ['owner', 'sprint', 'status']) {
    const value = plan.defaults.get(key)?.value;
    if (value?.kind === 'name') for (const set of Object.values(used)) set.add(value.name);
  }
  const isSearched = plan.tasks.some((task) => task.own.fields.has('needs'));
  for (const team of plan.teams.values()) for (const member of team.members) used.people.add(member.name);
  for (const use of [plan.calendar, ...[...plan.people.values()].map(({ calendar }) => calendar)])
    if (use && 'name' in use) used.calendars.add(use.name);
    else if (use?.from) used.calendars.add(use.from.name);
  for (const { calendar } of plan.calendars.values())
    used.calendars.add('name' in calendar ? calendar.name : (calendar.from?.name ?? ''));
  const report = (code: ProblemCode, names: Declarations, isUsed: (id: string) => boolean): void => {
    for (const { id, span } of names.values())
      if (!isUsed(id) && span.end > 0) problems.push({ code, ...span, args: { name: id } });
  };
  if (plan.tasks.length === 0) return;
  if (!isSearched) report('unused-person', plan.people, (id) => used.people.has(id));
  report('unused-team', plan.teams, (id) => used.people.has(id));
  report('unused-calendar', plan.calendars, (id) => used.calendars.has(id));
  if (plan.sources.get('sprints')?.get('sprints')?.value?.kind === 'map')
    report('unused-sprint', plan.sprints, (id) => used.sprints.has(id));
  report('unused-status', plan.statuses, (id) => used.statuses.has(id));
}

type Declarations = ReadonlyMap<
  string,
  { readonly id: string; readonly span: { readonly start: number; readonly end: number } }
>;
