import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** The folders of the core from the bottom to the top: each may import those before it. */
const layers = ['base', 'calendar', 'schema', 'syntax', 'model', 'schedule', 'optimize', 'workspace', 'features'];
const below = (layer: string): string[] => layers.slice(0, layers.indexOf(layer)).map((name) => `server/core/${name}`);

/** Which folders the files of a folder may import, besides their own; packages by name. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'server/core/base': ['fastest-levenshtein', 'diff'],
  'server/core/calendar': below('calendar'),
  'server/core/schema': below('schema'),
  'server/core/syntax': [...below('syntax'), 'yaml'],
  'server/core/model': below('model'),
  'server/core/schedule': [...below('schedule'), 'tinyqueue'],
  'server/core/optimize': [...below('optimize'), 'pure-rand'],
  'server/core/links': ['server/core/base', 'server/core/syntax/scalars/names'],
  'server/core/workspace': below('workspace'),
  'server/core/features': [...below('features'), 'server/core/links'],
  'server/core/features/importing': ['server/core/calendar', 'server/core/syntax', 'saxes'],
  'server/protocol': [],
  'server/files': ['server/core/links', 'ignore', 'picomatch/posix'],
  'server/lsp': ['server/core', 'server/files', 'server/protocol', 'vscode-languageserver'],
  'server/runtime': ['server/core', 'date-holidays'],
  'server/node': ['server/core', 'server/files', 'server/lsp', 'server/runtime', 'node:', 'vscode-uri'],
  'server/web': ['server/core', 'server/files', 'server/lsp', 'server/runtime', 'vscode-languageserver/browser'],
  'server/cli': [
    'server/core',
    'server/files',
    'server/node',
    'server/runtime',
    'node:',
    'commander',
    'csv-stringify/sync',
    'string-width',
    'picocolors',
    'tinyglobby',
    'node-sarif-builder',
  ],
  server: ['server/lsp', 'server/node', 'node:', 'vscode-languageserver/node'],
  'client/webview': ['server/protocol', 'preact', 'd3-time', 'd3-dag', '@vscode/l10n'],
  client: ['server/protocol', 'vscode', 'vscode-languageclient', 'ignore'],
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(file) : /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

const sources = [...filesIn('server'), ...filesIn('client')];

/** What a file imports: paths of the project, or names of packages. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)[^;]*?from\s+'([^']+)';|^import\s+'([^']+)';|import\('([^']+)'\)/gm)].map(
    (match) => {
      const name = match[1] ?? match[2] ?? match[3];
      return name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name;
    },
  );
}

function layerOf(file: string): string {
  const layer = Object.keys(allowed)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
  assert.ok(layer, `${file} is in no layer: add its folder to the table`);
  return layer;
}

describe('architecture', () => {
  it('dependencies run in one direction', () => {
    const wrong = sources.flatMap((file) => {
      const layer = layerOf(file);
      return importsOf(file)
        .filter((name) => !name.startsWith(`${layer}/`))
        .filter(
          (name) =>
            !allowed[layer].some(
              (it) => name === it || name.startsWith(`${it}/`) || (it === 'node:' && name.startsWith('node:')),
            ),
        )
        .map((name) => `${file} imports ${name}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('files do not import each other in circles', () => {
    const resolved = new Map(
      sources.map((file) => [
        file,
        importsOf(file).flatMap((name) =>
          [`${name}.ts`, `${name}.tsx`, `${name}/index.ts`].filter((it) => sources.includes(it)),
        ),
      ]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of resolved.get(file) ?? []) visit(next, [...way, file]);
      state.set(file, 'done');
    };
    for (const file of sources) visit(file, []);
    assert.deepEqual(circles, []);
  });

  it('the core reads no clock and draws no random numbers', () => {
    const impure = sources
      .filter((file) => file.startsWith('server/core/'))
      .filter((file) =>
        /Date\.now|new Date\(\)|Math\.random|performance\.now|\bprocess\./.test(readFileSync(file, 'utf8')),
      );
    assert.deepEqual(impure, []);
  });

  it('the core keeps no state between calls but caches that nobody can tell', () => {
    const stateful = sources.filter(
      (file) => file.startsWith('server/core/') && /^(?:export )?let /m.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(stateful, []);
  });

  it('the server starts no process and opens no connection', () => {
    // The command line asks git for earlier versions of a plan; editors do it themselves.
    const mayStartGit = 'server/cli/history.ts';
    const outside = sources
      .filter((file) => file.startsWith('server/') && file !== mayStartGit)
      .filter((file) =>
        importsOf(file).some((name) => /^node:(?:child_process|cluster|dgram|http2?|https|net|tls)$/.test(name)),
      )
      .concat(
        sources.filter(
          (file) =>
            file.startsWith('server/') &&
            /\b(?:fetch|eval|WebSocket)\(|new Function\(/.test(readFileSync(file, 'utf8')),
        ),
      );
    assert.deepEqual(outside, []);
  });

  it('files are short', () => {
    const long = sources
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 500);
    assert.deepEqual(long, []);
  });
});
