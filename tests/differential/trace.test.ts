// Two ways to the ancestors of a lot: the node's graph, and books kept in plain maps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ancestorsOf, keepBooks } from '../../src/scenario/bookkeeping.ts';
import type { ChainDocument } from '../../src/scenario/chain.ts';
import { chance } from '../../src/scenario/chance.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { openTestWorld } from '../support/world.ts';
import { bytesOf } from '../capture/said.ts';

const everything = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

test('ancestors, balances and origins of a sample of the demonstration', async () => {
  const chain = demonstration();
  const books = keepBooks(chain.documents);
  const world = await openTestWorld();
  for (const { party, name, country } of chain.parties)
    assert.ok((await world.node.admitParty({ party, name, country })).ok);
  for (const { party, document } of chain.documents) {
    assert.equal((await world.node.capture({ party, bytes: bytesOf(document) })).outcome, 'recorded');
  }
  const emptied = emptiedUnits(chain.documents);
  const random = chance(7);
  const known = [...books.bornMs.keys()];
  const sample = new Set([
    ...chain.showcase.filter(({ kind }) => kind !== 'product').map(({ id }) => id),
    ...Array.from({ length: 60 }, () => random.pick(known)),
  ]);
  let compared = 0;
  for (const id of sample) {
    // The books remember what was in a unit that was emptied; the node says what is in it.
    if (emptied.has(id) || [...ancestorsOf(books, id)].some((one) => emptied.has(one))) continue;
    const trace = world.node.trace(id, 'back', everything);
    assert.ok(trace.ok, id);
    const ancestors = trace.value.page.map((node) => node.id).filter((one) => one !== id);
    assert.deepEqual(new Set(ancestors), ancestorsOf(books, id), id);
    assert.equal(ancestors.length, new Set(ancestors).size);
    for (const origin of trace.value.origins)
      assert.ok(
        (origin.amount ?? 0) <= (books.produced.get(origin.id) ?? 0) * 1.0001 + 1,
        `${id} holds ${origin.amount} of ${origin.id}`,
      );
    compared += ancestors.length;
  }
  assert.ok(compared > 5_000, `${compared} ancestors compared`);
  const units = new Set([...books.bornMs.keys()].filter((id) => id.includes('/00/')));
  for (const id of known.filter((one) => !units.has(one))) {
    const lot = world.node.lot(id);
    assert.deepEqual([lot?.produced, lot?.drawn], [books.produced.get(id), books.drawn.get(id) ?? 0], id);
  }
  await world.close();
});

function emptiedUnits(documents: ChainDocument[]): Set<string> {
  const events = documents.flatMap(({ document }) => document.epcisBody.eventList);
  return new Set(
    events
      .filter((event) => event.type === 'AggregationEvent' && event['action'] === 'DELETE')
      .map((event) => String(event['parentID'])),
  );
}
