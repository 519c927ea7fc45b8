import * as vscode from 'vscode';
import type { VersionResult } from '../../server/protocol/analysis';

/** The part of the API of VS Code's git extension that is used here. */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  show(ref: string, path: string): Promise<string>;
  getCommit(ref: string): Promise<{ readonly hash: string; readonly commitDate?: Date }>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/** A file as it was at a tag, branch or commit, from VS Code's git extension; null when there is no such version. */
export async function fileVersion(uri: vscode.Uri, ref: string): Promise<VersionResult> {
  if (!vscode.workspace.isTrusted || ref.startsWith('-')) return null;
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return null;
  const git = extension.isActive ? extension.exports : await extension.activate();
  const repository = git.enabled ? git.getAPI(1).getRepository(uri) : null;
  if (!repository) return null;
  try {
    const { hash, commitDate } = await repository.getCommit(ref);
    const text = await repository.show(hash, uri.fsPath);
    return { text, time: Math.floor((commitDate?.getTime() ?? 0) / 60_000) };
  } catch {
    return null;
  }
}
