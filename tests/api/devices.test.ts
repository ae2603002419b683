// A device gets a key of its own beside those of its party, and signs with it from then on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signDocument } from '../../src/flow/device.ts';
import { deviceKey, newDevice } from './device-key.ts';
import { documentOf, freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const keys = (): string => `/parties/${encodeURIComponent(door.party)}/keys`;
const post = (path: string, body: unknown): Promise<Response> =>
  Promise.resolve(door.app.request(path, jsonPost(body, door.as('party'))));

test('a second and a third key: each device signs, and the key that the node holds goes on', async () => {
  for (const label of ['Gin office phone', 'Scale house tablet']) {
    const device = newDevice(door.party);
    const enrolled = await post(keys(), { ...deviceKey(door.party, device), label });
    assert.equal(enrolled.status, 201, await enrolled.clone().text());
    const key = (await enrolled.json()) as { kid: string; label: string; custody: string };
    assert.deepEqual([key.kid, key.label, key.custody], [device.kid, label, 'device']);
    const { primitives, randomBytes, clock } = door.data.world;
    const tools = { primitives, randomBytes, nowMs: () => clock.nowMs() };
    const bytes = Buffer.from(JSON.stringify(documentOf(freshEvent().event)));
    const signed = signDocument(device, bytes, 'property', door.node, tools);
    assert.ok(signed.ok);
    const init = {
      method: 'POST',
      body: signed.value[0]!,
      headers: { 'content-type': 'application/sd-jwt', ...door.as('party') },
    };
    const said = await door.app.request('/events', init);
    assert.equal(said.status, 201, await said.clone().text());
    assert.equal((await jsonOf(said)).custody, 'device');
    // The line broke after the log had it: the same statement again is known.
    const again = await door.app.request('/events', init);
    assert.deepEqual([again.status, (await jsonOf(again)).errors[0].code], [409, 'EVENT_ALREADY_RECORDED']);
  }
  const custodial = await post('/events', freshEvent().event);
  assert.equal((await jsonOf(custodial)).custody, 'custodial');
  const listed = (await (await door.app.request(keys(), { headers: door.as('operator') })).json()) as {
    member: { label: string | null }[];
  };
  assert.deepEqual(
    listed.member.map(({ label }) => label),
    [null, 'Gin office phone', 'Scale house tablet'],
  );
});

test('the party’s own key enrols the device: it is the party’s word', async () => {
  const enrolled = await post(keys(), deviceKey(door.party));
  const { enrolledAt } = (await enrolled.json()) as { enrolledAt: number };
  const [payload = ''] = (door.node.statement(enrolledAt) ?? '').split('.').slice(1);
  assert.equal((JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss: string }).iss, door.party);
});

test('a broken line: the same enrolment again is answered, and the log has it once', async () => {
  const body = deviceKey(door.party);
  assert.equal((await post(keys(), body)).status, 201);
  const { size } = door.node.head();
  assert.equal((await post(keys(), body)).status, 200);
  assert.equal(door.node.head().size, size);
});

test('nobody enrols a key that they do not hold, nor one of another party', async () => {
  const [mine, theirs] = [deviceKey(door.party), deviceKey(door.party)];
  const forged = await post(keys(), { ...mine, possession: theirs['possession'] });
  assert.deepEqual(
    [forged.status >= 400, (await jsonOf(forged)).errors[0].code],
    [true, 'KEY_NOT_POSSESSED'],
  );
  const elsewhere = `/parties/${encodeURIComponent(door.otherParty)}/keys`;
  assert.equal((await post(elsewhere, deviceKey(door.otherParty))).status, 403);
  const taken = deviceKey(door.otherParty, newDevice(door.otherParty));
  await door.app.request(elsewhere, jsonPost(taken, door.as('other')));
  const stolen = await door.app.request(keys(), jsonPost({ ...taken }, door.as('operator')));
  assert.ok(stolen.status >= 400, await stolen.clone().text());
});

