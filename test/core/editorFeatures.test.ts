import assert from 'node:assert/strict';
import { applyChanges } from '../../server/core/base/change';
import { codeLenses, lensTitle } from '../../server/core/features/codeLens';
import { afterDeletion, afterMoves } from '../../server/core/features/fileOperations';
import { foldingRanges } from '../../server/core/features/folding';
import { predecessors, successors, taskUnder } from '../../server/core/features/hierarchy';
import { implementation } from '../../server/core/features/implementation';
import { linkedEditing } from '../../server/core/features/linkedEditing';
import { workspaceReferences } from '../../server/core/features/references';
import { renameEverywhere } from '../../server/core/features/rename';
import { selectionRanges } from '../../server/core/features/selectionRanges';
import { semanticModifiers, semanticTokens, semanticTypes } from '../../server/core/features/semanticTokens';
import { signatureHelp } from '../../server/core/features/signatureHelp';
import { drivingChain, linksAround } from '../../server/core/features/taskDetails';
import { scanComments } from '../../server/core/links/comments';
import { cursor, dedent, memoryFiles, snapshotOf } from '../support/plans';
import { plansOf } from '../support/problems';

describe('folding', () => {
  /** The folded lines, `first-last`, counted from zero. */
  const folds = (text: string, expected: readonly string[]): void =>
    assert.deepEqual(
      foldingRanges(snapshotOf(dedent(text))).map(
        ({ first, last, kind }) => `${first}-${last}${kind === 'comment' ? ' comment' : ''}`,
      ),
      expected,
    );
  it('folds tasks, sections, lists and texts', () =>
    folds(
      `
      plan: x
      about: |
        one
        two
      tasks:
        a:
          effort: 1d
          after:
            - b
            - c

        b: 1d
      `,
      ['1-3', '4-11', '5-9', '7-9'],
    ));
  it('folds runs of comments, and leaves blank lines out', () =>
    folds(
      `
      # one
      # two
      plan: x
      people:
        ana:
          name: Ana

      # end
      `,
      ['0-1 comment', '3-5', '4-5'],
    ));
});

describe('selection', () => {
  const selects = (marked: string, expected: readonly string[]): void => {
    const { text, offset } = cursor(marked);
    assert.deepEqual(
      selectionRanges(snapshotOf(text), offset)
        .map(({ start, end }) => text.slice(start, end))
        .slice(0, expected.length),
      expected,
    );
  };
  it('grows from the id to the reference, the item, the list, the key, the task', () =>
    selects('tasks: {api: {tasks: {x: 1d}}, b: {effort: 1d, after: [api.$0x SS + 1d, c]}}', [
      'x',
      'api.x',
      'api.x SS + 1d',
      '[api.x SS + 1d, c]',
      'after: [api.x SS + 1d, c]',
      '{effort: 1d, after: [api.x SS + 1d, c]}',
      'b: {effort: 1d, after: [api.x SS + 1d, c]}',
    ]));
  it('grows from a task to the summary around it', () =>
    selects('tasks:\n  s:\n    tasks:\n      $0a: 1d', ['a', 'a: 1d', 's:\n    tasks:\n      a: 1d']));
});

describe('signature help', () => {
  /** The label with the part that comes next in angle brackets. */
  const helps = (marked: string, expected: string | undefined): void => {
    const { text, offset } = cursor(marked);
    const help = signatureHelp(snapshotOf(text), offset);
    const part = help?.parameters[help.active];
    assert.equal(
      help &&
        part &&
        `${help.label.slice(0, part.start)}<${help.label.slice(part.start, part.end)}>${help.label.slice(part.end)}`,
      expected,
    );
  };
  const dependency = (active: string): string => `after: task FS|SS|FF|SF ± lag`.replace(active, `<${active}>`);
  it('knows where in a dependency the cursor is', () => {
    helps('tasks: {a: {after: $0', dependency('task'));
    helps('tasks: {a: {after: b $0', dependency('FS|SS|FF|SF'));
    helps('tasks: {a: {after: [c, b SS + $0', dependency('± lag'));
  });
  it('knows where in an assignment', () => {
    helps('tasks:\n  a:\n    assign: $0', 'assign: 2 of <person or team> or other 50%');
    helps('tasks:\n  a:\n    assign: ana or $0', 'assign: 2 of person or team <or other> 50%');
    helps('tasks:\n  a:\n    assign: ana $0', 'assign: 2 of person or team or other <50%>');
  });
  it('knows where in an estimate, a bound, hours and a link to code', () => {
    helps('tasks:\n  a: 1d / $0', 'tasks: optimistic / <likely> / pessimistic');
    helps('tasks:\n  a:\n    start: after $0', 'start: after|at|by <date>');
    helps('calendar: Mon-Fri $0', 'calendar: days <from-to>, from-to');
    helps('tasks:\n  a:\n    code: src/a.ts#$0', 'code: path#<symbol>');
  });
  it('is silent in free text', () => helps('tasks:\n  a:\n    title: x$0', undefined));
});

