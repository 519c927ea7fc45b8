import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol/requests';

/** What the client on the other end can do, as far as the server makes a difference. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLens: boolean;
  readonly hasConfiguration: boolean;
  readonly watchesConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly hasFolders: boolean;
  readonly showsProgress: boolean;
  readonly documentChanges: boolean;
  readonly hasCommands: boolean;
  readonly resolvesActions: boolean;
  readonly answersSymbols: boolean;
  readonly answersVersions: boolean;
  readonly answersFiles: boolean;
  /** Whether the person trusts the workspace: else nothing is read that no plan names. */
  readonly isTrusted: boolean;
}

export function clientOf({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, window, textDocument }: ClientCapabilities = capabilities;
  const options = (initializationOptions as InitializationOptions | undefined) ?? {};
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined && options.push !== true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLens: workspace?.codeLens?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    showsProgress: window?.workDoneProgress === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    hasCommands: options.commands === true,
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    answersSymbols: options.symbols === true,
    answersVersions: options.history === true,
    answersFiles: options.files === true,
    isTrusted: options.trusted !== false,
  };
}

/** A client that has told nothing about itself yet. */
export const unknownClient: Client = clientOf({ processId: null, rootUri: null, capabilities: {} });
