import type { ScheduleRow } from '../../../server/protocol/schedule';
import { t } from '../strings';

/** When a card is due, and what is wrong with that. */
export function cardFinish({ isLate, isBlocked }: ScheduleRow, finish: string): string {
  if (isLate) return isBlocked ? t('{0}, late and blocked', finish) : t('{0}, late', finish);
  return isBlocked ? t('{0}, blocked', finish) : finish;
}
