// More lots, and more links of one lot, than are hashed at once, against the hashes of holdings.md one by one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainAfter, deltaOf, holdingsLeaf, purePrimitives, rootOfLeaves, sealedTotals } from '#verifier';
import type { TotalsChange } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { Balances } from '../lot/balances.ts';
import { Holdings } from './holdings.ts';
import { lotsAtOnce } from './lot-hashing.ts';

const lots = 3 * lotsAtOnce + 5;
const [mass, bornGrams] = [1, 100_000];
const nothing = { produced: 0, consumed: 0, unknown: 0, claimed: 0 };

for (const [name, primitives] of Object.entries({ nodePrimitives, purePrimitives })) {
  test(`many lots, some of them touched often, have the root of the slow way (${name})`, () => {
    const balances = new Balances();
    const holdings = new Holdings(primitives);
    const book = { births: lots, balances, columns: { numberOf: (lot: number): number => lot } };
    let entry = 0;
    const told: { entry: number; change: TotalsChange }[][] = Array.from({ length: lots }, () => []);
    const secretOf = (lot: number): Uint8Array => new Uint8Array(16).fill(lot % 251);
    for (let lot = 0; lot < lots; lot += 1) {
      balances.produce(lot, mass, bornGrams);
      holdings.touch(lot, entry, 'produced', bornGrams);
      holdings.bear(lot, lot, secretOf(lot), entry, []);
      told[lot]!.push({ entry, change: { ...nothing, produced: bornGrams } });
      entry += 1;
    }
    const draw = (lot: number, grams: number): void => {
      balances.draw(lot, mass, grams);
      holdings.touch(lot, entry, 'consumed', grams);
      holdings.touch(lot, entry, 'claimed', 1);
      told[lot]!.push({ entry, change: { ...nothing, consumed: grams, claimed: 1 } });
      entry += 1;
    };
    const assertSlow = (): void => {
      holdings.settle(book);
      const leaves = told.map((links, lot) => {
        const secret = secretOf(lot);
        let chain: Uint8Array = new Uint8Array(32);
        const totals = { dimension: mass, ...nothing };
        for (const { entry: at, change } of links) {
          chain = chainAfter(chain, at, deltaOf(secret, change, nodePrimitives), nodePrimitives);
          totals.produced += change.produced;
          totals.consumed += change.consumed;
          totals.claimed += change.claimed;
        }
        const history = { count: links.length, last: links.at(-1)!.entry, chain };
        const sealed = sealedTotals(secret, totals, nodePrimitives);
        return holdingsLeaf(lot, history, sealed, nodePrimitives);
      });
      assert.deepEqual(
        Buffer.from(holdings.root()).toString('hex'),
        Buffer.from(rootOfLeaves(leaves, nodePrimitives)).toString('hex'),
      );
    };
    assertSlow();
    for (let turn = 0; turn < 2 * lotsAtOnce + 3; turn += 1) draw(7, turn + 1);
    for (let lot = 0; lot < lots; lot += 2) for (let turn = 0; turn < lot % 5; turn += 1) draw(lot, 3);
    assertSlow();
    draw(lots - 1, 1);
    assertSlow();
  });
}
