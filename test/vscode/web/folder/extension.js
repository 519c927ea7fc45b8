// A file system that is not on the machine of the editor: each question goes to the server of the tests.
const vscode = require('vscode');

const kinds = { file: vscode.FileType.File, folder: vscode.FileType.Directory };

exports.activate = (context) => {
  const ask = async (what, uri, init) => {
    const url = vscode.Uri.joinPath(context.extensionUri, '..', 'files', what).toString(true);
    const answer = await fetch(`${url}?path=${encodeURIComponent(uri.path)}`, init);
    if (answer.status === 404) throw vscode.FileSystemError.FileNotFound(uri);
    if (!answer.ok) throw vscode.FileSystemError.Unavailable(uri);
    return answer;
  };
  const changes = new vscode.EventEmitter();
  const tell = (type, uri) => changes.fire([{ type, uri }]);
  const provider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => {}),
    stat: async (uri) => {
      const { kind, size, mtime } = await (await ask('stat', uri)).json();
      return { type: kinds[kind], size, mtime, ctime: mtime };
    },
    readDirectory: async (uri) => {
      const entries = await (await ask('list', uri)).json();
      return entries.map(({ name, kind }) => [name, kinds[kind]]);
    },
    readFile: async (uri) => new Uint8Array(await (await ask('read', uri)).arrayBuffer()),
    writeFile: async (uri, body) => {
      await ask('write', uri, { method: 'PUT', body });
      tell(vscode.FileChangeType.Changed, uri);
    },
    createDirectory: async (uri) => void (await ask('folder', uri, { method: 'PUT' })),
    delete: async (uri) => {
      await ask('delete', uri, { method: 'PUT' });
      tell(vscode.FileChangeType.Deleted, uri);
    },
    rename: () => {
      throw vscode.FileSystemError.NoPermissions();
    },
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('folder', provider, { isCaseSensitive: true }),
  );
};
