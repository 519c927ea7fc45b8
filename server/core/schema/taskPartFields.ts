import { entity, fieldsOf, list, name, oneOf, scalar, text } from './types';

export const dependencyFields = fieldsOf([
  { key: 'task', type: name('task'), required: true, summary: 'The other task.', example: 'task: design' },
  {
    key: 'type',
    type: oneOf('FS', 'SS', 'FF', 'SF'),
    default: 'FS',
    summary: 'Which end waits for which: finish-to-start, start-to-start, finish-to-finish, start-to-finish.',
    example: 'type: SS',
  },
  { key: 'lag', type: scalar('lag'), summary: 'Time to wait in addition; a lead when negative.', example: 'lag: 2d' },
  { key: 'note', type: text, summary: 'Why the dependency is there.', example: 'note: Needs the signed contract' },
]);

export const costFields = fieldsOf([
  { key: 'amount', type: scalar('money'), required: true, summary: 'How much it costs.', example: 'amount: 1200' },
  {
    key: 'at',
    type: oneOf('start', 'end', 'prorated'),
    default: 'end',
    summary: 'When it is due.',
    example: 'at: start',
  },
  { key: 'account', type: name('account'), summary: 'The account that it is booked on.', example: 'account: hosting' },
]);

export const charterFields = fieldsOf([
  { key: 'purpose', type: text, summary: 'Why the project exists.', example: 'purpose: Sell online' },
  { key: 'goals', type: list(text), summary: 'What it shall reach.', example: 'goals: [first order in June]' },
  { key: 'scope', type: list(text), summary: 'What belongs to it.', example: 'scope: [shop, payment]' },
  { key: 'out-of-scope', type: list(text), summary: 'What does not.', example: 'out-of-scope: [marketplace]' },
  { key: 'success', type: list(text), summary: 'How success is measured.', example: 'success: [100 orders a day]' },
  {
    key: 'assumptions',
    type: list(text),
    summary: 'What is taken for granted.',
    example: 'assumptions: [the bank signs in March]',
  },
  { key: 'constraints', type: list(text), summary: 'What limits the project.', example: 'constraints: [no new hires]' },
]);

export const riskFields = fieldsOf([
  { key: 'title', type: text, summary: 'What may happen.', example: 'title: The vendor is late' },
  { key: 'probability', type: scalar('percent'), summary: 'How likely it is.', example: 'probability: 30%' },
  { key: 'impact', type: entity('impact'), summary: 'What it would do.', example: 'impact: {delay: 2w, cost: 5k}' },
  {
    key: 'affects',
    type: list(name('task')),
    summary: 'The tasks that it would delay.',
    example: 'affects: [payments]',
  },
  { key: 'owner', type: name('person'), summary: 'Who watches it.', example: 'owner: ana' },
  {
    key: 'response',
    type: oneOf('avoid', 'mitigate', 'transfer', 'accept'),
    summary: 'What is done about it.',
    example: 'response: mitigate',
  },
  {
    key: 'plan',
    type: text,
    summary: 'How the response is carried out.',
    example: 'plan: Ask a second vendor for an offer',
  },
  {
    key: 'status',
    type: oneOf('open', 'happened', 'closed'),
    default: 'open',
    summary: 'Whether it still can happen.',
    example: 'status: open',
  },
  {
    key: 'residual',
    type: entity('residual'),
    summary: 'What is left of it after the response.',
    example: 'residual: {probability: 10%}',
  },
  { key: 'review', type: scalar('date'), summary: 'When to look at it again.', example: 'review: 2026-04-01' },
]);

export const impactFields = fieldsOf([
  {
    key: 'delay',
    type: scalar('estimate'),
    summary: 'How much longer the tasks would take.',
    example: 'delay: 1w..3w',
  },
  { key: 'cost', type: scalar('money'), summary: 'What it would cost.', example: 'cost: 5k' },
]);

export const residualFields = fieldsOf([
  { key: 'probability', type: scalar('percent'), summary: 'How likely it still is.', example: 'probability: 10%' },
  { key: 'delay', type: scalar('estimate'), summary: 'How long it would still delay.', example: 'delay: 2d' },
  { key: 'cost', type: scalar('money'), summary: 'What it would still cost.', example: 'cost: 1k' },
]);

export const ideaFields = fieldsOf([
  { key: 'title', type: text, summary: 'What the idea is.', example: 'title: Gift cards' },
  { key: 'by', type: name('person'), summary: 'Who had it.', example: 'by: ana' },
  { key: 'votes', type: scalar('integer'), summary: 'How many want it.', example: 'votes: 3' },
  { key: 'note', type: scalar('markdown'), summary: 'Remarks in Markdown.', example: 'note: Ask sales' },
]);

export const decisionFields = fieldsOf([
  { key: 'date', type: scalar('date'), summary: 'When it was decided.', example: 'date: 2026-02-03' },
  { key: 'title', type: text, required: true, summary: 'What was decided.', example: 'title: Use PostgreSQL' },
  { key: 'why', type: scalar('markdown'), summary: 'Why it was decided so.', example: 'why: We know it' },
  { key: 'by', type: list(name('person')), summary: 'Who decided.', example: 'by: ana' },
]);
