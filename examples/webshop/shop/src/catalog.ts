export interface Product {
  readonly id: string;
  readonly title: string;
  /** In cents. */
  readonly price: number;
  readonly stock: number;
}

/** The products on sale. */
export class Catalog {
  readonly #products: readonly Product[];

  constructor(products: readonly Product[]) {
    this.#products = products;
  }

  find(id: string): Product | undefined {
    return this.#products.find((product) => product.id === id);
  }

  // TODO(catalog.search): rank by relevance, not by the order of the list.
  search(words: string): Product[] {
    const wanted = words.toLowerCase().split(/\s+/);
    return this.#products.filter((product) => wanted.every((word) => product.title.toLowerCase().includes(word)));
  }
}
