import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { jwkOfPublicKey } from '#verifier';
import { publicKeyOf } from '../../store/vault.ts';
import { newKeyFile, openSeed, readKeyFile } from './key-file.ts';

const file = newKeyFile('correct horse', 'urn:example:mill');

test('the passphrase opens the seed of the very key that the file names', () => {
  const seed = openSeed(file, 'correct horse');
  assert.ok(seed);
  assert.deepEqual(jwkOfPublicKey(publicKeyOf(seed)), file.jwk);
  assert.equal(JSON.stringify(file).includes(seed.toString('base64url')), false);
});

test('another passphrase, another party on the file, another kid: nothing opens', () => {
  assert.equal(openSeed(file, 'correct horsE'), undefined);
  assert.equal(openSeed({ ...file, party: 'urn:example:thief' }, 'correct horse'), undefined);
  assert.equal(openSeed({ ...file, kid: 'x' }, 'correct horse'), undefined);
});

test('a passphrase is the same however its letters are composed', () => {
  const composed = newKeyFile('clé sûre pour tous', null);
  assert.ok(openSeed(composed, 'clé sûre pour tous'.normalize('NFD')));
});

test('a file that asks for other work than ours is not read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-key-'));
  const path = join(folder, 'device.key');
  const read = (content: unknown): unknown => {
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return readKeyFile(path);
  };
  assert.deepEqual(read(file), file);
  for (const wrong of [
    'no json',
    '[]',
    'null',
    { ...file, format: 'selvedge-device-key/2' },
    { ...file, sealed: { ...file.sealed, N: 2 ** 30 } },
  ]) {
    assert.throws(() => read(wrong), /is no device key file/);
  }
  rmSync(folder, { recursive: true });
});
