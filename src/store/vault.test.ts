import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { nodePrimitives } from '#verifier/node';
import { openDatabase } from './database.ts';
import { openVault, sealingKey } from './vault.ts';

const sealing = Buffer.alloc(32, 7);
const bytes = Buffer.from('to be signed');

function database(): DatabaseSync {
  return openDatabase(':memory:');
}

test('a key signs under its public key, and its seed is nowhere in the clear', () => {
  const store = database();
  const vault = openVault(store, sealing);
  const { kid, publicKey } = vault.create('holder');
  assert.ok(nodePrimitives.verifyEd25519(publicKey, bytes, vault.sign(kid, bytes)));
  const row = store.prepare('SELECT * FROM sealed_key').get();
  assert.ok(!Buffer.from(row?.['sealed'] as Uint8Array).includes(Buffer.from(vault.seed(kid))));
});

test('another sealing key, a changed byte or a swapped row opens nothing', () => {
  const store = database();
  const vault = openVault(store, sealing);
  const [one, two] = [vault.create('one').kid, vault.create('two').kid];
  assert.throws(() => openVault(store, Buffer.alloc(32, 8)).sign(one, bytes));
  const sealed = store.prepare('SELECT sealed FROM sealed_key WHERE kid = ?').get(two)?.[
    'sealed'
  ] as Uint8Array;
  store.prepare('UPDATE sealed_key SET sealed = ? WHERE kid = ?').run(sealed, one);
  assert.throws(() => openVault(store, sealing).sign(one, bytes));
  const changed = Buffer.from(sealed);
  changed[20]! ^= 1;
  store.prepare('UPDATE sealed_key SET sealed = ? WHERE kid = ?').run(changed, two);
  assert.throws(() => openVault(store, sealing).sign(two, bytes));
});

test('a key that is made elsewhere is sealed as the others, and found among those of its holder', () => {
  const store = database();
  const vault = openVault(store, sealing);
  const secret = Buffer.alloc(32, 9);
  vault.keep('evm', { kid: '0x1', publicKey: Buffer.from('public'), secret });
  vault.keep('evm', { kid: '0x2', publicKey: Buffer.from('public'), secret: Buffer.alloc(32, 8) });
  assert.deepEqual(
    vault.keysOf('evm').map(({ kid }) => kid),
    ['0x2', '0x1'],
  );
  assert.deepEqual(Buffer.from(vault.seed('0x1')), secret);
  for (const row of store.prepare('SELECT sealed FROM sealed_key').all())
    assert.equal(Buffer.from(row['sealed'] as Uint8Array).includes(secret), false);
  assert.throws(() => openVault(store, Buffer.alloc(32, 8)).seed('0x1'));
});

test('the newest key that is accepted speaks for its holder', () => {
  const vault = openVault(database(), sealing);
  const [first, second] = [vault.create('holder').kid, vault.create('holder').kid];
  assert.equal(vault.keyOf('holder')?.kid, second);
  assert.equal(vault.keyOf('holder', (kid) => kid === first)?.kid, first);
  assert.equal(
    vault.keyOf('holder', () => false),
    undefined,
  );
  assert.equal(vault.keyOf('nobody'), undefined);
});

test('the sealing key is made once, for its owner only, and must be one', () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-seal-'));
  const path = join(directory, 'sealing.key');
  const made = sealingKey(path, undefined);
  assert.deepEqual(sealingKey(path, undefined), made);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(sealingKey(path, '00'.repeat(32)), Buffer.alloc(32));
  assert.throws(() => sealingKey(path, 'short'), /64 hexadecimal/);
  writeFileSync(path, 'nonsense');
  assert.throws(() => sealingKey(path, undefined), /64 hexadecimal/);
  rmSync(directory, { recursive: true });
});
