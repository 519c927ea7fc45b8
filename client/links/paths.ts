/** Paths as plans write them; pure. */

/**
 * The path from a folder to a file, both from the root; as a plan writes it: relative to the plan, with a dot at its
 * beginning, if `like` is written so.
 */
export function pathFrom(folder: string, file: string, like: string): string {
  const from = folder.split('/');
  const to = file.split('/');
  let common = 0;
  while (common < from.length && from[common] === to[common]) common++;
  const up = from.length - common;
  const path = [...new Array<string>(up).fill('..'), ...to.slice(common)].join('/');
  // Without a dot, it would count from the workspace folder.
  return like.startsWith('.') && up === 0 ? `./${path}` : path;
}
