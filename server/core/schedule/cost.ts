import { civilOf, MINUTES_PER_DAY } from '../calendar/civil';
import type { DayLengths } from '../calendar/hours';
import type { Instant } from '../calendar/zone';
import type { Budget, Person } from '../model/plan';
import type { Task } from '../model/task';
import { scalarOf } from '../model/values';
import type { Problem } from '../schema/problems';
import type { Rate } from '../syntax/scalars/money';
import type { Schedule } from './types';

/** What a task costs, in the plan's currency. */
export interface TaskCost {
  /** People and equipment, by their rates. */
  readonly work: number;
  readonly material: number;
  /** The `cost` that is written on it. */
  readonly fixed: number;
  /** Of a summary: with all that is inside. */
  readonly total: number;
}

/** What a plan costs; amounts that belong to nobody, to no account, are under the empty name. */
export interface CostReport {
  readonly currency: string | undefined;
  readonly total: number;
  /** By the index of the task; undefined for what is not scheduled. */
  readonly tasks: readonly (TaskCost | undefined)[];
  /** By the id of the person, piece of equipment or material. */
  readonly people: ReadonlyMap<string, number>;
  /** By month, such as `2026-02`. */
  readonly months: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<string, number>;
  readonly budget: Budget | undefined;
}

/** The price of a minute of work. A rate without a unit of time is the price of a unit of material. */
export function perMinute(rate: Rate | undefined, lengths: DayLengths): number {
  switch (rate?.per) {
    case 'min':
      return rate.amount;
    case 'h':
      return rate.amount / 60;
    case 'd':
      return rate.amount / lengths.day;
    case 'w':
      return rate.amount / lengths.week;
    case 'mo':
      return rate.amount / lengths.month;
    case undefined:
      return 0;
  }
}

