// A new party by the secret of an invitation in the log: admitted, accepted, with a manager; once, and again after a crash.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { testNowMs } from '../support/world.ts';
import { codeOf, type House, openHouse, password, type Visitor } from './house.ts';

let house: House;
let inviter: Visitor;
let secrets = 0;
const time = { nowMs: testNowMs };

before(async () => {
  house = await openHouse({ nowMs: () => time.nowMs });
  inviter = await house.person('manager', house.party);
});
after(() => house.close());

const hashOf = (secret: string): string => hash('sha256', secret, 'base64url');
const gin = { name: 'Gin East', country: 'IN' };
const about = () => ({ name: 'Gita', email: `gita${secrets}@example.org`, password });

/** By session, as a brand's manager does it. */
async function invited(change: object = {}): Promise<string> {
  secrets += 1;
  const secret = hashOf(`secret ${secrets}`);
  const claims = { invitation: hashOf(secret), as: 'supplier', expires: '2099-01-01T00:00:00Z', ...change };
  const said = await inviter.post('/invitations', claims);
  assert.equal(said.status, 201, JSON.stringify(said.body));
  return secret;
}

test('the secret tells who invites, makes a party with a manager, and the manager invites on', async () => {
  const secret = await invited({ note: 'your bales' });
  const visitor = house.visitor();
  const told = await visitor.post('/account/invitation', { secret });
  assert.deepEqual(
    [told.body.kind, told.body.partyName, told.body.as, told.body.note],
    ['party', 'First Test Party', 'supplier', 'your bales'],
  );
  const joined = await visitor.post('/account/join', { secret, party: gin, ...about() });
  assert.equal(joined.status, 201, JSON.stringify(joined.body));
  const { party, role } = joined.body.active;
  assert.equal(role, 'manager');
  assert.equal(house.node.party(party)?.name, 'Gin East');
  const [acceptance] = house.node.records({ kind: 'acceptance', id: hashOf(secret) }).records;
  assert.equal(acceptance?.issuer, party);
  const onward = { invitation: hashOf('onward'), as: 'supplier', expires: '2099-01-01T00:00:00Z' };
  assert.equal((await visitor.post('/invitations', onward)).status, 201);
  assert.equal((await visitor.get('/account/people')).body.member.length, 1);
});

test('once: not twice, not by two at a time, and nobody is admitted in vain', async () => {
  const secret = await invited();
  const before = house.node.parties().length;
  const join = () => {
    secrets += 1;
    return house.visitor().post('/account/join', { secret, party: gin, ...about() });
  };
  const answers = await Promise.all([join(), join(), join()]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
  const again = await join();
  assert.deepEqual([again.status, codeOf(again)], [409, 'INVITATION_SPENT']);
  assert.equal(house.node.parties().length, before + 1);
});

test('what does not count admits nobody: unknown, over, spent by a party that was here, half a form', async () => {
  const before = [house.node.head().size, house.accounts.persons.all().length];
  const join = (secret: string, more: object = {}) =>
    house.visitor().post('/account/join', { secret, party: gin, ...about(), ...more });
  assert.deepEqual(codeOf(await join(hashOf('nobody'))), 'INVITATION_UNKNOWN');
  const open = await invited();
  assert.deepEqual(codeOf(await join(open, { password: undefined })), 'FIELD_INVALID');
  assert.deepEqual(codeOf(await join(open, { password: 'short' })), 'PASSWORD_NOT_TAKEN');
  assert.deepEqual(codeOf(await join(open, { email: 'operator@example.org' })), 'EMAIL_TAKEN');
  assert.deepEqual(codeOf(await join(open, { party: { name: 'No country' } })), 'FIELD_INVALID');
  const spent = await invited();
  const accepted = await house.node.say(house.otherParty, 'acceptance', {
    invitation: hashOf(spent),
    secret: spent,
  });
  assert.ok(accepted.ok, JSON.stringify(accepted));
  assert.deepEqual(codeOf(await join(spent)), 'INVITATION_SPENT');
  assert.deepEqual(
    [house.node.head().size, house.accounts.persons.all().length],
    [Number(before[0]) + 3, before[1]],
  );
  const asThemselves = await inviter.post('/account/join', { secret: open, party: gin });
  assert.equal(asThemselves.status, 201, JSON.stringify(asThemselves.body));
  assert.equal(asThemselves.body.memberships.length, 2);
});

test('one whose time is over admits nobody', async () => {
  const hourMs = 3_600_000;
  const late = await invited({ expires: new Date(testNowMs + hourMs).toISOString() });
  const before = house.node.parties().length;
  time.nowMs += hourMs;
  const answer = await house.visitor().post('/account/join', { secret: late, party: gin, ...about() });
  time.nowMs -= hourMs;
  assert.deepEqual([answer.status, codeOf(answer)], [409, 'INVITATION_EXPIRED']);
  assert.equal(house.node.parties().length, before);
});

for (const crash of ['after the party was admitted', 'after it had accepted'] as const) {
  test(`the same request goes on where a crash left it: ${crash}`, async () => {
    const secret = await invited();
    const party = await partyOf(secret);
    const admitted = await house.node.admitParty({ ...gin, party });
    assert.ok(admitted.ok, JSON.stringify(admitted));
    if (crash === 'after it had accepted') {
      const said = await house.node.say(party, 'acceptance', { invitation: hashOf(secret), secret });
      assert.ok(said.ok, JSON.stringify(said));
    }
    const parties = house.node.parties().length;
    const joined = await house.visitor().post('/account/join', { secret, party: gin, ...about() });
    assert.equal(joined.status, 201, JSON.stringify(joined.body));
    assert.equal(joined.body.active.party, party);
    assert.equal(house.node.parties().length, parties);
  });
}

/** The id that the party of a secret has: asked of a node that nothing has happened to. */
async function partyOf(secret: string): Promise<string> {
  const other = await openHouse();
  try {
    const manager = await other.person('manager', other.party);
    const claims = { invitation: hashOf(secret), as: 'supplier', expires: '2099-01-01T00:00:00Z' };
    await manager.post('/invitations', claims);
    const joined = await other.visitor().post('/account/join', { secret, party: gin, ...about() });
    return joined.body.active.party as string;
  } finally {
    await other.close();
  }
}
