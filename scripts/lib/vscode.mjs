// A complete VS Code without a desktop: the server build that the npm package `code-server` contains, run by a Node of
// the version that it was built for, and shown in a browser. Kept in .vscode-test/, never a dependency of the project.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
const home = path.join(root, '.vscode-test');
const CODE_SERVER = '4.139.1';
const NODE = '24.9.0';

/** Fetches what is missing, saying so; returns the paths of the server and of its Node. */
export async function ensureVSCode(log = console.log) {
  const server = path.join(home, 'code-server', 'node_modules', 'code-server', 'lib', 'vscode');
  const marker = path.join(home, `ready-2-${CODE_SERVER}-${NODE}`);
  const nodePackage = `node-${{ win32: 'win', darwin: 'darwin' }[process.platform] ?? process.platform}-${process.arch}`;
  const node = path.join(
    home,
    'node',
    'node_modules',
    nodePackage,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(marker)) {
    log(`Fetching VS Code (code-server ${CODE_SERVER}, about 600 MB unpacked) into .vscode-test/ …`);
    rmSync(path.join(home, 'code-server'), { recursive: true, force: true });
    mkdirSync(path.join(home, 'code-server'), { recursive: true });
    mkdirSync(path.join(home, 'node'), { recursive: true });
    await npm(
      [
        'install',
        '--prefix',
        path.join(home, 'code-server'),
        '--ignore-scripts',
        '--no-save',
        `code-server@${CODE_SERVER}`,
      ],
      root,
      log,
    );
    log('Fetching what VS Code depends on …');
    await npm(['install', '--omit=dev', '--ignore-scripts'], server, log);
    // The TypeScript of its own language extension, which tells the symbols of source files.
    await npm(['install', '--omit=dev', '--ignore-scripts'], path.join(server, 'extensions'), log);
    log(`Fetching Node ${NODE} for it …`);
    await npm(
      ['install', '--prefix', path.join(home, 'node'), '--ignore-scripts', '--no-save', `${nodePackage}@${NODE}`],
      root,
      log,
    );
    if (!existsSync(node)) throw new Error(`The npm package ${nodePackage} has no ${node}`);
    writeFileSync(marker, '');
  }
  return { server, node };
}

async function npm(args, cwd, log) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // The settings of the npm that runs us, such as a script shell or a prefix, are not meant for this one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => !/^npm_(?:package|lifecycle|config_(?:prefix|local_prefix))/.test(key),
    ),
  );
  const child = spawn(command, [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (output += data));
  const started = Date.now();
  const timer = setInterval(() => log(`… still fetching (${Math.round((Date.now() - started) / 1000)} s)`), 10_000);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${code}:\n${output}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const usualSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'files.autoSave': 'off',
  'window.menuBarVisibility': 'compact',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Starts a VS Code server with fresh data; `stop` ends it. `forTests` lets the page load extensions from a folder.
 *
 * @param {{ data: string, settings?: object, forTests?: boolean, port?: number, host?: string, log?: (text: string) => void }} options
 */
export async function startVSCode({
  data,
  settings = {},
  forTests = false,
  port,
  host = '127.0.0.1',
  log = console.log,
}) {
  const { server, node } = await ensureVSCode(log);
  const user = path.join(data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...usualSettings, ...settings }, null, 2));
  const chosen = port ?? (await freePort());
  const args = [
    path.join(server, 'out', 'server-main.js'),
    '--host',
    host,
    '--port',
    String(chosen),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--server-data-dir',
    data,
    '--telemetry-level',
    'off',
    '--disable-workspace-trust',
  ];
  // Without it, the page ignores extensionDevelopmentPath.
  if (forTests) args.push('--enable-smoke-test-driver');
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  for (let waited = 0; !output.includes('Extension host agent listening'); waited += 100) {
    if (child.exitCode !== null || waited > 60_000) throw new Error(`VS Code did not start:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port: chosen,
    authority: `localhost:${chosen}`,
    output: () => output,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Installs a VSIX into the data folder of a server that is not running. */
export async function installVsix(vsix, data, log = console.log) {
  const { server, node } = await ensureVSCode(log);
  const result = spawnSync(
    node,
    [
      path.join(server, 'out', 'server-main.js'),
      '--install-extension',
      vsix,
      '--server-data-dir',
      data,
      '--accept-server-license-terms',
    ],
    { encoding: 'utf8' },
  );
  if (result.status !== 0 || !/successfully installed/.test(result.stdout))
    throw new Error(`Installing ${vsix} failed:\n${result.stdout}\n${result.stderr}`);
}

/**
 * The address that opens a folder (or none) with the extension loaded from its development folder, and optionally runs
 * tests.
 *
 * @param {{ authority: string, folder?: string, extension?: string, tests?: string, skipWelcome?: boolean }} options
 */
export function addressOf({ authority, folder, extension, tests, skipWelcome = true }) {
  const remote = (file) => `vscode-remote://${authority}${path.resolve(file)}`;
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(skipWelcome ? [['skipWelcome', 'true']] : []),
  ];
  const kind = folder?.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const opened = folder === undefined ? 'ew=true' : `${kind}=${encodeURIComponent(path.resolve(folder))}`;
  return `http://${authority}/?${opened}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
