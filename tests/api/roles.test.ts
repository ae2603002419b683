// Every route with every role. What is expected stands here as data; a route that is missing here fails.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordExamples } from '../../src/http/openapi/examples-record.ts';
import { recordNouns } from '../../src/http/record/noun.ts';
import { routes } from '../../src/http/route/table.ts';
import {
  type CallerName,
  callers,
  documentOf,
  freshEvent,
  jsonOf,
  jsonPost,
  openDoor,
  type TestDoor,
} from './door.ts';
import { jwtOf, plainCredential, testIssuer } from '../support/credential.ts';
import { deviceKey } from './device-key.ts';
import { records, type SaidRecords, sayOfEach } from './record.ts';

interface Case {
  /** Statuses for anonymous, reader, party, other party, operator. */
  expected: [number, number, number, number, number];
  path?: string;
  body?: (caller: CallerName) => unknown;
}

let door: TestDoor;
let closed: TestDoor;
let lotPath: string;
let eventPath: string;
let jobPath: string;
let said: SaidRecords;
let documentPath: string;
let uploadPath: string;
let audited: number;
let hookPath: string;
let doubted: string;

before(async () => {
  door = await openDoor();
  closed = await openDoor({ publicReads: 'none' });
  const { lot, event } = freshEvent();
  const made = await door.app.request('/events', jsonPost(event, door.as('party')));
  assert.equal(made.status, 201, await made.clone().text());
  lotPath = encodeURIComponent(lot);
  eventPath = made.headers.get('location') ?? '';
  const taken = await door.app.request(
    '/capture',
    jsonPost(documentOf(freshEvent().event), door.as('party')),
  );
  jobPath = taken.headers.get('location') ?? '';
  await door.jobs.idle();
  said = await sayOfEach(door);
  const kept = await door.app.request('/documents', jsonPost({ a: 'paper' }, door.as('party')));
  documentPath = kept.headers.get('location') ?? '';
  const begun = await door.app.request(
    '/documents/uploads',
    jsonPost({ mediaType: 'image/jpeg', size: 10 }, door.as('party')),
  );
  uploadPath = begun.headers.get('location') ?? '';
  const piece = freshEvent({ epcList: [item], quantityList: undefined }).event;
  const born = await door.app.request('/events', jsonPost(piece, door.as('party')));
  assert.equal(born.status, 201, await born.clone().text());
  const told = await door.app.request('/webhooks', jsonPost(hook, door.as('party')));
  hookPath = told.headers.get('location') ?? '';
  const doubt = { about: lot, kind: 'other', text: 'The seams look different.', language: 'en' };
  doubted = 'doubted';
  door.data.doubts.add({ ...doubt, id: doubted, atMs: Date.now() });
  audited = (await door.node.publishHoldings())?.entry ?? -1;
});
after(async () => {
  await door.close();
  await closed.close();
});

const item = 'https://id.gs1.org/01/09521234543213/21/ROLES1';
const everybody: Case['expected'] = [200, 200, 200, 200, 200];
const keyed: Case['expected'] = [401, 200, 200, 200, 200];
const ownOnly: Case['expected'] = [401, 200, 200, 404, 200];
const peopleOnly: Case['expected'] = [401, 403, 403, 403, 403];
const setup = { token: 'no key', name: 'A', email: 'a@example.org', password: 'correct horse battery' };
const operatorOnly: Case['expected'] = [401, 403, 403, 403, 201];
const named = (): string => encodeURIComponent(door.party);
/** Nobody listens there: that it was tried is what the answer says. */
const hook = { url: 'http://127.0.0.1:9/', kinds: ['status.said'] };
const hookOwn: Case['expected'] = [401, 403, 200, 404, 200];
const facility = (name: string): string => `https://example.org/facility/${name}`;
const gtins: Record<CallerName, string> = {
  anonymous: '1',
  reader: '2',
  party: '3',
  other: '4',
  operator: '5',
};
const product = (caller: CallerName): string => `https://example.org/product/${gtins[caller]}`;

/** Said in the name of the first party: by its own key and the operator's. */
function spoken(noun: string, body: (caller: CallerName) => unknown): Case[] {
  return [{ expected: [401, 403, 201, 403, 201], path: `/${noun}?party=${named()}`, body }];
}

/** Said in the name of the other party. */
function spokenByOther(noun: string, body: (caller: CallerName) => unknown): Case[] {
  const other = encodeURIComponent(door.otherParty);
  return [{ expected: [401, 403, 403, 201, 201], path: `/${noun}?party=${other}`, body }];
}