describe('code lenses', () => {
  it('stand over the plan and its summaries, with progress and dates', () => {
    const snapshot = snapshotOf(
      'plan: x\ntasks:\n  s:\n    tasks:\n      a: {effort: 1d, status: done, finished: 2026-01-30}\n      b: {effort: 1d, after: a}\n  c: 3d\n',
    );
    assert.deepEqual(
      codeLenses(snapshot).map(({ span, path }) => [
        snapshot.text.slice(span.start, span.end),
        lensTitle(snapshot, path),
      ]),
      [
        ['tasks', '2026-01-30 – 2026-02-04 · 1 of 3 tasks done'],
        ['s', '2026-01-30 – 2026-02-02 · 50 % · 2d slack · 2 tasks'],
      ],
    );
    assert.equal(lensTitle(snapshot, 'gone'), undefined);
  });
});

describe('hierarchies', () => {
  it('tell what a task waits for, and what waits for it, with the places', () => {
    const { text, offset } = cursor(
      'tasks: {a: 1d, $0b: {effort: 1d, after: [a, a SS + 1d]}, c: {effort: 1d, after: b}, d: {before: b}}',
    );
    const snapshot = snapshotOf(text);
    const task = taskUnder(snapshot, offset);
    assert.ok(task);
    const shown = (links: ReturnType<typeof predecessors>): unknown =>
      links.map(({ task: other, spans }) => [other.id, spans.map(({ start, end }) => text.slice(start, end)).join()]);
    assert.deepEqual(shown(predecessors(snapshot, task)), [
      ['a', 'a,a'],
      ['d', 'b'],
    ]);
    assert.deepEqual(shown(successors(snapshot, task)), [['c', 'b']]);
  });
});

describe('linked editing', () => {
  const links = (marked: string, count: number): void => {
    const { text, offset } = cursor(marked);
    assert.equal(linkedEditing(snapshotOf(text), offset).length, count);
  };
  it('joins an id with its uses', () => links('tasks: {a$0: 1d, b: {after: [a]}}', 2));
  it('joins people', () => links('people: {an$0a: A}\ntasks: {a: {owner: ana, assign: ana 50%}}', 3));
  it('joins nothing that stands alone', () => links('tasks: {a$0: 1d}', 0));
});

describe('semantic tokens', () => {
  it('name every part by its meaning', () => {
    const text =
      'people: {ana: A}\ntasks: {s: {tasks: {a: {effort: 2d, assign: ana 50%}}}, b: {status: dropped, after: s.a SS + 1d}}';
    assert.deepEqual(
      semanticTokens(snapshotOf(text)).map(({ start, end, type, modifiers }) =>
        [
          semanticTypes[type],
          ...semanticModifiers.filter((_, bit) => (modifiers >> bit) & 1),
          text.slice(start, end),
        ].join(' '),
      ),
      [
        'property people',
        'variable declaration ana',
        'property tasks',
        'class declaration s',
        'property tasks',
        'function declaration a',
        'property effort',
        'number 2d',
        'property assign',
        'variable ana',
        'number 50%',
        'function declaration deprecated b',
        'property status',
        'enumMember dropped',
        'property after',
        'function s.a',
        'keyword SS',
        'operator +',
        'number 1d',
      ],
    );
  });
  it('stay on their lines and apart, with aliases too', () => {
    const snapshot = snapshotOf('plan: x\ntasks:\n  a: &it\n    effort: 1d\n    note: "x\n      y"\n  b: *it\n');
    const tokens = semanticTokens(snapshot);
    for (const [i, { start, end }] of tokens.entries()) {
      assert.ok(!snapshot.text.slice(start, end).includes('\n'));
      assert.ok(i === 0 || tokens[i - 1].end <= start);
    }
  });
});

describe('implementation', () => {
  const files = memoryFiles({ 'src/cart.ts': 'export class Cart {\n  add() {\n  }\n}\n', 'src/pay.ts': '' });
  const at = async (marked: string): Promise<string[]> => {
    const { text, offset } = cursor(marked);
    return (await implementation(snapshotOf(text), offset, '', files)).map(({ path, line }) => `${path}:${line}`);
  };
  it('leads from a summary to the code of all inside', async () =>
    assert.deepEqual(await at('tasks: {$0s: {tasks: {a: {code: "src/cart.ts#Cart.add"}, b: {code: src/*.ts}}}}'), [
      'src/cart.ts:1',
      'src/cart.ts:0',
      'src/pay.ts:0',
    ]));
  it('leads nowhere without code', async () => assert.deepEqual(await at('tasks: {$0a: 1d}'), []));
});

