import assert from 'node:assert/strict';
import type { Hover, Location, LocationLink } from 'vscode-languageserver';
import {
  type FileParams,
  type ReadFileParams,
  type ReadFolderResult,
  readFileRequest,
  readFolderRequest,
  type StatResult,
  statRequest,
} from '../../server/protocol/files';
import { type PlansResult, plansRequest } from '../../server/protocol/requests';
import { LanguageServer } from '../support/languageServer';

const root = 'vscode-vfs://github/tea/shop%20one';
const plan =
  'plan: Shop\ntasks:\n  cart: {effort: 1d, code: "src/cart.ts#Cart"}\n  gone: {effort: 1d, code: src/gone.ts}\n';
/** By their paths; the folder is nowhere but here. */
const files: Readonly<Record<string, string>> = {
  'shop.plan.yaml': plan,
  'src/cart.ts': '// PLAN(cart)\nexport class Cart {}\n',
  'node_modules/x/other.plan.yaml': plan,
};

describe('a folder that only the editor can read', () => {
  let server: LanguageServer;
  const asked: string[] = [];
  const pathOf = ({ uri }: FileParams): string => {
    assert.ok(uri === root || uri.startsWith(`${root}/`), `${uri} is outside of the folder`);
    asked.push(uri);
    return decodeURIComponent(uri.slice(root.length + 1));
  };
  const below = (folder: string): string[] =>
    Object.keys(files).flatMap((file) =>
      folder === '' ? [file] : file.startsWith(`${folder}/`) ? [file.slice(folder.length + 1)] : [],
    );

  before(async () => {
    server = await LanguageServer.start(root, { files: true }, {}, undefined, (connection) => {
      connection.onRequest(statRequest, (params: FileParams): StatResult => {
        const path = pathOf(params);
        if (path in files) return { kind: 'file', size: files[path].length };
        return below(path).length > 0 ? { kind: 'folder', size: 0 } : null;
      });
      connection.onRequest(readFolderRequest, (params: FileParams): ReadFolderResult => {
        const names = below(pathOf(params)).map((file) => file.split('/'));
        const kinds = new Map(names.map(([name, ...rest]) => [name, rest.length > 0 ? 'folder' : 'file'] as const));
        return [...kinds].map(([name, kind]) => ({ name, kind }));
      });
      connection.onRequest(readFileRequest, (params: ReadFileParams) => {
        const text = files[pathOf(params)];
        return text === undefined ? null : { text };
      });
    });
    if (server.diagnostics(`${root}/shop.plan.yaml`).length === 0)
      await server.next(`${root}/shop.plan.yaml`, 'schedule');
  });
  after(() => server?.stop());

  it('finds its plans, but not those that are skipped on disks too', async () => {
    const plans = await server.request<PlansResult>(plansRequest, null);
    assert.deepEqual(
      plans.map(({ uri }) => uri),
      [`${root}/shop.plan.yaml`],
    );
    assert.ok(!asked.some((uri) => uri.includes('node_modules/')));
  });

  it('checks links to code, and only those to missing files are wrong', () => {
    const found = server.diagnostics(`${root}/shop.plan.yaml`).filter(({ code }) => code === 'plan/missing-file');
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [3],
    );
  });

  it('goes to a symbol', async () => {
    const at = { textDocument: { uri: `${root}/shop.plan.yaml` }, position: { line: 2, character: 38 } };
    const [found] = await server.request<LocationLink[]>('textDocument/definition', at);
    assert.equal(found.targetUri, `${root}/src/cart.ts`);
    assert.equal(found.targetRange.start.line, 1);
    assert.ok(await server.request<Hover>('textDocument/hover', at));
  });

  it('does not read all sources to look for comments: each would be a question over the network', async () => {
    asked.length = 0;
    const at = { textDocument: { uri: `${root}/shop.plan.yaml` }, position: { line: 2, character: 3 } };
    const references = await server.request<Location[]>('textDocument/references', {
      ...at,
      context: { includeDeclaration: true },
    });
    assert.ok(references.every(({ uri }) => uri.endsWith('.plan.yaml')));
    assert.ok(!asked.some((uri) => uri.endsWith('cart.ts')));
  });
});
