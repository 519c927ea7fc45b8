// The rules of the schedule (docs/plan-language.md, "The schedule"), each as a tiny plan with the dates that follow from
// it by hand. The present is Monday, 2 February 2026, 08:00; a day is 09:00-17:00, eight hours.
import assert from 'node:assert/strict';
import { dedent, snapshotOf, table } from '../support/plans';

interface Case {
  /** The rule, and why the dates are what they are. */
  readonly name: string;
  readonly plan: string;
  /** `path start finish slack` of each task. */
  readonly dates: readonly string[];
  /** Problems of the schedule by code and marked text. */
  readonly problems?: readonly string[];
}

const cases: Readonly<Record<string, readonly Case[]>> = {
  'time and calendars': [
    {
      // 10 h: Monday 09:00-17:00 are 8, two more on Tuesday.
      name: 'work stops at night',
      plan: 'tasks: {a: 10h}',
      dates: ['a 02-02 09:00 02-03 11:00 critical'],
    },
    {
      // 09:00-12:00 are 3 h, the fourth begins after lunch.
      name: 'work stops at lunch',
      plan: "calendar: 'Mon-Fri 09:00-12:00, 13:00-17:00'\ntasks: {a: 4h}",
      dates: ['a 02-02 09:00 02-02 14:00 critical'],
    },
    {
      // Ends on Friday 17:00, not on Monday 09:00.
      name: 'what is over in the evening is over in the evening',
      plan: 'tasks: {a: 5d}',
      dates: ['a 02-02 09:00 02-06 17:00 critical'],
    },
    {
      // A shift of 8 h from 22:00; the second one begins on Tuesday evening.
      name: 'hours run over midnight',
      plan: "calendar: 'Mon-Fri 22:00-06:00'\ntasks: {a: 2d}",
      dates: ['a 02-02 22:00 02-04 06:00 critical'],
    },
    {
      // Mean day of Mon-Thu 10 h and Fri 5 h: 45 h / 5 = 9 h.
      name: 'a day is the mean working day of the calendar',
      plan: "calendar: {hours: ['Mon-Thu 08:00-18:00', 'Fri 08:00-13:00']}\ntasks: {a: 1d}",
      dates: ['a 02-02 08:00 02-02 17:00 critical'],
    },
    {
      // Off from Wednesday on, extra on Saturday with the hours of a working day.
      name: 'extra beats off, off beats hours',
      plan: 'calendar: {off: [2026-02-04..2026-02-08], extra: [2026-02-07]}\ntasks: {a: 3d}',
      dates: ['a 02-02 09:00 02-07 17:00 critical'],
    },
    {
      // Berlin: 29 March 2026, 02:00 is 03:00; of 00:00-06:00 five hours are left. 6 h from midnight end at 07:00.
      name: 'the night of summer time has an hour less',
      plan: 'timezone: Europe/Berlin\nstart: 2026-03-29\nnow: 2026-03-29\ncalendar: 24/7\ntasks: {a: 6h}',
      dates: ['a 03-29 00:00 03-29 07:00 critical'],
    },
    {
      // 25 October 2026: 03:00 is 02:00 again; 6 h from midnight end at 05:00.
      name: 'the night of winter time has an hour more',
      plan: 'timezone: Europe/Berlin\nstart: 2026-10-25\nnow: 2026-10-25\ncalendar: 24/7\ntasks: {a: 6h}',
      dates: ['a 10-25 00:00 10-25 05:00 critical'],
    },
    {
      // Working days do not know of it: Friday to Tuesday are three days of 8 h.
      name: 'a change of the clock on a weekend changes no working day',
      plan: 'timezone: Europe/Berlin\nstart: 2026-03-27\nnow: 2026-03-27\ntasks: {a: 3d}',
      dates: ['a 03-27 09:00 03-31 17:00 critical'],
    },
    {
      // Wednesday 30 and Thursday 31 December, Friday 1 January, Monday 4 January.
      name: 'the year ends without a break',
      plan: 'start: 2026-12-30\nnow: 2026-12-30\ntasks: {a: 4d}',
      dates: ['a 12-30 09:00 01-04 17:00 critical'],
    },
    {
      name: 'a leap day is a day',
      plan: 'start: 2028-02-28\nnow: 2028-02-28\ntasks: {a: 3d}',
      dates: ['a 02-28 09:00 03-01 17:00 critical'],
    },
    {
      // New York works 09:00-17:00 there: 15:00-23:00 in Berlin.
      name: 'people work in their own time zone',
      plan: 'timezone: Europe/Berlin\npeople: {nya: {timezone: America/New_York}}\ntasks: {a: {effort: 1d, assign: nya}}',
      dates: ['a 02-02 15:00 02-02 23:00 critical'],
    },
    {
      // The task allows mornings only; Ana works whole days: 3 h of each.
      name: 'work happens where the calendars of person and task overlap',
      plan: "people: {ana: {calendar: 'Mon-Fri 10:00-18:00'}}\ntasks: {a: {effort: 6h, assign: ana, calendar: 'Mon-Fri 08:00-13:00'}}",
      dates: ['a 02-02 10:00 02-03 13:00 critical'],
    },
  ],
  'dependencies and lags': [
    {
      // The lag counts on the waiting task's calendar: 2 h are the whole of Saturday. a could end as late as Friday.
      name: 'a lag is working time of the waiting task',
      plan: "tasks: {a: 1d, b: {duration: 1h, calendar: 'Sat-Sun 10:00-12:00', after: a + 2h}}",
      dates: ['a 02-02 09:00 02-02 17:00 4d', 'b 02-08 10:00 02-08 11:00 critical'],
    },
    {
      // 17:00 on Monday and 20 h on the clock: Tuesday 13:00.
      name: 'an elapsed lag is time on the clock',
      plan: 'tasks: {a: 1d, b: {effort: 1h, after: a + 20eh}}',
      dates: ['a 02-02 09:00 02-02 17:00 critical', 'b 02-03 13:00 02-03 14:00 critical'],
    },
    {
      // Half of a's 4 d.
      name: 'a percent is of the other task',
      plan: 'tasks: {a: 4d, b: {effort: 1d, after: a + 50%}}',
      dates: ['a 02-02 09:00 02-05 17:00 critical', 'b 02-10 09:00 02-10 17:00 critical'],
    },
    {
      // b is over half a day after a: b has 2 d, so it begins half a day after a's beginning of 2 d.
      name: 'finish to finish with lag',
      plan: 'tasks: {a: 2d, b: {effort: 2d, after: a FF + 4h}}',
      dates: ['a 02-02 09:00 02-03 17:00 critical', 'b 02-02 13:00 02-04 13:00 critical'],
    },
    {
      name: 'start to finish with lag',
      plan: 'tasks: {a: {effort: 1d, start: 2026-02-04}, b: {effort: 4h, after: a SF + 4h}}',
      dates: ['a 02-04 09:00 02-04 17:00 critical', 'b 02-04 09:00 02-04 13:00 4h'],
    },
    {
      // The milestone is reached in the evening, when what it waits for is over.
      name: 'a milestone lies where its predecessor ends',
      plan: 'tasks: {a: 1d, m: {milestone: true, after: a}, b: {effort: 1d, after: m}}',
      dates: [
        'a 02-02 09:00 02-02 17:00 critical',
        'm 02-02 17:00 02-02 17:00 critical',
        'b 02-03 09:00 02-03 17:00 critical',
      ],
    },
    {
      // s waits for a; all that is inside does. c waits for all of s.
      name: 'a dependency on a summary means all that is inside',
      plan: 'tasks: {a: 1d, s: {after: a, tasks: {x: 1d, y: 2d}}, c: {effort: 1d, after: s}}',
      dates: [
        'a 02-02 09:00 02-02 17:00 critical',
        's 02-03 09:00 02-04 17:00 critical',
        's.x 02-03 09:00 02-03 17:00 1d',
        's.y 02-03 09:00 02-04 17:00 critical',
        'c 02-05 09:00 02-05 17:00 critical',
      ],
    },
    {
      // The later of the two decides; the other has slack.
      name: 'of two predecessors the later decides',
      plan: 'tasks: {a: 1d, b: 3d, c: {effort: 1d, after: [a, b]}}',
      dates: [
        'a 02-02 09:00 02-02 17:00 2d',
        'b 02-02 09:00 02-04 17:00 critical',
        'c 02-05 09:00 02-05 17:00 critical',
      ],
    },
  ],
  bounds: [
    {
      name: 'start: not before',
      plan: 'tasks: {a: {effort: 1d, start: 2026-02-04}}',
      dates: ['a 02-04 09:00 02-04 17:00 critical'],
    },
    {
      // Saturday: the first working moment after it.
      name: 'a date where a beginning is meant is its first working moment',
      plan: 'tasks: {a: {effort: 1d, start: 2026-02-07}}',
      dates: ['a 02-09 09:00 02-09 17:00 critical'],
    },
    {
      name: 'start: at is kept as not before, and missed where a predecessor is late',
      plan: 'tasks: {a: 3d, b: {effort: 1d, after: a, start: at 2026-02-03}}',
      dates: ['a 02-02 09:00 02-04 17:00 critical', 'b 02-05 09:00 02-05 17:00 critical'],
      problems: ['missed-bound at 2026-02-03'],
    },
    {
      // Over exactly on Wednesday evening: it begins on Wednesday morning.
      name: 'finish: at lets it begin just in time',
      plan: 'tasks: {a: {effort: 1d, finish: at 2026-02-04}}',
      dates: ['a 02-04 09:00 02-04 17:00 critical'],
    },
    {
      name: 'finish: by is a bound that moves nothing when it is missed',
      plan: 'tasks: {a: {effort: 3d, finish: by 2026-02-03}}',
      dates: ['a 02-02 09:00 02-04 17:00 critical'],
      problems: ['missed-bound by 2026-02-03'],
    },
    {
      name: 'a deadline moves nothing and takes no slack',
      plan: 'tasks: {a: {effort: 2d, deadline: 2026-02-02}, b: 4d}',
      dates: ['a 02-02 09:00 02-03 17:00 2d', 'b 02-02 09:00 02-05 17:00 critical'],
      problems: ['missed-deadline 2026-02-02'],
    },
    {
      // Whole days from the first to the last, both included.
      name: 'on: fixed days',
      plan: 'tasks: {a: {on: 2026-02-04..2026-02-05}, b: {effort: 1d, after: a}}',
      dates: ['a 02-04 09:00 02-05 17:00 critical', 'b 02-06 09:00 02-06 17:00 critical'],
    },
    {
      // b's 1 d just before c, which waits for the 3 d of a.
      name: 'alap: as late as what follows allows',
      plan: 'tasks: {a: 3d, b: {effort: 1d, schedule: alap}, c: {effort: 1d, after: [a, b]}}',
      dates: [
        'a 02-02 09:00 02-04 17:00 critical',
        'b 02-04 09:00 02-04 17:00 critical',
        'c 02-05 09:00 02-05 17:00 critical',
      ],
    },
    {
      name: 'bounds of a summary hold for what is inside, in addition',
      plan: 'tasks: {s: {start: 2026-02-04, tasks: {x: 1d, y: {effort: 1d, start: 2026-02-05}}}}',
      dates: [
        's 02-04 09:00 02-05 17:00 critical',
        's.x 02-04 09:00 02-04 17:00 1d',
        's.y 02-05 09:00 02-05 17:00 critical',
      ],
    },
  ],
  people: [
    {
      // 3 d of work by two: 12 h each.
      name: 'effort is split by share',
      plan: 'people: {ana: A, ben: B}\ntasks: {a: {effort: 3d, assign: [ana, ben]}}',
      dates: ['a 02-02 09:00 02-03 13:00 critical'],
    },
    {
      // 2:1 by share: ana does 16 h at all her time (2 d), ben 8 h at half of his (2 d).
      name: 'shares weigh',
      plan: 'people: {ana: A, ben: B}\ntasks: {a: {effort: 3d, assign: [ana, ben 50%]}}',
      dates: ['a 02-02 09:00 02-03 17:00 critical'],
    },
    {
      // 8 h at an efficiency of 2: 4 h.
      name: 'efficiency shortens work',
      plan: 'people: {ana: {efficiency: 2}}\ntasks: {a: {effort: 1d, assign: ana}}',
      dates: ['a 02-02 09:00 02-02 13:00 critical'],
    },
    {
      // 1 d at half of the time: two days.
      name: 'capacity is the most that is booked',
      plan: 'people: {ana: {capacity: 50%}}\ntasks: {a: {effort: 1d, assign: ana}}',
      dates: ['a 02-02 09:00 02-03 17:00 critical'],
    },
    {
      // Both want Ana; b has the longer way behind it, so it goes first.
      name: 'the more critical goes first',
      plan: 'people: {ana: A}\ntasks: {a: {effort: 1d, assign: ana}, b: {effort: 1d, assign: ana}, c: {effort: 3d, after: b}}',
      dates: [
        'a 02-03 09:00 02-03 17:00 2d',
        'b 02-02 09:00 02-02 17:00 critical',
        'c 02-03 09:00 02-05 17:00 critical',
      ],
    },
    {
      name: 'priority before that',
      plan: 'people: {ana: A}\ntasks: {a: {effort: 1d, assign: ana, priority: high}, b: {effort: 1d, assign: ana}, c: {effort: 3d, after: b}}',
      dates: [
        'a 02-02 09:00 02-02 17:00 critical',
        'b 02-03 09:00 02-03 17:00 critical',
        'c 02-04 09:00 02-06 17:00 critical',
      ],
    },
    {
      name: 'and the order of the file last',
      plan: 'people: {ana: A}\ntasks: {b: {effort: 1d, assign: ana}, a: {effort: 1d, assign: ana}}',
      dates: ['b 02-02 09:00 02-02 17:00 critical', 'a 02-03 09:00 02-03 17:00 critical'],
    },
    {
      // Ana's meeting takes Tuesday morning: the 2 d go around it.
      name: 'work with effort is interrupted by what is fixed',
      plan: 'people: {ana: A}\ntasks: {m: {on: 2026-02-03 09:00..2026-02-03 13:00, duration: 4h, assign: ana}, a: {effort: 2d, assign: ana}}',
      dates: ['m 02-03 09:00 02-03 13:00 1d', 'a 02-02 09:00 02-04 13:00 critical'],
    },
    {
      // Monday's 8 h are not enough for 2 d in one piece: it begins after the meeting.
      name: 'unless it may not be split',
      plan: 'people: {ana: A}\ntasks: {m: {on: 2026-02-03 09:00..2026-02-03 13:00, duration: 4h, assign: ana}, a: {effort: 2d, assign: ana, split: false}}',
      dates: ['m 02-03 09:00 02-03 13:00 critical', 'a 02-03 13:00 02-05 13:00 critical'],
    },
    {
      // Ana is busy until Wednesday evening, Ben is free.
      name: 'of alternatives, who would be done first',
      plan: 'people: {ana: A, ben: B}\ntasks: {x: {effort: 3d, assign: ana, priority: high}, a: {effort: 1d, assign: ana or ben}}',
      dates: ['x 02-02 09:00 02-04 17:00 critical', 'a 02-02 09:00 02-02 17:00 2d'],
    },
    {
      // Any two of three; ben is busy, so ana and cem share 2 d.
      name: 'so many of a team',
      plan: 'people: {ana: A, ben: B, cem: C}\nteams: {all: [ana, ben, cem]}\ntasks: {x: {effort: 3d, assign: ben, priority: high}, a: {effort: 2d, assign: 2 of all}}',
      dates: ['x 02-02 09:00 02-04 17:00 critical', 'a 02-02 09:00 02-02 17:00 2d'],
    },
    {
      name: 'a whole team',
      plan: 'people: {ana: A, ben: B}\nteams: {all: [ana, ben]}\ntasks: {a: {effort: 2d, assign: all}}',
      dates: ['a 02-02 09:00 02-02 17:00 critical'],
    },
    {
      name: 'whoever has the skills',
      plan: 'people: {ana: {skills: [go]}, ben: {skills: [go, sql]}}\ntasks: {x: {effort: 2d, assign: ben, priority: high}, a: {effort: 1d, needs: [go, sql]}}',
      dates: ['x 02-02 09:00 02-03 17:00 critical', 'a 02-04 09:00 02-04 17:00 critical'],
    },
    {
      // 12 units: 8 and 3 fit beside each other, 5 more do not.
      name: 'pools are taken by units',
      plan: 'people: {crew: {kind: equipment, units: 12}}\ntasks: {a: {duration: 1d, assign: 8 of crew}, b: {duration: 2d, assign: 3 of crew}, c: {duration: 1d, assign: 5 of crew}}',
      dates: [
        'a 02-02 09:00 02-02 17:00 critical',
        'b 02-02 09:00 02-03 17:00 critical',
        'c 02-03 09:00 02-03 17:00 critical',
      ],
    },
    {
      // 6 h of each day: 6 + 2.
      name: 'a limit per day',
      plan: 'people: {ana: {limit: 6h/d}}\ntasks: {a: {effort: 1d, assign: ana}}',
      dates: ['a 02-02 09:00 02-03 11:00 critical'],
    },
    {
      // 12 h of the first week are done on Tuesday 13:00; the other 4 h wait for Monday.
      name: 'a limit per week, from Monday on',
      plan: 'people: {ana: {limit: 12h/w}}\ntasks: {a: {effort: 2d, assign: ana}}',
      dates: ['a 02-02 09:00 02-09 13:00 critical'],
    },
    {
      // 16 h of February, the rest from Sunday, 1 March, on: Monday 2 March.
      name: 'a limit per month',
      plan: 'people: {ana: {limit: 16h/mo}}\ntasks: {a: {effort: 3d, assign: ana}}',
      dates: ['a 02-02 09:00 03-02 17:00 critical'],
    },
    {
      // At half of the time, 3 h of work last 6 h of the day: the limit is on work.
      name: 'a limit counts work, not presence',
      plan: 'people: {ana: {limit: 3h/d}}\ntasks: {a: {effort: 6h, assign: ana 50%}}',
      dates: ['a 02-02 09:00 02-03 15:00 critical'],
    },
    {
      // Both want Ana: 4 h of a on Monday use up the day, whenever on Monday they are.
      name: 'a limit holds for all tasks together',
      plan: 'people: {ana: {limit: 4h/d}}\ntasks: {a: {effort: 4h, assign: ana}, b: {effort: 4h, assign: ana}}',
      dates: ['a 02-02 09:00 02-02 13:00 4h', 'b 02-03 09:00 02-03 13:00 critical'],
    },
    {
      name: 'start and end of a person',
      plan: 'people: {ana: {start: 2026-02-04}}\ntasks: {a: {effort: 1d, assign: ana}}',
      dates: ['a 02-04 09:00 02-04 17:00 critical'],
    },
    {
      // The task lasts on while Ana is away; she works on the two other days.
      name: 'a duration lasts whoever works',
      plan: 'people: {ana: {away: 2026-02-03}}\ntasks: {a: {duration: 3d, assign: ana}}',
      dates: ['a 02-02 09:00 02-04 17:00 critical'],
    },
  ],
  progress: [
    {
      name: 'what is done stays where it happened',
      plan: 'tasks: {a: {effort: 1d, status: done, started: 2026-01-26, finished: 2026-01-28}, b: {effort: 1d, after: a}}',
      dates: ['a 01-26 09:00 01-28 17:00 done', 'b 02-02 09:00 02-02 17:00 critical'],
    },
    {
      // Half of 4 d is left, from now on.
      name: 'what is under way keeps its start, and what is left goes on from now',
      plan: 'tasks: {a: {effort: 4d, status: doing, started: 2026-01-28, done: 50%}}',
      dates: ['a 01-28 09:00 02-03 17:00 critical'],
    },
    {
      name: 'left says how much is left',
      plan: 'tasks: {a: {effort: 4d, status: doing, started: 2026-01-28, left: 1d}}',
      dates: ['a 01-28 09:00 02-02 17:00 critical'],
    },
    {
      // b began before a was over: its 1 d that is left waits for a all the same, and it is pointed out.
      name: 'out of sequence',
      plan: 'tasks: {a: 2d, b: {effort: 2d, status: doing, started: 2026-01-30, done: 50%, after: a}}',
      dates: ['a 02-02 09:00 02-03 17:00 critical', 'b 01-30 09:00 02-04 17:00 critical'],
      problems: ['out-of-sequence a'],
    },
    {
      name: 'the rest does not lie before now',
      plan: 'start: 2026-01-05\nnow: 2026-02-04\ntasks: {a: 1d}',
      dates: ['a 02-04 09:00 02-04 17:00 critical'],
    },
    {
      name: 'nothing lies before the start of the plan',
      plan: 'start: 2026-02-05\ntasks: {a: 1d}',
      dates: ['a 02-05 09:00 02-05 17:00 critical'],
    },
    {
      name: 'what is dropped takes no part, nor what is inside of it',
      plan: 'tasks: {s: {status: dropped, tasks: {x: 3d}}, b: {effort: 1d, after: s}}',
      dates: ['s -', 's.x -', 'b 02-02 09:00 02-02 17:00 critical'],
    },
  ],
  'critical and slack': [
    {
      // Ana is busy with a until Tuesday evening: without a wait for each other, a is critical because b follows.
      name: 'people make tasks critical',
      plan: 'people: {ana: A}\ntasks: {a: {effort: 2d, assign: ana}, b: {effort: 1d, assign: ana}}',
      dates: ['a 02-02 09:00 02-03 17:00 critical', 'b 02-04 09:00 02-04 17:00 critical'],
    },
    {
      // b can slip by 3 d before c must begin.
      name: 'slack is working time until what follows is late',
      plan: 'tasks: {a: 4d, b: 1d, c: {effort: 1d, after: [a, b]}}',
      dates: [
        'a 02-02 09:00 02-05 17:00 critical',
        'b 02-02 09:00 02-02 17:00 3d',
        'c 02-06 09:00 02-06 17:00 critical',
      ],
    },
  ],
  'what cannot be': [
    {
      name: 'circles leave the rest with dates',
      plan: 'tasks: {a: {effort: 1d, after: b}, b: {effort: 1d, after: a}, c: 1d, d: {effort: 1d, after: a}}',
      dates: ['a -', 'b -', 'c 02-02 09:00 02-02 17:00 critical', 'd -'],
      problems: ['not-scheduled d'],
    },
    {
      name: 'nobody with any time',
      plan: 'people: {ana: {capacity: 0%}}\ntasks: {a: {effort: 1d, assign: ana}, b: 1d}',
      dates: ['a -', 'b 02-02 09:00 02-02 17:00 critical'],
      problems: ['no-working-time a'],
    },
    {
      name: 'a limit of nothing',
      plan: 'people: {ana: {limit: 0h/d}}\ntasks: {a: {effort: 1d, assign: ana}, b: {duration: 1d, assign: ana}, c: 1d}',
      dates: ['a -', 'b -', 'c 02-02 09:00 02-02 17:00 critical'],
      problems: ['no-working-time a', 'no-working-time b'],
    },
    {
      name: 'no effort takes no time',
      plan: 'tasks: {a: 0h, b: {effort: 1d, after: a}}',
      dates: ['a 02-02 09:00 02-02 09:00 critical', 'b 02-02 09:00 02-02 17:00 critical'],
    },
    {
      name: 'a lag beyond the horizon',
      plan: 'tasks: {a: 1d, b: {effort: 1d, after: a + 9000000d}, c: {effort: 1d, after: b}}',
      dates: ['a 02-02 09:00 02-02 17:00 critical', 'b -', 'c -'],
      problems: ['no-working-time a + 9000000d', 'not-scheduled c'],
    },
    {
      name: 'ten thousand years of work',
      plan: 'people: {ana: A}\ntasks: {a: {effort: 120000mo, assign: ana}, b: 120000mo, c: 1d}',
      dates: ['a -', 'b -', 'c 02-02 09:00 02-02 17:00 critical'],
      problems: ['no-working-time 120000mo', 'no-working-time 120000mo'],
    },
    {
      name: 'a person away for ever',
      plan: 'people: {ana: {away: 2020-01-01..9999-12-31}}\ntasks: {a: {effort: 1d, assign: ana}, b: 1d}',
      dates: ['a -', 'b 02-02 09:00 02-02 17:00 critical'],
      problems: ['no-working-time a'],
    },
    {
      name: 'a calendar without hours',
      plan: 'calendars: {never: {off: [1900-01-01..9999-12-31]}}\ntasks: {a: {duration: 1d, calendar: never}, b: 1d}',
      dates: ['a -', 'b 02-02 09:00 02-02 17:00 critical'],
      problems: ['no-working-time a'],
    },
  ],
};

