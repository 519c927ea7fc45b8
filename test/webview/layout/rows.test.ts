import assert from 'node:assert/strict';
import { boardColumns } from '../../../client/webview/layout/board';
import { networkOf } from '../../../client/webview/layout/network';
import { placeBehind, stepOf } from '../../../client/webview/layout/outline';
import { positionOfLine, type RowOptions, type Rows, visibleRows } from '../../../client/webview/layout/rows';
import type { ScheduleView } from '../../../server/protocol/schedule';
import { PlanHost } from '../planHost';

const view = viewOf(`now: 2026-02-02
people: {ana: Ana, ben: Ben}
tasks:
  a: {effort: 2d, assign: [ana, ben], tags: [x, y]}
  s:
    tasks:
      b: {effort: 1d, assign: ben, after: a}
      t:
        tasks:
          c: {effort: 1d, after: b, deadline: 2026-02-02}
  m: {milestone: true, after: s, status: done}
`);

function viewOf(text: string): ScheduleView {
  return new PlanHost(text, () => undefined).view;
}

function rowsOf(options: Partial<RowOptions> = {}): Rows {
  return visibleRows(view, {
    collapsed: new Set(),
    filter: 'all',
    search: '',
    grouping: 'none',
    none: 'None',
    ...options,
  });
}

const shown = (rows: Rows): string[] =>
  rows.rows.map(
    (it) => `${'  '.repeat(it.kind === 'task' ? it.depth : 0)}${it.kind === 'task' ? it.row.path : it.key}`,
  );

describe('visible rows', () => {
  it('are the breakdown', () => assert.deepEqual(shown(rowsOf()), ['a', 's', '  s.b', '  s.t', '    s.t.c', 'm']));

  it('can be what can be worked on now, or what is blocked', () => {
    const text = `now: 2026-02-02
tasks:
  a: {effort: 2d, status: doing, started: 2026-02-02}
  b: {effort: 1d, after: a, start: 2026-01-26}
  c: {effort: 1d, after: a}
`;
    const paths = (filter: RowOptions['filter']): string[] =>
      visibleRows(viewOf(text), {
        collapsed: new Set(),
        filter,
        search: '',
        grouping: 'none',
        none: 'None',
      }).rows.flatMap((it) => (it.kind === 'task' ? it.row.path : []));
    assert.deepEqual(paths('ready'), ['a']);
    assert.deepEqual(paths('blocked'), ['b']);
  });

  it('leave out what is in closed summaries, whose place stands for it', () => {
    const rows = rowsOf({ collapsed: new Set(['s']) });
    assert.deepEqual(shown(rows), ['a', 's', 'm']);
    assert.deepEqual([...rows.positions], [0, 1, 1, 1, 1, 2]);
  });

  it('keep the summaries around what is found, also closed ones when something is searched', () => {
    const closed = new Set(['s']);
    assert.deepEqual(shown(rowsOf({ filter: 'late' })), ['s', '  s.t', '    s.t.c']);
    assert.deepEqual(shown(rowsOf({ filter: 'late', collapsed: closed })), ['s']);
    const found = rowsOf({ search: 'C', collapsed: closed });
    assert.deepEqual(shown(found), ['s', '  s.t', '    s.t.c']);
    assert.deepEqual([...found.positions], [-1, 0, -1, 1, 2, -1]);
    assert.deepEqual(
      found.rows.map((it) => it.kind === 'task' && it.isContext),
      [true, true, false],
    );
  });

  it('search for all words, in titles, people and tags', () => {
    assert.deepEqual(shown(rowsOf({ search: 'ben y' })), ['a']);
    assert.deepEqual(shown(rowsOf({ search: 'ben' })), ['a', 's', '  s.b']);
    assert.deepEqual(shown(rowsOf({ search: 'nobody' })), []);
  });

  it('are grouped by person: those who share a task both show it', () =>
    assert.deepEqual(shown(rowsOf({ grouping: 'person' })), [
      ':person:Ana',
      '  a',
      ':person:Ben',
      '  a',
      '  s.b',
      ':person:',
      '  m',
      '  s.t.c',
    ]));

  it('are grouped by status in the order of the plan, and by tag', () => {
    assert.deepEqual(shown(rowsOf({ grouping: 'status' })), [
      ':status:todo',
      '  a',
      '  s.b',
      '  s.t.c',
      ':status:done',
      '  m',
    ]);
    assert.deepEqual(shown(rowsOf({ grouping: 'tag', filter: 'unassigned' })), [':tag:', '  s.t.c']);
    assert.deepEqual(shown(rowsOf({ grouping: 'tag', collapsed: new Set([':tag:x']) })).slice(0, 3), [
      ':tag:x',
      ':tag:y',
      '  a',
    ]);
  });

  it('know the place of a line of the text', () => {
    const rows = rowsOf();
    assert.deepEqual(
      [0, 3, 4, 6, 9, 99].map((line) => positionOfLine(rows, line)),
      [-1, 0, 1, 2, 4, 5],
    );
  });
});

