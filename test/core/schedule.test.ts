import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { MINUTES_PER_DAY, parseMinute } from '../../server/core/calendar/civil';
import { scheduleJson } from '../../server/core/features/scheduleJson';
import { Calendars, originDayBefore } from '../../server/core/schedule/calendars';
import { explainDriver } from '../../server/core/schedule/explain';
import { bindsFinish, boundOf } from '../../server/core/schedule/lags';
import { lazyHolidays } from '../../server/runtime/holidays';
import { dedent, environment, now, snapshotOf, table } from '../support/plans';

/** The schedule of a plan, as a table. The present is Monday, 2 February 2026. */
function schedules(text: string, expected: readonly string[]): void {
  assert.deepEqual(table(`plan: Test\n${dedent(`\n${text}`)}`), expected);
}

describe('the four dependencies', () => {
  it('finish to start', () =>
    schedules('tasks: {a: 2d, b: {effort: 1d, after: a}}', [
      'a 02-02 09:00 02-03 17:00 critical',
      'b 02-04 09:00 02-04 17:00 critical',
    ]));
  it('start to start', () =>
    schedules('tasks: {a: 2d, b: {effort: 1d, after: a SS + 4h}}', [
      'a 02-02 09:00 02-03 17:00 critical',
      'b 02-02 13:00 02-03 13:00 4h',
    ]));
  it('finish to finish', () =>
    schedules('tasks: {a: 3d, b: {effort: 1d, after: a FF}}', [
      'a 02-02 09:00 02-04 17:00 critical',
      'b 02-04 09:00 02-04 17:00 critical',
    ]));
  it('start to finish', () =>
    schedules('tasks: {a: {effort: 1d, start: 2026-02-05}, b: {effort: 2d, after: a SF}}', [
      'a 02-05 09:00 02-05 17:00 critical',
      'b 02-03 09:00 02-04 17:00 1d',
    ]));
  it('with working lag over a weekend', () =>
    schedules('tasks: {a: 5d, b: {effort: 1d, after: a + 1d}}', [
      'a 02-02 09:00 02-06 17:00 critical',
      'b 02-10 09:00 02-10 17:00 critical',
    ]));
  it('with elapsed lag', () =>
    schedules('tasks: {a: 5d, b: {effort: 1d, after: a + 2ed}}', [
      'a 02-02 09:00 02-06 17:00 critical',
      'b 02-09 09:00 02-09 17:00 critical',
    ]));
  it('with a lead', () =>
    schedules('tasks: {a: 2d, b: {effort: 1d, after: a - 1d}}', [
      'a 02-02 09:00 02-03 17:00 critical',
      'b 02-03 09:00 02-03 17:00 critical',
    ]));
  it('with a percentage', () =>
    schedules('tasks: {a: 4d, b: {effort: 1d, after: a SS + 50%}}', [
      'a 02-02 09:00 02-05 17:00 critical',
      'b 02-04 09:00 02-04 17:00 1d',
    ]));
  it('seen from the other end', () =>
    schedules('tasks: {b: 1d, a: {effort: 2d, before: b}}', [
      'b 02-04 09:00 02-04 17:00 critical',
      'a 02-02 09:00 02-03 17:00 critical',
    ]));
  it('on summaries and from them', () =>
    schedules('tasks:\n  s: {tasks: {a: 1d, b: 2d}}\n  t: {after: s, tasks: {c: 1d, d: {effort: 1d, after: c}}}', [
      's 02-02 09:00 02-03 17:00 critical',
      's.a 02-02 09:00 02-02 17:00 1d',
      's.b 02-02 09:00 02-03 17:00 critical',
      't 02-04 09:00 02-05 17:00 critical',
      't.c 02-04 09:00 02-04 17:00 critical',
      't.d 02-05 09:00 02-05 17:00 critical',
    ]));
});

