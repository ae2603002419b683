// Chains as flows over HTTP: the sums, what each level shows, pages of lots, and what is proven of a product.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FlowAnswer } from '../../src/flow/flows/answer.ts';
import type { ProductProof } from '../../src/flow/flows/proof.ts';
import { openapi } from '../../src/http/openapi/document.ts';
import { jsonPost, openDoor, type TestDoor } from './door.ts';

const lot = (number: number, batch: string): string =>
  `https://id.gs1.org/01/0952123454${number}/10/${batch}`;
const [farmA, farmB, lint] = [lot(3213, 'FARM-A'), lot(3213, 'FARM-B'), lot(3220, 'LINT')];
const [yarn, trim, shirts] = [lot(3237, 'YARN'), lot(3244, 'TRIM'), lot(3251, 'SHIRTS')];
const product = 'https://id.gs1.org/01/09521234543251';
const place = (name: string): string => `https://example.org/place/${name}`;

let door: TestDoor;
let site: Record<string, string>;

before(async () => {
  door = await openDoor();
  site = await door.withKey({ role: 'reader', level: 'site' });
  for (const [name, country] of [
    ['farm', 'BJ'],
    ['gin', 'BJ'],
    ['mill', 'TR'],
    ['maker', 'TR'],
  ] as const) {
    const facility = {
      facility: place(name),
      party: door.party,
      name: `The ${name}`,
      country,
      region: `${country}-1`,
    };
    const answer = await door.app.request(
      '/facilities',
      jsonPost({ ...facility, latitude: 10.123456, longitude: 2.987654 }, door.as('party')),
    );
    assert.equal(answer.status, 201, await answer.clone().text());
  }
  const told = { product, party: door.party, name: 'A shirt', netWeightGrams: 200 };
  assert.equal((await door.app.request('/products', jsonPost(told, door.as('party')))).status, 201);
  await born(farmA, 700, 'farm', '2025-01-10');
  await born(farmB, 300, 'farm', '2025-03-10');
  await made(
    [kg(farmA, 700), kg(farmB, 300)],
    [kg(lint, 400), kg(lot(3268, 'SEED'), 550)],
    'gin',
    'ginning-saw',
    '04',
  );
  await made([kg(lint, 200)], [kg(yarn, 180)], 'mill', 'spinning-carded', '05');
  await made([kg(yarn, 110), kg(trim, 1)], [pieces(shirts, 500)], 'maker', 'sewing', '06');
});
after(() => door.close());

type Portion = Record<string, unknown>;
const kg = (epcClass: string, quantity: number): Portion => ({ epcClass, quantity, uom: 'KGM' });
const pieces = (epcClass: string, quantity: number): Portion => ({ epcClass, quantity });

async function said(event: Record<string, unknown>): Promise<void> {
  const context = [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { tex: 'https://selvedge.example/ns/textile/' },
  ];
  const whole = { '@context': context, eventTimeZoneOffset: '+00:00', ...event };
  const answer = await door.app.request('/events', jsonPost(whole, door.as('party')));
  assert.equal(answer.status, 201, await answer.clone().text());
}

function born(id: string, quantity: number, at: string, day: string): Promise<void> {
  return said({
    type: 'ObjectEvent',
    action: 'ADD',
    eventTime: `${day}T08:00:00.000Z`,
    bizStep: 'creating_class_instance',
    'tex:processType': 'farm-production',
    bizLocation: { id: place(at) },
    quantityList: [kg(id, quantity)],
  });
}

function made(
  inputs: Portion[],
  outputs: Portion[],
  at: string,
  process: string,
  month: string,
): Promise<void> {
  return said({
    type: 'TransformationEvent',
    eventTime: `2025-${month}-10T08:00:00.000Z`,
    bizStep: 'creating_class_instance',
    bizLocation: { id: place(at) },
    'tex:processType': process,
    inputQuantityList: inputs,
    outputQuantityList: outputs,
  });
}

async function flow(
  query = '',
  headers = door.as('operator'),
  id = shirts,
): Promise<FlowAnswer & { level: string }> {
  const answer = await door.app.request(`/flow/${encodeURIComponent(id)}${query}`, { headers });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as FlowAnswer & { level: string };
}

const nodeAt = (answer: FlowAnswer, stage: string): FlowAnswer['nodes'][number] => {
  const found = answer.nodes.find((node) => node.stage === stage);
  assert.ok(found, `${stage} is missing`);
  return found;
};

