import assert from 'node:assert/strict';
import { createECDH, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { base58Bytes, base58Text } from './base58.ts';
import { didOfKey, keyOfDid, keyOfJwk, keyOfMultibase } from './key.ts';
import { keysInFile, selfDescribing } from './key-source.ts';

/** Splits a compact JWS into what is signed and the signature. */
function parts(jws: string): [string, Uint8Array] {
  const at = jws.lastIndexOf('.');
  return [jws.slice(0, at), Buffer.from(jws.slice(at + 1), 'base64url')];
}

test('RFC 8037 appendix A.4: Ed25519', () => {
  const key = keyOfJwk({ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' });
  const [signed, signature] = parts(
    'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
  );
  assert.equal(key?.algorithm, 'EdDSA');
  assert.equal(key.verify(signed, signature), true);
  assert.equal(key.verify(`${signed}x`, signature), false);
});

test('RFC 7515 appendix A.3: ES256', () => {
  const key = keyOfJwk({
    kty: 'EC',
    crv: 'P-256',
    x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  });
  const [signed, signature] = parts(
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  );
  assert.equal(key?.algorithm, 'ES256');
  assert.equal(key.verify(signed, signature), true);
  assert.equal(key.verify(signed, signature.slice(1)), false);
});

const notTaken: [string, unknown][] = [
  ['no object', 'key'],
  ['a point that is not on the curve', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }],
  ['another curve', { kty: 'EC', crv: 'P-384', x: 'A', y: 'A' }],
  ['RSA', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }],
  ['a shared secret', { kty: 'oct', k: 'AQAB' }],
  ['a point of small order', { kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32).toString('base64url') }],
  ['too few bytes', { kty: 'OKP', crv: 'Ed25519', x: 'AQAB' }],
];
for (const [what, jwk] of notTaken)
  test(`not taken as a key: ${what}`, () => assert.equal(keyOfJwk(jwk), undefined));

test('the examples of the did:key specification are keys', () => {
  assert.equal(keyOfDid('did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK')?.algorithm, 'EdDSA');
  assert.equal(keyOfDid('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169')?.algorithm, 'ES256');
});

test('a did:key is read back to the key it was made of', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const key = keyOfDid(didOfKey(raw));
  assert.equal(key?.verify('hello', sign(null, Buffer.from('hello'), privateKey)), true);
});

test('a compressed P-256 point is the same key as the whole one', () => {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const text = `z${base58Text(Buffer.concat([Buffer.from([0x80, 0x24]), pair.getPublicKey(null, 'compressed')]))}`;
  assert.equal(keyOfMultibase(text)?.algorithm, 'ES256');
  assert.equal(keyOfMultibase(`${text}11`), undefined);
});

test('base58 keeps zeros in front and refuses what looks alike', () => {
  const bytes = Uint8Array.from([0, 0, 1, 255]);
  assert.deepEqual(base58Bytes(base58Text(bytes)), bytes);
  for (const text of ['0', 'O', 'I', 'l', 'ß', '1'.repeat(129)]) assert.equal(base58Bytes(text), undefined);
});

test('whoever signs under the DID of somebody else is nobody', () => {
  const one = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
  assert.equal(selfDescribing(one, `${one}#x`).length, 1);
  assert.equal(selfDescribing(one, undefined).length, 1);
  assert.equal(selfDescribing(one, 'did:key:z6Mkother#x').length, 0);
  assert.equal(selfDescribing('did:web:certifier.example', `${one}#x`).length, 0);
});

const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };

function keysFor(file: unknown, issuer: string, kid?: string, given?: string): number {
  const source = keysInFile(JSON.stringify(file), given);
  assert.ok(source.ok);
  return source.value(issuer, kid).length;
}

test('a DID document counts for its own id, and only with methods for assertions', () => {
  const id = 'did:web:certifier.example';
  const method = { id: `${id}#1`, type: 'JsonWebKey', controller: id, publicKeyJwk: jwk };
  const asserting = { id, verificationMethod: [method], assertionMethod: ['#1'] };
  assert.equal(keysFor(asserting, id, `${id}#1`), 1);
  assert.equal(keysFor(asserting, id), 1);
  assert.equal(keysFor(asserting, id, `${id}#2`), 0);
  assert.equal(keysFor(asserting, 'did:web:other.example', `${id}#1`), 0);
  assert.equal(keysFor({ ...asserting, assertionMethod: [] }, id), 0);
  assert.equal(keysFor({ id, verificationMethod: [], assertionMethod: [method] }, id, `${id}#1`), 1);
});

test('a JWK set counts for the issuer that it or its bringer names', () => {
  const set = { keys: [{ ...jwk, kid: '1' }] };
  assert.equal(keysFor(set, 'did:web:any.example', 'did:web:any.example#1'), 1);
  assert.equal(keysFor(set, 'did:web:any.example', '2'), 0);
  assert.equal(keysFor(set, 'did:web:a', '1', 'did:web:b'), 0);
  assert.equal(keysFor({ ...set, issuer: 'did:web:b' }, 'did:web:a', '1'), 0);
  assert.equal(keysFor({ keys: [{ ...jwk, use: 'enc' }] }, 'did:web:a'), 0);
});

test('a file that is neither is refused', () => {
  for (const text of ['', '[]', '{}', '{"id":"did:web:x"}', '{"keys":1}'])
    assert.equal(keysInFile(text).ok, false, text);
});
