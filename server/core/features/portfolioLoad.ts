import { wallTime } from '../calendar/zone';
import { firstRows, type Included, includedPlans } from '../workspace/included';
import type { PlanSnapshot } from '../workspace/snapshot';
import { loadsIn, type PeriodUnit, type PersonLoad, periodsBetween } from './loadByPeriod';

/** What one plan says of somebody's work. */
interface Part {
  readonly load: PersonLoad;
  /** Minutes in each period if all their time were for the plan. */
  readonly whole: readonly number[];
  /** The wall-clock minute of the portfolio at which what is next begins. */
  readonly nextStart: number;
}

/**
 * The work of every person in a plan and in those that it includes. Who has the same name in several plans is the same
 * person: their time is that of all plans together, but no more than one has.
 *
 * @param firstDay the day with which weeks begin: 0 is Sunday
 * @returns periods as wall-clock minutes of the plan, with the end of the last one at the end; tasks by their rows in
 * the portfolio
 */
export function portfolioLoad(
  snapshot: PlanSnapshot,
  included: Included,
  unit: PeriodUnit,
  firstDay = 1,
): { readonly periods: readonly number[]; readonly people: readonly PersonLoad[] } {
  const plans = [{ name: '', snapshot }, ...includedPlans(snapshot, included)];
  const rows = firstRows(plans);
  const { zone } = snapshot.schedule;
  const spans = plans.flatMap(({ snapshot: { schedule } }) => {
    const here = wallTime(schedule.zone, zone);
    return [schedule.start, schedule.finish, schedule.now].map((instant) => here(schedule.zone.toWall(instant)));
  });
  const periods = periodsBetween(unit, firstDay, Math.min(...spans), Math.max(...spans));
  const people = new Map<string, Part[]>();
  for (const { snapshot: plan } of plans) {
    const { schedule } = plan;
    const there = wallTime(zone, schedule.zone);
    const here = wallTime(schedule.zone, zone);
    const first = rows.get(plan) ?? 0;
    for (const load of loadsIn(schedule, periods.map(there))) {
      const share = Math.min(1, plan.plan.people.get(load.id)?.capacity ?? 1);
      const next = load.next === null ? undefined : schedule.tasks[load.next];
      const part = {
        load: {
          ...load,
          work: load.work.map(([period, task, minutes]) => [period, first + task, minutes] as const),
          current: load.current.map((task) => first + task),
          next: load.next === null ? null : first + load.next,
        },
        whole: load.capacity.map((minutes) => (share > 0 ? minutes / share : 0)),
        nextStart: next ? here(schedule.zone.toWall(next.start)) : Infinity,
      };
      const key = `${load.kind} ${load.name}`;
      const known = people.get(key);
      if (known) known.push(part);
      else people.set(key, [part]);
    }
  }
  return { periods, people: [...people.values()].map(together) };
}

/** The work of one person in several plans. */
function together(parts: readonly Part[]): PersonLoad {
  const [{ load: first }] = parts;
  if (parts.length === 1) return first;
  const sum = (values: (part: Part) => number): number => parts.reduce((total, part) => total + values(part), 0);
  const soonest = parts.reduce((a, b) => (b.nextStart < a.nextStart ? b : a));
  return {
    ...first,
    role: parts.find(({ load }) => load.role !== '')?.load.role ?? '',
    capacity: first.capacity.map((_, i) =>
      Math.round(
        Math.min(
          sum(({ load }) => load.capacity[i]),
          Math.max(...parts.map(({ whole }) => whole[i])),
        ),
      ),
    ),
    load: first.load.map((_, i) => sum(({ load }) => load.load[i])),
    work: parts.flatMap(({ load }) => load.work).sort((a, b) => a[0] - b[0]),
    left: sum(({ load }) => load.left),
    current: parts.flatMap(({ load }) => load.current),
    next: soonest.load.next,
  };
}
