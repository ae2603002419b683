// Certificates that go out as credentials and come in from outside, through the door, as a stranger's program sees them.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { importCredential } from '../../src/credential/import.ts';
import { keysInFile } from '../../src/credential/key-source.ts';
import type { RecordView } from '../../src/flow/answers.ts';
import { jwtOf, plainCredential, sdJwtOf, testIssuer, type TestIssuer } from '../support/credential.ts';
import { type CallerName, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor({ publicUrl: 'https://node.example/' });
});
after(() => door.close());

let certificates = 0;

/** A self-declaration of the first party with a number that only it, and whoever sees all, is shown. */
async function declared(
  change: Record<string, unknown> = {},
  party: string = door.party,
): Promise<RecordView> {
  certificates += 1;
  const said = await door.node.say(party, 'certificate', {
    certificate: `https://party.example/certificate/${certificates}`,
    type: 'self-declaration',
    scheme: 'gots',
    holder: party,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2099-01-01T00:00:00Z',
    ...{ sites: ['*'], subcontractors: [], processes: ['ginning'], categories: ['lint'] },
    ...{ materials: ['cotton'], codes: ['organic'], number: `N-${certificates}`, ...change },
  });
  assert.ok(said.ok, JSON.stringify(said));
  return said.value;
}

function asked(path: string, as: CallerName = 'anonymous'): Promise<Response> {
  return Promise.resolve(door.app.request(path, { headers: door.as(as) }));
}

interface Opened {
  header: Record<string, string>;
  payload: Record<string, unknown> & { issuer: unknown; credentialSubject: Record<string, unknown> };
}

function open(jwt: string): Opened {
  const [header = '', payload = ''] = jwt.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: read(header), payload: read(payload) } as Opened;
}

interface Keys {
  id: string;
  alsoKnownAs: string[];
  verificationMethod: { id: string; publicKeyJwk: { kty: string; crv: string; x: string } }[];
}

/** With Node's cryptography and the published key: as somebody would who has nothing of ours. */
async function isSignedBy(jwt: string, party: string): Promise<boolean> {
  const keys = (await (await asked(`/credentials/keys/${encodeURIComponent(party)}`)).json()) as Keys;
  const method = keys.verificationMethod.find(({ id }) => id === open(jwt).header['kid']);
  assert.ok(method, JSON.stringify(keys));
  const at = jwt.lastIndexOf('.');
  const key = createPublicKey({ key: method.publicKeyJwk, format: 'jwk' });
  return verify(null, Buffer.from(jwt.slice(0, at)), key, Buffer.from(jwt.slice(at + 1), 'base64url'));
}

