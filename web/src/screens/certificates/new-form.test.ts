import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimsOf, emptyPaper, missingIn } from './new-form.ts';

const nowMs = Date.UTC(2026, 0, 2);
const filled = { ...emptyPaper(nowMs), scheme: 'ocs', holder: 'urn:x:mill', codes: ['ocs-100'] };

test('an empty form says what is missing', () => {
  assert.deepEqual(missingIn(emptyPaper(nowMs), 'en'), ['scheme', 'holder', 'codes']);
  assert.deepEqual(missingIn({ ...filled, volume: 'much' }, 'en'), ['volume']);
  assert.deepEqual(missingIn({ ...filled, type: 'product' }, 'en'), ['products']);
  assert.deepEqual(missingIn({ ...filled, type: 'transaction' }, 'en'), ['buyer', 'lots']);
});

test('nothing chosen is all; a scope certificate tells no lots', () => {
  const claims = claimsOf({ ...filled, volume: '1,500.5' }, 'urn:x:1', 'en');
  assert.deepEqual(claims['sites'], ['*']);
  assert.equal(claims['volumeGrams'], 1_500_500);
  assert.equal(claims['validUntil'], '2027-01-02T23:59:59Z');
  assert.equal('lots' in claims, false);
});

test('a transaction certificate tells buyer, day, lots and what it draws from, in grams', () => {
  const wish = {
    ...filled,
    type: 'transaction',
    buyer: 'urn:x:maker',
    lots: [
      { lot: 'urn:x:lot', weight: '١٢٫٥', certified: '12' },
      { lot: '', weight: '', certified: '' },
    ],
    inputs: [{ certificate: 'urn:x:0', weight: '13' }],
  };
  assert.deepEqual(missingIn(wish, 'ar'), []);
  const claims = claimsOf(wish, 'urn:x:2', 'ar');
  assert.deepEqual(claims['lots'], [{ lot: 'urn:x:lot', grams: 12_500, certifiedGrams: 12_000 }]);
  assert.deepEqual(claims['inputs'], [{ certificate: 'urn:x:0', grams: 13_000 }]);
  assert.equal(claims['shippedAt'], '2026-01-02T00:00:00Z');
});
