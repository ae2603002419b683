import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJsonStrict } from './json.ts';

function answer(text: string, maxDepth = 8): unknown {
  const parsed = parseJsonStrict(text, { maxDepth });
  return parsed.ok ? parsed.value : parsed.refusal.code;
}

test('a key twice is refused, however it is written and wherever it stands', () => {
  for (const text of [
    '{"a":1,"a":1}',
    '{"a":1,"a":2}',
    '{ "a" : 1, "a"\n:\t2 }',
    '{"a":1,"\\u0061":2}',
    '[{"x":[{"a":1,"b":{"a":1},"a":3}]}]',
    '{"__proto__":1,"__proto__":2}',
    '{"\\"":1,"\\u0022":2}',
    '{"1":1,"1":2}',
  ]) {
    assert.equal(answer(text), 'JSON_DUPLICATE_KEY', text);
  }
});

test('what only looks like a key twice is taken', () => {
  for (const text of [
    '[{"a":1},{"a":1}]',
    '{"a":{"a":"a"},"b":"a"}',
    '{"2":1,"1":2}',
    '["a","a"]',
    '{"a":"\\"a\\":","b":"{"}',
  ]) {
    assert.deepEqual(answer(text), JSON.parse(text), text);
  }
});

test('generated JSON is taken in any layout; with one key repeated it never is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 }), (value) => {
      const wellFormed =
        JSON.stringify(value).isWellFormed() && !/\\u[dD][89a-fA-F]/.test(JSON.stringify(value));
      fc.pre(wellFormed);
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
        assert.deepEqual(answer(text, 10), JSON.parse(text));
        const key = JSON.stringify(Object.keys(value)[0]);
        assert.equal(answer(`{${key}: 0,${text.slice(1)}`, 10), 'JSON_DUPLICATE_KEY');
      }
    }),
  );
});

test('halves of characters are refused, as escapes and bare', () => {
  for (const text of ['"\\ud800"', '{"\\udc00":1}', '"\ud800"', '["\\uD83D x"]']) {
    assert.equal(answer(text), 'JSON_LONE_SURROGATE', JSON.stringify(text));
  }
  assert.equal(answer('"\\ud83d\\ude00"'), '😀');
  assert.equal(answer('"\\\\ud800"'), '\\ud800');
});

test('depth is counted in brackets, and brackets in strings are not', () => {
  assert.deepEqual(answer('[[[]]]', 3), [[[]]]);
  assert.equal(answer('[[{"a":[]}]]', 3), 'JSON_TOO_DEEP');
  assert.equal(answer('"[[[["', 0), '[[[[');
  assert.equal(answer('[]', 0), 'JSON_TOO_DEEP');
  assert.deepEqual(answer('[[],[],[],[],[]]', 2), [[], [], [], [], []]);
  const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  assert.equal(answer(deep, 32), 'JSON_TOO_DEEP');
});

test('__proto__ is a key like any other', () => {
  const value = answer('{"__proto__":{"polluted":true}}') as Record<string, unknown>;
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal(value['polluted'], undefined);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('what is not JSON is refused', () => {
  for (const text of ['', '{', '{a:1}', "'a'", '[1,]', '\uFEFF{}', 'NaN', '1 2'])
    assert.equal(answer(text), 'JSON_INVALID', text);
});
