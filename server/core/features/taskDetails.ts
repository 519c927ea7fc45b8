import { explainDriver, formatLag } from '../schedule/explain';
import type { Schedule } from '../schedule/types';
import type { Task } from '../model/task';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A step back from a task's start to the beginning of the plan. */
export interface Because {
  readonly task: string;
  readonly reason: string;
}

/** Why a task starts when it does, and why what it waited for did, back to something that waits for nothing. */
export function drivingChain({ schedule }: PlanSnapshot, task: Task): Because[] {
  const chain: Because[] = [];
  const seen = new Set<Task>();
  for (let at: Task | undefined = task; at && !seen.has(at); at = nextOf(schedule, at)) {
    seen.add(at);
    const driver = schedule.tasks[at.index]?.driver;
    if (!driver) break;
    chain.push({ task: at.path, reason: explainDriver(driver) });
  }
  return chain;
}

function nextOf(schedule: Schedule, task: Task): Task | undefined {
  const driver = schedule.tasks[task.index]?.driver;
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
function lastIn(schedule: Schedule, task: Task): Task {
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
