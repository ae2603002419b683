import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOf, bandFor, type Weighed, type YieldBand } from './balance.ts';

const bands: YieldBand[] = [
  { processes: ['ginning'], category: 'lint', countries: ['*'], lowPpm: 330_000, highPpm: 400_000 },
  { processes: ['ginning'], category: 'lint', countries: ['IN'], lowPpm: 320_000, highPpm: 360_000 },
  { processes: ['ginning-saw'], category: 'lint', countries: ['*'], lowPpm: 350_000, highPpm: 400_000 },
  { processes: ['spinning'], category: '*', countries: ['*'], lowPpm: 880_000, highPpm: 950_000 },
];
const out = (category: string | null, grams: number | null, isWaste = false): Weighed => ({
  ...{ id: `urn:x:${category}`, base: grams, dimension: 'mass', category, isWaste },
});
const input = (grams: number | null): Weighed => out('seed-cotton', grams);

test('a band is exact to the gram, at both ends', () => {
  const verdictAt = (grams: number): string | undefined =>
    balanceOf([input(1_000_000)], [out('lint', grams)], 'ginning', 'TR', bands).compared[0]?.verdict;
  assert.deepEqual([329_999, 330_000, 400_000, 400_001].map(verdictAt), ['low', 'usual', 'usual', 'high']);
});

test('the finest process, then the country, decides', () => {
  assert.equal(bandFor(bands, 'ginning', 'lint', 'IN')?.lowPpm, 320_000);
  assert.equal(bandFor(bands, 'ginning-saw', 'lint', 'IN')?.lowPpm, 350_000);
  assert.equal(bandFor(bands, 'ginning-roller', 'lint', 'TR')?.lowPpm, 330_000);
  assert.equal(bandFor(bands, 'dyeing', 'lint', 'TR'), undefined);
});

test('waste does not count as what came out of spinning, but as what is there', () => {
  const { compared, inGrams, outGrams } = balanceOf(
    [input(600_000), input(400_000)],
    [out('yarn', 900_000), out('spinning-waste', 60_000, true)],
    'spinning-carded',
    null,
    bands,
  );
  assert.deepEqual([inGrams, outGrams], [1_000_000, 960_000]);
  assert.deepEqual(
    compared.map(({ category, outGrams: grams, verdict }) => [category, grams, verdict]),
    [['*', 900_000, 'usual']],
  );
});

test('what is not weighed is not compared', () => {
  assert.deepEqual(balanceOf([input(null)], [out('lint', 5)], 'ginning', null, bands), {
    inGrams: null,
    outGrams: 5,
    compared: [],
  });
  assert.deepEqual(balanceOf([input(10)], [out('lint', null)], 'ginning', null, bands).compared, []);
  assert.deepEqual(balanceOf([], [out('lint', 5)], 'ginning', null, bands).compared, []);
});
