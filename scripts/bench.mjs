// `node scripts/bench.mjs NAME [...]`: bundles test/bench/NAME.ts as the extension is bundled and runs it, so that what is measured is what users run.
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const [name, ...rest] = process.argv.slice(2);
const outfile = path.join(root, 'out', 'bench', `${name}.js`);
await esbuild.build({
  absWorkingDir: root,
  entryPoints: [`test/bench/${name}.ts`],
  outfile,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['esbuild', 'playwright-core'],
  // The bundle lies as deep in the project as the files that ask where they are.
  define: { 'import.meta.dirname': '__dirname' },
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...rest], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