describe('durations', () => {
  it('effort is shared', () =>
    schedules('people: {ana: A, ben: B}\ntasks: {a: {effort: 4d, assign: [ana, ben]}}', [
      'a 02-02 09:00 02-03 17:00 critical',
    ]));
  it('duration is not', () =>
    schedules('people: {ana: A, ben: B}\ntasks: {a: {duration: 4d, assign: [ana, ben]}}', [
      'a 02-02 09:00 02-05 17:00 critical',
    ]));
  it('elapsed time runs through nights and weekends', () =>
    schedules('tasks: {a: 1d, b: {elapsed: 3d, after: a}}', [
      'a 02-02 09:00 02-02 17:00 critical',
      'b 02-02 17:00 02-05 17:00 critical',
    ]));
  it('a milestone takes none, and lies where its predecessor ends', () =>
    schedules('tasks: {a: 5d, m: {milestone: true, after: a}}', [
      'a 02-02 09:00 02-06 17:00 critical',
      'm 02-06 17:00 02-06 17:00 critical',
    ]));
  it('half the share takes twice as long', () =>
    schedules('people: {ana: A}\ntasks: {a: {effort: 1d, assign: ana 50%}}', ['a 02-02 09:00 02-03 17:00 critical']));
  it('capacity and efficiency count', () =>
    schedules(
      'people: {ana: {capacity: 50%}, ben: {efficiency: 2}}\ntasks: {a: {effort: 1d, assign: ana}, b: {effort: 2d, assign: ben}}',
      ['a 02-02 09:00 02-03 17:00 critical', 'b 02-02 09:00 02-02 17:00 1d'],
    ));
  it('a range takes its expected value', () =>
    schedules('tasks: {a: 2d / 3d / 10d}', ['a 02-02 09:00 02-05 17:00 critical']));
});

describe('people', () => {
  it('do one thing after the other, the more urgent first', () =>
    schedules('people: {ana: A}\ndefaults: {owner: ana}\ntasks: {a: 1d, b: 1d, c: {effort: 3d, after: b}}', [
      'a 02-06 09:00 02-06 17:00 critical',
      'b 02-02 09:00 02-02 17:00 critical',
      'c 02-03 09:00 02-05 17:00 critical',
    ]));
  it('priority goes before urgency', () =>
    schedules('people: {ana: A}\ndefaults: {owner: ana}\ntasks: {a: 1d, b: {effort: 1d, priority: high}}', [
      'a 02-03 09:00 02-03 17:00 critical',
      'b 02-02 09:00 02-02 17:00 critical',
    ]));
  it('work is interrupted by what is more urgent', () =>
    schedules(
      'people: {ana: A}\ndefaults: {owner: ana}\ntasks: {a: {effort: 3d, priority: low}, b: {effort: 1d, start: 2026-02-03, priority: high}}',
      ['a 02-02 09:00 02-05 17:00 critical', 'b 02-03 09:00 02-03 17:00 2d'],
    ));
  it('unless it may not be split', () =>
    schedules(
      'people: {ana: A}\ndefaults: {owner: ana}\ntasks: {a: {effort: 3d, priority: low, split: false}, b: {effort: 1d, start: 2026-02-03, priority: high}}',
      ['a 02-04 09:00 02-06 17:00 critical', 'b 02-03 09:00 02-03 17:00 critical'],
    ));
  it('two halves fit beside each other', () =>
    schedules('people: {ana: A}\ntasks: {a: {effort: 1d, assign: ana 50%}, b: {effort: 1d, assign: ana 50%}}', [
      'a 02-02 09:00 02-03 17:00 critical',
      'b 02-02 09:00 02-03 17:00 critical',
    ]));
  it('who is free sooner is chosen', () =>
    schedules('people: {ana: A, ben: B}\ntasks: {a: {effort: 3d, assign: ana}, b: {effort: 1d, assign: ana or ben}}', [
      'a 02-02 09:00 02-04 17:00 critical',
      'b 02-02 09:00 02-02 17:00 2d',
    ]));
  it('skills are needed', () => {
    const { schedule } = snapshotOf(
      'plan: x\npeople: {ana: {skills: sql}, ben: {skills: go}}\ntasks: {a: {effort: 1d, needs: go, assign: ana or ben}, b: {effort: 1d, needs: sql}}',
    );
    assert.deepEqual(
      schedule.tasks.map((task) => task?.bookings[0].person.id),
      ['ben', 'ana'],
    );
  });
  it('have days away, holidays of their own and part time', () =>
    schedules(
      'people:\n  ana: {away: 2026-02-03}\n  ben: {calendar: Mon-Wed 09:00-13:00}\ntasks: {a: {effort: 2d, assign: ana}, b: {effort: 2d, assign: ben}}',
      ['a 02-02 09:00 02-04 17:00 2d 4h', 'b 02-02 09:00 02-09 13:00 critical'],
    ));
  it('come and go', () =>
    schedules('people: {ana: {start: 2026-02-05}}\ntasks: {a: {effort: 1d, assign: ana}}', [
      'a 02-05 09:00 02-05 17:00 critical',
    ]));
  it('pools have many units', () =>
    schedules(
      'people: {crane: {kind: equipment, units: 2}}\ntasks: {a: {duration: 1d, assign: 1 of crane}, b: {duration: 1d, assign: 1 of crane}, c: {duration: 1d, assign: 1 of crane}}',
      ['a 02-02 09:00 02-02 17:00 1d', 'b 02-02 09:00 02-02 17:00 1d', 'c 02-03 09:00 02-03 17:00 critical'],
    ));
});

