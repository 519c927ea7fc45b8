import { stringify } from 'csv-stringify/sync';
import type { JsonTask, PlanJson, ScheduleJson } from '../core/features/scheduleJson';
import { formatWork } from '../core/schedule/explain';
import type { IncludedPlan } from '../core/workspace/included';
import { inColumns } from './table';

const spaced = (date: string | null): string => date?.replace('T', ' ') ?? '-';

function whoOf(task: JsonTask): string {
  return [...new Set(task.assignments.map(({ who }) => who))].join(', ');
}

/** One row a task, those of included plans after the plan's own. */
export function scheduleCsv({ tasks, included = [] }: ScheduleJson): string {
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
export function scheduleText(plans: readonly IncludedPlan[], json: ScheduleJson): string {
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
