import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptable, json, jsonLd, mediaTypeOf } from './negotiate.ts';

const given = [json, jsonLd];
const wishes: [string | undefined, string | undefined][] = [
  [undefined, json],
  ['*/*', json],
  ['application/ld+json', jsonLd],
  ['application/*', json],
  ['text/html, */*;q=0.1', json],
  ['application/json;q=0.5, application/ld+json', jsonLd],
  ['application/json;q=0, */*', jsonLd],
  ['APPLICATION/LD+JSON', jsonLd],
  ['text/html', undefined],
  ['application/json;q=0', undefined],
  ['application/json;q=bad', undefined],
  ['', undefined],
];
for (const [accept, expected] of wishes) {
  test(`Accept: ${accept}`, () => assert.equal(acceptable(accept, given), expected));
}

const bodies: [string | undefined, string | undefined, boolean][] = [
  ['application/json', undefined, true],
  ['Application/JSON; Charset=UTF-8', undefined, true],
  ['application/json; charset="utf-8"', 'identity', true],
  ['application/json; charset=latin1', undefined, false],
  ['application/json', 'gzip', false],
  ['application/jsonp', undefined, false],
  [undefined, undefined, false],
];
for (const [type, encoding, expected] of bodies) {
  test(`Content-Type: ${type}, encoding ${encoding}`, () =>
    assert.equal(mediaTypeOf(type, encoding, given).ok, expected));
}
