import type * as vscode from 'vscode';
import type { VersionResult } from '../../server/protocol/analysis';
import { repositoryOf } from '../git/git';

/** A file as it was at a tag, branch or commit, from VS Code's git extension; null when there is no such version. */
export async function fileVersion(uri: vscode.Uri, ref: string): Promise<VersionResult> {
  if (ref.startsWith('-')) return null;
  const repository = await repositoryOf(uri);
  if (!repository) return null;
  try {
    const { hash, commitDate } = await repository.getCommit(ref);
    const text = await repository.show(hash, uri.fsPath);
    return { text, time: Math.floor((commitDate?.getTime() ?? 0) / 60_000) };
  } catch {
    return null;
  }
}