describe('bounds and fixed dates', () => {
  it('start', () => schedules('tasks: {a: {effort: 1d, start: 2026-02-07}}', ['a 02-09 09:00 02-09 17:00 critical']));
  it('finish not before', () =>
    schedules('tasks: {a: {effort: 1d, finish: at 2026-02-06}}', ['a 02-06 09:00 02-06 17:00 critical']));
  it('on', () =>
    schedules('people: {ana: A}\ndefaults: {owner: ana}\ntasks: {a: 2d, m: {duration: 1d, on: 2026-02-03}}', [
      'a 02-02 09:00 02-04 17:00 critical',
      'm 02-03 09:00 02-03 17:00 1d',
    ]));
  it('as late as possible', () =>
    schedules('tasks: {a: 5d, b: {effort: 1d, schedule: alap}, c: {milestone: true, after: [a, b]}}', [
      'a 02-02 09:00 02-06 17:00 critical',
      'b 02-06 09:00 02-06 17:00 critical',
      'c 02-06 17:00 02-06 17:00 critical',
    ]));
  it('as late as a lag in percent allows', () =>
    schedules('tasks: {a: {elapsed: 4h, schedule: alap}, b: {effort: 1d, after: a + 50%, start: 2026-02-03}}', [
      'a 02-02 11:00 02-02 15:00 critical',
      'b 02-03 09:00 02-03 17:00 critical',
    ]));
  it('bounds of a summary hold for what is inside', () =>
    schedules('tasks:\n  s: {start: 2026-02-04, tasks: {a: 1d}}', [
      's 02-04 09:00 02-04 17:00 critical',
      's.a 02-04 09:00 02-04 17:00 critical',
    ]));
});

describe('progress', () => {
  const late = (text: string, expected: readonly string[]): void =>
    schedules(`now: 2026-02-04 09:00\nstart: 2026-02-02\n${text}`, expected);
  it('what is done stays', () =>
    late('tasks: {a: {effort: 2d, started: 2026-02-02, finished: 2026-02-03}}', ['a 02-02 09:00 02-03 17:00 done']));
  it('what is done without dates lies before now', () =>
    late('tasks: {a: {effort: 9d, status: done}}', ['a 02-02 09:00 02-04 09:00 done']));
  it('what is under way goes on from now', () =>
    late('tasks: {a: {effort: 4d, started: 2026-02-02, done: 50%}}', ['a 02-02 09:00 02-05 17:00 critical']));
  it('with what is left', () =>
    late('tasks: {a: {effort: 4d, started: 2026-02-02, left: 4h}}', ['a 02-02 09:00 02-04 13:00 critical']));
  it('and waits for what it waits for', () =>
    late('tasks: {a: 2d, b: {effort: 2d, started: 2026-02-02, done: 50%, after: a}}', [
      'a 02-04 09:00 02-05 17:00 critical',
      'b 02-02 09:00 02-06 17:00 critical',
    ]));
  it('the rest lies at or after now', () => late('tasks: {a: 1d}', ['a 02-04 09:00 02-04 17:00 critical']));
  it('dropped tasks are left out', () =>
    late('tasks: {a: {effort: 3d, status: dropped}, b: {effort: 1d, after: a}}', [
      'a -',
      'b 02-04 09:00 02-04 17:00 critical',
    ]));
});

