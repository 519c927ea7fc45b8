import { idOf } from '../../syntax/scalars/names';

/** Ids of the plan for what the file numbers. */
export class Ids {
  readonly #taken = new Set<string>();

  /** An id made of a name that no other has. */
  of(name: string, otherwise: string): string {
    const id = idOf(name) || otherwise;
    for (let i = 1; ; i++) {
      const candidate = i === 1 ? id : `${id}-${i}`;
      if (this.#taken.has(candidate)) continue;
      this.#taken.add(candidate);
      return candidate;
    }
  }
}
