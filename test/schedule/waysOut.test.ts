import assert from 'node:assert/strict';
import { applyChanges } from '../../server/core/base/change';
import { drained } from '../../server/core/base/steps';
import { wayOutInWords } from '../../server/core/features/inWords';
import { drivingChain, finishReasons, longestPath } from '../../server/core/features/taskDetails';
import { waysOut } from '../../server/core/features/waysOut';
import { formatInstant } from '../../server/core/schedule/explain';
import { missedIn } from '../../server/core/schedule/scheduleProblems';
import { dedent, snapshotOf } from '../support/plans';

/** `title: effect` of each way out of the first missed deadline. */
function helps(text: string): string[] {
  const snapshot = snapshotOf(dedent(text));
  const [late] = missedIn(snapshot.schedule);
  assert.ok(late, 'no deadline is missed');
  return drained(waysOut(snapshot, late)).map((way) => {
    // What is promised is what scheduling the edited text gives.
    const edited = snapshotOf(applyChanges(snapshot.text, way.changes));
    const finish = late.task
      ? edited.schedule.tasks[edited.taskByPath(late.task.path)?.index ?? -1]?.finish
      : edited.schedule.finish;
    assert.equal(finish, way.finish);
    return `${way.title}: ${wayOutInWords(snapshot, way)}`;
  });
}

describe('ways out of a missed deadline', () => {
  it('are other people, by what they cost', () =>
    assert.deepEqual(
      helps(`
        plan: P
        currency: EUR
        people: {ana: {name: Ana, rate: 100/h, skills: [go]}, ben: {name: Ben, rate: 80/h, skills: [go]}, cem: {name: Cem}}
        tasks:
          a: {effort: 4d, assign: ana, needs: go, deadline: 2026-02-03}
      `),
      ['Let Ben help with `a`: finish 2026-02-03 17:00, in time, 2d earlier, 320 EUR less, 1 task moves'],
    ));

  it('are first place and an overlap', () =>
    assert.deepEqual(
      helps(`
        plan: P
        people: {ana: Ana}
        tasks:
          a: {effort: 2d, assign: ana}
          b: {effort: 1d, assign: ana, deadline: 2026-02-03}
      `),
      ['Do `b` before `a` (priority high): finish 2026-02-02 17:00, in time, 2d earlier, 2 tasks move'],
    ));

  it('tell how late it still is', () =>
    assert.deepEqual(
      helps(`
        plan: P
        deadline: 2026-02-03
        tasks:
          a: 2d
          b: {effort: 2d, after: a}
      `),
      ['Begin `b` when half of `a` is done: finish 2026-02-04 17:00, still 1d late, 1d earlier, 1 task moves'],
    ));

  it('keep comments and everything else', () => {
    const text =
      'plan: P # title\npeople: {ana: Ana, ben: Ben}\ntasks:\n  a: {effort: 4d, assign: ana, deadline: 2026-02-03} # late\n';
    const snapshot = snapshotOf(text);
    const [way] = drained(waysOut(snapshot, missedIn(snapshot.schedule)[0]));
    assert.equal(applyChanges(text, way.changes), text.replace('assign: ana', 'assign: [ana, ben]'));
  });
});

describe('why', () => {
  const snapshot = snapshotOf(
    dedent(`
      plan: P
      people: {ana: {name: Ana, away: 2026-02-03}}
      tasks:
        first: {effort: 1d, assign: ana}
        second: {effort: 2d, after: first, assign: ana}
        urgent: {effort: 4h, on: 2026-02-05 09:00..2026-02-05 13:00, assign: ana}
        end: {milestone: true, after: second}
        held: {effort: 1d, after: second FF}
    `),
  );
  const task = (path: string) => snapshot.taskByPath(path) ?? assert.fail(path);

  it('goes back to the start of the plan', () =>
    assert.deepEqual(
      drivingChain(snapshot, task('end')).map(({ task: path, reason }) => `${path}: ${reason}`),
      ['end: it waits until `second` finishes', 'second: Ana does not work before', 'first: the plan starts then'],
    ));
  it('says what lies between start and finish', () =>
    assert.deepEqual(finishReasons(snapshot, task('second')), [
      'From its start it takes 2d 4h',
      'Ana is busy with `urgent` in between',
    ]));
  it('says what holds a finish back', () =>
    assert.deepEqual(finishReasons(snapshot, task('held')), [
      'Its finish is held back: it waits until `second` finishes (FF)',
    ]));
  it('finds the longest path to a milestone', () =>
    assert.deepEqual(
      longestPath(snapshot.schedule, task('end')).map(
        ({ path, index }) =>
          `${path} ${formatInstant(snapshot.schedule.tasks[index]?.finish ?? NaN, snapshot.schedule.zone)}`,
      ),
      ['first 2026-02-02 17:00', 'second 2026-02-06 13:00', 'end 2026-02-06 13:00'],
    ));
});
