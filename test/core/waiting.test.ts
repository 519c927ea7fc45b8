import assert from 'node:assert/strict';
import { waitingTasks } from '../../server/core/features/waiting';
import { dedent, snapshotOf } from '../support/plans';
import { plansOf } from '../support/problems';

/** `path < what it waits for`, with `!` for what is blocked. */
function waiting(text: string): string[] {
  const { schedule, plan } = snapshotOf(dedent(text));
  return waitingTasks(schedule).flatMap(({ waitsFor, isBlocked }, i) =>
    waitsFor.length === 0
      ? []
      : `${plan.tasks[i].path} < ${waitsFor.map(({ path }) => path).join(' ')}${isBlocked ? ' !' : ''}`,
  );
}

describe('waiting', () => {
  it('is for what must be over, or begun, before a task may begin', () => {
    const text = `
      tasks:
        a: {effort: 1d}
        b: {effort: 1d, status: doing, started: 2026-01-30}
        c: {effort: 1d, status: done, finished: 2026-01-30}
        x: {effort: 1d, after: [b, a]}
        after-start: {effort: 1d, after: [a SS, b SS]}
        at-end: {effort: 1d, after: [a FF, a SF]}
        free: {effort: 1d, after: c}
    `;
    assert.deepEqual(waiting(text), ['x < b a', 'after-start < a']);
  });

  it('passes down to the tasks inside, and ends with what is over', () => {
    const text = `
      tasks:
        a: {effort: 1d}
        s:
          after: a
          tasks:
            b: {effort: 1d}
            c: {effort: 1d, after: [a, b]}
            d: {effort: 1d, status: dropped}
            e: {effort: 1d, status: done, finished: 2026-01-30}
        gone: {effort: 1d, status: dropped}
        z: {effort: 1d, after: gone}
    `;
    assert.deepEqual(waiting(text), ['s < a', 's.b < a', 's.c < a s.b']);
  });

  it('blocks what is going on, and what should be by now', () => {
    const text = `
      sprints: {s1: 2026-01-26..2026-02-06, s2: 2026-02-09..2026-02-20}
      tasks:
        a: {effort: 1d}
        going: {effort: 1d, status: doing, started: 2026-01-30, after: a}
        due: {effort: 1d, start: 2026-02-02, after: a}
        later: {effort: 1d, start: 2026-02-03, after: a}
        limited: {effort: 1d, start: by 2026-01-05, after: a}
        now:
          sprint: s1
          tasks: {in: {effort: 1d, after: a}}
        next: {effort: 1d, sprint: s2, after: a}
    `;
    assert.deepEqual(waiting(text), [
      'going < a !',
      'due < a !',
      'later < a',
      'limited < a',
      'now.in < a !',
      'next < a',
    ]);
  });

  it('is for open tasks of other plans, too', () => {
    const main = 'plan: x\ninclude: [shop.plan.yaml]\ntasks: {a: {effort: 1d, after: ["shop:b", "shop:c"]}}\n';
    const shop = 'plan: y\ntasks: {b: 1d, c: {effort: 1d, status: done, finished: 2026-01-30}}\n';
    const [{ schedule }] = plansOf({ 'main.plan.yaml': main, 'shop.plan.yaml': shop }).all;
    assert.deepEqual(
      waitingTasks(schedule).map(({ waitsFor }) => waitsFor.map(({ title }) => title)),
      [['shop:b']],
    );
  });
});
