import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import { keccak256 } from './keccak.ts';

test('Keccak-256 gives what the world knows it to give', () => {
  const hashes: [Uint8Array, string][] = [
    [new Uint8Array(0), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'],
    [utf8Bytes('abc'), '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45'],
    // The root of an empty tree and the hash of no uncles, which stand in headers.
    [decodeHex('80')!, '56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'],
    [decodeHex('c0')!, '1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347'],
    // The topic of ERC-20's Transfer.
    [
      utf8Bytes('Transfer(address,address,uint256)'),
      'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
    ],
  ];
  for (const [data, hash] of hashes) assert.equal(encodeHex(keccak256(data)), hash);
});
