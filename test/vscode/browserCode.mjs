#!/usr/bin/env node
// Stands in for the `code` of a desktop: takes the arguments that @vscode/test-electron gives, runs VS Code in a headless
// browser with them, prints what the tests print and ends with their exit code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/lib/chromium.mjs';
import { addressOf, startVSCode } from '../../scripts/lib/vscode.mjs';

const value = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
const data = mkdtempSync(path.join(tmpdir(), 'headway-suite-'));
const server = await startVSCode({ data, forTests: true });
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArguments });
let code = 1;
try {
  const page = await browser.newPage();
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    // Native modules that this build of VS Code lacks only make noise.
    if (/bindings file|AccountPolicyGate|consult the log/.test(String(args[0]))) return;
    console[type in console ? type : 'log'](...args);
  });
  const ended = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', (result) => resolve(result)));
  await page.goto(
    addressOf({
      authority: server.authority,
      folder,
      extension: value('extensionDevelopmentPath'),
      tests: value('extensionTestsPath'),
    }),
  );
  const late = new Promise((resolve) => setTimeout(() => resolve('late'), 120_000));
  const result = await Promise.race([ended, late]);
  if (result === 'late') console.error('The tests did not end within two minutes.');
  code = result === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(code);
