import type { Task } from '../model/task';
import { explainDriver, formatLag, formatWork } from '../schedule/explain';
import type { Schedule, ScheduledTask } from '../schedule/types';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A step back from a task's start to the beginning of the plan. */
export interface Because {
  readonly task: string;
  readonly reason: string;
}

/** Why a task starts when it does, and why what it waited for did, back to something that waits for nothing. */
export function drivingChain({ schedule }: PlanSnapshot, task: Task): Because[] {
  return drivingTasks(schedule, task).flatMap((at) => {
    const driver = schedule.tasks[at.index]?.driver;
    return driver ? [{ task: at.path, reason: explainDriver(driver) }] : [];
  });
}

/** A task, what decides its start, what decides the start of that, and so on, back to something that waits for nothing. */
export function drivingTasks(schedule: Schedule, task: Task): Task[] {
  const chain: Task[] = [];
  const seen = new Set<Task>();
  for (let at: Task | undefined = task; at && !seen.has(at); at = nextOf(schedule, at)) {
    seen.add(at);
    chain.push(at);
  }
  return chain;
}

/** Why a task is not over earlier, as sentences: what it waits for, how long it takes, who interrupts it. */
export function finishReasons({ schedule }: PlanSnapshot, task: Task): string[] {
  const scheduled = schedule.tasks[task.index];
  if (!scheduled || scheduled.status === 'done') return [];
  if (scheduled.kind === 'summary') {
    const last = lastIn(schedule, task);
    return last === task ? [] : [`\`${last.path}\` is the last to finish`];
  }
  if (scheduled.finishDriver) return [`Its finish is held back: ${explainDriver(scheduled.finishDriver)}`];
  const { calendars } = schedule;
  const reasons = [
    `From its start it takes ${formatWork(calendars.plan.between(scheduled.start, scheduled.finish), calendars.lengths)}`,
  ];
  for (const { person, other } of interruptions(schedule, scheduled))
    reasons.push(`${person} is busy with \`${other.path}\` in between`);
  return reasons;
}

/** Tasks that take a person away from a task between its first and its last hour. */
function interruptions(schedule: Schedule, { task, bookings }: ScheduledTask): { person: string; other: Task }[] {
  const found: { person: string; other: Task }[] = [];
  const own = bookings.filter(({ finish }) => finish > schedule.now);
  for (const person of new Set(own.map((booking) => booking.person))) {
    const runs = own.filter((booking) => booking.person === person);
    for (const other of runs.length > 1 ? schedule.tasks : [])
      if (
        other &&
        other.task !== task &&
        other.bookings.some(
          (it) => it.person === person && it.start < runs[runs.length - 1].finish && it.finish > runs[0].start,
        )
      )
        found.push({ person: person.name, other: other.task });
  }
  return found;
}

/** The longest path to a task: the tasks without slack between them and it, from the beginning of the plan on. */
export function longestPath(schedule: Schedule, task: Task): Task[] {
  return drivingTasks(schedule, lastIn(schedule, task)).reverse();
}

function nextOf(schedule: Schedule, task: Task): Task | undefined {
  let driver = schedule.tasks[task.index]?.driver;
  while (driver?.kind === 'calendar') driver = driver.from;
  switch (driver?.kind) {
    case 'dependency':
      return lastIn(schedule, driver.dependency.predecessor);
    case 'person':
      return driver.task;
    default:
      return undefined;
  }
}

/** For a summary, the task inside that is over last. */
export function lastIn(schedule: Schedule, task: Task): Task {
  let last = task;
  while (last.isSummary) {
    const finish = (it: Task): number => schedule.tasks[it.index]?.finish ?? -Infinity;
    last = last.children.reduce((a, b) => (finish(b) > finish(a) ? b : a));
  }
  return last;
}

/** A dependency as views list it. */
export interface LinkDetails {
  readonly task: string;
  readonly type: 'FS' | 'SS' | 'FF' | 'SF';
  readonly lag: string;
}

/** What a task waits for and what waits for it, in the order of the file. */
export function linksAround(
  { plan }: PlanSnapshot,
  task: Task,
): { readonly predecessors: LinkDetails[]; readonly successors: LinkDetails[] } {
  const predecessors: LinkDetails[] = [];
  const successors: LinkDetails[] = [];
  for (const { predecessor, successor, use } of plan.dependencies) {
    const details = { type: use.type, lag: formatLag(use.lag).trim() };
    if (successor === task) predecessors.push({ task: predecessor.path, ...details });
    if (predecessor === task) successors.push({ task: successor.path, ...details });
  }
  return { predecessors, successors };
}