/** A shipment of the first party to the other. */
function handover(caller: CallerName): unknown {
  const { lot, event } = freshEvent({ action: 'OBSERVE', bizStep: 'shipping' });
  return {
    kind: 'trade',
    claims: {
      ...{ trade: `urn:x:handover:${caller}`, stage: 'shipment', seller: door.party, buyer: door.otherParty },
      ...{ at: '2025-07-01T00:00:00Z', subcontracting: false, tolerancePpm: 0 },
      lines: [{ line: 1, lot, quantity: 100, uom: 'KGM' }],
    },
    event,
  };
}

const cases: Record<string, () => Case[]> = {
  'POST /capture': () => [
    { expected: [401, 403, 202, 202, 202], body: () => documentOf(freshEvent().event) },
    {
      expected: [401, 403, 202, 403, 202],
      path: `/capture?party=${named()}`,
      body: () => documentOf(freshEvent().event),
    },
  ],
  'POST /capture/preview': () => [
    { expected: [401, 403, 200, 200, 200], body: () => documentOf(freshEvent().event) },
    {
      expected: [401, 403, 200, 403, 200],
      path: `/capture/preview?party=${named()}`,
      body: () => documentOf(freshEvent().event),
    },
  ],
  'GET /capture': () => [{ expected: [401, 403, 200, 200, 200] }],
  'GET /capture/:id': () => [{ expected: [401, 403, 200, 404, 200], path: jobPath }],
  'POST /events': () => [
    { expected: [401, 403, 201, 201, 201], body: () => freshEvent().event },
    { expected: [401, 403, 201, 403, 201], path: `/events?party=${named()}`, body: () => freshEvent().event },
  ],
  'GET /events': () => [{ expected: keyed }],
  'GET /events/:id': () => [{ expected: [401, 200, 200, 404, 200], path: eventPath }],
  'GET /lots/:id': () => [{ expected: everybody, path: `/lots/${lotPath}` }],
  'GET /trace/:id': () => [{ expected: everybody, path: `/trace/${lotPath}` }],
  'GET /flow/:id': () => [{ expected: everybody, path: `/flow/${lotPath}` }],
  'GET /products/:id/proof': () => [
    { expected: keyed, path: `/products/${encodeURIComponent(product('party'))}/proof` },
  ],
  'GET /evidence/:id': () => [
    { expected: everybody, path: `/evidence/${lotPath}` },
    { expected: everybody, path: `/evidence/${lotPath}?level=country` },
    { expected: [401, 200, 403, 403, 200], path: `/evidence/${lotPath}?level=full` },
  ],
  'POST /parties': () => [
    { expected: [401, 403, 403, 403, 201], body: () => ({ name: 'A new party', country: 'TR' }) },
  ],
  'GET /parties': () => [{ expected: keyed }],
  'GET /parties/:id': () => [{ expected: keyed, path: `/parties/${named()}` }],
  'GET /parties/:id/lots': () => [{ expected: [401, 200, 200, 403, 200], path: `/parties/${named()}/lots` }],
  'GET /parties/:id/lots/:lot': () => [
    { expected: [401, 200, 200, 403, 200], path: `/parties/${named()}/lots/${lotPath}` },
  ],
  'GET /parties/:id/seen': () => [{ expected: [401, 403, 200, 403, 200], path: `/parties/${named()}/seen` }],
  'GET /today': () => [
    { expected: [401, 403, 200, 200, 200] },
    { expected: [401, 403, 200, 403, 200], path: `/today?party=${named()}` },
  ],
  'POST /handovers': () => [
    {
      expected: [401, 403, 201, 403, 201],
      path: `/handovers?party=${named()}`,
      body: (caller) => handover(caller),
    },
  ],
  'POST /parties/:id/keys/:kid/revocation': () => [
    {
      expected: [401, 403, 404, 403, 404],
      path: `/parties/${named()}/keys/none/revocation`,
      body: () => ({ reason: 'lost' }),
    },
  ],
  'POST /parties/:id/keys': () => [
    {
      expected: [401, 403, 201, 403, 201],
      path: `/parties/${named()}/keys`,
      body: () => deviceKey(door.party),
    },
  ],
  'GET /parties/:id/keys': () => [{ expected: [401, 403, 200, 403, 200], path: `/parties/${named()}/keys` }],
  'POST /facilities': () => [
    {
      expected: [401, 403, 201, 403, 201],
      body: (caller) => ({ facility: facility(caller), party: door.party, country: 'TR' }),
    },
  ],
  'GET /facilities': () => [{ expected: keyed }],
  'GET /facilities/:id': () => [
    { expected: keyed, path: `/facilities/${encodeURIComponent(facility('party'))}` },
  ],
  'POST /products': () => [
    {
      expected: [401, 403, 201, 403, 201],
      body: (caller) => ({ product: product(caller), party: door.party, name: 'A shirt' }),
    },
  ],
  'GET /products': () => [{ expected: keyed }],
  'GET /products/:id': () => [{ expected: keyed, path: `/products/${encodeURIComponent(product('party'))}` }],
  'POST /accreditations': () => spoken('accreditations', () => records.accreditation(door)),
  'POST /certificates': () => spoken('certificates', () => records.certificate(door)),
  'POST /statuses': () => spoken('statuses', (caller) => records.status(said, caller)),
  'POST /trades': () => spoken('trades', () => records.trade(door)),
  'POST /answers': () => spokenByOther('answers', (caller) => records.answer(said, caller)),
  'POST /claims': () => spoken('claims', () => records.claim()),
  'POST /accounts': () => spoken('accounts', () => records.account()),
  'POST /cases': () => spokenByOther('cases', () => records.case(said)),
  'POST /memberships': () => spoken('memberships', () => records.membership(door)),
  'POST /invitations': () => spoken('invitations', () => records.invitation()),
  'POST /acceptances': () => spokenByOther('acceptances', (caller) => records.acceptance(said, caller)),
  'POST /heads': () => spoken('heads', () => records.head()),
  'POST /trust': () => [{ expected: operatorOnly, body: () => records.trust(door) }],
  'POST /packs': () => [{ expected: operatorOnly, body: () => recordExamples.pack }],
  ...Object.fromEntries(recordNouns.map(({ noun }) => [`GET /${noun}`, () => [{ expected: keyed }]])),
  'GET /accreditations/:id': () => [{ expected: keyed, path: said.accreditation }],
  'GET /certificates/:id': () => [{ expected: keyed, path: said.certificate }],
  'GET /statuses/:id': () => [{ expected: keyed, path: said.status }],
  'GET /trades/:id': () => [{ expected: keyed, path: said.trade }],
  'GET /trades/:id/lots': () => [{ expected: [401, 403, 404, 200, 200], path: `${said.trade}/lots` }],
  'GET /answers/:id': () => [{ expected: keyed, path: said.answer }],
  'GET /claims/:id': () => [{ expected: keyed, path: said.claim }],
  'GET /accounts/:id': () => [{ expected: ownOnly, path: said.account }],
  'GET /cases/:id': () => [{ expected: keyed, path: said.case }],
  'GET /memberships/:id': () => [{ expected: ownOnly, path: said.membership }],
  'GET /invitations/:id': () => [{ expected: ownOnly, path: said.invitation }],
  'GET /acceptances/:id': () => [{ expected: keyed, path: said.acceptance }],
  'GET /heads/:id': () => [{ expected: keyed, path: said.head }],
  'GET /trust/:id': () => [{ expected: keyed, path: said.trust }],
  'GET /packs/:id': () => [{ expected: keyed, path: said.pack }],
  'GET /claims/:id/verdict': () => [{ expected: everybody, path: `${said.claim}/verdict` }],
  'GET /claims/board': () => [{ expected: keyed }],
  'POST /claims/preview': () => [
    { expected: [401, 403, 200, 200, 200], body: () => records.claim() },
    {
      expected: [401, 403, 200, 403, 200],
      path: `/claims/preview?party=${named()}`,
      body: () => records.claim(),
    },
  ],
  'GET /certificates/:id/standing': () => [{ expected: keyed, path: `${said.certificate}/standing` }],
  'GET /cases/:id/course': () => [{ expected: keyed, path: `${said.case}/course` }],
  'GET /review': () => [
    { expected: [401, 403, 200, 200, 200] },
    { expected: [401, 403, 200, 403, 200], path: `/review?party=${named()}` },
  ],
  'GET /parties/:id/suppliers': () => [
    { expected: [401, 200, 200, 403, 200], path: `/parties/${named()}/suppliers` },
  ],
  'GET /lots/:id/claims': () => [{ expected: everybody, path: `/lots/${lotPath}/claims` }],
  'GET /report': () => [{ expected: [401, 200, 403, 403, 200] }],
  'GET /yields': () => [{ expected: keyed }],
  'GET /notices': () => [
    { expected: [401, 403, 200, 200, 200] },
    { expected: [401, 403, 200, 403, 200], path: `/notices?party=${named()}` },
  ],
  'POST /documents': () => [
    { expected: [401, 403, 201, 201, 201], body: (caller) => ({ of: caller }) },
    {
      expected: [401, 403, 201, 403, 201],
      path: `/documents?party=${named()}`,
      body: () => ({ a: 'paper' }),
    },
  ],
  'POST /documents/uploads': () => [
    { expected: [401, 403, 201, 201, 201], body: () => ({ mediaType: 'image/jpeg', size: 10 }) },
    {
      expected: [401, 403, 201, 403, 201],
      path: `/documents/uploads?party=${named()}`,
      body: () => ({ mediaType: 'image/jpeg', size: 10 }),
    },
  ],
  'GET /documents/uploads/:id': () => [{ expected: [401, 403, 200, 404, 200], path: uploadPath }],
  // A part whose media type is none: whoever may send parts is told so, all others before.
  'POST /documents/uploads/:id': () => [
    { expected: [401, 403, 415, 415, 415], path: uploadPath, body: () => ({}) },
  ],
  'GET /documents/:digest': () => [{ expected: [401, 403, 200, 404, 200], path: documentPath }],
  'POST /documents/:digest/readers': () => [
    {
      expected: [401, 403, 200, 404, 200],
      path: `${documentPath}/readers`,
      body: () => ({ party: door.party }),
    },
  ],
  'POST /certificates/import': () => [
    {
      expected: [401, 403, 201, 403, 201],
      body: () => ({ credential: newCredential(), party: door.party, overrides: { scheme: 'gots' } }),
    },
  ],
  'GET /certificates/:id/credential': () => [{ expected: keyed, path: `${said.certificate}/credential` }],
  'GET /credentials/status/:party/:purpose': () => [
    { expected: everybody, path: `/credentials/status/${named()}/revocation` },
    { expected: everybody, path: `/credentials/status/${named()}/suspension` },
  ],
  'GET /credentials/keys/:party': () => [{ expected: everybody, path: `/credentials/keys/${named()}` }],
  'POST /doubts': () => [
    {
      expected: [204, 204, 204, 204, 204],
      body: () => ({ about: item, text: 'The seams of mine look different.' }),
    },
  ],
  'GET /doubts': () => [{ expected: [401, 403, 200, 200, 200] }],
  // About a lot of the first party.
  'POST /doubts/:id/standing': () => [
    { expected: hookOwn, path: `/doubts/${doubted}/standing`, body: () => ({ standing: 'read' }) },
    {
      expected: [401, 403, 404, 404, 404],
      path: '/doubts/none/standing',
      body: () => ({ standing: 'read' }),
    },
    {
      expected: [401, 403, 400, 404, 400],
      path: `/doubts/${doubted}/standing`,
      body: () => ({ standing: 'settled' }),
    },
  ],
  'POST /scans': () => [{ expected: [401, 204, 204, 204, 204], body: () => ({ item, country: 'DE' }) }],
  'GET /log/checkpoint': () => [{ expected: everybody }],
  'GET /log/tile/:path{.+}': () => [{ expected: everybody, path: '/log/tile/0/000.p/1' }],
  'GET /log/proof/:index': () => [{ expected: everybody, path: '/log/proof/0' }],
  'GET /log/audit/:index': () => [{ expected: everybody, path: `/log/audit/${audited}` }],
  'GET /log/statements/:bundle{.+}': () => [
    { expected: [401, 200, 403, 403, 200], path: '/log/statements/000.p/1' },
  ],
  'GET /log/state': () => [
    { expected: [401, 200, 403, 403, 200], path: `/log/state?size=${door.node.head().size}` },
    { expected: [401, 409, 403, 403, 409], path: '/log/state?size=1' },
    { expected: [401, 400, 403, 403, 400] },
  ],
  'GET /account/me': () => [{ expected: everybody }],
  'POST /account/setup': () => [{ expected: [403, 403, 403, 403, 403], body: () => setup }],
  'POST /account/invitation': () => [
    { expected: [404, 404, 404, 404, 404], body: () => ({ id: 'x', token: 'y' }) },
    { expected: [422, 422, 422, 422, 422], body: () => ({ secret: 'y' }) },
  ],
  'POST /account/invitation/accept': () => [
    { expected: [404, 404, 404, 404, 404], body: () => ({ id: 'x', token: 'y' }) },
  ],
  'POST /account/join': () => [
    {
      expected: [422, 422, 422, 422, 422],
      body: () => ({ secret: 'y', party: { name: 'New', country: 'IN' } }),
    },
  ],
  // A key is no person: what people do here, only they do (tests/account/roles.test.ts).
  'POST /account/active': () => [{ expected: peopleOnly, body: () => ({ party: null }) }],
  'POST /account/news': () => [{ expected: peopleOnly, body: () => ({ entry: 0 }) }],
  'GET /account/people/invitations': () => [{ expected: peopleOnly }],
  'POST /account/people/invitations': () => [{ expected: peopleOnly, body: () => ({ role: 'viewer' }) }],
  'POST /account/people/invitations/:id/revocation': () => [{ expected: peopleOnly }],
  'GET /account/people': () => [{ expected: peopleOnly }],
  'POST /account/people/:user': () => [{ expected: peopleOnly, body: () => ({ end: true }) }],
  'POST /account/people/:user/reset': () => [{ expected: peopleOnly }],
  'GET /account/keys': () => [{ expected: peopleOnly }],
  'POST /account/keys': () => [{ expected: peopleOnly, body: () => ({}) }],
  'POST /account/keys/:id/revocation': () => [{ expected: peopleOnly }],
  'GET /account/audit': () => [{ expected: peopleOnly }],
  'POST /webhooks': () => [
    { expected: [401, 403, 201, 201, 201], body: () => hook },
    { expected: [401, 403, 201, 403, 201], body: () => ({ ...hook, party: door.party }) },
  ],
  'GET /webhooks': () => [
    { expected: [401, 403, 200, 200, 200] },
    { expected: [401, 403, 200, 403, 200], path: `/webhooks?party=${named()}` },
  ],
  'GET /webhooks/:id': () => [{ expected: hookOwn, path: hookPath }],
  'POST /webhooks/:id/test': () => [{ expected: hookOwn, path: `${hookPath}/test` }],
  'POST /webhooks/:id/messages/:message/resend': () => [
    { expected: [401, 403, 404, 404, 404], path: `${hookPath}/messages/none/resend` },
  ],
  'POST /webhooks/:id/secret': () => [{ expected: [401, 403, 201, 404, 201], path: `${hookPath}/secret` }],
  'POST /webhooks/:id/resume': () => [{ expected: hookOwn, path: `${hookPath}/resume` }],
  'POST /webhooks/:id/end': () => [{ expected: hookOwn, path: `${hookPath}/end` }],
  'GET /operate': () => [{ expected: [401, 403, 403, 403, 200] }],
  'GET /operate/backups': () => [{ expected: [401, 403, 403, 403, 200] }],
  'POST /operate/backups': () => [{ expected: [401, 403, 403, 403, 202] }],
  'GET /health': () => [{ expected: everybody }],
  'GET /ready': () => [{ expected: everybody }],
  'GET /openapi.json': () => [{ expected: everybody }],
  'GET /docs': () => [{ expected: everybody }],
  'GET /search': () => [
    { expected: everybody, path: `/search?q=${lotPath}` },
    { expected: [400, 400, 400, 400, 400] },
  ],
  'GET /facilities/:id/profile': () => [
    {
      expected: everybody,
      path: `/facilities/${encodeURIComponent(facility('party'))}/profile`,
    },
    { expected: [404, 404, 404, 404, 404], path: '/facilities/urn:x:none/profile' },
  ],
  'GET /log/entries/:index': () => [
    { expected: everybody, path: '/log/entries/0' },
    { expected: [404, 404, 404, 404, 404], path: '/log/entries/999999' },
  ],
  'GET /problems': () => [{ expected: everybody }],
  'GET /problems/:code': () => [{ expected: everybody, path: '/problems/key-missing' }],
};

