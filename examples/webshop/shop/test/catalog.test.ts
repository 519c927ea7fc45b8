import assert from 'node:assert';
import { Catalog } from '../src/catalog';

const catalog = new Catalog([{ id: 'a', title: 'Green tea', price: 490, stock: 3 }]);
assert.equal(catalog.search('green').length, 1);
