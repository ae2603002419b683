import assert from 'node:assert/strict';
import { test } from 'node:test';
import { careAdvice, careCodes } from './care.ts';

const codesOf = (told: string): (string | null)[] => careAdvice(told).map(({ code }) => code);

test('care is read from codes', () => {
  assert.deepEqual(codesOf('wash-40 bleach-not  iron-low'), ['wash-40', 'bleach-not', 'iron-low']);
  assert.deepEqual(codesOf(careCodes.join(' ')), careCodes);
});

test('care is read from plain English, piece by piece', () => {
  assert.deepEqual(codesOf('Wash at 40 °C, do not bleach, tumble dry low'), [
    'wash-40',
    'bleach-not',
    'dry-low',
  ]);
  assert.deepEqual(codesOf('Wash at 30 °C inside out; do not tumble dry.'), [
    'wash-30',
    'other-inside-out',
    'dry-not',
  ]);
});

test('what is no sign stays as it was told', () => {
  assert.deepEqual(careAdvice('Wash at 40 °C, sing to it'), [
    { code: 'wash-40', told: 'Wash at 40 °C' },
    { code: null, told: 'sing to it' },
  ]);
  assert.deepEqual(careAdvice(' , '), []);
});
