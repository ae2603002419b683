import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { halfSipHash } from './half-sip.ts';
import { LotRegister } from './register.ts';
import { decodeArrays, encodeArrays } from './snapshot.ts';
import { readText, writeText } from './text-bytes.ts';

const ids = [
  'https://id.gs1.org/01/09506000134352/10/L1',
  'https://id.gs1.org/01/09506000134352/10/L2',
  'https://id.gs1.org/01/09506000134352/21/L1',
  'https://id.gs1.org/00/195060001343520018',
  'urn:uuid:7c2c0f0a-4f0e-4a53-9d0c-0a9f2d2f7a11',
  'https://example.org/lots/хлопок-№7/綿-🧵',
  '',
  'plain',
];

function written(register: LotRegister): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeArrays(register.snapshot())));
}

test('ids get the numbers 0, 1, 2, … in order of first sight, and keep them', () => {
  const register = new LotRegister();
  assert.deepEqual(
    ids.map((id) => register.intern(id)),
    [...ids.keys()],
  );
  assert.deepEqual(
    ids.map((id) => register.intern(id)),
    [...ids.keys()],
  );
  assert.deepEqual(
    ids.map((id) => register.find(id)),
    [...ids.keys()],
  );
  assert.deepEqual(
    [...ids.keys()].map((lot) => register.textOf(lot)),
    ids,
  );
  assert.equal(register.size, ids.length);
  assert.equal(register.find('https://id.gs1.org/01/09506000134352/10/L3'), -1);
  assert.equal(register.find('https://example.org/never/seen'), -1);
  assert.equal(register.size, ids.length, 'looking for an id does not make it known');
  assert.throws(() => register.textOf(ids.length), RangeError);
});

test('agrees with a Map over any strings, before and after a restart', () => {
  const anyId = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.nat(300), fc.nat(50)).map(([product, lot]) => `https://id.gs1.org/01/${product}/10/${lot}`),
    fc.constantFrom('\ud800', '\udc00', '\ud800/', 'a/\udc00', '\ud83e\uddf5'),
  );
  fc.assert(
    fc.property(fc.array(anyId, { maxLength: 600 }), fc.array(anyId), (first, second) => {
      const model = new Map<string, number>();
      let register = new LotRegister(Uint32Array.of(1, 2));
      for (const batch of [first, second]) {
        for (const id of batch) {
          assert.equal(register.find(id), model.get(id) ?? -1);
          if (!model.has(id)) model.set(id, model.size);
          assert.equal(register.intern(id), model.get(id));
        }
        register = LotRegister.restore(decodeArrays(written(register)));
      }
      assert.equal(register.size, model.size);
      for (const [id, lot] of model) assert.equal(register.textOf(lot), id);
    }),
    { numRuns: 60 },
  );
});

test('more products than one byte counts, and tables that grow many times', () => {
  const register = new LotRegister();
  const many = Array.from({ length: 40_000 }, (_, n) => `https://id.gs1.org/01/${n % 20_000}/10/L${n}`);
  for (const id of many) register.intern(id);
  many.forEach((id, lot) => {
    assert.equal(register.find(id), lot);
    assert.equal(register.textOf(lot), id);
  });
});

test('an id of 30,000 letters is an id', () => {
  const register = new LotRegister();
  const long = 'ж'.repeat(30_000);
  assert.equal(register.textOf(register.intern(long)), long);
});

test('UTF-8 as others write it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const bytes = new Uint8Array(text.length * 3);
      const end = writeText(text, 0, text.length, bytes, 0);
      assert.deepEqual(bytes.subarray(0, end), new TextEncoder().encode(text));
      assert.equal(readText(bytes, 0, end), text);
    }),
  );
});

test('HalfSipHash-1-3 gives the published values (vectors of the Linux kernel, key 00 01 … 07)', () => {
  const vectors = [
    0x5814c896, 0xe7e864ca, 0xbc4b0e30, 0x01539939, 0x7e059ea6, 0x88e3d89b, 0xa0080b65, 0x9d38d9d6,
    0x577999b1, 0xc839caed, 0xe4fa32cf, 0x959246ee, 0x6b28096c, 0x66dd9cd6, 0x16658a7c, 0xd0257b04,
    0x8b31d501, 0x2b1cd04b,
  ];
  const bytes = Uint8Array.from(vectors.keys());
  const hashes = vectors.map((_, length) => halfSipHash(bytes, length, 0x03020100, 0x07060504));
  assert.deepEqual(hashes, vectors);
});
