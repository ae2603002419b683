import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAtTheDoor } from './door.ts';

const limits = { maxBytes: 1_000, maxDepth: 8 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('JSON comes in, with or without a byte order mark', () => {
  for (const text of ['{"a":[1]}', '\ufeff{"a":[1]}', ' {"a" : [1]}\r\n']) {
    assert.deepEqual(parseAtTheDoor(bytes(text), limits), { ok: true, value: { a: [1] } });
  }
});

test('what stays outside, and why', () => {
  const table: [body: Uint8Array, code: string][] = [
    [bytes(''), 'BODY_EMPTY'],
    [bytes(' \n\ufeff'), 'BODY_EMPTY'],
    [new Uint8Array([0x22, 0xff, 0x22]), 'NOT_UTF8'],
    [new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), 'NOT_UTF8'],
    [bytes('{"a":[1'), 'JSON_TRUNCATED'],
    [bytes('{"a":"b'), 'JSON_TRUNCATED'],
    [bytes('{"a":"\\"'), 'JSON_TRUNCATED'],
    [bytes("{'a':1}"), 'JSON_INVALID'],
    [bytes('{"a":NaN}'), 'JSON_INVALID'],
    [bytes('{"a":1,}'), 'JSON_INVALID'],
    [bytes('{"a":1,"a":2}'), 'JSON_DUPLICATE_KEY'],
    [bytes('{"a":1,"\\u0061":2}'), 'JSON_DUPLICATE_KEY'],
    [bytes(`${'['.repeat(9)}${']'.repeat(9)}`), 'JSON_TOO_DEEP'],
    [bytes(`"${'x'.repeat(1_000)}"`), 'BODY_TOO_LARGE'],
  ];
  for (const [body, code] of table) {
    const reading = parseAtTheDoor(body, limits);
    assert.equal(reading.ok ? 'accepted' : reading.refusal.code, code);
  }
});

test('a hundred thousand open brackets are an answer, not a stack overflow', () => {
  const brackets = bytes('['.repeat(100_000));
  const reading = parseAtTheDoor(brackets, { maxBytes: 1_000_000, maxDepth: 32 });
  assert.equal(reading.ok, false);
  const closed = parseAtTheDoor(bytes('['.repeat(5_000) + ']'.repeat(5_000)), {
    maxBytes: 1_000_000,
    maxDepth: 32,
  });
  assert.equal(!closed.ok && closed.refusal.code, 'JSON_TOO_DEEP');
});
