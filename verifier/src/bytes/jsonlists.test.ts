import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes } from './bytes.ts';
import { parseJsonStrict } from './json.ts';
import { comma, parseJsonLists } from './jsonlists.ts';
import { utf8Bytes } from './utf8.ts';

function together(texts: readonly string[], maxDepth = 8): unknown[][] | undefined {
  const encoded = texts.map(utf8Bytes);
  const bytes = concatBytes(...encoded.flatMap((one) => [one, Uint8Array.of(comma)]));
  return parseJsonLists(
    bytes,
    encoded.map((one) => one.length),
    maxDepth,
  );
}

/** What `parseJsonStrict` makes of each; undefined where it refuses one, or one is no list. */
function oneByOne(texts: readonly string[], maxDepth = 8): unknown[] | undefined {
  const parsed = texts.map((text) => parseJsonStrict(text, { maxDepth }));
  const values = parsed.map((one) => (one.ok ? one.value : undefined));
  return values.every(Array.isArray) ? values : undefined;
}

test('common lists are read together: nested ones, escapes, spaces, text beyond ASCII, few or none', () => {
  for (const texts of [
    [],
    ['[]'],
    ['["salt","name",{"a":[1,{"b":null}],"c":":"}]', '[1]', '["Bäumwolle 綿","\\"],[\\""]'],
    ['[ "a" , { "b" : 1 , "c" : -2.5e3 } ]', '[{"__proto__":1,"a":{"a":{}}}]'],
  ]) {
    assert.deepEqual(together(texts), oneByOne(texts));
    assert.ok(together(texts));
  }
});

test('no list reaches into the next one', () => {
  for (const texts of [
    ['["a",1],["b"', '2]'],
    ['["a"', '"b"]'],
    ['["a', 'b"]'],
    ['["a"],["b"]', ''],
    ['["a"],["b"]', '["c"]'],
    ['[{"a":1]', '[2}]'],
    ['["a\\', '"]'],
    ['["a"]', '1'],
    ['["a"] '],
    ['[1]]', '[[1]'],
  ]) {
    assert.equal(together(texts), undefined, JSON.stringify(texts));
  }
});

test('duplicate keys, depth, escaped characters and bytes that are no UTF-8 are left to a closer look', () => {
  assert.equal(together(['[{"a":1,"a":2}]']), undefined);
  assert.equal(together(['[{"a" :1, "b":{"c":":", "c":2}}]']), undefined);
  assert.equal(together(['[{"1":1,"1":1,"a":":"}]', '[{"x":1}]']), undefined);
  assert.equal(together(['["\\ud800"]']), undefined);
  assert.deepEqual(together(['["\\\\ud800"]']), [['\\ud800']]);
  assert.deepEqual(together(['[[[1]]]'], 3), [[[[1]]]]);
  assert.equal(together(['[[[1]]]'], 2), undefined);
  assert.equal(parseJsonLists(Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d, comma), [5], 8), undefined);
  assert.equal(parseJsonLists(utf8Bytes('[] [],'), [2, 2], 8), undefined, 'no comma between');
});

test('whatever is read together is read so one by one', () => {
  const piece = fc.constantFrom(...'[]{},:"\\ 1a\n', '"a":', '{"a":1', '["s",', '"b"', '\\u0061', 'ä');
  const messy = fc.array(piece, { maxLength: 12 }).map((pieces) => `[${pieces.join('')}]`);
  const good = fc
    .array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 3 })
    .map((value) => JSON.stringify(value));
  const layouts = good.map((text) => JSON.stringify(JSON.parse(text), null, 1));
  fc.assert(
    fc.property(fc.array(fc.oneof(messy, good, layouts), { maxLength: 4 }), (texts) => {
      const lists = together(texts);
      if (lists !== undefined) assert.deepEqual(lists, oneByOne(texts));
    }),
    { numRuns: 5_000 },
  );
});
