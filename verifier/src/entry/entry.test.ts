import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeHex } from '../bytes/hex.ts';
import { decodeEntry, encodeEntry } from './entry.ts';

const entry = {
  recordedAtMs: 0x0102030405,
  firstLot: 2 ** 32 + 7,
  lotCount: 2 ** 32 - 1,
  statementDigest: new Uint8Array(32).fill(0xab),
};

test('an entry is these 54 bytes, and comes back from them', () => {
  const bytes = encodeEntry(entry);
  assert.equal(encodeHex(bytes), `0101${'0000000102030405'}${'0000000100000007'}ffffffff${'ab'.repeat(32)}`);
  assert.deepEqual(decodeEntry(bytes), entry);
  assert.deepEqual(decodeEntry(new Uint8Array([9, ...bytes]).subarray(1)), entry);
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
    [2, 0xff],
    [10, 0xff],
  ] as const) {
    assert.equal(decodeEntry(withByte(at, value)), undefined, `byte ${at}`);
  }
  for (const wrong of [
    { lotCount: 2 ** 32 },
    { lotCount: -1 },
    { firstLot: 0.5 },
    { statementDigest: new Uint8Array(31) },
  ]) {
    assert.throws(() => encodeEntry({ ...entry, ...wrong }), RangeError);
  }
});
