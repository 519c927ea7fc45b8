import { Command, Option } from 'commander';
import { type CostReport, formatMoney, hasPrices } from '../core/schedule/cost';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import { loadPlan } from './loadPlan';
import { examples, print } from './output';
import { inColumns } from './table';

/** `headway cost FILE`: what a plan costs, by task, person, month and account. */
export function costCommand(): Command {
  return new Command('cost')
    .description('Shows what a plan costs: by task, person, month and account, against the budget.')
    .argument('<file>', 'a plan file, or - for standard input')
    .addOption(new Option('--format <format>', 'how the costs are printed').choices(['text', 'json']).default('text'))
    .option('--now <date>', 'the status date, if the plan has none: 2026-02-03 or 2026-02-03T09:00')
    .addHelpText('after', examples('headway cost shop.plan.yaml'))
    .action(async (file: string, { format, now }: { format: 'text' | 'json'; now?: string }) => {
      const { snapshot } = await loadPlan(file, now);
      await print(format === 'json' ? `${JSON.stringify(json(snapshot), null, 2)}\n` : text(snapshot));
    });
}

function text(snapshot: PlanSnapshot): string {
  const { cost, plan } = snapshot;
  if (!hasPrices(plan)) return `${plan.title} has no prices: give people a \`rate\`, or tasks a \`cost\`.\n`;
  const money = (amount: number): string => formatMoney(amount, cost.currency);
  const budgeted = (amount: number, budget: number | undefined): string[] =>
    budget === undefined ? [money(amount)] : [money(amount), money(budget), `${Math.round((100 * amount) / budget)}%`];
  const tasks = plan.tasks.flatMap((task) => {
    const own = cost.tasks[task.index];
    const depth = [...task.ancestors()].length;
    return own ? [[`${'  '.repeat(depth)}${task.title}`, ...budgeted(own.total, task.scalar('budget', 'money'))]] : [];
  });
  const usable = plan.budget?.total === undefined ? undefined : plan.budget.total - plan.budget.contingency;
  const listed = (sums: ReadonlyMap<string, number>, name: (id: string) => string): string[][] =>
    [...sums].map(([id, amount]) => [name(id), money(amount)]);
  const accounts = new Set([...cost.accounts.keys(), ...(plan.budget?.accounts.keys() ?? [])]);
  const sections: [string, string[][]][] = [
    ['Task', [...tasks, ['Total', ...budgeted(cost.total, usable)]]],
    ['Who', listed(cost.people, (id) => plan.people.get(id)?.name ?? id)],
    ['Month', listed(cost.months, (month) => month)],
    [
      'Account',
      [...accounts].map((id) => [
        id === '' ? '(none)' : id,
        ...budgeted(cost.accounts.get(id) ?? 0, plan.budget?.accounts.get(id)?.amount),
      ]),
    ],
  ];
  return sections
    .map(([title, rows]) =>
      inColumns([[title, 'Cost', ...(rows.some((row) => row.length > 2) ? ['Budget', 'Used'] : [])], ...rows]),
    )
    .join('\n');
}

/** The public JSON: amounts in the plan's currency, in hundredths at most. */
function json({ cost, plan }: PlanSnapshot): unknown {
  const amount = (value: number): number => Math.round(value * 100) / 100;
  const object = (sums: CostReport['people']): Record<string, number> =>
    Object.fromEntries([...sums].map(([id, value]) => [id, amount(value)]));
  return {
    plan: plan.title,
    currency: cost.currency ?? null,
    total: amount(cost.total),
    budget: plan.budget
      ? {
          total: plan.budget.total ?? null,
          contingency: plan.budget.contingency,
          accounts: Object.fromEntries([...plan.budget.accounts.values()].map((it) => [it.id, it.amount])),
        }
      : null,
    tasks: plan.tasks.flatMap((task) => {
      const own = cost.tasks[task.index];
      return own
        ? [
            {
              path: task.path,
              work: amount(own.work),
              material: amount(own.material),
              fixed: amount(own.fixed),
              total: amount(own.total),
            },
          ]
        : [];
    }),
    people: object(cost.people),
    months: object(cost.months),
    accounts: object(cost.accounts),
  };
}
