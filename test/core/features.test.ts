import assert from 'node:assert/strict';
import { shift } from '../../server/core/base/span';
import { completion } from '../../server/core/features/completion';
import { definition } from '../../server/core/features/definition';
import { diagnostics } from '../../server/core/features/diagnostics';
import { documentSymbols, type PlanSymbol } from '../../server/core/features/documentSymbols';
import { quickFixes } from '../../server/core/features/fixes/quickFixes';
import { hover } from '../../server/core/features/hover';
import { scanSymbols } from '../../server/core/links/symbols';
import { cursor, dedent, memoryFiles, snapshotOf } from '../support/plans';

const files = memoryFiles({
  'src/cart.ts': 'export class Cart {\n  add(x: number) {\n  }\n}\nexport function pay() {}\n',
  'src/db/schema.py': 'class Table:\n    def columns(self):\n        pass\n',
  'README.md': '# Readme\n',
});

async function complete(marked: string): Promise<{ labels: string[]; apply: (label: string) => string }> {
  const { text, offset } = cursor(marked);
  const { items } = await completion(snapshotOf(text), offset, '', files);
  return {
    labels: items.map(({ label }) => label),
    apply: (label) => {
      const item = items.find((it) => it.label === label);
      assert.ok(item, `${label} is not offered`);
      return text.slice(0, item.span.start) + item.insert + text.slice(item.span.end);
    },
  };
}

/** The offered labels, exactly. */
async function offers(marked: string, labels: readonly string[]): Promise<void> {
  assert.deepEqual((await complete(marked)).labels, labels);
}

describe('completion of keys', () => {
  it('offers the keys of a task that are not given yet', async () => {
    const { labels } = await complete('plan: x\ntasks:\n  a:\n    effort: 1d\n    $0\n    note: b');
    assert.ok(labels.includes('after') && labels.includes('assign'));
    assert.ok(!labels.includes('effort') && !labels.includes('note'));
  });
  it('offers the keys of the plan', async () => assert.ok((await complete('plan: x\nta$0')).labels.includes('tasks')));
  it('offers the keys of a person', async () =>
    assert.ok((await complete('people:\n  ana:\n    cap$0')).labels.includes('capacity')));
  it('offers the keys inside of braces', async () => {
    const { labels } = await complete('tasks:\n  a: {effort: 1d, $0}');
    assert.ok(labels.includes('after') && !labels.includes('effort'));
  });
  it('inserts the colon', async () =>
    assert.equal((await complete('tasks:\n  a:\n    eff$0')).apply('effort'), 'tasks:\n  a:\n    effort: '));
  it('inserts no second colon', async () =>
    assert.equal((await complete('tasks:\n  a:\n    ef$0: 1d')).apply('effort'), 'tasks:\n  a:\n    effort: 1d'));
  it('offers nothing where ids are invented', () => offers('tasks:\n  $0', []));
  it('offers nothing in comments', () => offers('tasks:\n  a: 1d # $0', []));
  it('works on lines that are broken', async () =>
    assert.ok((await complete('tasks:\n  a:\n    foo [bar\n    $0\n  b: "x')).labels.includes('effort')));
  it('offers the keys of the long form of a dependency', async () =>
    assert.deepEqual((await complete('tasks:\n  a: 1d\n  b:\n    after: {task: a, $0}')).labels, [
      'type',
      'lag',
      'note',
    ]));
});

describe('completion of tasks', () => {
  it('offers siblings first, then the rest, without itself', () =>
    offers('tasks:\n  s: {tasks: {x: 1d}}\n  a: 1d\n  b:\n    after: $0\n  c: 1d', ['s', 'a', 'c', 'x']));
  it('offers no task around and none inside', () =>
    offers('tasks:\n  s:\n    after: $0\n    tasks: {x: 1d}\n  a: 1d', ['a']));
  it('offers no task that would close a cycle', () =>
    offers('tasks:\n  a:\n    after: $0\n  b: {effort: 1d, after: a}\n  c: {effort: 1d, after: b}\n  d: 1d', ['d']));
  it('offers no task that waits for what is inside', () =>
    offers('tasks:\n  s:\n    after: $0\n    tasks: {x: 1d}\n  b: {effort: 1d, after: x}\n  d: 1d', ['d']));
  it('offers no task twice in a list', () => offers('tasks:\n  a: 1d\n  b: 1d\n  c:\n    after: [a, $0]', ['b']));
  it('qualifies names that are not unique', () =>
    offers('tasks:\n  s: {tasks: {x: 1d}}\n  t: {tasks: {x: 1d}}\n  a: {after: $0}', ['s', 't', 's.x', 't.x']));
  it('works in block lists', () => offers('tasks:\n  a: 1d\n  b:\n    after:\n      - $0', ['a']));
  it('works in an open bracket', () => offers('tasks:\n  a: 1d\n  b:\n    after: [$0\n    effort: 1d', ['a']));
  it('replaces the whole word', async () =>
    assert.equal(
      (await complete('tasks:\n  design: 1d\n  b:\n    after: des$0ignn')).apply('design'),
      'tasks:\n  design: 1d\n  b:\n    after: design',
    ));
  it('offers types and lags after a task', () =>
    offers('tasks:\n  a: 1d\n  b:\n    after: a $0', ['FS', 'SS', 'FF', 'SF', '+ 1d', '+ 1ed', '- 1d']));
  it('offers units in a lag', () =>
    offers('tasks:\n  a: 1d\n  b:\n    after: a SS + 2$0', ['2d', '2h', '2w', '2min', '2mo']));
});

