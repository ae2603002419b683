import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalId } from '#verifier';
import { firstNumber, freeNumber, isLotNumber, lotIdOf, nextNumber, unitIdOf } from './lot-number.ts';

test('numbers go on as people wrote them', () => {
  assert.deepEqual(['B-0041', '9', '99', 'L7-Y', 'bale', '12345678901234567890'].map(nextNumber), [
    'B-0042',
    '10',
    '100',
    'L8-Y',
    'bale-2',
    '12345678901234567891',
  ]);
  assert.equal(firstNumber(Date.UTC(2026, 2, 3, 20), 330), '260304-1');
  assert.equal(
    freeNumber('A1', (number) => ['A1', 'A2'].includes(number)),
    'A3',
  );
});

test('ids are those that the node keeps', () => {
  const lot = lotIdOf('https://id.gs1.org/01/09521234543213', 'A/1');
  assert.equal(lot, 'https://id.gs1.org/01/09521234543213/10/A%2F1');
  assert.equal(canonicalId(lot)?.id, lot);
  assert.equal(lotIdOf('https://example.org/p/lint', '7'), 'https://example.org/p/lint/lot/7');
  assert.equal(lotIdOf('urn:x:lint', '7'), 'urn:x:lint:lot:7');
  assert.equal(unitIdOf('urn:uuid:ab-cd', '095212340000000013'), 'https://id.gs1.org/00/095212340000000013');
  assert.equal(canonicalId(unitIdOf('urn:uuid:ab-cd', 'P 7'))?.id, 'urn:selvedge:unit:ab-cd:P%207');
  assert.equal(isLotNumber('x'.repeat(21)), false);
  assert.equal(isLotNumber('B-17/2'), true);
});
