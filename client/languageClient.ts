import * as vscode from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, State } from 'vscode-languageclient';
import { type VersionParams, type VersionResult, versionRequest } from '../server/protocol/analysis';
import type { EditResult } from '../server/protocol/edits';
import { readFileRequest, readFolderRequest, statRequest } from '../server/protocol/files';
import {
  type InitializationOptions,
  type SymbolsParams,
  type SymbolsResult,
  symbolsRequest,
} from '../server/protocol/requests';
import { readFile, readFolder, stat } from './links/files';
import { fileVersion } from './links/history';
import { symbolsOfFile } from './links/symbols';

type Edit = Extract<EditResult, { readonly edit: unknown }>['edit'];

/** Files of this language are plans. */
export const planSelector = { language: 'headway' } as const;

/** Makes the client of the runtime: it starts a process, or a worker in a browser. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** The connection to the language server: started once, restarted on demand. */
export class HeadwayClient implements vscode.Disposable {
  readonly #client: BaseLanguageClient;
  readonly #onDidStart = new vscode.EventEmitter<void>();
  /** The server is up, for the first time or again. */
  readonly onDidStart = this.#onDidStart.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel, createClient: CreateClient) {
    const clientOptions: LanguageClientOptions = {
      documentSelector: [planSelector],
      outputChannel: output,
      initializationOptions: (): InitializationOptions => ({
        symbols: true,
        files: true,
        history: true,
        commands: true,
        push: true,
        trusted: vscode.workspace.isTrusted,
      }),
    };
    this.#client = createClient('headway', 'Headway', clientOptions);
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
    this.#client.onRequest(statRequest, stat);
    this.#client.onRequest(readFolderRequest, readFolder);
    this.#client.onRequest(readFileRequest, readFile);
    context.subscriptions.push(
      this,
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.restart()),
    );
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.#client.start();
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
