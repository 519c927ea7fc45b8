import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { planJsonSchema } from '../../server/core/schema/jsonSchema';
import { keysReference, problemsReference } from '../../server/core/schema/reference';

const update = process.env.UPDATE === '1';

/** A generated file is as the table says; `UPDATE=1` writes it. */
function fresh(file: string, content: string): void {
  if (update) writeFileSync(file, content);
  assert.equal(readFileSync(file, 'utf8'), content, `${file} is stale: run \`npm run update\``);
}

describe('generated files', () => {
  it('docs/problems.md', () => fresh('docs/problems.md', problemsReference()));

  it('the keys in docs/plan-language.md', () => {
    const text = readFileSync('docs/plan-language.md', 'utf8');
    const [before, rest] = text.split('<!-- generated: keys -->');
    fresh(
      'docs/plan-language.md',
      `${before}<!-- generated: keys -->\n\n${keysReference()}\n\n<!-- end -->${rest.split('<!-- end -->')[1]}`,
    );
  });

  it('syntaxes/plan.schema.json', () =>
    fresh('syntaxes/plan.schema.json', `${JSON.stringify(planJsonSchema(), null, 2)}\n`));
});
