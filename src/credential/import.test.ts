import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  encoded,
  jwtOf,
  plainCredential,
  sdJwtOf,
  testIssuer,
  type TestIssuer,
} from '../../tests/support/credential.ts';
import { bitstringOf, encodeBitstring } from './bitstring.ts';
import { importCredential, type ImportOptions } from './import.ts';
import { keysInFile } from './key-source.ts';

const nowMs = Date.UTC(2026, 5, 1);
const subject = {
  id: 'did:web:gin.example',
  type: 'scope',
  scheme: 'gots',
  codes: ['organic'],
  processes: ['ginning'],
  materials: ['cotton'],
  volumeGrams: 5_000,
};
const certifier = testIssuer();

function read(text: string, options: Partial<ImportOptions> = {}): ReturnType<typeof importCredential> {
  return importCredential(text, { nowMs, ...options });
}

function codeOf(text: string, options: Partial<ImportOptions> = {}): string {
  const answer = read(text, options);
  return answer.ok ? 'taken' : answer.refusal.code;
}

for (const alg of ['EdDSA', 'ES256'] as const) {
  test(`a credential of version 2.0, signed with ${alg}`, () => {
    const issuer = testIssuer(alg);
    const answer = read(jwtOf(plainCredential(issuer.id, subject), issuer));
    assert.ok(answer.ok, JSON.stringify(answer));
    const { claims, issuedTo, form, status, mediaType } = answer.value;
    const { id: _, ...said } = subject;
    assert.deepEqual(claims, {
      certificate: 'https://certifier.example/credentials/81',
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2027-01-01T00:00:00.000Z',
      ...said,
    });
    assert.deepEqual(
      [issuedTo, form, status, mediaType],
      [[subject.id], '2.0', 'none', 'application/vc+jwt'],
    );
    assert.match(answer.value.digest, /^[\w-]{43}$/);
  });
}

test('a credential of version 1.1 in the claims of a JWT', () => {
  const vc = {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiableCredential'],
    credentialSubject: { ...subject, id: undefined },
  };
  const claims = {
    iss: certifier.id,
    sub: subject.id,
    nbf: 1_767_225_600,
    exp: 1_798_761_600,
    jti: 'urn:x:1',
    vc,
  };
  const answer = read(jwtOf(claims, certifier, { typ: 'JWT' }));
  assert.ok(answer.ok, JSON.stringify(answer));
  assert.equal(answer.value.form, '1.1');
  assert.equal(answer.value.claims['validUntil'], '2027-01-01T00:00:00.000Z');
  assert.deepEqual(answer.value.issuedTo, [subject.id]);
  const two = { ...claims, vc: { ...vc, issuer: 'did:web:other.example' } };
  assert.equal(codeOf(jwtOf(two, certifier)), 'CREDENTIAL_MALFORMED');
});

test('an SD-JWT VC tells what it discloses', () => {
  const { volumeGrams, id, ...open } = subject;
  const clear = { iss: certifier.id, vct: 'https://example.org/scope', sub: id, exp: 1_798_761_600, ...open };
  const text = sdJwtOf(clear, { volumeGrams, number: 'A 1' }, certifier);
  const answer = read(text);
  assert.ok(answer.ok, JSON.stringify(answer));
  assert.equal(answer.value.claims['volumeGrams'], volumeGrams);
  assert.equal(answer.value.claims['number'], 'A 1');
  assert.equal(answer.value.mediaType, 'application/vc+sd-jwt');
  const [jwt = '', first = ''] = text.split('~');
  const withheld = read(`${jwt}~${first}~`);
  assert.ok(withheld.ok);
  assert.equal(withheld.value.claims['number'], undefined);
  const forged = encoded(['salt', 'volumeGrams', 9_999_999]);
  assert.equal(codeOf(`${jwt}~${forged}~`), 'CREDENTIAL_MALFORMED');
});

const good = plainCredential(certifier.id, subject);
const other = testIssuer();

