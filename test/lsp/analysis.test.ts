import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompareResult, OptimizeResult, OptimizingParams, WaysOutResult } from '../../server/protocol/analysis';
import { LanguageServer } from '../support/languageServer';

const text = [
  'plan: x',
  'now: 2026-02-02',
  'people: {ana: Ana, ben: Ben}',
  'baselines: {before: v1}',
  'tasks:',
  '  a: {effort: 3d, assign: ana, priority: high} # first',
  '  b: {effort: 1d, assign: ana, deadline: 2026-02-02}',
  '  c: {effort: 4d, assign: ben, after: b}',
  'scenarios: {fewer: {tasks: {a: null}}}',
  '',
].join('\n');

describe('analysis over stdio', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-analysis-'));
  const uri = pathToFileURL(path.join(folder, 'p.plan.yaml')).href;
  let server: LanguageServer;
  let version = 1;
  const replace = (whole: string): Promise<void> => server.change(uri, ++version, [{ text: whole }]);

  before(async () => {
    writeFileSync(path.join(folder, 'p.plan.yaml'), text);
    server = await LanguageServer.start(folder, { history: true });
    server.connection.onRequest('headway/fileVersion', ({ ref }: { ref: string }) =>
      ref === 'v1' ? { text: 'plan: x\ntasks: {a: 1d}\n', time: 29_500_000 } : null,
    );
    await server.open(uri, text);
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('optimizes in a worker, tells how far it is, and writes nothing itself', async () => {
    const told: OptimizingParams[] = [];
    server.connection.onNotification('headway/optimizing', (params: OptimizingParams) => void told.push(params));
    const result = await server.request<OptimizeResult>('headway/optimize', {
      uri,
      objective: 'finish',
      schedules: 200,
    });
    assert.ok(!('refused' in result));
    assert.ok(result.isOptimal && result.finishAfter === result.lowerBound && result.finishAfter < result.finishBefore);
    assert.ok(result.edit && 'edit' in result.edit);
    const [{ edits }] = result.edit.edit.documentChanges;
    assert.ok(edits.every(({ newText }) => /priority|\d+/.test(newText)));
    assert.deepEqual(
      edits.map(({ range }) => range.start.line).filter((line) => line < 5 || line > 7),
      [],
    );
  });

  it('goes on answering while it searches, and stops when it is told to', async () => {
    // Without its lower bound in reach, the search goes on for its time.
    const hard = text
      .replace('b: {effort: 1d', 'b: {effort: 1d, after: a')
      .replace('c: {', 'd: {effort: 9d, assign: ben}\n  c: {');
    await replace(hard);
    const search = server.request<OptimizeResult>('headway/optimize', { uri, objective: 'level', seconds: 60 });
    const asked = performance.now();
    await server.request('textDocument/documentSymbol', { textDocument: { uri } });
    assert.ok(performance.now() - asked < 2000);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await server.connection.sendNotification('headway/stopOptimizing', { uri });
    assert.ok(!('refused' in (await search)));
    await replace(text);
  });

  it('refuses to write into a plan that changed meanwhile', async () => {
    const search = server.request<OptimizeResult>('headway/optimize', { uri, objective: 'level', seconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await replace(`${text}# changed\n`);
    assert.ok('refused' in (await search));
    await replace(text);
  });

  it('finds ways out of a missed deadline', async () => {
    const ways = await server.request<WaysOutResult>('headway/waysOut', { uri, task: 'b' });
    assert.ok(ways && ways.length > 0 && ways[0].isInTime);
    assert.match(ways.map(({ title }) => title).join('\n'), /Do `b` before `a`/);
    assert.deepEqual(await server.request('headway/waysOut', { uri, task: 'c' }), []);
  });

  it('compares with scenarios and baselines', async () => {
    const result = await server.request<CompareResult>('headway/compare', { uri });
    assert.deepEqual(
      result?.alternatives.map(({ kind, name, summary }) => `${kind} ${name}: ${summary}`),
      [
        'scenario fewer: finishes 3d earlier, 2 tasks move, 1 removed',
        'baseline before: finishes 7d later, 1 task moves, 2 added',
      ],
    );
  });
});
