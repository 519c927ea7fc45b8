// `npm run bench:scan`: how long the first search for comments takes in a large workspace, and whether the server answers
// while it goes on.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LanguageServer } from '../support/languageServer';
import { median, ms, table } from './numbers';

const plan = 'plan: Scan\nnow: 2026-02-02\ntasks:\n  api: {title: The API, effort: 3d}\n';

/** A folder with so many source files of a hundred lines, each fiftieth with a comment that names the task. */
function workspaceOf(files: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-scan-'));
  const lines = Array.from({ length: 100 }, (_, i) => `export const value${i} = ${i} * 2; // as it was`).join('\n');
  for (let i = 0; i < files; i++) {
    const inside = path.join(folder, 'src', `part${Math.floor(i / 100)}`);
    if (i % 100 === 0) mkdirSync(inside, { recursive: true });
    writeFileSync(path.join(inside, `file${i}.ts`), i % 50 === 0 ? `// PLAN(api)\n${lines}\n` : `${lines}\n`);
  }
  writeFileSync(path.join(folder, 'scan.plan.yaml'), plan);
  return folder;
}

export async function scanWorkspaces(sizes: readonly number[] = [1000, 10_000, 50_000]): Promise<void> {
  const rows = [
    ['files', 'first search', 'hover meanwhile: median', 'worst', 'again', 'after one file changed', 'memory'],
  ];
  for (const files of sizes) {
    const folder = workspaceOf(files);
    const server = await LanguageServer.start(folder);
    const uri = pathToFileURL(path.join(folder, 'scan.plan.yaml')).href;
    try {
      await server.open(uri, plan);
      const at = { textDocument: { uri }, position: { line: 3, character: 3 } };
      const search = async (): Promise<number> => {
        const begin = performance.now();
        const found = await server.request<unknown[]>('textDocument/references', {
          ...at,
          context: { includeDeclaration: false },
        });
        if (found.length !== Math.ceil(files / 50)) throw new Error(`${found.length} references in ${files} files`);
        return performance.now() - begin;
      };
      const searching = { isOver: false };
      const first = search().finally(() => {
        searching.isOver = true;
      });
      const hovers: number[] = [];
      while (!searching.isOver) {
        const begin = performance.now();
        await server.request('textDocument/hover', at);
        hovers.push(performance.now() - begin);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const took = await first;
      const again = await search();
      const changed = pathToFileURL(path.join(folder, 'src/part0/file0.ts')).href;
      await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: changed, type: 2 }],
      });
      const afterChange = await search();
      const memory = /VmRSS:\s+(\d+)/.exec(statusOf(server.process.pid))?.[1];
      rows.push([
        String(files),
        ms(took),
        ms(median(hovers)),
        ms(Math.max(...hovers)),
        ms(again),
        ms(afterChange),
        memory === undefined ? '–' : `${(Number(memory) / 1024).toFixed(0)} MB`,
      ]);
    } finally {
      server.process.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  table('Comments that name tasks, in the sources of a workspace', rows);
}

function statusOf(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
  } catch {
    return '';
  }
}

if (process.argv[1].endsWith('scan.js')) void scanWorkspaces();
