import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from 'hono';
import { originOf } from './origin.ts';

function asked(headers: Record<string, string>): Context {
  const url = 'http://node.example:8080/account/active';
  return { req: { url, header: (name: string) => headers[name] } } as unknown as Context;
}

const host = 'node.example:8080';
const cases: [Record<string, string>, string | undefined, ReturnType<typeof originOf>][] = [
  [{ host, origin: 'http://node.example:8080' }, undefined, 'ours'],
  [{ host, origin: 'https://node.example:8080' }, undefined, 'foreign'],
  [{ host, origin: 'http://node.example' }, undefined, 'foreign'],
  [{ host, origin: 'null' }, undefined, 'foreign'],
  [{ host }, undefined, 'unsaid'],
  [{ host, 'sec-fetch-site': 'same-origin', origin: 'https://node.example:8080' }, undefined, 'ours'],
  [{ host, 'sec-fetch-site': 'same-site' }, undefined, 'foreign'],
  [{ host, 'sec-fetch-site': 'none' }, undefined, 'foreign'],
  [{ host, origin: 'https://trace.example' }, 'https://trace.example/', 'ours'],
  [{ host, origin: 'http://node.example:8080' }, 'https://trace.example', 'foreign'],
];

for (const [headers, publicUrl, expected] of cases) {
  test(`${JSON.stringify(headers)} at ${publicUrl ?? 'its own host'} is ${expected}`, () =>
    assert.equal(originOf(asked(headers), publicUrl), expected));
}
