import { resolvePath, type WorkspaceFiles } from '../links/files';
import type { Completion } from './completionItem';

/** Folders that hold nothing that a task would be linked to. */
const uninteresting = new Set(['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv']);

/** Paths, then symbols after `#`; `from` is where in the typed text the completed part begins. */
export async function completeCode(
  typed: string,
  planFolder: string,
  files: WorkspaceFiles,
): Promise<{ readonly from: number; readonly items: readonly Omit<Completion, 'span' | 'isSnippet'>[] }> {
  const hash = typed.indexOf('#');
  if (hash >= 0) {
    const path = resolvePath(typed.slice(0, hash), planFolder);
    const symbols = path === undefined ? [] : ((await files.symbols(path)) ?? []);
    const items = symbols.map((symbol) => ({
      label: symbol.path,
      kind: 'symbol' as const,
      detail: symbol.kind,
      insert: symbol.path,
    }));
    return { from: hash + 1, items };
  }
  const slash = typed.lastIndexOf('/');
  const folder = resolvePath(slash < 0 ? '' : typed.slice(0, slash + 1), planFolder);
  if (folder === undefined) return { from: slash + 1, items: [] };
  const entries = (await files.list(folder)).filter((entry) => !uninteresting.has(entry.name));
  const folders = entries.filter((entry) => entry.isFolder);
  const plain = entries.filter((entry) => !entry.isFolder);
  return {
    from: slash + 1,
    items: [
      ...folders.map(({ name }) => ({
        label: `${name}/`,
        kind: 'folder' as const,
        insert: `${name}/`,
        retrigger: true,
      })),
      ...plain.map(({ name }) => ({ label: name, kind: 'file' as const, insert: name })),
      ...globsOf(plain.map(({ name }) => name)),
    ],
  };
}

/** A glob for each ending that several files have. */
function globsOf(names: readonly string[]): { label: string; kind: 'file'; detail: string; insert: string }[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const ending = /[^.]+(\.[^.]+)$/.exec(name)?.[1];
    if (ending !== undefined) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .flatMap(([ending, count]) => [
      { label: `*${ending}`, kind: 'file' as const, detail: `${count} files`, insert: `*${ending}` },
      { label: `**/*${ending}`, kind: 'file' as const, detail: 'and those in folders below', insert: `**/*${ending}` },
    ]);
}
