// Statements that a party signs itself, with a key the node has never held.
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { keyThumbprint, publicKeyOfJwk } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { possessionInput } from '../../src/domain/party/possession.ts';
import { type Draft, draftEvents, draftRecord, seal } from '../../src/domain/statement/draft.ts';
import { testNowMs } from '../support/world.ts';
import { documentOf, freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from './door.ts';

const issuedAtS = testNowMs / 1000;
const tools = { primitives: nodePrimitives, nextSalt: (): string => randomBytes(16).toString('base64url') };

interface Device {
  party: string;
  kid: string;
  privateKey: KeyObject;
  jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string };
}

let door: TestDoor;
let device: Device;
before(async () => {
  door = await openDoor();
  device = newDevice('urn:uuid:3f0c6a3e-6b0e-4b0e-9d0e-0a1b2c3d4e5f');
  const input = possessionInput(device.party, device.kid);
  const possession = `${input}.${sign(null, Buffer.from(input), device.privateKey).toString('base64url')}`;
  const admission = { party: device.party, device: { jwk: device.jwk, possession } };
  const admitted = await door.app.request('/parties', jsonPost(admission, door.as('operator')));
  assert.equal(admitted.status, 201, await admitted.text());
});
after(() => door.close());

function newDevice(party: string): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.export({ format: 'jwk' }).x ?? '' } as const;
  const bytes = publicKeyOfJwk(jwk, nodePrimitives);
  assert.ok(bytes);
  return { party, kid: keyThumbprint(bytes, nodePrimitives), privateKey, jwk };
}

function sealed(draft: Draft, by: Device = device): string {
  return seal(draft, sign(null, Buffer.from(draft.signingInput), by.privateKey));
}

function facilityStatement(name: string, by: Device = device): string {
  const clear = { facility: `https://example.org/facility/${name}`, party: by.party };
  return sealed(draftRecord(by, issuedAtS, 'facility', clear, { country: 'IN' }, tools), by);
}

function eventStatement(): string {
  const { lot, event } = freshEvent();
  const { '@context': _, ...bare } = event;
  const births = [{ lot, secret: randomBytes(16).toString('base64url') }];
  return sealed(draftEvents(device, issuedAtS, documentOf(event), [bare], [{ births }], 'property', tools));
}

function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const sent = { ...door.as('operator'), 'content-type': 'application/sd-jwt', ...headers };
  return Promise.resolve(door.app.request(path, { method: 'POST', body, headers: sent }));
}

test('a statement with an event is recorded as its device signed it', async () => {
  const statement = eventStatement();
  const response = await post('/events', statement);
  const body = await jsonOf(response);
  assert.equal(response.status, 201, JSON.stringify(body));
  assert.equal(body.custody, 'device');
  assert.equal(door.node.statement(body.entries[0] ?? -1), statement);
});

test('a statement about a facility is found by its place in the log', async () => {
  const response = await post('/events', facilityStatement('one'));
  assert.equal(response.status, 201, await response.clone().text());
  const [entry] = (await jsonOf(response)).entries;
  assert.equal(response.headers.get('location'), `/log/proof/${entry}`);
});

test('the same statement twice is a conflict and changes nothing', async () => {
  const statement = eventStatement();
  await post('/events', statement);
  const { size } = door.node.head();
  assert.equal((await post('/events', statement)).status, 409);
  assert.equal(door.node.head().size, size);
});

test('several statements are captured line by line', async () => {
  const { size } = door.node.head();
  const broken = facilityStatement('three').replace(/.{8}~/, 'AAAAAAAA~');
  const taken = await post(
    '/capture',
    [eventStatement(), broken, '', facilityStatement('two'), ''].join('\r\n'),
  );
  assert.equal(taken.status, 202, await taken.clone().text());
  await door.jobs.idle();
  const job = await jsonOf(
    await door.app.request(taken.headers.get('location') ?? '', { headers: door.as('operator') }),
  );
  assert.equal(door.node.head().size, size + 2);
  assert.deepEqual(job.entries, [size, size + 1]);
  assert.equal(
    job.errors[0].pointer ??
      JSON.stringify(job.errors[0])
        .match(/"pointer":"(\/1[^"]*)"/)?.[1]
        ?.slice(0, 2),
    '/1',
  );
});

test('a party key hands in statements of its own party only', async () => {
  const { size } = door.node.head();
  for (const path of ['/events', '/capture']) {
    const response = await post(path, facilityStatement('four'), door.as('party'));
    assert.equal(response.status, 403);
    assert.equal((await jsonOf(response)).errors[0].code, 'STATEMENT_OF_ANOTHER_PARTY');
  }
  await door.jobs.idle();
  assert.equal(door.node.head().size, size);
});

test('a key that nobody has enrolled says nothing', async () => {
  const { size } = door.node.head();
  const response = await post('/events', facilityStatement('five', { ...newDevice(device.party) }));
  assert.equal(response.status, 403, await response.clone().text());
  assert.equal((await jsonOf(response)).errors[0].code, 'KEY_UNKNOWN');
  assert.equal(door.node.head().size, size);
});

test('what a revoked key signs is refused, whatever its date', async () => {
  const other = newDevice('urn:uuid:7a0c6a3e-6b0e-4b0e-9d0e-0a1b2c3d4e5f');
  const input = possessionInput(other.party, other.kid);
  const possession = `${input}.${sign(null, Buffer.from(input), other.privateKey).toString('base64url')}`;
  const admission = { party: other.party, device: { jwk: other.jwk, possession } };
  await door.app.request('/parties', jsonPost(admission, door.as('operator')));
  const address = `/parties/${encodeURIComponent(other.party)}/keys/${other.kid}/revocation`;
  const revoked = await door.app.request(address, jsonPost({ reason: 'lost' }, door.as('operator')));
  assert.equal(revoked.status, 200, await revoked.clone().text());
  const response = await post('/events', facilityStatement('six', other));
  assert.deepEqual([response.status, (await jsonOf(response)).errors[0].code], [403, 'KEY_REVOKED']);
});
