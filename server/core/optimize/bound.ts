import type { Instant } from '../calendar/zone';
import type { Bookings } from '../schedule/bookings';
import { Generation } from '../schedule/generation';
import type { Instance } from '../schedule/instance';

/**
 * When the plan cannot be over before, whatever the order: the finish of the critical path with nobody ever busy with
 * anything else, and for each person the end of all that only they can do.
 *
 * @param order the activities, each behind its predecessors
 */
export function earliestFinish(instance: Instance, order: ArrayLike<number>): Instant {
  const generation = new Generation(instance, false, false);
  generation.begin();
  let bound = -Infinity;
  for (let k = 0; k < order.length; k++) {
    generation.place(order[k]);
    bound = Math.max(bound, generation.finish[order[k]]);
  }
  for (const i of instance.fixed) bound = Math.max(bound, generation.finish[i]);
  const work = new Map<Bookings, { minutes: number; from: Instant }>();
  for (let k = 0; k < order.length; k++) {
    const i = order[k];
    const activity = instance.activities[i];
    if (activity?.status !== 'todo') continue;
    for (const { member, minutes, share, joint } of instance.works[i] ?? []) {
      // A task that lasts goes on while somebody is away: how much they work is not known before.
      if (activity.form === 'duration' && joint !== activity.calendar) continue;
      const entry = work.get(member);
      if (entry) {
        entry.minutes += minutes * share;
        entry.from = Math.min(entry.from, generation.start[i]);
      } else work.set(member, { minutes: minutes * share, from: generation.start[i] });
    }
  }
  for (const [{ time, capacity, limits }, { minutes, from }] of work)
    if (capacity > 0 && limits.none) bound = Math.max(bound, time.add(from, Math.floor(minutes / capacity)));
  return bound;
}