test('stages, places, kilograms and losses of a chain; what nobody declared stands at its place', async () => {
  const answer = await flow();
  assert.deepEqual(answer.nodes.map(({ stage }) => stage).toSorted(), [
    'field',
    'gin',
    'making',
    'undeclared',
    'yarn',
  ]);
  const [field, gin, mill] = [nodeAt(answer, 'field'), nodeAt(answer, 'gin'), nodeAt(answer, 'yarn')];
  assert.deepEqual(
    [field.name, field.lots, field.bornGrams, field.madeGrams],
    ['The farm', 2, 1_000_000, 1_000_000],
  );
  assert.deepEqual([gin.madeGrams, gin.goneGrams, gin.remainingGrams], [400_000, 200_000, 200_000]);
  assert.equal(gin.inGrams! + gin.bornGrams! + gin.openGrams!, gin.madeGrams! + gin.lossGrams!);
  assert.deepEqual([mill.inGrams, mill.lossGrams], [200_000, 20_000]);
  assert.equal(nodeAt(answer, 'making').madeGrams, 100_000);
  const missing = nodeAt(answer, 'undeclared');
  assert.deepEqual([missing.lots, missing.gaps], [1, 1]);
  assert.deepEqual(
    answer.gaps.map(({ lot, node }) => [lot, node]),
    [[trim, missing.key]],
  );
  const spun = answer.edges.find(({ to }) => to === mill.key);
  assert.deepEqual([spun?.grams, spun?.links, spun?.share], [200_000, 1, 1]);
});

test('the totals are those of the trace', async () => {
  const answer = await flow('', door.as('operator'), yarn);
  const traced = door.node.trace(yarn, 'back');
  assert.ok(traced.ok);
  const grams = traced.value.countries.reduce((sum, one) => sum + one.grams, 0);
  assert.ok(Math.abs(answer.totals.endGrams! - grams) <= 2, `${answer.totals.endGrams} ${grams}`);
  assert.equal(answer.totals.lots, traced.value.nodes);
  assert.equal(answer.totals.links, traced.value.edges);
});

test('forward: what became of a farm’s lot, and what is still there', async () => {
  const answer = await flow('?direction=forward&lots=yes', door.as('operator'), farmA);
  assert.equal(answer.totals.askedGrams, 700_000);
  const ends = answer.lots!.member.filter(({ id }) => id === yarn);
  const left = answer.lots!.member.map(({ leftGrams }) => leftGrams ?? 0);
  assert.ok(Math.abs(left.reduce((sum, one) => sum + one, 0) - 700_000) < 5, String(left));
  assert.deepEqual(
    [ends[0]?.remaining, ends[0]?.placeName, ends[0]?.seen?.placeName],
    [70_000, 'The mill', 'The maker'],
  );
});

test('days leave lots out, and say so', async () => {
  const answer = await flow('?from=2025-02-01&until=2025-05-31');
  assert.deepEqual(answer.nodes.map(({ stage }) => stage).toSorted(), ['field', 'gin', 'undeclared', 'yarn']);
  assert.deepEqual([nodeAt(answer, 'field').lots, answer.totals.hidden], [1, 2]);
});

test('lots of one node, page by page, and by a part of their id', async () => {
  const whole = await flow();
  const node = encodeURIComponent(nodeAt(whole, 'field').key);
  const first = await flow(`?lots=yes&limit=1&node=${node}`);
  assert.deepEqual([first.lots?.member[0]?.id, first.lots?.total, first.lots?.next], [farmA, 2, 1]);
  const second = await flow(`?lots=yes&limit=1&offset=1&node=${node}`);
  assert.deepEqual([second.lots?.member[0]?.id, second.lots?.next], [farmB, null]);
  const search = await flow('?lots=yes&search=farm-b');
  assert.deepEqual(
    search.lots?.member.map(({ id }) => id),
    [farmB],
  );
  const facility = await flow(`?lots=yes&facility=${encodeURIComponent(place('mill'))}`);
  assert.deepEqual(
    facility.lots?.member.map(({ id }) => id),
    [yarn],
  );
});

test('the smallest places of a stage become one where there are too many', async () => {
  const answer = await flow('?nodes=1');
  assert.equal(answer.totals.nodes, 5);
  assert.ok(
    answer.nodes.every(({ merged }) => merged === 1),
    'a band of one stays as it is',
  );
});

