import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readThousandths } from './digits.ts';
import { Formats } from './format.ts';
import { languages } from './languages.ts';

const noSpace = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test('amounts in base units leave as the language writes them', () => {
  const [en, de, fr] = [new Formats('en'), new Formats('de'), new Formats('fr')];
  assert.equal(en.amount(480_500, 'mass'), '480.5 kg');
  assert.equal(noSpace(de.amount(480_500, 'mass')), '480,5 kg');
  assert.equal(noSpace(fr.amount(12_345_678, 'mass')), '12 346 kg');
  assert.equal(en.kilograms(12_345_678, true), '12,345.678 kg');
  assert.equal(en.amount(1_500, 'length'), '1.5 m');
  assert.equal(en.amount(2_500_000, 'area'), '2.5 m²');
  assert.equal(en.amount(750, 'volume'), '0.75 L');
  assert.equal(en.amount(1_200, 'count'), '1,200');
});

test('nearly all is not all, and next to nothing is not nothing', () => {
  const en = new Formats('en');
  assert.equal(en.percent(1), '100%');
  assert.equal(en.percent(0.999_9), '99.9%');
  assert.equal(en.percent(0), '0%');
  assert.equal(en.percent(0.000_01), '0.1%');
});

test('times are told from now', () => {
  const [en, de] = [new Formats('en'), new Formats('de')];
  const now = Date.UTC(2026, 10, 22);
  assert.equal(en.ago(now - 7_200_000, now), '2 hours ago');
  assert.equal(de.ago(now + 3 * 86_400_000, now), 'in 3 Tagen');
  assert.equal(en.ago(now, now), 'now');
});

test('countries have names in every language, and what is no country stays as it is', () => {
  for (const language of Object.keys(languages)) {
    const formats = new Formats(language);
    assert.notEqual(formats.country('IN'), 'IN', language);
    assert.equal(formats.country('ZZZZZZ'), 'ZZZZZZ', language);
  }
  assert.equal(new Formats('fr').country('IN'), 'Inde');
});

test('the pseudo-language writes as English does', () => {
  assert.equal(new Formats('en-XA').kilograms(1_500), new Formats('en').kilograms(1_500));
});

for (const language of Object.keys(languages)) {
  test(`${language}: kilograms that were shown can be typed again`, () => {
    const formats = new Formats(language);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (grams) => {
        // The unit stands before or after the number: what is no digit at either end is not typed.
        const number = formats.kilograms(grams, true).replace(/^[^\p{Nd}]+|[^\p{Nd}]+$/gu, '');
        assert.equal(readThousandths(number, language), grams, number);
      }),
    );
  });
}
