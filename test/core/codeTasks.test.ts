import assert from 'node:assert/strict';
import { commentsIn, linksToFile, type PlacedPlan, resolveComments } from '../../server/core/features/codeTasks';
import { scanComments } from '../../server/core/links/comments';
import { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { environment, memoryFiles } from '../support/plans';

const files = {
  'src/cart.ts': 'export class Cart {\n  total(): number {\n    return 0;\n  }\n}\n',
  'src/other.py': 'def nothing():\n    pass\n',
};

function placed(text: string, path = 'shop.plan.yaml'): PlacedPlan {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  return { snapshot: PlanSnapshot.of(`file:///work/${path}`, 1, text, environment), planFolder: folder };
}

const shop = placed(`tasks:
  total: {effort: 1d, code: 'src/cart.ts#Cart.total'}
  cart: {effort: 1d, code: [src/cart.ts, src/other.py]}
  gone: {effort: 1d, code: 'src/cart.ts#Basket'}
  lines: {effort: 1d, code: 'src/cart.ts:3-4'}
  all: {effort: 1d, code: src/}
  scripts: {effort: 1d, code: '**/*.py'}
  outside: {effort: 1d, code: ../src/cart.ts}
`);

describe('the tasks of a file', () => {
  const linked = async (path: string, plans = [shop]): Promise<string[]> =>
    (await linksToFile(plans, path, memoryFiles(files))).map(
      ({ task, reach, line }) => `${task.path} ${reach}${line === null ? '' : ` ${line}`}`,
    );

  it('are those of its symbols, of its lines, of itself, of its folder and of globs', async () => {
    assert.deepEqual(await linked('src/cart.ts'), [
      'total symbol 1',
      'gone symbol',
      'lines lines 2',
      'cart file',
      'all folder',
    ]);
    assert.deepEqual(await linked('src/other.py'), ['cart file', 'all folder', 'scripts glob']);
    assert.deepEqual(await linked('src/new.py'), ['all folder', 'scripts glob']);
    assert.deepEqual(await linked('srcs/cart.ts'), []);
  });

  it('are found from plans in folders, whose links begin with a dot', async () => {
    const inner = placed(
      'tasks: {a: {effort: 1d, code: ./cart.ts}, b: {effort: 1d, code: ../src/cart.ts}}\n',
      'src/x.plan.yaml',
    );
    assert.deepEqual(await linked('src/cart.ts', [inner]), ['a file', 'b file']);
  });
});

describe('comments that name tasks', () => {
  const plan = placed('tasks: {api: {tasks: {schema: 1d, query: 1d}}, web: {tasks: {schema: 1d}}}\n');
  const said = (text: string, plans = [plan]): string[] =>
    commentsIn(plans, 'src/a.ts', text).map(({ written, found, candidates, comment }) =>
      `${comment.line}:${comment.column} ${written} → ${found ? `${found.snapshot.uri.split('/').pop()} ${found.task.path}` : '?'} ${candidates.join('|')}`.trim(),
    );

  it('lead to the task, by its path or by the end of it', () =>
    assert.deepEqual(said('// PLAN(api.schema)\n/* TODO(query): later */\nconst PLAN = (api) => PLAN(api);\n'), [
      '0:8 api.schema → shop.plan.yaml api.schema',
      '1:8 query → shop.plan.yaml api.query',
    ]));

  it('say what may have been meant', () =>
    assert.deepEqual(said('# PLAN(schema)\n# FIXME(api.qury)\n# PLAN(elephant)\n'), [
      '0:7 schema → ? api.schema|web.schema',
      '1:8 api.qury → ? query',
      '2:7 elephant → ?',
    ]));

  it('are looked for in the plan that they name, else in the nearest', () => {
    const outer = placed('tasks: {a: 1d, b: 1d}\n', 'all.plan.yaml');
    const inner = placed('tasks: {a: 1d}\n', 'src/part.plan.yaml');
    assert.deepEqual(said('// PLAN(a) PLAN(b) PLAN(all:a) PLAN(part:elephant)\n', [outer, inner]), [
      '0:8 a → part.plan.yaml a',
      '0:16 b → all.plan.yaml b',
      '0:28 all:a → all.plan.yaml a',
      '0:41 part:elephant → ?',
    ]);
    const [found] = resolveComments([outer, inner], scanComments('docs/a.md', '<!-- PLAN(a) -->'));
    assert.equal(found.found?.snapshot.uri, 'file:///work/all.plan.yaml');
  });
});
