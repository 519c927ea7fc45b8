import * as vscode from 'vscode';
import { planSelector } from '../languageClient';
import { type GitRepository, repositoryOf } from './git';

/** What mends a link: the text in place of what the problem marks, and what that is called. */
export interface LinkFix {
  readonly title: string;
  readonly text: string;
}

/** A link in which a problem was found, and how to find the files that it names. */
export interface BrokenLink {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly repository: GitRepository;
  /** The folder from which a path counts: that of the plan when it begins with a dot, else that of the workspace. */
  readonly baseOf: (path: string) => vscode.Uri;
}

/** Offers a fix that git's history tells for every problem with a code, in plans that lie in a repository. */
export function registerLinkFixes(
  problem: string,
  find: (link: BrokenLink) => Promise<LinkFix | undefined>,
): vscode.Disposable {
  const provideCodeActions = async (
    document: vscode.TextDocument,
    _: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> => {
    const broken = diagnostics.filter(({ code }) => (typeof code === 'object' ? code.value : code) === problem);
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    const repository = broken.length > 0 && folder ? await repositoryOf(document.uri) : undefined;
    if (!repository || !folder) return [];
    const baseOf = (path: string): vscode.Uri =>
      /^\.\.?\//.test(path) ? vscode.Uri.joinPath(document.uri, '..') : folder.uri;
    const actions = await Promise.all(
      broken.map(async (diagnostic) => {
        const { range } = diagnostic;
        const fix = await find({ document, range, repository, baseOf });
        if (!fix) return [];
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.isPreferred = true;
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, range, fix.text);
        return [action];
      }),
    );
    return actions.flat();
  };
  return vscode.languages.registerCodeActionsProvider(
    planSelector,
    { provideCodeActions },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
