// A gin with a place, products, seed cotton on its yard, and the trade's figures about cotton.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { facilityId, lotId, productId } from '../../../src/scenario/identifier.ts';
import type { WebWorld } from './web.ts';

export interface Gin {
  party: string;
  place: string;
  seedCotton: string;
  lint: string;
  /** Ids of deliveries of 1,000 kg. */
  deliveries: string[];
}

let gins = 0;

/** `count`: deliveries on the yard. The node's clock is that of the browser from here on. */
export async function openGin({ node, world }: WebWorld, count: number): Promise<Gin> {
  world.time.nowMs = Date.now();
  gins += 1;
  const prefix = String(9521000 + gins);
  const admitted = await node.admitParty({ name: `Gin ${gins}`, country: 'TR' });
  assert.ok(admitted.ok);
  const { party } = admitted.value;
  const place = facilityId(prefix, 1);
  const facility = { facility: place, party, name: 'Gin, main site', country: 'TR', processes: ['ginning'] };
  assert.ok((await node.registerFacility(facility)).ok);
  const [seedCotton, lint] = [productId(prefix, 1), productId(prefix, 2)];
  for (const [product, name, category] of [
    [seedCotton, 'Seed cotton', 'seed-cotton'],
    [lint, 'Lint bale', 'lint'],
  ] as const)
    assert.ok((await node.registerProduct({ product, party, name, category })).ok);
  const deliveries = Array.from({ length: count }, (_, at) => lotId(seedCotton, `K-${at + 1}`));
  const event = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'ObjectEvent',
    eventTime: new Date(Date.now() - 3_600_000).toISOString(),
    eventTimeZoneOffset: '+00:00',
    action: 'ADD',
    bizStep: 'commissioning',
    readPoint: { id: place },
    quantityList: deliveries.map((epcClass) => ({ epcClass, quantity: 1000, uom: 'KGM' })),
  };
  const outcome = await node.capture({ party, bytes: Buffer.from(JSON.stringify(event)) });
  assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome));
  return { party, place, seedCotton, lint, deliveries };
}

/** The cotton pack, in force. */
export async function adoptCotton({ node }: WebWorld): Promise<void> {
  const path = join(import.meta.dirname, '../../../packs/materials/cotton.json');
  const content = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const said = await node.say(node.operator, 'pack', {
    pack: 'cotton',
    version: String(content['version']),
    from: '2020-01-01T00:00:00Z',
    content,
  });
  assert.ok(said.ok, JSON.stringify(said));
}
