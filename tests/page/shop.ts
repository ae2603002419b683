// A small shop for the tests of pages: a field in Benin and one in India, lint, yarn and three shirts.
import assert from 'node:assert/strict';
import { Hono } from 'hono';
import { mountPages } from '../../src/http/page/mount.ts';
import type { PageOptions } from '../../src/http/page/visit.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';

export const shirtGtin = '09520161000011';
export const shirt: string = `https://id.gs1.org/01/${shirtGtin}`;
export const cotton = 'https://id.gs1.org/01/09520104000016';
export const yarn = 'https://id.gs1.org/01/09520133000018';
export const carton = 'https://id.gs1.org/00/095201510000009505';
/** What a name may look like at its worst. */
export const uglyName = `Müller <script>alert("1")</script> & 'Söhne'`;

export interface Shop {
  world: TestWorld;
  app: Hono;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

export async function openShop(options: PageOptions = {}): Promise<Shop> {
  const world = await openTestWorld();
  const [east, west, maker] = await Promise.all([
    firm(world, 'Field East', 'IN'),
    firm(world, 'Field West', 'BJ'),
    firm(world, uglyName, 'TN'),
  ]);
  await place(world, east!, '9520103000017', 'IN');
  await place(world, west!, '9520104000016', 'BJ');
  await place(world, maker!, '9520151000014', 'TN');
  await register(world, maker!);
  await say(
    world,
    east!,
    made('9520103000017', 'farm-production', [], [[`${cotton}/10/E`, 25, 'KGM']], '2026-01-10'),
  );
  await say(
    world,
    west!,
    made('9520104000016', 'farm-production', [], [[`${cotton}/10/W`, 75, 'KGM']], '2026-01-11'),
  );
  const fields: Portion[] = [
    [`${cotton}/10/E`, 25, 'KGM'],
    [`${cotton}/10/W`, 75, 'KGM'],
  ];
  await say(
    world,
    maker!,
    made('9520151000014', 'spinning-carded', fields, [[`${yarn}/10/Y%2F1`, 90, 'KGM']], '2026-02-01'),
  );
  await say(
    world,
    maker!,
    made(
      '9520151000014',
      'cutting-and-sewing',
      [[`${yarn}/10/Y%2F1`, 80, 'KGM']],
      [[`${shirt}/10/L1`, 400, 'H87']],
      '2026-03-01',
    ),
  );
  const app = new Hono();
  mountPages(app, world.node, { baseUrl: 'https://shop.example', level: 'full', ...options });
  return {
    world,
    app,
    get: async (path, headers = { accept: 'text/html' }) =>
      app.request(`http://127.0.0.1${path}`, { headers }),
  };
}

type Portion = [lot: string, quantity: number, uom: string];

async function firm({ node }: TestWorld, name: string, country: string): Promise<string> {
  const admitted = await node.admitParty({ name, country });
  assert.ok(admitted.ok);
  return admitted.value.party;
}

async function place({ node }: TestWorld, party: string, gln: string, country: string): Promise<void> {
  const facility = {
    facility: `https://id.gs1.org/414/${gln}`,
    party,
    name: `Place ${gln}`,
    country,
    region: `${country}-01`,
    latitude: 1,
    longitude: 2,
  };
  assert.ok((await node.registerFacility(facility)).ok);
}

async function register({ node }: TestWorld, party: string): Promise<void> {
  const product = {
    product: shirt,
    party,
    name: uglyName,
    composition: [{ material: 'cotton', percent: 100 }],
    netWeightGrams: 160,
  };
  assert.ok((await node.registerProduct(product)).ok);
}

function quantities(portions: Portion[]): object[] {
  return portions.map(([epcClass, quantity, uom]) => ({ epcClass, quantity, uom }));
}

function made(gln: string, process: string, inputs: Portion[], outputs: Portion[], date: string): object {
  const common = {
    eventTime: `${date}T10:00:00.000Z`,
    eventTimeZoneOffset: '+00:00',
    bizStep: 'commissioning',
    'tex:processType': process,
    readPoint: { id: `https://id.gs1.org/414/${gln}` },
    bizLocation: { id: `https://id.gs1.org/414/${gln}` },
  };
  if (inputs.length === 0)
    return { type: 'ObjectEvent', action: 'ADD', ...common, quantityList: quantities(outputs) };
  return {
    type: 'TransformationEvent',
    ...common,
    inputQuantityList: quantities(inputs),
    outputQuantityList: quantities(outputs),
  };
}

async function say({ node }: TestWorld, party: string, event: object): Promise<void> {
  const document = {
    '@context': [
      'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      { tex: 'https://example.org/tex/' },
    ],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-02T00:00:00.000Z',
    epcisBody: { eventList: [event] },
  };
  const outcome = await node.capture({ party, bytes: new TextEncoder().encode(JSON.stringify(document)) });
  assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome));
}
