import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Trigrams } from './trigrams.ts';

function indexOf(texts: readonly string[]): Trigrams {
  const index = new Trigrams();
  for (const text of texts) index.add(text);
  return index;
}

test('no text that holds the part is missed, newest first and once each', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '0', '-', '棉'), maxLength: 9 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 40 }), letters, (texts, part) => {
      if (part.length < 3) return;
      const found = [...indexOf(texts).candidates(part)];
      const holding = texts.flatMap((text, at) => (text.includes(part) ? [at] : []));
      assert.deepEqual(
        found.filter((at) => texts[at]!.includes(part)),
        holding.reverse(),
      );
      assert.deepEqual(
        found,
        [...new Set(found)].sort((one, other) => other - one),
      );
    }),
  );
});

test('of many lots only few are looked at', () => {
  const index = indexOf(Array.from({ length: 20_000 }, (_, at) => `bale-${String(at).padStart(6, '0')}`));
  assert.equal([...index.candidates('bale-012345')].length < 250, true);
  assert.deepEqual([...index.candidates('zzz')], []);
});

test('a part of fewer than three characters has no candidates', () => {
  assert.deepEqual([...indexOf(['abc']).candidates('ab')], []);
});
