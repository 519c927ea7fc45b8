import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type InitializationOptions,
  type SymbolsParams,
  type SymbolsResult,
  symbolsRequest,
} from '../server/protocol/requests';
import { type VersionParams, versionRequest, type VersionResult } from '../server/protocol/analysis';
import type { EditResult } from '../server/protocol/edits';
import { fileVersion } from './links/history';
import { symbolsOfFile } from './links/symbols';

type Edit = Extract<EditResult, { readonly edit: unknown }>['edit'];

/** Files of this language are plans. */
export const planSelector = { language: 'headway' } as const;

/** The connection to the language server: started once, restarted on demand. */
export class HeadwayClient implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #onDidStart = new vscode.EventEmitter<void>();
  /** The server is up, for the first time or again. */
  readonly onDidStart = this.#onDidStart.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    const module = context.asAbsolutePath('dist/server.js');
    const serverOptions: ServerOptions = {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    };
    const clientOptions: LanguageClientOptions = {
      documentSelector: [planSelector],
      outputChannel: output,
      initializationOptions: (): InitializationOptions => ({
        symbols: true,
        history: true,
        commands: true,
        push: true,
        trusted: vscode.workspace.isTrusted,
      }),
    };
    this.#client = new LanguageClient('headway', 'Headway', serverOptions, clientOptions);
    this.#client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#onDidStart.fire();
    });
    this.#client.onRequest(
      symbolsRequest,
      ({ uri }: SymbolsParams): Promise<SymbolsResult> => symbolsOfFile(vscode.Uri.parse(uri)),
    );
    this.#client.onRequest(
      versionRequest,
      ({ uri, ref }: VersionParams): Promise<VersionResult> => fileVersion(vscode.Uri.parse(uri), ref),
    );
    context.subscriptions.push(
      this,
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    );
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  async restart(): Promise<void> {
    await this.#client.restart();
  }

  async stop(): Promise<void> {
    if (this.#client.state === State.Running) await this.#client.stop();
  }

  /** Asks the server; undefined while it is not running. */
  async request<P, R>(method: string, params: P): Promise<R | undefined> {
    if (this.#client.state !== State.Running) return undefined;
    return this.#client.sendRequest<R>(method, params);
  }

  /** Tells the server something; nothing while it is not running. */
  async notify<P>(method: string, params: P): Promise<void> {
    if (this.#client.state === State.Running) await this.#client.sendNotification(method, params);
  }

  /** An edit of the server's in the terms of VS Code. */
  toWorkspaceEdit({ documentChanges }: Edit): Promise<vscode.WorkspaceEdit | undefined> {
    return this.#client.protocol2CodeConverter.asWorkspaceEdit({
      documentChanges: documentChanges.map(({ textDocument, edits }) => ({ textDocument, edits: [...edits] })),
    });
  }

  onNotification<P>(method: string, listener: (params: P) => void): vscode.Disposable {
    return this.#client.onNotification(method, listener);
  }

  dispose(): void {
    this.#onDidStart.dispose();
  }
}
