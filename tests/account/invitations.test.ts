// Invitations of people: once, for a time, to no more than the inviter has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, type House, openHouse, password, tokenOf, type Visitor } from './house.ts';

let house: House;
let operator: Visitor;
let manager: Visitor & { user: string };
const time = { nowMs: Date.now() };

before(async () => {
  house = await openHouse({ nowMs: () => time.nowMs });
  operator = await house.operatorPerson();
  manager = await house.person('manager', house.party);
  const facility = { facility: 'https://example.org/site/1', party: house.party, country: 'IN' };
  assert.ok((await house.node.registerFacility(facility)).ok);
  assert.ok(
    (
      await house.node.registerFacility({
        ...facility,
        facility: 'https://example.org/site/other',
        party: house.otherParty,
      })
    ).ok,
  );
});
after(() => house.close());

const dayMs = 86_400_000;
let people = 0;
const about = (): { name: string; email: string; password: string } => {
  people += 1;
  return { name: `Guest ${people}`, email: `guest${people}@example.org`, password };
};
const invited = async (by: Visitor, wish: object): Promise<{ id: string; token: string }> => {
  const answer = await by.post('/account/people/invitations', wish);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return tokenOf(answer.body.link);
};
const accept = (sent: object, by = house.visitor()) => by.post('/account/invitation/accept', sent);

test('a link tells what it invites to, makes a member, and is spent', async () => {
  const wish = { role: 'clerk', sites: ['https://example.org/site/1'], note: 'for the gin' };
  const link = await invited(manager, wish);
  const told = await house.visitor().post('/account/invitation', link);
  assert.deepEqual(
    { ...told.body, expiresAtMs: 0 },
    {
      ...{ kind: 'person', role: 'clerk', party: house.party, partyName: 'First Test Party', expiresAtMs: 0 },
      ...{ sites: ['https://example.org/site/1'], note: 'for the gin', invitedBy: 'Person 1' },
    },
  );
  const visitor = house.visitor();
  const took = await accept({ ...link, ...about() }, visitor);
  assert.equal(took.status, 201);
  assert.deepEqual(took.body.active.sites, ['https://example.org/site/1']);
  assert.equal((await visitor.get('/account/me')).body.active.role, 'clerk');
  for (const again of [
    await accept({ ...link, ...about() }),
    await house.visitor().post('/account/invitation', link),
  ])
    assert.deepEqual([again.status, codeOf(again)], [404, 'INVITATION_NOT_OPEN']);
});

test('of ten who take one link at a time one gets in, and of the others nothing is left', async () => {
  const link = await invited(manager, { role: 'viewer' });
  const before = house.accounts.persons.all().length;
  const answers = await Promise.all(Array.from({ length: 10 }, () => accept({ ...link, ...about() })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(404)]);
  assert.equal(house.accounts.persons.all().length, before + 1);
});

test('one that is over, revoked, unknown or changed counts for nothing, and which is not said', async () => {
  const over = await invited(manager, { role: 'viewer', days: 2 });
  const revoked = await invited(manager, { role: 'viewer' });
  assert.equal((await manager.post(`/account/people/invitations/${revoked.id}/revocation`)).status, 200);
  const twice = await manager.post(`/account/people/invitations/${revoked.id}/revocation`);
  assert.deepEqual([twice.status, codeOf(twice)], [409, 'INVITATION_CLOSED']);
  time.nowMs += 2 * dayMs;
  const changed = await invited(manager, { role: 'viewer' });
  const last = changed.token.endsWith('A') ? 'E' : 'A';
  const wrong = { ...changed, token: `${changed.token.slice(0, -1)}${last}` };
  const answers = await Promise.all(
    [over, revoked, wrong, { id: '0'.repeat(16), token: over.token }].map((link) =>
      accept({ ...link, ...about() }),
    ),
  );
  for (const { status, body } of answers) {
    assert.equal(status, 404);
    assert.deepEqual(body, answers[0]?.body);
  }
  time.nowMs -= 2 * dayMs;
});