describe('completion of values', () => {
  const people = 'people: {ana: {name: Ana, role: Dev}, ben: Ben}\nteams: {all: [ana, ben]}\n';
  it('people and teams', () => offers(`${people}tasks:\n  a:\n    assign: $0`, ['ana', 'ben', 'all']));
  it('people only for owner', () => offers(`${people}tasks:\n  a:\n    owner: $0`, ['ana', 'ben']));
  it('people after of', () => offers(`${people}tasks:\n  a:\n    assign: 2 of $0`, ['ana', 'ben', 'all']));
  it('statuses', () => offers('tasks:\n  a:\n    status: $0', ['todo', 'doing', 'done', 'dropped']));
  it('words', () => offers('tasks:\n  a:\n    schedule: $0', ['asap', 'alap']));
  it('dates in words', async () =>
    assert.equal(
      (await complete('tasks:\n  a:\n    deadline: $0')).apply('next Monday'),
      'tasks:\n  a:\n    deadline: 2026-02-09',
    ));
  it('estimates in the short form', async () => assert.ok((await complete('tasks:\n  a: 3$0')).labels.includes('3d')));
  it('calendars', () => offers('calendars: {night: 22:00-06:00}\ntasks:\n  a:\n    calendar: $0', ['night']));
  it('nothing in free text', () => offers('tasks:\n  a:\n    title: $0', []));
});

describe('completion of code', () => {
  it('offers folders and files', () => offers('tasks:\n  a:\n    code: $0', ['src/', 'README.md']));
  it('goes into folders', () => offers('tasks:\n  a:\n    code: src/$0', ['db/', 'cart.ts']));
  it('offers symbols', () => offers('tasks:\n  a:\n    code: [src/cart.ts#$0]', ['Cart', 'Cart.add', 'pay']));
  it('keeps what stands before', async () =>
    assert.equal(
      (await complete('tasks:\n  a:\n    code: src/cart.ts#C$0')).apply('Cart.add'),
      'tasks:\n  a:\n    code: src/cart.ts#Cart.add',
    ));
});

describe('hover', () => {
  const plan = `
    plan: x
    people: {ana: {name: Ana Costa, capacity: 50%}}
    tasks:
      design: {effort: 2d, note: "Ask <b>Mira</b> [now](command:evil)"}
      build:
        effort: 2d..5d
        after: design + 1d
        assign: ana
        code: src/cart.ts
  `;
  const text = (needle: string, at = 0): string | undefined => {
    const source = dedent(plan);
    return hover(snapshotOf(source), source.indexOf(needle) + at)?.markdown;
  };
  it('explains keys', () => assert.match(text('assign') ?? '', /^\*\*assign\*\* — Who works on the task\./));
  it('tells dates and why', () => {
    const said = text('build') ?? '';
    assert.match(said, /2026-02-05 09:00 – 2026-02-13 17:00 · \*\*critical\*\*/);
    assert.match(said, /because it waits until `design` finishes \+ 1d/);
    assert.match(said, /Done by Ana Costa/);
  });
  it('follows references', () => assert.match(text('design + 1d') ?? '', /Drives `build`/));
  it('introduces people', () => assert.match(text('ana\n') ?? '', /\*\*Ana Costa\*\*.*50 % of working time/s));
  it('computes estimates', () => assert.match(text('2d..5d') ?? '', /3d 4h \(28 h\) expected/));
  it('lets nothing in notes run or be markup', () => {
    const said = text('design:') ?? '';
    assert.doesNotMatch(said, /<b>|command:/);
  });
  it('is silent where nothing is', () => assert.equal(hover(snapshotOf('plan: x\n\n\ntasks: {a: 1d}'), 9), undefined));
});