test('a revoked device signs nothing more', async () => {
  const device = newDevice(door.party);
  await post(keys(), deviceKey(door.party, device));
  const revoked = await post(`${keys()}/${device.kid}/revocation`, { reason: 'lost in the field' });
  assert.equal(revoked.status, 200);
  const { primitives, randomBytes, clock } = door.data.world;
  const tools = { primitives, randomBytes, nowMs: () => clock.nowMs() };
  const bytes = Buffer.from(JSON.stringify(documentOf(freshEvent().event)));
  const signed = signDocument(device, bytes, 'property', door.node, tools);
  assert.ok(signed.ok);
  const headers = { 'content-type': 'application/sd-jwt', ...door.as('party') };
  const said = await door.app.request('/events', { method: 'POST', body: signed.value[0]!, headers });
  assert.equal((await jsonOf(said)).errors[0].code, 'KEY_REVOKED');
});

interface TellingKey {
  kid: string;
  enrolled: { by: string; byName: string | null; atMs: number };
  revoked: { by: string; atMs: number; reason: string | null } | null;
}

test('of each key its people read who told of it, when, and why it was taken back', async () => {
  const device = newDevice(door.otherParty);
  const at = `/parties/${encodeURIComponent(door.otherParty)}/keys`;
  const as = door.as('other');
  await door.app.request(at, jsonPost(deviceKey(door.otherParty, device), as));
  await door.app.request(`${at}/${device.kid}/revocation`, jsonPost({ reason: 'left in a taxi' }, as));
  const answer = await door.app.request(at, { headers: as });
  const { member } = (await answer.json()) as { member: TellingKey[] };
  const [custodial, phone] = [member[0]!, member.find(({ kid }) => kid === device.kid)!];
  const operator = door.node.operator;
  assert.deepEqual([custodial.enrolled.by, custodial.revoked], [operator, null]);
  assert.equal(custodial.enrolled.byName, door.node.party(operator)!.name);
  assert.equal(phone.enrolled.by, door.otherParty);
  assert.deepEqual([phone.revoked?.by, phone.revoked?.reason], [operator, 'left in a taxi']);
  assert.ok(phone.revoked!.atMs >= phone.enrolled.atMs && phone.enrolled.atMs > 0);
});

test('the key that the node itself signs with is not taken back here', async () => {
  const { operator } = door.node;
  const [key] = door.node.party(operator)!.keys;
  const path = `/parties/${encodeURIComponent(operator)}/keys/${key!.kid}/revocation`;
  const { size } = door.node.head();
  const refused = await door.app.request(path, jsonPost({ reason: 'a slip' }, door.as('operator')));
  assert.deepEqual([refused.status, (await jsonOf(refused)).errors[0].code], [409, 'NODE_KEY_IN_USE']);
  assert.equal(door.node.head().size, size);
  assert.equal((await post(keys(), deviceKey(door.party))).status, 201);
});

test('a device asks only for what is its party’s, and for what is usual', async () => {
  const facility = 'https://example.org/facility/gin';
  await post('/facilities', { facility, party: door.party, country: 'IN' });
  const of = async (path: string): Promise<{ member: { party: string }[] }> =>
    (await (await door.app.request(path, { headers: door.as('party') })).json()) as {
      member: { party: string }[];
    };
  assert.deepEqual((await of(`/facilities?party=${encodeURIComponent(door.party)}`)).member.length, 1);
  assert.deepEqual((await of(`/facilities?party=${encodeURIComponent(door.otherParty)}`)).member, []);
  assert.deepEqual((await of('/yields')).member, []);
  const content = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../packs/materials/cotton.json'), 'utf8'),
  ) as {
    yields: unknown[];
  };
  const pack = { pack: 'cotton', version: '1', from: '2020-01-01T00:00:00Z', content };
  const said = await door.app.request('/packs', jsonPost(pack, door.as('operator')));
  assert.equal(said.status, 201, await said.clone().text());
  const yields = (await of('/yields')).member as unknown as { processes: string[]; highPpm: number }[];
  assert.equal(yields.length, content.yields.length);
  assert.ok(yields.some(({ processes, highPpm }) => processes.includes('ginning') && highPpm < 1_000_000));
});
