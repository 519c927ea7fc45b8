import type { ScheduleRow } from '../../../server/protocol/schedule';
import type { BarBox } from './arrows';
import { type Scale, xOf } from './scale';

export const ROW_HEIGHT = 26;
export const BAR_HEIGHT = 14;
/** Short tasks stay visible. */
const MIN_WIDTH = 3;

export function middleOf(position: number): number {
  return position * ROW_HEIGHT + ROW_HEIGHT / 2;
}

/** Whether a task is drawn as a point in time. */
export function isPoint(row: Pick<ScheduleRow, 'kind' | 'start' | 'finish'>): boolean {
  return row.kind === 'milestone' || row.start === row.finish;
}

/** Where a task is drawn, or undefined when it has no dates. */
export function boxOf(
  row: Pick<ScheduleRow, 'kind' | 'start' | 'finish'>,
  position: number,
  scale: Scale,
): BarBox | undefined {
  if (row.start === null || row.finish === null) return undefined;
  const left = xOf(scale, row.start);
  const y = middleOf(position);
  if (isPoint(row)) return { left: left - BAR_HEIGHT / 2, right: left + BAR_HEIGHT / 2, y };
  return { left, right: Math.max(xOf(scale, row.finish), left + MIN_WIDTH), y };
}
