import { Command, Option } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { type JsonTask, type PlanJson, type ScheduleJson, scheduleJson } from '../core/features/scheduleJson';
import { formatWork } from '../core/schedule/explain';
import { type IncludedPlan, includedPlans } from '../core/workspace/included';
import { inScenario, scenariosOf } from '../core/workspace/scenario';
import { type LoadedPlan, loadPlan } from './loadPlan';
import { CliError, EXIT_ERRORS_FOUND, examples, hasErrors, print, problemLines } from './output';
import { inColumns } from './table';

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
      await print(
        format === 'json'
          ? `${JSON.stringify(json, null, 2)}\n`
          : format === 'csv'
            ? csv(json)
            : text([{ name: '', snapshot }, ...included], json),
      );
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
  await print(
    format === 'json'
      ? `${JSON.stringify(json, null, 2)}\n`
      : format === 'csv'
        ? csv(json)
        : text([{ name: '', snapshot }], json),
  );
}

const spaced = (date: string | null): string => date?.replace('T', ' ') ?? '-';

function whoOf(task: JsonTask): string {
  return [...new Set(task.assignments.map(({ who }) => who))].join(', ');
}

function csv({ tasks, included = [] }: ScheduleJson): string {
  const header = [
    'path',
    'title',
    'kind',
    'start',
    'finish',
    'lateStart',
    'lateFinish',
    'totalSlack',
    'freeSlack',
    'critical',
    'done',
    'status',
    'who',
  ];
  const all = [
    ...tasks,
    ...included.flatMap(({ name, tasks: its }) => its.map((task) => ({ ...task, path: `${name}:${task.path}` }))),
  ];
  const rows = all.map((task) => [
    task.path,
    task.title,
    task.kind,
    task.start,
    task.finish,
    task.lateStart,
    task.lateFinish,
    task.totalSlack,
    task.freeSlack,
    task.critical ? 'true' : 'false',
    task.done,
    task.status,
    whoOf(task),
  ]);
  // A cell that begins like a formula must stay text when a spreadsheet opens it.
  return stringify([header, ...rows], { escape_formulas: true });
}

/** A table for people: the tasks as they are nested, dates, slack, progress, who; then those of included plans. */
function text(plans: readonly IncludedPlan[], json: ScheduleJson): string {
  const { plan, now, start, finish, included = [] } = json;
  const tables = [json, ...included].map((it, i) => rowsOf(plans[i], it));
  const heads = included.map((it) => [`${it.name}: ${it.plan}`, spaced(it.start), spaced(it.finish)]);
  return [
    `${plan}: ${spaced(start)} to ${spaced(finish)} (status date ${spaced(now)}; ! is critical)`,
    '',
    inColumns([
      ['  Task', 'Start', 'Finish', 'Slack', 'Done', 'Who'],
      ...tables.flatMap((rows, i) => (i === 0 ? rows : [heads[i - 1], ...rows])),
    ]),
  ].join('\n');
}

function rowsOf({ name, snapshot }: IncludedPlan, { tasks }: PlanJson): string[][] {
  const { lengths } = snapshot.schedule.calendars;
  const indent = name === '' ? 0 : 1;
  return tasks.map((task, i) => {
    const depth = [...snapshot.plan.tasks[i].ancestors()].length + indent;
    const mark = task.kind === 'milestone' ? '◆ ' : task.critical ? '! ' : '  ';
    const slack = task.totalSlack === null || task.status === 'done' ? '' : formatWork(task.totalSlack, lengths);
    return [
      `${mark}${'  '.repeat(depth)}${task.title}`,
      spaced(task.start),
      spaced(task.finish),
      slack,
      task.done > 0 ? `${Math.round(task.done)}%` : '',
      whoOf(task),
    ];
  });
}
