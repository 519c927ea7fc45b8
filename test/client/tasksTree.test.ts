import assert from 'node:assert/strict';
import { sameShape, type TreeNode, type TreeOptions, treeOf, usualOptions, weekOf } from '../../client/views/tasksTree';
import type { ScheduleView } from '../../server/protocol/schedule';
import { PlanHost } from '../webview/planHost';

const viewOf = (text: string): ScheduleView => new PlanHost(text, () => undefined).view;
const plan = `now: 2026-02-02
people: {ana: Ana, ben: Ben}
sprints: {s1: 2026-02-02..2026-02-13}
tasks:
  s:
    tasks:
      b: {title: Beta, effort: 6d, assign: ben, tags: [x]}
      a: {title: Alpha, effort: 1d, assign: [ana, ben], sprint: s1}
  d: {effort: 1d, status: done, finished: 2026-01-30}
  m: {milestone: true, after: s}
`;
const view = viewOf(plan);

function shown(options: Partial<TreeOptions> = {}, of = view): string[] {
  const lines: string[] = [];
  const visit = (nodes: readonly TreeNode[], depth: number): void => {
    for (const { index, group, children } of nodes) {
      const name = index === undefined ? `[${group?.value ?? ''}]` : of.rows[index].path;
      lines.push('  '.repeat(depth) + name);
      visit(children, depth + 1);
    }
  };
  visit(treeOf(of, { ...usualOptions, ...options }), 0);
  return lines;
}

describe('the tree of tasks', () => {
  it('is the breakdown', () => assert.deepEqual(shown(), ['s', '  s.b', '  s.a', 'd', 'm']));

  it('is grouped', () => {
    assert.deepEqual(shown({ grouping: 'person' }), ['[ana]', '  s.a', '[ben]', '  s.b', '  s.a', '[]', '  d', '  m']);
    assert.deepEqual(shown({ grouping: 'status' }), ['[todo]', '  s.b', '  s.a', '  m', '[done]', '  d']);
    assert.deepEqual(shown({ grouping: 'sprint' }), ['[s1]', '  s.a', '[]', '  s.b', '  d', '  m']);
    assert.deepEqual(shown({ grouping: 'tag' }), ['[x]', '  s.b', '[]', '  s.a', '  d', '  m']);
  });

  it('is grouped by the weeks in which tasks begin, in their order', () => {
    const weeks = treeOf(view, { ...usualOptions, grouping: 'week' }).map(({ group }) => Number(group?.value));
    assert.deepEqual(
      weeks,
      [...weeks].sort((a, b) => a - b),
    );
    assert.equal(weekOf(Date.parse('2026-02-08T23:00Z') / 60_000), Date.parse('2026-02-02T00:00Z') / 60_000);
    assert.equal(weekOf(Date.parse('1969-12-31T12:00Z') / 60_000), Date.parse('1969-12-29T00:00Z') / 60_000);
  });

  it('leaves out what does not fit, with the summaries around what does', () => {
    assert.deepEqual(shown({ text: 'alp' }), ['s', '  s.a']);
    assert.deepEqual(shown({ text: 'ben x' }), ['s', '  s.b']);
    assert.deepEqual(shown({ hidesDone: true }), ['s', '  s.b', '  s.a', 'm']);
    assert.deepEqual(shown({ text: 'nobody' }), []);
  });

  it('shows only what can be worked on now', () => {
    const text = `now: 2026-02-02
tasks:
  a: {effort: 2d, status: doing, started: 2026-02-02}
  b: {effort: 1d, after: a}
  s: {after: b, tasks: {c: {effort: 1d}}}
  d: {effort: 1d, after: [e, a SS]}
  e: {effort: 1d, status: done, finished: 2026-01-30}
  m: {milestone: true}
`;
    assert.deepEqual(shown({ isReadyOnly: true }, viewOf(text)), ['a', 'd']);
  });

  it('is sorted within each summary', () => {
    assert.deepEqual(shown({ order: 'title' }), ['d', 'm', 's', '  s.a', '  s.b']);
    assert.deepEqual(shown({ order: 'finish' }), ['d', 's', '  s.b', '  s.a', 'm']);
    assert.deepEqual(shown({ order: 'slack' }).slice(-1), ['d']);
  });

  it('keeps its shape while only dates change', () => {
    const options = { ...usualOptions, grouping: 'person' } as const;
    const tree = treeOf(view, options);
    assert.ok(sameShape(tree, treeOf(viewOf(plan.replace('effort: 6d', 'effort: 9d')), options)));
    assert.ok(!sameShape(tree, treeOf(viewOf(plan.replace('assign: ben', 'assign: ana')), options)));
  });
});
