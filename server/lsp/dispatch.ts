import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Handler, Progress } from './handler';
import { pause } from './pause';
import type { PlanWorkspace } from './workspace';

const silent: Progress = { begin: () => {}, report: () => {}, done: () => {} };

/** Progress as the client asked for it with the request; nothing where it did not. */
function progressOf(connection: Connection, params: unknown): Progress {
  const token = (params as { readonly workDoneToken?: string | number } | null)?.workDoneToken;
  if (token === undefined) return silent;
  const reporter = connection.window.attachWorkDoneProgress(token);
  let isOpen = false;
  return {
    begin: (title) => {
      isOpen = true;
      reporter.begin(title, 0, undefined, true);
    },
    report: (percentage, message) => reporter.report(percentage, message ?? ''),
    done: () => {
      if (isOpen) reporter.done();
    },
  };
}

/**
 * Runs every request: a cancelled one is not started, and an exception becomes a line in the log and an LSP error,
 * never the end of the server.
 */
export function dispatch(connection: Connection, workspace: PlanWorkspace, handlers: readonly Handler[]): void {
  for (const { method, run } of handlers) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      // Gives a cancellation that is already on its way the chance to arrive.
      await pause();
      if (token.isCancellationRequested) return cancelled();
      const progress = progressOf(connection, params);
      try {
        const result = await run({ workspace, token, progress }, params);
        return token.isCancellationRequested ? cancelled() : result;
      } catch (error) {
        // What a feature says to the person who asked, such as why a name cannot be given.
        if (error instanceof ResponseError) return error;
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        connection.console.error(`${method} failed: ${reason}`);
        return new ResponseError(
          LSPErrorCodes.RequestFailed,
          `${method} failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      } finally {
        progress.done();
      }
    });
  }
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}