describe('steps in the breakdown', () => {
  it('go up, down, in and out', () => {
    assert.deepEqual(stepOf(view, 's', 'up'), { kind: 'reparent', task: 's', parent: null, before: 'a' });
    assert.deepEqual(stepOf(view, 'a', 'down'), { kind: 'reparent', task: 'a', parent: null, before: 'm' });
    assert.deepEqual(stepOf(view, 's', 'down'), { kind: 'reparent', task: 's', parent: null });
    assert.deepEqual(stepOf(view, 's.t', 'in'), { kind: 'reparent', task: 's.t', parent: 's.b' });
    assert.deepEqual(stepOf(view, 's.t.c', 'out'), { kind: 'reparent', task: 's.t.c', parent: 's' });
    assert.deepEqual(stepOf(view, 's.b', 'out'), { kind: 'reparent', task: 's.b', parent: null, before: 'm' });
  });
  it('end at the ends', () => {
    assert.equal(stepOf(view, 'a', 'up'), undefined);
    assert.equal(stepOf(view, 'm', 'down'), undefined);
    assert.equal(stepOf(view, 's.b', 'in'), undefined);
    assert.equal(stepOf(view, 'm', 'out'), undefined);
  });
  it('place new tasks behind the selected one', () => {
    assert.deepEqual(placeBehind(view, 's.b'), { parent: 's', before: 's.t' });
    assert.deepEqual(placeBehind(view, 'm'), { parent: null });
    assert.deepEqual(placeBehind(view, undefined), { parent: null });
  });
});

describe('the board', () => {
  it('has a column for each status, with the first to start on top', () =>
    assert.deepEqual(
      boardColumns(view, { filter: 'all', search: '' }).map(({ status, cards }) => [
        status.id,
        ...cards.map(({ path }) => path),
      ]),
      [['todo', 'a', 's.b', 's.t.c'], ['doing'], ['done', 'm'], ['dropped']],
    ));
});

describe('the network', () => {
  it('joins tasks, and summaries that something depends on', () => {
    const { nodes, edges } = networkOf(view, rowsOf());
    assert.deepEqual(
      edges.map(([from, to]) => `${nodes[from].row.path} → ${nodes[to].row.path}`),
      ['a → s.b', 's.b → s.t.c', 's → m'],
    );
  });
  it('draws a closed summary for what is in it, once', () => {
    const { nodes, edges } = networkOf(view, rowsOf({ collapsed: new Set(['s']) }));
    assert.deepEqual(
      nodes.map(({ row, isClosed }) => [row.path, isClosed]),
      [
        ['a', false],
        ['s', true],
        ['m', false],
      ],
    );
    assert.deepEqual(edges, [
      [0, 1],
      [1, 2],
    ]);
  });
});
