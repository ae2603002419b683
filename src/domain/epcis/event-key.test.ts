import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type JsonObject, movementOf } from '#verifier';
import { eventKey } from './event-key.ts';
import { wellKnown } from './namespaces.ts';
import { preHash } from './pre-hash.ts';

function keyOf(event: JsonObject): string {
  const reading = movementOf(event);
  assert.ok(reading.ok, JSON.stringify(reading));
  const { high, low } = eventKey(reading.movement);
  assert.ok(high === high >>> 0 && low === low >>> 0);
  return `${high} ${low}`;
}

const serial = fc.stringMatching(/^[A-Za-z0-9/&%]{1,8}$/);
const item = fc.record({ prefix: fc.constant('4012345'), item: fc.stringMatching(/^\d{6}$/), serial });
const lot = fc.record({
  item,
  quantity: fc.integer({ min: 1, max: 9_999_999 }).map((grams) => grams / 1000),
});

type Item = { prefix: string; item: string; serial: string };

const urn = (kind: string, { prefix, item: reference, serial: text }: Item) =>
  `urn:epc:${kind}:${prefix}.${reference}.${encodeURIComponent(text)}`;

/** The same identifier, spelled by a number that the test draws. */
function spelled(kind: 'id:sgtin' | 'class:lgtin', one: Item, spelling: number): string {
  const text = urn(kind, one);
  const reading = movementOf({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    eventTime: '2026-01-01T00:00:00Z',
    eventTimeZoneOffset: '+00:00',
    [kind === 'id:sgtin' ? 'epcList' : 'quantityList']: [kind === 'id:sgtin' ? text : { epcClass: text }],
  });
  const canonical = reading.ok ? (reading.movement.seen[0] ?? '') : '';
  return (
    [text, canonical, `${canonical.replace('id.gs1.org', 'shop.example/x')}?17=271231`][spelling % 3] ?? text
  );
}

const event = fc.record({
  items: fc.uniqueArray(item, { maxLength: 4, selector: (one) => `${one.item}${one.serial}` }),
  lots: fc.array(lot, { minLength: 1, maxLength: 4 }),
  timeMs: fc.integer({ min: 0, max: 1_700_000_000_000 }),
});

function written(
  facts: { items: Item[]; lots: { item: Item; quantity: number }[]; timeMs: number },
  spelling: number,
): JsonObject {
  const zone = ['Z', '+05:30', '-11:00'][spelling % 3] ?? 'Z';
  const offsetMs = [0, 330, -660][spelling % 3] as number;
  const time = new Date(facts.timeMs + offsetMs * 60_000)
    .toISOString()
    .replace('Z', spelling % 2 === 0 ? zone : `0${zone}`);
  const inputs = facts.lots.map(({ item: one, quantity }, at) =>
    JSON.parse(
      `{"epcClass":${JSON.stringify(spelled('class:lgtin', one, spelling + at))},"quantity":${spelling % 2 === 0 ? quantity : quantity.toExponential()},"uom":"KGM"}`,
    ),
  );
  const outputs = facts.items.map((one, at) => spelled('id:sgtin', one, spelling + at));
  if (spelling % 2 === 1) inputs.reverse();
  if (spelling % 5 > 2) outputs.reverse();
  return {
    type: 'TransformationEvent',
    eventTime: time,
    eventTimeZoneOffset: '+00:00',
    inputQuantityList: inputs,
    outputEPCList: outputs,
    eventID: `urn:x:${spelling}`,
  };
}

test('events with the same CBV hash have the same key, however they are spelled', () => {
  fc.assert(
    fc.property(event, fc.nat(30), fc.nat(30), (facts, one, other) => {
      const [left, right] = [written(facts, one), written(facts, other)];
      assert.equal(preHash(left, wellKnown), preHash(right, wellKnown));
      assert.equal(keyOf(left), keyOf(right));
    }),
    { numRuns: 300 },
  );
});

test('events about other things have other keys', () => {
  fc.assert(
    fc.property(event, event, (left, right) => {
      const [one, other] = [written(left, 0), written(right, 0)];
      fc.pre(preHash(one, wellKnown) !== preHash(other, wellKnown));
      assert.notEqual(keyOf(one), keyOf(other));
    }),
    { numRuns: 200 },
  );
});

test('close events have different keys', () => {
  const base: JsonObject = {
    type: 'ObjectEvent',
    action: 'ADD',
    eventTime: '2026-03-01T08:00:00Z',
    eventTimeZoneOffset: '+00:00',
    quantityList: [{ epcClass: 'urn:x:1', quantity: 1, uom: 'KGM' }],
  };
  const keys = [
    base,
    { ...base, action: 'DELETE' },
    { ...base, action: 'OBSERVE' },
    { ...base, eventTime: '2026-03-01T08:00:00.001Z' },
    { ...base, quantityList: [{ epcClass: 'urn:x:1', quantity: 1.001, uom: 'KGM' }] },
    { ...base, quantityList: [{ epcClass: 'urn:x:1' }] },
    { ...base, quantityList: [{ epcClass: 'urn:x:2', quantity: 1, uom: 'KGM' }] },
    { ...base, errorDeclaration: { declarationTime: '2026-03-02T00:00:00Z' } },
  ].map(keyOf);
  assert.equal(new Set(keys).size, keys.length);
});

test('a hundred thousand similar events share no key', () => {
  const keys = new Set<string>();
  for (let serialNumber = 0; serialNumber < 100_000; serialNumber += 1) {
    const seen = [`https://id.gs1.org/01/09506000134352/21/${serialNumber}`];
    const still = {
      produced: [],
      drawn: [],
      packed: [],
      unpacked: [],
      unpacksAll: false,
      declaredInError: false,
      corrections: [],
    };
    const { high, low } = eventKey({
      type: 'ObjectEvent',
      action: 'OBSERVE',
      eventTimeMs: 1_700_000_000_000,
      zone: '+00:00',
      ...still,
      seen,
    });
    keys.add(`${high} ${low}`);
  }
  assert.equal(keys.size, 100_000);
});
