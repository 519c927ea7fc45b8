import { declareProblems } from './problem';

/** What does not fit together in a plan: names, tasks, people, other plans. */
export const planProblems = declareProblems({
  'unknown-reference': {
    severity: 'error',
    message: 'No task `{name}` can be seen from here{suggestion}',
    about:
      'A reference names a task by its path, or by the end of it when only one task fits, looked up from the inside out.',
  },
  'ambiguous-reference': {
    severity: 'error',
    message: '`{name}` fits several tasks: {candidates}',
    about: 'Write more of the path to say which one is meant.',
  },
  'unknown-name': {
    severity: 'error',
    message: 'There is no {kind} `{name}`{suggestion}',
    about: 'The name is not declared in the plan.',
  },
  'own-ancestor': {
    severity: 'error',
    message: 'A task cannot wait for `{name}`, which contains it',
    about: 'A summary ends when the tasks inside end: one of them cannot wait for it.',
  },
  'own-descendant': {
    severity: 'error',
    message: 'A task cannot wait for `{name}`, which it contains',
    about: 'A summary spans the tasks inside: it cannot wait for one of them.',
  },
  'self-dependency': {
    severity: 'error',
    message: 'A task cannot wait for itself',
    about: 'Remove the dependency.',
  },
  cycle: {
    severity: 'error',
    message: 'These tasks wait for each other: {cycle}',
    about: 'Tasks that wait for each other can never start. Remove one of the dependencies; each is marked.',
  },
  'cyclic-calendar': {
    severity: 'error',
    message: 'The calendar `{name}` is made from itself',
    about: 'Follow `from`: it must end at a calendar without it.',
  },
  'cyclic-team': {
    severity: 'error',
    message: 'The team `{name}` contains itself',
    about: 'A team may contain teams, but not itself.',
  },
  'duplicate-dependency': {
    severity: 'warning',
    message: 'The dependency on `{name}` is given twice',
    about: 'Two dependencies of the same type on the same task: the one with the smaller lag has no effect.',
  },
  unestimated: {
    severity: 'hint',
    message:
      '`{name}` has no estimate and takes no time in the schedule: give it `effort`, `duration` or `milestone: true`',
    about: 'A task without an estimate cannot be scheduled sensibly.',
  },
  'milestone-with-work': {
    severity: 'warning',
    message: 'A milestone takes no time: `{key}` has no effect',
    about: 'Remove `milestone: true` or the estimate.',
  },
  'summary-with-estimate': {
    severity: 'warning',
    message: 'A summary takes its dates from the tasks inside: `{key}` has no effect',
    about: 'Move the estimate to a task of its own.',
  },
  'finished-before-started': {
    severity: 'error',
    message: 'The task is finished before it started',
    about: '`finished` lies before `started`.',
  },
  'done-with-work-left': {
    severity: 'warning',
    message: 'The task is done, yet has work left',
    about: 'Either the status or `left` is stale.',
  },
  'name-clash': {
    severity: 'error',
    message: '`{name}` is a person and a team; give one of them another id',
    about: 'Where either may stand, nobody could tell which is meant.',
  },
  'empty-team': {
    severity: 'warning',
    message: 'The team `{name}` has no members',
    about: 'A team without members can do no work.',
  },
  'duplicate-member': {
    severity: 'warning',
    message: '`{name}` is in the team twice',
    about: 'The second entry has no effect.',
  },
  'confusable-id': {
    severity: 'hint',
    message: '`{name}` is easily confused with `{other}`',
    about: 'Two ids side by side differ only in capitals, in `-` and `_`, or in letters that look alike.',
  },
  'similar-name': {
    severity: 'hint',
    message: '`{name}` is written `{other}` elsewhere',
    about: 'Two tags or skills differ only in capitals or in `-` and `_`: probably they are meant to be one.',
  },
  'person-end-before-start': {
    severity: 'error',
    message: '`{name}` leaves before coming',
    about: '`end` lies before `start`.',
  },
  'no-capacity': {
    severity: 'warning',
    message: '`{name}` has no time for this plan',
    about: 'A capacity of 0% means that nothing can be assigned to the person.',
  },
  'timezone-without-plan': {
    severity: 'information',
    message: 'A time zone of a person has no effect while the plan has none',
    about: 'Without `timezone` at the top, all dates are read on one wall clock.',
  },
  'too-many-units': {
    severity: 'warning',
    message: '{wanted} of `{name}`, but there are only {available}',
    about: 'The number asked for is larger than the team or the pool.',
  },
  'material-at-work': {
    severity: 'warning',
    message: '`{name}` is material: it is taken in units (`3 of {name}`), not for a share of the time',
    about: 'Material does no work: it costs its rate for each unit that a task takes.',
  },
  'duplicate-assignee': {
    severity: 'warning',
    message: '`{name}` is assigned twice',
    about: 'The second assignment of the same person has no effect.',
  },
  'no-effect': {
    severity: 'hint',
    message: '`{key}` has no effect: {reason}',
    about: 'The key is well-formed, but nothing depends on it here.',
  },
  'several-estimates': {
    severity: 'warning',
    message: '`{key}` has no effect beside `{other}`',
    about: 'A task has one estimate: `duration` beats `effort`, `effort` beats `elapsed`.',
  },
  'summary-with-progress': {
    severity: 'hint',
    message: 'A summary takes its progress from the tasks inside: `{key}` has no effect',
    about: 'Dates and progress of a summary are rolled up.',
  },
  'empty-summary': {
    severity: 'hint',
    message: '`{name}` has no tasks inside',
    about: 'Add a task under `tasks:`, or remove the key.',
  },
  'impossible-bounds': {
    severity: 'error',
    message: 'The task cannot start {start} and finish {finish}',
    about: 'The bounds on its start and finish contradict each other.',
  },
  'impossible-deadline': {
    severity: 'error',
    message: 'The deadline lies before {what}',
    about: 'The deadline cannot be kept, whatever the schedule is.',
  },
  'doing-without-start': {
    severity: 'hint',
    message: 'The task is under way, but does not say since when: give it `started`',
    about: 'Without `started`, the schedule lets the task begin at the status date.',
  },
  'status-contradicts-progress': {
    severity: 'warning',
    message: 'The status is `{status}`, but `{key}` says otherwise',
    about: 'The status beats what `done`, `started` and `finished` tell. One of them is stale.',
  },
  'done-below-100': {
    severity: 'warning',
    message: 'The task is done, yet `done` is {done}',
    about: 'The status beats the percentage. One of them is stale.',
  },
  'dropped-predecessor': {
    severity: 'warning',
    message: '`{name}` is dropped: nothing waits for it',
    about: 'Dependencies on dropped tasks have no effect.',
  },
  'risk-without-probability': {
    severity: 'hint',
    message: 'The risk `{name}` does not say how likely it is',
    about: 'How large a risk is follows from `probability` and `impact`.',
  },
  'risk-without-effect': {
    severity: 'hint',
    message: 'The risk `{name}` does not say what it would do',
    about: 'Give it `impact`, and the tasks that it `affects`.',
  },
  'residual-above-risk': {
    severity: 'warning',
    message: 'After the response, the risk is likelier than before',
    about: '`residual` is what is left of the risk.',
  },
  'missing-currency': {
    severity: 'hint',
    message: 'The plan has amounts of money, but no `currency`',
    about: 'Give the plan a `currency`, such as `EUR`.',
  },
  'budget-split': {
    severity: 'warning',
    message: 'The accounts together have {sum}, more than the total of {total}',
    about: 'The parts of the budget are larger than the whole.',
  },
  'unknown-account': {
    severity: 'warning',
    message: 'The budget has no account `{name}`{suggestion}',
    about: 'Accounts are declared under `budget: {by: …}`.',
  },
  'overlapping-sprints': {
    severity: 'warning',
    message: 'The sprint overlaps `{name}`',
    about: 'Sprints follow each other.',
  },
  'overlapping-off': {
    severity: 'hint',
    message: 'These days are listed already',
    about: 'The range lies inside of another one of the same list.',
  },
  'nothing-to-remove': {
    severity: 'warning',
    message: 'There is no `{key}` that the scenario could remove',
    about: '`null` removes a key of the plan that the scenario is laid over.',
  },
  'same-in-scenario': {
    severity: 'hint',
    message: '`{key}` is the same in the plan',
    about: 'What a scenario does not change need not be repeated.',
  },
  'missing-include': {
    severity: 'error',
    message: 'The plan `{path}` does not exist{suggestion}',
    about: 'The file that is included cannot be found in the workspace.',
  },
  'own-include': {
    severity: 'error',
    message: 'A plan cannot include itself',
    about: 'Remove the entry.',
  },
  'cyclic-include': {
    severity: 'error',
    message: 'These plans include each other: {cycle}',
    about: 'A portfolio includes plans that do not include it.',
  },
  'duplicate-plan': {
    severity: 'error',
    message: 'Two included plans are called `{name}`',
    about: 'A plan is called like its file; references could not tell the two apart.',
  },
  'out-of-step': {
    severity: 'warning',
    message:
      '`{first}` finishes {finish}, but `{second}` starts {start}, whose dates do not follow from those of the other plan',
    about:
      'Tasks follow the dates of the tasks of other plans that stand in their `after`; but a date that is fixed with `on` does not, and no plan moves the tasks of those that it includes with `before`.',
  },
  'unknown-plan': {
    severity: 'error',
    message: 'No plan `{name}` is included{suggestion}',
    about:
      'A task of another plan is named `plan:task`, where `plan` is the name of an included file without `.plan.yaml`.',
  },
  'unknown-baseline': {
    severity: 'warning',
    message: 'The repository has no ref `{name}`{suggestion}',
    about: 'A baseline is compared with the plan at a tag, branch or commit.',
  },
});