describe('definition', () => {
  const at = async (marked: string): Promise<string> => {
    const { text, offset } = cursor(marked);
    const found = await definition(snapshotOf(text), offset, '', files);
    if (!found) return 'nothing';
    const from = text.slice(found.from.start, found.from.end);
    return found.kind === 'plan'
      ? `${from} → ${text.slice(found.span.start, found.span.end)} at ${found.span.start}`
      : `${from} → ${found.location.path}:${found.location.line}:${found.location.column}`;
  };
  it('leads from a reference to the task', async () =>
    assert.equal(await at('tasks: {design: 1d, b: {effort: 1d, after: de$0sign + 1d}}'), 'design → design at 8'));
  it('leads from each part of a path to its task', async () =>
    assert.equal(await at('tasks: {s: {tasks: {x: 1d}}, b: {effort: 1d, after: $0s.x}}'), 's → s at 8'));
  it('leads to people', async () =>
    assert.equal(await at('people: {ana: A}\ntasks: {b: {effort: 1d, assign: [an$0a 50%]}}'), 'ana → ana at 9'));
  it('leads to calendars', async () =>
    assert.equal(await at('calendars: {n: 24/7}\ntasks: {b: {effort: 1d, calendar: $0n}}'), 'n → n at 12'));
  it('leads to files', async () =>
    assert.equal(await at('tasks: {b: {effort: 1d, code: src/c$0art.ts}}'), 'src/cart.ts → src/cart.ts:0:0'));
  it('leads to symbols', async () =>
    assert.equal(
      await at('tasks: {b: {effort: 1d, code: "src/cart.ts#Cart.a$0dd"}}'),
      'src/cart.ts#Cart.add → src/cart.ts:1:2',
    ));
  it('leads to symbols of other languages', async () =>
    assert.equal(
      await at('tasks: {b: {effort: 1d, code: src/db/schema.py#Table.col$0umns}}'),
      'src/db/schema.py#Table.columns → src/db/schema.py:1:8',
    ));
  it('leads nowhere from what is not there', async () =>
    assert.equal(await at('tasks: {b: {effort: 1d, after: no$0}}'), 'nothing'));
});

describe('outline', () => {
  it('shows sections, people and nested tasks', () => {
    const shape = (symbol: PlanSymbol): unknown =>
      symbol.children.length > 0
        ? [`${symbol.own.kind} ${symbol.own.name}`, symbol.children.map(shape)]
        : `${symbol.own.kind} ${symbol.own.name}`;
    const text = 'plan: x\npeople: {ana: A}\ntasks:\n  s:\n    tasks:\n      a: 1d\n      m: {milestone: true}\n';
    assert.deepEqual(documentSymbols(snapshotOf(text)).map(shape), [
      'section plan',
      ['section people', ['person ana']],
      ['section tasks', [['summary s', ['task a', 'milestone m']]]],
    ]);
  });
  it('has names inside of their ranges, and children inside of their parents', () => {
    const check = (symbol: PlanSymbol, outer?: PlanSymbol): void => {
      const span = shift(symbol.own.span, symbol.offset);
      const nameSpan = shift(symbol.own.nameSpan, symbol.offset);
      assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end);
      if (outer) {
        const around = shift(outer.own.span, outer.offset);
        assert.ok(around.start <= span.start && span.end <= around.end);
      }
      for (const child of symbol.children) check(child, symbol);
    };
    for (const symbol of documentSymbols(
      snapshotOf('plan: x\ntasks:\n  s:\n    tasks:\n      a:\n        effort: 1d\n    note: after\n  t:\n'),
    ))
      check(symbol);
  });
});

describe('quick fixes', () => {
  it('replace what was mistyped', () => {
    const text = 'plan: x\ntasks: {design: 1d, b: {efort: 1d, after: desing}}';
    const snapshot = snapshotOf(text);
    const fixed = quickFixes(snapshot, diagnostics(snapshot, snapshot.plan.problems), 0, text.length)
      .filter(({ title }) => title.startsWith('Replace'))
      .toSorted((a, b) => b.changes[0].start - a.changes[0].start)
      .reduce((all, { changes: [{ start, end, text: by }] }) => all.slice(0, start) + by + all.slice(end), text);
    assert.equal(fixed, 'plan: x\ntasks: {design: 1d, b: {effort: 1d, after: design}}');
  });
});

describe('symbols without a language extension', () => {
  const names = (path: string, text: string): string[] | undefined =>
    scanSymbols(path, text)?.map((symbol) => symbol.path);
  it('TypeScript', () =>
    assert.deepEqual(
      names(
        'a.ts',
        'export class A {\n  private readonly x = 1;\n  async run(): void {\n    if (x) {\n    }\n  }\n}\nconst b = 2;',
      ),
      ['A', 'A.x', 'A.run', 'b'],
    ));
  it('Python', () =>
    assert.deepEqual(names('a.py', 'LIMIT = 3\nclass A:\n    def run(self):\n        x = 1\n\ndef main():\n    pass'), [
      'LIMIT',
      'A',
      'A.run',
      'main',
    ]));
  it('Go', () => assert.deepEqual(names('a.go', 'type Cart struct {\n}\nfunc (c *Cart) Add() {\n}'), ['Cart', 'Add']));
  it('Rust', () =>
    assert.deepEqual(names('a.rs', 'pub struct Cart;\nimpl Cart {\n    pub fn add(&self) {}\n}'), [
      'Cart',
      'Cart',
      'Cart.add',
    ]));
  it('nothing of what it does not know', () => assert.equal(names('a.xyz', 'class A'), undefined));
});
