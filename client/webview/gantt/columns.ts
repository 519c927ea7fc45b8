import type { PlanEdit } from '../../../server/protocol/edits';
import type { AlternativeName, ScheduleRow, TaskStatus } from '../../../server/protocol/schedule';
import { isPlanRow, planOf } from '../layout/portfolio';
import type { DateFormats } from '../layout/scale';
import type { ChosenColumn } from '../state/saved';
import type { RowGhost, Store } from '../state/store';
import { t } from '../strings';

/** How the cells of a column are edited: the text to begin with, and the edit that a new text means. */
interface CellLanguage {
  readonly text: (row: ScheduleRow) => string;
  readonly edit: (row: ScheduleRow, text: string) => PlanEdit;
  readonly isEditable?: (row: ScheduleRow) => boolean;
}

/** A column of the task grid. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly align?: 'end';
  readonly text: (row: ScheduleRow, store: Store) => string;
  readonly cell?: CellLanguage;
}

const field =
  (key: string) =>
  (row: ScheduleRow, text: string): PlanEdit => ({ kind: 'setField', task: row.path, key, value: text || null });
const isoDay = (minute: number | null): string =>
  minute === null ? '' : new Date(minute * 60_000).toISOString().slice(0, 10);
const isWork = (row: ScheduleRow): boolean => row.kind === 'task';

/** Every column that can be shown; titles are looked up when they are drawn. */
export function allColumns(): readonly Column[] {
  return [
    {
      id: 'title',
      title: t('Task'),
      width: 230,
      text: (row) => row.title,
      cell: { text: (row) => row.title, edit: field('title') },
    },
    {
      id: 'estimate',
      title: t('Estimate'),
      width: 72,
      text: (row) => row.estimate,
      cell: {
        text: (row) => row.estimate,
        edit: (row, text) => field(row.estimateKey)(row, text),
        isEditable: isWork,
      },
    },
    {
      id: 'start',
      title: t('Start'),
      width: 66,
      align: 'end',
      text: (row, { formats, now }) => (row.start === null ? '–' : formats.short(row.start, now)),
      cell: { text: (row) => isoDay(row.start), edit: field('start'), isEditable: (row) => row.kind !== 'summary' },
    },
    {
      id: 'finish',
      title: t('Finish'),
      width: 66,
      align: 'end',
      text: (row, { formats, now }) => (row.finish === null ? '–' : formats.short(row.finish, now)),
    },
    { id: 'duration', title: t('Duration'), width: 66, align: 'end', text: (row) => row.duration },
    { id: 'slack', title: t('Slack'), width: 58, align: 'end', text: (row) => row.slack },
    {
      id: 'who',
      title: t('Who'),
      width: 110,
      text: (row) => (row.who.length > 0 ? row.who.join(', ') : (row.owner ?? '')),
      cell: {
        text: (row) => row.assigned.join(', '),
        edit: (row, text) => ({
          kind: 'assign',
          task: row.path,
          who: text
            .split(',')
            .map((it) => it.trim())
            .filter(Boolean),
        }),
        isEditable: isWork,
      },
    },
    {
      id: 'done',
      title: t('Done'),
      width: 56,
      align: 'end',
      text: (row) => (row.done > 0 ? `${row.done} %` : ''),
      cell: {
        text: (row) => String(row.done),
        edit: (row, text) => ({ kind: 'setProgress', task: row.path, done: Number.parseFloat(text) || 0 }),
        isEditable: isWork,
      },
    },
    {
      id: 'status',
      title: t('Status'),
      width: 84,
      text: (row, { view }) =>
        (view && planOf(view, row).statuses.find(({ id }) => id === row.statusId)?.title) ?? row.statusId,
    },
    {
      id: 'deadline',
      title: t('Deadline'),
      width: 72,
      align: 'end',
      text: (row, { formats, now }) => (row.deadline === null ? '' : formats.short(row.deadline - 1, now)),
      cell: { text: (row) => isoDay(row.deadline === null ? null : row.deadline - 1), edit: field('deadline') },
    },
    {
      id: 'variance',
      title: t('Variance'),
      width: 72,
      align: 'end',
      text: (row, store) => varianceOf(row, store, 0),
    },
    { id: 'cost', title: t('Cost'), width: 90, align: 'end', text: (row) => row.cost },
    { id: 'tags', title: t('Tags'), width: 90, text: (row) => row.tags.join(', ') },
    { id: 'code', title: t('Code'), width: 140, text: (row) => row.code.join(', ') },
    { id: 'id', title: t('Id'), width: 120, text: (row) => row.path },
  ];
}

