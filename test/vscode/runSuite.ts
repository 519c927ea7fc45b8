// Runs test/vscode/suite inside of the extension host of a real VS Code: in a browser, or with `--desktop` in the one
// that @vscode/test-electron downloads.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { makeRefactored } from './suite/refactored';

const root = path.resolve(__dirname, '../..');
const isDesktop = process.argv.includes('--desktop');

async function main(): Promise<void> {
  const suite = path.join(root, 'out', 'suite', 'index.js');
  await esbuild.build({
    entryPoints: [path.join(root, 'test/vscode/suite/index.ts')],
    outfile: suite,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  // A copy: VS Code saves what the tests type.
  const folder = mkdtempSync(path.join(tmpdir(), 'headway-suite-folder-'));
  cpSync(path.join(root, 'examples/webshop'), folder, { recursive: true });
  // With a history, for what the tests move about.
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@tea.example', ...args], { cwd: folder });
  makeRefactored(folder);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'The shop so far');
  await runTests({
    ...(isDesktop ? {} : { vscodeExecutablePath: path.join(__dirname, 'browserCode.mjs') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [folder],
  });
  rmSync(folder, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
