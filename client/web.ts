import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { deactivate, type HeadwayApi, startHeadway } from './headway';

export { deactivate };

/** The extension in a browser: the language server is a worker, which is told by its name where the bundles lie. */
export function activate(context: vscode.ExtensionContext): HeadwayApi {
  const bundles = vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true);
  const server = (): Promise<Worker> => Promise.resolve(new Worker(`${bundles}/web/server.js`, { name: bundles }));
  return startHeadway(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
