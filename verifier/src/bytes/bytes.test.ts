import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64.ts';
import { concatBytes, equalBytes, readUint64, writeUint64 } from './bytes.ts';
import { decodeHex, encodeHex } from './hex.ts';
import { utf8Bytes, utf8Text } from './utf8.ts';

test('both base64 alphabets agree with node, there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.equal(encodeBase64url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(decodeBase64(encodeBase64(bytes)), bytes);
      assert.deepEqual(decodeBase64url(encodeBase64url(bytes)), bytes);
      assert.deepEqual(decodeHex(encodeHex(bytes)), bytes);
    }),
  );
});

test('one byte string has one base64url text: of all last characters only one in 4 or 16 is taken', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  assert.equal([...alphabet].filter((last) => decodeBase64url(`QUJDR${last}`) !== undefined).length, 4);
  assert.equal([...alphabet].filter((last) => decodeBase64url(`QUJDRE${last}`) !== undefined).length, 16);
  for (const text of [
    'A',
    'QUJDR',
    'QQ==',
    'QUJD ',
    ' QUJD',
    'QU\nJD',
    'QU+D',
    'QU/D',
    'QUJ\u0141',
    'QUJ\u00c1',
  ]) {
    assert.equal(decodeBase64url(text), undefined, JSON.stringify(text));
  }
  for (const text of ['QQ', 'QQ=', 'QQ===', 'QR==', 'QU-D', '====', '=', 'QQ==QQ==']) {
    assert.equal(decodeBase64(text), undefined, text);
  }
});

test('numbers of 64 bits: there and back, and none that a number cannot hold', () => {
  const bytes = new Uint8Array(10);
  for (const value of [0, 1, 255, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1]) {
    writeUint64(bytes, 1, value);
    assert.equal(new DataView(bytes.buffer).getBigUint64(1), BigInt(value));
    assert.equal(readUint64(bytes, 1), value);
  }
  for (const value of [-1, 0.5, 2 ** 53, Number.NaN])
    assert.throws(() => writeUint64(bytes, 0, value), RangeError);
  assert.equal(readUint64(new Uint8Array(8).fill(255), 0), undefined);
});

test('joining, comparing, hex and UTF-8 are strict', () => {
  assert.deepEqual(
    concatBytes(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)),
    Uint8Array.of(1, 2, 3),
  );
  assert.equal(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)), true);
  assert.equal(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)), false);
  assert.equal(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 0)), false);
  for (const text of ['a', 'AB', '0g', ' 00']) assert.equal(decodeHex(text), undefined);
  assert.equal(utf8Text(utf8Bytes('Bäumwoll-Ballen 綿')), 'Bäumwoll-Ballen 綿');
  assert.equal(utf8Text(Uint8Array.of(0xc0, 0x80)), undefined);
});
