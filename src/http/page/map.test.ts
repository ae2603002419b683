import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { journeyMap, type MapMark } from './map.ts';

const mostBytes = 16_000;

function drawn(...marks: MapMark[]): string {
  return journeyMap(marks)?.markup ?? '';
}

function mark(country: string, percent: number | null, ...steps: number[]): MapMark {
  return { country, percent, steps };
}

describe('the map', () => {
  test('is not drawn where no country is known', () => {
    assert.equal(journeyMap([]), undefined);
    assert.equal(journeyMap([mark('XX', 100)]), undefined);
  });

  test('says in words what it shows', () => {
    assert.match(
      drawn(mark('BJ', 60, 1), mark('TR', null, 2, 3)),
      /Map: Benin: 60\u00a0% of the raw material, step 1; Türkiye: step 2, 3</,
    );
  });

  for (const countries of [
    ['BJ', 'IN'],
    ['PT'],
    ['US', 'CN', 'AU', 'BR', 'NZ'],
    ['FJ', 'US'],
    ['DE', 'NL', 'BE', 'LU', 'FR', 'CH'],
  ]) {
    test(`holds every dot and label of ${countries.join(', ')} inside, and stays small`, () => {
      const svg = drawn(...countries.map((country, at) => mark(country, at === 0 ? 100 : null, at + 1)));
      const dots = [...svg.matchAll(/cx="(-?\d+)" cy="(-?\d+)"/g)];
      assert.equal(dots.length, countries.length);
      for (const [, x, y] of dots) {
        assert.ok(Number(x) > 0 && Number(x) < 640 && Number(y) > 0 && Number(y) < 440, `${x} ${y}`);
      }
      assert.ok(Buffer.byteLength(svg) < mostBytes, `${Buffer.byteLength(svg)} bytes`);
    });
  }

  test('leaves a label out rather than writing over another', () => {
    const crowd = [
      'DE',
      'NL',
      'BE',
      'LU',
      'FR',
      'CH',
      'AT',
      'CZ',
      'PL',
      'DK',
      'IT',
      'SI',
      'HR',
      'HU',
      'SK',
      'LI',
      'MC',
    ];
    const labels =
      drawn(mark('AU', 1), ...crowd.map((country) => mark(country, null, 1))).match(/<text/g) ?? [];
    assert.ok(labels.length > 1 && labels.length < crowd.length, String(labels.length));
  });
});
