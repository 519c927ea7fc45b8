import type { CancellationToken, ServerCapabilities } from 'vscode-languageserver';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import type { Positions } from './positions';
import type { Folder, PlanWorkspace } from './workspace';

/** Tells a person how far a long request is. */
export interface Progress {
  begin(title: string): void;
  report(percentage: number, message?: string): void;
  done(): void;
}

/** What a handler is given besides the parameters. */
export interface Context {
  readonly workspace: PlanWorkspace;
  readonly token: CancellationToken;
  readonly progress: Progress;
}

/** A request that the server answers: its method, what it announces, and what answers it. */
export interface Handler {
  readonly method: string;
  readonly capability: ServerCapabilities;
  readonly run: (context: Context, params: unknown) => unknown;
}

export function handler<P, R>(
  method: string,
  capability: ServerCapabilities,
  run: (context: Context, params: P) => R | Promise<R>,
): Handler {
  return { method, capability, run: (context, params) => run(context, params as P) };
}

/** A plan with all that is needed to answer a request about it. */
export interface PlanContext extends Context {
  readonly snapshot: PlanSnapshot;
  readonly at: Positions;
  readonly folder: Folder;
  /** The path of the plan's own folder from the workspace folder. */
  readonly planFolder: string;
}

/** The context of a request about a file; undefined for files that are no plans. */
export function planContext(context: Context, uri: string): PlanContext | undefined {
  const { workspace } = context;
  const snapshot = workspace.get(uri);
  const place = workspace.folderOf(uri);
  return snapshot && place && { ...context, snapshot, at: workspace.positions(snapshot), ...place };
}

/** A request about one document: nothing is answered for files that are no plans. */
export function onPlan<P extends { readonly textDocument: { readonly uri: string } }, R>(
  method: string,
  capability: ServerCapabilities,
  run: (plan: PlanContext, params: P) => R | Promise<R>,
): Handler {
  return handler<P, R | null>(method, capability, (context, params) => {
    const plan = planContext(context, params.textDocument.uri);
    return plan ? run(plan, params) : null;
  });
}

/** A request of our own about the plan at `uri`. */
export function onUri<P extends { readonly uri: string }, R>(
  method: string,
  run: (plan: PlanContext, params: P) => R | Promise<R>,
): Handler {
  return handler<P, R | null>(method, {}, (context: Context, params) => {
    const plan = planContext(context, params.uri);
    return plan ? run(plan, params) : null;
  });
}
