import assert from 'node:assert/strict';
import { problems as declared } from '../../server/core/schema/problems';
import { testedCodes } from '../support/problems';

// Runs after the files whose names come before: they provoke the problems.
describe('the table of problems', () => {
  it('has at least a hundred', () => assert.ok(Object.keys(declared).length >= 100));
  it('is tested whole', () =>
    assert.deepEqual(
      Object.keys(declared).filter((code) => !testedCodes.has(code)),
      [],
    ));
  it('says in each message what is wrong, and on each page what is right', () => {
    for (const { message, about } of Object.values(declared)) {
      assert.ok(message.length > 0 && !message.endsWith('.'), message);
      assert.match(about, /\.$/);
    }
  });
});
