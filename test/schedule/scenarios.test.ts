import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compareSchedules } from '../../server/core/features/compare';
import { formatInstant, formatWork } from '../../server/core/schedule/explain';
import { inScenario, scenariosOf } from '../../server/core/workspace/scenario';
import type { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { dedent, snapshotOf } from '../support/plans';

/** `path start finish` of each task in the only scenario of a plan. */
function inOnlyScenario(text: string): string[] {
  const snapshot = snapshotOf(dedent(text));
  const [scenario] = scenariosOf(snapshot);
  return dates(inScenario(snapshot, scenario));
}

function dates({ schedule, plan }: PlanSnapshot): string[] {
  assert.deepEqual(
    plan.problems.filter(({ code }) => code === 'syntax'),
    [],
  );
  return plan.tasks.map(({ path, index }) => {
    const task = schedule.tasks[index];
    const day = (at: number): string => formatInstant(at, schedule.zone).slice(5);
    return task ? `${path} ${day(task.start)} ${day(task.finish)}` : `${path} -`;
  });
}

describe('scenarios', () => {
  it('change values deep inside, and nothing else', () =>
    assert.deepEqual(
      inOnlyScenario(`
        plan: P
        tasks:
          # design
          design: {effort: 2d, note: "a: b # c"}
          build: {tasks: {api: {effort: 3d, after: design}, web: 1d}}
        scenarios:
          slow: {tasks: {build: {tasks: {api: {effort: 5d}}}}}
      `),
      [
        'design 02-02 09:00 02-03 17:00',
        'build 02-02 09:00 02-10 17:00',
        'build.api 02-04 09:00 02-10 17:00',
        'build.web 02-02 09:00 02-02 17:00',
      ],
    ));

  it('remove with null, add tasks, and give short forms more keys', () =>
    assert.deepEqual(
      inOnlyScenario(`
        plan: P
        people: {ana: Ana}
        tasks:
          a: 2d
          b: {effort: 1d, after: a}
          c: 1d
          m: {milestone: true, after: [a, b]}
        scenarios:
          other:
            people: {ana: {capacity: 50%}}
            tasks:
              a: {assign: ana}
              b: {after: null}
              c: null
              d: {effort: 1d, after: a}
      `),
      [
        'a 02-02 09:00 02-05 17:00',
        'b 02-02 09:00 02-02 17:00',
        'm 02-05 17:00 02-05 17:00',
        'd 02-06 09:00 02-06 17:00',
      ],
    ));

  it('are compared with the plan', () => {
    const snapshot = snapshotOf(
      dedent(`
        plan: P
        currency: EUR
        deadline: 2026-02-04
        people: {ana: {rate: 80/h}, ben: {rate: 50/h}}
        tasks:
          a: {effort: 2d, assign: ana}
          b: {effort: 2d, assign: ana, after: a}
        scenarios:
          help: {tasks: {b: {assign: [ana, ben]}}}
      `),
    );
    const [scenario] = scenariosOf(snapshot);
    const { finishVariance, costVariance, moved, missedDeadlines } = compareSchedules(
      snapshot.schedule,
      inScenario(snapshot, scenario).schedule,
    );
    assert.equal(formatWork(finishVariance, snapshot.schedule.calendars.lengths), '-1d');
    // A day of Ana's at 640 becomes one of Ben's at 400.
    assert.equal(costVariance, -240);
    assert.deepEqual(
      moved.map(({ path, finishVariance: by }) => [path, by]),
      [['b', -480]],
    );
    assert.equal(missedDeadlines, 0);
  });

  it('an empty scenario is the plan itself, comments, anchors, quotes and all', () => {
    const text = `${readFileSync('examples/webshop/webshop.plan.yaml', 'utf8')}\n`;
    const snapshot = snapshotOf(text);
    const overlay = { kind: 'map', flow: true, start: 0, end: 0, entries: [] } as const;
    const same = inScenario(snapshot, { name: 'same', span: { start: 0, end: 0 }, overlay });
    assert.deepEqual(dates(same), dates(snapshot));
    assert.deepEqual(
      same.schedule.tasks.map((task) => task?.totalSlack),
      snapshot.schedule.tasks.map((task) => task?.totalSlack),
    );
  });
});
