// What the web application makes of lists, handed to a real node: every kind of row is taken as it is meant.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { documentOf, type Parcel } from '../../web/src/screens/upload/event/event.ts';
import { type KindKey, kinds } from '../../web/src/screens/upload/kind/kinds.ts';
import { Directory, type Known } from '../../web/src/screens/upload/known/known.ts';
import { RowChecks, viewsOf } from '../../web/src/screens/upload/row/list.ts';
import type { Row } from '../../web/src/screens/upload/row/row.ts';
import { jsonOf, jsonPost, openDoor, type TestDoor } from '../api/door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const site = 'https://id.gs1.org/414/9521321000018';
const lint = 'https://id.gs1.org/01/09521234543206';
const yarn = 'https://id.gs1.org/01/09521234543213';

function parcels(kind: KindKey, lists: readonly Row['cells'][]): Parcel[] {
  const thing = (id: string, name: string) => ({ id, name, also: [] });
  const known: Known = {
    party: door.party,
    site: new Directory([thing(site, 'Hall')]),
    product: new Directory([thing(lint, 'Lint'), thing(yarn, 'Yarn')]),
    partner: new Directory([thing(door.otherParty, 'Weaver')]),
    lot: new Directory([thing(`${lint}/10/UP-L1`, 'UP-L1'), thing(`${yarn}/10/UP-Y1`, 'UP-Y1')]),
    process: new Directory([]),
  };
  const help = { kind: kinds[kind], known, remembered: {}, today: '2026-11-22', sent: {} };
  const rows = lists.map((cells, at): Row => ({ line: at + 2, cells, chosen: {} }));
  const views = viewsOf(rows, new RowChecks().of(rows, help), {
    ...help,
    sender: { party: door.party, digest: kind, offsetOf: () => '+05:30' },
    wordOn: () => undefined,
  });
  assert.deepEqual(
    views.flatMap(({ wrongs }) => wrongs),
    [],
  );
  return [...new Set(views.flatMap(({ parcel }) => parcel ?? []))];
}

async function taken(made: readonly Parcel[]): Promise<void> {
  const document = documentOf(
    made.map(({ body }) => body),
    0,
  );
  const before = door.node.head().size;
  const preview = await door.app.request('/capture/preview', jsonPost(document, door.as('party')));
  const said = await jsonOf(preview);
  assert.deepEqual(
    said.events.map(({ refusals }) => refusals),
    made.map(() => []),
  );
  assert.equal(door.node.head().size, before);
  for (const status of ['recorded', 'already-recorded']) {
    const order = await door.app.request('/capture', jsonPost(document, door.as('party')));
    await door.jobs.idle();
    const job = await jsonOf(
      await door.app.request(order.headers.get('location') ?? '', { headers: door.as('party') }),
    );
    assert.deepEqual(
      job.events.map((event) => event.status),
      made.map(() => status),
    );
  }
}

test('sites and products are told to the registers', async () => {
  const [hall] = parcels('sites', [
    {
      id: '9521321000018',
      name: 'Hall',
      country: 'India',
      processes: 'spinning, ginning',
      latitude: '22.3',
      longitude: '73.2',
    },
  ]);
  assert.equal((await door.app.request('/facilities', jsonPost(hall?.body, door.as('party')))).status, 201);
  assert.deepEqual(door.node.facility(site)?.processes, ['spinning', 'ginning']);
  const products = parcels('products', [
    { id: '9521234543206', name: 'Lint', category: 'lint' },
    { id: '09521234543213', name: 'Yarn', composition: '100 % cotton', weight: '500' },
  ]);
  for (const { body } of products)
    assert.equal((await door.app.request('/products', jsonPost(body, door.as('party')))).status, 201);
  assert.deepEqual(
    [door.node.product(lint)?.category, door.node.product(yarn)?.netWeightGrams],
    ['lint', 500],
  );
});

test('what was made, runs, shipments and receipts are taken, and the second time are there already', async () => {
  const day = '2026-03-04';
  await taken(
    parcels('made', [{ day, site: 'Hall', product: 'Lint', lot: 'UP-L1', amount: '100.5', unit: 'kg' }]),
  );
  const run = { run: '1', day, site: 'Hall', process: 'spinning' };
  await taken(
    parcels('runs', [
      {
        ...run,
        inLot: 'UP-L1',
        inAmount: '50',
        inUnit: 'kg',
        outProduct: 'Yarn',
        outLot: 'UP-Y1',
        outAmount: '45',
        outUnit: 'kg',
      },
      { ...run, inLot: 'UP-L1', inAmount: '500', inUnit: 'g' },
    ]),
  );
  assert.equal(door.node.lot(`${lint}/10/UP-L1`)?.remaining, 50_000);
  const goods = {
    day,
    site: 'Hall',
    partner: 'Weaver',
    sentLot: 'UP-Y1',
    amount: '45',
    unit: 'kg',
    paper: 'DN 17/3',
  };
  await taken(parcels('shipments', [goods]));
  await taken(parcels('receipts', [{ ...goods, sentLot: `${lint}/10/THEIRS` }]));
});
