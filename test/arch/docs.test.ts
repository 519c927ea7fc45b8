import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { clientOf } from '../../server/lsp/client';
import { handlersFor } from '../../server/lsp/handlers';

const protocol = readFileSync('docs/protocol.md', 'utf8');

describe('the documentation', () => {
  it('lists every edit of the protocol', () => {
    const kinds = [...readFileSync('server/protocol/edits.ts', 'utf8').matchAll(/readonly kind: '(\w+)'/g)].map(
      ([, kind]) => kind,
    );
    assert.ok(kinds.length >= 12);
    assert.deepEqual(
      kinds.filter((kind) => !protocol.includes(`{kind: "${kind}"`)),
      [],
    );
  });

  it('lists every request of our own', () => {
    const client = clientOf({ processId: null, rootUri: null, capabilities: {} });
    const own = handlersFor(client)
      .map(({ method }) => method)
      .filter((method) => method.startsWith('headway/'));
    assert.deepEqual(
      own.filter((method) => !protocol.includes(`\`${method}\``)),
      [],
    );
  });

  it('leads to files that are there', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      ...readdirSync('docs', { recursive: true }).map((file) => `docs/${String(file)}`),
    ];
    const broken = pages
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
          .map(([, target]) => path.posix.join(path.posix.dirname(file), target))
          .filter((target) => !existsSync(target))
          .map((target) => `${file}: ${target}`),
      );
    assert.deepEqual(broken, []);
  });
});
