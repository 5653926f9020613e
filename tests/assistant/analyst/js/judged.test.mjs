import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isSlight, judged } from '../../../../assistant/analyst/data/js/judged.js';

test('a share is judged beyond chance only', () => {
  assert.equal(judged({ value: 0.0483, n: 9000 }, { value: 0.051, n: 8000 }, 'share', 'higher'), 'cannot tell');
  assert.equal(judged({ value: 0.04, n: 9000 }, { value: 0.051, n: 8000 }, 'share', 'higher'), 'worse');
  assert.equal(judged({ value: 0.04, n: 9000 }, { value: 0.051, n: 8000 }, 'share', 'lower'), 'better');
  assert.equal(judged({ value: 1, n: 2 }, { value: 0, n: 1 }, 'share', 'lower'), 'cannot tell');
});

test('what has no better side, no cases or no known spread is not judged', () => {
  assert.equal(judged({ value: 0.4, n: 900 }, { value: 0.1, n: 900 }, 'share', null), '');
  assert.equal(judged({ value: 0.4, n: 900 }, { value: 0.1, n: 0 }, 'share', 'lower'), '');
  assert.equal(judged({ value: 955, n: 900 }, { value: 936, n: 900 }, 'ms', 'lower'), '');
});

test('a change of a thousandth of a cost is none', () => {
  assert.ok(isSlight(8.3e-9, 0.00018, 'usd'));
  assert.ok(!isSlight(8.3e-6, 0.00018, 'usd'));
  assert.ok(!isSlight(0.0001, 0.5, 'share'));
});
