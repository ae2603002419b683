import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestWorld } from '../../tests/support/world.ts';
import type { Chain } from './chain.ts';
import { loadChain } from './load.ts';
import { uneceChain } from './unece.ts';

const chain = uneceChain();
const eventCount = chain.documents.reduce(
  (sum, { document }) => sum + document.epcisBody.eventList.length,
  0,
);

test('a chain is loaded once: again changes nothing', async () => {
  const { node, close } = await openTestWorld();
  const steps: [number, number][] = [];
  const first = await loadChain(node, chain, (done, all) => void steps.push([done, all]));
  assert.equal(first.events, eventCount);
  assert.deepEqual(steps.at(-1), [chain.documents.length, chain.documents.length]);
  const hash = node.stateHash();
  assert.deepEqual(await loadChain(node, chain), { events: 0, statements: 0 });
  assert.equal(node.stateHash(), hash);
  for (const { party, name } of chain.parties) assert.equal(node.party(party)?.name, name);
  for (const { facility } of chain.facilities) assert.ok(node.facility(facility));
  for (const { id, kind } of chain.showcase)
    assert.ok(kind === 'product' ? node.product(id) : node.lot(id), id);
  await close();
});

test('a load that was cut off is finished by the next', async () => {
  const { node, close } = await openTestWorld();
  const half: Chain = { ...chain, parties: chain.parties, documents: chain.documents.slice(0, 11) };
  const first = await loadChain(node, half);
  const second = await loadChain(node, chain);
  assert.equal(first.events + second.events, eventCount);
  await close();
});

test('what a node refuses is no demonstration', async () => {
  const { node, close } = await openTestWorld();
  const [facility] = chain.facilities;
  assert.ok(facility);
  const broken: Chain = {
    ...chain,
    facilities: [{ ...facility, party: 'urn:uuid:00000000-0000-4000-8000-000000000000' }],
  };
  await assert.rejects(loadChain(node, broken), /NO_CUSTODIAL_KEY/);
  await close();
});
