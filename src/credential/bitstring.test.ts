import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { bitAt, bitstringOf, decodeBitstring, encodeBitstring, leastBits, mostBits } from './bitstring.ts';

test('index 0 is the left-most bit of the first byte', () => {
  const bits = bitstringOf([0, 9, 131_071]);
  assert.equal(bits.length, leastBits / 8);
  assert.deepEqual([bits[0], bits[1], bits.at(-1)], [0x80, 0x40, 0x01]);
});

test('the list that the Recommendation shows as its example is 131,072 zeros', () => {
  const read = decodeBitstring('uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA');
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.bits, new Uint8Array(leastBits / 8));
});

test('what was set is read back, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 200_000 }), { maxLength: 40 }), (set) => {
      const read = decodeBitstring(encodeBitstring(bitstringOf(set, 200_001)));
      assert.ok(read.ok);
      const probes = [...set, ...set.map((index) => index + 1), 0, 200_000];
      for (const index of probes) assert.equal(bitAt(read.bits, index), set.includes(index));
    }),
    { numRuns: 40 },
  );
});

test('the text is gzip of exactly those bits, for any other reader', () => {
  const text = encodeBitstring(bitstringOf([7]));
  assert.match(text, /^u[\w-]+$/);
  assert.deepEqual(gunzipSync(Buffer.from(text.slice(1), 'base64url')), Buffer.from(bitstringOf([7])));
});

test('beyond the list there is no bit, and none can be set', () => {
  const bits = bitstringOf([], leastBits + 1);
  assert.equal(bitAt(bits, leastBits), false);
  assert.equal(bitAt(bits, bits.length * 8), undefined);
  assert.throws(() => bitstringOf([leastBits]));
});

test('a list that expands beyond the limit is refused before it does', (t) => {
  const one = gzipSync(Buffer.alloc(mostBits / 8 + 1), { level: 9 });
  assert.ok(one.length < 20_000);
  assert.equal(decodeBitstring(`u${one.toString('base64url')}`).ok, false);
  // RFC 1952 section 2.2: a gzip file may be several, one after the other. 2 GiB in 1.6 MB.
  const many = Buffer.concat(Array.from({ length: 250 }, () => one));
  const startedAtMs = performance.now();
  assert.equal(decodeBitstring(`u${many.toString('base64url')}`).ok, false);
  t.diagnostic(`2 GiB refused after ${Math.round(performance.now() - startedAtMs)} ms`);
});

const zipped = (bytes: number): string => gzipSync(Buffer.alloc(bytes)).toString('base64url');
const bad: [string, string][] = [
  ['no multibase letter', zipped(16_384)],
  ['another base', `z${zipped(16_384)}`],
  ['padding', `u${zipped(16_384)}=`],
  ['fewer bits than group privacy asks for', `u${zipped(16_383)}`],
  ['no gzip', `u${Buffer.from('not zipped').toString('base64url')}`],
  ['cut off', `u${zipped(16_384).slice(0, -6)}`],
  ['nothing', ''],
  ['nothing but the letter', 'u'],
  ['longer than any list', `u${'A'.repeat(12 * 1024 * 1024)}`],
];
for (const [what, text] of bad) {
  test(`refused: ${what}`, () => assert.equal(decodeBitstring(text).ok, false));
}
