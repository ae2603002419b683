import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import type { JsonObject } from '../bytes/json.ts';
import { purePrimitives } from '../primitives/pure.ts';
import { makeDisclosure, readDisclosures } from './disclosure.ts';
import type { KeyBindingPolicy } from './keybinding.ts';
import { anywhere } from './place.ts';
import { processClaims } from './process.ts';
import { type CheckIssuer, verifySdJwt } from './verify.ts';

const folder = join(import.meta.dirname, '../../../../shared/fixtures/sdjwt');
const skip = existsSync(folder) ? false : 'no ../shared/fixtures';
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));

function checkEs256(
  jwk: JsonObject,
  header: JsonObject,
  signingInput: string,
  signature: Uint8Array,
): boolean {
  if (header['alg'] !== 'ES256') return false;
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  return verify('sha256', Buffer.from(signingInput), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

const issuer = (): CheckIssuer => {
  const jwk = read('rfc9901/keys.json').issuerPublicJwk;
  return (header, signingInput, signature) => checkEs256(jwk, header, signingInput, signature);
};

function policy(
  presentation: { expectedAudience: string; expectedNonce: string },
  nowSeconds: number,
  required: boolean,
): KeyBindingPolicy {
  const { expectedAudience: audience, expectedNonce: nonce } = presentation;
  return { required, audience, nonce, nowSeconds, windowSeconds: 300, checkHolder: checkEs256 };
}

/** What the claims of a payload are with these disclosures, or the code of the refusal. */
function processed(payload: JsonObject, encoded: string[]): unknown {
  const disclosures = readDisclosures(encoded, nodePrimitives);
  if (!disclosures.ok) return disclosures.refusal.code;
  const result = processClaims(payload, disclosures.byDigest, anywhere);
  return result.ok ? result.processed.claims : result.refusal.code;
}

test('section 5: the main example, issued and presented with key binding', { skip }, () => {
  const main = read('rfc9901/section-5-main.json');
  const issued = verifySdJwt(main.sdJwtIssued, issuer(), undefined, nodePrimitives);
  assert.ok(issued.ok);
  assert.deepEqual(issued.payload, main.issuerPayload);
  const { _sd_alg: _, _sd: __, iss, iat, exp, cnf } = main.issuerPayload;
  assert.deepEqual(issued.claims, { ...main.userClaims, iss, iat, exp, cnf });
  for (const primitives of [nodePrimitives, purePrimitives]) {
    const shown = verifySdJwt(
      main.presentation.sdJwtKb,
      issuer(),
      policy(main.presentation, 1748537300, true),
      primitives,
    );
    assert.deepEqual(shown.ok && shown.claims, main.processedPayload);
  }
});

test('every published disclosure has its published digest and content', { skip }, () => {
  for (const file of [
    'section-5-main',
    'section-6.1-flat',
    'section-6.3-recursive',
    'appendix-a.1-structured-decoys-unicode',
  ]) {
    for (const one of read(`rfc9901/${file}.json`).disclosures) {
      const disclosures = readDisclosures([one.disclosure], nodePrimitives);
      assert.ok(disclosures.ok);
      const disclosure = disclosures.byDigest.get(one.digest);
      assert.ok(disclosure, `${file}: ${one.digest}`);
      assert.deepEqual(disclosure.value, one.decoded.at(-1));
      assert.equal(disclosure.name, one.decoded.length === 3 ? one.decoded[1] : undefined);
    }
  }
});

test('section 6 and appendix A.1: flat, recursive, decoys, text beyond ASCII', { skip }, () => {
  for (const file of ['section-6.1-flat', 'section-6.3-recursive']) {
    const { issuerPayload, disclosures, userClaims } = read(`rfc9901/${file}.json`);
    const encoded = disclosures.map((one: { disclosure: string }) => one.disclosure);
    const { iss, iat, exp } = issuerPayload;
    assert.deepEqual(processed(issuerPayload, encoded), { ...userClaims, iss, iat, exp });
  }
  const structured = read('rfc9901/appendix-a.1-structured-decoys-unicode.json');
  const shown = verifySdJwt(structured.presentation.sdJwt, issuer(), undefined, nodePrimitives);
  assert.deepEqual(shown.ok && shown.claims, structured.processedPayload);
  const all = processed(
    structured.issuerPayload,
    structured.disclosures.map((one: { disclosure: string }) => one.disclosure),
  );
  const { iss, iat, exp } = structured.issuerPayload;
  assert.deepEqual(all, { ...structured.userClaims, iss, iat, exp });
});

test('section 8.2: the JSON serialisation, rebuilt as compact form', { skip }, () => {
  const { issued, presentationWithKeyBinding } = read('rfc9901/section-8.2-flattened-json.json');
  for (const one of [issued, presentationWithKeyBinding]) {
    const compact = [
      `${one.protected}.${one.payload}.${one.signature}`,
      ...one.header.disclosures,
      one.header.kb_jwt ?? '',
    ].join('~');
    const kb =
      one.header.kb_jwt && JSON.parse(Buffer.from(one.header.kb_jwt.split('.')[1], 'base64url').toString());
    const binding = kb && policy({ expectedAudience: kb.aud, expectedNonce: kb.nonce }, kb.iat, true);
    const shown = verifySdJwt(compact, issuer(), binding, nodePrimitives);
    assert.ok(shown.ok, JSON.stringify(shown));
    assert.equal(shown.disclosures.length, one.header.disclosures.length);
  }
});

test('section 4.2: four spellings of one disclosure have four digests', { skip }, () => {
  const { encodings, object, quotedDigest, arrayElement } = read('rfc9901/section-4.2-encodings.json');
  assert.equal(encodings[0].digest, quotedDigest);
  for (const { disclosure, digest } of encodings) {
    const payload = { _sd: [digest] };
    assert.deepEqual(processed(payload, [disclosure]), { [object[1]]: object[2] });
    assert.equal(processed({ _sd: [] }, [disclosure]), 'DISCLOSURE_UNREFERENCED');
  }
  const digest = createHash('sha256').update(arrayElement.disclosure).digest('base64url');
  assert.deepEqual(processed({ a: [{ '...': digest }] }, [arrayElement.disclosure]), {
    a: [arrayElement.array[1]],
  });
});

test('the published control is accepted and the 17 others are refused', { skip }, () => {
  const { verifier, control, vectors } = read('invalid/vectors.json');
  const judge = (one: { token: string; policy?: { keyBindingRequired: boolean } }) =>
    verifySdJwt(
      one.token,
      issuer(),
      policy(verifier, verifier.clock, one.policy?.keyBindingRequired ?? false),
      nodePrimitives,
    );
  assert.equal(judge(control).ok, true);
  const codes = Object.fromEntries(
    vectors.map((one: { name: string; token: string }) => {
      const verdict = judge(one);
      return [one.name, verdict.ok ? 'accepted' : verdict.refusal.code];
    }),
  );
  assert.deepEqual(codes, {
    'signature-altered': 'SIGNATURE_INVALID',
    'payload-altered': 'SIGNATURE_INVALID',
    'alg-none': 'HEADER_INVALID',
    'disclosure-altered': 'DISCLOSURE_UNREFERENCED',
    'disclosure-repeated': 'DISCLOSURE_REPEATED',
    'digest-repeated-in-payload': 'DIGEST_REPEATED',
    'claim-name-_sd': 'DISCLOSURE_NAME_RESERVED',
    'disclosure-two-elements-in-object': 'DISCLOSURE_MALFORMED',
    'claim-name-exists': 'DISCLOSURE_NAME_EXISTS',
    'unknown-_sd_alg': 'SD_ALG_UNKNOWN',
    'missing-final-tilde': 'KEY_BINDING_INVALID',
    'kb-missing-when-required': 'KEY_BINDING_MISSING',
    'kb-wrong-nonce': 'KEY_BINDING_INVALID',
    'kb-wrong-audience': 'KEY_BINDING_INVALID',
    'kb-sd_hash-of-other-presentation': 'KEY_BINDING_INVALID',
    'kb-wrong-typ': 'KEY_BINDING_INVALID',
    'kb-signed-by-issuer-key': 'KEY_BINDING_INVALID',
  });
});

type Frame = { _sd?: (string | number)[] } & { [key: string]: unknown };

let salts = 0;

/** Issues `value` as the frame says, and gathers the disclosures that the presentation frame shows. */
function issue(value: unknown, frame: Frame | undefined, shown: unknown, presented: string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const hidden = new Set((frame?._sd ?? []).map(String));
  const digests: string[] = [];
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const shownInside = shown === true ? true : (shown as Record<string, unknown> | undefined)?.[name];
    const issued = issue(inner, frame?.[name] as Frame | undefined, shownInside, presented);
    if (!hidden.has(name)) return [name, issued];
    salts += 1;
    const disclosure = makeDisclosure(
      `salt${salts}`,
      Array.isArray(value) ? null : name,
      issued,
      nodePrimitives,
    );
    if (shownInside !== undefined && shownInside !== false) presented.push(disclosure.encoded);
    if (!Array.isArray(value)) digests.push(disclosure.digest);
    return [name, { '...': disclosure.digest }];
  });
  if (Array.isArray(value)) return entries.map(([, inner]) => inner);
  const clear = Object.fromEntries(entries.filter(([name]) => !hidden.has(name)));
  return digests.length === 0 ? clear : { ...clear, _sd: digests.sort() };
}

