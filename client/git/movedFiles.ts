import * as vscode from 'vscode';
import { exists } from '../links/exists';
import { pathFrom } from '../links/paths';
import type { GitChange, GitRepository } from './git';
import { registerLinkFixes } from './linkFixes';

/** Renames that are followed one after the other. */
const MAX_STEPS = 10;

/** Where a file is now that was renamed, in commits or in what is to be committed; undefined when git knows no rename. */
async function movedTo(
  repository: GitRepository,
  from: vscode.Uri,
): Promise<{ readonly uri: vscode.Uri; readonly commit: string | undefined } | undefined> {
  let at = from;
  let commit: string | undefined;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = inIndex(repository, at) ?? (await inCommits(repository, at));
    if (!next) break;
    [at, commit] = [next.uri, next.commit];
    if (await exists(at)) return { uri: at, commit };
  }
  return undefined;
}

interface Rename {
  readonly uri: vscode.Uri;
  readonly commit: string | undefined;
}

/** Where a file went, or a folder: there, where a file went that was inside of it and kept its path in it. */
function renamed(changes: readonly GitChange[], from: vscode.Uri): vscode.Uri | undefined {
  const folder = from.path.replace(/\/$/, '');
  for (const { originalUri, renameUri } of changes) {
    if (!renameUri) continue;
    if (originalUri.path === from.path) return renameUri;
    const inside = originalUri.path.startsWith(`${folder}/`) ? originalUri.path.slice(folder.length) : '';
    if (inside !== '' && renameUri.path.endsWith(inside))
      return renameUri.with({ path: `${renameUri.path.slice(0, -inside.length)}${from.path.slice(folder.length)}` });
  }
  return undefined;
}

function inIndex({ state }: GitRepository, from: vscode.Uri): Rename | undefined {
  const uri = renamed(state.indexChanges, from);
  return uri && { uri, commit: undefined };
}

async function inCommits(repository: GitRepository, from: vscode.Uri): Promise<Rename | undefined> {
  try {
    // The last commit that touched the path is the one that took it away.
    const [last] = await repository.log({ maxEntries: 1, path: from.fsPath });
    const before = last?.parents[0];
    if (!last || before === undefined) return undefined;
    const changes = await repository.diffBetween(before, last.hash);
    const uri = renamed(changes, from);
    return uri && { uri, commit: last.hash.slice(0, 7) };
  } catch {
    return undefined;
  }
}

/** For links to files that are gone: where git says that they went, as a fix. */
export function registerMovedFiles(): vscode.Disposable {
  return registerLinkFixes('plan/missing-file', async ({ document, range, repository, baseOf }) => {
    const written = document.getText(range);
    const base = baseOf(written);
    const moved = await movedTo(repository, vscode.Uri.joinPath(base, written));
    if (!moved) return undefined;
    const text = pathFrom(base.path, moved.uri.path, written);
    const where = moved.commit ?? vscode.l10n.t('the index');
    return { title: vscode.l10n.t('Change to {0}, where it was moved in {1}', text, where), text };
  });
}