describe('calendars', () => {
  const holidays = lazyHolidays(() => createRequire(__filename)('date-holidays'));
  const env = { ...environment, holidays };
  it('know public holidays of regions', () =>
    assert.deepEqual(table('plan: x\ncalendar: {holidays: DE-BE}\ntasks: {a: {effort: 1d, start: 2026-04-03}}', env), [
      'a 04-07 09:00 04-07 17:00 critical',
    ]));
  it('know shutdowns', () =>
    schedules('calendar: {off: {2026-02-03..2026-02-05: Offsite}}\ntasks: {a: 2d}', [
      'a 02-02 09:00 02-06 17:00 critical',
    ]));
  it('follow from', () =>
    schedules(
      'calendars: {short: Mon-Fri 09:00-13:00, shorter: {from: short, off: 2026-02-03}}\ntasks: {a: {duration: 8h, calendar: shorter}}',
      ['a 02-02 09:00 02-04 13:00 critical'],
    ));
  it('place people in other time zones', () =>
    schedules('timezone: Europe/Berlin\npeople: {kei: {timezone: Asia/Tokyo}}\ntasks: {a: {effort: 1d, assign: kei}}', [
      'a 02-03 01:00 02-03 09:00 critical',
    ]));
});

describe('why', () => {
  const why = (text: string): string[] =>
    snapshotOf(`plan: x\n${text}`).schedule.tasks.map((task) => (task?.driver ? explainDriver(task.driver) : '-'));
  it('is said of every start', () =>
    assert.deepEqual(
      why(
        'people: {ana: Ana}\ntasks: {a: {effort: 1d, assign: ana}, b: {effort: 1d, assign: ana}, c: {effort: 1d, after: a FF + 5d}, d: {effort: 1d, start: 2026-02-09}, e: {effort: 1d, after: d}}',
      ),
      [
        'the plan starts then',
        'Ana is busy with `a`',
        'it waits until `a` finishes (FF) + 5d',
        '`start` of `d` says so',
        'it waits until `d` finishes',
      ],
    ));
});

