// In two ways: what all parties of the demonstration have of a lot is what its balance leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestWorld } from '../support/world.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { loadChain } from '../../src/scenario/load.ts';
import type { StockLot } from '../../src/flow/answers.ts';
import type { SelvedgeNode } from '../../src/flow/node.ts';

function* stockOf(node: SelvedgeNode, party: string): Generator<StockLot> {
  let after: string | null = null;
  do {
    const page = node.stock({ party, state: 'all', place: null, search: null, perPage: 500, after });
    yield* page.lots;
    after = page.next;
  } while (after !== null);
}

test('what lies in all stores together is what the balances of the lots leave', async () => {
  const world = await openTestWorld();
  const { node } = world;
  await loadChain(node, demonstration());
  const sums = new Map<string, number>();
  const unknown = new Set<string>();
  for (const { party } of node.parties()) {
    for (const { id, kind, remaining, inStock } of stockOf(node, party)) {
      if (kind === 'unit') continue;
      // Of what was told without an amount nobody can say how much there is.
      if (remaining === null) unknown.add(id);
      assert.equal(inStock, remaining === null ? inStock : remaining > 0, id);
      sums.set(id, (sums.get(id) ?? 0) + (remaining ?? 0));
    }
  }
  const strange = [...sums].filter(([id, sum]) => !unknown.has(id) && node.lot(id)?.remaining !== sum);
  assert.deepEqual(strange.slice(0, 5), []);
  assert.ok(sums.size > 4_000 && unknown.size < 50, `${sums.size} lots, ${unknown.size} unknown`);
  await world.close();
});
