// VS Code for the web: the workbench of `ensureVSCode` without the server behind it, so that extensions run in a web
// worker; the folder that it shows is reached only through a file system that an extension provides.
import { existsSync, promises as fs } from 'node:fs';
import { createServer } from 'node:http';
import * as path from 'node:path';
import { ensureVSCode, root, usualSettings } from './vscode.mjs';

/** Where the folder lies in its file system. */
const project = '/project';

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

/**
 * Serves VS Code for the web with an extension and a folder (or none); `stop` ends it.
 *
 * @param {{ extension?: string, folder?: string, settings?: object, log?: (text: string) => void }} options
 * `extension` is the folder that it is loaded from
 */
export async function startVSCodeWeb({ extension = root, folder, settings = {}, log = console.log }) {
  const { server: vscode } = await ensureVSCode(log);
  const workbench = path.join(vscode, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js');
  const mounts = {
    vscode,
    extension,
    folderExtension: path.join(root, 'test', 'vscode', 'web', 'folder'),
  };
  const server = createServer((request, response) => {
    answer(request)
      .then(({ status = 200, type = 'text/plain', body = '' }) => {
        response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' });
        response.end(body);
      })
      .catch((error) => {
        response.writeHead(error.code === 'ENOENT' ? 404 : 500, { 'Access-Control-Allow-Origin': '*' });
        response.end(String(error));
      });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority = `localhost:${server.address().port}`;

  async function answer(request) {
    const { pathname, searchParams } = new URL(request.url, `http://${authority}`);
    if (pathname === '/')
      return { type: types['.html'], body: page(authority, folder, { ...usualSettings, ...settings }) };
    const [, mount, ...rest] = decodeURIComponent(pathname).split('/');
    if (mount === 'files' && folder)
      return inFolder(
        rest[0],
        path.join(folder, path.posix.join('/', searchParams.get('path')).replace(project, '')),
        request,
      );
    if (!(mount in mounts)) return { status: 404 };
    const file = path.join(mounts[mount], path.posix.join('/', ...rest));
    // This build has not the parts of its own extensions that run in browsers.
    const isLeftOut = pathname.startsWith('/vscode/extensions/') && !existsSync(file);
    const body = isLeftOut ? '' : await fs.readFile(file);
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    return { type, body: file === workbench ? withoutServer(body.toString()) : body };
  }

  return {
    address: `http://${authority}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** This build of the workbench expects a server: that there is one, and that it keeps the settings. */
function withoutServer(workbench) {
  return workbench
    .replace('remoteAuthority:location.host', '')
    .replace(/(\(this\.userDataPath\)\.with\(\{scheme:)\w+\.vscodeRemote/, '$1"vscode-userdata"');
}

/** What the extension in test/vscode/web/folder asks. */
async function inFolder(what, file, request) {
  const json = (value) => ({ type: types['.json'], body: JSON.stringify(value) });
  const kind = (entry) => (entry.isDirectory() ? 'folder' : 'file');
  switch (what) {
    case 'stat': {
      const stat = await fs.stat(file);
      return json({ kind: kind(stat), size: stat.size, mtime: stat.mtimeMs });
    }
    case 'list':
      return json((await fs.readdir(file, { withFileTypes: true })).map((it) => ({ name: it.name, kind: kind(it) })));
    case 'read':
      return { type: 'application/octet-stream', body: await fs.readFile(file) };
    case 'write': {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      await fs.writeFile(file, Buffer.concat(chunks));
      return {};
    }
    case 'folder':
      await fs.mkdir(file, { recursive: true });
      return {};
    case 'delete':
      await fs.rm(file, { recursive: true });
      return {};
    default:
      return { status: 404 };
  }
}

function page(authority, folder, settings) {
  const at = (mount) => ({ scheme: 'http', authority, path: `/${mount}` });
  const configuration = {
    ...(folder && { folderUri: { scheme: 'folder', authority: '', path: project } }),
    additionalBuiltinExtensions: [at('folderExtension')],
    developmentOptions: { extensions: [at('extension')] },
    configurationDefaults: settings,
    userDataPath: '/',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    productConfiguration: {
      webviewContentExternalBaseUrlTemplate: `http://${authority}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
      enableTelemetry: false,
    },
  };
  const setting = (value) => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const bundle = '/vscode/out/vs/code/browser/workbench/workbench';
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${setting(configuration)}">
<link rel="stylesheet" href="${bundle}.css">
</head>
<body>
<script>globalThis._VSCODE_FILE_ROOT = new URL('/vscode/out/', location.href).toString();</script>
<script type="module" src="/vscode/out/nls.messages.js"></script>
<script type="module" src="${bundle}.js"></script>
</body>
</html>`;
}
