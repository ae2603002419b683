import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import type { JsonObject } from '../bytes/json.ts';
import { purePrimitives } from '../primitives/pure.ts';
import { makeDisclosure } from './disclosure.ts';
import { checkSignature, readStatement, type Statement } from './statement.ts';
import { jwkOfPublicKey, keyThumbprint, publicKeyOfJwk } from './thumbprint.ts';

const pair = generateKeyPairSync('ed25519');
const publicKey = Uint8Array.from(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
const kid = keyThumbprint(publicKey, nodePrimitives);
const header = { alg: 'EdDSA', typ: 'selvedge+sd-jwt', kid };
const base = { iss: 'https://spinner.example', iat: 1_770_000_000, _sd_alg: 'sha-256' };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function seal(payload: JsonObject, disclosures: string[] = [], head: JsonObject = header): string {
  const signingInput = `${encode(head)}.${encode(payload)}`;
  const signature = sign(null, Buffer.from(signingInput), pair.privateKey).toString('base64url');
  return [`${signingInput}.${signature}`, ...disclosures, ''].join('~');
}

let salts = 0;
function disclose(name: string | null, value: unknown): { encoded: string; digest: string } {
  salts += 1;
  return makeDisclosure(Buffer.from(`salt ${salts}`).toString('base64url'), name, value, nodePrimitives);
}

function statementOf(compact: string): Statement {
  const read = readStatement(compact, nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  return read.statement;
}

function codeOf(compact: string): string {
  const read = readStatement(compact, nodePrimitives);
  return read.ok ? 'taken' : read.refusal.code;
}

const secret = Buffer.alloc(16, 9).toString('base64url');

/** Two events, each with a hidden place, the second with two births; `parts` holds every disclosure by name. */
function twoEvents(): { payload: JsonObject; parts: Record<string, { encoded: string; digest: string }> } {
  const readPoint = disclose('readPoint', { id: 'urn:epc:id:sgln:4012345.00001.0' });
  const input = disclose(null, 'https://id.gs1.org/01/04012345000016/10/BALE-1');
  const first = disclose(null, {
    type: 'ObjectEvent',
    action: 'ADD',
    _sd: [readPoint.digest],
    epcList: [{ '...': input.digest }],
  });
  const second = disclose(null, { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'shipping' });
  const country = disclose('country', 'TR');
  const births = ['YARN-1', 'YARN-2'].map((lot) => disclose(null, { lot, secret }));
  const document = {
    type: 'EPCISDocument',
    epcisBody: { eventList: [{ '...': first.digest }, { '...': second.digest }] },
  };
  const annex = [
    { births: [] },
    { _sd: [country.digest], births: births.map(({ digest }) => ({ '...': digest })) },
  ];
  const [birth1, birth2] = births as [typeof first, typeof first];
  return {
    payload: { ...base, kind: 'epcis', document, annex },
    parts: { first, readPoint, input, second, country, birth1, birth2 },
  };
}

test('a whole statement shows everything, and its signature is checked against its own kid', () => {
  const { payload, parts } = twoEvents();
  const compact = seal(
    payload,
    Object.values(parts).map((one) => one.encoded),
  );
  const statement = statementOf(compact);
  assert.equal(statement.kind, 'epcis');
  assert.equal(statement.issuer, base.iss);
  assert.equal(statement.issuedAtSeconds, base.iat);
  assert.deepEqual(statement.payload, payload);
  assert.deepEqual(
    statement.eventsShown.map(({ index, event }) => [
      index,
      event['action'],
      event['readPoint'],
      event['epcList'],
    ]),
    [
      [
        0,
        'ADD',
        { id: 'urn:epc:id:sgln:4012345.00001.0' },
        ['https://id.gs1.org/01/04012345000016/10/BALE-1'],
      ],
      [1, 'OBSERVE', undefined, undefined],
    ],
  );
  assert.deepEqual(statement.annexShown, [{}, { country: 'TR' }]);
  assert.deepEqual(
    statement.birthsShown.map(({ position, eventIndex, lot }) => [position, eventIndex, lot]),
    [
      [0, 1, 'YARN-1'],
      [1, 1, 'YARN-2'],
    ],
  );
  assert.deepEqual(
    statement.disclosures.map((one) => one.path),
    [
      '/document/epcisBody/eventList/0',
      '/document/epcisBody/eventList/0/readPoint',
      '/document/epcisBody/eventList/0/epcList/0',
      '/document/epcisBody/eventList/1',
      '/annex/1/country',
      '/annex/1/births/0',
      '/annex/1/births/1',
    ],
  );
  const jwt = compact.split('~')[0]!;
  assert.deepEqual(Uint8Array.from(statement.digest), purePrimitives.sha256(Buffer.from(jwt)));
  for (const primitives of [nodePrimitives, purePrimitives]) {
    const read = readStatement(compact, primitives);
    assert.ok(read.ok);
    assert.deepEqual(read.statement.claims, statement.claims);
    assert.equal(checkSignature(read.statement, publicKey, primitives), true);
    assert.equal(checkSignature(read.statement, new Uint8Array(32).fill(4), primitives), false);
    assert.equal(
      checkSignature(
        { ...read.statement, signature: read.statement.signature.map((byte) => byte ^ 1) },
        publicKey,
        primitives,
      ),
      false,
    );
  }
});

test('withholding shifts no position', () => {
  const { payload, parts } = twoEvents();
  const statement = statementOf(seal(payload, [parts['second']!.encoded, parts['birth2']!.encoded]));
  assert.equal(statement.eventCount, 2);
  assert.deepEqual(
    statement.eventsShown.map((shown) => shown.index),
    [1],
  );
  assert.equal(statement.birthCount, 2);
  assert.deepEqual(
    statement.birthsShown.map((birth) => [birth.position, birth.lot]),
    [[1, 'YARN-2']],
  );
  assert.deepEqual(statement.annexShown, [{}, {}]);
  const nothing = statementOf(seal(payload));
  assert.deepEqual([nothing.eventCount, nothing.eventsShown, nothing.birthCount], [2, [], 2]);
  assert.equal(nothing.payloadKey, statement.payloadKey);
  assert.equal(codeOf(seal(payload, [parts['readPoint']!.encoded])), 'DISCLOSURE_UNREFERENCED');
});

test('the compact form has one spelling: no character can be changed, added or dropped', () => {
  const { payload, parts } = twoEvents();
  const compact = seal(
    payload,
    Object.values(parts).map((one) => one.encoded),
  );
  for (let at = 0; at < compact.length; at += 1) {
    const flipped = compact.slice(0, at) + (compact[at] === 'A' ? 'B' : 'A') + compact.slice(at + 1);
    const read = readStatement(flipped, nodePrimitives);
    assert.ok(!read.ok || !checkSignature(read.statement, publicKey, nodePrimitives), `character ${at}`);
  }
  const [jwt] = compact.split('~');
  const last = jwt!.at(-1)!;
  const sibling = String.fromCharCode(last.charCodeAt(0) + 1);
  assert.equal(
    codeOf(`${jwt!.slice(0, -1)}${sibling}~`),
    'BASE64URL_INVALID',
    'unused bits of the signature',
  );
  for (const [changed, code] of [
    [compact.slice(0, -1), 'KEY_BINDING_UNEXPECTED'],
    [`${compact}~`, 'BASE64URL_INVALID'],
    [`${compact}a.b.c`, 'KEY_BINDING_UNEXPECTED'],
    [` ${compact}`, 'BASE64URL_INVALID'],
    [jwt!, 'COMPACT_MALFORMED'],
    ['', 'COMPACT_MALFORMED'],
    [`a.b~`, 'COMPACT_MALFORMED'],
    [`${'A'.repeat(4 * 1024 * 1024)}~`, 'COMPACT_TOO_LARGE'],
    [`${jwt}${'~'.repeat(16_386)}`, 'TOO_MANY_DISCLOSURES'],
  ] as const) {
    assert.ok(
      [code, 'DISCLOSURE_MALFORMED', 'JSON_INVALID'].includes(codeOf(changed)),
      `${codeOf(changed)} for ${code}`,
    );
    if (code !== 'BASE64URL_INVALID') assert.equal(codeOf(changed), code);
  }
});

test('the header is this and nothing else', () => {
  const payload = { ...base, kind: 'party', party: 'https://spinner.example' };
  assert.equal(codeOf(seal(payload)), 'taken');
  for (const head of [
    { ...header, x: 1 },
    { ...header, alg: 'none' },
    { ...header, typ: 'JWT' },
    { alg: 'EdDSA', typ: header.typ },
    { ...header, kid: 'short' },
  ]) {
    assert.equal(codeOf(seal(payload, [], head)), 'HEADER_INVALID');
  }
});

test('claims: kinds, missing, unknown and wrong ones', () => {
  const party = { ...base, kind: 'party', party: 'https://spinner.example' };
  const jwk = jwkOfPublicKey(publicKey);
  const enrols = { jwk, custody: 'device', possession: 'a.b.c' };
  const revokes = { kid, reason: 'lost' };
  const key = { ...base, kind: 'key', party: party.party };
  for (const payload of [
    { ...key, enrols },
    { ...key, revokes },
    { ...key, enrols, revokes },
    { ...base, kind: 'erasure', statement: kid, disclosures: [kid], reason: 'asked for' },
  ]) {
    assert.equal(codeOf(seal(payload)), 'taken');
  }
  for (const [payload, code] of [
    [{ ...party, kind: 'other' }, 'KIND_UNKNOWN'],
    [{ ...party, kind: 'constructor' }, 'KIND_UNKNOWN'],
    [{ ...party, iat: -1 }, 'CLAIM_INVALID'],
    [{ ...party, iat: '1' }, 'CLAIM_INVALID'],
    [{ ...party, iss: 'spinner' }, 'CLAIM_INVALID'],
    [{ ...party, party: undefined }, 'CLAIM_MISSING'],
    [{ ...party, _sd_alg: undefined }, 'CLAIM_MISSING'],
    [{ ...party, _sd_alg: 'sha-512' }, 'SD_ALG_UNKNOWN'],
    [{ ...party, toString: 1 }, 'CLAIM_UNKNOWN'],
    [{ ...party, country: 'Türkiye' }, 'CLAIM_INVALID'],
    [key, 'CLAIM_MISSING'],
    [{ ...key, enrols: { ...enrols, custody: 'shared' } }, 'CLAIM_INVALID'],
    [{ ...key, revokes: { ...revokes, more: 1 } }, 'CLAIM_INVALID'],
    [{ ...base, kind: 'erasure', statement: kid, disclosures: ['x'], reason: 'r' }, 'CLAIM_INVALID'],
  ] as [JsonObject, string][]) {
    assert.equal(codeOf(seal(payload)), code, JSON.stringify(payload));
  }
});

test('a disclosure supplies nothing that must be clear', () => {
  const { payload } = twoEvents();
  const party = { ...base, kind: 'party', party: 'https://spinner.example' };
  const { iss, ...withoutIss } = party;
  const hidden = disclose('iss', iss);
  assert.equal(
    codeOf(seal({ ...withoutIss, _sd: [hidden.digest] }, [hidden.encoded])),
    'DISCLOSURE_MISPLACED',
  );
  assert.equal(codeOf(seal({ ...withoutIss, _sd: [hidden.digest] })), 'CLAIM_MISSING');
  const name = disclose('name', 'Spinner');
  assert.equal(codeOf(seal({ ...party, _sd: [name.digest] }, [name.encoded])), 'taken');
  assert.equal(codeOf(seal({ ...payload, _sd: [name.digest] }, [name.encoded])), 'DISCLOSURE_MISPLACED');
  for (const claim of ['type', 'eventTime', 'eventTimeZoneOffset', '@context']) {
    const inner = disclose(claim, 'x');
    const event = disclose(null, { _sd: [inner.digest] });
    const document = { epcisBody: { eventList: [{ '...': event.digest }] } };
    const whole = { ...payload, document, annex: [{ births: [] }] };
    assert.equal(codeOf(seal(whole, [event.encoded, inner.encoded])), 'DISCLOSURE_MISPLACED', claim);
  }
  const element = disclose(null, 'x');
  const identifiers = { ...party, identifiers: [{ '...': element.digest }] };
  assert.equal(codeOf(seal(identifiers, [element.encoded])), 'DISCLOSURE_MISPLACED');
});

test('events, annex and births in the wrong form', () => {
  const { payload } = twoEvents();
  const withEvents = (eventList: unknown, annex: unknown, disclosures: string[] = []) =>
    codeOf(seal({ ...payload, document: { epcisBody: { eventList } }, annex }, disclosures));
  const event = disclose(null, { type: 'ObjectEvent' });
  const placeholder = { '...': event.digest };
  const empty = { births: [] };
  assert.equal(withEvents([placeholder], [empty], [event.encoded]), 'taken');
  assert.equal(withEvents(undefined, []), 'EVENT_LIST_MISSING');
  assert.equal(withEvents([{ type: 'ObjectEvent' }], [empty]), 'EVENT_NOT_A_DISCLOSURE');
  assert.equal(withEvents([placeholder], []), 'ANNEX_INVALID');
  assert.equal(withEvents([placeholder], [{}], [event.encoded]), 'ANNEX_INVALID');
  assert.equal(withEvents([placeholder], [{ births: [], country: 'Turkey' }]), 'ANNEX_INVALID');
  assert.equal(withEvents([placeholder], [{ births: [], more: 1 }]), 'ANNEX_INVALID');
  assert.equal(withEvents([placeholder], [{ births: ['lot'] }]), 'BIRTH_INVALID');
  const many = Array.from({ length: 65 }, (_, i) => ({ '...': `digest ${i}` }));
  assert.equal(
    withEvents(
      many,
      many.map(() => empty),
    ),
    'TOO_MANY_EVENTS',
  );
  assert.equal(
    withEvents(
      many.slice(1),
      many.slice(1).map(() => empty),
    ),
    'taken',
  );
  for (const value of [
    'x',
    { lot: 'a' },
    { lot: 'a', secret: 'short' },
    { lot: '', secret },
    { lot: 'a', secret, more: 1 },
  ]) {
    const birth = disclose(null, value);
    assert.equal(
      withEvents([placeholder], [{ births: [{ '...': birth.digest }] }], [birth.encoded]),
      'BIRTH_INVALID',
    );
  }
  const notAnEvent = disclose(null, 'x');
  assert.equal(withEvents([{ '...': notAnEvent.digest }], [empty], [notAnEvent.encoded]), 'EVENT_INVALID');
  const levels = (count: number): unknown => (count === 0 ? 1 : { x: levels(count - 1) });
  for (const [count, code] of [
    [8, 'taken'],
    [9, 'NESTED_TOO_DEEP'],
  ] as const) {
    const deep = disclose(null, { type: 'ObjectEvent', x: levels(count) });
    assert.equal(withEvents([{ '...': deep.digest }], [empty], [deep.encoded]), code);
  }
});

test('the bytes: duplicate keys, invalid UTF-8 and lone surrogates are refused in payloads and disclosures', () => {
  const raw = (text: string | Buffer) => Buffer.from(text as string).toString('base64url');
  const digest = (encoded: string) => nodePrimitives.sha256Base64url(encoded);
  for (const [text, code] of [
    ['["salt","name",{"a":1,"a":2}]', 'JSON_DUPLICATE_KEY'],
    [Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), 'BASE64URL_INVALID'],
    ['["salt","name","\\ud800"]', 'JSON_LONE_SURROGATE'],
    ['["salt"]', 'DISCLOSURE_MALFORMED'],
    ['[1,"name","x"]', 'DISCLOSURE_MALFORMED'],
    ['["salt",2,"x"]', 'DISCLOSURE_MALFORMED'],
    ['{"0":"salt"}', 'DISCLOSURE_MALFORMED'],
    ['["salt","name","x"', 'JSON_INVALID'],
  ] as const) {
    const encoded = raw(text as string);
    const payload = { ...base, kind: 'party', party: 'https://spinner.example', _sd: [digest(encoded)] };
    assert.equal(codeOf(seal(payload, [encoded])), code, String(text));
  }
  const twice = raw(
    `{"iss":"https://a.example","iss":"https://b.example","iat":1,"_sd_alg":"sha-256","kind":"party","party":"u:x"}`,
  );
  assert.equal(codeOf(`${encode(header)}.${twice}.${'A'.repeat(86)}~`), 'JSON_DUPLICATE_KEY');
});

test('thumbprints as published (RFC 8037 appendix A.3), keys from JWKs strictly', () => {
  const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
  const published = publicKeyOfJwk({ kty: 'OKP', crv: 'Ed25519', x }, nodePrimitives);
  assert.ok(published);
  assert.equal(keyThumbprint(published, nodePrimitives), 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  assert.deepEqual(jwkOfPublicKey(published), { kty: 'OKP', crv: 'Ed25519', x });
  for (const jwk of [
    { kty: 'OKP', crv: 'Ed25519', x, d: 'secret' },
    { kty: 'OKP', crv: 'X25519', x },
    { kty: 'OKP', crv: 'Ed25519', x: `${x}A` },
    null,
    [x],
  ]) {
    assert.equal(publicKeyOfJwk(jwk, nodePrimitives), undefined);
  }
});
