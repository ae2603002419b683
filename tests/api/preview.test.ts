// POST /capture/preview says what capture would, and leaves no trace.
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Refusal } from '../../src/flow/answers.ts';
import type { CapturePreview, EventPreview } from '../../src/flow/preview/answer.ts';
import { keyThumbprint, publicKeyOfJwk } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { possessionInput } from '../../src/domain/party/possession.ts';
import { draftEvents, seal } from '../../src/domain/statement/draft.ts';
import { shippedPack } from '../../src/scenario/pack-files.ts';
import { testNowMs } from '../support/world.ts';
import { documentOf, freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

type Event = Record<string, unknown>;

async function preview(body: unknown, headers: Record<string, string> = {}): Promise<CapturePreview> {
  const sent = jsonPost(body, { ...door.as('party'), ...headers });
  const response = await door.app.request('/capture/preview', sent);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as CapturePreview;
}

async function capture(body: unknown): Promise<{ events: { status: string; refusals: Refusal[] }[] }> {
  const headers = { ...door.as('party'), 'gs1-capture-error-behaviour': 'proceed' };
  const taken = await door.app.request('/capture', jsonPost(body, headers));
  assert.equal(taken.status, 202);
  await door.jobs.idle();
  const job = await door.app.request(taken.headers.get('location') ?? '', { headers: door.as('party') });
  return (await job.json()) as { events: { status: string; refusals: Refusal[] }[] };
}

const kilograms = (lot: string, quantity: number): Event => ({ epcClass: lot, quantity, uom: 'KGM' });
const lotName = (name: string): string => `https://id.gs1.org/01/09521234543213/10/${name}`;
function run(inputs: Event[], outputs: Event[], more: Event = {}): Event {
  const lists = { inputQuantityList: inputs, outputQuantityList: outputs };
  const { quantityList: _, action: _action, ...event } = freshEvent().event;
  return { ...event, type: 'TransformationEvent', bizStep: 'commissioning', ...lists, ...more };
}
const codesOf = (events: readonly { refusals: Refusal[] }[]): string[][] =>
  events.map(({ refusals }) => refusals.map(({ code, detail }) => `${code}: ${detail}`));
const statuses = (events: readonly Pick<EventPreview, 'status'>[]): string[] =>
  events.map(({ status }) => status);
const footprint = (): unknown[] => [door.node.stateHash(), door.node.head().size, door.node.parties().length];

test('each event is judged as capture judges it, and nothing is left behind', async () => {
  const { event: old } = freshEvent();
  await capture(documentOf(old));
  const { event: made, lot } = freshEvent();
  const bad = freshEvent({ quantityList: [kilograms('urn:nonsense', 1)] }).event;
  const later = freshEvent({ eventTime: '2199-01-01T00:00:00.000Z' }).event;
  const overdrawn = run([kilograms(lot, 101)], [kilograms(lotName('PV-OVER'), 100)]);
  const fine = run([kilograms(lot, 60)], [kilograms(lotName('PV-FINE'), 50)]);
  const document = documentOf(old, made, bad, later, made, overdrawn, fine);
  const before = footprint();
  const said = await preview(document);
  assert.deepEqual(statuses(said.events), [
    'already-recorded',
    'new',
    'refused',
    'refused',
    'refused',
    'refused',
    'new',
  ]);
  assert.deepEqual(footprint(), before);
  assert.equal(said.outcome, 'refused');
  assert.equal((await preview(document, { 'gs1-capture-error-behaviour': 'proceed' })).outcome, 'recorded');
  const codes = said.events.map(({ refusals }) => refusals.map(({ code }) => code).join());
  assert.deepEqual(codes.slice(3), ['EVENT_IN_THE_FUTURE', 'EVENT_TWICE', 'LOT_OVERDRAWN', '']);
  assert.equal(typeof said.events[0]?.entry, 'number');
  const balance = said.balances.find((one) => one.lot === lot);
  assert.deepEqual(
    [balance?.isNew, balance?.produced, balance?.drawn, balance?.remaining],
    [true, 100_000, 60_000, 40_000],
  );
  const really = await capture(document);
  const asCaptured = statuses(said.events).map((status) => (status === 'new' ? 'recorded' : status));
  assert.deepEqual(
    really.events.map(({ status }) => status),
    asCaptured,
  );
  assert.deepEqual(codesOf(really.events), codesOf(said.events));
  assert.equal(door.node.lot(lot)?.remaining, 40_000);
});

test('gaps are warned of: lots and places that nobody has told of', async () => {
  const unknown = run([kilograms(lotName('PV-UNTOLD'), 60)], [kilograms(lotName('PV-GAP'), 50)], {
    readPoint: { id: 'https://example.org/facility/nowhere' },
  });
  const { events, outcome } = await preview(documentOf(unknown));
  assert.equal(outcome, 'recorded');
  assert.deepEqual(events[0]?.warnings.map(({ code }) => code).sort(), ['UNDECLARED_LOT', 'UNKNOWN_PLACE']);
  assert.equal(events[0]?.warnings.find(({ code }) => code === 'UNDECLARED_LOT')?.lot, lotName('PV-UNTOLD'));
});

test('a yield that is not usual is warned of with its numbers', async () => {
  const cotton = { ...shippedPack('cotton'), from: '2020-01-01T00:00:00Z' };
  const adopted = await door.node.say(door.node.operator, 'pack', cotton as unknown as Event);
  assert.ok(adopted.ok, JSON.stringify(adopted));
  const lint = 'https://id.gs1.org/01/09521234543206';
  const told = { product: lint, party: door.party, name: 'Lint', category: 'lint' };
  const registered = await door.app.request('/products', jsonPost(told, door.as('party')));
  assert.equal(registered.status, 201, await registered.clone().text());
  const { event: seed, lot } = freshEvent();
  const { event: seed2, lot: lot2 } = freshEvent();
  const ginned = (from: string, name: string, out: number): Event =>
    run([kilograms(from, 100)], [kilograms(`${lint}/10/${name}`, out)], { 'tex:processType': 'PR0013' });
  const context = [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { tex: 'https://selvedge.example/ns/textile/' },
  ];
  const document = {
    ...documentOf(seed, seed2, ginned(lot, 'A', 38), ginned(lot2, 'B', 61)),
    '@context': context,
  };
  const { events } = await preview(document);
  assert.deepEqual(statuses(events), ['new', 'new', 'new', 'new'], JSON.stringify(events));
  assert.deepEqual(events[2]?.warnings, []);
  const [high] = events[3]?.warnings ?? [];
  assert.deepEqual(
    [high?.code, high?.yieldPpm, high?.lowPpm, high?.highPpm],
    ['YIELD_HIGH', 610_000, 300_000, 440_000],
  );
  assert.deepEqual([high?.inGrams, high?.outGrams, high?.category], [100_000, 61_000, 'lint']);
});

test('bodies that capture would not read are refused alike', async () => {
  const send = (body: string, type = 'application/json'): Promise<Response> =>
    Promise.resolve(
      door.app.request('/capture/preview', {
        method: 'POST',
        body,
        headers: { ...door.as('party'), 'content-type': type },
      }),
    );
  assert.equal((await send('{')).status, 400);
  assert.equal((await send('{}', 'text/csv')).status, 415);
  const many = documentOf(...Array.from({ length: 20_001 }, () => ({ type: 'ObjectEvent' })));
  assert.equal((await send(JSON.stringify(many))).status, 413);
  assert.equal(
    (await send(Array.from({ length: 65 }, () => 'a.e30.b~').join('\n'), 'application/sd-jwt')).status,
    400,
  );
});

test('1,000 events are previewed while captures go on, and neither disturbs the other', async () => {
  const events = Array.from({ length: 1000 }, () => freshEvent().event);
  const startedMs = performance.now();
  let longestGapMs = 0;
  let lastMs = startedMs;
  const pulse = setInterval(() => {
    longestGapMs = Math.max(longestGapMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 1);
  const asked = preview(documentOf(...events));
  const { event, lot } = freshEvent();
  const recorded = await door.app.request('/events', jsonPost(event, door.as('party')));
  assert.equal(recorded.status, 201);
  const said = await asked;
  clearInterval(pulse);
  const tookMs = Math.round(performance.now() - startedMs);
  console.log(
    `  1,000 events previewed in ${tookMs} ms; longest without a turn for others ${Math.round(longestGapMs)} ms`,
  );
  assert.equal(said.events.filter(({ status }) => status === 'new').length, 1000);
  assert.equal(door.node.lot(lot)?.remaining, 100_000);
  assert.equal(
    said.balances.some((balance) => balance.lot === lot),
    false,
  );
});

test('signed statements are judged one after the other, and not recorded', async () => {
  const device = await admitDevice();
  const { event: made, lot } = freshEvent();
  const drawn = run([kilograms(lot, 80)], [kilograms(lotName('PV-S1'), 70)]);
  const more = run([kilograms(lot, 80)], [kilograms(lotName('PV-S2'), 70)]);
  const lines = [
    device.signed(made),
    device.signed(drawn),
    device.signed(more),
    device.signed(made),
    'a.b.c~',
  ];
  const before = footprint();
  const send = (path: string, body: string): Promise<Response> =>
    Promise.resolve(
      door.app.request(path, {
        method: 'POST',
        body,
        headers: { ...door.as('operator'), 'content-type': 'application/sd-jwt' },
      }),
    );
  assert.equal((await send('/capture/preview', lines.join('\n'))).status, 400, 'the last is no statement');
  const response = await send('/capture/preview', lines.slice(0, 4).join('\n'));
  assert.equal(response.status, 200, await response.clone().text());
  const { events, balances } = (await response.json()) as CapturePreview;
  assert.deepEqual(statuses(events), ['new', 'new', 'refused', 'refused']);
  assert.deepEqual(
    events.slice(2).map(({ refusals }) => refusals[0]?.code),
    ['LOT_OVERDRAWN', 'EVENT_TWICE'],
  );
  assert.equal(balances.find((one) => one.lot === lot)?.remaining, 20_000);
  assert.deepEqual(footprint(), before);
  assert.equal((await send('/events', lines[0]!)).status, 201);
  const again = (await (await send('/capture/preview', lines[0]!)).json()) as CapturePreview;
  assert.deepEqual([again.outcome, statuses(again.events)], ['recorded', ['already-recorded']]);
  const unsigned = await door.app.request(
    `/capture/preview?party=${encodeURIComponent(device.party)}`,
    jsonPost(documentOf(freshEvent().event), door.as('operator')),
  );
  assert.deepEqual(
    statuses(((await unsigned.json()) as CapturePreview).events),
    ['new'],
    'before its device signs',
  );
});

/** A party whose key the node has never held. */
async function admitDevice(): Promise<{ party: string; signed(event: Event): string }> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' } as const;
  const kid = keyThumbprint(publicKeyOfJwk(jwk, nodePrimitives)!, nodePrimitives);
  const party = `urn:uuid:${randomUUID()}`;
  const input = possessionInput(party, kid);
  const possession = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  const admitted = await door.app.request(
    '/parties',
    jsonPost({ party, device: { jwk, possession } }, door.as('operator')),
  );
  assert.equal(admitted.status, 201, await admitted.clone().text());
  const nextSalt = (): string => randomBytes(16).toString('base64url');
  return {
    party,
    signed: (event) => {
      const { '@context': _, ...bare } = event;
      const tools = { primitives: nodePrimitives, nextSalt };
      const births = [...lotsIn(bare, 'quantityList'), ...lotsIn(bare, 'outputQuantityList')];
      const annex = { births: births.map((lot) => ({ lot, secret: nextSalt() })) };
      const draft = draftEvents(
        { party, kid },
        testNowMs / 1000,
        documentOf(event),
        [bare],
        [annex],
        'property',
        tools,
      );
      return seal(draft, sign(null, Buffer.from(draft.signingInput), privateKey));
    },
  };
}

function lotsIn(event: Event, list: string): string[] {
  return ((event[list] as { epcClass: string }[] | undefined) ?? []).map(({ epcClass }) => epcClass);
}