async function listOf(party: string, purpose: string): Promise<string> {
  const response = await asked(`/credentials/status/${encodeURIComponent(party)}/${purpose}`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/vc+jwt');
  return response.text();
}

/** Indexes of the bits that are set, read without our own decoder. */
function bitsIn(jwt: string): number[] {
  const text = String(open(jwt).payload.credentialSubject['encodedList']);
  const bytes = gunzipSync(Buffer.from(text.slice(1), 'base64url'));
  return [...bytes].flatMap((byte, at) =>
    byte === 0
      ? []
      : [...byte.toString(2).padStart(8, '0')].flatMap((bit, i) => (bit === '1' ? [at * 8 + i] : [])),
  );
}

function pathOf({ id }: RecordView): string {
  return `/certificates/${encodeURIComponent(id ?? '')}/credential`;
}

test('a certificate goes out as a signed credential that names its place in the status lists', async () => {
  const party = door.party;
  const record = await declared();
  const response = await asked(`${pathOf(record)}?profile=w3c`, 'party');
  assert.equal(response.status, 200);
  const jwt = await response.text();
  assert.ok(await isSignedBy(jwt, party));
  const { header, payload } = open(jwt);
  assert.deepEqual([header['typ'], header['alg']], ['vc+jwt', 'EdDSA']);
  assert.equal(payload['id'], `https://node.example${pathOf(record)}`);
  assert.equal(payload['description'], undefined);
  const issuer = payload.issuer as { id: string; issuerAlsoKnownAs: { id: string }[] };
  assert.match(issuer.id, /^did:key:z6Mk/);
  assert.equal(issuer.issuerAlsoKnownAs[0]?.id, party);
  const entries = payload['credentialStatus'] as Record<string, string>[];
  assert.deepEqual(
    entries.map(({ statusListCredential }) => statusListCredential),
    ['revocation', 'suspension'].map(
      (purpose) => `https://node.example/credentials/status/${encodeURIComponent(party)}/${purpose}`,
    ),
  );
});

test('it is for those who are shown all of it', async () => {
  const path = pathOf(await declared());
  const statuses = await Promise.all(
    (['anonymous', 'reader', 'party', 'other', 'operator'] as const).map(
      async (as) => (await asked(path, as)).status,
    ),
  );
  assert.deepEqual(statuses, [401, 200, 200, 403, 200]);
  const low = await door.withKey({ role: 'reader', level: 'country' });
  assert.equal((await door.app.request(path, { headers: low })).status, 403);
  assert.equal((await asked('/certificates/urn%3Ax%3Anone/credential', 'operator')).status, 404);
  assert.equal((await asked(`${path}?profile=other`, 'operator')).status, 400);
});

test('the lists follow the words of the log, and indexes never move', async () => {
  const admitted = await door.node.admitParty({ name: 'Listed', country: 'IN' });
  assert.ok(admitted.ok);
  const { party } = admitted.value;
  const [first, second] = [await declared({}, party), await declared({}, party)];
  assert.deepEqual(bitsIn(await listOf(party, 'revocation')), []);
  const from = '2026-01-02T00:00:00Z';
  const withdrawn = await door.node.say(party, 'status', { about: second.id, state: 'withdrawn', from });
  assert.ok(withdrawn.ok, JSON.stringify(withdrawn));
  await declared({}, party);
  await later();
  const revocation = await listOf(party, 'revocation');
  assert.deepEqual(bitsIn(revocation), [1]);
  assert.deepEqual(bitsIn(await listOf(party, 'suspension')), [1]);
  assert.ok(await isSignedBy(revocation, party));
  const index = async (record: RecordView): Promise<unknown> => {
    const { payload } = open(await (await asked(pathOf(record), 'operator')).text());
    return (payload['credentialStatus'] as { statusListIndex: number }).statusListIndex;
  };
  assert.deepEqual([await index(first), await index(second)], [0, 1]);
});

/** The node pauses between two readings of the same party's certificates, for many times as long as one takes. */
function later(): Promise<void> {
  door.data.world.clock.nowMs = () => Date.UTC(2026, 10, 23);
  return Promise.resolve();
}

test('a status list may be kept by everybody for a while, and is the same text for that time', async () => {
  const path = `/credentials/status/${encodeURIComponent(door.party)}/revocation`;
  const [one, other] = [await asked(path), await asked(path, 'other')];
  assert.equal(await one.text(), await other.text());
  assert.match(one.headers.get('cache-control') ?? '', /^public, max-age=\d+$/);
  assert.equal(one.headers.get('access-control-allow-origin'), '*');
  for (const bad of [
    '/credentials/status/urn%3Ax/revocation',
    path.replace('revocation', 'message'),
    '/credentials/keys/urn%3Ax',
  ])
    assert.equal((await asked(bad)).status, 404, bad);
});

test('where a party holds its key itself, the operator signs and says so', async () => {
  const { generateKeyPairSync, sign } = await import('node:crypto');
  const { possessionInput } = await import('../../src/domain/party/possession.ts');
  const { keyThumbprint } = await import('#verifier');
  const { nodePrimitives } = await import('#verifier/node');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  const party = 'did:web:device.example';
  const kid = keyThumbprint(Buffer.from(x, 'base64url'), nodePrimitives);
  const input = possessionInput(party, kid);
  const possession = `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
  const admitted = await door.node.admitParty({
    party,
    name: 'Device',
    device: { jwk: { kty: 'OKP', crv: 'Ed25519', x }, possession },
  });
  assert.ok(admitted.ok, JSON.stringify(admitted));
  const list = await listOf(party, 'revocation');
  assert.ok(await isSignedBy(list, door.node.operator));
  assert.match(
    String(open(list).payload['description']),
    /Signed by the operator .* Device \(did:web:device\.example\)/,
  );
});

const holder = (): string => door.party;

function credentialOf(issuer: TestIssuer, change: object = {}, about: object = {}): string {
  certificates += 1;
  const subject = {
    id: holder(),
    type: 'scope',
    scheme: 'gots',
    codes: ['organic'],
    volumeGrams: 5_000,
    ...about,
  };
  const frame = { id: `urn:x:outside:${certificates}`, validUntil: '2099-01-01T00:00:00Z', ...change };
  return jwtOf(plainCredential(issuer.id, subject, frame), issuer);
}

interface Handed {
  record: RecordView;
  format: string;
  status: string;
  filled: string[];
  errors: { code: string; field?: string }[];
}

async function handedIn(body: object, as: CallerName = 'party'): Promise<Handed & { code: number }> {
  const response = await door.app.request('/certificates/import', jsonPost(body, door.as(as)));
  return { ...((await response.json()) as Handed), code: response.status };
}

test('what a stranger issued is handed in by its holder, kept, and counts as a document', async () => {
  const credential = credentialOf(testIssuer('ES256'));
  const { record, format, status, code, filled } = await handedIn({
    credential,
    overrides: { processes: ['ginning'] },
  });
  assert.deepEqual([code, format, status, filled], [201, 'document', 'none', ['processes']]);
  const digest = createHash('sha256').update(credential).digest('base64url');
  const { imported, holder: of, volumeGrams, processes } = record.claims;
  assert.deepEqual([of, volumeGrams, processes], [door.party, 5_000, ['ginning']]);
  assert.deepEqual(imported, { format: 'document', digest, issuer: open(credential).payload.issuer });
  assert.equal(await (await asked(`/documents/${digest}`, 'party')).text(), credential);
  assert.equal((await asked(`/documents/${digest}`, 'other')).status, 404);
});

test('of somebody whom the operator has admitted, or whose keys it brings, it counts as a credential', async () => {
  const known = testIssuer();
  const admitted = await door.node.admitParty({ party: known.id, name: 'Known Certifier' });
  assert.ok(admitted.ok);
  assert.equal((await handedIn({ credential: credentialOf(known) })).format, 'credential');
  const outside = testIssuer('EdDSA', 'did:web:certifier.example');
  const credential = credentialOf(outside);
  const issuerKeys = { keys: [outside.jwk] };
  assert.equal((await handedIn({ credential })).errors[0]?.code, 'CREDENTIAL_KEY_UNKNOWN');
  assert.equal((await handedIn({ credential, issuerKeys })).errors[0]?.code, 'ROLE_NOT_ALLOWED');
  const vouched = await handedIn({ credential, issuerKeys, party: door.party }, 'operator');
  assert.deepEqual([vouched.code, vouched.format], [201, 'credential']);
});

test('what its holder adds, or a status that nobody looked up, makes a document of it', async () => {
  const known = testIssuer();
  assert.ok((await door.node.admitParty({ party: known.id, name: 'Certifier' })).ok);
  const overrides = { codes: ['organic', 'made-with'] };
  assert.equal((await handedIn({ credential: credentialOf(known), overrides })).format, 'document');
  const byOperator = { credential: credentialOf(known), overrides, party: door.party };
  assert.equal((await handedIn(byOperator, 'operator')).format, 'credential');
  const entry = {
    type: 'BitstringStatusListEntry',
    ...{ statusPurpose: 'revocation', statusListIndex: '3', statusListCredential: 'urn:x:list' },
  };
  const open = await handedIn({ credential: credentialOf(known, { credentialStatus: entry }) });
  assert.deepEqual([open.code, open.format, open.status], [201, 'document', 'not-checked']);
});

test('one credential is one certificate, whatever is disclosed of it', async () => {
  const issuer = testIssuer();
  const clear = {
    iss: issuer.id,
    vct: 'https://x.example/scope',
    sub: holder(),
    nbf: 1_767_225_600,
    exp: 4_070_908_800,
  };
  const text = sdJwtOf(
    { ...clear, type: 'scope', scheme: 'gots' },
    { number: 'SD 2', volumeGrams: 7 },
    issuer,
  );
  const first = await handedIn({ credential: text });
  assert.equal(first.code, 201, JSON.stringify(first.errors));
  const less = `${text.split('~').slice(0, 2).join('~')}~`;
  assert.equal((await handedIn({ credential: less })).errors[0]?.code, 'ID_TAKEN');
  const renamed = await handedIn({ credential: less, overrides: { certificate: 'urn:x:another' } });
  assert.equal(renamed.errors[0]?.code, 'CREDENTIAL_CONTRADICTED');
});

test('an SD-JWT VC is handed in as it was presented', async () => {
  const issuer = testIssuer();
  const clear = {
    iss: issuer.id,
    vct: 'https://x.example/scope',
    sub: holder(),
    nbf: 1_767_225_600,
    exp: 4_070_908_800,
    jti: 'urn:x:sd:1',
  };
  const credential = sdJwtOf({ ...clear, type: 'scope', scheme: 'gots' }, { number: 'SD 1' }, issuer);
  const { code, record } = await handedIn({ credential });
  assert.deepEqual([code, record.claims['number'], record.id], [201, 'SD 1', 'urn:x:sd:1']);
});

const contradicting: [string, () => object, object, string, string | undefined][] = [
  ['more kilograms', () => ({}), { volumeGrams: 9_000_000 }, 'CREDENTIAL_CONTRADICTED', 'volumeGrams'],
  ['kilograms of which it tells nothing', () => ({}), { lots: [] }, 'CREDENTIAL_CONTRADICTED', 'lots'],
  [
    'a longer validity',
    () => ({}),
    { validUntil: '2100-01-01T00:00:00Z' },
    'CREDENTIAL_CONTRADICTED',
    'validUntil',
  ],
  ['another holder', () => ({}), { holder: 'urn:x:other' }, 'CREDENTIAL_CONTRADICTED', 'holder'],
  [
    'another origin',
    () => ({}),
    { imported: { format: 'credential' } },
    'CREDENTIAL_CONTRADICTED',
    'imported',
  ],
  ['what no certificate has', () => ({}), { colour: 'red' }, 'CLAIM_UNKNOWN', 'colour'],
  ['about somebody else', () => ({ id: 'did:web:other.example' }), {}, 'CREDENTIAL_HOLDER_DIFFERS', 'holder'],
  ['about nobody', () => ({ id: undefined }), {}, 'CREDENTIAL_HOLDER_DIFFERS', 'holder'],
];
for (const [what, about, overrides, code, field] of contradicting) {
  test(`not taken, ${code}: ${what}`, async () => {
    const size = door.node.head().size;
    const credential = credentialOf(testIssuer(), {}, about());
    const { errors } = await handedIn({ credential, overrides });
    assert.deepEqual([errors[0]?.code, errors[0]?.field], [code, field]);
    assert.equal(door.node.head().size, size);
    const digest = createHash('sha256').update(credential).digest('base64url');
    assert.equal((await asked(`/documents/${digest}`, 'operator')).status, 404);
  });
}

test('nobody hands in what it issued to itself', async () => {
  const self = testIssuer();
  const admitted = await door.node.admitParty({ party: self.id, name: 'Itself' });
  assert.ok(admitted.ok);
  const credential = credentialOf(self, {}, { id: self.id });
  const handed = await handedIn({ credential, party: self.id }, 'operator');
  assert.equal(handed.errors[0]?.code, 'SELF_CERTIFIED');
});

test('what this node gives out, and its lists, another program takes in; withdrawn it does not', async () => {
  const admitted = await door.node.admitParty({ name: 'Round', country: 'IN' });
  assert.ok(admitted.ok);
  const { party } = admitted.value;
  const record = await declared({}, party);
  const jwt = await (await asked(pathOf(record), 'operator')).text();
  const keys = keysInFile(await (await asked(`/credentials/keys/${encodeURIComponent(party)}`)).text());
  assert.ok(keys.ok);
  const nowMs = door.data.world.clock.nowMs();
  const read = async (): Promise<string> => {
    const statusLists = [await listOf(party, 'suspension')];
    const answer = importCredential(jwt, {
      nowMs: door.data.world.clock.nowMs(),
      resolveKey: keys.value,
      statusLists,
    });
    return answer.ok ? answer.value.status : answer.refusal.code;
  };
  assert.equal(await read(), 'good');
  const from = '2026-01-02T00:00:00Z';
  assert.ok((await door.node.say(party, 'status', { about: record.id, state: 'withdrawn', from })).ok);
  door.data.world.clock.nowMs = () => nowMs + 120_000;
  assert.equal(await read(), 'CREDENTIAL_SUSPENDED');
});
