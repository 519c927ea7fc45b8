import { Command, Option } from 'commander';
import { type Alternative, alternativesOf } from '../core/features/alternatives';
import { missedDeadlines } from '../core/features/compare';
import { formatMoney } from '../core/schedule/cost';
import { formatInstant, formatWork, isoInstant } from '../core/schedule/explain';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import { gitHistory } from './history';
import { loadPlan } from './loadPlan';
import { CliError, examples, print } from './output';
import { inColumns } from './table';

/** `headway compare FILE`: the plan beside its scenarios and baselines. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('Shows a plan beside its scenarios and baselines.')
    .argument('<file>', 'a plan file')
    .addOption(
      new Option('--format <format>', 'how the comparison is printed').choices(['text', 'json']).default('text'),
    )
    .option('--with <name>', 'lists the tasks that differ in this scenario or baseline')
    .option('--now <date>', 'the status date, if the plan has none: 2026-02-03 or 2026-02-03T09:00')
    .addHelpText(
      'after',
      examples('headway compare shop.plan.yaml', 'headway compare shop.plan.yaml --with bigger-team'),
    )
    .action(async (file: string, options: { format: 'text' | 'json'; with?: string; now?: string }) => {
      const { snapshot, plans, environment } = await loadPlan(file, options.now);
      const all = await alternativesOf(snapshot, plans, gitHistory, environment);
      const shown = options.with === undefined ? all : all.filter(({ name }) => name === options.with);
      if (options.with !== undefined && shown.length === 0)
        throw new CliError(`${file} has no scenario and no baseline called \`${options.with}\``);
      await print(
        options.format === 'json'
          ? `${JSON.stringify(json(snapshot, shown), null, 2)}\n`
          : options.with === undefined
            ? overview(snapshot, shown)
            : details(snapshot, shown[0]),
      );
    });
}

function overview(snapshot: PlanSnapshot, alternatives: readonly Alternative[]): string {
  const { schedule } = snapshot;
  const { lengths } = schedule.calendars;
  const isPriced = snapshot.cost.total !== 0 || alternatives.some((it) => it.comparison?.costVariance);
  const cost = (it: PlanSnapshot): string[] => (isPriced ? [formatMoney(it.cost.total, it.cost.currency)] : []);
  const rows = alternatives.map(({ kind, name, snapshot: other, comparison }) =>
    other && comparison
      ? [
          `${kind} ${name}`,
          formatInstant(other.schedule.finish, other.schedule.zone),
          signed(comparison.finishVariance * (kind === 'baseline' ? -1 : 1), (it) => formatWork(it, lengths)),
          ...cost(other),
          String(missedDeadlines(other.schedule)),
          String(comparison.moved.length),
        ]
      : [`${kind} ${name}`, 'cannot be read'],
  );
  const head = ['', 'Finish', 'Against the plan', ...(isPriced ? ['Cost'] : []), 'Late', 'Tasks that differ'];
  const plan = [
    snapshot.plan.title,
    formatInstant(schedule.finish, schedule.zone),
    '',
    ...cost(snapshot),
    String(missedDeadlines(schedule)),
    '',
  ];
  return inColumns([head, plan, ...rows]);
}

function details(snapshot: PlanSnapshot, { name, kind, comparison }: Alternative): string {
  if (!comparison) throw new CliError(`the ${kind} \`${name}\` cannot be read`);
  const { zone, calendars } = snapshot.schedule;
  const date = (at: number): string => formatInstant(at, zone);
  const rows = comparison.moved.map(({ path, start, finish, finishVariance }) => [
    path,
    `${date(start.from)} → ${date(start.to)}`,
    `${date(finish.from)} → ${date(finish.to)}`,
    signed(finishVariance, (it) => formatWork(it, calendars.lengths)),
  ]);
  const others = [
    ...comparison.added.map((path) => [path, 'added']),
    ...comparison.removed.map((path) => [path, 'removed']),
  ];
  return inColumns([['Task', 'Start', 'Finish', 'Variance'], ...rows, ...others]);
}

function signed(minutes: number, text: (minutes: number) => string): string {
  return minutes === 0 ? '=' : minutes > 0 ? `+${text(minutes)}` : text(minutes);
}

/** The public JSON: dates as in docs/schedule-json.md, variances in working minutes. */
function json(snapshot: PlanSnapshot, alternatives: readonly Alternative[]): unknown {
  const summary = ({ schedule, cost }: PlanSnapshot): object => ({
    start: isoInstant(schedule.start, schedule.zone),
    finish: isoInstant(schedule.finish, schedule.zone),
    cost: cost.total,
    missedDeadlines: missedDeadlines(schedule),
  });
  const { zone } = snapshot.schedule;
  return {
    plan: snapshot.plan.title,
    ...summary(snapshot),
    alternatives: alternatives.map(({ kind, name, snapshot: other, comparison }) => ({
      kind,
      name,
      ...(other && comparison
        ? {
            ...summary(other),
            finishVariance: comparison.finishVariance,
            costVariance: comparison.costVariance ?? null,
            added: comparison.added,
            removed: comparison.removed,
            moved: comparison.moved.map(({ path, start, finish, startVariance, finishVariance }) => ({
              path,
              start: { from: isoInstant(start.from, zone), to: isoInstant(start.to, zone) },
              finish: { from: isoInstant(finish.from, zone), to: isoInstant(finish.to, zone) },
              startVariance,
              finishVariance,
            })),
          }
        : { error: 'cannot be read' }),
    })),
  };
}
