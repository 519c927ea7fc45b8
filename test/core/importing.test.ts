import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseMinute } from '../../server/core/calendar/civil';
import { ImportError, importMsProject } from '../../server/core/features/importing/msProject';
import { snapshotOf } from '../support/plans';

const workingDays = [2, 3, 4, 5, 6].map((day) => {
  const spans = ['08:00:00,12:00:00', '13:00:00,17:00:00'].map((span) => {
    const [from, to] = span.split(',');
    return `<WorkingTime><FromTime>${from}</FromTime><ToTime>${to}</ToTime></WorkingTime>`;
  });
  return `<WeekDay><DayType>${day}</DayType><DayWorking>1</DayWorking><WorkingTimes>${spans.join('')}</WorkingTimes></WeekDay>`;
});

/** A project as Microsoft Project saves it, cut down to what matters. */
function project(tasks: string, rest = '', exceptions = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Name>shop.mpp</Name><Title>Web shop: relaunch</Title><StartDate>2026-02-02T08:00:00</StartDate>
  <CalendarUID>1</CalendarUID><CurrencyCode>EUR</CurrencyCode>
  <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
    <WeekDays>${workingDays.join('')}</WeekDays>${exceptions}</Calendar></Calendars>
  <Tasks>${tasks}</Tasks>${rest}
</Project>`;
}

const task = (uid: number, level: number, name: string, more: string): string =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><OutlineLevel>${level}</OutlineLevel>${more}</Task>`;

describe('importing from Microsoft Project', () => {
  it('takes over calendar, people, tasks, links, bounds, progress', () => {
    const imported = importMsProject(
      project(
        [
          task(0, 0, 'shop', ''),
          task(1, 1, 'Design &amp; text', '<Summary>1</Summary>'),
          task(
            2,
            2,
            'Wireframes',
            '<Duration>PT16H0M0S</Duration><Work>PT16H0M0S</Work><PercentComplete>50</PercentComplete><ActualStart>2026-02-02T08:00:00</ActualStart>',
          ),
          task(
            3,
            2,
            'Texts',
            '<Duration>PT4H0M0S</Duration><Deadline>2026-02-13T17:00:00</Deadline><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>3</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>',
          ),
          '<Task><UID>9</UID><IsNull>1</IsNull></Task>',
          task(
            4,
            1,
            '2nd: &lt;b&gt;done&lt;/b&gt;',
            '<Milestone>1</Milestone><Duration>PT0H0M0S</Duration><ConstraintType>4</ConstraintType><ConstraintDate>2026-02-20T08:00:00</ConstraintDate><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink><PredecessorLink><PredecessorUID>77</PredecessorUID></PredecessorLink>',
          ),
        ].join(''),
        `<Resources><Resource><UID>0</UID></Resource><Resource><UID>1</UID><Name>Ana Costa</Name><Type>1</Type><MaxUnits>0.5</MaxUnits><StandardRate>95</StandardRate></Resource></Resources>
         <Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units></Assignment></Assignments>`,
        '<Exceptions><Exception><Name>Carnival: closed</Name><TimePeriod><FromDate>2026-02-16T00:00:00</FromDate><ToDate>2026-02-17T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception></Exceptions>',
      ),
    );
    assert.equal(
      imported.text,
      `# Blank rows were left out: 1.
# Links to tasks of other projects were left out: 1.
plan: 'Web shop: relaunch'
currency: EUR
start: 2026-02-02
calendar:
  hours: Mon-Fri 08:00-12:00, 13:00-17:00
  off:
    - 2026-02-16..2026-02-17: 'Carnival: closed'
people:
  ana-costa: {name: Ana Costa, capacity: 50%, rate: 95/h}
tasks:
  design-text:
    title: Design & text
    tasks:
      wireframes:
        title: Wireframes
        effort: 2d
        assign: ana-costa 50%
        status: doing
        done: 50%
        started: 2026-02-02
      texts:
        title: Texts
        duration: 4h
        after: design-text.wireframes SS + 1d
        deadline: 2026-02-13
  nd-b-done-b:
    title: '2nd: <b>done</b>'
    milestone: true
    after: design-text
    start: 2026-02-20
`,
    );
    const { plan, schedule } = snapshotOf(imported.text);
    assert.deepEqual(
      [...plan.problems, ...schedule.problems].filter(({ code }) => code !== 'unassigned'),
      [],
    );
    assert.equal(plan.title, 'Web shop: relaunch');
  });

  it('says what it leaves out', () => {
    const tasks = [
      task(1, 1, 'Meeting', '<Recurring>1</Recurring>'),
      task(2, 1, 'Server', '<FixedCost>900</FixedCost><Active>0</Active>'),
    ];
    assert.deepEqual(importMsProject(project(tasks.join(''))).left, [
      'Recurring tasks became ordinary ones: 1.',
      'Fixed costs of tasks were left out: 1.',
      'Inactive tasks have the status dropped: 1.',
    ]);
  });

  it('says what no plan can be made of', () => {
    for (const [text, message] of [
      ['plan: P\n', /not XML/],
      ['<Project><Tasks></Project>', /not XML/],
      ['<project/>', /not a project/],
      [project(''), /no tasks/],
      ['<!DOCTYPE p [<!ENTITY x "y">]><Project><Tasks><Task><Name>&x;</Name></Task></Tasks></Project>', /not XML/],
    ] as const)
      assert.throws(
        () => importMsProject(text),
        (error) => error instanceof ImportError && message.test(error.message),
        text,
      );
  });

  // The dates that Microsoft Project saved itself, through its format and back.
  const folder = 'test/fixtures/msproject';
  for (const file of readdirSync(folder)) {
    it(`gives the dates that Microsoft Project saved: ${file.replace('.json', '')}`, () => {
      const saved = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as SavedProject;
      const uid = new Map(saved.tasks.map(({ id }, i) => [id, i + 1]));
      const tasks = saved.tasks.map(({ id, minutes, notBefore, after = [] }, i) =>
        task(
          i + 1,
          1,
          id,
          `<Duration>PT${Math.floor(minutes / 60)}H${minutes % 60}M0S</Duration>${minutes === 0 ? '<Milestone>1</Milestone>' : ''}${
            notBefore ? `<ConstraintType>4</ConstraintType><ConstraintDate>${notBefore}:00</ConstraintDate>` : ''
          }${after
            .map(
              (link) =>
                `<PredecessorLink><PredecessorUID>${uid.get(link.task)}</PredecessorUID><Type>${['FF', 'FS', 'SF', 'SS'].indexOf(link.type)}</Type><LinkLag>${link.lagMinutes * 10}</LinkLag><LagFormat>7</LagFormat></PredecessorLink>`,
            )
            .join('')}`,
        ),
      );
      const text = project(tasks.join('')).replace('2026-02-02T08:00', saved.start);
      const { schedule } = snapshotOf(
        importMsProject(text)
          .text.replace(/^ {2}hours: .*$/m, `  hours: '${saved.hours}'`)
          .replace(/^start:/m, `now: ${saved.start.replace('T', ' ')}\nstart:`),
      );
      const { plan: time } = schedule.calendars;
      saved.tasks.forEach(({ id, start, finish }, i) => {
        const apart = (at: number | undefined, moment: string): number =>
          Math.abs(time.between(parseMinute(moment) as number, at as number));
        const computed = schedule.tasks[i];
        assert.deepEqual([apart(computed?.start, start), apart(computed?.finish, finish)], [0, 0], id);
      });
    });
  }
});

interface SavedProject {
  readonly start: string;
  readonly hours: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly minutes: number;
    readonly start: string;
    readonly finish: string;
    readonly notBefore?: string;
    readonly after?: readonly { readonly task: string; readonly type: string; readonly lagMinutes: number }[];
  }[];
}
