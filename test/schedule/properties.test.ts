// What must hold for every schedule, tried on random plans with everything in them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { civilOf, MINUTES_PER_DAY } from '../../server/core/calendar/civil';
import { zoneOf } from '../../server/core/calendar/zone';
import type { Person } from '../../server/core/model/plan';
import type { Booking, Schedule } from '../../server/core/schedule/types';
import { minutesOf } from '../../server/core/syntax/scalars/duration';
import { snapshotOf } from '../support/plans';
import { randomNumbers, randomPlan } from '../support/randomPlans';

const seeds = fc.integer({ min: 1, max: 1_000_000_000 });

/** Holds for plans of 14 tasks with people in several time zones. */
function everyPlan(holds: (schedule: Schedule, text: string) => void, numRuns = 150): void {
  fc.assert(
    fc.property(seeds, (seed) => {
      const text = randomPlan(seed, 14, { zones: true });
      holds(snapshotOf(text).schedule, text);
    }),
    { numRuns },
  );
}

function bookingsOf(schedule: Schedule, person: Person): Booking[] {
  return schedule.tasks.flatMap((task) => task?.bookings.filter((it) => it.person.id === person.id) ?? []);
}

describe('every schedule of a random plan', function () {
  this.timeout(60_000);

  it('books nobody over capacity in any minute', () =>
    everyPlan((schedule, text) => {
      for (const person of schedule.plan.people.values()) {
        const time = schedule.calendars.ofPerson(person);
        const bookings = bookingsOf(schedule, person);
        const moments = [...new Set(bookings.flatMap(({ start, finish }) => [start, finish]))].sort((a, b) => a - b);
        for (let i = 0; i + 1 < moments.length; i++) {
          const [from, to] = [moments[i], moments[i + 1]];
          // A task with a calendar of its own may leave out some of it; none of these plans has one.
          if (time.between(from, to) === 0) continue;
          const used = bookings
            .filter(({ start, finish }) => start <= from && to <= finish)
            .reduce((sum, { share }) => sum + share, 0);
          assert.ok(used <= person.capacity * person.units + 1e-6, `${person.id}: ${used}\n${text}`);
        }
      }
    }));

  it('books nobody over their limits in any day, week or month', () =>
    everyPlan((schedule, text) => {
      for (const person of schedule.plan.people.values()) {
        if (person.limits.length === 0) continue;
        const time = schedule.calendars.ofPerson(person);
        const zone = person.timezone === undefined ? schedule.zone : zoneOf(person.timezone);
        for (const { work, per } of person.limits) {
          const booked = new Map<string, number>();
          for (const { start, finish, share } of bookingsOf(schedule, person))
            for (let at = start; at < finish; ) {
              const day = Math.floor(zone.toWall(at) / MINUTES_PER_DAY);
              const end = Math.max(at + 1, Math.min(finish, zone.toInstant((day + 1) * MINUTES_PER_DAY)));
              const { year, month } = civilOf(day);
              const period = per === 'd' ? `${day}` : per === 'w' ? `${Math.floor((day + 3) / 7)}` : `${year}-${month}`;
              booked.set(period, (booked.get(period) ?? 0) + time.between(at, end) * share);
              at = end;
            }
          const most = minutesOf(work, schedule.calendars.lengths);
          for (const minutes of booked.values())
            assert.ok(minutes <= most + 1, `${person.id}: ${minutes} of ${most} per ${per}\n${text}`);
        }
      }
    }, 300));

  it('does as much work as was estimated', () =>
    everyPlan((schedule, text) => {
      for (const scheduled of schedule.tasks) {
        const effort = scheduled?.task.scalar('effort', 'estimate');
        if (!scheduled || !effort || scheduled.bookings.length === 0) continue;
        const done = scheduled.bookings.reduce((sum, { minutes, person }) => sum + minutes * person.efficiency, 0);
        const people = new Set(scheduled.bookings.map(({ person }) => person)).size;
        assert.ok(
          Math.abs(done - scheduled.weight) <= 2 * scheduled.bookings.length + people,
          `${scheduled.task.path}: ${done} of ${scheduled.weight}\n${text}`,
        );
      }
    }));

  it('lets people work only when they do', () =>
    everyPlan((schedule, text) => {
      for (const person of schedule.plan.people.values()) {
        const time = schedule.calendars.ofPerson(person);
        for (const { start, finish } of bookingsOf(schedule, person)) {
          assert.ok(time.isWorking(start), `${person.id} begins outside of their hours\n${text}`);
          assert.equal(time.previous(finish), finish, `${person.id} ends outside of their hours\n${text}`);
        }
      }
    }));

  it('keeps bounds and the start of the plan', () =>
    everyPlan((schedule, text) => {
      for (const scheduled of schedule.tasks) {
        const start = scheduled?.task.scalar('start', 'startBound');
        if (scheduled && start)
          assert.ok(scheduled.start >= schedule.calendars.beginOf(start.date), `${scheduled.task.path}\n${text}`);
        assert.ok(!scheduled || scheduled.start >= schedule.start);
      }
    }));

  it('keeps every dependency, with its lag', () => {
    const kept = new Set<string>();
    everyPlan((schedule, text) => {
      // No task has a calendar of its own, so the waiting task's is the plan's.
      const time = schedule.calendars.plan;
      for (const { predecessor, successor, use } of schedule.plan.dependencies) {
        const [before, after] = [schedule.tasks[predecessor.index], schedule.tasks[successor.index]];
        if (!before || !after) continue;
        const { type, lag } = use;
        const from = type.startsWith('S') ? before.start : before.finish;
        const to = type.endsWith('S') ? after.start : after.finish;
        kept.add(`${type} ${lag?.sign} ${lag?.duration?.elapsed} ${lag?.percent}`);
        let bound = from;
        if (lag?.duration?.elapsed) bound += lag.sign * MINUTES_PER_DAY;
        else if (lag) {
          const minutes = lag.duration
            ? minutesOf(lag.duration, schedule.calendars.lengths)
            : Math.round((time.between(before.start, before.finish) * lag.percent) / 100);
          bound = lag.sign > 0 ? time.add(from, minutes) : time.subtract(from, minutes);
        }
        // What is over in the evening is over when nobody of it works before the next morning.
        const times = after.bookings.map(({ person }) => schedule.calendars.ofPerson(person));
        const isRest = (times.length > 0 ? times : [time]).every((it) => it.between(to, bound) === 0);
        assert.ok(to >= bound || isRest, `${predecessor.path} to ${successor.path}\n${text}`);
      }
    }, 400);
    // All types, without a lag and with each kind of it, later and sooner.
    for (const type of ['FS', 'SS', 'FF', 'SF'])
      for (const lag of ['undefined undefined undefined', '1 true', '1 false', '1 undefined 50', '-1 true', '-1 false'])
        assert.ok(
          [...kept].some((it) => it.startsWith(`${type} ${lag}`)),
          `${type} ${lag}: ${[...kept].join()}`,
        );
  });

  it('is the same again, and from a text that was edited to it', () =>
    fc.assert(
      fc.property(seeds, seeds, (a, b) => {
        const [one, other] = [randomPlan(a, 10), randomPlan(b, 10)];
        const dates = (schedule: Schedule): unknown =>
          schedule.tasks.map(
            (task) => task && [task.start, task.finish, task.totalSlack, task.freeSlack, task.bookings],
          );
        assert.deepEqual(dates(snapshotOf(one).edited(other).schedule), dates(snapshotOf(other).schedule));
      }),
      { numRuns: 60 },
    ));

  it('does not depend on the order of keys', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const text = randomPlan(seed, 12);
        const random = randomNumbers(seed);
        // The keys within each task and person, and the people, change places; the tasks stay in their order.
        const shuffled = text.replace(/\{([^{}]*)\}$/gm, (_, inside: string) => {
          const keys = inside.split(/, (?=[a-z]+: )/);
          for (let i = keys.length - 1; i > 0; i--) {
            const j = Math.floor(random() * (i + 1));
            [keys[i], keys[j]] = [keys[j], keys[i]];
          }
          return `{${keys.join(', ')}}`;
        });
        const dates = (of: string): unknown =>
          snapshotOf(of).schedule.tasks.map((task) => task && [task.start, task.finish]);
        assert.deepEqual(dates(shuffled), dates(text));
      }),
      { numRuns: 100 },
    ));
});

