import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextChange } from '../core/base/change';
import { externalChanges } from '../core/features/edits/external';
import type { PlanSnapshot } from '../core/workspace/snapshot';
import type { PlanWorkspace } from './workspace';

/** The edits of one file. */
export interface FileEdits {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}

/** An edit of several files: bound to the versions that it was made for where the client can tell, else without. */
export function workspaceEdit({ client, documents }: PlanWorkspace, files: readonly FileEdits[]): WorkspaceEdit {
  if (!client.documentChanges) return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, [...edits]])) };
  return {
    documentChanges: files.map(({ uri, edits }) => ({
      textDocument: { uri, version: documents.get(uri)?.version ?? null },
      edits: [...edits],
    })),
  };
}

/** The edits of a plan, and of the plans that include it where its tasks have other paths afterwards. */
export function planEdits(
  workspace: PlanWorkspace,
  snapshot: PlanSnapshot,
  changes: readonly TextChange[],
): FileEdits[] {
  return [{ snapshot, changes }, ...externalChanges(workspace, snapshot, changes)].map((plan) => ({
    uri: plan.snapshot.uri,
    edits: workspace.positions(plan.snapshot).edits(plan.changes),
  }));
}
