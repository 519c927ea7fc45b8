import { either, entity, fieldsOf, list, map, name, oneOf, scalar, text } from './types';

export const personFields = fieldsOf([
  { key: 'name', type: text, default: 'the id', summary: 'The full name.', example: 'name: Ana Costa' },
  {
    key: 'email',
    type: scalar('email'),
    summary: 'The e-mail address, also used to recognise commits.',
    example: 'email: ana@example.org',
  },
  { key: 'role', type: text, summary: 'What the person does here.', example: 'role: Backend developer' },
  {
    key: 'kind',
    type: oneOf('person', 'equipment', 'material'),
    default: 'person',
    summary: 'A person, a thing that is scheduled like one, or material that only costs.',
    example: 'kind: equipment',
  },
  {
    key: 'skills',
    type: list(name('skill')),
    summary: 'What the person can do.',
    example: 'skills: [sql, typescript]',
  },
  {
    key: 'rate',
    type: scalar('rate'),
    summary: 'What an hour, day or month of work costs, or a unit of material.',
    example: 'rate: 95/h',
  },
  {
    key: 'capacity',
    type: scalar('percent'),
    default: '100%',
    summary: 'The share of working time that this plan gets.',
    example: 'capacity: 80%',
  },
  {
    key: 'efficiency',
    type: scalar('efficiency'),
    default: '1',
    summary: 'How much work gets done in a day: 1.5 does a day and a half.',
    example: 'efficiency: 1.2',
  },
  {
    key: 'units',
    type: scalar('integer'),
    default: '1',
    summary: 'How many there are of a pool of like things, taken as `3 of crane`.',
    example: 'units: 12',
  },
  {
    key: 'calendar',
    type: entity('calendar', { scalar: 'calendar' }),
    default: 'the calendar of the plan',
    summary: 'When the person works; keys left out are those of the plan’s calendar.',
    example: 'calendar: Mon-Thu 09:00-15:00',
  },
  {
    key: 'timezone',
    type: scalar('timezone'),
    default: 'that of the plan',
    summary: 'Where the person’s hours are meant.',
    example: 'timezone: Asia/Tokyo',
  },
  {
    key: 'away',
    type: list(either(map('date', text), scalar('dateSpan'))),
    summary: 'Days on which the person does not work.',
    example: 'away: [2026-02-16..2026-02-20, 2026-03-06]',
  },
  {
    key: 'limit',
    type: list(scalar('limit')),
    summary: 'At most so much work a day, week or month.',
    example: 'limit: 6h/d',
  },
  { key: 'start', type: scalar('date'), summary: 'The first day in this plan.', example: 'start: 2026-03-01' },
  { key: 'end', type: scalar('date'), summary: 'The last day in this plan.', example: 'end: 2026-09-30' },
  {
    key: 'handles',
    type: entity('handles'),
    summary: 'Names in other systems.',
    example: 'handles: {github: anacosta}',
  },
]);

export const handlesFields = fieldsOf([
  { key: 'slack', type: text, summary: 'The Slack name.', example: 'slack: ana' },
  { key: 'github', type: text, summary: 'The GitHub name.', example: 'github: anacosta' },
  { key: 'teams', type: text, summary: 'The Microsoft Teams name.', example: 'teams: ana@example.org' },
]);

export const assignmentFields = fieldsOf([
  {
    key: 'who',
    type: scalar('assignment'),
    required: true,
    summary: 'A person, a team, alternatives, or a number of a team.',
    example: 'who: ana',
  },
  {
    key: 'share',
    type: scalar('percent'),
    default: '100%',
    summary: 'The share of working time spent on the task.',
    example: 'share: 50%',
  },
]);

export const calendarFields = fieldsOf([
  {
    key: 'hours',
    type: list(scalar('hours')),
    default: 'Mon-Fri 09:00-17:00',
    summary: 'Working days and the spans of the day that are worked.',
    details: 'Days and spans may wrap (`Sat-Sun`, `22:00-06:00`); `24/7` is all hours.',
    example: 'hours: [Mon-Thu 09:00-17:30, Fri 09:00-14:00]',
  },
  {
    key: 'holidays',
    type: list(scalar('region')),
    summary: 'Countries or regions whose public holidays are free, or `none`.',
    example: 'holidays: DE-BE',
  },
  {
    key: 'off',
    type: list(either(map('date', text), scalar('dateSpan'))),
    summary: 'Dates and ranges without work, each with a reason if you like.',
    example: 'off: {2026-12-24..2027-01-01: Company shutdown}',
  },
  {
    key: 'extra',
    type: list(either(map('date', text), scalar('dateSpan'))),
    summary: 'Dates and ranges with work, whatever else says no.',
    example: 'extra: 2026-05-16 10:00-14:00',
  },
  {
    key: 'from',
    type: name('calendar'),
    default: 'the calendar of the plan',
    summary: 'The named calendar that this one changes.',
    example: 'from: night',
  },
]);

export const stakeholderFields = fieldsOf([
  { key: 'name', type: text, summary: 'What they are called.', example: 'name: Sales' },
  { key: 'role', type: text, summary: 'What they are to the project.', example: 'role: Sponsor' },
  { key: 'email', type: scalar('email'), summary: 'The e-mail address.', example: 'email: sales@example.org' },
  {
    key: 'wants',
    type: list(text),
    summary: 'What they expect of the project.',
    example: 'wants: A date for the fair',
  },
  { key: 'channel', type: text, summary: 'How they are told.', example: 'channel: monthly call' },
]);

export const statusFields = fieldsOf([
  {
    key: 'is',
    type: oneOf('todo', 'doing', 'done', 'dropped'),
    required: true,
    summary: 'The built-in status that it is a kind of.',
    example: 'is: doing',
  },
  { key: 'title', type: text, summary: 'What it is called.', example: 'title: In review' },
]);

export const sprintFields = fieldsOf([
  {
    key: 'dates',
    type: scalar('dateRange'),
    required: true,
    summary: 'The first and the last day.',
    example: 'dates: 2026-02-02..2026-02-13',
  },
  { key: 'goal', type: text, summary: 'What the sprint is for.', example: 'goal: First payment goes through' },
  {
    key: 'capacity',
    type: scalar('number'),
    summary: 'The points that the team can take on.',
    example: 'capacity: 30',
  },
]);

export const sprintSeriesFields = fieldsOf([
  {
    key: 'length',
    type: scalar('duration'),
    required: true,
    summary: 'How long each sprint is.',
    example: 'length: 2w',
  },
  {
    key: 'start',
    type: scalar('date'),
    required: true,
    summary: 'The first day of the first sprint.',
    example: 'start: 2026-02-02',
  },
  {
    key: 'count',
    type: scalar('integer'),
    required: true,
    summary: 'How many sprints there are; they are called `s1`, `s2` and so on.',
    example: 'count: 6',
  },
]);

export const budgetFields = fieldsOf([
  { key: 'total', type: scalar('money'), summary: 'The whole budget.', example: 'total: 120k' },
  {
    key: 'contingency',
    type: scalar('money'),
    summary: 'What is kept back for the unexpected.',
    example: 'contingency: 10k',
  },
  { key: 'by', type: map('id', scalar('money')), summary: 'The budget of each account.', example: 'by: {hosting: 4k}' },
]);
