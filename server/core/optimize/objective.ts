import { MINUTES_PER_DAY } from '../calendar/civil';
import type { Instant } from '../calendar/zone';
import { perMinute } from '../schedule/cost';
import type { Generation } from '../schedule/generation';
import type { Instance } from '../schedule/instance';

/** What is made as small as possible: when the plan is over, what it costs, or how unevenly people are at work. */
export type ObjectiveKind = 'finish' | 'cost' | 'level';

export const objectiveKinds: readonly ObjectiveKind[] = ['finish', 'cost', 'level'];

/** A deadline of a task, as an instant. */
interface Due {
  readonly task: number;
  readonly limit: Instant;
}

/** Something that matters only between schedules that are alike in what is looked for. */
const ASIDE = 1e-9;

/** Measures schedules; the smaller the better. */
export class Objective {
  readonly kind: ObjectiveKind;
  readonly #instance: Instance;
  readonly #due: readonly Due[];
  readonly #rates = new Map<string, number>();
  /** Minutes of work by person and day, used again for each schedule. */
  readonly #days = new Map<string, Map<number, number>>();
  /** The latest finish that a more level schedule may have. */
  #finishLimit = Infinity;

  constructor(kind: ObjectiveKind, instance: Instance) {
    this.kind = kind;
    this.#instance = instance;
    const { calendars, network } = instance;
    this.#due = network.tasks.flatMap((task) => {
      const deadline = task.isSummary ? undefined : task.scalar('deadline', 'date');
      return deadline ? [{ task: task.index, limit: calendars.endOf(deadline) }] : [];
    });
    for (const { person } of instance.people) this.#rates.set(person.id, perMinute(person.rate, calendars.lengths));
  }

  /** Whether schedules have to be recorded to be measured. */
  get records(): boolean {
    return this.kind !== 'finish';
  }

  /** A schedule that is later than this one is no alternative, however level it is. */
  limitFinish(finish: Instant): void {
    this.#finishLimit = finish;
  }

  /**
   * Measures the present schedule of a generation: working minutes do not matter, minutes on the clock do.
   *
   * @param finish when its last task is over
   */
  of(generation: Generation, finish: Instant): number {
    const length = finish - this.#instance.planStart;
    switch (this.kind) {
      case 'finish':
        return length + this.#lateness(generation) * ASIDE;
      case 'cost':
        return this.#cost(generation) + (length + this.#lateness(generation)) * ASIDE;
      case 'level':
        return this.#unevenness(generation) + length * ASIDE + (finish > this.#finishLimit ? 1e12 + length : 0);
    }
  }

  /** Minutes by which tasks miss their deadlines, all together. */
  #lateness({ finish }: Generation): number {
    let sum = 0;
    for (const { task, limit } of this.#due) if (finish[task] > limit) sum += finish[task] - limit;
    return sum;
  }

  /** What the work costs; what has a fixed price costs the same in any order. */
  #cost({ booked }: Generation): number {
    let sum = 0;
    for (const { member, joint, start, finish, share } of booked)
      sum += joint.between(start, finish) * share * (this.#rates.get(member.person.id) ?? 0);
    return sum;
  }

  /** The sum of the squares of the hours that each person works on each day (Burgess & Killebrew 1962): the smaller, the more level. */
  #unevenness({ booked }: Generation): number {
    const days = this.#days;
    for (const load of days.values()) load.clear();
    for (const { member, joint, start, finish, share } of booked) {
      let load = days.get(member.person.id);
      if (!load) days.set(member.person.id, (load = new Map()));
      for (let at = start; at < finish; ) {
        const day = Math.floor(at / MINUTES_PER_DAY);
        const end = Math.min(finish, (day + 1) * MINUTES_PER_DAY);
        load.set(day, (load.get(day) ?? 0) + (joint.between(at, end) * share) / 60);
        at = end;
      }
    }
    let sum = 0;
    for (const load of days.values()) for (const hours of load.values()) sum += hours * hours;
    return sum;
  }
}
