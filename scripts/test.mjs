// `npm test`: installs what is missing, checks, builds and runs every test, the real VS Code included.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const unitOnly = process.argv.includes('--unit');
let passed = 0;
let failed = 0;
const failures = [];

/** Runs a step; its own counts of tests are added, a step without any counts as one. */
async function step(name, command, args) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data;
      process.stdout.write(data);
    });
  }
  const code = await new Promise((resolve) => child.on('close', resolve));
  const sum = (pattern) => [...output.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
  const [ok, wrong] = [sum(/^ *(\d+) passing\b/gm), sum(/^ *(\d+) failing\b/gm)];
  passed += ok + (ok + wrong === 0 && code === 0 ? 1 : 0);
  failed += wrong + (wrong === 0 && code !== 0 ? 1 : 0);
  if (code !== 0) failures.push(`── ${name} FAILED\n${lastLines(output)}`);
  console.log(`── ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return code === 0;
}

/** What mocha says of its failures, or else the end of the output. */
function lastLines(output) {
  const at = output.search(/^ *\d+ failing\b/m);
  return (at < 0 ? output.split('\n').slice(-40).join('\n') : output.slice(at)).trimEnd();
}

const installed =
  existsSync(path.join(root, 'node_modules', '.package-lock.json')) ||
  (await step('Install', npm, ['install', '--no-save', '--no-audit', '--no-fund']));
if (installed) {
  await step('Types', npm, ['run', '--silent', 'types']);
  await step('Lint', npm, ['run', '--silent', 'lint']);
  await step('Nothing unused', npm, ['run', '--silent', 'unused']);
  await step('Format', npm, ['run', '--silent', 'format:check']);
  if (await step('Build', process.execPath, ['esbuild.mjs'])) {
    await step('Unit, protocol and command-line tests', process.execPath, [
      path.join('node_modules', 'mocha', 'bin', 'mocha.js'),
    ]);
    if (!unitOnly) {
      await step('The schedule page in a browser', process.execPath, [
        path.join('node_modules', 'mocha', 'bin', 'mocha.js'),
        '--config',
        'test/webview/.mocharc.json',
      ]);
      await step('Package', process.execPath, ['scripts/package.mjs']);
      await step('Real VS Code: inside of the extension host', process.execPath, [
        '--import',
        'tsx',
        'test/vscode/runSuite.ts',
      ]);
      await step('Real VS Code: as a person sees it', process.execPath, [
        path.join('node_modules', 'mocha', 'bin', 'mocha.js'),
        '--config',
        'test/vscode/.mocharc.json',
      ]);
    }
  }
}
for (const failure of failures) console.log(`\n${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
