// Every row of the table with every role that a person can have. A row that is missing here follows its keys: the
// operator, the reader and the people of a party may what such keys may (tests/api/roles.test.ts), and a viewer reads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonRole } from '../../src/account/membership.ts';
import type { Role } from '../../src/http/access/role.ts';
import { routes } from '../../src/http/route/table.ts';
import type { Route } from '../../src/http/route/route.ts';
import { freshEvent, jsonPost } from '../api/door.ts';
import { codeOf, type House, openHouse, password, type Visitor } from './house.ts';

const roles = ['operator', 'reader', 'manager', 'clerk', 'viewer', 'nothing'] as const;
type Standing = (typeof roles)[number];

let house: House;
const people = new Map<Standing, Visitor>();

before(async () => {
  house = await openHouse();
  people.set('operator', await house.operatorPerson());
  people.set('reader', await house.person('reader', null));
  for (const role of ['manager', 'clerk', 'viewer'] as const)
    people.set(role, await house.person(role, house.party));
  const gone = await house.person('viewer', house.party);
  house.accounts.memberships.end(gone.user, house.party, Date.now());
  people.set('nothing', gone);
});
after(() => house.close());

interface Case {
  /** Statuses for operator, reader, manager, clerk, viewer, and somebody without a membership. */
  expected: [number, number, number, number, number, number];
  path?: string;
  body?: object;
}

const looksAfter = (ok: number): Case['expected'] => [ok, 403, ok, 403, 403, 403];
const always = (status: number): Case['expected'] => [status, status, status, status, status, status];

const cases: Record<string, Case> = {
  'GET /account/me': { expected: always(200) },
  'POST /account/setup': {
    expected: always(409),
    body: { token: 'x', name: 'A', email: 'a@example.org', password },
  },
  'POST /account/invitation': { expected: always(404), body: { id: 'x', token: 'y' } },
  'POST /account/invitation/accept': { expected: always(404), body: { id: 'x', token: 'y' } },
  'POST /account/join': {
    expected: always(422),
    body: { secret: 'y', party: { name: 'New', country: 'IN' } },
  },
  'POST /account/active': { expected: always(403), body: { party: 'urn:x:nobody' } },
  'POST /account/news': { expected: [200, 200, 200, 200, 200, 403], body: { entry: 0 } },
  'GET /account/people/invitations': { expected: looksAfter(200) },
  'POST /account/people/invitations': { expected: [422, 403, 201, 403, 403, 403], body: { role: 'viewer' } },
  'POST /account/people/invitations/:id/revocation': { expected: looksAfter(404) },
  'GET /account/people': { expected: looksAfter(200) },
  'POST /account/people/:user': { expected: looksAfter(404), body: { end: true } },
  'POST /account/people/:user/reset': { expected: looksAfter(404) },
  'GET /account/keys': { expected: looksAfter(200) },
  'POST /account/keys': { expected: looksAfter(201), body: {} },
  'POST /account/keys/:id/revocation': { expected: looksAfter(404) },
  'GET /account/audit': { expected: looksAfter(200) },
};

test('every row of the accounts stands in the expectations, and nothing else does', () => {
  const rows = routes.filter(({ path }) => path.startsWith('/account/'));
  assert.deepEqual(Object.keys(cases).sort(), rows.map(({ method, path }) => `${method} ${path}`).sort());
});

for (const [at, role] of roles.entries()) {
  test(`the rows of the accounts as ${role}`, async () => {
    house.faults.length = 0;
    for (const [name, { expected, body }] of Object.entries(cases)) {
      const [method = '', path = ''] = name.split(' ');
      const answer = await people.get(role)?.send(method, path, body, method === 'GET' ? {} : ours());
      assert.equal(answer?.status, expected[at], `${name}: ${JSON.stringify(answer?.body)}`);
      assert.equal(answer?.headers.get('access-control-allow-origin'), null, name);
    }
    assert.deepEqual(house.faults, []);
  });
}

const keyRoles: Readonly<Record<Standing, Role | null>> = {
  ...{ operator: 'operator', reader: 'reader', manager: 'party', clerk: 'party', viewer: 'party' },
  nothing: null,
};

/** The refusal that a person meets at the door; undefined = the row lets them in. */
function refusalFor({ who, persons, method }: Route, standing: Standing): string | undefined {
  if (typeof who === 'string') return undefined;
  const role = keyRoles[standing];
  if (role === null) return 'KEY_MISSING';
  if (!who.includes(role) || (persons !== undefined && !persons.includes(standing as PersonRole)))
    return 'ROLE_NOT_ALLOWED';
  return standing === 'viewer' && method === 'POST' ? 'ROLE_NOT_ALLOWED' : undefined;
}

