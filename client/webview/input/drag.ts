import type { PlanEdit } from '../../../server/protocol/edits';
import type { LinkType, ScheduleRow } from '../../../server/protocol/schedule';
import { MINUTES_PER_DAY, type Scale, snapMinutes, xOf } from '../layout/scale';

/** What of a bar is taken hold of. */
export type Grip = 'body' | 'finish' | 'progress' | 'link-start' | 'link-finish';

/** A bar that is dragged; pixels of the chart. */
export interface Drag {
  readonly grip: Grip;
  readonly row: ScheduleRow;
  readonly fromX: number;
  readonly fromY: number;
  readonly x: number;
  readonly y: number;
  /** Where a dependency would end. */
  readonly target: { readonly path: string; readonly end: 'start' | 'finish' } | undefined;
}

/** Pixels that the mouse moves before a click becomes a drag. */
export const DRAG_THRESHOLD = 4;

/** By how many minutes the dates are moved, in steps of what one can see. */
function draggedMinutes({ x, fromX }: Drag, scale: Scale): number {
  const snap = snapMinutes(scale);
  const minutes = ((x - fromX) * MINUTES_PER_DAY) / scale.pixelsPerDay;
  return Math.round(minutes / snap) * snap;
}

/** The dates under the mouse, as wall-clock minutes; what is not dragged stays. */
export function draggedDates(
  drag: Drag,
  scale: Scale,
): { readonly start: number; readonly finish: number } | undefined {
  const { row, grip } = drag;
  if (row.start === null || row.finish === null) return undefined;
  const by = draggedMinutes(drag, scale);
  if (grip === 'body') return { start: row.start + by, finish: row.finish + by };
  if (grip === 'finish') return { start: row.start, finish: Math.max(row.start + 15, row.finish + by) };
  return { start: row.start, finish: row.finish };
}

/** The progress under the mouse, in percent, in steps of five. */
export function draggedProgress({ row, x }: Drag, scale: Scale): number {
  if (row.start === null || row.finish === null) return 0;
  const [left, right] = [xOf(scale, row.start), xOf(scale, row.finish)];
  const percent = right > left ? ((x - left) / (right - left)) * 100 : 0;
  return Math.max(0, Math.min(100, Math.round(percent / 5) * 5));
}

/** The kind of a dependency from one end of a bar to one end of another. */
function linkType(from: 'start' | 'finish', to: 'start' | 'finish'): LinkType {
  return `${from === 'finish' ? 'F' : 'S'}${to === 'finish' ? 'F' : 'S'}`;
}

/** What the gesture asks for, in the words of planning; undefined when it changes nothing. */
export function editOf(drag: Drag, scale: Scale): PlanEdit | undefined {
  const { grip, row, target } = drag;
  const task = row.path;
  switch (grip) {
    case 'body':
    case 'finish': {
      const dates = draggedDates(drag, scale);
      if (!dates) return undefined;
      if (grip === 'body') return dates.start === row.start ? undefined : { kind: 'move', task, start: dates.start };
      return dates.finish === row.finish ? undefined : { kind: 'resize', task, finish: dates.finish };
    }
    case 'progress': {
      const done = draggedProgress(drag, scale);
      return done === row.done ? undefined : { kind: 'setProgress', task, done };
    }
    case 'link-start':
    case 'link-finish': {
      if (!target || target.path === task) return undefined;
      const type = linkType(grip === 'link-start' ? 'start' : 'finish', target.end);
      return { kind: 'link', from: task, to: target.path, ...(type === 'FS' ? {} : { type }) };
    }
  }
}

/** Whether a bar has something to take hold of there. */
export function hasGrip(row: ScheduleRow, grip: Grip): boolean {
  const isOpen = row.status === 'todo' || row.status === 'doing';
  switch (grip) {
    case 'body':
      return row.kind !== 'summary' && isOpen;
    case 'finish':
    case 'progress':
      return row.kind === 'task' && isOpen && row.start !== row.finish;
    default:
      return true;
  }
}