let credentials = 0;

/** Of somebody whom nobody here knows, about the first party. */
function newCredential(): string {
  credentials += 1;
  const issuer = testIssuer();
  const change = { id: `urn:x:credential:${credentials}`, validUntil: '2099-01-01T00:00:00Z' };
  return jwtOf(
    plainCredential(issuer.id, { id: door.party, type: 'scope', codes: ['organic'] }, change),
    issuer,
  );
}

test('every route stands in the expectations, and nothing else does', () => {
  assert.deepEqual(Object.keys(cases).sort(), routes.map(({ method, path }) => `${method} ${path}`).sort());
});

for (const { method, path, who } of routes) {
  const name = `${method} ${path}`;
  for (const [at, caller] of callers.entries()) {
    test(`${name} as ${caller}`, async () => {
      door.faults.length = 0;
      for (const one of cases[name]?.() ?? []) {
        const headers = door.as(caller);
        const body = one.body?.(caller);
        const init = body === undefined ? { method, headers } : jsonPost(body, headers);
        const response = await door.app.request(one.path ?? path, init);
        const text = await response.text();
        assert.equal(response.status, one.expected[at], `${one.path ?? path}: ${text}`);
        if (response.status >= 400)
          assert.equal(response.headers.get('content-type'), 'application/problem+json');
        assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
        const shared =
          method === 'GET' && (who === 'everybody' || (who === 'public-lots' && caller === 'anonymous'));
        assert.equal(response.headers.get('access-control-allow-origin'), shared ? '*' : null);
      }
      assert.deepEqual(door.faults, []);
    });
  }
}

