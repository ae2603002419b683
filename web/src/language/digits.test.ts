import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainDigits, readThousandths, readWhole } from './digits.ts';
import { languages } from './languages.ts';

test('digits of every script are read', () => {
  for (const [digits, script] of [
    ['٠١٢٣٤٥٦٧٨٩', 'Arabic-Indic'],
    ['۰۱۲۳۴۵۶۷۸۹', 'Persian'],
    ['०१२३४५६७८९', 'Devanagari'],
    ['০১২৩৪৫৬৭৮৯', 'Bengali'],
    ['０１２３４５６７８９', 'full-width'],
  ] as const)
    assert.equal(plainDigits(digits), '0123456789', script);
  assert.equal(readWhole('٤٨٠', 'ar'), 480);
  assert.equal(readThousandths('٤٨٠٫٥', 'ar'), 480_500);
  assert.equal(readThousandths('१२.५', 'hi'), 12_500);
  assert.equal(readWhole('১২৩', 'bn'), 123);
  assert.equal(readWhole('１２', 'zh'), 12);
});

test('comma and point are those of the language where both are possible', () => {
  assert.equal(readThousandths('1.234', 'de'), 1_234_000);
  assert.equal(readThousandths('1.234', 'en'), 1_234);
  assert.equal(readThousandths('1,234', 'en'), 1_234_000);
  assert.equal(readThousandths('1,234', 'fr'), 1_234);
  assert.equal(readThousandths('1,5', 'en'), 1_500);
  assert.equal(readThousandths('1.5', 'de'), 1_500);
  assert.equal(readThousandths('1.234,5', 'en'), 1_234_500);
  assert.equal(readThousandths('1,234.5', 'de'), 1_234_500);
  assert.equal(readThousandths("1'234.5", 'it'), 1_234_500);
  assert.equal(readThousandths('1 234,5', 'fr'), 1_234_500);
  assert.equal(readThousandths('12,34,567', 'hi'), 1_234_567_000);
});

test('a nought begins no thousands', () => {
  for (const language of ['de', 'fr', 'en']) {
    assert.equal(readThousandths('0.125', language), 125, language);
    assert.equal(readThousandths('0,125', language), 125, language);
  }
});

test('what is no amount is null, never a guess', () => {
  for (const text of [
    '',
    ' ',
    '.',
    ',',
    '-1',
    '+1',
    '1e3',
    '0x10',
    '1,2,3',
    '1.2345',
    '1,23,4',
    '12kg',
    'NaN',
    '1..2',
    '9'.repeat(17),
  ])
    assert.equal(readThousandths(text, 'en'), null, text);
  assert.equal(readWhole('1.5', 'en'), null);
  assert.equal(readWhole('1.0', 'en'), 1);
});

const thousandths = fc.integer({ min: 0, max: 2 ** 50 });

for (const language of Object.keys(languages)) {
  test(`${language}: whatever the language writes is read back as the same amount, in its own digits and in plain ones`, () => {
    const systems = ['latn', 'arab', 'arabext', 'deva', 'beng', 'fullwide'];
    fc.assert(
      fc.property(thousandths, fc.constantFrom(...systems), fc.boolean(), (amount, system, grouped) => {
        const written = new Intl.NumberFormat(`${language}-u-nu-${system}`, {
          minimumFractionDigits: 3,
          useGrouping: grouped,
        }).format(amount / 1000);
        assert.equal(readThousandths(written, language), amount, written);
      }),
    );
    fc.assert(
      fc.property(fc.nat(), (count) => {
        assert.equal(readWhole(new Intl.NumberFormat(language).format(count), language), count);
      }),
    );
  });
}
