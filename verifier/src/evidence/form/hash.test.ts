import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeBase64, encodeBase64 } from '../../bytes/base64.ts';
import { bytesOfHash, isHash } from './hash.ts';

test('a hash is what decodes to 32 bytes, and nothing else', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const stem = encodeBase64(new Uint8Array(32).fill(0xfb)).slice(0, 42);
  const texts = [...alphabet, '-', '_', '=', '\n', ''].map((last) => `${stem}${last}=`);
  const lengths = [0, 31, 33, 34, 48].map((length) => encodeBase64(new Uint8Array(length)));
  const others = [`${stem}A`, `${stem}A==`, `${stem}A=\n`, ` ${stem}=`, `é${stem}=`, `${stem.slice(1)}-A=`];
  const found = [...texts, ...lengths, ...others].filter(isHash);
  const expected = [...texts, ...lengths, ...others].filter((text) => decodeBase64(text)?.length === 32);
  assert.deepEqual(found, expected);
  assert.equal(found.length, 16);
  for (const text of found) assert.equal(encodeBase64(bytesOfHash(text)), text);
  for (const value of [null, 1, undefined, [`${stem}A=`]]) assert.equal(isHash(value), false);
});