/** Random plans with people, all kinds of dependencies on earlier tasks, summaries and progress. */
const randomPlan = fc
  .array(
    fc.record({
      effort: fc.integer({ min: 1, max: 40 }),
      form: fc.constantFrom('effort', 'effort', 'effort', 'duration', 'elapsed', 'milestone'),
      who: fc.constantFrom('ana', 'ben 50%', 'cem', 'ana or ben', '2 of all', 'all', 'ana, cem 50%', ''),
      after: fc.array(
        fc.record({
          back: fc.integer({ min: 1, max: 6 }),
          type: fc.constantFrom('FS', 'FS', 'SS', 'FF', 'SF'),
          lag: fc.constantFrom('', '+ 4h', '- 3h', '+ 1ed', '+ 20%'),
        }),
        { maxLength: 3 },
      ),
      extra: fc.constantFrom(
        '',
        '',
        '',
        'priority: high',
        'split: false',
        'start: 2026-02-10',
        'done: 40%',
        'schedule: alap',
        'finish: at 2026-02-20',
        'on: 2026-02-12',
      ),
      opens: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((tasks) => {
    const lines = [
      'plan: Random',
      'people:',
      '  ana: {away: 2026-02-05..2026-02-06}',
      '  ben: {capacity: 60%}',
      '  cem: {calendar: Mon-Wed 10:00-14:00}',
      'teams: {all: [ana, ben, cem]}',
      'tasks:',
      '  s0:',
      '    tasks:',
    ];
    tasks.forEach(({ effort, form, who, after, extra, opens }, i) => {
      if (opens && i > 0) lines.push(`  s${i}:`, '    tasks:');
      lines.push(`      t${i}:`, form === 'milestone' ? '        milestone: true' : `        ${form}: ${effort}h`);
      if (who) lines.push(`        assign: [${who}]`);
      const known = after
        .filter(({ back }) => back <= i)
        .map(({ back, type, lag }) => `t${i - back} ${type} ${lag}`.trim());
      if (known.length > 0) lines.push(`        after: [${[...new Set(known)].join(', ')}]`);
      if (extra) lines.push(`        ${extra}`);
    });
    return `${lines.join('\n')}\n`;
  });

describe('every schedule', () => {
  it('books nobody over capacity, and only when they work', () =>
    fc.assert(
      fc.property(randomPlan, (text) => {
        const { schedule, plan } = snapshotOf(text);
        const calendars = Calendars.of(plan, environment.holidays, originDayBefore(now));
        for (const person of plan.people.values()) {
          const time = calendars.ofPerson(person);
          const bookings = schedule.tasks.flatMap(
            (task) =>
              task?.bookings.filter((booking) => booking.person.id === person.id && booking.finish > schedule.now) ??
              [],
          );
          const moments = [...new Set(bookings.flatMap(({ start, finish }) => [start, finish]))]
            .filter((at) => at >= schedule.now)
            .sort((a, b) => a - b);
          for (let i = 0; i + 1 < moments.length; i++) {
            const [from, to] = [moments[i], moments[i + 1]];
            if (time.between(from, to) === 0) continue;
            const share = bookings
              .filter(({ start, finish }) => start <= from && to <= finish)
              .reduce(
                (sum, { start, finish, minutes }) =>
                  sum + minutes / time.between(Math.max(start, schedule.now), finish),
                0,
              );
            assert.ok(
              share <= person.capacity * 1.02 + 0.02,
              `${person.id} works ${share} of ${person.capacity}\n${text}`,
            );
          }
        }
      }),
      { numRuns: 150 },
    )).timeout(60_000);

  it('keeps every dependency of what is not done or fixed', () =>
    fc.assert(
      fc.property(randomPlan, (text) => {
        const { schedule, plan } = snapshotOf(text);
        for (const dependency of plan.dependencies) {
          const [from, to] = [schedule.tasks[dependency.predecessor.index], schedule.tasks[dependency.successor.index]];
          if (!from || !to || to.status !== 'todo' || dependency.successor.has('on')) continue;
          const bound = boundOf(dependency, from, schedule.calendars.plan, schedule.calendars);
          const end = bindsFinish(dependency) ? to.finish : to.start;
          // What ends on Friday evening is over on Monday morning too.
          const isKept =
            end >= bound ||
            schedule.calendars.plan.between(end, bound) <= 1 ||
            to.bookings.some(({ person }) => schedule.calendars.ofPerson(person).between(end, bound) === 0);
          assert.ok(
            isKept,
            `${dependency.predecessor.path} ${dependency.use.type} ${dependency.successor.path}\n${text}`,
          );
        }
      }),
      { numRuns: 150 },
    )).timeout(60_000);

  it('has early dates before late ones', () =>
    fc.assert(
      fc.property(randomPlan, (text) => {
        const { schedule } = snapshotOf(text);
        for (const task of schedule.tasks) {
          if (!task) continue;
          assert.ok(task.start <= task.finish && task.start >= Math.min(schedule.now, schedule.start));
          assert.ok(task.freeSlack <= Math.max(0, task.totalSlack) && task.freeSlack >= 0);
          assert.equal(
            task.critical,
            task.status !== 'done' && (task.kind === 'summary' ? task.critical : task.totalSlack <= 0),
          );
        }
      }),
      { numRuns: 100 },
    )).timeout(60_000);

  it('is the same in every time zone of the machine', () => {
    const text = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8');
    const bytes = (zone: string): string => {
      process.env.TZ = zone;
      const snapshot = snapshotOf(text);
      return JSON.stringify(scheduleJson(snapshot.schedule, [], snapshot.lines));
    };
    const before = process.env.TZ;
    try {
      assert.equal(new Set(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map(bytes)).size, 1);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('takes the real date for now only where the plan gives none', () => {
    const text = 'plan: x\nnow: 2026-03-02\ntasks: {a: 1d}';
    const later = { ...environment, wallMinute: () => now + 400 * MINUTES_PER_DAY };
    assert.deepEqual(table(text), table(text, later));
    assert.equal(snapshotOf(text).schedule.now, parseMinute('2026-03-02'));
  });
});
