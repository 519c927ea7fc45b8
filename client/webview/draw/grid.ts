import type { ScheduleRow, ScheduleView } from '../../../server/protocol/schedule';
import type { VisibleRow } from '../layout/rows';
import type { DateFormats } from '../layout/scale';
import { html } from './svg';

/** A column of the task grid. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly text: (row: ScheduleRow, view: ScheduleView, formats: DateFormats) => string;
}

function date(minute: number | null, view: ScheduleView, formats: DateFormats): string {
  if (minute === null) return '–';
  const isThisYear = new Date(minute * 60_000).getUTCFullYear() === new Date(view.now * 60_000).getUTCFullYear();
  return formats.format(minute, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: '2-digit' }) });
}

export const columns: readonly Column[] = [
  { id: 'title', title: 'Task', width: 220, text: (row) => row.title },
  { id: 'start', title: 'Start', width: 64, text: (row, view, formats) => date(row.start, view, formats) },
  { id: 'finish', title: 'Finish', width: 64, text: (row, view, formats) => date(row.finish, view, formats) },
  { id: 'slack', title: 'Slack', width: 56, text: (row) => row.slack },
  { id: 'who', title: 'Who', width: 96, text: (row) => (row.who.length > 0 ? row.who.join(', ') : (row.owner ?? '')) },
];

const statusMarks: Record<ScheduleRow['status'], string> = { todo: '○', doing: '◐', done: '●', dropped: '⊘' };
const statusWords: Record<ScheduleRow['status'], string> = {
  todo: 'to do',
  doing: 'in progress',
  done: 'done',
  dropped: 'dropped',
};

/** A row of the treegrid with the same content as its bar. */
export function gridRow(
  visible: VisibleRow,
  position: number,
  view: ScheduleView,
  formats: DateFormats,
  shown: readonly Column[],
  isSelected: boolean,
): HTMLElement {
  const { row, hasChildren, isExpanded } = visible;
  const element = html(
    'div',
    [
      'row',
      row.kind,
      row.status,
      ...(row.critical ? ['critical'] : []),
      ...(row.isLate ? ['late'] : []),
      ...(isSelected ? ['selected'] : []),
    ].join(' '),
  );
  element.setAttribute('role', 'row');
  element.setAttribute('aria-level', String(row.depth + 1));
  element.setAttribute('aria-rowindex', String(position + 2));
  element.setAttribute('aria-selected', String(isSelected));
  element.tabIndex = isSelected ? 0 : -1;
  element.dataset.path = row.path;
  element.dataset.position = String(position);
  if (hasChildren) element.setAttribute('aria-expanded', String(isExpanded));
  for (const column of shown) {
    const cell = html('div', `cell ${column.id}`);
    cell.setAttribute('role', 'gridcell');
    cell.style.width = `${column.width}px`;
    if (column.id === 'title') cell.append(...titleParts(row, hasChildren, isExpanded));
    else cell.textContent = column.text(row, view, formats);
    element.append(cell);
  }
  element.title = tooltip(row, view, formats);
  return element;
}

function titleParts(row: ScheduleRow, hasChildren: boolean, isExpanded: boolean): HTMLElement[] {
  const indent = html('span', 'indent');
  indent.style.width = `${row.depth * 14}px`;
  const twisty = html('span', hasChildren ? 'twisty' : 'twisty none', hasChildren ? (isExpanded ? '▾' : '▸') : '');
  twisty.setAttribute('aria-hidden', 'true');
  const mark = html(
    'span',
    'mark',
    row.kind === 'milestone' ? '◆' : row.kind === 'summary' ? '' : statusMarks[row.status],
  );
  mark.setAttribute('aria-label', statusWords[row.status]);
  mark.setAttribute('role', 'img');
  const title = html('span', 'name', row.title);
  title.dir = 'auto';
  return row.kind === 'summary' ? [indent, twisty, title] : [indent, twisty, mark, title];
}

/** Everything about a row in a few lines. */
export function tooltip(row: ScheduleRow, view: ScheduleView, formats: DateFormats): string {
  const lines = [row.title, row.path];
  if (row.start === null || row.finish === null) lines.push('Not scheduled');
  else {
    const full = (minute: number): string =>
      formats.format(minute, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
    lines.push(row.start === row.finish ? full(row.start) : `${full(row.start)} – ${full(row.finish)}`);
  }
  if (row.status !== 'done' && row.start !== null) lines.push(row.critical ? 'Critical' : `Slack: ${row.slack}`);
  if (row.done > 0) lines.push(`${row.done} % done`);
  if (row.who.length > 0) lines.push(`Work: ${row.who.join(', ')}`);
  if (row.why) lines.push(`Starts then because ${row.why}`);
  if (row.deadline !== null)
    lines.push(`Deadline ${date(row.deadline - 1, view, formats)}${row.isLate ? ' (missed)' : ''}`);
  return lines.join('\n');
}
