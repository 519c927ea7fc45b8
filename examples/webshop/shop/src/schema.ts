/** A column of a table, as the migrations create it. */
export interface Column {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'money' | 'timestamp';
  readonly nullable?: boolean;
}

// PLAN(catalog.schema): the product table comes first, the others follow.
export class ProductTable {
  readonly name = 'product';

  columns(): readonly Column[] {
    return [
      { name: 'id', type: 'text' },
      { name: 'title', type: 'text' },
      { name: 'price', type: 'money' },
      { name: 'stock', type: 'integer' },
    ];
  }
}