describe('files that move', () => {
  const text = 'plan: x\ninclude: sub/b.plan.yaml\ntasks:\n  a: {code: [src/db/a.ts#A, ./src/, "src/**/*.ts"]} # c\n';
  const after = (from: string, to: string): string =>
    applyChanges(text, afterMoves(snapshotOf(text), '', [{ from, to }]));
  it('are followed by links, in the style in which they are written', () => {
    assert.match(after('src/db', 'lib'), /\[lib\/a\.ts#A, \.\/src\/, "src\/\*\*\/\*\.ts"\]/);
    assert.match(after('src', 'lib'), /\[lib\/db\/a\.ts#A, \.\/lib\/, /);
    assert.match(after('sub/b.plan.yaml', 'c.plan.yaml'), /include: c\.plan\.yaml/);
    assert.equal(after('src/db/a', 'x'), text);
  });
  it('leave links that are relative to the plan right when the plan moves', () => {
    const own = 'plan: x\ntasks: {a: {code: ./a.ts}}\n';
    const moved = afterMoves(
      snapshotOf(own),
      'plans',
      [{ from: 'plans/x.plan.yaml', to: 'other/x.plan.yaml' }],
      'other',
    );
    assert.match(applyChanges(own, moved), /code: \.\.\/plans\/a\.ts/);
  });
  it('are taken out when they are deleted', () => {
    const without = (...deleted: string[]): string => applyChanges(text, afterDeletion(snapshotOf(text), '', deleted));
    assert.match(without('src/db/a.ts'), /code: \[\.\/src\/, "src\/\*\*\/\*\.ts"\]/);
    assert.match(without('src'), /code: \["src\/\*\*\/\*\.ts"\]/);
    assert.doesNotMatch(without('sub'), /include/);
  });
});

describe('comments in code', () => {
  it('name tasks in every language, and only in comments', () =>
    assert.deepEqual(
      scanComments(
        'a.x',
        '// PLAN(a.b) and TODO(shop:c): x\n# FIXME(ä-1)\n/*\n   PLAN(d)\n*/ PLAN(no)\n<!-- PLAN(e) -->\n"PLAN(text)";\nMYPLAN(no) // XPLAN(no) PLAN() PLAN(1x)\n-- TODO(f)',
      ).map(({ word, plan, task, line, column }) => `${word} ${plan ?? ''}:${task.join('.')} ${line}:${column}`),
      ['PLAN :a.b 0:8', 'TODO shop:c 0:27', 'FIXME :ä-1 1:8', 'PLAN :d 3:8', 'PLAN :e 5:10', 'TODO :f 8:8'],
    ));

  const files = {
    'main.plan.yaml': 'plan: Main\ninclude: shop.plan.yaml\ntasks: {x: {effort: 1d, after: "shop:api.schema"}}\n',
    'shop.plan.yaml': 'plan: Shop\ntasks: {api: {tasks: {schema: 1d}}}\n',
    'a.py': '# PLAN(api.schema)\n# PLAN(main:api.schema) is another plan\n',
  };
  it('are references, and are renamed', async () => {
    const plans = plansOf(files);
    const shop = plans.all[1];
    const at = shop.text.indexOf('schema');
    const found = await workspaceReferences(plans, shop, at, memoryFiles(files));
    assert.deepEqual(found.code, [{ path: 'a.py', line: 0, column: 11, length: 6 }]);
    assert.deepEqual(
      found.plans.map((plan) => plan.references.length),
      [1, 1],
    );
    const renamed = await renameEverywhere(plans, shop, at, 'tables', memoryFiles(files));
    assert.deepEqual(
      renamed.plans.map(({ snapshot, changes }) => applyChanges(snapshot.text, changes)),
      [
        'plan: Shop\ntasks: {api: {tasks: {tables: 1d}}}\n',
        'plan: Main\ninclude: shop.plan.yaml\ntasks: {x: {effort: 1d, after: "shop:api.tables"}}\n',
      ],
    );
    assert.deepEqual(
      renamed.code.map(({ path, text }) => [path, text]),
      [['a.py', 'tables']],
    );
  });
});

describe('the details of a task', () => {
  it('tell why, back to the beginning', () => {
    const snapshot = snapshotOf(
      'plan: x\npeople: {ana: Ana}\ntasks:\n  s: {tasks: {a: {effort: 2d, assign: ana}}}\n  b: {effort: 1d, after: s}\n  c: {effort: 1d, assign: ana, priority: low}\n',
    );
    const because = (path: string): string[] =>
      drivingChain(snapshot, snapshot.taskByPath(path) ?? snapshot.plan.tasks[0]).map(
        ({ task, reason }) => `${task}: ${reason}`,
      );
    assert.deepEqual(because('b'), ['b: it waits until `s` finishes', 's.a: the plan starts then']);
    assert.deepEqual(because('c'), ['c: Ana is busy with `s.a`', 's.a: the plan starts then']);
  });
  it('list both sides of its links', () => {
    const snapshot = snapshotOf(
      'plan: x\ntasks: {a: 1d, b: {effort: 1d, after: a FF - 2h}, c: {effort: 1d, after: b}}',
    );
    const task = snapshot.taskByPath('b');
    assert.ok(task);
    assert.deepEqual(linksAround(snapshot, task), {
      predecessors: [{ task: 'a', type: 'FF', lag: '- 2h' }],
      successors: [{ task: 'c', type: 'FS', lag: '' }],
    });
  });
});
