// Dates and slacks that Microsoft Project itself computed and saved in its XML format: the facts of such files (start,
// finish, slack, links, lags, not-before dates), beside what Headway computes from the same plan.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseMinute } from '../../server/core/calendar/civil';
import { snapshotOf } from '../support/plans';

interface SavedProject {
  readonly savedBy: string;
  readonly start: string;
  readonly finish: string;
  readonly hours: string;
  readonly tasks: readonly SavedTask[];
}

interface SavedTask {
  readonly id: string;
  readonly minutes: number;
  readonly start: string;
  readonly finish: string;
  /** Working minutes. */
  readonly totalSlack?: number;
  readonly freeSlack?: number;
  readonly notBefore?: string;
  readonly after?: readonly { readonly task: string; readonly type: string; readonly lagMinutes: number }[];
}

function asPlan({ start, hours, tasks }: SavedProject): string {
  const lines = [
    'plan: P',
    `start: ${start.replace('T', ' ')}`,
    `now: ${start.replace('T', ' ')}`,
    `calendar: '${hours}'`,
    'tasks:',
  ];
  for (const { id, minutes, notBefore, after = [] } of tasks) {
    const keys = [minutes === 0 ? 'milestone: true' : `duration: ${minutes}min`];
    if (notBefore) keys.push(`start: ${notBefore.replace('T', ' ')}`);
    const links = after.map(
      ({ task, type, lagMinutes: lag }) =>
        `${task} ${type}${lag === 0 ? '' : ` ${lag < 0 ? '-' : '+'} ${Math.abs(lag)}min`}`,
    );
    if (links.length > 0) keys.push(`after: [${links.join(', ')}]`);
    lines.push(`  ${id}: {${keys.join(', ')}}`);
  }
  return `${lines.join('\n')}\n`;
}

const folder = 'test/fixtures/msproject';

describe('Microsoft Project', () => {
  for (const file of readdirSync(folder)) {
    const saved = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as SavedProject;
    // A file may hold tasks that end later but cannot be told in full, such as work with contours: slack counts from there.
    const end =
      saved.tasks
        .map(({ finish }) => finish)
        .sort()
        .at(-1) ?? '';
    const behind = saved.finish > end;
    it(`${file.replace('.json', '')}: ${saved.tasks.length} tasks saved by ${saved.savedBy}`, () => {
      const { schedule } = snapshotOf(asPlan(saved));
      const { plan: time } = schedule.calendars;
      const later = behind ? time.between(parseMinute(end) as number, parseMinute(saved.finish) as number) : 0;
      saved.tasks.forEach((task, i) => {
        const computed = schedule.tasks[i];
        assert.ok(computed, task.id);
        // Friday 17:00 and Monday 08:00 are the same moment of working time.
        const apart = (at: number, moment: string): number => Math.abs(time.between(parseMinute(moment) as number, at));
        const found = {
          start: apart(computed.start, task.start),
          finish: apart(computed.finish, task.finish),
          totalSlack: computed.totalSlack + later,
        };
        assert.deepEqual(found, { start: 0, finish: 0, totalSlack: task.totalSlack ?? found.totalSlack }, task.id);
        const isFree = later > 0 && computed.totalSlack === computed.freeSlack;
        if (task.freeSlack !== undefined && !isFree) assert.equal(computed.freeSlack, task.freeSlack, task.id);
      });
    });
  }
});
