import { drained } from '../base/steps';
import type { Instant } from '../calendar/zone';
import { Generation } from '../schedule/generation';
import type { Instance } from '../schedule/instance';
import { inOrderOfUrgency } from '../schedule/serial';
import { lateStarts } from '../schedule/urgency';
import { Objective } from './objective';
import type { SearchOptions, SearchResult } from './search';

/** The priorities with which the ordinary schedule is the one that was found. */
export interface Priorities {
  /** By the index of the task: only where they are to be other than they are. */
  readonly changed: ReadonlyMap<number, number>;
  readonly finish: Instant;
  readonly score: number;
}

const HIGHEST = 1000;
/** How often a smaller set of changes is looked for: as often as takes a second or two in a plan of any size. */
const trialsFor = (activities: number): number => Math.min(2000, Math.max(100, 300_000 / activities));

/**
 * As few priorities as possible that make the ordinary schedule as good as the one that was found: all of them in the
 * order of the schedule first, then without those that are not needed, in ever smaller groups (delta debugging, Zeller &
 * Hildebrandt 2002).
 */
export function prioritiesFor(instance: Instance, options: SearchOptions, { order, before }: SearchResult): Priorities {
  const objective = new Objective(options.objective, instance);
  objective.limitFinish(before.finish);
  const urgency = drained(lateStarts(instance));
  const generation = new Generation(instance, objective.records);
  const original = instance.activities.map((activity) => activity?.priority ?? 0);
  const measure = (priority: readonly number[]): { finish: Instant; score: number } => {
    generation.begin();
    drained(inOrderOfUrgency(instance, priority, urgency, (task) => generation.place(task)));
    let finish = -Infinity;
    for (let i = 0; i < priority.length; i++)
      if (instance.activities[i] && generation.finish[i] > finish) finish = generation.finish[i];
    return { finish, score: objective.of(generation, finish) };
  };
  const open = [...order].filter((task) => instance.activities[task]?.status !== 'done');
  const ranked = [...original];
  open.forEach((task, rank) => {
    // Spread over the whole range, so that there is room for what is written later.
    ranked[task] = HIGHEST - Math.floor((rank * HIGHEST) / open.length);
  });
  const priority = [...ranked];
  let present = measure(priority);
  if (present.score >= before.score) return { changed: new Map(), ...before };
  let changed = open.filter((task) => priority[task] !== original[task]);
  const most = trialsFor(open.length);
  let trials = 0;
  for (
    let size = Math.ceil(changed.length / 2);
    size >= 1 && trials < most;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < changed.length && trials < most; ) {
      const group = changed.slice(from, from + size);
      for (const task of group) priority[task] = original[task];
      const now = measure(priority);
      trials++;
      if (now.score <= present.score) {
        present = now;
        changed = changed.filter((_, i) => i < from || i >= from + size);
      } else {
        for (const task of group) priority[task] = ranked[task];
        from += size;
      }
    }
  }
  return { changed: new Map(changed.map((task) => [task, priority[task]])), ...present };
}
