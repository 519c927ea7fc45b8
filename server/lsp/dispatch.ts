import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Handler } from './handlers';
import type { PlanWorkspace } from './workspace';

/**
 * Runs every request: a cancelled one is not started, and an exception becomes a line in the log and an LSP error,
 * never the end of the server.
 */
export function dispatch(connection: Connection, workspace: PlanWorkspace, handlers: readonly Handler[]): void {
  for (const { method, run } of handlers) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      // Gives a cancellation that is already on its way the chance to arrive.
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
      try {
        return await run(workspace, params);
      } catch (error) {
        // What a feature says to the person who asked, such as why a name cannot be given.
        if (error instanceof ResponseError) return error;
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        connection.console.error(`${method} failed: ${reason}`);
        return new ResponseError(
          LSPErrorCodes.RequestFailed,
          `${method} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    });
  }
}
