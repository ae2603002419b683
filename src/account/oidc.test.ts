import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readOidcFile } from './oidc.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvedge-oidc-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'oidc.json');
const good = { id: 'house', name: 'House', issuer: 'https://id.example/realm/', clientId: 'selvedge' };
const read = (value: unknown): ReturnType<typeof readOidcFile> => {
  writeFileSync(path, JSON.stringify(value));
  return readOidcFile(path);
};

test('the secret lies in a file of its own, beside the list', () => {
  writeFileSync(join(folder, 'secret'), 'the secret\n');
  assert.deepEqual(
    read([
      { ...good, clientSecretFile: 'secret' },
      { ...good, id: 'open' },
    ]),
    [
      { ...good, issuer: 'https://id.example/realm', clientSecret: 'the secret' },
      { ...good, id: 'open', issuer: 'https://id.example/realm', clientSecret: undefined },
    ],
  );
  assert.equal(read([{ ...good, issuer: 'http://localhost:8080' }])[0]?.issuer, 'http://localhost:8080');
});

test('what cannot be right is told with its place', () => {
  const wrong: [unknown, RegExp][] = [
    [{}, /a list of providers/],
    [[good, 7], /provider 2 is no object/],
    [[{ ...good, id: 'Ä' }], /needs an id/],
    [[{ ...good, issuer: 'http://id.example' }], /issuer with https/],
    [[{ ...good, issuer: 'javascript:alert(1)' }], /issuer with https/],
    [[{ ...good, name: '' }], /needs a name/],
    [[{ ...good, clientId: 7 }], /needs a clientId/],
    [[{ ...good, clientSecretFile: 7 }], /clientSecretFile/],
    [[good, good], /stands there twice/],
  ];
  for (const [value, sentence] of wrong) assert.throws(() => read(value), sentence);
});
