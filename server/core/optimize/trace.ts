import { Levels } from '../schedule/levels';

/** At so many points of the way to a schedule it is remembered what was booked. */
const POINTS = 10;

/** How a schedule came about, so that another one whose order begins alike goes on from where they part. */
export class Trace {
  /** Activities in the order in which they were placed; empty before anything is recorded. */
  #order = new Int32Array(0);
  readonly #points: Levels[][] = [];
  #step = 1;

  /** Begins to record a schedule with another order. */
  begin(order: Int32Array): void {
    this.#order = order.slice();
    this.#step = Math.max(1, Math.ceil(order.length / POINTS));
  }

  /** Remembers what is booked before the activity with a number in the order is placed, if it is one of the points. */
  record(number: number, levels: readonly Levels[]): void {
    if (number % this.#step !== 0) return;
    const point = number / this.#step;
    while (this.#points.length <= point) this.#points.push(levels.map(() => new Levels()));
    levels.forEach((it, i) => this.#points[point][i].copy(it));
  }

  /**
   * Brings back what was booked at the last point up to which an order is the same.
   *
   * @returns how many activities are placed there already
   */
  resume(order: Int32Array, levels: readonly Levels[]): number {
    const last = Math.min(order.length, this.#order.length) - 1;
    let same = 0;
    while (same < last && order[same] === this.#order[same]) same++;
    const point = Math.floor(same / this.#step);
    if (point >= this.#points.length) return 0;
    levels.forEach((it, i) => it.copy(this.#points[point][i]));
    return point * this.#step;
  }
}
