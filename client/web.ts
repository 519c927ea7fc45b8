import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { deactivate, type HeadwayApi, startHeadway } from './headway';

export { deactivate };

/** The extension in a browser: the language server is a worker, which is told by its name where the bundles lie. */
export function activate(context: vscode.ExtensionContext): HeadwayApi {
  const bundles = new URL(vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true)).href;
  let worker: Worker | undefined;
  const server = (): Promise<MessageTransports> => {
    // A worker does not end by itself when the client says good-bye.
    worker?.terminate();
    worker = new Worker(`${bundles}/web/server.js`, { name: `server ${bundles}` });
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return startHeadway(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
