// Keys: enrolled, rotated, revoked, each by a statement; who holds them is visible everywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enrolmentOf, signRecord } from '../../src/flow/device.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { admitDevice, lotId, made, newDevice, refusedCodes, say, tell } from './said.ts';

let world: TestWorld;
before(async () => {
  world = await openTestWorld();
});
after(() => world.close());

test('a device rotates its key: the new one speaks, the old one no more', async () => {
  const old = await admitDevice(world.node);
  const fresh = newDevice(old.party);
  const late = old.statements(world.node, made(1, lotId('LATE'), 1))[0]!;
  const rotation = signRecord(
    old,
    'key',
    { party: old.party, enrols: enrolmentOf(fresh), revokes: { kid: old.kid, reason: 'new telephone' } },
    {},
    old.tools,
  );
  assert.equal((await world.node.record(rotation)).outcome, 'recorded');
  assert.deepEqual(await refusedCodes(world, () => world.node.record(late)), ['KEY_REVOKED']);
  assert.equal(
    (await world.node.record(fresh.statements(world.node, made(1, lotId('LATE'), 1))[0]!)).outcome,
    'recorded',
  );
  const keys = world.node.party(old.party)?.keys;
  assert.deepEqual(
    keys?.map(({ custody, revokedAt }) => [custody, revokedAt === null]),
    [
      ['device', false],
      ['device', true],
    ],
  );
});

test('a revoked key cannot enrol itself again', async () => {
  const device = await admitDevice(world.node);
  const { kid, party } = device;
  assert.ok((await world.node.revokeKey(party, kid, 'lost')).ok);
  const again = signRecord(device, 'key', { party, enrols: enrolmentOf(device) }, {}, device.tools);
  assert.deepEqual(await refusedCodes(world, () => world.node.record(again)), ['KEY_REVOKED']);
  const { jwk, possession } = enrolmentOf(device);
  const byOperator = await world.node.admitParty({ party, device: { jwk, possession } });
  assert.deepEqual(byOperator.ok ? [] : byOperator.refusals.map(({ code }) => code), [
    'KEY_ENROLLED_ALREADY',
  ]);
});

test('a key of another party cannot be enrolled or revoked', async () => {
  const [one, two] = [await admitDevice(world.node), await admitDevice(world.node)];
  const stolen = enrolmentOf(newDevice(two.party));
  const enrolment = signRecord(one, 'key', { party: one.party, enrols: stolen }, {}, one.tools);
  assert.deepEqual(await refusedCodes(world, () => world.node.record(enrolment)), ['KEY_NOT_POSSESSED']);
  const forOther = signRecord(
    one,
    'key',
    { party: two.party, enrols: enrolmentOf(newDevice(two.party)) },
    {},
    one.tools,
  );
  assert.deepEqual(await refusedCodes(world, () => world.node.record(forOther)), ['NOT_YOURS_TO_SAY']);
  const revocation = signRecord(
    one,
    'key',
    { party: one.party, revokes: { kid: two.kid, reason: 'spite' } },
    {},
    one.tools,
  );
  assert.deepEqual(await refusedCodes(world, () => world.node.record(revocation)), ['KEY_UNKNOWN']);
  const missing = await world.node.revokeKey(one.party, 'A'.repeat(43), 'no such key');
  assert.equal(missing.ok, false);
});

test('an admission that cannot be is refused, not a fault', async () => {
  const { size } = world.node.head();
  const device = newDevice('urn:uuid:00000000-0000-4000-8000-00000000dead');
  const { jwk, possession } = enrolmentOf(device);
  const admissions = [
    { party: 'no uri' },
    { party: device.party, device: { jwk, possession: 'x' } },
    { party: device.party, device: { jwk: { ...jwk, x: 'AAAA' }, possession } },
    { name: 'Nowhere', country: 'Atlantis' },
  ];
  for (const admission of admissions) {
    const answer = await world.node.admitParty(admission);
    assert.equal(answer.ok, false, JSON.stringify(admission));
  }
  assert.equal(world.node.head().size, size);
});

test('a custodial key that was made and never enrolled does not silence its party', async () => {
  const party = await admit(world.node, 'Interrupted');
  world.world.vault.create(party);
  await tell(world.node, party, made(1, lotId('STILL'), 1));
});

test('the node stops signing for a party whose key it no longer may use', async () => {
  const party = await admit(world.node, 'Leaving');
  await tell(world.node, party, made(1, lotId('LEFT'), 1));
  const kid = world.node.party(party)?.keys[0]?.kid ?? '';
  assert.ok((await world.node.revokeKey(party, kid, 'left')).ok);
  assert.deepEqual(await refusedCodes(world, () => say(world.node, party, made(2, lotId('LEFT'), 1))), [
    'NO_CUSTODIAL_KEY',
  ]);
  assert.equal(world.node.lot(lotId('LEFT'))?.custody, 'custodial');
});

test('keys survive a restart', async () => {
  const party = await admit(world.node, 'Staying');
  world = await world.restart();
  await tell(world.node, party, made(1, lotId('STAYED'), 1));
});