function altered(text: string): string {
  const [header, , signature] = text.split('.');
  return `${header}.${encoded({ ...good, credentialSubject: { ...subject, volumeGrams: 9_000 } })}.${signature}`;
}

function unsigned(): string {
  return `${encoded({ alg: 'none', typ: 'vc+jwt' })}.${encoded(good)}.`;
}

function signedBy(issuer: TestIssuer, header: Record<string, unknown> = {}): string {
  return jwtOf(good, issuer, header);
}

const refused: [string, () => string, string][] = [
  ['nothing', () => '', 'CREDENTIAL_MALFORMED'],
  ['JSON', () => JSON.stringify(good), 'CREDENTIAL_MALFORMED'],
  [
    'a payload that is no JSON',
    () => `${encoded({ alg: 'EdDSA' })}.${encoded('x')}.AAAA`,
    'CREDENTIAL_MALFORMED',
  ],
  ['a key twice in the payload', () => jwtTwice(), 'CREDENTIAL_MALFORMED'],
  [
    'another context',
    () => jwtOf({ ...good, '@context': ['https://example.org'] }, certifier),
    'CREDENTIAL_FORM_UNKNOWN',
  ],
  ['an access token', () => signedBy(certifier, { typ: 'at+jwt' }), 'CREDENTIAL_FORM_UNKNOWN'],
  ['a changed payload', () => altered(signedBy(certifier)), 'CREDENTIAL_SIGNATURE_INVALID'],
  [
    'somebody else as signer',
    () => jwtOf(good, { ...other, id: certifier.id }),
    'CREDENTIAL_SIGNATURE_INVALID',
  ],
  ['the kid of somebody else', () => signedBy(other), 'CREDENTIAL_KEY_UNKNOWN'],
  ['no signature', unsigned, 'CREDENTIAL_MALFORMED'],
  ['alg none', () => signedBy(certifier, { alg: 'none' }), 'CREDENTIAL_ALGORITHM_UNKNOWN'],
  ['HS256 with the public key', () => signedBy(certifier, { alg: 'HS256' }), 'CREDENTIAL_ALGORITHM_UNKNOWN'],
  ['ES256 said, Ed25519 used', () => signedBy(certifier, { alg: 'ES256' }), 'CREDENTIAL_KEY_UNKNOWN'],
  [
    'something critical',
    () => signedBy(certifier, { crit: ['b64'], b64: false }),
    'CREDENTIAL_ALGORITHM_UNKNOWN',
  ],
  [
    'an issuer whose keys nobody has',
    () => jwtOf({ ...good, issuer: 'did:web:x.example' }, certifier),
    'CREDENTIAL_KEY_UNKNOWN',
  ],
  ['its end', () => jwtOf({ ...good, validUntil: '2026-05-01T00:00:00Z' }, certifier), 'CREDENTIAL_EXPIRED'],
  [
    'its beginning',
    () => jwtOf({ ...good, validFrom: '2026-07-01T00:00:00Z' }, certifier),
    'CREDENTIAL_NOT_YET_VALID',
  ],
  [
    'a date that is none',
    () => jwtOf({ ...good, validFrom: '2026-02-30' }, certifier),
    'CREDENTIAL_MALFORMED',
  ],
  ['no type', () => jwtOf({ ...good, type: ['Other'] }, certifier), 'CREDENTIAL_MALFORMED'],
  [
    'two subjects',
    () => jwtOf({ ...good, credentialSubject: [subject, subject] }, certifier),
    'CREDENTIAL_MALFORMED',
  ],
  ['no issuer', () => jwtOf({ ...good, issuer: undefined }, certifier), 'CREDENTIAL_MALFORMED'],
];
for (const [what, text, code] of refused) test(`${code}: ${what}`, () => assert.equal(codeOf(text()), code));

