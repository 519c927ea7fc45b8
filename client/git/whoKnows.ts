import * as vscode from 'vscode';
import type { ScheduleRow, ScheduleView } from '../../server/protocol/schedule';
import { type Knowledge, knowledgeOf, ownersOf } from './experts';
import { repositoryOf } from './git';

/** Commits to each file that are counted. */
const MAX_COMMITS = 100;
const MAX_FILES = 20;
const codeOwnersFiles = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** What people know of the code that a task links to; nothing without links or without git. */
export async function whoKnows(view: ScheduleView, row: ScheduleRow): Promise<ReadonlyMap<string, Knowledge>> {
  const plan = vscode.Uri.parse(view.uri);
  const folder = vscode.workspace.getWorkspaceFolder(plan);
  const repository = row.code.length > 0 && folder ? await repositoryOf(plan) : undefined;
  if (!repository || !folder) return new Map();
  const files = row.code.slice(0, MAX_FILES).map((link) => {
    const path = link.replace(/#.*$|:\d+(?:-\d+)?$/, '').replace(/\/?\*.*$/, '');
    const base = /^\.\.?\//.test(path) ? vscode.Uri.joinPath(plan, '..') : folder.uri;
    return vscode.Uri.joinPath(base, path);
  });
  const logs = await Promise.all(
    files.map((file) => repository.log({ maxEntries: MAX_COMMITS, path: file.fsPath }).catch(() => [])),
  );
  const authors = logs
    .flat()
    .map(({ authorName = '', authorEmail = '' }) => ({ name: authorName, email: authorEmail }));
  const rules = await codeOwners(repository.rootUri);
  const root = `${repository.rootUri.path}/`;
  const owners = files.flatMap(({ path }) => (path.startsWith(root) ? ownersOf(rules, path.slice(root.length)) : []));
  return knowledgeOf(view.people, authors, owners);
}

async function codeOwners(root: vscode.Uri): Promise<string> {
  for (const file of codeOwnersFiles) {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root, file)));
    } catch {
      // The next place.
    }
  }
  return '';
}
