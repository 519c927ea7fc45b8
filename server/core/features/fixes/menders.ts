import { lineStartAt } from '../../base/lines';
import { formatMinute, MINUTES_PER_DAY } from '../../calendar/civil';
import type { Person } from '../../model/plan';
import type { Task } from '../../model/task';
import { formatWork } from '../../schedule/explain';
import type { ProblemCode } from '../../schema/problems';
import { isId } from '../../syntax/scalars/names';
import type { PlanSnapshot } from '../../workspace/snapshot';
import type { Diagnostic } from '../diagnostics';
import { today, writtenDate } from '../edits/dates';
import { setStatus } from '../edits/edits';
import { removeField, setField } from '../edits/fields';
import { link as linkTo } from '../edits/links';
import { removeItemAt, removeKeyAt } from '../edits/remove';
import { addTask, freeId } from '../edits/structure';
import { listToMap } from '../refactorings/forms';
import { splitTask } from '../refactorings/tasks';
import { addAtTop, addDeclaration, addToDeclared } from './declare';
import type { Mend, Mender } from './fix';

const textOf = (snapshot: PlanSnapshot, { start, end }: Diagnostic): string => snapshot.text.slice(start, end);

const replace =
  (title: string, text: string, isPreferred = true): Mender =>
  (_, { start, end }) => [{ title, isPreferred, changes: () => [{ start, end, text }] }];

const removeKey =
  (title = 'Remove it'): Mender =>
  (_, { start }) => [{ title, isPreferred: true, changes: (plan) => removeKeyAt(plan, start) }];

const removeItem =
  (title = 'Remove it'): Mender =>
  (_, { start }) => [{ title, isPreferred: true, changes: (plan) => removeItemAt(plan, start) }];

const removeDependency = removeItem('Remove this dependency');

/** A mend of a key of the task around the problem. */
const onTask =
  (make: (task: Task, snapshot: PlanSnapshot, problem: Diagnostic) => readonly Mend[]): Mender =>
  (snapshot, problem, task) =>
    task ? make(task, snapshot, problem) : [];

const set = (title: string, task: Task, key: string, value: string, isPreferred = false): Mend => ({
  title,
  isPreferred,
  changes: (plan) => setField(plan, task, key, value),
});

/** People who could work on a task: with its skills, those who are free the longest first. */
function candidates({ plan, schedule }: PlanSnapshot, task: Task): Person[] {
  const needs = task.inheritedNames('needs');
  const busy = new Map<string, number>();
  for (const scheduled of schedule.tasks)
    for (const { person, minutes } of scheduled?.bookings ?? [])
      busy.set(person.id, (busy.get(person.id) ?? 0) + minutes);
  return [...plan.people.values()]
    .filter((person) => person.kind === 'person' && needs.every((need) => person.skills.includes(need)))
    .sort((a, b) => (busy.get(a.id) ?? 0) - (busy.get(b.id) ?? 0))
    .slice(0, 3);
}

const finishDate = (snapshot: PlanSnapshot, task: Task): string | undefined => {
  const scheduled = snapshot.schedule.tasks[task.index];
  if (!scheduled || !Number.isFinite(scheduled.finish)) return undefined;
  const wall = snapshot.schedule.zone.toWall(scheduled.finish);
  return formatMinute(Math.floor((wall - 1) / MINUTES_PER_DAY) * MINUTES_PER_DAY).slice(0, 10);
};

