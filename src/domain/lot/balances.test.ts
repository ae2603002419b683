import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Balances, noDimension } from './balances.ts';
import { decodeArrays, encodeArrays } from './snapshot.ts';

const mass = 1;
const pieces = 2;
const mostBaseUnits = Number.MAX_SAFE_INTEGER;

function written(balances: Balances): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeArrays(balances.snapshot())));
}

test('produced, drawn and what remains', () => {
  const balances = new Balances();
  balances.produce(7, mass, 380_000);
  balances.draw(7, mass, 100_000);
  assert.equal(balances.remaining(7), 280_000);
  assert.equal(balances.wouldOverdraw(7, 280_000), false);
  assert.equal(balances.wouldOverdraw(7, 280_001), true);
  assert.equal(balances.dimensionOf(7), mass);
  assert.equal(balances.size, 8);
  assert.equal(balances.isDeclared(6), false);
  assert.equal(balances.remaining(1_000_000), 0);
});

test('of a lot that nobody declared, or of unknown amount, no draw is certainly too much', () => {
  const balances = new Balances();
  balances.draw(0, mass, 5);
  assert.equal(balances.remaining(0), -5);
  assert.equal(balances.wouldOverdraw(0, 1), false);
  balances.produce(1, mass, 5);
  balances.produceUnknown(1);
  assert.equal(balances.wouldOverdraw(1, 6), false);
  balances.unproduceUnknown(1);
  assert.equal(balances.wouldOverdraw(1, 6), true);
});

test('a lot voided in pieces may be declared anew in kilograms', () => {
  const balances = new Balances();
  balances.produce(0, pieces, 12);
  assert.equal(balances.fits(0, mass), false);
  balances.unproduce(0, pieces, 12);
  assert.equal(balances.dimensionOf(0), noDimension);
  balances.produce(0, mass, 12_000);
  assert.equal(balances.dimensionOf(0), mass);
});

test('what cannot be right throws and changes nothing', () => {
  const balances = new Balances();
  balances.produce(0, mass, mostBaseUnits);
  const before = written(balances);
  assert.equal(balances.wouldOverflow(0, 1), true);
  assert.throws(() => balances.produce(0, mass, 1), RangeError);
  assert.throws(() => balances.produce(0, pieces, 1), RangeError);
  assert.throws(() => balances.draw(0, mass, 0.5), RangeError);
  assert.throws(() => balances.draw(0, mass, Number.NaN), RangeError);
  assert.throws(() => balances.undraw(0, mass, 1), RangeError);
  assert.throws(() => balances.undrawUnknown(0), RangeError);
  assert.throws(() => balances.unproduceUnknown(0), RangeError);
  assert.throws(() => balances.unproduce(1, mass, 1), RangeError);
  assert.deepEqual(written(balances), before);
});

test('any order of the same changes, and any that were taken back, end in the same bytes', () => {
  const change = fc.record({
    lot: fc.nat(5),
    kind: fc.constantFrom('produce', 'draw', 'produceUnknown', 'drawUnknown'),
    amount: fc.nat(1000),
  });
  const apply = (
    balances: Balances,
    { lot, kind, amount }: { lot: number; kind: string; amount: number },
  ): void => {
    if (kind === 'produce') balances.produce(lot, (lot % 2) + 1, amount);
    else if (kind === 'draw') balances.draw(lot, (lot % 2) + 1, amount);
    else if (kind === 'produceUnknown') balances.produceUnknown(lot);
    else balances.drawUnknown(lot);
  };
  const takeBack = (
    balances: Balances,
    { lot, kind, amount }: { lot: number; kind: string; amount: number },
  ): void => {
    if (kind === 'produce') balances.unproduce(lot, (lot % 2) + 1, amount);
    else if (kind === 'draw') balances.undraw(lot, (lot % 2) + 1, amount);
    else if (kind === 'produceUnknown') balances.unproduceUnknown(lot);
    else balances.undrawUnknown(lot);
  };
  fc.assert(
    fc.property(fc.array(change), fc.array(change), fc.infiniteStream(fc.nat()), (kept, voided, keys) => {
      const straight = new Balances();
      straight.drawUnknown(5);
      for (const one of kept) apply(straight, one);
      const shuffled = new Balances();
      shuffled.drawUnknown(5);
      const mixed = [...kept, ...voided].map((one) => ({ one, key: keys.next().value }));
      for (const { one } of mixed.sort((a, b) => a.key - b.key)) apply(shuffled, one);
      for (const one of voided) takeBack(shuffled, one);
      assert.deepEqual(written(shuffled), written(straight));
      const again = Balances.restore(decodeArrays(written(straight)));
      for (let lot = 0; lot < 6; lot++) assert.equal(again.remaining(lot), straight.remaining(lot));
      again.produce(6, mass, 1);
      assert.equal(again.remaining(6), 1);
    }),
  );
});
