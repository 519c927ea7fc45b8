import assert from 'node:assert/strict';
import {
  commitsByTask,
  isBranchOf,
  staleDays,
  tasksInMessage,
  thisWeek,
  type WorkCommit,
} from '../../client/git/evidence';
import { byKnowledge, knowledgeOf, ownersOf } from '../../client/git/experts';
import { renamedIn } from '../../client/git/renames';
import { pathFrom } from '../../client/links/paths';

describe('renames in diffs', () => {
  const diff = (...lines: string[]): string => ['--- a/x.ts', '+++ b/x.ts', '@@ -1,3 +1,3 @@', ...lines].join('\n');
  it('are found where a line stands again with another name', () =>
    assert.equal(
      renamedIn(
        diff(
          '-export function total(cart: Cart): number {',
          '-  return cart ? total(cart.next) : 0;',
          '+export function sumOf(cart: Cart): number {',
          '+  return cart ? sumOf(cart.next) : 0;',
          ' }',
        ),
        'total',
      ),
      'sumOf',
    ));
  it('are not guessed', () => {
    assert.equal(renamedIn(diff('-const total = 1;', '+const sum = 2;'), 'total'), undefined);
    assert.equal(renamedIn(diff('-total();', '+sum();', '+all();'), 'total'), undefined);
    assert.equal(renamedIn(diff('-const subtotal = 1;', '+const sum = 1;'), 'total'), undefined);
    assert.equal(renamedIn(diff('-a.b(total, $x);', '+a.b(sum, $x);'), 'total'), 'sum');
    assert.equal(renamedIn(diff(' total();', '+sum();'), 'total'), undefined);
  });
});

describe('commits of tasks', () => {
  it('name tasks in brackets and in trailers', () => {
    assert.deepEqual(tasksInMessage('[api.schema] Add a table\n\nPlan: api.query, shop:web\nPlan: api.schema'), [
      'api.schema',
      'api.query',
      'shop:web',
    ]);
    assert.deepEqual(tasksInMessage('Fix [#12] and a[0] and [x y]; the plan: none'), ['0']);
  });

  it('mean a task by its path, or by an end of it that is its own', () => {
    const paths = ['api', 'api.schema', 'web.schema', 'api.query', 'query.api'];
    const tasksOf = (name: string): string[] => [
      ...commitsByTask([{ commit: 'c', names: [name] }], 'shop', paths).keys(),
    ];
    assert.deepEqual(tasksOf('api.schema'), ['api.schema']);
    assert.deepEqual(tasksOf('query'), ['api.query']);
    assert.deepEqual(tasksOf('schema'), [], 'there are two');
    assert.deepEqual(tasksOf('api'), ['api'], 'the whole path wins');
    assert.deepEqual(tasksOf('shop:query'), ['api.query']);
    assert.deepEqual(tasksOf('other:query'), []);
    assert.deepEqual(tasksOf('ry'), []);
  });

  it('belong to every task that they name, once', () => {
    const commits = [
      { commit: 1, names: ['a', 'b', 'x.a'] },
      { commit: 2, names: ['b'] },
    ];
    assert.deepEqual(
      [...commitsByTask(commits, 'p', ['x.a', 'b'])],
      [
        ['x.a', [1]],
        ['b', [1, 2]],
      ],
    );
  });

  it('lie on the branch that the plan names, or that ends in the path', () => {
    assert.ok(isBranchOf('feature/api.schema', 'api.schema', null));
    assert.ok(isBranchOf('api.schema', 'api.schema', null));
    assert.ok(!isBranchOf('feature/my-api.schema', 'api.schema', null));
    assert.ok(isBranchOf('db', 'api.schema', 'db'));
    assert.ok(!isBranchOf('feature/api.schema', 'api.schema', 'db'));
  });

  it('are counted from Monday, and are missed after a week', () => {
    const at = (text: string): number => Date.parse(`${text}Z`);
    const commit = (text: string): WorkCommit => ({ hash: text, subject: '', author: '', time: at(text) });
    const commits = [commit('2026-02-09T00:00'), commit('2026-02-08T23:59'), commit('2026-02-11T12:00')];
    const now = at('2026-02-12T09:00');
    assert.equal(thisWeek(commits, now), 2);
    const evidence = { commits, branch: undefined, isMerged: false };
    assert.equal(staleDays(evidence, at('2026-01-01T00:00'), now), undefined);
    assert.equal(staleDays(evidence, at('2026-01-01T00:00'), at('2026-02-18T13:00')), 7);
    assert.equal(staleDays({ ...evidence, commits: [] }, at('2026-02-01T00:00'), now), 11);
    assert.equal(staleDays({ ...evidence, commits: [] }, at('2026-02-10T00:00'), now), undefined);
  });
});

describe('who knows code', () => {
  const rules =
    '# owners\n* @everybody\n*.py @cem ops@x.org # scripts\n/docs/ dana@x.org\nsrc/**/*.sql @ana @ben\n/src/private\n';
  it('is told by the last rule of CODEOWNERS that fits', () => {
    assert.deepEqual(ownersOf(rules, 'readme.txt'), ['@everybody']);
    assert.deepEqual(ownersOf(rules, 'a/b.py'), ['@cem', 'ops@x.org']);
    assert.deepEqual(ownersOf(rules, 'docs/a/b.md'), ['dana@x.org']);
    assert.deepEqual(ownersOf(rules, 'src/db/x.sql'), ['@ana', '@ben']);
    assert.deepEqual(ownersOf(rules, 'src/private/x.sql'), [], 'without owners');
  });

  it('is told by commits, under any name', () => {
    const people = [
      { id: 'ana', name: 'Ana Costa', aliases: ['ana@x.org'] },
      { id: 'ben', name: 'Ben Okafor', aliases: ['benok'] },
      { id: 'cem', name: 'Cem', aliases: [] },
    ];
    const authors = [
      { name: 'A.C.', email: 'Ana@x.org' },
      { name: 'ana costa', email: '' },
      { name: 'x', email: '12345+benok@users.noreply.github.com' },
      { name: 'stranger', email: 's@y.org' },
    ];
    const known = knowledgeOf(people, authors, ['@cem']);
    assert.deepEqual(
      [...known],
      [
        ['ana', { commits: 2, isOwner: false }],
        ['ben', { commits: 1, isOwner: false }],
        ['cem', { commits: 0, isOwner: true }],
      ],
    );
    assert.deepEqual(
      byKnowledge([{ id: 'nobody' }, ...people.toReversed()], known).map(({ id }) => id),
      ['cem', 'ana', 'ben', 'nobody'],
    );
  });
});

describe('paths of files that were moved', () => {
  it('count from where the path before counted', () => {
    assert.equal(pathFrom('/work', '/work/src/b.ts', 'src/a.ts'), 'src/b.ts');
    assert.equal(pathFrom('/work/plans', '/work/plans/b.ts', './a.ts'), './b.ts');
    assert.equal(pathFrom('/work/plans', '/work/src/b.ts', './a.ts'), '../src/b.ts');
    assert.equal(pathFrom('/work/plans', '/work/plans/b.ts', '../src/a.ts'), './b.ts');
  });
});
