/** What commits say about tasks; pure. */

/** The names of tasks that a commit message has in brackets or in its trailers: `[api.schema]`, `Plan: api.schema`. */
export function tasksInMessage(message: string): string[] {
  const names = new Set<string>();
  for (const [, name] of message.matchAll(/\[([\p{L}\p{N}_][\p{L}\p{N}_.:-]*)\]/gu)) names.add(name);
  for (const [, list] of message.matchAll(/^Plan:[ \t]*(.+)$/gimu))
    for (const name of list.split(/[,\s]+/)) if (name !== '') names.add(name);
  return [...names];
}

/**
 * The commits of each task, by its path; a name means the task with that path, or the only one whose path ends so.
 *
 * @param plan what the plan is called before a colon: `shop:api.schema`
 */
export function commitsByTask<C>(
  commits: readonly { readonly commit: C; readonly names: readonly string[] }[],
  plan: string,
  paths: readonly string[],
): Map<string, C[]> {
  const own = (name: string): string | undefined => {
    const colon = name.indexOf(':');
    return colon < 0 || name.slice(0, colon) === plan ? name.slice(colon + 1) : undefined;
  };
  const wanted = new Set(commits.flatMap(({ names }) => names.flatMap((name) => own(name) ?? [])));
  const whole = new Set<string>();
  const ending = new Map<string, string[]>();
  for (const path of wanted.size > 0 ? paths : []) {
    if (wanted.has(path)) whole.add(path);
    for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
      const end = path.slice(dot + 1);
      if (wanted.has(end)) ending.set(end, [...(ending.get(end) ?? []), path]);
    }
  }
  const byTask = new Map<string, C[]>();
  for (const { commit, names } of commits) {
    const tasks = new Set<string>();
    for (const name of names) {
      const path = own(name);
      const ends = path === undefined ? [] : (ending.get(path) ?? []);
      if (path !== undefined && whole.has(path)) tasks.add(path);
      else if (ends.length === 1) tasks.add(ends[0]);
    }
    for (const task of tasks) byTask.set(task, [...(byTask.get(task) ?? []), commit]);
  }
  return byTask;
}

/** Whether work on a task is done on a branch: the one that the plan names, or one whose name ends in the task's path. */
export function isBranchOf(branch: string, path: string, written: string | null): boolean {
  if (written !== null) return branch === written;
  return branch === path || branch.endsWith(`/${path}`);
}

/** A commit that belongs to a task; milliseconds since 1970. */
export interface WorkCommit {
  readonly hash: string;
  readonly subject: string;
  readonly author: string;
  readonly time: number;
}

/** How work on a task goes on, as far as commits tell. */
export interface Evidence {
  readonly commits: readonly WorkCommit[];
  /** The branch on which work is done, when there is one. */
  readonly branch: string | undefined;
  readonly isMerged: boolean;
}

const DAY_MS = 86_400_000;
/** Work on which nothing was committed for so long is pointed out. */
const STALE_DAYS = 7;

/** Days since the last commit, or since the work began; undefined when that is not long ago. */
export function staleDays({ commits }: Evidence, startedAt: number, now: number): number | undefined {
  const last = commits.reduce((latest, { time }) => Math.max(latest, time), startedAt);
  const days = Math.floor((now - last) / DAY_MS);
  return days >= STALE_DAYS ? days : undefined;
}

/** Commits since the Monday before `now`. */
export function thisWeek(commits: readonly WorkCommit[], now: number): number {
  const day = Math.floor(now / DAY_MS);
  const monday = (day - ((((day + 3) % 7) + 7) % 7)) * DAY_MS;
  return commits.filter(({ time }) => time >= monday).length;
}
