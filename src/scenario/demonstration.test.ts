import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ancestorsOf, keepBooks } from './bookkeeping.ts';
import type { EpcisEvent } from './chain.ts';
import { demonstration } from './demonstration.ts';

const chain = demonstration();
const events = chain.documents.flatMap(({ document }) => document.epcisBody.eventList);
const books = keepBooks(chain.documents);
const piecesWeigh = new Map(
  chain.products.map(({ product, netWeightGrams }) => [product, netWeightGrams ?? 0]),
);

function processOf(event: EpcisEvent): string | undefined {
  return event['tex:processType'] as string | undefined;
}

function gramsOut(event: EpcisEvent, isMeant: (lot: string) => boolean): number {
  const portions = (event['outputQuantityList'] ?? []) as {
    epcClass: string;
    quantity: number;
    uom: string;
  }[];
  return portions
    .filter(({ epcClass, uom }) => uom === 'KGM' && isMeant(epcClass))
    .reduce((sum, { quantity }) => sum + quantity * 1000, 0);
}

function gramsIn(event: EpcisEvent): number {
  return (event['inputQuantityList'] as { quantity: number }[]).reduce(
    (sum, { quantity }) => sum + quantity * 1000,
    0,
  );
}

test('it is as large as it says: deliveries, gins, bales, laydowns, styles, documents', () => {
  const deliveries = events.filter((event) => processOf(event) === 'farm-production');
  assert.equal(deliveries.length, 3240);
  assert.ok(events.length >= 5000 && events.length <= 9000, String(events.length));
  const bales = [...books.produced.keys()].filter((lot) => /\/10\/\d{12}$/.test(lot));
  assert.ok(bales.length > 700, String(bales.length));
  const spinners = events
    .filter((event) => processOf(event)?.startsWith('spinning'))
    .map((e) => e['bizLocation']);
  assert.equal(new Set(spinners.map((place) => JSON.stringify(place))).size, 3);
  const sizes = chain.documents.map(({ document }) => document.epcisBody.eventList.length);
  assert.ok(Math.min(...sizes) >= 1 && sizes.some((size) => size > 64));
  assert.equal(events.filter((event) => event['bizStep'] === 'retail_selling').length, 1);
});

test('every gin run makes 20 to 40 bales with numbers of 12 digits, each used once', () => {
  const runs = events.filter((event) => processOf(event)?.startsWith('ginning'));
  for (const run of runs) {
    const made = (run['outputQuantityList'] as { epcClass: string }[]).filter(({ epcClass }) =>
      /\/\d{12}$/.test(epcClass),
    );
    assert.ok(made.length >= 20 && made.length <= 40, String(made.length));
    assert.ok((run['inputQuantityList'] as unknown[]).length > 50);
  }
});

test('everything happens between September 2025 and August 2026, and documents are sent in order', () => {
  const times = events.map(({ eventTime }) => Date.parse(eventTime));
  assert.ok(times.reduce((a, b) => Math.min(a, b)) >= Date.UTC(2025, 8, 1));
  assert.ok(times.reduce((a, b) => Math.max(a, b)) < Date.UTC(2026, 8, 1));
  const sent = chain.documents.map(({ document }) => Date.parse(document.creationDate));
  assert.deepEqual(
    sent,
    sent.toSorted((one, other) => one - other),
  );
});

// domain-rules, section 6: what is made of what goes in; the main product is what the band is about.
const bands: Record<string, [number, number]> = {
  'ginning-saw': [0.36, 0.4],
  'ginning-roller': [0.32, 0.36],
  'spinning-carded': [1 - 0.16, 1 - 0.08],
  'spinning-combed': [1 - 0.28, 1 - 0.2],
  'spinning-open-end': [1 - 0.12, 1 - 0.06],
  'knitting-circular': [1 / 1.06, 1 / 1.01],
  weaving: [1 / 1.08, 1 / 1.01],
  'dyeing-finishing': [0.9, 1],
};

