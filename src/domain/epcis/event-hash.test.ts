import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { JsonObject } from '#verifier';
import { decimalText, numericText } from './decimal-text.ts';
import { eventHash } from './event-hash.ts';
import { namespacesOf } from './namespaces.ts';
import { sortedByCodePoint } from './order.ts';
import { preHash } from './pre-hash.ts';

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/epcis/event-hash');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

interface Vector {
  document: string;
  hashes: string[];
  prehashes: string[];
  prehashDefects?: number[];
}

test('the published vectors: first the text, then its hash', { skip }, () => {
  const vectors: Vector[] = JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8'));
  const inJson = vectors.filter(({ document }) => document.endsWith('.jsonld'));
  assert.equal(inJson.flatMap(({ hashes }) => hashes).length, 15);
  for (const { document, hashes, prehashes, prehashDefects = [] } of inJson) {
    const value = JSON.parse(readFileSync(join(fixtures, document), 'utf8'));
    const namespaces = namespacesOf(value['@context']);
    value.epcisBody.eventList.forEach((event: JsonObject, at: number) => {
      if (!prehashDefects.includes(at)) assert.equal(preHash(event, namespaces), prehashes[at], document);
      assert.equal(eventHash(event, namespaces, sha256), hashes[at], document);
    });
  }
});

test('spellings of one fact give one text, other facts another', () => {
  const namespaces = namespacesOf([{ example: 'https://ns.example.com/', ex: 'https://ns.example.com/' }]);
  const event: JsonObject = {
    type: 'ObjectEvent',
    eventTime: '2026-03-01T08:00:00+02:00',
    eventTimeZoneOffset: '+02:00',
    action: 'ADD',
    epcList: ['urn:epc:id:sgtin:4012345.011111.9876', 'urn:x:2'],
    quantityList: [{ epcClass: 'urn:x:3', quantity: 1.5, uom: 'KGM' }],
    bizStep: 'shipping',
    bizTransactionList: [
      { type: 'po', bizTransaction: 'urn:x:4' },
      { type: 'inv', bizTransaction: 'urn:x:5' },
    ],
    ilmd: { 'example:b': ['2', 1], 'example:a': true },
    'example:note': 'cotton',
  };
  const same: JsonObject[] = [
    { ...event, eventTime: '2026-03-01T06:00:00.0001Z' },
    { ...event, epcList: ['urn:x:2', 'https://shop.example/gtin/04012345111118/ser/9876?x=1'] },
    { ...event, bizStep: 'cbv:BizStep-shipping' },
    { ...event, bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping' },
    {
      ...event,
      bizTransactionList: [
        { bizTransaction: 'urn:x:5', type: 'inv' },
        { bizTransaction: 'urn:x:4', type: 'po' },
      ],
    },
    { ...event, ilmd: { 'https://ns.example.com/a': 'true', 'ex:b': ['1.0', '02'] } },
    {
      ...event,
      eventID: 'urn:uuid:1',
      recordTime: '2026-03-02T00:00:00Z',
      errorDeclaration: {},
      inputEPCList: [],
      '@context': {},
    },
  ];
  for (const other of same)
    assert.equal(preHash(other, namespaces), preHash(event, namespaces), JSON.stringify(other));
  const different: JsonObject[] = [
    { ...event, eventTime: '2026-03-01T06:00:00.001Z' },
    { ...event, eventTimeZoneOffset: '+03:00' },
    { ...event, quantityList: [{ epcClass: 'urn:x:3', quantity: 1.50001, uom: 'KGM' }] },
    { ...event, bizStep: 'receiving' },
    { ...event, 'example:note': 'wool' },
    { ...event, ilmd: {} },
  ];
  for (const other of different)
    assert.notEqual(preHash(other, namespaces), preHash(event, namespaces), JSON.stringify(other));
});

test('numbers are plain decimals', () => {
  const numbers: [number, string][] = [
    [1e21, `1${'0'.repeat(21)}`],
    [1e-7, '0.0000001'],
    [-0, '0'],
    [-1.5, '-1.5'],
    [12.1, '12.1'],
  ];
  for (const [value, text] of numbers) assert.equal(decimalText(value), text);
  const texts: [string, string | undefined][] = [
    ['007', '7'],
    ['+1.500', '1.5'],
    ['.5', '0.5'],
    ['-0.50', '-0.5'],
    ['-0', '0'],
    ['1e3', '1000'],
    ['1e999999', undefined],
    ['+01:00', undefined],
    ['1_000', undefined],
    ['', undefined],
  ];
  for (const [text, normal] of texts) assert.equal(numericText(text), normal, text);
});

test('lists are sorted by code point', () => {
  assert.deepEqual(sortedByCodePoint(['\u{1F600}', '\uFB00', 'b', 'a']), ['a', 'b', '\uFB00', '\u{1F600}']);
});
