import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, InitializeResult } from 'vscode-languageserver';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { type DidScheduleParams, scheduleNotification } from '../../server/protocol/requests';

/** The built server, spoken to over stdio as any editor does. */
export class LanguageServer {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly result: InitializeResult;
  readonly #diagnostics = new Map<string, Diagnostic[]>();
  readonly #waiting: { uri: string; method: string; resolve: () => void }[] = [];

  private constructor(process: ChildProcess, connection: MessageConnection, result: InitializeResult) {
    this.process = process;
    this.connection = connection;
    this.result = result;
  }

  /** @param capabilities what the client says that it can do; nothing, as a simple editor */
  static async start(
    folder: string,
    options: unknown = {},
    capabilities: unknown = {},
    command: readonly string[] = ['dist/server.js', '--stdio'],
    /** Answers more of what the server asks. */
    answering: (connection: MessageConnection) => void = () => {},
  ): Promise<LanguageServer> {
    const child = spawn(process.execPath, command, {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    // What the server asks is answered as an editor without settings does.
    connection.onRequest((method, params) =>
      method === 'workspace/configuration' ? (params as { items: unknown[] }).items.map(() => null) : null,
    );
    answering(connection);
    connection.listen();
    const uri = /^[\w-]{2,}:/.test(folder) ? folder : pathToFileURL(path.resolve(folder)).href;
    const result = await connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      capabilities,
      initializationOptions: options,
    });
    const server = new LanguageServer(child, connection, result);
    connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri: of, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
        server.#diagnostics.set(of, diagnostics);
        server.#arrived(of, 'diagnostics');
      },
    );
    connection.onNotification(scheduleNotification, ({ uri: of }: DidScheduleParams) =>
      server.#arrived(of, 'schedule'),
    );
    await connection.sendNotification('initialized', {});
    return server;
  }

  #arrived(uri: string, method: string): void {
    for (const wait of this.#waiting.splice(0)) {
      if (wait.uri === uri && wait.method === method) wait.resolve();
      else this.#waiting.push(wait);
    }
  }

  /** Resolves when the server has told of a plan the next time. */
  next(uri: string, method: 'diagnostics' | 'schedule'): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ uri, method, resolve }));
  }

  diagnostics(uri: string): readonly Diagnostic[] {
    return this.#diagnostics.get(uri) ?? [];
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  async open(uri: string, text: string): Promise<void> {
    const scheduled = this.next(uri, 'schedule');
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'headway', version: 1, text },
    });
    await scheduled;
  }

  async change(uri: string, version: number, changes: readonly unknown[]): Promise<void> {
    const scheduled = this.next(uri, 'schedule');
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: changes,
    });
    await scheduled;
  }

  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.on('close', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return ended;
  }
}
