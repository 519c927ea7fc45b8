// `npm start`: installs what is missing, builds, and opens VS Code with the extension on examples/webshop: the desktop's
// VS Code if `code` is there, else one in the browser. `npm start -- --browser` always takes the latter.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'examples', 'webshop');
const isWindows = process.platform === 'win32';

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: isWindows });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(path.join(root, 'node_modules', '.package-lock.json'))) {
  console.log('Installing the packages …');
  run(isWindows ? 'npm.cmd' : 'npm', ['install', '--no-save', '--no-audit', '--no-fund']);
}
run(process.execPath, ['esbuild.mjs']);

const hasDesktop =
  !process.argv.includes('--browser') && spawnSync('code', ['--version'], { shell: isWindows }).status === 0;
if (hasDesktop) {
  console.log('Opening VS Code …');
  run('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder, path.join(folder, 'webshop.plan.yaml')]);
} else {
  const { addressOf, startVSCode } = await import('./lib/vscode.mjs');
  const port = Number(process.env.PORT) || undefined;
  const server = await startVSCode({
    data: mkdtempSync(path.join(tmpdir(), 'headway-start-')),
    forTests: true,
    port,
    settings: { 'files.autoSave': 'off' },
  });
  console.log(
    `\nVS Code runs with Headway. Open this address in a browser:\n\n  ${addressOf({ authority: server.authority, folder, extension: root })}\n\nThen open webshop.plan.yaml. Ctrl+C ends it.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void server.stop().then(() => process.exit(0)));
}