test('where the lots are not public, nobody sees them without a key', async () => {
  const paths = ['lots', 'trace', 'evidence'].map((noun) => `/${noun}/${lotPath}`);
  for (const path of [...paths, `/lots/${lotPath}/claims`, '/claims/urn:x:1/verdict']) {
    assert.equal((await closed.app.request(path)).status, 401, path);
  }
});

test('an audit is as public as the lots, and where they are not no cache on the way keeps it', async () => {
  const open = await door.app.request(`/log/audit/${audited}`);
  assert.equal(open.headers.get('cache-control'), 'public, max-age=86400, immutable');
  const missing = await door.app.request(`/log/audit/${audited + 1}`);
  assert.deepEqual([missing.status, missing.headers.get('cache-control')], [404, 'no-store']);
  const made = await closed.app.request('/events', jsonPost(freshEvent().event, closed.as('party')));
  assert.equal(made.status, 201, await made.clone().text());
  const path = `/log/audit/${(await closed.node.publishHoldings())?.entry}`;
  assert.equal((await closed.app.request(path)).status, 401);
  const low = await closed.withKey({ role: 'reader', level: 'country' });
  for (const headers of [low, ...(['reader', 'party', 'other', 'operator'] as const).map(closed.as)]) {
    const shown = await closed.app.request(path, { headers });
    assert.deepEqual([shown.status, shown.headers.get('cache-control')], [200, 'no-store']);
    assert.match(shown.headers.get('vary') ?? '', /Authorization, X-API-Key/);
  }
});

