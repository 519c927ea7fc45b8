import { declareProblems } from './problem';

/** What only the computed dates show, and links to code. */
export const scheduleProblems = declareProblems({
  'missed-deadline': {
    severity: 'warning',
    message: 'Finishes {finish}, {late} after the deadline{driver}',
    about: 'The computed finish lies after the deadline. The message says what drives it.',
  },
  'missed-bound': {
    severity: 'warning',
    message: '{what} {actual}, {late} later than the bound allows{driver}',
    about: 'A `start` or `finish` bound cannot be kept. The schedule is computed all the same.',
  },
  'over-budget': {
    severity: 'warning',
    message: '{what} costs {cost}, {over} over budget',
    about:
      'The computed cost of the task, the account or the plan is larger than its budget; the contingency is kept back.',
  },
  'no-working-time': {
    severity: 'error',
    message: '`{name}` cannot be scheduled: {reason}',
    about:
      'The people or the calendar of the task never have the working time that it needs, or not within the thousand years that can be planned.',
  },
  'not-scheduled': {
    severity: 'information',
    message: '`{name}` has no dates: it waits for something that has none',
    about: 'Tasks in a cycle, tasks whose people never have the time, and what follows from them cannot be scheduled.',
  },
  unassigned: {
    severity: 'hint',
    message: 'Nobody works on `{name}`: give it `assign` or `owner`',
    about: 'The task has effort, but no person. It is scheduled on the calendar of the plan.',
  },
  'missing-file': {
    severity: 'warning',
    message: '`{path}` does not exist in the workspace{suggestion}',
    about: 'The file or folder that the task is linked to cannot be found.',
  },
  'missing-symbol': {
    severity: 'warning',
    message: '`{symbol}` is not found in `{path}`{suggestion}',
    about: 'The symbol that the task is linked to cannot be found in the file.',
  },
  'unknown-region': {
    severity: 'warning',
    message: 'No public holidays are known for `{region}`',
    about: 'The country or region is not among those whose holidays are known.',
  },
  'empty-calendar': {
    severity: 'error',
    message: 'This calendar has no working time',
    about: 'No day of the week has hours: nothing that uses it can be scheduled.',
  },
  'share-over-capacity': {
    severity: 'information',
    message: '`{name}` has only {capacity} for this plan: more than {share} cannot be booked',
    about: 'The share that is assigned is larger than the capacity of the person.',
  },
  'missing-skill': {
    severity: 'warning',
    message: '`{name}` does not have the skill `{skill}`{suggestion}',
    about: 'Whoever works on the task should have every skill that it `needs`.',
  },
  'unreachable-skill': {
    severity: 'warning',
    message: 'Nobody has the skills {skills} together',
    about: 'The task `needs` skills that no single person has.',
  },
  'over-assigned': {
    severity: 'warning',
    message: '{name} is booked {used} of the time that there is: also for `{other}`',
    about: 'Fixed dates leave the scheduler no choice. Everything else waits until a person is free.',
  },
  'on-day-off': {
    severity: 'warning',
    message: '{date} has no working time',
    about: 'The task is fixed to days on which its calendar has no work.',
  },
  'fixed-while-away': {
    severity: 'warning',
    message: '{name} does not work then',
    about: 'The task is fixed to a time in which a person who is assigned to it does not work.',
  },
  'out-of-sequence': {
    severity: 'information',
    message: 'The task started before `{name}` allowed it',
    about: 'Work began although what it waits for was not over. What is left waits (retained logic).',
  },
  'over-effort': {
    severity: 'information',
    message: '{spent} are booked, the estimate is {effort}',
    about: 'More work was booked than was estimated: the estimate or `left` is stale.',
  },
  'date-in-future': {
    severity: 'warning',
    message: '`{key}` lies after the status date {now}',
    about: 'What really happened cannot lie in the future.',
  },
  'outside-sprint': {
    severity: 'warning',
    message: 'Finishes {finish}, after the sprint `{name}` ends',
    about: 'The task is planned for a sprint that is over before the task is.',
  },
  'sprint-over-capacity': {
    severity: 'warning',
    message: '{points} points are planned for a sprint of {capacity}',
    about: 'The points of its tasks are more than the sprint can take on.',
  },
  'review-due': {
    severity: 'information',
    message: 'The review of the risk was due {date}',
    about: 'Look at the risk, then give it a new date.',
  },
  'deadline-after-plan': {
    severity: 'information',
    message: 'The deadline lies after that of {what}',
    about: 'A wish that is later than the one around it says nothing.',
  },
  'alap-without-successor': {
    severity: 'hint',
    message: 'Nothing waits for the task: as late as possible is the end of the plan',
    about: '`schedule: alap` moves a task to just before what follows it.',
  },
  'empty-glob': {
    severity: 'warning',
    message: 'No file fits `{path}`',
    about: 'The glob finds nothing in the workspace.',
  },
  'folder-without-slash': {
    severity: 'hint',
    message: '`{path}` is a folder: write `{path}/`',
    about: 'A slash at the end tells people and tools that a folder is meant.',
  },
  'ambiguous-symbol': {
    severity: 'hint',
    message: '`{symbol}` fits several symbols: {candidates}',
    about: 'Write more of the path to say which one is meant.',
  },
});
