import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  both,
  exactly,
  type Form,
  identifier,
  listOf,
  natural,
  notEmpty,
  orAll,
  orNull,
  text,
  that,
} from './form.ts';

const paths = (form: Form, values: readonly unknown[]): (string | undefined)[] =>
  values.map((value) => form(value)?.path);

test('an object has its members, and no others', () => {
  const form = exactly({ a: text, 'b/c': natural }, { d: text });
  const right = { a: 'x', 'b/c': 1 };
  const values = [
    right,
    { ...right, d: 'y' },
    { a: 'x' },
    { ...right, 'e~': 1 },
    { ...right, d: 1 },
    [],
    null,
  ];
  assert.deepEqual(paths(form, values), [undefined, undefined, '/b~1c', '/e~0', '/d', '', '']);
});

test('names that objects inherit are no members', () => {
  const form = exactly({}, { a: text });
  const inherited = JSON.parse('[{"toString":1},{"constructor":1},{"__proto__":{"a":1}}]') as unknown[];
  assert.deepEqual(paths(form, inherited), ['/toString', '/constructor', '/__proto__']);
  assert.deepEqual(paths(exactly({ toString: text }), [{}]), ['/toString']);
});

test('a list: each element, none twice by the member that tells them apart, not empty', () => {
  const form = listOf(exactly({ code: text }), 'code');
  const of = (...codes: unknown[]): unknown => codes.map((code) => ({ code }));
  assert.deepEqual(paths(form, [of(), of('a', 'b'), of('a', 1), of('a', 'b', 'a'), 'ab']), [
    ...[undefined, undefined, '/1/code', '/2/code', ''],
  ]);
  assert.deepEqual(paths(notEmpty(listOf(text)), [[], ['a'], ['']]), ['', undefined, '/0']);
});

test('alternatives, and one rule after another', () => {
  assert.deepEqual(paths(orNull(text), [null, 'a', 1]), [undefined, undefined, '']);
  assert.deepEqual(paths(orAll(natural), ['*', 1, 'a']), [undefined, undefined, '']);
  const even = that('is odd', (value) => (value as number) % 2 === 0);
  assert.deepEqual(
    [1, 2, 'a'].map((value) => both(natural, even)(value)?.detail),
    ['is odd', undefined, 'is no natural number'],
  );
});

test('an identifier in any spelling, with the reason where it is none', () => {
  const right = ['urn:epc:id:sgtin:4012345.000001.7', 'https://shop.example/01/04012345000016', 'urn:x:farm'];
  assert.deepEqual(paths(identifier, right), [undefined, undefined, undefined]);
  assert.match(identifier('https://id.gs1.org/01/04012345000017')?.detail ?? '', /^names nothing: /);
  assert.deepEqual(paths(identifier, ['farm', 7]), ['', '']);
});
