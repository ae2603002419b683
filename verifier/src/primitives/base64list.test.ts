import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodePrimitives } from '../../node/primitives.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { isUsableEd25519Key } from './ed25519key.ts';
import { purePrimitives } from './pure.ts';

test('many texts at once: as each by itself, or nothing, on both back ends', () => {
  const text = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    fc.string({ unit: fc.constantFrom(...'AQgwEZaz09-_+/= \n\u0141\u00c1'), maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
      const each = texts.map((one) => purePrimitives.decodeBase64url(one));
      const expected = each.includes(undefined)
        ? undefined
        : concatBytes(...each.flatMap((bytes) => [bytes!, Uint8Array.of(0x2c)]));
      for (const primitives of [purePrimitives, nodePrimitives]) {
        const decoded = primitives.decodeBase64urlList(texts, 0x2c);
        assert.deepEqual(decoded && Uint8Array.from(decoded), expected, JSON.stringify(texts));
      }
    }),
    { numRuns: 5_000 },
  );
});

test('looking at a key leaves it as it is, a Buffer too', () => {
  for (const key of [new Uint8Array(32).fill(0xc3), Buffer.alloc(32, 0xc3)]) {
    isUsableEd25519Key(key);
    assert.equal(key[31], 0xc3);
  }
});
