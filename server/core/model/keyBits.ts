import { taskFields } from '../schema/taskFields';
import type { Fields } from './values';

/** The first keys have a bit of their own; those that are rarely asked for share the others. */
const OWN = 24;

/** A bit for each key of a task. */
const bits = new Map<string, number>(
  taskFields.map(({ key }, i) => [key, 1 << (i < OWN ? i : OWN + ((i - OWN) % (31 - OWN)))]),
);

/** Says that somebody is assigned with a share of their time. */
export const withShare = 1 << 31;

/** The bit of a key: a task whose bits lack it does not have the key. Unknown keys have all bits. */
export function bitOf(key: string): number {
  return bits.get(key) ?? -1;
}

/** Whether a bit that is set tells that its key is given, and not only that it may be. */
export function isOwnBit(bit: number): boolean {
  return bit > 0 && bit < 1 << OWN;
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