test('somebody who is signed in takes it on as themselves, and acts for it', async () => {
  const link = await invited(operator, { role: 'viewer', party: house.otherParty });
  const took = await accept(link, manager);
  assert.equal(took.status, 201, JSON.stringify(took.body));
  assert.equal(took.body.user.id, manager.user);
  assert.equal((await manager.get('/account/me')).body.active.party, house.otherParty);
  assert.equal((await manager.post('/account/active', { party: house.party })).status, 200);
  assert.equal((await manager.get('/account/me')).body.active.role, 'manager');
  const strange = await manager.post('/account/active', { party: null });
  assert.deepEqual([strange.status, codeOf(strange)], [403, 'MEMBERSHIP_MISSING']);
});

test('a new person has an address that nobody has, and a whole form', async () => {
  const link = await invited(manager, { role: 'viewer' });
  const taken = await accept({ ...link, ...about(), email: 'OPERATOR@example.org' });
  assert.deepEqual([taken.status, codeOf(taken)], [409, 'EMAIL_TAKEN']);
  const half = await accept({ ...link, name: 'A', email: 'half@example.org' });
  assert.deepEqual(
    [half.status, codeOf(half), half.body.errors[0].field],
    [400, 'FIELD_INVALID', 'password'],
  );
  assert.equal((await accept({ ...link, ...about() })).status, 201);
});

test('a manager gives roles, sites and a level of their own party, and no more than they have', async () => {
  const refusals: [Visitor, object, number, string][] = [
    [manager, { role: 'operator' }, 422, 'TERMS_DO_NOT_FIT'],
    [manager, { role: 'manager', party: house.otherParty }, 403, 'MEMBERSHIP_MISSING'],
    [manager, { role: 'operator', party: null }, 403, 'MEMBERSHIP_MISSING'],
    [manager, { role: 'viewer', level: 'full' }, 403, 'LEVEL_NOT_GRANTED'],
    [manager, { role: 'viewer', sites: ['https://example.org/site/1'] }, 422, 'TERMS_DO_NOT_FIT'],
    [manager, { role: 'clerk', sites: ['https://example.org/site/other'] }, 422, 'SITE_UNKNOWN'],
    [manager, { role: 'clerk', sites: [] }, 400, 'FIELD_INVALID'],
    [operator, { role: 'clerk' }, 422, 'TERMS_DO_NOT_FIT'],
    [operator, { role: 'reader', party: house.party }, 422, 'TERMS_DO_NOT_FIT'],
    [operator, { role: 'clerk', party: 'urn:x:nobody' }, 404, 'PARTY_UNKNOWN'],
  ];
  for (const [by, wish, status, code] of refusals) {
    const answer = await by.post('/account/people/invitations', wish);
    assert.deepEqual([answer.status, codeOf(answer)], [status, code], JSON.stringify(wish));
  }
});

test('a list shows states and no token; a manager sees those of the own party only', async () => {
  const own = await manager.get('/account/people/invitations');
  const states = new Set(own.body.member.map(({ state }: { state: string }) => state));
  assert.deepEqual(states, new Set(['open', 'used', 'revoked']));
  assert.ok(own.body.member.every(({ party }: { party: string }) => party === house.party));
  const all = await operator.get('/account/people/invitations');
  assert.ok(all.body.member.length > own.body.member.length);
  assert.equal(JSON.stringify(all.body).includes('token'), false);
  const foreign = await manager.get(
    `/account/people/invitations?party=${encodeURIComponent(house.otherParty)}`,
  );
  assert.deepEqual([foreign.status, codeOf(foreign)], [403, 'MEMBERSHIP_MISSING']);
  const theirs = all.body.member.find(({ party }: { party: string }) => party === house.otherParty);
  const revoked = await manager.post(`/account/people/invitations/${theirs.id}/revocation`);
  assert.deepEqual([revoked.status, codeOf(revoked)], [404, 'INVITATION_NOT_OPEN']);
});
