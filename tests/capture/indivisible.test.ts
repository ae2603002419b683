import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyEvidence } from '#verifier';
import { admit, openTestWorld } from '../support/world.ts';

const lot = 'https://id.gs1.org/01/09520001000010/10/H-1';

const harvest = {
  '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  type: 'ObjectEvent',
  action: 'ADD',
  eventTime: '2026-01-01T08:00:00.000Z',
  eventTimeZoneOffset: '+00:00',
  quantityList: [{ epcClass: lot, quantity: 400, uom: 'KGM' }],
};

for (const [granularity, codes] of [
  ['property', []],
  ['event', ['LEVEL_NOT_POSSIBLE']],
] as const) {
  test(`evidence below full of an event signed by ${granularity}`, async () => {
    const { node, close } = await openTestWorld();
    const party = await admit(node, 'A Test Farm');
    const captured = await node.capture({ party, granularity, bytes: Buffer.from(JSON.stringify(harvest)) });
    assert.equal(captured.outcome, 'recorded');
    const full = node.evidence(lot);
    assert.ok(full.ok && verifyEvidence(full.value).ok);
    for (const level of ['country', 'region', 'site'] as const) {
      const answer = node.evidence(lot, { level });
      assert.deepEqual(answer.ok ? [] : answer.refusals.map(({ code }) => code), codes);
    }
    await close();
  });
}
