import type { ScheduleRow } from './schedule';

/** What every view asks of the rows of a schedule; pure. */

/** Whether somebody can work on a task now, as far as the tasks before it are concerned. */
export function isReady({ kind, status, waitsFor }: ScheduleRow): boolean {
  return kind === 'task' && (status === 'todo' || status === 'doing') && waitsFor.length === 0;
}

/** Tells whether the title, path, people, tags or status of a task contain every word of a text; undefined when it has none. */
export function searching(text: string): ((row: ScheduleRow) => boolean) | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return ({ title, path, who, owner, tags, statusId }) => {
    const all = [title, path, ...who, owner ?? '', ...tags, statusId].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  };
}

/** Rows that are to be shown, and the summaries around them. */
export function withSummaries(rows: readonly ScheduleRow[], isShown: readonly boolean[]): boolean[] {
  const shown = [...isShown];
  const around: number[] = [];
  rows.forEach(({ depth }, index) => {
    around[depth] = index;
    if (!isShown[index]) return;
    for (let at = depth - 1; at >= 0 && !shown[around[at]]; at--) shown[around[at]] = true;
  });
  return shown;
}
