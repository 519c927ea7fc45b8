import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type FolderFiles, folderFiles } from '../../server/files/folder';
import { nodeDisk } from '../../server/node/disk';
import type { CodeTasksResult } from '../../server/protocol/code';
import { LanguageServer } from '../support/languageServer';

describe('the folders of a workspace', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-folders-'));
  const filesOf = (name: string, isTrusted = true): FolderFiles => {
    const uri = pathToFileURL(path.join(folder, name)).href;
    return folderFiles(uri, nodeDisk(uri), () => Promise.resolve(undefined), isTrusted);
  };
  const write = (name: string, text: string | Buffer): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const git = (cwd: string, ...args: string[]): void => {
    const { status, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'protocol.file.allow=always', ...args],
      { cwd: path.join(folder, cwd), encoding: 'utf8' },
    );
    assert.equal(status, 0, stderr);
  };

  before(() => {
    write('main/src/a.ts', '// PLAN(a)\n');
    write('main/.gitignore', 'ignored/\n');
    write('main/ignored/b.ts', '// PLAN(b)\n');
    write('main/big.ts', `// PLAN(a)\n${'x'.repeat(6_000_000)}`);
    write('main/binary.bin', Buffer.from('// PLAN(a)\0'));
    write('elsewhere/secret.ts', '// PLAN(secret)\n');
    symlinkSync(path.join(folder, 'elsewhere'), path.join(folder, 'main/link'));
    symlinkSync(path.join(folder, 'main'), path.join(folder, 'main/loop'));
    git('main', 'init', '-q', '-b', 'trunk');
    git('main', 'add', 'src', '.gitignore');
    git('main', 'commit', '-qm', 'x');
    git('main', 'tag', 'v1');
    git('main', 'worktree', 'add', '-q', '-b', 'side', '../tree');
    mkdirSync(path.join(folder, 'outer'));
    git('outer', 'init', '-q');
    git('outer', 'submodule', 'add', '-q', path.join(folder, 'main'), 'sub');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are searched for comments without what git ignores, what is large or binary, and what links lead to', async () =>
    assert.deepEqual(
      (await filesOf('main').comments()).map((it) => it.path),
      ['src/a.ts'],
    ));

  it('are not searched when they are not trusted', async () => {
    assert.deepEqual(await filesOf('main', false).comments(), []);
    assert.equal(await filesOf('main', false).refs(), undefined);
    assert.equal(await filesOf('main', false).kindOf('src/a.ts'), 'file', 'links go on working');
  });

  it('are left by no symbolic link', async () => {
    assert.equal(await filesOf('main').kindOf('link/secret.ts'), undefined);
    assert.equal(await filesOf('main').symbols('link/secret.ts'), undefined);
  });

  it('have tags and branches, in worktrees and submodules too', async () => {
    assert.deepEqual(await filesOf('main').refs(), ['side', 'trunk', 'v1']);
    assert.deepEqual(await filesOf('tree').refs(), ['side', 'trunk', 'v1']);
    assert.ok((await filesOf('outer/sub').refs())?.includes('v1'));
    assert.equal(await filesOf('elsewhere').refs(), undefined);
  });

  it('keep their plans apart', async () => {
    write('one/p.plan.yaml', 'plan: One\ntasks: {a: {effort: 1d, code: "src/x.py#Thing"}}\n');
    write('one/src/x.py', '# PLAN(a) PLAN(b)\nclass Thing:\n    pass\n');
    write('two/p.plan.yaml', 'plan: Two\ntasks: {b: {effort: 1d, code: src/}}\n');
    const server = await LanguageServer.start(path.join(folder, 'one'));
    const uri = (name: string): string => pathToFileURL(path.join(folder, name)).href;
    try {
      await server.open(uri('one/p.plan.yaml'), 'plan: One\ntasks: {a: {effort: 1d, code: "src/x.py#Thing"}}\n');
      await server.open(uri('two/p.plan.yaml'), 'plan: Two\ntasks: {b: {effort: 1d, code: src/}}\n');
      const ask = (name: string, text: string): Promise<CodeTasksResult> =>
        server.request('headway/codeTasks', { uri: uri(name), text });
      const found = await ask('one/src/x.py', '# PLAN(a) PLAN(b)\nclass Thing:\n    pass\n');
      assert.deepEqual(found?.links, [
        { plan: uri('one/p.plan.yaml'), task: 'a', link: 'src/x.py#Thing', reach: 'symbol', line: 1 },
      ]);
      assert.deepEqual(
        found?.comments.map(({ written, column, task }) => [written, column, task?.path ?? null]),
        [
          ['a', 7, 'a'],
          ['b', 15, null],
        ],
      );
      assert.equal(await ask('elsewhere/src/x.py', '# PLAN(a)'), null);
    } catch (error) {
      await server.stop();
      throw error;
    }
    await server.stop();
  });

  it('forget what was inside of a folder that is gone or new', async () => {
    write('main/moving/deep/c.ts', 'export class C {}\n');
    const files = filesOf('main');
    const uri = (name: string): string => pathToFileURL(path.join(folder, 'main', name)).href;
    assert.equal(await files.kindOf('moved/deep/c.ts'), undefined);
    assert.equal(await files.kindOf('moving/deep/c.ts'), 'file');
    renameSync(path.join(folder, 'main/moving'), path.join(folder, 'main/moved'));
    files.forget([uri('moving'), uri('moved')]);
    assert.equal(await files.kindOf('moving/deep/c.ts'), undefined);
    assert.equal(await files.kindOf('moved/deep/c.ts'), 'file');
    assert.deepEqual(await files.mentioning('class C'), ['moved/deep/c.ts']);
    assert.deepEqual(await filesOf('main', false).mentioning('class C'), []);
  });

  it('tell clients that ask for problems when code has changed', async () => {
    write('asked/x.plan.yaml', 'plan: x\ntasks: {a: {effort: 1d, code: src/late.ts}}\n');
    const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
    const server = await LanguageServer.start(path.join(folder, 'asked'), {}, capabilities);
    const at = (name: string): string => pathToFileURL(path.join(folder, 'asked', name)).href;
    const codes = async (): Promise<unknown[]> => {
      const textDocument = { uri: at('x.plan.yaml') };
      const { items } = await server.request<{ items: { code?: unknown }[] }>('textDocument/diagnostic', {
        textDocument,
      });
      return items.map(({ code }) => code).filter((code) => String(code).startsWith('plan/missing'));
    };
    await server.open(at('x.plan.yaml'), 'plan: x\ntasks: {a: {effort: 1d, code: src/late.ts}}\n');
    assert.deepEqual(await codes(), ['plan/missing-file']);
    write('asked/src/late.ts', '');
    const refreshed = new Promise<void>((resolve) =>
      server.connection.onRequest('workspace/diagnostic/refresh', () => {
        resolve();
        return null;
      }),
    );
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: at('src/late.ts'), type: 1 }],
    });
    await refreshed;
    assert.deepEqual(await codes(), []);
    await server.stop();
  });
});
