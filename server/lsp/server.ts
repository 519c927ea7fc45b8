import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { History } from '../core/workspace/baselines';
import type { SymbolSource } from '../files/folder';
import {
  type StopOptimizingParams,
  stopOptimizingNotification,
  type VersionResult,
  versionRequest,
} from '../protocol/analysis';
import { type InitializationOptions, protocolVersion, type SymbolsResult, symbolsRequest } from '../protocol/requests';
import { type Client, clientOf, unknownClient } from './client';
import { dispatch } from './dispatch';
import { OpenDocuments } from './documents';
import { handlersFor } from './handlers';
import type { Host } from './host';
import { chosenEncoding } from './positions';
import { defaultSettings, readSettings, severitiesIn } from './settings';
import { PlanWorkspace } from './workspace';

/** Answers a connection until it ends. */
export function startServer(connection: Connection, host: Host): void {
  const documents = new OpenDocuments();
  const workspace = new PlanWorkspace(connection, documents, host);
  let client: Client = unknownClient;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const options = (params.initializationOptions as InitializationOptions | undefined) ?? {};
    client = clientOf(params);
    workspace.client = client;
    documents.encoding = chosenEncoding(params.capabilities.general?.positionEncodings);
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    workspace.setFolders(folders, symbolSource(connection, client));
    workspace.history = historyFrom(connection, client);
    workspace.settings = { ...defaultSettings, severities: severitiesIn(options.severities) };
    const handlers = handlersFor(client);
    dispatch(connection, workspace, handlers);
    const announced = handlers.map(({ capability }) => capability);
    return {
      serverInfo: { name: 'headway' },
      capabilities: {
        positionEncoding: documents.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        experimental: { headway: { version: protocolVersion } },
        ...announced.reduce<ServerCapabilities>((all, it) => Object.assign(all, it), {}),
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          ...announced.reduce((all, it) => Object.assign(all, it.workspace), {}),
        },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.watchesFiles)
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
    if (client.watchesConfiguration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'headway' });
    if (client.hasFolders) connection.workspace.onDidChangeWorkspaceFolders(foldersChanged);
    workspace.ready = begin().catch((error: unknown) =>
      connection.console.error(`Reading the plans of the workspace failed: ${String(error)}`),
    );
  });

  async function foldersChanged(): Promise<void> {
    const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
    workspace.setFolders(
      folders.map(({ uri }) => uri),
      symbolSource(connection, client),
    );
    await workspace.scan();
  }

  /** Asks for the settings, then reads the plans of the workspace. */
  async function begin(): Promise<void> {
    if (client.hasConfiguration) workspace.settings = await pulledSettings();
    if (!client.showsProgress) return workspace.scan();
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin('Reading plans', 0);
    try {
      await workspace.scan((done, all) => progress.report((100 * done) / all));
    } finally {
      progress.done();
    }
  }

  async function pulledSettings(): Promise<typeof workspace.settings> {
    return readSettings(await connection.workspace.getConfiguration('headway'));
  }

  documents.listen(
    connection,
    ({ uri, positions }) => workspace.update(uri, positions),
    (uri) => workspace.close(uri),
  );
  connection.onDidChangeWatchedFiles(({ changes }) => workspace.filesChanged(changes.map(({ uri }) => uri)));
  connection.onDidChangeConfiguration(async ({ settings }) => {
    const given = (settings as { readonly headway?: unknown } | null)?.headway;
    workspace.setSettings(client.hasConfiguration ? await pulledSettings() : readSettings(given));
  });
  connection.onNotification(stopOptimizingNotification, ({ uri }: StopOptimizingParams) =>
    workspace.searches.stop(uri),
  );
  connection.listen();
}

/** Symbols as the editor knows them, where it said that it can tell. */
function symbolSource(connection: Connection, client: Client): SymbolSource {
  if (!client.answersSymbols) return () => Promise.resolve(undefined);
  return async (uri) => {
    const symbols = await connection.sendRequest<SymbolsResult>(symbolsRequest, { uri });
    return symbols ?? undefined;
  };
}

/** Earlier versions of files as the editor's git knows them, where it said that it can tell. */
function historyFrom(connection: Connection, client: Client): History {
  if (!client.answersVersions) return { at: () => Promise.resolve(undefined) };
  return {
    at: async (uri, ref) => (await connection.sendRequest<VersionResult>(versionRequest, { uri, ref })) ?? undefined,
  };
}