function jwtTwice(): string {
  const [header, , signature] = signedBy(certifier).split('.');
  return `${header}.${encoded(`{"issuer":"a",${JSON.stringify(good).slice(1)}`)}.${signature}`;
}

test('of an issuer whose keys are handed in', () => {
  const issuer = testIssuer('ES256', 'did:web:certifier.example');
  const text = jwtOf(plainCredential(issuer.id, subject), issuer);
  assert.equal(codeOf(text), 'CREDENTIAL_KEY_UNKNOWN');
  const method = {
    id: `${issuer.id}#0`,
    type: 'JsonWebKey',
    controller: issuer.id,
    publicKeyJwk: issuer.jwk,
  };
  const file = { id: issuer.id, verificationMethod: [method], assertionMethod: [method.id] };
  const keys = keysInFile(JSON.stringify(file));
  assert.ok(keys.ok);
  assert.equal(codeOf(text, { resolveKey: keys.value }), 'taken');
});

const list = 'https://certifier.example/status/1';

function listed(
  set: number[],
  change: Record<string, unknown> = {},
  purpose: unknown = 'revocation',
): string {
  const credentialSubject = {
    type: 'BitstringStatusList',
    statusPurpose: purpose,
    encodedList: encodeBitstring(bitstringOf(set)),
  };
  const type = ['VerifiableCredential', 'BitstringStatusListCredential'];
  return jwtOf(
    { ...plainCredential(certifier.id, credentialSubject, { id: list, type }), ...change },
    certifier,
  );
}

function withStatus(index: unknown, purpose = 'revocation', change: object = {}): string {
  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: index,
    statusListCredential: list,
    ...change,
  };
  return jwtOf({ ...good, credentialStatus: entry }, certifier);
}

const foreignList = jwtOf(
  plainCredential(
    other.id,
    {
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeBitstring(bitstringOf([])),
    },
    {
      id: list,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    },
  ),
  other,
);
const statuses: [string, string, string[], string][] = [
  ['the bit is set', withStatus('94567'), [listed([94_567])], 'CREDENTIAL_REVOKED'],
  ['the index is a number, as in UNTP', withStatus(94_567), [listed([94_567])], 'CREDENTIAL_REVOKED'],
  [
    'suspended',
    withStatus('1', 'suspension'),
    [listed([1], {}, ['revocation', 'suspension'])],
    'CREDENTIAL_SUSPENDED',
  ],
  ['another bit is set', withStatus('94567'), [listed([94_566])], 'good'],
  ['no list is handed in', withStatus('94567'), [], 'not-checked'],
  ['the list is for another purpose', withStatus('1', 'suspension'), [listed([1])], 'not-checked'],
  ['the list is another one', withStatus('1'), [listed([1], { id: `${list}0` })], 'not-checked'],
  [
    'several bits a credential',
    withStatus('1', 'revocation', { statusSize: 2 }),
    [listed([1])],
    'not-checked',
  ],
  [
    'a status of an unknown type',
    withStatus('1', 'revocation', { type: 'Other' }),
    [listed([1])],
    'not-checked',
  ],
  ['only a refresh', withStatus('1', 'refresh'), [], 'none'],
  ['the index is beyond the list', withStatus('131072'), [listed([])], 'STATUS_LIST_DIFFERS'],
  ['the index is no number', withStatus('-1'), [listed([])], 'STATUS_LIST_DIFFERS'],
  ['the list is of somebody else', withStatus('1'), [foreignList], 'STATUS_LIST_DIFFERS'],
  [
    'the list has expired',
    withStatus('1'),
    [listed([], { validUntil: '2026-05-01T00:00:00Z' })],
    'STATUS_LIST_INVALID',
  ],
  ['the list is no list', withStatus('1'), [withStatus('1')], 'STATUS_LIST_INVALID'],
  ['the list was changed', withStatus('1'), [`${listed([]).slice(0, -4)}AAAA`], 'STATUS_LIST_INVALID'],
];
for (const [what, text, statusLists, expected] of statuses) {
  test(`status ${expected}: ${what}`, () => {
    const answer = read(text, { statusLists });
    assert.equal(answer.ok ? answer.value.status : answer.refusal.code, expected);
  });
}