test('eight published cases, issued here and presented as their frames say', { skip }, () => {
  const files = readdirSync(join(folder, 'cases'));
  assert.equal(files.length, 8);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  for (const file of files) {
    const { claims, disclosureFrame, presentationFrames, presentedClaims } = read(`cases/${file}`);
    const presented: string[] = [];
    const payload = issue(claims, disclosureFrame, presentationFrames, presented);
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signingInput = `${encode({ alg: 'EdDSA' })}.${encode(payload)}`;
    const signature = sign(null, Buffer.from(signingInput), privateKey).toString('base64url');
    const compact = `${[`${signingInput}.${signature}`, ...presented].join('~')}~`;
    const check: CheckIssuer = (header, input, bytes) =>
      header['alg'] === 'EdDSA' && verify(null, Buffer.from(input), publicKey, bytes);
    const verdict = verifySdJwt(compact, check, undefined, nodePrimitives);
    assert.deepEqual(verdict.ok && verdict.claims, presentedClaims, file);
  }
});

test('what RFC 9901 leaves for readers to refuse', () => {
  const disclose = (name: string | null, value: unknown) =>
    makeDisclosure('c2FsdA', name, value, nodePrimitives);
  const a = disclose('a', 1);
  assert.equal(processed({ _sd: ['decoy', 'decoy'] }, []), 'DIGEST_REPEATED');
  assert.equal(processed({ _sd: ['decoy'], x: [{ '...': 'decoy' }] }, []), 'DIGEST_REPEATED');
  assert.equal(processed({ _sd: [a.digest], x: { _sd: [a.digest] } }, [a.encoded]), 'DIGEST_REPEATED');
  const nested = disclose('b', { _sd: [a.digest] });
  assert.deepEqual(processed({ _sd: [nested.digest] }, [nested.encoded, a.encoded]), { b: { a: 1 } });
  assert.equal(processed({ _sd: [nested.digest, a.digest] }, [nested.encoded, a.encoded]), 'DIGEST_REPEATED');
  assert.equal(processed({ _sd: [a.digest] }, [nested.encoded, a.encoded]), 'DISCLOSURE_UNREFERENCED');
  assert.equal(processed({ _sd: [nested.digest] }, [a.encoded]), 'DISCLOSURE_UNREFERENCED');
  for (const name of ['_sd', '...', '__proto__', '_sd_alg']) {
    const reserved = disclose(name, 1);
    assert.equal(processed({ _sd: [reserved.digest] }, [reserved.encoded]), 'DISCLOSURE_NAME_RESERVED');
  }
  for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
    const ordinary = disclose(name, 1);
    assert.deepEqual(processed({ _sd: [ordinary.digest] }, [ordinary.encoded]), { [name]: 1 });
  }
  const element = disclose(null, 1);
  assert.equal(processed({ _sd: [element.digest] }, [element.encoded]), 'DISCLOSURE_MALFORMED');
  assert.equal(processed({ x: [{ '...': a.digest }] }, [a.encoded]), 'DISCLOSURE_MALFORMED');
  assert.equal(processed({ _sd: 'x' }, []), 'DIGEST_MALFORMED');
  assert.equal(processed({ _sd: [1] }, []), 'DIGEST_MALFORMED');
  assert.equal(processed({ x: [{ '...': 'd', more: 1 }] }, []), 'CLAIM_NAME_RESERVED');
  assert.equal(processed(JSON.parse('{"x":{"__proto__":{"y":1}}}'), []), 'CLAIM_NAME_RESERVED');
  const levels = (count: number): unknown => (count === 0 ? 1 : { x: levels(count - 1) });
  assert.equal(processed(levels(33) as JsonObject, []), 'NESTED_TOO_DEEP');
  const deep = disclose('d', levels(20));
  assert.equal(
    processed({ x: { x: levels(9), _sd: [deep.digest] } }, [deep.encoded]) instanceof Object,
    true,
  );
  const within = (count: number, inner: JsonObject): JsonObject =>
    count === 0 ? inner : { x: within(count - 1, inner) };
  assert.equal(processed(within(12, { _sd: [deep.digest] }), [deep.encoded]), 'NESTED_TOO_DEEP');
});

test('paths of disclosures point into the processed claims', () => {
  const disclose = (name: string | null, value: unknown) =>
    makeDisclosure('c2FsdA', name, value, nodePrimitives);
  const [slash, first, second] = [
    disclose('a/b~c', { x: 1 }),
    disclose(null, 'withheld'),
    disclose(null, 'shown'),
  ];
  const payload = { _sd: [slash.digest], list: ['clear', { '...': first.digest }, { '...': second.digest }] };
  const disclosures = readDisclosures([slash.encoded, second.encoded], nodePrimitives);
  assert.ok(disclosures.ok);
  const result = processClaims(payload, disclosures.byDigest, anywhere);
  assert.ok(result.ok);
  assert.deepEqual(result.processed.claims, { list: ['clear', 'shown'], 'a/b~c': { x: 1 } });
  assert.deepEqual(
    [...result.processed.byDigest.values()].map((one) => one.path),
    ['/a~1b~0c', '/list/1'],
  );
});