/** How much later a task is over than in a comparison, or in it; empty when the dates are the same. */
function varianceOf({ path }: ScheduleRow, store: Store, place: number): string {
  return store.ghostsOf(path)?.find((it) => it.place === place)?.variance ?? '';
}

/** What the plan is compared with, as a person reads it. */
export function alternativeTitle({ kind, name }: AlternativeName): string {
  return kind === 'scenario' ? t('Scenario {0}', name) : t('Baseline {0}', name);
}

/** The variance beside each of several comparisons. */
function varianceColumns(comparisons: readonly AlternativeName[]): Column[] {
  return comparisons.map(({ name }, place) => ({
    id: `variance:${place}`,
    title: name,
    width: 72,
    align: 'end',
    text: (row, store) => varianceOf(row, store, place),
  }));
}

/** The chosen columns that fit into a width, the first always. */
export function columnsIn(
  chosen: readonly ChosenColumn[],
  width: number,
  comparisons: readonly AlternativeName[],
): readonly Column[] {
  const all = new Map([...allColumns(), ...varianceColumns(comparisons)].map((column) => [column.id, column]));
  const shown: Column[] = [];
  let used = 0;
  for (const { id, width: wished } of chosen) {
    const column = all.get(id);
    if (!column || (shown.length > 0 && used + wished > width)) continue;
    shown.push({ ...column, width: wished });
    used += wished;
  }
  // What is left over belongs to the names.
  return shown.map((column, i) => (i === 0 ? { ...column, width: column.width + width - used } : column));
}

/** Whether a cell can be edited. */
export function isEditable(column: Column, row: ScheduleRow): boolean {
  return column.cell !== undefined && !isPlanRow(row) && (column.cell.isEditable?.(row) ?? true);
}

export const statusMarks: Readonly<Record<TaskStatus, string>> = { todo: '○', doing: '◐', done: '●', dropped: '⊘' };

export function statusWord(status: TaskStatus): string {
  switch (status) {
    case 'todo':
      return t('to do');
    case 'doing':
      return t('in progress');
    case 'done':
      return t('done');
    case 'dropped':
      return t('dropped');
  }
}

/** Everything about a row in a few lines. */
export function describe(row: ScheduleRow, formats: DateFormats, ghosts: readonly RowGhost[] = []): string[] {
  const lines = [row.title];
  if (row.start === null || row.finish === null) lines.push(t('Not scheduled'));
  else if (row.start === row.finish) lines.push(formats.full(row.start));
  else lines.push(`${formats.full(row.start)} – ${formats.full(row.finish)}`);
  const facts = [
    row.estimate && t('Estimate {0}', row.estimate),
    row.duration && row.kind !== 'milestone' && t('{0} of working time', row.duration),
    row.done > 0 && t('{0} % done', row.done),
    row.cost,
  ].filter(Boolean);
  if (facts.length > 0) lines.push(facts.join(' · '));
  if (row.who.length > 0) lines.push(t('Work: {0}', row.who.join(', ')));
  if (row.status !== 'done' && row.start !== null)
    lines.push(row.critical ? t('Critical: every delay delays the plan') : t('Slack: {0}', row.slack));
  const waitsFor = row.waitsFor.join(', ');
  if (row.isBlocked) lines.push(t('Blocked: waits for {0}', waitsFor));
  else if (waitsFor) lines.push(t('Waits for {0}', waitsFor));
  if (row.why) lines.push(t('Starts then because {0}', row.why));
  if (row.deadline !== null) {
    const date = formats.format(row.deadline - 1, { day: 'numeric', month: 'short', year: 'numeric' });
    lines.push(row.isLate ? t('Deadline {0} is missed', date) : t('Deadline {0}', date));
  }
  for (const { of, start, finish, variance } of ghosts)
    lines.push(`${alternativeTitle(of)}: ${formats.full(start)} – ${formats.full(finish)} (${variance})`);
  if (row.problem) lines.push(`⚠ ${row.problem.message}`);
  return lines;
}
