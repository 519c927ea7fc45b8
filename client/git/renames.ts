/** What diffs say about renamed symbols; pure. */

/**
 * The new name of a symbol: in a unified diff, a line that had the old name stands there again with another one in its
 * place. Undefined when no line does, or when they disagree.
 */
export function renamedIn(diff: string, name: string): string | undefined {
  const identifier = '[\\p{L}_$][\\p{L}\\p{N}_$]*';
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`, 'u');
  const votes = new Map<string, number>();
  for (const hunk of diff.split(/^@@.*$/m).slice(1)) {
    const lines = hunk.split(/\r?\n/);
    const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1).trim());
    for (const line of lines) {
      if (!line.startsWith('-') || !whole.test(line)) continue;
      const [before, ...after] = line.slice(1).trim().split(whole);
      const again = new RegExp(`^${escaped(before)}(${identifier})${after.map(escaped).join('\\1')}$`, 'u');
      const found = new Set(added.flatMap((it) => again.exec(it)?.[1] ?? []));
      found.delete(name);
      if (found.size !== 1) continue;
      const [next] = found;
      votes.set(next, (votes.get(next) ?? 0) + 1);
    }
  }
  return votes.size === 1 ? votes.keys().next().value : undefined;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