/** How each problem is mended, besides what could stand in its place. */
export const menders: Partial<Record<ProblemCode, Mender>> = {
  syntax: (_, { start, end, args }) => {
    const opener = /^`([[{"'])` is not closed/.exec(args.message)?.[1];
    if (args.message.startsWith('A `:` is missing'))
      return [{ title: 'Add the `:`', isPreferred: true, changes: () => [{ start: end, end, text: ':' }] }];
    if (opener === undefined || end <= start) return [];
    const closer = { '[': ']', '{': '}' }[opener] ?? opener;
    return [{ title: `Add the \`${closer}\``, isPreferred: true, changes: () => [{ start: end, end, text: closer }] }];
  },
  'tab-indentation': (snapshot, { start }) => [
    {
      title: 'Indent with spaces',
      isPreferred: true,
      changes: () => {
        const line = lineStartAt(snapshot.text, start);
        const indent = /^[ \t]*/.exec(snapshot.text.slice(line))?.[0] ?? '';
        return [{ start: line, end: line + indent.length, text: indent.replaceAll('\t', '  ') }];
      },
    },
  ],
  'duplicate-key': removeKey('Remove the second one'),
  'duplicate-item': removeItem('Remove the second one'),
  'unknown-key': (snapshot, problem) => [
    {
      title: `Keep it as a key of your own: \`x-${textOf(snapshot, problem)}\``,
      changes: () => [{ start: problem.start, end: problem.start, text: 'x-' }],
    },
    { title: 'Remove it', changes: (plan) => removeKeyAt(plan, problem.start) },
  ],
  'missing-key': (snapshot, { args }) =>
    args.key === 'plan'
      ? [{ title: 'Add a title', isPreferred: true, changes: () => [addAtTop(snapshot, 'plan', 'Untitled')] }]
      : [],
  'expected-map': (_, { args, start }) =>
    /^(?:tasks|people)$/.test(args.key)
      ? [{ title: 'Make a map of the list', isPreferred: true, changes: (plan) => listToMap(plan, start) }]
      : [],
  'empty-key': removeKey(),
  'bad-id': (snapshot, problem) => {
    const id = freeId([], textOf(snapshot, problem));
    return [{ title: `Call it \`${id}\``, changes: () => [{ start: problem.start, end: problem.end, text: id }] }];
  },
  'bad-range': (snapshot, problem) => {
    const [first, last] = textOf(snapshot, problem).split('..');
    return last === undefined
      ? []
      : replace('Turn the range round', `${last.trim()}..${first.trim()}`)(snapshot, problem, undefined);
  },
  'unknown-reference': (snapshot, problem, task) => {
    const id = textOf(snapshot, problem);
    if (!isId(id) || !task) return [];
    return [
      {
        title: `Create the task \`${id}\``,
        changes: (plan) => addTask(plan, { parent: task.parent, before: task }, { id, fields: [['effort', '1d']] }),
      },
    ];
  },
  'unknown-name': (snapshot, problem) => {
    const { kind, name } = problem.args;
    const map = { person: 'people', 'person or team': 'people', calendar: 'calendars', sprint: 'sprints' }[kind];
    if (map === undefined || !isId(name)) return [];
    const value =
      { people: name.replace(/^\p{Ll}/u, (c) => c.toUpperCase()), calendars: 'Mon-Fri 09:00-17:00' }[map] ??
      `${today(snapshot)}..${today(snapshot)}`;
    return [
      { title: `Declare \`${name}\` under \`${map}\``, changes: (plan) => addDeclaration(plan, map, name, value) },
    ];
  },
  'self-dependency': removeDependency,
  'own-ancestor': removeDependency,
  'own-descendant': removeDependency,
  cycle: removeDependency,
  'duplicate-dependency': removeDependency,
  'redundant-dependency': removeDependency,
  'dropped-predecessor': removeDependency,
  unestimated: onTask((task) => [
    set('Estimate it: `effort: 1d`', task, 'effort', '1d', true),
    set('Make it a milestone', task, 'milestone', 'true'),
  ]),
  'milestone-with-work': onTask((task, _, { start }) => [
    { title: 'Remove the estimate', changes: (plan) => removeKeyAt(plan, start) },
    { title: 'Make it a task with work', changes: (plan) => removeField(plan, task, 'milestone') },
  ]),
  'several-estimates': removeKey(),
  'summary-with-estimate': removeKey(),
  'summary-with-progress': removeKey(),
  'empty-summary': removeKey('Remove `tasks`'),
  'no-effect': removeKey(),
  'impossible-bounds': removeKey('Remove this bound'),
  'impossible-deadline': removeKey('Remove the deadline'),
  'finished-before-started': onTask((task, snapshot) => {
    const written = (key: string): string => {
      const { start, end } = task.spanOf(key);
      return snapshot.text.slice(start, end);
    };
    return [
      {
        title: 'Swap the dates',
        changes: () => [
          { ...task.spanOf('started'), text: written('finished') },
          { ...task.spanOf('finished'), text: written('started') },
        ],
      },
    ];
  }),
  'done-with-work-left': removeKey('Remove `left`'),
  'done-below-100': removeKey('Remove `done`'),
  'doing-without-start': onTask((task, snapshot) => {
    const date = snapshot.schedule.tasks[task.index]?.start;
    const day =
      date === undefined
        ? today(snapshot)
        : writtenDate(snapshot, snapshot.schedule.zone.toWall(date), 'start').slice(0, 10);
    return [
      set(
        `It started ${day < today(snapshot) ? day : 'today'}`,
        task,
        'started',
        day < today(snapshot) ? day : today(snapshot),
        true,
      ),
    ];
  }),
  'status-contradicts-progress': onTask((task, _, { args }) => {
    const status =
      args.key === 'finished' || (args.key === 'done' && task.scalar('done', 'percent') === 100) ? 'done' : 'doing';
    return [
      {
        title: `Set the status to \`${status}\``,
        isPreferred: true,
        changes: (plan) => setField(plan, task, 'status', status),
      },
      {
        title: `Keep the status \`${args.status}\`, remove the progress`,
        changes: (plan) => setStatus(plan, task, args.status),
      },
    ];
  }),
  'date-in-future': onTask((task, snapshot, { args }) =>
    args.key === 'journal' ? [] : [set('It was today', task, args.key, today(snapshot))],
  ),
  unassigned: onTask((task, snapshot) =>
    candidates(snapshot, task).map((person) => set(`Let ${person.name} do it`, task, 'assign', person.id)),
  ),
  'missed-deadline': (snapshot, { start, end }, task) => {
    const finish = task
      ? finishDate(snapshot, task)
      : writtenDate(snapshot, snapshot.schedule.zone.toWall(snapshot.schedule.finish), 'finish').slice(0, 10);
    const mends: Mend[] = [];
    if (task && !task.isSummary && task.scalar('priority', 'priority') !== 900)
      mends.push(set('Give it the highest priority', task, 'priority', 'highest'));
    if (task && !task.isSummary)
      for (const person of candidates(snapshot, task).filter(
        ({ id }) => !task.assign.some(({ who }) => who.some(({ name }) => name === id)),
      ))
        mends.push(set(`Let ${person.name} do it`, task, 'assign', person.id));
    if (finish !== undefined)
      mends.push({ title: `Move the deadline to ${finish}`, changes: () => [{ start, end, text: finish }] });
    return mends;
  },
  'missed-bound': onTask((task, snapshot, { start, end, args }) => {
    const key = args.what === 'Starts' ? 'start' : 'finish';
    const scheduled = snapshot.schedule.tasks[task.index];
    if (!scheduled) return [];
    const date = writtenDate(snapshot, snapshot.schedule.zone.toWall(scheduled[key]), key);
    const word = /^(?:by|at)\s+/.exec(snapshot.text.slice(start, end))?.[0] ?? '';
    return [
      { title: `Move the bound to ${date}`, changes: () => [{ start, end, text: `${word}${date}` }] },
      { title: 'Remove the bound', changes: (plan) => removeField(plan, task, key) },
    ];
  }),
  'hard-constraint': onTask((task, _, { args }) => {
    const bound = /^finish: (?:by\s+)?(\d\S*)$/.exec(args.text)?.[1];
    return bound === undefined
      ? []
      : [
          {
            title: 'Make it a deadline',
            changes: (plan) => [...setField(plan, task, 'deadline', bound), ...removeField(plan, task, 'finish')],
          },
        ];
  }),
  'on-day-off': onTask((task, snapshot) => {
    const on = task.scalar('on', 'dateRange');
    if (!on) return [];
    const { calendars, zone } = snapshot.schedule;
    const next = zone.toWall((calendars.ofTask(task) ?? calendars.plan).next(zone.toInstant(on.start)));
    if (!Number.isFinite(next)) return [];
    const day = formatMinute(next).slice(0, 10);
    return [set(`Move it to ${day}`, task, 'on', day)];
  }),
  'share-over-capacity': (snapshot, problem) => {
    const text = textOf(snapshot, problem).replace(/\d+(?:\.\d+)?%/, problem.args.capacity);
    return replace(`Set the share to ${problem.args.capacity}`, text)(snapshot, problem, undefined);
  },
  'duplicate-member': removeItem('Remove the second one'),
  'duplicate-assignee': removeItem('Remove the second one'),
  'material-at-work': removeItem(),
  'overlapping-off': removeItem(),
  'empty-team': removeKey(),
  'too-many-units': (snapshot, { start, args }) => {
    const before = snapshot.text.slice(0, start);
    const count = /(\d+)\s+of\s+$/.exec(before);
    if (!count) return [];
    return [
      {
        title: `Take ${args.available}`,
        isPreferred: true,
        changes: () => [{ start: count.index, end: count.index + count[1].length, text: args.available }],
      },
    ];
  },
  'timezone-without-plan': (snapshot, problem) => [
    {
      title: `Give the plan the time zone ${textOf(snapshot, problem)}`,
      changes: () => [addAtTop(snapshot, 'timezone', textOf(snapshot, problem))],
    },
  ],
  'missing-currency': (snapshot) =>
    ['EUR', 'USD'].map((code) => ({ title: `Use ${code}`, changes: () => [addAtTop(snapshot, 'currency', code)] })),
  'risk-without-probability': (_, { end }) => [
    {
      title: 'Say how likely it is: `probability: 20%`',
      changes: (plan) => addToDeclared(plan, 'risks', end, 'probability', '20%'),
    },
  ],
  'nothing-to-remove': removeKey(),
  'same-in-scenario': removeKey(),
  'own-include': removeItem('Do not include it'),
  'cyclic-include': removeItem('Do not include it'),
  'duplicate-plan': removeItem('Do not include it'),
  'deadline-after-plan': removeKey('Remove the deadline'),
  'outside-sprint': onTask((task, snapshot) => {
    const scheduled = snapshot.schedule.tasks[task.index];
    if (!scheduled) return [];
    const wall = snapshot.schedule.zone.toWall(scheduled.finish);
    const fits = [...snapshot.plan.sprints.values()].find((sprint) => sprint.start < wall && wall <= sprint.end);
    return fits ? [set(`Plan it for \`${fits.id}\``, task, 'sprint', fits.id, true)] : [];
  }),
  'alap-without-successor': removeKey('Schedule it as soon as possible'),
  'start-to-finish-link': (snapshot, problem) =>
    replace('Make it finish-to-start', textOf(snapshot, problem).replace(/\s+SF\b/i, ''), false)(
      snapshot,
      problem,
      undefined,
    ),
  'unused-person': removeKey(),
  'unused-team': removeKey(),
  'unused-calendar': removeKey(),
  'unused-sprint': removeKey(),
  'unused-status': removeKey(),
  'missing-successor': onTask((task, snapshot) => {
    const last = snapshot.plan.tasks.filter((it) => it.scalar('milestone', 'true') && !it.isInside(task)).pop();
    return last ? [{ title: `Let \`${last.path}\` wait for it`, changes: (plan) => linkTo(plan, task, last) }] : [];
  }),
  'huge-task': onTask((task) => [{ title: 'Split it in two', changes: (plan) => splitTask(plan, task) }]),
  'over-effort': onTask((task, snapshot, { args }) => [
    set(`Raise the estimate to ${args.spent}`, task, 'effort', args.spent.replace(/^-/, '')),
    ...(snapshot.schedule.tasks[task.index]
      ? [
          set(
            `There are ${formatWork(snapshot.schedule.calendars.lengths.day, snapshot.schedule.calendars.lengths)} left`,
            task,
            'left',
            '1d',
          ),
        ]
      : []),
  ]),
};
