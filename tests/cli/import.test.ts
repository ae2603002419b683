// Documents and credentials by command line, as a small firm would hand them in.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { jwtOf, plainCredential, testIssuer } from '../support/credential.ts';
import { type Folder, json, selvedge, temporaryFolder } from './run.ts';

let folder: Folder;
let data: string;
let party: string;

before(async () => {
  folder = temporaryFolder();
  data = folder.file('data');
  const added = await json<{ party: string }>([
    'party',
    'add',
    'Gin East',
    '--country',
    'IN',
    '--data',
    data,
  ]);
  assert.equal(added.code, 0, added.err);
  party = added.value.party;
});
after(() => folder.remove());

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(folder.file(name), content);
  return folder.file(name);
}

interface Handed {
  record: { claims: Record<string, unknown>; state: string };
  format: string;
  status: string;
  filled: string[];
  refusals: { code: string }[];
  digest: string;
}

const validity = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z' };

test('a document is kept and comes back byte by byte', async () => {
  const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0, 255, 254]);
  const file = written('invoice.pdf', bytes);
  const kept = await json<Handed>(['document', 'add', file, '--party', 'Gin East', '--data', data]);
  assert.equal(kept.code, 0, kept.err);
  const out = folder.file('back.pdf');
  const got = await selvedge(['document', 'get', kept.value.digest, '-o', out, '--data', data]);
  assert.equal(got.code, 0, got.err);
  assert.deepEqual(readFileSync(out), bytes);
  const none = await json<Handed>(['document', 'get', 'A'.repeat(43), '--data', data]);
  assert.deepEqual([none.code, none.value.refusals[0]?.code], [1, 'NO_SUCH_RESOURCE']);
  assert.equal((await selvedge(['document', 'add', written('page.html', '<p>'), '--data', data])).code, 2);
  assert.equal((await selvedge(['document', 'add', written('page.pdf', '<p>'), '--data', data])).code, 2);
});

test('a credential is handed in with the keys of its issuer, and says what its holder added', async () => {
  const issuer = testIssuer('ES256', 'did:web:certifier.example');
  const subject = { id: party, type: 'scope', scheme: 'gots', codes: ['organic'] };
  const file = written('scope.jwt', `${jwtOf(plainCredential(issuer.id, subject, validity), issuer)}\n`);
  const without = await json<Handed>(['import', file, '--party', 'Gin East', '--data', data]);
  assert.deepEqual([without.code, without.value.refusals[0]?.code], [1, 'CREDENTIAL_KEY_UNKNOWN']);
  const keys = written('keys.json', JSON.stringify({ issuer: issuer.id, keys: [issuer.jwk] }));
  const claims = written('claims.json', JSON.stringify({ processes: ['ginning'], sites: ['*'] }));
  const args = [
    'import',
    file,
    '--party',
    'Gin East',
    '--issuer-keys',
    keys,
    '--claims',
    claims,
    '--data',
    data,
  ];
  const handed = await json<Handed>(args);
  assert.equal(handed.code, 0, handed.out);
  const { record, format, filled } = handed.value;
  assert.deepEqual([format, filled], ['credential', ['processes', 'sites']]);
  const { digest } = record.claims['imported'] as { digest: string };
  const got = await json<{ readers: string[]; mediaType: string }>([
    'document',
    'get',
    digest,
    '--data',
    data,
  ]);
  assert.deepEqual([got.value.readers, got.value.mediaType], [[party], 'application/vc+jwt']);
});

test('a PDF is handed in with what it says, and counts as a document', async () => {
  const file = written('scope.pdf', '%PDF-1.7 scope certificate');
  const certificate = {
    ...{ certificate: 'https://certifier.example/82', type: 'scope', scheme: 'gots', ...validity },
    ...{
      sites: ['*'],
      subcontractors: [],
      processes: ['ginning'],
      categories: [],
      materials: ['cotton'],
      codes: [],
    },
  };
  const claims = written('scope.json', JSON.stringify(certificate));
  assert.equal((await selvedge(['import', file, '--party', 'Gin East', '--data', data])).code, 2);
  const args = [
    'import',
    file,
    '--party',
    'Gin East',
    '--claims',
    claims,
    '--issuer',
    'Control Body',
    '--data',
    data,
  ];
  const words = await selvedge(args);
  assert.equal(words.code, 0, words.err + words.out);
  assert.match(words.out, /counts as a document/);
  // Other words: the same ones in the same second would be the same statement.
  writeFileSync(claims, JSON.stringify({ ...certificate, processes: ['spinning'] }));
  const again = await json<Handed>(args);
  assert.deepEqual([again.code, again.value.refusals[0]?.code], [1, 'ID_TAKEN']);
});
