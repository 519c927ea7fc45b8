import { declareProblems } from './problem';

/** Habits that make plans hard to trust, after the 14-point assessment of the DCMA (2012), and what nothing uses. */
export const qualityProblems = declareProblems({
  'missing-predecessor': {
    severity: 'hint',
    message: 'Nothing leads to `{name}`: it could start at any time',
    about: 'DCMA 14-point assessment, logic: every task but the first waits for something.',
  },
  'missing-successor': {
    severity: 'hint',
    message: 'Nothing waits for `{name}`: when it slips, nobody notices',
    about: 'DCMA 14-point assessment, logic: every task but the last is waited for.',
  },
  lead: {
    severity: 'hint',
    message: 'A lead of {lag} hides work: split the task instead',
    about: 'DCMA 14-point assessment, leads: an overlap is better shown as tasks of their own.',
  },
  'long-lag': {
    severity: 'hint',
    message: 'A lag of {lag} hides something that takes time: make it a task',
    about: 'DCMA 14-point assessment, lags: what takes more than a week has a name.',
  },
  'hard-constraint': {
    severity: 'hint',
    message: '`{text}` fixes the date and hides what depends on it; prefer a `deadline`',
    about: 'DCMA 14-point assessment, hard constraints: they stop the schedule from showing slips.',
  },
  'huge-task': {
    severity: 'hint',
    message: 'The task takes {length}: split it, so that progress can be seen',
    about: 'DCMA 14-point assessment, high duration: more than 44 working days.',
  },
  'high-float': {
    severity: 'hint',
    message: 'The task can slip by {slack}: a dependency is probably missing',
    about: 'DCMA 14-point assessment, high float: more than 44 working days.',
  },
  'start-to-finish-link': {
    severity: 'hint',
    message: 'Start-to-finish is rarely meant: the task ends when `{name}` starts',
    about: 'DCMA 14-point assessment, relationship types: most dependencies are finish-to-start.',
  },
  'redundant-dependency': {
    severity: 'hint',
    message: '`{name}` is waited for already, through `{through}`',
    about: 'Another dependency implies this one.',
  },
  'unused-person': {
    severity: 'hint',
    message: '`{name}` is not used',
    about: 'Nothing is assigned to the person, and no team includes them.',
  },
  'unused-team': {
    severity: 'hint',
    message: '`{name}` is not used',
    about: 'Nothing is assigned to the team.',
  },
  'unused-calendar': {
    severity: 'hint',
    message: '`{name}` is not used',
    about: 'Nobody and nothing works on the calendar.',
  },
  'unused-sprint': {
    severity: 'hint',
    message: '`{name}` is not used',
    about: 'No task is planned for the sprint.',
  },
  'unused-status': {
    severity: 'hint',
    message: '`{name}` is not used',
    about: 'No task has the status.',
  },
  'task-without-code': {
    severity: 'off',
    message: '`{name}` is not linked to code',
    about: 'Open tasks without `code` are reported when this problem is given a severity.',
  },
  'uncovered-folder': {
    severity: 'off',
    message: 'No task names anything in `{path}/` ({files} source files)',
    about:
      'Source folders that no task leads to and no comment links to a task are reported when this problem is given a severity, in the plan whose folder is nearest to them.',
  },
});
