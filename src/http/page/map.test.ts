import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { wordsOf } from './language/texts.ts';
import { journeyMap, type MapMark } from './map.ts';

const words = wordsOf('en');

const mostBytes = 16_000;

function drawn(...marks: MapMark[]): string {
  return journeyMap(marks, [], words)?.markup ?? '';
}

function mark(country: string, percent: number | null, ...steps: number[]): MapMark {
  return { country, percent, steps };
}

describe('the map', () => {
  test('is not drawn where no country is known', () => {
    assert.equal(journeyMap([], [], words), undefined);
    assert.equal(journeyMap([mark('XX', 100)], [], words), undefined);
  });

  test('says in words what it shows', () => {
    assert.match(
      drawn(mark('BJ', 60, 1), mark('TR', null, 2, 3)),
      /Benin: 60% of the raw material\. Benin: step 1\. Türkiye: steps 2 and 3\.</,
    );
  });

  test('draws an arc for each pair of countries that both have a dot', () => {
    const marks = [mark('BJ', 60, 1), mark('TR', null, 2)];
    const arcs = [
      { from: 'BJ', to: 'TR' },
      { from: 'TR', to: 'XX' },
    ];
    assert.equal(journeyMap(marks, arcs, words)?.markup.match(/class="arc"/g)?.length, 1);
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