test('yields lie in the bands of the trade', () => {
  const seen = new Set<string>();
  for (const event of events) {
    const process = processOf(event) ?? '';
    const band = bands[process];
    if (band === undefined) continue;
    seen.add(process);
    const main = (event['outputQuantityList'] as { epcClass: string }[])[0]!.epcClass.split('/10/')[0]!;
    const share = gramsOut(event, (lot) => lot.startsWith(`${main}/`)) / gramsIn(event);
    assert.ok(share >= band[0] && share <= band[1], `${process}: ${share}`);
  }
  assert.deepEqual([...seen].sort(), Object.keys(bands).sort());
});

test('cottonseed and trash of both gins lie in the bands too', () => {
  for (const event of events) {
    const process = processOf(event);
    if (process === undefined || !process.startsWith('ginning')) continue;
    const seed = gramsOut(event, (lot) => /\/01\/0\d{11}2\d\/10\//.test(lot)) / gramsIn(event);
    const [low, high] = process === 'ginning-saw' ? [0.45, 0.51] : [0.62, 0.65];
    assert.ok(seed >= low && seed <= high, `${process}: ${seed}`);
  }
});

test('cut loss fits each style', () => {
  const bandOf: Record<string, [number, number]> = {
    'T-shirt': [0.07, 0.23],
    'Polo shirt': [0.07, 0.23],
    Trousers: [0.12, 0.28],
  };
  const cuts = events.filter((event) => processOf(event) === 'cutting-and-sewing');
  for (const cut of cuts) {
    const { 'tex:style': style, 'tex:netWeightGrams': net } = cut['ilmd'] as {
      'tex:style': string;
      'tex:netWeightGrams': number;
    };
    const lost = gramsOut(cut, () => true) / gramsIn(cut);
    const [low, high] = bandOf[style]!;
    assert.ok(lost >= low && lost <= high, `${style}: ${lost}`);
    const garment = (cut['outputQuantityList'] as { epcClass: string }[])[0]!.epcClass.split('/10/')[0]!;
    assert.equal(piecesWeigh.get(garment), net);
  }
  assert.equal(new Set(cuts.map((cut) => (cut['ilmd'] as Record<string, string>)['tex:style'])).size, 3);
});

test('the T-shirt that was sold goes back to hundreds of deliveries in two countries, and to recycled waste', () => {
  const sold = chain.showcase.find(({ kind }) => kind === 'item')!.id;
  const back = ancestorsOf(books, sold);
  const deliveries = [...back].filter((lot) => /\/10\/25-\d{5}$/.test(lot) && !books.madeFrom.has(lot));
  const countryOf = new Map(chain.parties.map(({ party, country }) => [party, country]));
  const makerOf = new Map(chain.products.map(({ product, party }) => [product, party]));
  const countries = deliveries.map((lot) => countryOf.get(makerOf.get(lot.split('/10/')[0]!)!));
  assert.ok(deliveries.length >= 300, String(deliveries.length));
  assert.deepEqual([...new Set(countries)].sort(), ['BJ', 'IN']);
  const fibre = chain.showcase.find(({ what }) => what.startsWith('recycled fibre'))!.id;
  assert.ok(back.has(fibre));
  assert.ok(
    [...ancestorsOf(books, fibre)].some((lot) => lot.startsWith(makerWasteProduct())),
    'cutting waste',
  );
  assert.ok(!ancestorsOf(books, fibre).has(sold), 'a loop in time, not in the graph');
});

function makerWasteProduct(): string {
  return chain.products.find(({ name }) => name === 'Cutting waste')!.product;
}

test('everything in the showcase is there', () => {
  const products = new Set(chain.products.map(({ product }) => product));
  for (const { id, kind } of chain.showcase)
    assert.ok(kind === 'product' ? products.has(id) : books.bornMs.has(id), id);
  assert.ok(chain.showcase.filter(({ kind }) => kind === 'item').length >= 2);
});

test('the same seed gives the same bytes, another seed others', () => {
  assert.equal(JSON.stringify(demonstration(1)), JSON.stringify(chain));
  const other = demonstration(2);
  assert.notEqual(JSON.stringify(other.documents), JSON.stringify(chain.documents));
  assert.deepEqual(other.parties, chain.parties);
  assert.deepEqual(keepBooks(other.documents).complaints, []);
});

test('it builds for any seed', () => {
  for (let seed = 3; seed < 13; seed += 1) assert.ok(demonstration(seed).documents.length > 500);
});
