import assert from 'node:assert/strict';
import { noHolidays } from '../../server/core/calendar/calendar';
import { messageOf, type ProblemCode } from '../../server/core/schema/problems';
import { now } from '../support/plans';
import { allProblems } from '../support/problems';

interface Case {
  /** The first plan, without its title; or several files. */
  readonly plan: string | Readonly<Record<string, string>>;
  /** The text that is marked, for each time that the problem is reported. */
  readonly at: readonly string[];
  readonly says?: RegExp;
  readonly refs?: readonly string[];
}

/** A task for each day of the chain, long enough for a plan to be judged. */
const chain = (count: number, first = ''): string =>
  Array.from({ length: count }, (_, i) => `  t${i}: {effort: 1d, after: ${i === 0 ? `[${first}]` : `t${i - 1}`}}`)
    .join('\n')
    .replace('after: []', 'note: x');

const people = 'people: {ana: {name: Ana, skills: [sql]}, ben: {name: Ben, skills: [go]}}\n';

const cases: Partial<Record<ProblemCode, Case | readonly Case[]>> = {
  'too-large': { plan: `about: ${'x'.repeat(8_000_000)}`, at: ['p'], says: /8 MB; plans are read up to 8 MB/ },
  'comment-as-value': { plan: 'tasks: \n  a:\n    effort: 1d\n    issue: #12\n', at: ['#12'], says: /write `'#12'`/ },
  'empty-key': { plan: 'tasks:\n  a:\n    effort: 1d\n    note:\n', at: ['note'] },
  'duplicate-item': { plan: 'tasks: {a: {effort: 1d, tags: [ui, api, ui]}}', at: ['ui'] },
  'bad-boolean': { plan: 'tasks: {a: {effort: 1d, split: maybe}}', at: ['maybe'] },
  'bad-number': { plan: 'tasks: {a: {effort: 1d, points: many}}', at: ['many'] },
  'bad-percent': [
    { plan: 'tasks: {a: {effort: 1d, done: 40}}', at: ['40'], says: /such as `40%`/ },
    { plan: 'tasks: {a: {effort: 1d, done: 140%}}', at: ['140%'], says: /between `0%` and `100%`/ },
  ],
  'bad-priority': { plan: 'tasks: {a: {effort: 1d, priority: urgent}}', at: ['urgent'] },
  'bad-timezone': { plan: 'timezone: Berlin/Europe', at: ['Berlin/Europe'] },
  'bad-currency': { plan: 'currency: euro', at: ['euro'] },
  'bad-region': { plan: 'calendar: {holidays: germany}', at: ['germany'] },
  'bad-money': { plan: 'currency: EUR\nbudget: much', at: ['much'] },
  'bad-rate': { plan: 'people: {ana: {rate: 95 per hour}}', at: ['95 per hour'] },
  'bad-limit': { plan: 'people: {ana: {limit: 6 hours}}', at: ['6 hours'] },
  'bad-repeat': { plan: 'tasks: {a: {effort: 1d, repeat: often}}', at: ['often'] },
  'bad-url': {
    plan: 'tasks: {a: {effort: 1d, link: "javascript:alert(1)"}}',
    at: ['"javascript:alert(1)"'.slice(1, -1)],
  },
  'bad-email': { plan: 'people: {ana: {email: ana at example}}', at: ['ana at example'] },
  'bad-baseline': { plan: 'baselines: {kickoff: "--upload-pack=x"}', at: ['--upload-pack=x'] },
  'not-a-plan': [
    { plan: 'include: [shop.yaml]', at: ['shop.yaml'], says: /does not end in `.plan.yaml`/ },
    { plan: 'include: [../shop.plan.yaml]', at: ['../shop.plan.yaml'], says: /outside of the workspace/ },
    { plan: 'include: [/etc/shop.plan.yaml]', at: ['/etc/shop.plan.yaml'] },
  ],
  'name-clash': { plan: 'people: {ana: A}\nteams: {ana: [ana]}', at: ['ana'] },
  'empty-team': { plan: 'teams: {all: []}', at: ['all'] },
  'duplicate-member': { plan: 'people: {ana: A}\nteams: {all: [ana, ana]}', at: ['ana'] },
  'confusable-id': [
    { plan: 'tasks: {log-in: 1d, login: 1d}', at: ['login'] },
    { plan: 'tasks: {cache: 1d, саche: 1d}', at: ['саche'], says: /confused with `cache`/ },
  ],
  'similar-name': {
    plan: 'tasks: {a: {effort: 1d, tags: front-end}, b: {effort: 1d, tags: Frontend}}',
    at: ['Frontend'],
  },
  'person-end-before-start': { plan: 'people: {ana: {start: 2026-03-01, end: 2026-02-01}}', at: ['2026-02-01'] },
  'no-capacity': { plan: 'people: {ana: {capacity: 0%}}', at: ['0%'] },
  'timezone-without-plan': { plan: 'people: {ana: {timezone: Asia/Tokyo}}', at: ['Asia/Tokyo'] },
  'too-many-units': [
    {
      plan: `${people}teams: {all: [ana, ben]}\ntasks: {a: {effort: 1d, assign: 3 of all}}`,
      at: ['all'],
      says: /only 2/,
    },
    {
      plan: 'people: {crane: {kind: equipment, units: 2}}\ntasks: {a: {effort: 1d, assign: 3 of crane}}',
      at: ['crane'],
    },
  ],
  'material-at-work': {
    plan: 'people: {sand: {kind: material}}\ntasks: {a: {effort: 1d, assign: sand 50%}}',
    at: ['sand'],
  },
  'duplicate-assignee': { plan: `${people}tasks: {a: {effort: 1d, assign: [ana, ana 50%]}}`, at: ['ana'] },
  'no-effect': [
    { plan: `${people}tasks: {a: {elapsed: 3d, assign: ana}}`, at: ['assign'], says: /calendar time passes/ },
    { plan: 'tasks: {a: {on: 2026-02-04, start: 2026-02-03}}', at: ['start'] },
  ],
  'several-estimates': { plan: 'tasks: {a: {effort: 1d, duration: 2d}}', at: ['effort'], says: /beside `duration`/ },
  'summary-with-progress': { plan: 'tasks:\n  a:\n    done: 50%\n    tasks: {b: 1d}', at: ['done'] },
  'empty-summary': { plan: 'tasks:\n  a:\n    tasks:\n', at: ['tasks'] },
  'impossible-bounds': {
    plan: 'tasks: {a: {effort: 1d, start: 2026-03-10, finish: 2026-03-06}}',
    at: ['2026-03-06'],
    says: /cannot start after 2026-03-10 and finish by 2026-03-06/,
  },
  'impossible-deadline': [
    { plan: 'tasks: {a: {effort: 1d, start: 2026-03-10, deadline: 2026-03-06}}', at: ['2026-03-06'] },
    { plan: 'start: 2026-03-10\ndeadline: 2026-03-06', at: ['2026-03-06'], says: /the start of the plan/ },
  ],
  'doing-without-start': { plan: 'tasks: {a: {effort: 1d, status: doing}}', at: ['doing'] },
  'status-contradicts-progress': [
    { plan: 'tasks: {a: {effort: 1d, status: todo, done: 30%}}', at: ['todo'], says: /`done` says otherwise/ },
    { plan: 'tasks: {a: {effort: 1d, status: doing, finished: 2026-01-30}}', at: ['doing'] },
  ],
  'done-below-100': { plan: 'tasks: {a: {effort: 1d, status: done, done: 80%}}', at: ['80%'] },
  'dropped-predecessor': { plan: 'tasks: {a: {effort: 1d, status: dropped}, b: {effort: 1d, after: a}}', at: ['a'] },
  'risk-without-probability': { plan: 'risks: {r: {affects: []}}', at: ['r'] },
  'risk-without-effect': { plan: 'risks: {r: {probability: 10%}}', at: ['r'] },
  'residual-above-risk': {
    plan: 'risks: {r: {probability: 10%, affects: [], residual: {probability: 20%}}}',
    at: ['20%'],
  },
  'missing-currency': { plan: 'budget: 12k', at: ['budget'] },
  'budget-split': {
    plan: 'currency: EUR\nbudget: {total: 10k, by: {a: 6k, b: 5k}}',
    at: ['by'],
    says: /11000, more than the total of 10000/,
  },
  'unknown-account': {
    plan: 'currency: EUR\nbudget: {total: 10k, by: {hosting: 6k}}\ntasks: {a: {effort: 1d, cost: {amount: 1k, account: hostng}}}',
    at: ['hostng'],
    says: /did you mean `hosting`/,
  },
  'overlapping-sprints': { plan: 'sprints: {a: 2026-02-02..2026-02-13, b: 2026-02-13..2026-02-27}', at: ['b'] },
  'overlapping-off': { plan: 'people: {ana: {away: [2026-02-02..2026-02-13, 2026-02-04]}}', at: ['2026-02-04'] },
  'nothing-to-remove': { plan: 'tasks: {a: 1d}\nscenarios: {fast: {tasks: {b: null}}}', at: ['b'] },
  'same-in-scenario': {
    plan: 'tasks: {a: {effort: 1d}}\nscenarios: {fast: {tasks: {a: {effort: 1d}}}}',
    at: ['effort'],
  },
  'missing-include': {
    plan: { 'main.plan.yaml': 'plan: Main\ninclude: shop.plan.yaml\n', 'sub/shop.plan.yaml': 'plan: Shop\n' },
    at: ['shop.plan.yaml'],
    says: /did you mean `sub\/shop.plan.yaml`/,
  },
  'own-include': { plan: { 'main.plan.yaml': 'plan: Main\ninclude: main.plan.yaml\n' }, at: ['main.plan.yaml'] },
  'cyclic-include': {
    plan: { 'a.plan.yaml': 'plan: A\ninclude: b.plan.yaml\n', 'b.plan.yaml': 'plan: B\ninclude: ./a.plan.yaml\n' },
    at: ['b.plan.yaml'],
    says: /`a` → `b` → `a`/,
  },
  'duplicate-plan': {
    plan: {
      'main.plan.yaml': 'plan: Main\ninclude: [a/shop.plan.yaml, b/shop.plan.yaml]\n',
      'a/shop.plan.yaml': 'plan: A\n',
      'b/shop.plan.yaml': 'plan: B\n',
    },
    at: ['b/shop.plan.yaml'],
  },
  'out-of-step': [
    {
      plan: {
        'main.plan.yaml':
          'plan: Main\nstart: 2026-02-02\ninclude: shop.plan.yaml\ntasks: {a: {on: 2026-02-02 09:00, after: "shop:api"}, b: {effort: 1d, after: "shop:api", start: 2026-02-09}}\n',
        'shop.plan.yaml': 'plan: Shop\nstart: 2026-02-02\ntasks: {api: 5d}\n',
      },
      at: ['shop:api'],
      says: /`shop:api` finishes 2026-02-06 17:00, but `a` starts 2026-02-02 09:00/,
    },
    {
      plan: {
        'main.plan.yaml':
          'plan: Main\nstart: 2026-02-02\ninclude: shop.plan.yaml\ntasks: {a: {effort: 8d, before: "shop:api"}, b: {effort: 1d, before: "shop:web SS"}}\n',
        'shop.plan.yaml': 'plan: Shop\nstart: 2026-02-02\ntasks: {api: 5d, web: 1d}\n',
      },
      at: ['shop:api'],
      says: /`a` finishes 2026-02-11 17:00, but `shop:api` starts 2026-02-02 09:00/,
    },
  ],
  'unknown-plan': { plan: 'tasks: {a: {effort: 1d, after: "shop:api"}}', at: ['shop'] },
  'unknown-reference': {
    plan: {
      'main.plan.yaml':
        'plan: Main\ninclude: shop.plan.yaml\ntasks: {a: {effort: 1d, after: "shop:ap"}, b: {effort: 1d, before: "shop:api"}}\n',
      'shop.plan.yaml': 'plan: Shop\ntasks: {api: 1d}\n',
    },
    at: ['ap'],
    says: /No task `shop:ap` .* did you mean `api`/,
  },
  'unknown-baseline': {
    plan: 'baselines: {a: v1.1, b: 4f2c9a1}',
    refs: ['main', 'v1.0'],
    at: ['v1.1'],
    says: /`v1.0`/,
  },
  'unknown-region': { plan: 'calendar: {holidays: XX}', at: ['XX'] },
  'empty-calendar': { plan: 'calendars: {never: []}', at: ['[]'] },
  'over-budget': [
    {
      plan: 'currency: EUR\npeople: {ana: {rate: 100/h}}\ntasks: {a: {effort: 1d, assign: ana, budget: 700}}',
      at: ['700'],
      says: /`a` costs 800 EUR, 100 EUR over budget/,
    },
    {
      plan: 'currency: EUR\nbudget: {total: 12k, contingency: 3k}\ntasks: {a: {effort: 1d, cost: 10k}}',
      at: ['total'],
    },
    {
      plan: 'currency: EUR\nbudget: {total: 9k, by: {fees: 1k}}\ntasks: {a: {effort: 1d, cost: {amount: 1.5k, account: fees}}}',
      at: ['fees'],
      says: /The account `fees` costs 1,500 EUR, 500 EUR over budget/,
    },
  ],
  'share-over-capacity': {
    plan: 'people: {ana: {capacity: 50%}}\ntasks: {a: {effort: 1d, assign: ana 80%}}',
    at: ['ana 80%'],
  },
  'missing-skill': {
    plan: `${people}tasks: {a: {effort: 1d, assign: ana, needs: go}}`,
    at: ['ana'],
    says: /`ben` could do it/,
  },
  'unreachable-skill': { plan: `${people}tasks: {a: {effort: 1d, needs: [go, sql]}}`, at: ['[go, sql]'] },
  'over-assigned': {
    plan: `${people}tasks: {a: {duration: 2h, on: 2026-02-03 09:00..2026-02-03 11:00, assign: ana}, b: {duration: 2h, on: 2026-02-03 10:00..2026-02-03 12:00, assign: ana}}`,
    at: ['2026-02-03 10:00..2026-02-03 12:00'],
    says: /Ana is booked 200% .* also for `a`/,
  },
  'on-day-off': { plan: 'tasks: {a: {on: 2026-02-07}}', at: ['2026-02-07'] },
  'fixed-while-away': {
    plan: 'people: {ana: {name: Ana, away: 2026-02-03}}\ntasks: {a: {duration: 2h, on: 2026-02-03, assign: ana}}',
    at: ['ana'],
  },
  'out-of-sequence': {
    plan: 'tasks: {a: {effort: 5d, status: doing, started: 2026-01-30}, b: {effort: 1d, after: a, status: doing, started: 2026-01-30}}',
    at: ['a'],
  },
  'over-effort': {
    plan: 'tasks: {a: {effort: 1d, spent: 12h}}',
    at: ['12h'],
    says: /1d 4h are booked, the estimate is 1d/,
  },
  'date-in-future': [
    { plan: 'tasks: {a: {effort: 1d, status: doing, started: 2026-03-30}}', at: ['2026-03-30'] },
    { plan: 'tasks: {a: {effort: 1d, journal: {2026-03-30: Soon}}}', at: ['2026-03-30'] },
  ],
  'outside-sprint': { plan: 'sprints: {s: 2026-02-02..2026-02-03}\ntasks: {a: {effort: 5d, sprint: s}}', at: ['s'] },
  'sprint-over-capacity': {
    plan: 'sprints: {s: {dates: 2026-02-02..2026-02-13, capacity: 5}}\ntasks: {a: {effort: 1d, sprint: s, points: 8}}',
    at: ['s'],
  },
  'review-due': { plan: 'risks: {r: {probability: 10%, affects: [], review: 2026-01-15}}', at: ['2026-01-15'] },
  'deadline-after-plan': [
    { plan: 'deadline: 2026-03-01\ntasks: {a: {effort: 1d, deadline: 2026-04-01}}', at: ['2026-04-01'] },
    {
      plan: 'tasks:\n  s:\n    deadline: 2026-03-01\n    tasks: {a: {effort: 1d, deadline: 2026-04-01}}',
      at: ['2026-04-01'],
      says: /`s`/,
    },
  ],
  'alap-without-successor': { plan: 'tasks: {a: {effort: 1d, schedule: alap}, b: 9d}', at: ['alap'] },
  'empty-glob': { plan: 'tasks: {a: {effort: 1d, code: "src/*.rs"}}', at: ['src/*.rs'] },
  'folder-without-slash': {
    plan: { 'main.plan.yaml': 'plan: Main\ntasks: {a: {effort: 1d, code: src}}\n', 'src/a.ts': '' },
    at: ['src'],
  },
  'ambiguous-symbol': {
    plan: {
      'main.plan.yaml': 'plan: Main\ntasks: {a: {effort: 1d, code: "a.py#run"}}\n',
      'a.py': 'class A:\n    def run(self):\n        pass\nclass B:\n    def run(self):\n        pass\n',
    },
    at: ['run'],
    says: /`A.run`, `B.run`/,
  },
  'missing-predecessor': { plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, start: 2026-02-05, before: t9}`, at: ['x'] },
  'missing-successor': { plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, after: t3}`, at: ['x'] },
  lead: { plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, after: t9 - 2d}`, at: ['t9 - 2d'], says: /A lead of 2d/ },
  'long-lag': { plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, after: t9 + 3w}`, at: ['t9 + 3w'] },
  'hard-constraint': {
    plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, after: t9, finish: by 2026-04-01}`,
    at: ['by 2026-04-01'],
  },
  'huge-task': { plan: `tasks:\n${chain(10)}\n  x: {effort: 50d, after: t9}`, at: ['50d'] },
  'high-float': {
    plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, after: t3}\n  y: {effort: 40d, after: t9}`,
    at: ['x'],
  },
  'start-to-finish-link': { plan: `tasks:\n${chain(10)}\n  x: {effort: 1d, after: [t9, t3 SF]}`, at: ['t3 SF'] },
  'redundant-dependency': {
    plan: 'tasks: {a: 1d, b: {effort: 1d, after: a}, c: {effort: 1d, after: [a, b]}}',
    at: ['a'],
    says: /already, through `b`/,
  },
  'unused-person': { plan: 'people: {ana: A, ben: B}\ntasks: {a: {effort: 1d, assign: ana}}', at: ['ben'] },
  'unused-team': { plan: 'people: {ana: A}\nteams: {all: ana}\ntasks: {a: {effort: 1d, assign: ana}}', at: ['all'] },
  'unused-calendar': { plan: 'calendars: {night: 22:00-06:00}\ntasks: {a: 1d}', at: ['night'] },
  'unused-sprint': { plan: 'sprints: {s: 2026-02-02..2026-02-13}\ntasks: {a: 1d}', at: ['s'] },
  'unused-status': { plan: 'statuses: {review: doing}\ntasks: {a: 1d}', at: ['review'] },
  'uncovered-folder': {
    plan: {
      'test.plan.yaml': 'plan: Shop\ntasks: {a: {effort: 1d, code: src/a.ts}}\n',
      'src/a.ts': '',
      'lib/b.ts': '',
      'lib/deep/c.ts': '',
      'web/d.ts': '// PLAN(a)\n',
    },
    at: ['Shop'],
    says: /`lib\/` \(2 source files\)/,
  },
  'task-without-code': { plan: 'tasks: {a: 1d, b: {effort: 1d, code: src/}}', at: ['a'] },
};

describe('every problem, marked where it is', () => {
  for (const [code, given] of Object.entries(cases)) {
    for (const [i, { plan, at, says, refs }] of (Array.isArray(given) ? given : [given]).entries()) {
      it(`${code}${i > 0 ? ` (${i + 1})` : ''}`, async () => {
        const files = typeof plan === 'string' ? { 'test.plan.yaml': `plan: Test\n${plan}` } : plan;
        const env = { wallMinute: () => now, holidays: noHolidays };
        const found = (await allProblems(files, { env, ...(refs ? { refs } : {}) })).filter((it) => it.code === code);
        const [text] = Object.values<string>(files);
        assert.deepEqual(
          found.map(({ start, end }) => text.slice(start, end)),
          at,
        );
        for (const problem of found) {
          assert.doesNotMatch(messageOf(problem), /[{}]/);
          if (says) assert.match(messageOf(problem), says);
        }
      });
    }
  }
});
