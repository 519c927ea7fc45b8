// What is told of an edit before it is made must be what its schedule will be.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainDriver } from '../../server/core/schedule/explain';
import type { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { snapshotOf } from '../support/plans';
import { randomPlan } from '../support/randomPlans';

/** Edits as gestures and quick fixes make them, each at one of the lines that it can be made at. */
const edits: readonly ((line: string) => string)[] = [
  (line) => line.replace(/(effort|duration|elapsed): \d/, '$1: 7'),
  (line) => line.replace(/: \{(effort|duration)/, ': {start: 2026-02-17, $1'),
  (line) => line.replace(/: \{(effort|duration)/, ': {priority: 900, $1'),
  (line) => line.replace(/assign: [^,}]+/, 'assign: cem'),
  (line) => line.replace(/: \{(effort|duration)/, ': {status: dropped, $1'),
  (line) => line.replace(/: \{(effort|duration)/, ': {deadline: 2026-02-03, $1'),
  (line) => line.replace(/, after: [^\]]*\]/, ''),
  (line) => line.replace(/name: ana/, 'name: ana, capacity: 30%'),
  (line) => line.replace(/^( *)(s\d+:)$/, '$1$2\n$1  priority: 800'),
  (line) => line.replace(/^( *)(t\d+:.*)$/, '$1$2\n$1added: {effort: 2d, assign: ana}'),
  (line) => line.replace(/^teams: .*/, 'teams: {all: [cem, ana]}'),
  (line) => line.replace(/^tasks:/, 'defaults: {split: false}\ntasks:'),
  (line) => line.replace(/^calendar: .*/, "calendar: {hours: 'Mon-Wed 09:00-12:00'}"),
];

function previewed(edited: PlanSnapshot): unknown {
  const preview = edited.preview();
  return {
    tasks: edited.plan.tasks.map((task) => {
      const dates = preview.dates(task);
      const driver = preview.driver(task);
      return [task.path, dates?.start, dates?.finish, driver && explainDriver(driver)];
    }),
    finish: preview.finish,
    missed: preview.missed().map(({ task, late }) => [task?.path, late]),
  };
}

/** The same as the schedule of the text alone has it. */
function scheduled({ text, plan }: PlanSnapshot): unknown {
  const whole = snapshotOf(text);
  return {
    tasks: plan.tasks.map((task) => {
      const dates = whole.schedule.tasks[task.index];
      return [task.path, dates?.start, dates?.finish, dates?.driver ? explainDriver(dates.driver) : null];
    }),
    finish: whole.schedule.finish,
    missed: whole
      .preview()
      .missed()
      .map(({ task, late }) => [task?.path, late]),
  };
}

describe('a preview', function () {
  this.timeout(60_000);

  it('has the dates and reasons of the schedule, whatever was previewed before', () => {
    const tried = fc.record({
      edit: fc.nat({ max: edits.length - 1 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    let changed = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.boolean(),
        fc.array(tried, { minLength: 1, maxLength: 5 }),
        (seed, isLate, all) => {
          const random = randomPlan(seed, 14, { zones: true });
          const text = isLate ? random : random.replaceAll(', schedule: alap', '');
          const snapshot = snapshotOf(text);
          for (const { edit, at } of all) {
            const lines = text.split('\n');
            const places = lines.flatMap((line, i) => (edits[edit](line) === line ? [] : [i]));
            if (places.length === 0) continue;
            const place = places[Math.floor(at * places.length) % places.length];
            lines[place] = edits[edit](lines[place]);
            const edited = snapshot.edited(lines.join('\n'));
            assert.deepEqual(previewed(edited), scheduled(edited), lines.join('\n'));
            changed++;
          }
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(changed > 200, `only ${changed} edits were tried`);
  });
});