describe('the critical path method', function () {
  this.timeout(60_000);

  /** A random network of tasks that last, without people, in hours of a calendar that never stops. */
  function network(seed: number, tasks: number): { text: string; lengths: number[]; links: Link[] } {
    const random = randomNumbers(seed);
    const lengths = Array.from({ length: tasks }, () => 1 + Math.floor(random() * 9));
    const links: Link[] = [];
    for (let to = 1; to < tasks; to++)
      for (let from = 0; from < to; from++) {
        if (random() > 2 / tasks) continue;
        const type = (['FS', 'FS', 'SS', 'FF', 'SF'] as const)[Math.floor(random() * 5)];
        links.push({ from, to, type, lag: random() < 0.4 ? Math.floor(random() * 7) - 2 : 0 });
      }
    return { text: textOf(lengths, links), lengths, links };
  }

  interface Link {
    readonly from: number;
    readonly to: number;
    readonly type: 'FS' | 'SS' | 'FF' | 'SF';
    readonly lag: number;
  }

  function textOf(lengths: readonly number[], links: readonly Link[]): string {
    const lines = ['plan: N', 'start: 2026-03-02', 'now: 2026-03-02', 'calendar: 24/7', 'tasks:'];
    lengths.forEach((length, i) => {
      const after = links
        .filter(({ to }) => to === i)
        .map(
          ({ from, type, lag }) => `t${from} ${type}${lag === 0 ? '' : ` ${lag < 0 ? '-' : '+'} ${Math.abs(lag)}h`}`,
        );
      lines.push(`  t${i}: {duration: ${length}h, after: [${after.join(', ')}]}`);
    });
    return `${lines.join('\n')}\n`;
  }

  /** Whether starts, in hours, keep every link and lie at or after 0. */
  function keeps(starts: readonly number[], lengths: readonly number[], links: readonly Link[]): boolean {
    return (
      starts.every((start) => start >= 0) &&
      links.every(({ from, to, type, lag }) => {
        const left = type[0] === 'F' ? starts[from] + lengths[from] : starts[from];
        const right = type[1] === 'F' ? starts[to] + lengths[to] : starts[to];
        return right >= left + lag;
      })
    );
  }

  /** Every way to start four tasks within a horizon: the earliest and latest start of each over all that end in time. */
  function bruteForce(lengths: readonly number[], links: readonly Link[]): { early: number[]; late: number[] } {
    const horizon = 30;
    const early = lengths.map(() => Infinity);
    let best = Infinity;
    const visit = (starts: number[], use: (starts: readonly number[]) => void): void => {
      if (starts.length === lengths.length) {
        if (keeps(starts, lengths, links)) use(starts);
        return;
      }
      for (let start = 0; start <= horizon; start++) {
        const next = [...starts, start];
        const known = links.filter(({ to }) => to < next.length);
        if (start + lengths[starts.length] <= horizon && keeps(next, lengths, known)) visit(next, use);
      }
    };
    visit([], (starts) => {
      best = Math.min(best, Math.max(...starts.map((start, i) => start + lengths[i])));
    });
    const late = lengths.map(() => -Infinity);
    visit([], (starts) => {
      if (Math.max(...starts.map((start, i) => start + lengths[i])) > best) return;
      starts.forEach((start, i) => {
        early[i] = Math.min(early[i], start);
        late[i] = Math.max(late[i], start);
      });
    });
    return { early, late };
  }

  it('finds the dates and slacks that trying everything finds', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomNumbers(seed);
        const { links } = network(seed, 4);
        const lengths = Array.from({ length: 4 }, () => 1 + Math.floor(random() * 4));
        const plan = textOf(lengths, links);
        const { schedule } = snapshotOf(plan);
        const expected = bruteForce(lengths, links);
        const hours = (instant: number): number => (instant - schedule.calendars.zone.toInstant(0)) / 60;
        const origin = hours(snapshotOf(plan).plan.start?.start ?? 0);
        assert.deepEqual(
          schedule.tasks.map((task) => (task ? hours(task.start) - origin : NaN)),
          expected.early,
          plan,
        );
        assert.deepEqual(
          schedule.tasks.map((task) => (task ? hours(task.lateStart) - origin : NaN)),
          expected.late,
          plan,
        );
      }),
      { numRuns: 40 },
    ));

  it('may use up the slack of any task without being later', () =>
    fc.assert(
      fc.property(seeds, (seed) => {
        const { text, lengths, links } = network(seed, 12);
        const { schedule } = snapshotOf(text);
        schedule.tasks.forEach((task, i) => {
          // A longer task moves what waits for its finish only; where its start is driven from its end, it moves too.
          if (!task || links.some(({ to, type }) => to === i && type[1] === 'F')) return;
          const longer = lengths.map((length, k) => (k === i ? length + Math.max(0, task.totalSlack) / 60 : length));
          const after = snapshotOf(textOf(longer, links)).schedule;
          assert.ok(after.finish <= schedule.finish, `t${i}\n${text}`);
          // And an hour more than that makes the plan later, wherever the finish of the task decides.
          if (!links.some(({ from, type }) => from === i && type[0] === 'S')) {
            longer[i] += 1;
            assert.ok(snapshotOf(textOf(longer, links)).schedule.finish > schedule.finish, `t${i} + 1h\n${text}`);
          }
        });
      }),
      { numRuns: 25 },
    ));
});
