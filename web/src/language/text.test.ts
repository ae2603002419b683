import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filled, textOf } from './text.ts';

const texts = {
  'lots.one': 'a lot',
  'lots.left_one': '{{count}} lot left',
  'lots.left_few': '{{count}} loty',
  'lots.left_other': '{{count}} lots left',
};

test('the form that the number asks for, else that of all others', () => {
  assert.equal(textOf(texts, 'en', 'lots.left', 1), '{{count}} lot left');
  assert.equal(textOf(texts, 'en', 'lots.left', 0), '{{count}} lots left');
  assert.equal(textOf(texts, 'ar', 'lots.left', 3), '{{count}} loty');
  assert.equal(textOf(texts, 'ar', 'lots.left', 11), '{{count}} lots left');
  assert.equal(textOf(texts, 'en', 'lots.left'), '{{count}} lots left');
});

test('a text without forms is the same for every number, and what is not there is not there', () => {
  assert.equal(textOf(texts, 'en', 'lots.one', 7), 'a lot');
  assert.equal(textOf(texts, 'en', 'lots.none', 7), undefined);
});

test('gaps are filled by name; one without a value stays', () => {
  const said = (value: string | number): string => (typeof value === 'number' ? `<${value}>` : value);
  assert.equal(filled('{{a}} of {{b}}, {{a}}', { a: 1, b: 'x' }, said), '<1> of x, <1>');
  assert.equal(filled('{{a}} {{b}}', { a: '{{b}}' }, said), '{{b}} {{b}}');
});
