// A passkey, with an authenticator in software (WebAuthn Level 3, ES256, attestation none).
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type House, openHouse, Visitor } from './house.ts';

let house: House;
let owner: Visitor;
let url: string;

before(async () => {
  house = await openHouse();
  // A name, for an address of numbers can hold no passkey.
  url = house.url.replace('127.0.0.1', 'localhost');
  await house.operatorPerson();
  owner = new Visitor(url);
  const { email, password } = { email: 'operator@example.org', password: 'seven green bales of lint' };
  assert.equal((await owner.post('/account/auth/sign-in/email', { email, password })).status, 200);
});
after(() => house.close());

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Buffer): string => bytes.toString('base64url');

// CBOR (RFC 8949), as much as this needs.
const head = (major: number, value: number): Buffer =>
  value < 24
    ? Buffer.from([(major << 5) | value])
    : value < 256
      ? Buffer.from([(major << 5) | 24, value])
      : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
const integer = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value]);
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const map = (...pairs: [Buffer, Buffer][]): Buffer => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);

class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id: Buffer = randomBytes(16);
  #count = 0;

  #data(rpId: string, isVerified: boolean, attested: Buffer = Buffer.alloc(0)): Buffer {
    this.#count += 1;
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#count);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested]);
  }

  #client(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  create(options: { challenge: string; rp: { id: string } }, origin: string, isVerified = true): object {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const [key2, key3] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    const cose = map(
      ...(
        [
          [1, integer(2)],
          [3, integer(-7)],
          [-1, integer(1)],
          [-2, bytes(key2)],
          [-3, bytes(key3)],
        ] as const
      ).map(([name, value]): [Buffer, Buffer] => [integer(name), value]),
    );
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, cose]);
    const attestation = map(
      [text('fmt'), text('none')],
      [text('attStmt'), map()],
      [text('authData'), bytes(this.#data(options.rp.id, isVerified, attested))],
    );
    const clientDataJSON = base64url(this.#client('webauthn.create', options.challenge, origin));
    return this.#credential({
      clientDataJSON,
      attestationObject: base64url(attestation),
      transports: ['internal'],
    });
  }

  get(options: { challenge: string; rpId: string }, origin: string, isVerified = true): object {
    const data = this.#data(options.rpId, isVerified);
    const client = this.#client('webauthn.get', options.challenge, origin);
    const signature = sign('sha256', Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return this.#credential({
      clientDataJSON: base64url(client),
      authenticatorData: base64url(data),
      signature: base64url(signature),
    });
  }

  #credential(response: object): object {
    const id = base64url(this.id);
    return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  }
}

const authenticator = new Authenticator();
const auth = (path: string): string => `/account/auth/passkey/${path}`;

test('a signed-in person adds one, who has proven to be there', async () => {
  const options = async () => (await owner.get(auth('generate-register-options'))).body;
  const asked = await options();
  assert.deepEqual(
    [asked.rp, asked.authenticatorSelection.userVerification],
    [{ id: 'localhost', name: 'Selvedge' }, 'required'],
  );
  const unproven = authenticator.create(asked, url, false);
  assert.equal(
    (await owner.post(auth('verify-registration'), { response: unproven, name: 'x' })).status,
    401,
  );
  const response = authenticator.create(await options(), url);
  const added = await owner.post(auth('verify-registration'), { response, name: 'My phone' });
  assert.equal(added.status, 200, JSON.stringify(added.body));
  const [listed] = (await owner.get(auth('list-user-passkeys'))).body;
  assert.equal(listed.name, 'My phone');
  assert.equal((await new Visitor(url).get(auth('generate-register-options'))).status, 401);
});

test('it signs in without a password, and only its own page and key do', async () => {
  const attempt = async (make: (options: { challenge: string; rpId: string }) => object) => {
    const visitor = new Visitor(url);
    const asked = (await visitor.get(auth('generate-authenticate-options'))).body;
    const answer = await visitor.post(auth('verify-authentication'), { response: make(asked) });
    return { status: answer.status, user: (await visitor.get('/account/me')).body.user };
  };
  const good = await attempt((asked) => authenticator.get(asked, url));
  assert.deepEqual([good.status, good.user?.email], [200, 'operator@example.org']);
  const refused = [
    await attempt((asked) => authenticator.get(asked, url, false)),
    await attempt((asked) => authenticator.get(asked, 'https://evil.example')),
    await attempt((asked) => authenticator.get({ ...asked, challenge: 'AAAA' }, url)),
    await attempt((asked) => authenticator.get({ ...asked, rpId: 'evil.example' }, url)),
    await attempt((asked) => new Authenticator().get(asked, url)),
  ];
  for (const { status, user } of refused) assert.deepEqual([status >= 400, user], [true, null]);
});

test('one that is taken away opens nothing', async () => {
  const [{ id }] = (await owner.get(auth('list-user-passkeys'))).body;
  const other = await house.person('viewer', house.party);
  assert.equal(
    (await other.post(auth('delete-passkey'), { id }, { origin: new URL(house.url).origin })).status >= 400,
    true,
  );
  assert.equal((await owner.post(auth('delete-passkey'), { id })).status, 200);
  const visitor = new Visitor(url);
  const asked = (await visitor.get(auth('generate-authenticate-options'))).body;
  const gone = await visitor.post(auth('verify-authentication'), { response: authenticator.get(asked, url) });
  assert.equal(gone.status, 401);
  const actions = house.accounts.audit.read({ limit: 100 }).map(({ action }) => action);
  for (const action of ['added a passkey', 'removed a passkey']) assert.ok(actions.includes(action), action);
});