/** Codes that only say what is usual in a tiny plan. */
const quiet = new Set(['unassigned', 'alap-without-successor']);

describe('the rules of the schedule', () => {
  for (const [group, list] of Object.entries(cases))
    describe(group, () => {
      for (const { name, plan, dates, problems = [] } of list)
        it(name, () => {
          const text = `plan: Test\n${dedent(`\n${plan}`)}\n`;
          assert.deepEqual(table(text), dates);
          const { schedule } = snapshotOf(text);
          const found = schedule.problems
            .filter(({ code }) => !quiet.has(code))
            .map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
          assert.deepEqual(found, problems);
        });
    });

  it('holds for ten thousand tasks in a circle', () => {
    const tasks = Array.from({ length: 10_000 }, (_, i) => `  t${i}: {effort: 1d, after: t${(i + 1) % 10_000}}`);
    const { schedule, plan } = snapshotOf(`plan: Test\ntasks:\n${tasks.join('\n')}\n  free: 1d\n`);
    assert.equal(schedule.tasks.filter(Boolean).length, 1);
    assert.equal(plan.problems.filter(({ code }) => code === 'cycle').length, 10_000);
  });

  it('holds for a chain of ten thousand tasks', () => {
    const tasks = Array.from({ length: 10_000 }, (_, i) => `  t${i}: {effort: 1h${i > 0 ? `, after: t${i - 1}` : ''}}`);
    const { schedule } = snapshotOf(`plan: Test\ntasks:\n${tasks.join('\n')}\n`);
    assert.ok(schedule.tasks.every((task) => task?.critical));
  });
});
