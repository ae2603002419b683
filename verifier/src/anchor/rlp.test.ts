import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes } from '../bytes/bytes.ts';
import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { byteStringsOf, decodeRlp, encodeNatural, naturalOf, type RlpItem } from './rlp.ts';

/** Word for word after the yellow paper, appendix B. */
function encode(item: RlpItem): Uint8Array {
  if (!(item instanceof Uint8Array)) return prefixed(0xc0, concatBytes(...item.map(encode)));
  return item.length === 1 && item[0]! < 0x80 ? item : prefixed(0x80, item);
}

function prefixed(base: number, content: Uint8Array): Uint8Array {
  if (content.length <= 55) return concatBytes(Uint8Array.of(base + content.length), content);
  const length = content.length.toString(16);
  const bytes = decodeHex(length.length % 2 === 0 ? length : `0${length}`)!;
  return concatBytes(Uint8Array.of(base + 55 + bytes.length), bytes, content);
}

const items = fc.letrec<{ item: RlpItem }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.uint8Array({ maxLength: 70 }),
    fc.array(tie('item'), { maxLength: 6 }),
  ),
})).item;

test('what is encoded comes back, and nothing else stands for it', () => {
  fc.assert(
    fc.property(items, (item) => {
      const bytes = encode(item);
      assert.deepEqual(decodeRlp(bytes), item);
      assert.equal(decodeRlp(concatBytes(bytes, Uint8Array.of(0))), undefined);
      assert.equal(decodeRlp(bytes.subarray(0, -1)), undefined);
    }),
  );
});

test('whatever bytes there are, they are refused or have this one encoding', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.tuple(items, fc.nat(), fc.nat({ max: 255 })).map(([item, at, byte]) => {
      const changed = encode(item).slice();
      changed[at % changed.length] = byte;
      return changed;
    }),
  );
  fc.assert(
    fc.property(bytes, (one) => {
      const item = decodeRlp(one);
      if (item !== undefined) assert.equal(encodeHex(encode(item)), encodeHex(one));
    }),
    { numRuns: 2_000 },
  );
});

test('longer spellings, lengths that lie and deep nesting are refused', () => {
  for (const hex of [
    '',
    '8100',
    '817f',
    'b800',
    'b80100',
    'b90000',
    `b837${'00'.repeat(55)}`,
    `b90038${'00'.repeat(56)}`,
    'f800',
    'bfffffffffffffffff',
    'ffffffffffffffffff',
    'c1',
    'c281',
    '8001',
    'c7'.repeat(20),
  ])
    assert.equal(decodeRlp(decodeHex(hex)!), undefined, hex);
  const nested = (levels: number): Uint8Array => {
    let bytes = Uint8Array.of(0xc0);
    for (let level = 0; level < levels; level += 1) bytes = Uint8Array.from(prefixed(0xc0, bytes));
    return bytes;
  };
  assert.notEqual(decodeRlp(nested(7)), undefined);
  assert.equal(decodeRlp(nested(9)), undefined);
  assert.equal(decodeRlp(nested(8_000)), undefined);
});

test('scalars have no leading zero, and numbers are written as keys of receipts', () => {
  assert.equal(naturalOf(new Uint8Array(0)), 0);
  assert.equal(naturalOf(Uint8Array.of(1, 0)), 256);
  assert.equal(naturalOf(Uint8Array.of(0)), undefined);
  assert.equal(naturalOf(new Uint8Array(8).fill(255)), undefined);
  assert.equal(naturalOf(new Uint8Array(9).fill(1)), undefined);
  for (const value of [0, 1, 127, 128, 255, 256, 70_000, 2 ** 40 + 3]) {
    const decoded = decodeRlp(encodeNatural(value));
    assert.ok(decoded instanceof Uint8Array);
    assert.equal(naturalOf(decoded), value);
  }
  assert.equal(byteStringsOf([new Uint8Array(1), []]), undefined);
});