test('each level shows what a trace of that level shows', async () => {
  const low = await flow('?lots=yes', {});
  assert.equal(low.level, 'country');
  const text = JSON.stringify({ ...low, tookMs: 0 });
  for (const secret of ['The farm', place('farm'), door.party, farmA, trim, 'BJ-1', '700000', '10.12'])
    assert.ok(!text.includes(secret), `${secret} leaks`);
  assert.deepEqual(low.nodes.map(({ country }) => country).toSorted(), ['BJ', 'BJ', 'TR', 'TR', null]);
  assert.equal(
    low.nodes.filter(({ madeGrams, lossGrams }) => madeGrams !== null || lossGrams !== null).length,
    0,
  );
  assert.deepEqual([low.gaps[0]?.lot, low.lots?.member, low.lots?.total], [null, [], 7 - 1]);
  const middle = JSON.stringify({ ...(await flow('?lots=yes', site)), tookMs: 0 });
  for (const shown of ['The farm', farmA, trim, 'BJ-1']) assert.ok(middle.includes(shown), shown);
  for (const secret of [/Grams":\d/, /"grams":\d/, /"(produced|drawn|remaining)":\d/, /10\.1/])
    assert.doesNotMatch(middle, secret);
  const full = await flow('');
  assert.deepEqual([nodeAt(full, 'field').latitude, nodeAt(full, 'gin').latitude], [10.1, 10.123456]);
});

test('unknown lots and wrong parameters are refused', async () => {
  const status = async (path: string): Promise<number> =>
    (await door.app.request(path, { headers: door.as('operator') })).status;
  assert.equal(await status(`/flow/${encodeURIComponent(lot(3213, 'NOBODY'))}`), 404);
  assert.equal(await status(`/flow/${encodeURIComponent(yarn)}?direction=up`), 400);
  assert.equal(await status(`/flow/${encodeURIComponent(yarn)}?from=yesterday`), 400);
  assert.equal(await status('/products/https%3A%2F%2Fexample.org%2Fnothing/proof'), 404);
});

test('what is proven of a product: its lots, their claims, the gaps behind them', async () => {
  const claim = {
    claim: 'urn:x:claim:shirt',
    scheme: 'ocs',
    code: 'ocs-100',
    model: 'segregated',
    sharePpm: 1_000_000,
    restsOn: [],
    lots: [],
    product,
  };
  const made_ = await door.app.request(
    `/claims?party=${encodeURIComponent(door.party)}`,
    jsonPost(claim, door.as('party')),
  );
  assert.equal(made_.status, 201, await made_.clone().text());
  const path = `/products/${encodeURIComponent(product)}/proof`;
  const proof = (await (
    await door.app.request(path, { headers: door.as('operator') })
  ).json()) as ProductProof;
  assert.deepEqual([proof.lots, proof.looked, proof.gaps], [1, 1, 1]);
  assert.deepEqual([proof.gramsClaimed, proof.share, proof.unweighed], [null, null, 1]);
  assert.deepEqual(proof.results, { 'cannot-tell': 1 });
  assert.equal(proof.member[0]?.claims[0]?.claim, 'urn:x:claim:shirt');
  assert.ok(proof.findings.length > 0);
  const low = (await (await door.app.request(path, { headers: door.as('party') })).json()) as ProductProof;
  assert.deepEqual([low.gramsClaimed, low.member[0]?.produced, low.findings[0]?.detail], [null, null, null]);
  const judged = await flow('?verdicts=yes');
  const own = nodeAt(judged, 'making');
  assert.equal(
    Object.values(own.claims).reduce((sum, count) => sum + (count ?? 0), 0),
    1,
  );
  assert.ok(judged.findings.length > 0);
});

test('the answers are as the OpenAPI document says', async () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', ...openapi });
  const fits = (name: string, value: unknown): void => {
    const check = ajv.compile({ $ref: `api#/components/schemas/${name}` });
    assert.ok(check(value), JSON.stringify(check.errors));
  };
  for (const headers of [{}, site, door.as('operator')])
    fits('Flow', await flow('?lots=yes&verdicts=yes', headers));
  const path = `/products/${encodeURIComponent(product)}/proof`;
  for (const headers of [door.as('party'), door.as('operator')])
    fits('ProductProof', await (await door.app.request(path, { headers })).json());
});
