import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { entities } from '../../server/core/schema/entities';
import { planJsonSchema } from '../../server/core/schema/jsonSchema';
import { problems } from '../../server/core/schema/problems';
import { snapshotOf } from '../support/plans';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(planJsonSchema());

describe('the JSON Schema', () => {
  for (const file of ['examples/webshop/webshop.plan.yaml', 'headway.plan.yaml']) {
    it(`accepts ${file}`, () => {
      validate(parse(readFileSync(file, 'utf8')));
      assert.deepEqual(validate.errors ?? [], []);
    });
  }
  it('refuses unknown keys and missing ones', () => {
    assert.equal(validate({ tasks: {} }), false);
    assert.equal(validate({ plan: 'x', tasks: { a: { efort: '1d' } } }), false);
    assert.equal(validate({ plan: 'x', 'x-mine': 1, tasks: { a: { 'x-id': 2, effort: '1d' } } }), true);
  });
});

describe('the table of keys', () => {
  for (const entity of entities) {
    for (const field of entity.fields) {
      it(`${entity.name}.${field.key} is documented with an example that is right`, () => {
        assert.match(field.summary, /^\S.{8,99}\.$/);
        assert.ok(field.example.startsWith(`${field.key}:`), field.example);
        if (entity.name !== 'plan' && entity.name !== 'task' && entity.name !== 'person') return;
        const indented = (text: string, by: number): string => text.replace(/^/gm, ' '.repeat(by));
        const declared =
          'plan: x\npeople: {ana: {name: Ana, skills: [sql, security]}, ben: Ben, cem: Cem}\nteams: {backend: [ana, ben]}\ncalendars: {night: 22:00-06:00}\nsprints: {s4: 2026-02-02..2026-02-06}\n';
        const text =
          entity.name === 'task'
            ? `${declared}tasks:\n${['design', 'review', 'copy', 'legal', 'launch'].map((id) => `  ${id}: 1d\n`).join('')}  it:\n${indented(field.example, 4)}\n`
            : entity.name === 'person'
              ? `plan: x\npeople:\n  ana:\n${indented(field.example, 4)}\ntasks: {a: {effort: 1d, assign: ana, needs: []}}\n`
              : `${field.key === 'plan' ? '' : 'plan: x\n'}${field.example}\n`;
        const wrong = snapshotOf(text).plan.problems.filter(
          ({ code }) => /^(?:error|warning)$/.test(problems[code].severity) && !code.startsWith('unknown-'),
        );
        assert.deepEqual(wrong, []);
      });
    }
  }
});
