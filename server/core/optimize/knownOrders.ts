import type { Timetable } from './timetable';

/** How many orders are remembered at most; each takes 8 bytes. */
const MOST = 2 ** 20;

/**
 * Remembers in which orders schedules were made. It knows them by hashes of 53 bits, each in the one place that is its
 * own: what is newer takes the place of what is older (as in the transposition tables of chess programs), so that it never
 * grows, and may forget.
 */
export class KnownOrders {
  readonly #hashes = new Float64Array(MOST);

  /**
   * Remembers an order.
   *
   * @param lengths from the back, how long each activity is on the clock, as it makes another schedule of the same order
   * @returns whether it was known
   */
  remember(order: Int32Array, lengths?: Timetable): boolean {
    let [a, b] = [0x9e3779b9, 0x85ebca6b];
    for (const i of order) {
      const length = lengths ? lengths.finish[i] - lengths.start[i] : 0;
      a = mixed(a, i) ^ length;
      b = mixed(b, i ^ length);
    }
    const hash = (mixed(a, b) >>> 0) * 2 ** 21 + (mixed(b, a) >>> 11);
    const place = hash % MOST;
    const isKnown = this.#hashes[place] === hash;
    this.#hashes[place] = hash;
    return isKnown;
  }
}

/** A step of a hash over whole numbers of 32 bits (the finishing steps of MurmurHash3, Appleby). */
function mixed(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0xcc9e2d51);
  h ^= h >>> 15;
  h = Math.imul(h, 0x1b873593);
  return h ^ (h >>> 13);
}
