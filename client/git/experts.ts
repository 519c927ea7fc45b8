import ignore from 'ignore';

/** Who knows code, by CODEOWNERS and by commits; pure. */

/** The owners of a file after a CODEOWNERS file: the last rule that fits decides. */
export function ownersOf(codeOwners: string, path: string): string[] {
  let owners: string[] = [];
  for (const line of codeOwners.split(/\r?\n/)) {
    const [pattern, ...names] = line
      .replace(/\s#.*$/, '')
      .trim()
      .split(/\s+/);
    if (!pattern || pattern.startsWith('#') || pattern.startsWith('[')) continue;
    if (ignore().add(pattern).ignores(path)) owners = names;
  }
  return owners;
}

/** Somebody who may do a task, by the names that others know them by. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface Knowledge {
  readonly commits: number;
  readonly isOwner: boolean;
}

interface Author {
  readonly name: string;
  readonly email: string;
}

/** What each candidate knows of files: commits to them, and whether they own one. */
export function knowledgeOf(
  candidates: readonly Candidate[],
  authors: readonly Author[],
  owners: readonly string[],
): Map<string, Knowledge> {
  const folded = (name: string): string => name.replace(/^@/, '').toLowerCase();
  return new Map(
    candidates.map(({ id, name, aliases }) => {
      const names = new Set([name, id, ...aliases].map(folded));
      // GitHub gives addresses such as 123+ana@users.noreply.github.com.
      const isMe = (author: Author): boolean =>
        names.has(folded(author.name)) ||
        names.has(folded(author.email)) ||
        names.has(/^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/i.exec(author.email)?.[1].toLowerCase() ?? '');
      const commits = authors.filter(isMe).length;
      return [id, { commits, isOwner: owners.some((owner) => names.has(folded(owner))) }];
    }),
  );
}

/** Sorts those who know most to the top: owners, then by commits; the others keep their order. */
export function byKnowledge<T extends { readonly id: string }>(
  people: readonly T[],
  known: ReadonlyMap<string, Knowledge>,
): T[] {
  const score = ({ id }: T): number => {
    const { commits = 0, isOwner = false } = known.get(id) ?? {};
    return (isOwner ? 1_000_000 : 0) + commits;
  };
  return [...people].sort((a, b) => score(b) - score(a));
}