test('a bad key is refused where none is needed, and says no more than that', async () => {
  const id = 'svk_0123456789abcdef_';
  for (const key of ['', 'svk_', `${id}${'A'.repeat(43)}`, `${id}short`, 'Bearer']) {
    const response = await door.app.request(`/lots/${lotPath}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="selvedge"');
  }
});

test('the same key is taken as X-API-Key; two different ones are not', async () => {
  const key = door.as('reader')['authorization']?.replace('Bearer ', '') ?? '';
  assert.equal((await door.app.request('/events', { headers: { 'x-api-key': key } })).status, 200);
  const other = door.as('party')['authorization'] ?? '';
  assert.equal(
    (await door.app.request('/events', { headers: { 'x-api-key': key, authorization: other } })).status,
    401,
  );
});

test('without a key a trace names nobody but the country', async () => {
  const open = await jsonOf(await door.app.request(`/trace/${lotPath}`));
  const full = await jsonOf(await door.app.request(`/trace/${lotPath}`, { headers: door.as('operator') }));
  assert.equal(open.level, 'country');
  assert.equal(open.lot['party'], null);
  assert.equal(open.lot['produced'], null);
  assert.deepEqual(open.page, []);
  assert.equal(full.lot['party'], door.party);
  assert.equal(full.lot['produced'], 100_000);
});

test('a party sees its own events only, a reader all', async () => {
  const seen = async (caller: CallerName): Promise<Set<string>> => {
    const response = await door.app.request('/events?perPage=100', { headers: door.as(caller) });
    const body = await jsonOf(response);
    return new Set(body['selvedge:records'].map((record) => record['selvedge:party']));
  };
  assert.deepEqual(await seen('party'), new Set([door.party]));
  assert.deepEqual(await seen('other'), new Set([door.otherParty]));
  assert.equal((await seen('reader')).has(door.party) && (await seen('reader')).has(door.otherParty), true);
});
