import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotTell } from './fault.ts';
import { lotIdOf, partyIdOf } from './identify.ts';
import { admit, openTestWorld } from '../../tests/support/world.ts';

const lot = 'https://id.gs1.org/01/09520161000011/10/62J1';

test('every spelling of a lot, an item and a unit is one id', () => {
  const spellings = [
    lot,
    '/01/09520161000011/10/62J1',
    '09520161000011/62J1',
    '9520161000011/62J1',
    'https://brand.example/01/09520161000011/10/62J1?11=260101',
    'urn:epc:class:lgtin:9520161.000001.62J1',
  ];
  for (const spelling of spellings) assert.equal(lotIdOf(spelling), lot, spelling);
  assert.equal(lotIdOf('/01/09520161000011/21/62J10001'), 'https://id.gs1.org/01/09520161000011/21/62J10001');
  assert.equal(lotIdOf('urn:epc:id:sscc:9520151.0000000950'), 'https://id.gs1.org/00/095201510000009505');
  assert.equal(lotIdOf('urn:example:lot-7'), 'urn:example:lot-7');
});

test('a wrong check digit and what is no identifier at all are usage', () => {
  for (const wrong of ['shirt', '', '/01/09520161000012/10/62J1', '/10/62J1', '09520161000012/62J1']) {
    assert.throws(() => lotIdOf(wrong), CannotTell, wrong);
  }
});

test('a wrong check digit is called that', () => {
  for (const wrong of [
    '/01/09520161000012/10/62J1',
    '09520161000012/62J1',
    'https://id.gs1.org/01/09520161000012',
  ])
    assert.throws(() => lotIdOf(wrong), /a digit of .* is wrong/, wrong);
});

test('a party is known by id or by a name that only it has', async () => {
  const { node, close } = await openTestWorld();
  const farm = await admit(node, 'Farm');
  await admit(node, 'Mill');
  await admit(node, 'Mill');
  assert.deepEqual(partyIdOf(node, farm), { ok: true, value: farm });
  assert.deepEqual(partyIdOf(node, 'Farm'), { ok: true, value: farm });
  for (const text of ['Mill', 'farm', 'Nobody']) {
    const answer = partyIdOf(node, text);
    assert.equal(answer.ok ? null : answer.refusals[0]?.code, 'PARTY_UNKNOWN', text);
  }
  await close();
});
