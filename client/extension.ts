import type * as vscode from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { deactivate, type HeadwayApi, startHeadway } from './headway';

export { deactivate };

/** The extension on a desktop or a remote machine: the language server is a process. */
export function activate(context: vscode.ExtensionContext): HeadwayApi {
  const module = context.asAbsolutePath('dist/server.js');
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  return startHeadway(context, (id, name, options) => new LanguageClient(id, name, serverOptions, options));
}
