import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountOf, fieldText, quantityOf, typedBase } from './measure.ts';

test('amounts leave as a number with a unit and come back the same', () => {
  for (const [base, dimension] of [
    [220_500, 'mass'],
    [1, 'mass'],
    [1_250, 'length'],
    [2_500_000, 'area'],
    [750, 'volume'],
    [12, 'count'],
  ] as const) {
    const amount = amountOf(quantityOf(base, dimension));
    assert.deepEqual(amount, { base, dimension });
    assert.equal(typedBase(fieldText(base, dimension), dimension, 'en'), base);
  }
});

test('what is not known is not said', () => {
  assert.deepEqual(quantityOf(null, 'mass'), {});
  assert.deepEqual(quantityOf(5, null), {});
  assert.equal(amountOf({}), null);
  assert.equal(amountOf({ quantity: 1, uom: 'ZZZ' }), null);
  assert.equal(fieldText(null, 'mass'), '');
});

test('typed numbers are read in the digits and marks of the language', () => {
  assert.equal(typedBase('220,5', 'mass', 'de'), 220_500);
  assert.equal(typedBase('٢٢٠٫٥', 'mass', 'ar'), 220_500);
  assert.equal(typedBase('1.5', 'area', 'en'), 1_500_000);
  assert.equal(typedBase('1.5', 'count', 'en'), null);
  assert.equal(typedBase('a lot', 'mass', 'en'), null);
});
