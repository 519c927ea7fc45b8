import { taskFields } from '../schema/taskFields';
import type { Fields } from './values';

/** A bit for each key of a task; with more keys than bits, some share one. */
const bits = new Map<string, number>(taskFields.map(({ key }, i) => [key, 1 << (i % 31)]));

/** The bit of a key: a task whose bits lack it does not have the key. Unknown keys have all bits. */
export function bitOf(key: string): number {
  return bits.get(key) ?? -1;
}

/** The bits of several keys, for `Task.hasNone`. */
export function maskOf(...keys: readonly string[]): number {
  return keys.reduce((mask, key) => mask | bitOf(key), 0);
}

/** The bits of all keys that are given: most questions about a task are answered by them alone. */
export function bitsOf(fields: Fields): number {
  let all = 0;
  for (const key of fields.keys()) all |= bitOf(key);
  return all;
}