const others = routes.filter(({ path }) => !path.startsWith('/account/'));

for (const role of roles) {
  test(`every other row as ${role}`, async () => {
    for (const route of others) {
      const path = route.path.replace(/:\w+(\{[^}]*\})?/g, 'none');
      const asked = {
        ...(route.method === 'GET' ? {} : ours()),
        ...(route.takes ? { 'content-type': route.takes[0] ?? '' } : {}),
      };
      const answer = await people.get(role)?.send(route.method, path, undefined, asked);
      const refused = refusalFor(route, role);
      const code = answer?.status === 401 || answer?.status === 403 ? codeOf(answer) : undefined;
      const atDoor = code === 'KEY_MISSING' || code === 'ROLE_NOT_ALLOWED' ? code : undefined;
      assert.equal(atDoor, refused, `${route.method} ${path}: ${JSON.stringify(answer?.body)}`);
    }
  });
}

test('a key that is shown decides, whoever is signed in', async () => {
  const both = await people.get('operator')?.get('/report', house.as('party'));
  assert.deepEqual([both?.status, both && codeOf(both)], [403, 'ROLE_NOT_ALLOWED']);
  const bad = await people.get('operator')?.get('/report', { authorization: 'Bearer svk_x' });
  assert.equal(bad && codeOf(bad), 'KEY_NOT_VALID');
});

test('who comes with a key, or with nothing, costs no look at sessions', async () => {
  const looked: Headers[] = [];
  const { session } = house.accounts;
  house.accounts.session = (headers, lengthen) => {
    looked.push(headers);
    return session(headers, lengthen);
  };
  const nobody = house.visitor();
  await nobody.post('/events', {}, house.as('party'));
  await nobody.get('/account/me');
  await nobody.get('/parties', { ...house.as('reader'), cookie: 'selvedge.session_token=x.y' });
  await people.get('operator')?.get('/log/checkpoint');
  await nobody.get('/parties', { cookie: 'theme=dark; other.session_token=x' });
  assert.equal(looked.length, 0);
  await people.get('operator')?.get('/parties');
  assert.equal(looked.length, 1);
  house.accounts.session = session;
});

test('only a manager or the operator revokes keys of a party', async () => {
  const path = `/parties/${encodeURIComponent(house.party)}/keys/none/revocation`;
  for (const [role, status] of [
    ['clerk', 403],
    ['viewer', 403],
    ['manager', 404],
    ['operator', 404],
  ] as const) {
    const answer = await people.get(role)?.post(path, { reason: 'lost' });
    assert.equal(answer?.status, status, role);
  }
});

test('who has settled a doubt is named to their own side and to the operator, to the other side only its party', async () => {
  const { lot, event } = freshEvent();
  const made = await house.app.request('/events', jsonPost(event, house.as('party')));
  assert.equal(made.status, 201, await made.clone().text());
  const product = { product: lot.replace(/\/10\/.*/, ''), party: house.otherParty, name: 'A shirt' };
  assert.equal((await house.app.request('/products', jsonPost(product, house.as('other')))).status, 201);
  const doubt = { id: 'a-doubt', about: lot, atMs: Date.now(), kind: 'other', language: null };
  house.data.doubts.add({ ...doubt, text: 'It is not as it is told.' });
  const clerk = people.get('clerk');
  const settled = { standing: 'settled', note: 'Asked the dyer.' };
  assert.equal((await clerk?.post('/doubts/a-doubt/standing', settled))?.status, 200);
  const seen = async (caller: Visitor | undefined, headers = {}): Promise<unknown[]> => {
    const { body } = (await caller?.get('/doubts', headers)) ?? {};
    const [{ standing, marks }] = body.member;
    return [standing, marks[0].partyName, marks[0].personName, marks[0].note];
  };
  const partyName = house.node.party(house.party)?.name;
  const { name } = (await clerk?.get('/account/me'))?.body.user ?? {};
  assert.ok(name);
  assert.deepEqual(await seen(people.get('viewer')), ['settled', partyName, name, 'Asked the dyer.']);
  assert.deepEqual(await seen(people.get('operator')), ['new', partyName, name, 'Asked the dyer.']);
  const other = house.visitor();
  assert.deepEqual(await seen(other, house.as('other')), ['new', partyName, null, 'Asked the dyer.']);
  const trail = house.accounts.audit.read({ party: house.party, limit: 10 });
  const noted = trail.filter(({ subject }) => subject === 'a-doubt');
  assert.deepEqual(
    noted.map(({ action, role, detail }) => [action, role, detail]),
    [['marked a doubt', 'clerk', { standing: 'settled' }]],
  );
});

function ours(): Record<string, string> {
  return { origin: new URL(house.url).origin };
}
