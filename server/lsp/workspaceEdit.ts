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

/** The edits of one file in the version that they were made for; null for a file that no editor has open. */
interface VersionedEdits {
  readonly textDocument: { uri: string; version: number | null };
  readonly edits: TextEdit[];
}

/** An edit of several files: bound to the versions that it was made for where the client can tell, else without. */
export function workspaceEdit(workspace: PlanWorkspace, files: readonly FileEdits[]): WorkspaceEdit {
  if (workspace.client.documentChanges) return versionedEdit(workspace, files);
  return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, [...edits]])) };
}

/** An edit of several files, bound to the versions that it was made for. */
export function versionedEdit(
  { documents }: PlanWorkspace,
  files: readonly FileEdits[],
): { documentChanges: VersionedEdits[] } {
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
