import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { jwtOf, testIssuer } from '../../tests/support/credential.ts';
import type { RecordView } from '../flow/answers.ts';
import { conformityCredential, type Named, type Profile } from './conformity.ts';
import { importCredential } from './import.ts';
import { isSet, statusListCredential } from './status-list.ts';

const fixtures = join(import.meta.dirname, '../../../shared/fixtures/untp/0.7.0');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';

const claims = {
  certificate: 'https://certifier.example/certificate/81',
  type: 'transaction',
  scheme: 'gots',
  holder: 'urn:uuid:11111111-1111-4111-8111-111111111111',
  validFrom: '2026-01-01T02:00:00+02:00',
  validUntil: '2026-12-31T00:00:00Z',
  sites: ['*', 'https://id.gs1.org/414/9506000164007'],
  subcontractors: ['urn:uuid:22222222-2222-4222-8222-222222222222'],
  processes: ['ginning', 'spinning'],
  categories: ['yarn'],
  materials: ['cotton'],
  codes: ['organic', 'made with 70 %'],
  number: 'TC-81 / 2',
  volumeGrams: 25_000_000,
  buyer: 'urn:uuid:33333333-3333-4333-8333-333333333333',
  shippedAt: '2026-02-01T00:00:00Z',
  lots: [{ lot: 'https://id.gs1.org/01/09521234543213/10/A%201', grams: 1_200, certifiedGrams: 1_000 }],
  inputs: [{ certificate: 'https://certifier.example/certificate/80', grams: 1_500 }],
  products: ['https://id.gs1.org/01/09521234543213'],
};
const record: RecordView = {
  ...{ kind: 'certificate', id: claims.certificate, entry: 7, recordedAtMs: 0, state: 'valid' },
  ...{ issuer: 'urn:uuid:44444444-4444-4444-8444-444444444444', custody: 'custodial', claims },
};
const nobody: Named = {
  party: () => undefined,
  facility: () => ({ name: 'Gin East' }),
  product: () => undefined,
};
const issuer = {
  id: 'did:key:z6Mk',
  name: 'Cotton Cert',
  alsoKnownAs: { id: record.issuer, name: 'Cotton Cert' },
  saying: 'Signed for somebody.',
};
const listAddress = (purpose: string): string => `https://node.example/credentials/status/x/${purpose}`;

function exported(
  profile: Profile = 'untp-0.7.0',
  change: Partial<typeof claims> & object = {},
): Record<string, unknown> {
  const one = { ...record, claims: { ...claims, ...change } };
  const address = 'https://node.example/certificates/81/credential';
  return conformityCredential({ record: one, issuer, index: 3, listAddress, address, profile }, nobody);
}

function schemaCheck(name: string): (value: unknown) => void {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('byte', true);
  const validate = ajv.compile(JSON.parse(readFileSync(join(fixtures, 'schema', name), 'utf8')));
  return (value) => assert.ok(validate(value), JSON.stringify(validate.errors, null, 1));
}

test('a certificate becomes a credential that the schemas of UNTP 0.7.0 and of W3C take', { skip }, () => {
  const [untp, w3c] = [schemaCheck('dcc.json'), schemaCheck('vcdm2-verifiable-credential.json')];
  const types = [
    'scope',
    'transaction',
    'material',
    'product',
    'facility',
    'self-declaration',
    'self-assessment',
    'second-party',
  ];
  for (const type of types) {
    untp(exported('untp-0.7.0', { type }));
    w3c(exported('untp-0.7.0', { type }));
    w3c(exported('w3c', { type }));
  }
});

test('the form of W3C has both status entries with the index as text, that of UNTP one with a number', () => {
  const one = exported()['credentialStatus'] as Record<string, unknown>;
  assert.deepEqual([one['statusPurpose'], one['statusListIndex']], ['suspension', 3]);
  const both = exported('w3c')['credentialStatus'] as Record<string, unknown>[];
  assert.deepEqual(
    both.map(({ statusPurpose, statusListIndex }) => [statusPurpose, statusListIndex]),
    [
      ['revocation', '3'],
      ['suspension', '3'],
    ],
  );
});

test('what a node gives out another node reads with the same claims', () => {
  const signer = testIssuer();
  const payload = { ...exported(), issuer: { ...(exported()['issuer'] as object), id: signer.id } };
  const read = importCredential(jwtOf(payload, signer), { nowMs: Date.UTC(2026, 5, 1) });
  assert.ok(read.ok, JSON.stringify(read));
  const { holder, sites, validFrom: _, validUntil: __, ...rest } = claims;
  const { sites: readSites, validFrom, validUntil, ...readRest } = read.value.claims;
  assert.deepEqual(readRest, rest);
  assert.deepEqual(new Set(readSites as string[]), new Set(sites));
  assert.deepEqual([validFrom, validUntil], ['2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z']);
  assert.deepEqual(read.value.issuedTo, [holder]);
});

test('what certifies that something does not conform is no certificate', () => {
  const signer = testIssuer();
  const test81 = { method: 'DNA', passed: false };
  const failed = exported('untp-0.7.0', { type: 'material', test: test81 } as object);
  const text = jwtOf({ ...failed, issuer: signer.id }, signer);
  const read = importCredential(text, { nowMs: Date.UTC(2026, 5, 1) });
  assert.equal(!read.ok && read.refusal.code, 'CREDENTIAL_NONCONFORMING');
});

test('the official sample of UNTP is read', { skip }, () => {
  const sample = JSON.parse(
    readFileSync(join(fixtures, 'samples/ConformityCredential_instance.json'), 'utf8'),
  );
  const signer = testIssuer('ES256');
  const read = importCredential(jwtOf({ ...sample, issuer: { ...sample.issuer, id: signer.id } }, signer), {
    nowMs: Date.UTC(2026, 5, 1),
  });
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.value.issuedTo, ['did:web:sample-mine.example.com', 'MINE-001']);
  const { certificate, type, scheme, codes, sites } = read.value.claims as Record<string, string[]>;
  assert.deepEqual(
    [certificate, type, scheme],
    ['https://coppermark-cab.example.com/attestation/CM-KM-2025-001', 'scope', 'Coppermark'],
  );
  assert.equal(codes?.length, 4);
  assert.deepEqual(new Set(sites), new Set(['https://facility-register.example.com/fac-001']));
});

test('revocation has what is final, suspension all that does not count now', () => {
  const states = [
    null,
    'valid',
    'disputed',
    'expired',
    'confirmed',
    'refuted',
    'suspended',
    'revoked',
    'withdrawn',
  ];
  assert.deepEqual(
    states.filter((state) => isSet('revocation', state)),
    ['revoked', 'withdrawn'],
  );
  assert.deepEqual(
    states.filter((state) => isSet('suspension', state)),
    ['refuted', 'suspended', 'revoked', 'withdrawn'],
  );
});

test('a status list is a credential that the schema of W3C takes', { skip }, () => {
  const list = statusListCredential({
    id: listAddress('revocation'),
    purpose: 'revocation',
    issuer,
    states: ['valid', 'revoked'],
    nowMs: 0,
  });
  schemaCheck('vcdm2-verifiable-credential.json')(list);
});