/** Sums up what a schedule costs: work by the rates of those who do it, material by the unit, and fixed costs. */
export function costOf(schedule: Schedule): CostReport {
  const { plan, calendars } = schedule;
  const { lengths } = calendars;
  const sums = {
    people: new Map<string, number>(),
    months: new Map<string, number>(),
    accounts: new Map<string, number>(),
  };
  const monthOf = (at: Instant): string => {
    const { year, month } = civilOf(Math.floor(schedule.zone.toWall(at) / MINUTES_PER_DAY));
    return `${year}-${String(month).padStart(2, '0')}`;
  };
  const spread = (amount: number, start: Instant, finish: Instant): void => {
    if (amount === 0) return;
    for (const { at, part } of byMonth(schedule, start, finish)) add(sums.months, monthOf(at), amount * part);
  };
  const tasks: (TaskCost | undefined)[] = new Array(plan.tasks.length);
  for (let i = plan.tasks.length - 1; i >= 0; i--) {
    const scheduled = schedule.tasks[i];
    if (!scheduled) continue;
    const { task, start, finish } = scheduled;
    const account = accountOf(task);
    let [work, material] = [0, 0];
    for (const { person, minutes, start: from, finish: to } of scheduled.bookings) {
      const amount = minutes * perMinute(person.rate, lengths);
      if (amount === 0) continue;
      work += amount;
      add(sums.people, person.id, amount);
      add(sums.accounts, account, amount);
      spread(amount, from, to);
    }
    for (const { person, units } of materials(task, plan.people)) {
      const amount = units * (person.rate?.per === undefined ? (person.rate?.amount ?? 0) : 0);
      if (amount === 0) continue;
      material += amount;
      add(sums.people, person.id, amount);
      add(sums.accounts, account, amount);
      add(sums.months, monthOf(start), amount);
    }
    const { amount: fixed, at } = fixedCost(task);
    if (fixed !== 0) {
      add(sums.accounts, account, fixed);
      if (at === 'prorated') spread(fixed, start, finish);
      else add(sums.months, monthOf(at === 'start' ? start : finish), fixed);
    }
    const inside = task.children.reduce((sum, { index }) => sum + (tasks[index]?.total ?? 0), 0);
    tasks[i] = { work, material, fixed, total: work + material + fixed + inside };
  }
  return {
    currency: plan.currency,
    total: plan.roots.reduce((sum, { index }) => sum + (tasks[index]?.total ?? 0), 0),
    tasks,
    people: sums.people,
    months: new Map([...sums.months].sort(([a], [b]) => (a < b ? -1 : 1))),
    accounts: sums.accounts,
    budget: plan.budget,
  };
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** The months in which a time lies, each with a moment in it and its part of the working time. */
function byMonth({ zone, calendars }: Schedule, start: Instant, finish: Instant): { at: Instant; part: number }[] {
  const parts: { at: Instant; minutes: number }[] = [];
  for (let at = start; at < finish; ) {
    const { year, month } = civilOf(Math.floor(zone.toWall(at) / MINUTES_PER_DAY));
    const end = Math.min(finish, Math.max(at + 1, zone.toInstant(Date.UTC(year, month, 1) / 60_000)));
    parts.push({ at, minutes: calendars.plan.between(at, end) });
    at = end;
  }
  const total = parts.reduce((sum, { minutes }) => sum + minutes, 0);
  if (total <= 0) return [{ at: start, part: 1 }];
  return parts.map(({ at, minutes }) => ({ at, part: minutes / total }));
}

/** The account of a task's cost, or of that of the nearest summary around that names one. */
function accountOf(task: Task): string {
  for (let at: Task | null = task; at; at = at.parent) {
    const entity = at.field('cost')?.value;
    const account = entity?.kind === 'entity' ? entity.fields.get('account')?.value : undefined;
    if (account?.kind === 'name') return account.name;
  }
  return '';
}

/** What is written as `cost`; due at the end unless it says otherwise. */
function fixedCost(task: Task): { readonly amount: number; readonly at: 'start' | 'end' | 'prorated' } {
  const value = task.field('cost')?.value;
  if (value?.kind !== 'entity') return { amount: 0, at: 'end' };
  const at = value.fields.get('at')?.value;
  return {
    amount:
      scalarOf(value.fields, 'amount', 'money') ??
      (value.short?.kind === 'scalar' && typeof value.short.data === 'number' ? value.short.data : 0),
    at: at?.kind === 'enum' && (at.data === 'start' || at.data === 'prorated') ? at.data : 'end',
  };
}

/** The material that a task takes, in units: `3 of concrete`, or one. */
function materials(task: Task, people: ReadonlyMap<string, Person>): { person: Person; units: number }[] {
  return task.assign.flatMap(({ who, count }) =>
    who.flatMap(({ name }) => {
      const person = people.get(name);
      return person?.kind === 'material' ? [{ person, units: count ?? 1 }] : [];
    }),
  );
}

/** Whether any money is written in a plan: without it, nothing has a price. */
export function hasPrices({ people, tasks }: Schedule['plan']): boolean {
  for (const { rate } of people.values()) if (rate) return true;
  return tasks.some((task) => task.has('cost'));
}

/** Reports what costs more than it may: tasks, accounts and the plan. */
export function* costProblems(schedule: Omit<Schedule, 'problems'>): Generator<void, Problem[]> {
  const { plan } = schedule;
  if (!hasPrices(plan)) return [];
  yield;
  const report = costOf({ ...schedule, problems: [] });
  const problems: Problem[] = [];
  const over = (what: string, cost: number, budget: number, at: { start: number; end: number }): void => {
    if (cost <= budget + 0.005) return;
    problems.push({
      code: 'over-budget',
      start: at.start,
      end: at.end,
      args: { what, cost: formatMoney(cost, report.currency), over: formatMoney(cost - budget, report.currency) },
    });
  };
  for (const task of plan.tasks) {
    const cost = report.tasks[task.index];
    const budget = cost && task.scalar('budget', 'money');
    if (cost && budget !== undefined) over(`\`${task.path}\``, cost.total, budget, task.spanOf('budget'));
  }
  const { budget } = plan;
  if (budget?.total !== undefined) over('The plan', report.total, budget.total - budget.contingency, budget.span);
  for (const { id, amount, span } of budget?.accounts.values() ?? [])
    over(`The account \`${id}\``, report.accounts.get(id) ?? 0, amount, span);
  return problems;
}

/** `12,400 EUR`; cents only where there are any. */
export function formatMoney(amount: number, currency: string | undefined): string {
  const rounded = Math.round(amount * 100) / 100;
  const [whole, cents = ''] = Math.abs(rounded).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = `${rounded < 0 ? '-' : ''}${grouped}${cents === '00' ? '' : `.${cents}`}`;
  return currency === undefined ? text : `${text} ${currency}`;
}
