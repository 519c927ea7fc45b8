import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { completion } from '../../server/core/features/completion';
import type { Completion } from '../../server/core/features/completionItem';
import { cursor, dedent, memoryFiles, snapshotOf } from '../support/plans';
import { plansOf } from '../support/problems';

const webshop = readFileSync('examples/webshop/webshop.plan.yaml', 'utf8');
const files = memoryFiles({ 'src/a.ts': '', 'src/b.ts': '', 'README.md': '' }, ['main', 'v1.0']);

/** The text after a completion, inserted as editors do: further lines are indented like the first, placeholders filled. */
function inserted(text: string, { span, insert, isSnippet }: Completion): string {
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const indent = /^ */.exec(line)?.[0] ?? '';
  const plain = isSnippet ? insert.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d+/g, '') : insert;
  const body = plain.replaceAll('\t', '  ').replaceAll('\n', `\n${indent}`);
  return text.slice(0, span.start) + body + text.slice(span.end);
}

describe('completion, wherever the cursor is', () => {
  it('never breaks the plan, and never makes a cycle, whatever is typed', async () => {
    const snapshot = snapshotOf(webshop);
    const isBroken = ({ code }: { code: string }): boolean =>
      code === 'syntax' || code === 'cycle' || code === 'duplicate-key';
    assert.deepEqual(snapshot.plan.problems.filter(isBroken), []);
    await fc.assert(
      fc.asyncProperty(fc.nat(webshop.length), fc.nat(), async (at, choice) => {
        // Where a person asks for completions: at the end of a value, or at the beginning of a line's content.
        const end = webshop.indexOf('\n', at);
        const offset = end < 0 ? webshop.length : end;
        if (/#|[|>]$/.test(webshop.slice(webshop.lastIndexOf('\n', offset - 1) + 1, offset))) return;
        const { items } = await completion(snapshot, offset, '', files);
        const item = items[choice % Math.max(1, items.length)];
        if (!item) return;
        const after = snapshotOf(inserted(webshop, item));
        assert.deepEqual(after.plan.problems.filter(isBroken), [], `${JSON.stringify(item)} at ${offset}`);
        assert.equal(after.plan.tasks.length, snapshot.plan.tasks.length);
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  const labels = async (marked: string): Promise<string[]> => {
    const { text, offset } = cursor(marked);
    return (await completion(snapshotOf(text), offset, '', files)).items.map(({ label }) => label);
  };
  it('answers in a text that begins with line ends', async () => {
    for (const text of ['\n', '\n\n', '\n  ', '\n- ', '\n  a:\n    ', '\r\n', '\n# c\n  '])
      for (let offset = 0; offset <= text.length; offset++) await completion(snapshotOf(text), offset, '', files);
  });
  it('gives keys the indentation of the map that goes on below', async () => {
    const inserts = async (marked: string): Promise<string | undefined> => {
      const { text, offset } = cursor(marked);
      const { items } = await completion(snapshotOf(text), offset, '', files);
      return items.find(({ label }) => label === 'risk' || label === 'note' || label === 'about')?.insert;
    };
    assert.equal(
      await inserts('plan: x\ntasks:\n  a:\n    effort: 1d\n$0\n\n    # why\n    after: b\n  b: 1d\n'),
      '    note: ',
    );
    assert.equal(await inserts('plan: x\ntasks:\n  a:\n    effort: 1d\n  no$0\n    after: b\n  b: 1d\n'), '  note: ');
    // Task ids are invented, and no key of the plan may stand between them.
    assert.equal(await inserts('plan: x\ntasks:\n  a: 1d\n$0\n  b: 1d\n'), undefined);
    assert.equal(await inserts('plan: x\n$0\n  a: 1d\n'), 'about: ');
    assert.equal(await inserts('plan: x\ntasks:\n  a: 1d\n$0\npeople: {}\n'), 'about: ');
  });
  it('offers git refs and plans for baselines', async () =>
    assert.deepEqual(await labels('plan: x\nbaselines:\n  kickoff: $0'), ['main', 'v1.0']));
  it('offers globs', async () =>
    assert.deepEqual(await labels('plan: x\ntasks:\n  a:\n    code: src/$0'), ['a.ts', 'b.ts', '*.ts', '**/*.ts']));
  it('offers the accounts of the budget', async () =>
    assert.deepEqual(
      await labels('plan: x\nbudget: {by: {hosting: 1k}}\ntasks: {a: {cost: {amount: 1, account: $0}}}'),
      ['hosting'],
    ));
  it('offers the tasks that a scenario may be laid over', async () =>
    assert.deepEqual(await labels('plan: x\nscenarios:\n  fast:\n    tasks:\n      $0\ntasks:\n  a: 1d\n  b: 2d\n'), [
      'a',
      'b',
    ]));
  it('ranks people by skill and free time, and says both', async () => {
    const { text, offset } = cursor(`
      plan: x
      people: {ana: {name: Ana, skills: [sql]}, ben: {name: Ben, skills: [sql]}, cem: {name: Cem}}
      tasks:
        busy: {effort: 5d, assign: ana}
        a: {effort: 2d, needs: sql, assign: $0}
    `);
    const { items } = await completion(snapshotOf(text), offset, '', files);
    assert.deepEqual(
      items.map(({ label, detail }) => `${label}: ${detail}`),
      ['ben: Ben · free', 'ana: Ana · 0 % free, busy until 2026-02-06', 'cem: Cem · free · lacks sql'],
    );
  });
  it('offers nobody twice', async () =>
    assert.deepEqual(await labels('plan: x\npeople: {ana: A, ben: B}\ntasks: {a: {effort: 1d, assign: [ana, $0]}}'), [
      'ben',
    ]));
  it('offers the plans of the workspace, and their tasks', async () => {
    const plans = plansOf({
      'main.plan.yaml': 'plan: Main\ninclude: [sub/shop.plan.yaml]\ntasks: {a: {after: "shop:"}}\n',
      'sub/shop.plan.yaml': dedent('plan: Shop\ntasks: {api: {tasks: {schema: 1d}}}\n'),
    });
    const [main] = plans.all;
    const at = async (needle: string): Promise<string[]> =>
      (await completion(main, main.text.indexOf(needle) + needle.length, '', files, plans)).items.map(
        ({ label }) => label,
      );
    assert.deepEqual(await at('"shop:'), ['api', 'api.schema']);
    assert.deepEqual(await at('include: ['), ['./sub/shop.plan.yaml']);
  });
});
