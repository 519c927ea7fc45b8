import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SeverityOverrides } from '../core/features/diagnostics';
import { type InitializationOptions, type SymbolsResult, symbolsRequest } from '../protocol/requests';
import { dispatch } from './dispatch';
import { handlers } from './handlers';
import type { Host, SymbolSource } from './host';
import { PlanWorkspace } from './workspace';

/** Answers a connection until it ends. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new TextDocuments(TextDocument);
  const workspace = new PlanWorkspace(connection, documents, host);
  let options: InitializationOptions = {};
  let canWatch = false;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = (params.initializationOptions as InitializationOptions | undefined) ?? {};
    canWatch = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    workspace.setFolders(folders, symbolSource(connection, options));
    if (options.severities) workspace.setSeverities(options.severities as SeverityOverrides);
    const announced = handlers.reduce<ServerCapabilities>((all, { capability }) => Object.assign(all, capability), {});
    return {
      serverInfo: { name: 'headway' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...announced,
      },
    };
  });

  connection.onInitialized(() => {
    if (canWatch) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
    }
    connection.workspace.onDidChangeWorkspaceFolders(async () => {
      const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
      workspace.setFolders(
        folders.map(({ uri }) => uri),
        symbolSource(connection, options),
      );
      await workspace.scan();
    });
    void workspace
      .scan()
      .catch((error: unknown) =>
        connection.console.error(`Reading the plans of the workspace failed: ${String(error)}`),
      );
  });

  documents.onDidChangeContent(({ document }) => workspace.update(document.uri, document.getText()));
  documents.onDidClose(({ document }) => workspace.close(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => workspace.filesChanged(changes.map(({ uri }) => uri)));
  connection.onNotification('headway/severities', (severities: SeverityOverrides) =>
    workspace.setSeverities(severities),
  );
  dispatch(connection, workspace, handlers);
  documents.listen(connection);
  connection.listen();
}

/** Symbols as the editor knows them, where it said that it can tell. */
function symbolSource(connection: Connection, options: InitializationOptions): SymbolSource {
  if (!options.symbols) return () => Promise.resolve(undefined);
  return async (uri) => {
    const symbols = await connection.sendRequest<SymbolsResult>(symbolsRequest, { uri });
    return symbols ?? undefined;
  };
}
