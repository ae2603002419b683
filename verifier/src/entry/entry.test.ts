import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeHex } from '../bytes/hex.ts';
import { decodeEntry, encodeEntry, type Entry } from './entry.ts';

const entry: Entry = {
  kind: 'statement',
  recordedAtMs: 0x0102030405,
  firstLot: 2 ** 32 + 7,
  lotCount: 2 ** 32 - 1,
  digest: new Uint8Array(32).fill(0xab),
};

test('an entry is these 54 bytes, and comes back from them', () => {
  const bytes = encodeEntry(entry);
  assert.equal(encodeHex(bytes), `0101${'0000000102030405'}${'0000000100000007'}ffffffff${'ab'.repeat(32)}`);
  assert.deepEqual(decodeEntry(bytes), entry);
  assert.deepEqual(decodeEntry(new Uint8Array([9, ...bytes]).subarray(1)), entry);
});

test('the root of the holdings is an entry of another kind, which brings no lots', () => {
  const root: Entry = { ...entry, kind: 'holdings', lotCount: 0 };
  const bytes = encodeEntry(root);
  assert.equal(encodeHex(bytes).slice(0, 4), '0102');
  assert.deepEqual(decodeEntry(bytes), root);
  assert.deepEqual(encodeEntry({ ...entry, kind: undefined }), encodeEntry(entry));
  assert.throws(() => encodeEntry({ ...root, lotCount: 1 }), RangeError);
});

test('other lengths, versions, kinds and numbers are refused', () => {
  const bytes = encodeEntry(entry);
  const withByte = (at: number, value: number) => bytes.map((byte, i) => (i === at ? value : byte));
  assert.equal(decodeEntry(bytes.subarray(0, 53)), undefined);
  assert.equal(decodeEntry(new Uint8Array([...bytes, 0])), undefined);
  for (const [at, value] of [
    [0, 0],
    [0, 2],
    [1, 0],
    [1, 2],
    [1, 3],
    [2, 0xff],
    [10, 0xff],
  ] as const) {
    assert.equal(decodeEntry(withByte(at, value)), undefined, `byte ${at}`);
  }
  for (const wrong of [
    { lotCount: 2 ** 32 },
    { lotCount: -1 },
    { firstLot: 0.5 },
    { digest: new Uint8Array(31) },
  ]) {
    assert.throws(() => encodeEntry({ ...entry, ...wrong }), RangeError);
  }
});
