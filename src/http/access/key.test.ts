import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkKey, mintKey } from './key.ts';
import { apiKeysInMemory } from './memory.ts';

test('a key is found by its text, and its secret is nowhere in what is stored', async () => {
  const keys = apiKeysInMemory();
  const { text, key } = mintKey({ role: 'party', party: 'urn:example:p' }, 7);
  await keys.add(key);
  assert.deepEqual(await checkKey(text, keys), key);
  const secret = text.slice(-43);
  assert.match(text, /^svk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}$/);
  assert.equal(Buffer.from(JSON.stringify(await keys.list())).includes(secret), false);
});

test('any other text is no key', async () => {
  const keys = apiKeysInMemory();
  const { text, key } = mintKey({ role: 'operator' }, 0);
  await keys.add(key);
  const last = text.endsWith('A') ? 'E' : 'A';
  for (const wrong of [
    '',
    'svk_',
    text.slice(0, -1),
    `${text}A`,
    `${text.slice(0, -1)}${last}`,
    text.replace('svk_', 'svx_'),
    ` ${text}`,
  ]) {
    assert.equal(await checkKey(wrong, keys), undefined, wrong);
  }
});

test('a revoked key is no key, and the first revocation counts', async () => {
  const keys = apiKeysInMemory();
  const { text, key } = mintKey({ role: 'reader' }, 0);
  await keys.add(key);
  assert.equal(await keys.revoke(key.id, 5), true);
  assert.equal(await keys.revoke(key.id, 9), true);
  assert.equal((await keys.find(key.id))?.revokedAtMs, 5);
  assert.equal(await checkKey(text, keys), undefined);
  assert.equal(await keys.revoke('0000000000000000', 9), false);
});

test('only a party key names a party', () => {
  assert.throws(() => mintKey({ role: 'party' }, 0));
  assert.throws(() => mintKey({ role: 'reader', party: 'urn:example:p' }, 0));
});

test('what a role is shown unless the operator says otherwise', () => {
  assert.equal(mintKey({ role: 'party', party: 'urn:example:p' }, 0).key.level, 'country');
  assert.equal(mintKey({ role: 'reader' }, 0).key.level, 'full');
  assert.equal(mintKey({ role: 'reader', level: 'region' }, 0).key.level, 'region');
});
