// Who may say records through the door, who sees what of them, and how refusals come back.
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { keyThumbprint, publicKeyOfJwk } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { possessionInput } from '../../src/domain/party/possession.ts';
import { draftRecord, seal } from '../../src/domain/statement/draft.ts';
import { admit, testNowMs } from '../support/world.ts';
import { freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';
import { ownProduct, records, said, settle, site } from './record.ts';

let door: TestDoor;
/** Headers of a party that has nothing to do with the two others. */
let stranger: Record<string, string>;
let strangerParty: string;
/** A reader that is shown countries only. */
let country: Record<string, string>;

before(async () => {
  door = await openDoor();
  await settle(door);
  strangerParty = await admit(door.node, 'Third Test Party');
  stranger = await door.withKey({ role: 'party', party: strangerParty });
  country = await door.withKey({ role: 'reader', level: 'country' });
});
after(() => door.close());

async function get(path: string, headers: Record<string, string>): Promise<Response> {
  return door.app.request(path, { headers });
}

test('the lines of a trade are for seller, buyer and operator; a reader sees that there are some, a stranger nothing', async () => {
  const path = await said(door, 'trades', door.party, records.trade(door, { fromSite: site }));
  for (const caller of ['party', 'other', 'operator'] as const) {
    const seen = await jsonOf(await get(path, door.as(caller)));
    assert.equal((seen.claims['lines'] as { quantity: number }[])[0]?.quantity, 771177, caller);
    assert.deepEqual(seen.withheld, []);
  }
  const reader = await (await get(path, door.as('reader'))).text();
  assert.ok(reader.includes('"lines":null') && reader.includes(site), reader);
  assert.ok(!reader.includes('771177'));
  const low = await (await get(path, country)).text();
  assert.ok(!low.includes('771177') && !low.includes(site) && low.includes(door.otherParty), low);
  assert.equal((await get(path, stranger)).status, 404);
  for (const query of ['', `?about=${encodeURIComponent(door.party)}`]) {
    const listed = await jsonOf(await get(`/trades${query}`, stranger));
    assert.deepEqual(listed.member, []);
  }
});

test('what the buyer answers, with its amounts, stays between the two', async () => {
  const trade = records.trade(door, { stage: 'shipment' });
  await said(door, 'trades', door.party, trade);
  const lines = [{ line: 1, ownLot: 'https://example.org/received/1', quantity: 881188, uom: 'KGM' }];
  const answer = {
    about: trade['trade'],
    word: 'receives',
    at: '2026-03-05T00:00:00Z',
    reason: 'SEEN',
    lines,
  };
  const path = await said(door, 'answers', door.otherParty, answer);
  assert.match(await (await get(path, door.as('party'))).text(), /881188/);
  assert.doesNotMatch(await (await get(path, door.as('reader'))).text(), /881188/);
  assert.doesNotMatch(await (await get(path, country)).text(), /881188|SEEN/);
  assert.equal((await get(path, stranger)).status, 404);
});

test('a certificate is open but for its number, volumes, lots and buyer', async () => {
  const secret = { number: 'NUMBER-9', volumeGrams: 661166 };
  const path = await said(door, 'certificates', door.party, records.certificate(door, secret));
  const open = await jsonOf(await get(path, stranger));
  assert.deepEqual(new Set(open.withheld), new Set(['number', 'volumeGrams']));
  assert.deepEqual([open.claims['holder'], open.claims['number']], [door.party, null]);
  const held = await jsonOf(await get(path, door.as('party')));
  assert.deepEqual(
    [held.claims['number'], held.claims['volumeGrams'], held.withheld],
    ['NUMBER-9', 661166, []],
  );
  assert.match(await (await get(path, door.as('reader'))).text(), /NUMBER-9/);
  assert.doesNotMatch(await (await get(path, country)).text(), /NUMBER-9|661166/);
});

test('a case is for whom it is about and for who speaks in it', async () => {
  const claim = records.claim();
  await said(door, 'claims', door.party, claim);
  const step = { case: 'urn:x:case', word: 'challenges', about: claim['claim'], reason: 'DOUBT' };
  const path = await said(door, 'cases', door.otherParty, step);
  for (const caller of ['party', 'other', 'operator'] as const)
    assert.match(await (await get(path, door.as(caller))).text(), /DOUBT/, caller);
  assert.doesNotMatch(await (await get(path, country)).text(), /DOUBT/);
  assert.equal((await get(path, stranger)).status, 404);
  const opened = await jsonOf(await get(`/cases/${encodeURIComponent('urn:x:case')}`, door.as('party')));
  assert.equal(opened.claims['word'], 'challenges');
});

test('accounts, memberships and invitations are for their own party', async () => {
  const paths = [
    await said(door, 'accounts', door.party, records.account()),
    await said(door, 'memberships', door.party, records.membership(door)),
    await said(door, 'invitations', door.party, records.invitation()),
  ];
  for (const path of paths) {
    assert.equal((await get(path, door.as('party'))).status, 200, path);
    assert.equal((await get(path, stranger)).status, 404, path);
  }
});

test('claims are open, but not the lots they are about', async () => {
  const { lot, event } = freshEvent();
  await door.app.request('/events', jsonPost(event, door.as('party')));
  const { product: _, ...claim } = records.claim({ lots: [lot], text: 'Organic cotton' });
  const path = await said(door, 'claims', door.party, claim);
  const open = await jsonOf(await get(path, stranger));
  assert.deepEqual(
    [open.claims['text'], open.claims['lots'], open.withheld],
    ['Organic cotton', null, ['lots']],
  );
  assert.deepEqual((await jsonOf(await get(path, door.as('party')))).claims['lots'], [lot]);
});

test('a party key speaks for its party without being told to, and for nobody else', async () => {
  const own = await door.app.request('/invitations', jsonPost(records.invitation(), door.as('other')));
  assert.deepEqual([own.status, (await jsonOf(own)).issuer], [201, door.otherParty]);
  const path = `/invitations?party=${encodeURIComponent(door.party)}`;
  const forged = await door.app.request(path, jsonPost(records.invitation(), door.as('other')));
  assert.deepEqual(
    [forged.status, (await jsonOf(forged)).errors[0].code],
    [403, 'STATEMENT_OF_ANOTHER_PARTY'],
  );
});

const refusals: [number, string, noun: string, body: () => unknown][] = [
  [403, 'SELF_ACCREDITED', 'accreditations', () => ({ ...records.accreditation(door), party: door.party })],
  [403, 'SELF_CERTIFIED', 'certificates', () => records.certificate(door, { type: 'scope' })],
  [403, 'CREDENTIAL_NOT_CHECKED', 'certificates', () => records.certificate(door, { imported: checked })],
  [409, 'ID_TAKEN', 'invitations', () => ({ ...taken, as: 'buyer' })],
  [422, 'TRADE_WITH_ITSELF', 'trades', () => records.trade(door, { buyer: door.party })],
  [422, 'CLAIM_INVALID', 'trades', () => records.trade(door, { tolerancePpm: 'none' })],
  [422, 'CLAIM_UNKNOWN', 'claims', () => records.claim({ truth: 1 })],
  [400, 'FIELD_INVALID', 'claims', () => [records.claim()]],
];
const taken = records.invitation('taken');
const checked = { format: 'credential', digest: 'A'.repeat(43), issuer: 'did:web:certifier.example' };

for (const [status, code, noun, body] of refusals) {
  test(`${code} comes back as ${status}`, async () => {
    if (code === 'ID_TAKEN') await said(door, noun, door.party, taken);
    const { size } = door.node.head();
    const response = await door.app.request(`/${noun}`, jsonPost(body(), door.as('party')));
    const answer = await jsonOf(response);
    assert.deepEqual([response.status, answer.errors[0].code], [status, code], JSON.stringify(answer));
    assert.equal(answer.type, `/problems/${code.toLowerCase().replaceAll('_', '-')}`);
    assert.equal(door.node.head().size, size);
  });
}

test('a list is paged by links, and what is not shown makes no holes', async () => {
  for (const _ of [1, 2, 3]) await said(door, 'memberships', door.party, records.membership(door));
  const own = {
    membership: 'urn:x:own',
    party: strangerParty,
    member: 'urn:x:m',
    as: 'producer',
    from: '2026-01-01T00:00:00Z',
  };
  await said(door, 'memberships', strangerParty, own);
  for (const _ of [1, 2]) await said(door, 'memberships', door.party, records.membership(door));
  const page = await get('/memberships?limit=1', stranger);
  assert.deepEqual(
    (await jsonOf(page)).member.map((one) => one['id']),
    ['urn:x:own'],
  );
  const seen: unknown[] = [];
  let next: string | undefined = '/memberships?limit=2';
  while (next !== undefined) {
    const response = await get(next, door.as('operator'));
    const { member } = await jsonOf(response);
    assert.ok(member.length <= 2);
    seen.push(...member.map((one) => one['entry']));
    next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  }
  assert.ok(seen.length >= 6);
  assert.deepEqual(
    seen,
    [...new Set(seen)].sort((a, b) => Number(b) - Number(a)),
    'each once, newest first',
  );
  for (const query of ['limit=0', 'offset=-1', 'about=', 'kind=trade'])
    assert.equal((await get(`/memberships?${query}`, door.as('operator'))).status, 400, query);
});

test('nobody comes to see what is about a lot by a certificate of the same name', async () => {
  const { lot, event } = freshEvent();
  await said(door, 'certificates', strangerParty, {
    ...records.certificate(door),
    ...{ certificate: lot, holder: strangerParty },
  });
  await door.app.request('/events', jsonPost(event, door.as('party')));
  const { product: _, ...claim } = records.claim({ lots: [lot] });
  const path = await said(door, 'claims', door.party, claim);
  const seen = await jsonOf(await get(path, stranger));
  assert.deepEqual([seen.claims['lots'], seen.withheld], [null, ['lots']]);
  assert.deepEqual((await jsonOf(await get(path, door.as('party')))).claims['lots'], [lot]);
});

test('a list is not filtered by what is withheld: that would tell it, one guess at a time', async () => {
  const { lot, event } = freshEvent();
  await door.app.request('/events', jsonPost(event, door.as('party')));
  const { product: _, ...claim } = records.claim({ lots: [lot] });
  await said(door, 'claims', door.party, claim);
  const about = `/claims?about=${encodeURIComponent(lot)}`;
  for (const [caller, count] of [
    [stranger, 0],
    [country, 0],
    [door.as('party'), 1],
    [door.as('operator'), 1],
  ] as const)
    assert.equal((await jsonOf(await get(about, caller))).member.length, count);
  const named = `/claims?about=${encodeURIComponent(String(claim['claim']))}`;
  assert.equal((await jsonOf(await get(named, stranger))).member.length, 1);
});

test('a record that its party signed itself goes to /events and /capture, in its own name only', async () => {
  const device = newDevice('urn:uuid:5a1c6a3e-6b0e-4b0e-9d0e-0a1b2c3d4e5f');
  const admitted = await door.app.request('/parties', jsonPost(device.admission, door.as('operator')));
  assert.equal(admitted.status, 201, await admitted.text());
  const own = await door.withKey({ role: 'party', party: device.party });
  const post = (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
    Promise.resolve(
      door.app.request(path, {
        method: 'POST',
        body,
        headers: { ...headers, 'content-type': 'application/sd-jwt' },
      }),
    );
  const statement = device.signed('invitation', records.invitation());
  assert.equal((await post('/events', statement, stranger)).status, 403);
  assert.equal((await post('/capture', statement, stranger)).status, 403);
  const taken = await post('/events', statement, own);
  const { entries, custody } = await jsonOf(taken);
  assert.deepEqual([taken.status, custody], [201, 'device']);
  const shown = await jsonOf(await get(`/invitations/${entries[0]}`, own));
  assert.deepEqual([shown.custody, shown.issuer], ['device', device.party]);
  const vouched = { ...records.certificate(door), holder: device.party, imported: checked };
  const refused = await post('/events', device.signed('certificate', vouched), own);
  assert.deepEqual([refused.status, (await jsonOf(refused)).errors[0].code], [403, 'CREDENTIAL_NOT_CHECKED']);
  const { size } = door.node.head();
  const bad = device.signed('trade', { ...records.trade(door), seller: device.party, buyer: device.party });
  const order = await post(
    '/capture',
    [device.signed('invitation', records.invitation()), bad, ''].join('\n'),
    own,
  );
  assert.equal(order.status, 202);
  await door.jobs.idle();
  const job = (await (await get(order.headers.get('location') ?? '', own)).json()) as { success: boolean };
  assert.equal(door.node.head().size, size + 1, JSON.stringify(job));
  assert.equal(job.success, false);
  assert.match(JSON.stringify(job), /TRADE_WITH_ITSELF/);
});

function newDevice(party: string): {
  party: string;
  admission: object;
  signed(kind: 'invitation' | 'trade' | 'certificate', claims: Record<string, unknown>): string;
} {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' } as const;
  const bytes = publicKeyOfJwk(jwk, nodePrimitives);
  assert.ok(bytes);
  const kid = keyThumbprint(bytes, nodePrimitives);
  const input = possessionInput(party, kid);
  const possession = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  const tools = {
    primitives: nodePrimitives,
    nextSalt: (): string => randomBytes(16).toString('base64url'),
  };
  return {
    party,
    admission: { party, device: { jwk, possession } },
    signed: (kind, claims) => {
      const draft = draftRecord({ party, kid }, testNowMs / 1000, kind, claims, {}, tools);
      return seal(draft, sign(null, Buffer.from(draft.signingInput), privateKey));
    },
  };
}

test('a verdict is for everybody; kilograms, lots and names are not', async () => {
  const { lot, event } = freshEvent();
  await door.app.request('/events', jsonPost(event, door.as('party')));
  const { product: _, ...claim } = records.claim({ lots: [lot], scheme: 'no-such-scheme' });
  const path = await said(door, 'claims', door.party, claim);
  const open = await jsonOf(await get(`/lots/${encodeURIComponent(lot)}/claims`, {}));
  const [verdict] = open.member;
  assert.equal(verdict?.['result'], 'cannot-tell', JSON.stringify(verdict));
  assert.match(JSON.stringify(verdict), /PACK_UNKNOWN/);
  assert.deepEqual([verdict?.['claimant'], verdict?.['lots'], verdict?.['lot']], [null, [], lot]);
  const ofClaim = await (await get(`${path}/verdict`, {})).text();
  assert.ok(!ofClaim.includes(lot) && !ofClaim.includes(door.party), ofClaim);
  const full = await jsonOf(await get(`${path}/verdict`, door.as('operator')));
  assert.deepEqual([full.member[0]?.['claimant'], full.member[0]?.['lot']], [door.party, lot]);
  const asOf = await jsonOf(await get(`${path}/verdict?at=2026-12-01T00:00:00Z`, door.as('operator')));
  assert.equal(asOf.member[0]?.['judgedAtMs'], Date.UTC(2026, 11, 1));
  for (const query of ['at=yesterday', 'at=2026-13-01T00:00:00Z', 'level=full'])
    assert.equal((await get(`${path}/verdict?${query}`, {})).status, 400, query);
  assert.equal((await get('/claims/urn:x:none/verdict', {})).status, 404);
  assert.equal((await get(`/lots/${encodeURIComponent(`${lot}9`)}/claims`, {})).status, 404);
});

test('a party is told of what touches it, and of nothing else', async () => {
  const claim = records.claim();
  await said(door, 'claims', door.party, claim);
  const { size } = door.node.head();
  const step = { case: 'urn:x:notified', word: 'challenges', about: claim['claim'] };
  await said(door, 'cases', door.otherParty, step);
  const since = `/notices?since=${size - 1}`;
  const own = await jsonOf(await get(since, door.as('party')));
  assert.deepEqual(
    own.member.map((one) => [one['word'], one['about']]),
    [['challenges', claim['claim']]],
  );
  assert.deepEqual((await jsonOf(await get(since, stranger))).member, []);
  const asked = `${since}&party=${encodeURIComponent(door.party)}`;
  assert.equal((await jsonOf(await get(asked, door.as('operator')))).member.length, 1);
});

test('a record is found by its entry among its own kind only', async () => {
  const path = await said(door, 'claims', door.party, records.claim());
  const { entry } = await jsonOf(await get(path, door.as('party')));
  assert.equal((await get(`/claims/${entry}`, door.as('party'))).status, 200);
  for (const other of [
    `/trades/${entry}`,
    '/claims/999999',
    '/claims/01',
    `/claims/${encodeURIComponent(ownProduct)}`,
  ])
    assert.equal((await get(other, door.as('operator'))).status, 404, other);
});
