import type { Product } from './catalog';

interface Item {
  readonly product: Product;
  readonly count: number;
}

/** What a customer is about to buy. */
export class Cart {
  readonly #items = new Map<string, Item>();
  #discount = 0;

  add(product: Product, count = 1): void {
    const before = this.#items.get(product.id)?.count ?? 0;
    this.#items.set(product.id, { product, count: before + count });
  }

  remove(id: string): void {
    this.#items.delete(id);
  }

  /** Takes percent off the total; a second voucher replaces the first. */
  applyVoucher(percent: number): void {
    this.#discount = Math.min(Math.max(percent, 0), 100);
  }

  /** In cents. */
  get total(): number {
    let sum = 0;
    for (const { product, count } of this.#items.values()) sum += product.price * count;
    return Math.round((sum * (100 - this.#discount)) / 100);
  }
}
