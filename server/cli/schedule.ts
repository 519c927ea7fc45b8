import { Command, Option } from 'commander';
import { type ScheduleJson, scheduleJson } from '../core/features/scheduleJson';
import { type IncludedPlan, includedPlans } from '../core/workspace/included';
import { inScenario, scenariosOf } from '../core/workspace/scenario';
import { type LoadedPlan, loadPlan } from './loadPlan';
import { CliError, EXIT_ERRORS_FOUND, examples, hasErrors, print, problemLines } from './output';

/** `headway schedule FILE`: the computed dates; exit code 1 when the plan has errors. */
export function scheduleCommand(): Command {
  return new Command('schedule')
    .description('Computes the dates of a plan; exits with 1 when the plan has errors.')
    .argument('<file>', 'a plan file, or - for standard input')
    .addOption(
      new Option('--format <format>', 'how the schedule is printed').choices(['text', 'json', 'csv']).default('text'),
    )
    .option('--scenario <name>', 'schedules the plan as it would be in this scenario')
    .option('--now <date>', 'the status date, if the plan has none: 2026-02-03 or 2026-02-03T09:00')
    .addHelpText(
      'after',
      examples('headway schedule shop.plan.yaml', 'headway schedule shop.plan.yaml --format csv > shop.csv'),
    )
    .action(async (file: string, { format, scenario, now }: Options) => {
      const plan = await loadPlan(file, now);
      if (scenario !== undefined) return printScenario(plan, scenario, format);
      const { snapshot, plans, problems } = plan;
      const included = includedPlans(snapshot, (from, written) => plans.get(plans.resolve(from, written) ?? ''));
      const json = scheduleJson(snapshot.schedule, problems, snapshot.lines, included);
      await print(await printed(format, json, [{ name: '', snapshot }, ...included]));
      if (format !== 'json')
        for (const line of problemLines({
          ...plan,
          problems: plan.problems.filter(({ severity }) => severity === 'error'),
        }))
          process.stderr.write(`${line}\n`);
      if (hasErrors(plan.problems)) process.exitCode = EXIT_ERRORS_FOUND;
    });
}

interface Options {
  readonly format: Format;
  readonly scenario?: string;
  readonly now?: string;
}

type Format = 'text' | 'json' | 'csv';

/** The dates of a plan in a scenario; what is wrong with the text is a matter of the plan itself. */
async function printScenario(plan: LoadedPlan, name: string, format: Format): Promise<void> {
  const scenarios = scenariosOf(plan.snapshot);
  const scenario = scenarios.find((it) => it.name === name);
  if (!scenario) {
    const known = scenarios.map((it) => `\`${it.name}\``).join(', ');
    throw new CliError(`${plan.file} has no scenario \`${name}\`${known ? `; it has ${known}` : ''}`);
  }
  const snapshot = inScenario(plan.snapshot, scenario);
  const json = scheduleJson(snapshot.schedule, [], snapshot.lines);
  await print(await printed(format, json, [{ name: '', snapshot }]));
}

async function printed(format: Format, json: ScheduleJson, plans: readonly IncludedPlan[]): Promise<string> {
  if (format === 'json') return `${JSON.stringify(json, null, 2)}\n`;
  const { scheduleCsv, scheduleText } = await import('./scheduleTable');
  return format === 'csv' ? scheduleCsv(json) : scheduleText(plans, json);
}
