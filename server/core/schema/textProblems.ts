import { declareProblems } from './problem';

/** What is wrong with the text itself: its structure and its single values. */
export const textProblems = declareProblems({
  'not-text': {
    severity: 'error',
    message: 'This is not a text file: it contains NUL characters',
    about: 'A plan is a UTF-8 text file. Nothing in a binary file is read.',
  },
  syntax: {
    severity: 'error',
    message: '{message}',
    about: 'The YAML is not well-formed here. Everything around the mistake keeps working.',
  },
  'too-deep': {
    severity: 'error',
    message: 'This is nested too deeply to be read',
    about: 'Lists and maps are read to a depth of some hundred levels.',
  },
  'tab-indentation': {
    severity: 'error',
    message: 'YAML is indented with spaces, not with tabs',
    about: 'YAML forbids tabs in the indentation. Replace each with spaces.',
  },
  'several-documents': {
    severity: 'error',
    message: 'A plan file holds one plan: what follows `---` or `...` is not read',
    about:
      'YAML allows several documents in a file, Headway does not. Put the second plan into a file of its own and `include` it.',
  },
  'not-a-map': {
    severity: 'error',
    message: 'A plan is a map of keys such as `plan:` and `tasks:`',
    about: 'The top level of a plan file is a map.',
  },
  'duplicate-key': {
    severity: 'error',
    message: '`{key}` is already given above; only the first counts',
    about: 'A key may stand once in a map. The first one counts.',
  },
  'unknown-key': {
    severity: 'warning',
    message: '`{key}` is not a key of {entity}{suggestion}',
    about: 'The key is not part of the plan language and has no effect. Keys of your own begin with `x-`.',
  },
  'missing-key': {
    severity: 'error',
    message: '{entity} needs the key `{key}`',
    about: 'The key is required.',
  },
  'expected-map': {
    severity: 'error',
    message: '`{key}` is a map: `{example}`',
    about: 'The value has another form than the key takes.',
  },
  'expected-scalar': {
    severity: 'error',
    message: '`{key}` is a single value: `{example}`',
    about: 'The value has another form than the key takes.',
  },
  'expected-list': {
    severity: 'error',
    message: '`{key}` is a list or a single value: `{example}`',
    about: 'The value has another form than the key takes.',
  },
  'bad-id': {
    severity: 'error',
    message: '`{id}` is not an id: use letters, digits, `-` and `_`, and begin with a letter',
    about: 'Ids consist of letters of any script, digits, `-` and `_`, and begin with a letter or `_`.',
  },
  'newer-format': {
    severity: 'error',
    message: 'Format {format} is newer than this version of Headway, which reads format 1; update the extension',
    about: 'The file was written for a newer version of the plan language.',
  },
  'bad-value': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'The value cannot be read as what the key takes.',
  },
  'bad-date': {
    severity: 'error',
    message: '{reason}; a date is written `2026-02-03`, `2026-02-03 14:00`, `2026-W06`, `2026-03` or `2026-Q2`',
    about: 'The text is not a date, or the day does not exist.',
  },
  'bad-range': {
    severity: 'error',
    message: 'The range ends before it begins',
    about: 'In a range `first..last` the first is the smaller one.',
  },
  'bad-duration': {
    severity: 'error',
    message: '`{text}` is not a duration; write for example `45min`, `4h`, `3d`, `2w`, `1mo` or `1d 4h`',
    about:
      'Durations are numbers with the units `min`, `h`, `d`, `w`, `mo`; an `e` before the unit makes them elapsed (`3ed`).',
  },
  'missing-unit': {
    severity: 'error',
    message: '`{text}` has no unit; write for example `{text}d` or `{text}h`',
    about: 'A duration needs a unit: `min`, `h`, `d`, `w` or `mo`.',
  },
  'bad-estimate-order': {
    severity: 'error',
    message: 'An estimate goes from the smaller to the larger value',
    about: 'In `low..high` and `optimistic / likely / pessimistic` no value is smaller than the one before it.',
  },
  'bad-dependency': {
    severity: 'error',
    message: '`{text}` is not expected here; a dependency is `task [FS|SS|FF|SF] [+ lag | - lead]`',
    about: 'A dependency names a task, then optionally its type and a lag.',
  },
  'bad-assignment': {
    severity: 'error',
    message: '`{text}` is not expected here; an assignment is `ana`, `ana 50%`, `2 of backend` or `ana or ben`',
    about: 'An assignment names a person or team, alternatives, or a number of a team, optionally with a share.',
  },
  'bad-hours': {
    severity: 'error',
    message: '{reason}; working hours are written `Mon-Fri 09:00-12:30, 13:30-17:00` or `24/7`',
    about: 'Working hours name weekdays, then spans of the day.',
  },
  'bad-code-link': {
    severity: 'error',
    message: '{reason}',
    about: 'A link names a file, folder or glob inside the workspace, with forward slashes.',
  },
  'drifting-lines': {
    severity: 'hint',
    message: 'Line numbers drift as the code changes; a symbol (`{path}#name`) stays',
    about: 'A link to lines is followed, but goes stale when lines are added above.',
  },
  'too-large': {
    severity: 'error',
    message: 'This file has {size} MB; plans are read up to {limit} MB',
    about:
      'A plan of this size is a mistake: nothing in it is read, so that the editor stays quick. Split it and `include` the parts.',
  },
  'comment-as-value': {
    severity: 'warning',
    message: "`{text}` is a comment here, because a space stands before the `#`; write `'{text}'`",
    about: 'YAML begins a comment at a `#` after a space. Put the text in quotes.',
  },
  'empty-key': {
    severity: 'hint',
    message: '`{key}` has no value and no effect',
    about: 'Give the key a value, for example the one in its documentation, or remove it.',
  },
  'duplicate-item': {
    severity: 'warning',
    message: '`{text}` is listed twice',
    about: 'The second entry has no effect.',
  },
  'bad-boolean': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'The key takes `true` or `false`.',
  },
  'bad-number': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'The key takes a number.',
  },
  'bad-percent': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'A percentage is a number from 0 to 100 with `%`.',
  },
  'bad-priority': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'A priority is a number from 0 to 1000, or one of five words.',
  },
  'bad-timezone': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'Time zones have the names of the IANA database.',
  },
  'bad-currency': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'Currencies have the codes of ISO 4217.',
  },
  'bad-region': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'Regions are ISO 3166 codes such as `DE` or `DE-BE`.',
  },
  'bad-money': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'An amount is a number, optionally with `k` (thousand) or `M` (million).',
  },
  'bad-rate': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'A rate is an amount for so much time of work.',
  },
  'bad-limit': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'A limit is a duration for each day, week or month.',
  },
  'bad-repeat': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'Repetitions are written in words or as an RRULE of RFC 5545.',
  },
  'bad-url': {
    severity: 'warning',
    message: '`{text}` is not {expected}',
    about: 'Links are opened in a browser: only `http` and `https` addresses are.',
  },
  'bad-email': {
    severity: 'warning',
    message: '`{text}` is not {expected}',
    about: 'The text is not an e-mail address.',
  },
  'bad-baseline': {
    severity: 'error',
    message: '`{text}` is not {expected}',
    about: 'A baseline is a git ref (a tag, branch or commit) or the path of a plan file.',
  },
  'not-a-plan': {
    severity: 'error',
    message: '`{path}` is not a plan file: {reason}',
    about: 'What is included are files named `*.plan.yaml` or `*.plan.yml` inside of the workspace.',
  },
});
