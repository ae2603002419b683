import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatQuantity } from './format.ts';
import { type Dimension, toBaseUnits } from './quantity.ts';
import { units } from './rec20.ts';

const file = join(import.meta.dirname, '../../../../shared/fixtures/vocabulary/units-rec20.csv');
const skip = existsSync(file) ? false : 'no ../shared/fixtures';

test('quantities become whole base units', () => {
  const table: [quantity: number, uom: string | undefined, dimension: Dimension, amount: number][] = [
    [412.5, 'KGM', 'mass', 412_500],
    [0.1, 'KGM', 'mass', 100],
    [0.3, 'TNE', 'mass', 300_000],
    [1.001, 'KGM', 'mass', 1_001],
    [5_000, 'MGM', 'mass', 5],
    [1e-6, 'TNE', 'mass', 1],
    [480, 'LBR', 'mass', 217_724],
    [1, 'ONZ', 'mass', 28],
    [1.234, 'MTR', 'length', 1_234],
    [10, 'YRD', 'length', 9_144],
    [1, 'INH', 'length', 25],
    [2.5, 'MTK', 'area', 2_500_000],
    [1.5, 'LTR', 'volume', 1_500],
    [3, 'PR', 'count', 6],
    [0.5, 'PR', 'count', 1],
    [2, 'DZN', 'count', 24],
    [7, undefined, 'count', 7],
    [12, 'XBL', 'count', 12],
    [0, 'KGM', 'mass', 0],
    [-0, 'KGM', 'mass', 0],
    [9_007_199_254_740_991, 'GRM', 'mass', 9_007_199_254_740_991],
  ];
  for (const [quantity, uom, dimension, amount] of table) {
    assert.deepEqual(
      toBaseUnits(quantity, uom),
      { ok: true, quantity: { dimension, amount } },
      `${quantity} ${uom}`,
    );
  }
});

test('halves of a non-metric unit are rounded to even', () => {
  assert.deepEqual(toBaseUnits(2.5, 'INH'), { ok: true, quantity: { dimension: 'length', amount: 64 } }); // 63.5
  assert.deepEqual(toBaseUnits(7.5, 'INH'), { ok: true, quantity: { dimension: 'length', amount: 190 } }); // 190.5
});

test('what is refused, and why', () => {
  const table: [quantity: number, uom: string | undefined, code: string][] = [
    [0.0005, 'KGM', 'QUANTITY_BELOW_BASE'],
    [500, 'MGM', 'QUANTITY_BELOW_BASE'],
    [1.5, 'H87', 'QUANTITY_BELOW_BASE'],
    [1.5, undefined, 'QUANTITY_BELOW_BASE'],
    [1e-300, 'KGM', 'QUANTITY_BELOW_BASE'],
    [-1, 'KGM', 'QUANTITY_NEGATIVE'],
    [-1, 'KWH', 'QUANTITY_NEGATIVE'],
    [9_007_199_254_741, 'KGM', 'QUANTITY_TOO_LARGE'],
    [1e300, 'KGM', 'QUANTITY_TOO_LARGE'],
    [Number.NaN, 'KGM', 'QUANTITY_NOT_A_NUMBER'],
    [Number.POSITIVE_INFINITY, 'KGM', 'QUANTITY_NOT_A_NUMBER'],
    [1, 'ZZZ', 'UNKNOWN_UNIT'],
    [1, 'MT', 'UNKNOWN_UNIT'],
    [1, 'constructor', 'UNKNOWN_UNIT'],
    [60, 'P1', 'PERCENT_IS_NO_QUANTITY'],
  ];
  for (const [quantity, uom, code] of table) {
    const reading = toBaseUnits(quantity, uom);
    assert.equal(reading.ok ? 'accepted' : reading.refusal.code, code, `${quantity} ${uom}`);
  }
});

test('units outside our dimensions are known but not balanced', () => {
  for (const uom of ['KWH', 'CEL', 'SET', 'GM'])
    assert.deepEqual(toBaseUnits(1.5, uom), { ok: true, quantity: null });
});

test('retired codes count, and say so', () => {
  for (const [uom, amount] of [
    ['BL', 3],
    ['RO', 3],
    ['ST', 3],
    ['NPR', 6],
  ] as const) {
    const reading = toBaseUnits(3, uom);
    assert.ok(reading.ok && reading.warning?.includes('retired'), uom);
    assert.deepEqual(reading.quantity, { dimension: 'count', amount });
  }
});

test('every unit of the published table is known, with the published factor', { skip }, () => {
  const toSi: Record<string, number> = { mass: 1e-3, length: 1e-3, area: 1e-6, volume: 1e-6, count: 1 };
  for (const line of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [code = '', , status, quantity = '', , factor] = line.split(',');
    const unit = units.get(code);
    if (status === 'marked deleted' || code === 'P1') continue;
    assert.ok(toBaseUnits(1_000, code).ok, code);
    if (unit === undefined) continue;
    assert.equal(unit[0], quantity, code);
    const relative = (Number(unit[1]) * (toSi[quantity] ?? 0)) / Number(factor) - 1;
    assert.ok(Math.abs(relative) < 2e-6, `${code} ${relative}`); // the list prints seven digits
  }
});

test('grams written as kilograms come back exactly, whatever binary fractions do', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), (grams) => {
      const written = Number(formatQuantity({ dimension: 'mass', amount: grams }).split(' ')[0]);
      assert.deepEqual(toBaseUnits(written, 'KGM'), {
        ok: true,
        quantity: { dimension: 'mass', amount: grams },
      });
    }),
  );
});

test('quantities for people', () => {
  const table: [Dimension, number, string][] = [
    ['mass', 412_500, '412.5 kg'],
    ['mass', 1, '0.001 kg'],
    ['mass', -1_500, '-1.5 kg'],
    ['length', 3_000, '3 m'],
    ['area', 250_000, '0.25 m2'],
    ['volume', 2_000, '2 l'],
    ['count', 1, '1 piece'],
    ['count', 17, '17 pieces'],
    ['mass', Number.MAX_SAFE_INTEGER, '9007199254740.991 kg'],
  ];
  for (const [dimension, amount, text] of table) assert.equal(formatQuantity({ dimension, amount }), text);
});
