import assert from 'node:assert/strict';
import { coverageOf } from '../../server/core/features/coverage';
import { PlanSnapshot } from '../../server/core/workspace/snapshot';
import { environment, memoryFiles } from '../support/plans';

describe('coverage', () => {
  const files = memoryFiles({
    'src/api/a.ts': '',
    'src/api/b.ts': '',
    'src/web/index.ts': '',
    'src/web/deep/x.ts': '// PLAN(open)\n',
    'src/old/y.py': '',
    'tools/build/z.sh': '',
    'tools/run.sh': '',
    'docs/readme.md': '',
    'main.go': '',
  });
  const plan = (text: string): Parameters<typeof coverageOf>[0] => [
    { snapshot: PlanSnapshot.of('file:///work/p.plan.yaml', 1, text, environment), planFolder: '' },
  ];

  it('finds folders, tasks and links that do not know each other', async () => {
    const found = await coverageOf(
      plan(`tasks:
  api: {effort: 1d, code: [src/api/a.ts#f, '**/run.sh']}
  open: 1d
  s:
    code: src/api/
    tasks: {inside: 1d}
  over: {effort: 1d, status: done, code: [src/gone.ts, src/old/*.rb, src/old/y.py]}
  dropped: {effort: 1d, status: dropped}
  ready: {milestone: true}
`),
      files,
    );
    assert.deepEqual([found.files, found.covered], [8, 5]);
    assert.deepEqual(found.folders, [{ path: 'tools/build', files: 1 }]);
    assert.deepEqual(
      found.withoutCode.map(({ task }) => task.path),
      ['open'],
    );
    assert.deepEqual(
      found.gone.map(({ task, link }) => `${task.path} ${link}`),
      ['over src/gone.ts', 'over src/old/*.rb'],
    );
  });

  it('names the outermost folders only', async () => {
    const { folders, covered } = await coverageOf(plan('tasks: {a: {effort: 1d, code: main.go}}\n'), files);
    assert.deepEqual(folders, [
      { path: 'src', files: 5 },
      { path: 'tools', files: 2 },
    ]);
    assert.equal(covered, 1);
  });
});
