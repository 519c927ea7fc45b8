// `npm run package`: makes headway-<version>.vsix. Its bundles are minified; the development build is left as it is.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const staging = path.join(tmpdir(), `headway-package-${process.pid}`);
const vsix = path.join(root, `headway-${manifest.version}.vsix`);

function run(args, cwd) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
}

/** The licences of what is bundled, from the packages themselves. */
function notices() {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const used = JSON.parse(readFileSync(path.join(staging, 'dist', 'bundled.json'), 'utf8'));
  const parts = ['Headway contains the following packages.'];
  for (const name of used) {
    const folder = path.join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License.txt', 'license', 'license.md']
      .map((it) => path.join(folder, it))
      .find((it) => statSync(it, { throwIfNoEntry: false })?.isFile());
    parts.push(
      `${'-'.repeat(70)}\n${name} ${version} (${license ?? lock.packages[`node_modules/${name}`]?.license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}`,
    );
  }
  return `${parts.join('\n\n')}\n`;
}

try {
  mkdirSync(staging, { recursive: true });
  for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'syntaxes', 'examples', '.vscodeignore'])
    cpSync(path.join(root, name), path.join(staging, name), { recursive: true });
  run(['esbuild.mjs', '--production', `--outdir=${path.join(staging, 'dist')}`], root);
  writeFileSync(path.join(staging, 'ThirdPartyNotices.txt'), notices());
  rmSync(path.join(staging, 'dist', 'bundled.json'));
  // The command line is what `npm pack` ships.
  rmSync(path.join(staging, 'dist', 'cli.js'));
  const { scripts: _, devDependencies: __, private: ___, bin: ____, files: _____, ...shipped } = manifest;
  writeFileSync(path.join(staging, 'package.json'), JSON.stringify(shipped, null, 2));
  run(
    [
      path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--skip-license',
      '--out',
      vsix,
    ],
    staging,
  );
  console.log(`${path.basename(vsix)}: ${(statSync(vsix).size / 1024).toFixed(0)} kB`);
} finally {
  rmSync(staging, { recursive: true, force: true });
}
