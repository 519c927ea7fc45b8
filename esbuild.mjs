// Builds the bundles: `node esbuild.mjs [--production] [--watch] [--outdir=FOLDER]`.
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir = process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  outdir,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
  define: { HEADWAY_VERSION: JSON.stringify(version) },
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };

const builds = [
  { ...node, entryPoints: { extension: 'client/extension.ts' }, external: ['vscode'] },
  {
    ...node,
    entryPoints: { server: 'server/main.ts' },
  },
  // In a browser, the editor and the server are workers.
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
    entryPoints: { 'web/extension': 'client/web.ts' },
    external: ['vscode'],
  },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: { 'web/server': 'server/web/main.ts' },
  },
  // Required in Node, imported by a script in a browser.
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    globalName: 'headwayHolidays',
    footer: { js: "if (typeof module === 'object') module.exports = headwayHolidays;" },
    entryPoints: { holidays: 'server/runtime/holidaysBundle.ts' },
  },
  {
    ...node,
    entryPoints: { cli: 'server/cli/main.ts' },
    // Packages that are only there as modules ask where they are.
    define: { ...common.define, 'import.meta.url': 'moduleUrl' },
    banner: { js: "#!/usr/bin/env node\nconst moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: { schedule: 'client/webview/main.tsx', network: 'client/webview/networkWorker.ts' },
  },
];

const packages = new Set();
for (const options of builds) {
  if (watch) {
    await (await esbuild.context(options)).watch();
    continue;
  }
  const { metafile } = await esbuild.build(options);
  for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
    if (file.endsWith('.js')) console.log(`${path.relative('.', file)} ${(bytes / 1024).toFixed(0)} kB`);
  }
  for (const file of Object.keys(metafile.inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
    if (name) packages.add(name);
  }
}
// What is bundled, for the notices in the VSIX.
if (production) writeFileSync(path.join(outdir, 'bundled.json'), JSON.stringify([...packages].sort()));
