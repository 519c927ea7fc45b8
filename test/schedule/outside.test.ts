import assert from 'node:assert/strict';
import { explainDriver, formatInstant } from '../../server/core/schedule/explain';
import { plansOf } from '../support/problems';

/** `path start finish why` for each task of the first of several plans; the present is Monday, 2 February, 08:00. */
function dates(files: Readonly<Record<string, string>>): string[] {
  const [{ schedule, plan }] = plansOf(files).all;
  return plan.tasks.map((task) => {
    const scheduled = schedule.tasks[task.index];
    if (!scheduled) return `${task.path} -`;
    const date = (instant: number): string => formatInstant(instant, schedule.zone).slice(5);
    const { driver } = scheduled;
    const why = driver?.kind === 'outside' ? `: ${explainDriver(driver).replaceAll('`', '')}` : '';
    return `${task.path} ${date(scheduled.start)} ${date(scheduled.finish)}${why}`;
  });
}

const main = (tasks: string, more = ''): string => `plan: Main\n${more}include: [shop.plan.yaml]\ntasks:\n${tasks}`;
// From Monday 9:00 to Tuesday 17:00.
const shop = 'plan: Shop\ntasks:\n  s: {tasks: {api: 2d}}\n';

describe('tasks that wait for another plan', () => {
  it('follow its dates, with lags and all types, and say so', () => {
    const tasks = `
  fs: {effort: 1d, after: "shop:s.api"}
  lag: {effort: 1d, after: "shop:api + 1d"}
  elapsed: {effort: 1d, after: "shop:api + 1ed"}
  half: {effort: 1d, after: "shop:api SS + 50%"}
  ff: {effort: 1d, after: "shop:api FF"}
  next: {effort: 1d, after: fs}
  on: {on: 2026-02-02, after: "shop:api"}
  unknown: {effort: 1d, after: "shop:nothing"}
`;
    assert.deepEqual(dates({ 'main.plan.yaml': main(tasks), 'shop.plan.yaml': shop }), [
      // Tuesday evening: it begins on Wednesday.
      'fs 02-04 09:00 02-04 17:00: it waits until shop:s.api finishes',
      'lag 02-05 09:00 02-05 17:00: it waits until shop:s.api finishes + 1d',
      // Wednesday, 17:00: it begins on Thursday.
      'elapsed 02-05 09:00 02-05 17:00: it waits until shop:s.api finishes + 1ed',
      // Half of two days after Monday, 9:00.
      'half 02-03 09:00 02-03 17:00: it waits until shop:s.api starts (SS) + 50%',
      'ff 02-03 09:00 02-03 17:00: it waits until shop:s.api finishes (FF)',
      'next 02-05 09:00 02-05 17:00',
      'on 02-02 09:00 02-02 09:00',
      'unknown 02-02 09:00 02-02 17:00',
    ]);
  });

  it('follow what another plan waits for in a third one, and pass on what a summary waits for', () => {
    const files = {
      'main.plan.yaml': main('  s: {after: "shop:b", tasks: {a: 1d}}\n'),
      'shop.plan.yaml': 'plan: Shop\ninclude: [parts.plan.yaml]\ntasks: {b: {effort: 1d, after: "parts:c"}}\n',
      'parts.plan.yaml': 'plan: Parts\ntasks: {c: 3d}\n',
    };
    // Three days from Monday, then Thursday, then Friday.
    assert.deepEqual(
      dates(files).map((line) => line.slice(0, line.lastIndexOf('02-') + 11).trim()),
      ['s 02-06 09:00 02-06 17:00', 's.a 02-06 09:00 02-06 17:00'],
    );
  });

  it('do not wait for plans that wait for them in a circle', () => {
    const files = {
      'main.plan.yaml': main('  a: {effort: 1d, after: "shop:b"}\n'),
      'shop.plan.yaml': 'plan: Shop\ninclude: [main.plan.yaml]\ntasks: {b: {effort: 1d, after: "main:a"}}\n',
    };
    assert.deepEqual(dates(files), ['a 02-02 09:00 02-02 17:00']);
  });

  it('wait for the same moment in another time zone, and for the hour on the clock where a plan has none', () => {
    const tasks = '  a: {effort: 1h, after: "shop:b"}\n';
    // 10:00 in Berlin is 9:00 in Lisbon.
    const berlin = 'plan: Shop\ntimezone: Europe/Berlin\ntasks: {b: 1h}\n';
    const lisbon = { 'main.plan.yaml': main(tasks, 'timezone: Europe/Lisbon\n'), 'shop.plan.yaml': berlin };
    assert.deepEqual(
      dates(lisbon).map((line) => line.split(':')[0]),
      ['a 02-02 09'],
    );
    assert.deepEqual(
      dates({ ...lisbon, 'main.plan.yaml': main(tasks) }).map((line) => line.split(':')[0]),
      ['a 02-02 10'],
    );
  });
});
