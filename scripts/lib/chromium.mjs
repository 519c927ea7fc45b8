// Finds a Chromium, and fetches one where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) if (existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  return places.find((place) => existsSync(place));
}

/** The path of a Chromium: one that is there, Debian's package where we may install it, or playwright's download. */
export async function ensureChromium(log = console.log) {
  const found = findChromium();
  if (found) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    log('Installing the Debian package chromium …');
    run('apt-get', ['update', '-qq'], log);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], log);
    const installed = findChromium();
    if (installed) return installed;
  }
  log('Fetching a Chromium with playwright …');
  const { chromium } = await import('playwright-core');
  run(
    process.execPath,
    [path.join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
    log,
  );
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error('The tests need a Chromium. Install one, or name it in the environment variable CHROMIUM.');
}

function run(command, args, log) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) log(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

/** How a headless Chromium is started where there is no GPU, no network and perhaps no sandbox. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
