/**
 * What a worker is told by its name: whether it is the server or a thread that searches, and the URL of the folder in
 * which the bundles lie. VS Code writes words of its own before it.
 */
export interface WorkerName {
  readonly part: 'server' | 'optimizer';
  readonly bundles: string;
}

export function nameOf({ part, bundles }: WorkerName): string {
  return `${part} ${bundles}`;
}

/** @throws Error for a name that `nameOf` has not made */
export function parseName(name: string): WorkerName {
  const [, part, bundles] = /(server|optimizer) (\S+)$/.exec(name) ?? [];
  if (part !== 'server' && part !== 'optimizer') throw new Error(`a worker cannot be called '${name}'`);
  return { part, bundles };
}
