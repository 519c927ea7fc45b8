import { formatMinute } from '../calendar/civil';
import { slackInWords } from '../schedule/explain';
import type { PlanSnapshot } from '../workspace/snapshot';

/** A text that is shown at the end of a line and is not in the file. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
  /** The path of the task, from which more can be told. */
  readonly task: string;
}

/** The computed dates and slack behind the id of each task in a range of the text. */
export function inlayHints(snapshot: PlanSnapshot, start: number, end: number): InlayHint[] {
  const { recent: schedule, plan, text, lines } = snapshot;
  const hints: InlayHint[] = [];
  for (const task of plan.tasks) {
    const at = task.idSpan.start;
    if (at < start || at > end) continue;
    const scheduled = snapshot.scheduled(task);
    if (!scheduled) continue;
    const day = (instant: number): string => formatMinute(schedule.zone.toWall(instant)).slice(5, 10);
    const [from, to] = [day(scheduled.start), day(scheduled.finish)];
    const dates = from === to ? from : `${from} – ${to}`;
    const slack = slackInWords(scheduled, schedule.calendars.lengths);
    const lineEnd = lines.lineStart(lines.lineAt(at) + 1);
    const content = text.slice(at, lineEnd).replace(/\s+$/, '');
    hints.push({ offset: at + content.length, text: `${dates} · ${slack}`, task: task.path });
  }
  return hints;
}
