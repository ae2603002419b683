import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from './instant.ts';
import { type Movement, movementOf } from './movement.ts';

const when = { eventTime: '2026-03-01T08:00:00+02:00', eventTimeZoneOffset: '+02:00' };
const lint = 'https://id.gs1.org/01/09506000134352/10/LINT-1';
const yarn = 'https://id.gs1.org/01/09506000134352/10/YARN-1';
const shirt = 'https://id.gs1.org/01/09506000134352/21/1';
const carton = 'https://id.gs1.org/00/340123453111111115';
const kilograms = (epcClass: string, quantity: number) => ({ epcClass, quantity, uom: 'KGM' });

function moved(event: object, options = {}): Movement {
  const reading = movementOf({ ...when, ...event }, options);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.movement;
}

function codes(event: object): string[] {
  const reading = movementOf({ ...when, ...event });
  return reading.ok ? [] : reading.refusals.map(({ code, path }) => `${code} ${path}`);
}

test('a transformation draws its inputs and produces its outputs', () => {
  const movement = moved({
    type: 'TransformationEvent',
    eventID: 'urn:uuid:1',
    bizStep: 'commissioning',
    readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' },
    transformationID: 'urn:epc:id:gdti:4012345.55555.1234',
    inputQuantityList: [kilograms(lint, 500.5)],
    outputQuantityList: [kilograms(yarn, 430)],
    outputEPCList: [shirt],
  });
  assert.deepEqual(movement, {
    type: 'TransformationEvent',
    eventTimeMs: Date.UTC(2026, 2, 1, 6),
    zone: '+02:00',
    eventId: 'urn:uuid:1',
    step: 'commissioning',
    place: 'https://id.gs1.org/414/4012345000054',
    run: 'https://id.gs1.org/253/40123455555541234',
    drawn: [{ lot: lint, kind: 'lot', quantity: { dimension: 'mass', amount: 500_500 } }],
    produced: [
      { lot: shirt, kind: 'item', quantity: { dimension: 'count', amount: 1 } },
      { lot: yarn, kind: 'lot', quantity: { dimension: 'mass', amount: 430_000 } },
    ],
    ...{ packed: [], unpacked: [], unpacksAll: false, seen: [], declaredInError: false, corrections: [] },
  });
});

test('an object event produces with ADD, draws with DELETE and only sees with OBSERVE', () => {
  const event = { type: 'ObjectEvent', epcList: [shirt], quantityList: [kilograms(lint, 2)] };
  const portions = [
    { lot: shirt, kind: 'item', quantity: { dimension: 'count', amount: 1 } },
    { lot: lint, kind: 'lot', quantity: { dimension: 'mass', amount: 2_000 } },
  ];
  assert.deepEqual(moved({ ...event, action: 'ADD' }).produced, portions);
  assert.deepEqual(moved({ ...event, action: 'DELETE' }).drawn, portions);
  const observed = moved({ ...event, action: 'OBSERVE' });
  assert.deepEqual([observed.seen, observed.produced, observed.drawn], [[shirt, lint], [], []]);
});

test('packing, unpacking some, unpacking all', () => {
  for (const type of ['AggregationEvent', 'AssociationEvent']) {
    const packed = moved({ type, action: 'ADD', parentID: carton, childEPCs: [shirt] });
    assert.equal(packed.unit, carton);
    assert.deepEqual(
      packed.packed.map(({ lot }) => lot),
      [shirt],
    );
    const unpacked = moved({ type, action: 'DELETE', parentID: carton, childEPCs: [shirt] });
    assert.deepEqual([unpacked.unpacked.map(({ lot }) => lot), unpacked.unpacksAll], [[shirt], false]);
    assert.equal(moved({ type, action: 'DELETE', parentID: carton }).unpacksAll, true);
    assert.deepEqual(moved({ type, action: 'OBSERVE', parentID: carton, childEPCs: [shirt] }).seen, [
      carton,
      shirt,
    ]);
  }
});

test('a transaction event moves nothing', () => {
  const movement = moved({ type: 'TransactionEvent', action: 'ADD', parentID: carton, epcList: [shirt] });
  assert.deepEqual([movement.seen, movement.produced], [[carton, shirt], []]);
});

test('one lot named twice in a list is added up; measured twice, its mass counts', () => {
  const movement = moved({
    type: 'TransformationEvent',
    inputQuantityList: [
      kilograms(lint, 1.5),
      kilograms('https://gin.example/01/09506000134352/10/LINT-1', 2),
    ],
    outputQuantityList: [kilograms(yarn, 3), { epcClass: yarn, quantity: 7, uom: 'MTR' }, { epcClass: yarn }],
  });
  assert.deepEqual(movement.drawn, [
    { lot: lint, kind: 'lot', quantity: { dimension: 'mass', amount: 3_500 } },
  ]);
  assert.deepEqual(
    movement.produced.map(({ quantity }) => quantity),
    [{ dimension: 'mass', amount: 3_000 }, null],
  );
});

test('an unknown amount stays unknown, never zero', () => {
  const movement = moved({ type: 'ObjectEvent', action: 'ADD', quantityList: [{ epcClass: lint }] });
  assert.deepEqual(movement.produced, [{ lot: lint, kind: 'lot', quantity: null }]);
});

test('an error declaration moves nothing and says which event it voids', () => {
  const event = {
    type: 'TransformationEvent',
    eventID: 'urn:uuid:7',
    inputQuantityList: [kilograms(lint, 5)],
    outputEPCList: [shirt],
  };
  const errorDeclaration = { declarationTime: '2026-03-02T00:00:00Z', correctiveEventIDs: ['urn:uuid:8'] };
  const movement = moved({ ...event, errorDeclaration });
  assert.deepEqual([movement.drawn, movement.produced, movement.seen], [[], [], [shirt, lint]]);
  assert.deepEqual(
    [movement.declaredInError, movement.voids, movement.corrections],
    [true, 'urn:uuid:7', ['urn:uuid:8']],
  );
  const { eventID, ...unnamed } = { ...event, errorDeclaration };
  assert.deepEqual(
    [moved(unnamed).voids, moved(unnamed).declaredInError, moved(unnamed).produced],
    [undefined, true, []],
  );
});

test('events of an extended type are kept but move nothing', () => {
  assert.deepEqual(moved({ type: 'https://ns.example/ScrapEvent', epcList: [shirt] }).seen, []);
  assert.deepEqual(moved({ type: 'constructor' }).seen, []);
});

test('withheld properties leave what is shown', () => {
  const partial = { partial: true };
  assert.deepEqual(moved({ type: 'TransformationEvent' }, partial).drawn, []);
  assert.equal(
    moved({ type: 'AggregationEvent', action: 'ADD', childEPCs: [shirt] }, partial).unit,
    undefined,
  );
  assert.equal(
    moved({ type: 'AggregationEvent', action: 'DELETE', parentID: carton, childEPCs: [] }, partial)
      .unpacksAll,
    false,
  );
  assert.equal(moved({ type: 'ObjectEvent', action: 'ADD', quantityList: [] }, partial).produced.length, 0);
});

test('what is refused, and where', () => {
  const object = { type: 'ObjectEvent', action: 'ADD' };
  const table: [event: object, finding: string][] = [
    [{ ...object, epcList: [lint] }, 'CLASS_ID_IN_EPC_LIST /epcList/0'],
    [{ ...object, quantityList: [{ epcClass: shirt }] }, 'INSTANCE_ID_AS_CLASS /quantityList/0/epcClass'],
    [{ ...object, epcList: ['https://id.gs1.org/01/09506000134353/21/1'] }, 'BAD_CHECK_DIGIT /epcList/0'],
    [{ ...object, epcList: [42] }, 'NOT_AN_IDENTIFIER /epcList/0'],
    [{ ...object, epcList: shirt }, 'EVENT_MALFORMED /epcList'],
    [{ ...object, quantityList: [null] }, 'NOT_AN_IDENTIFIER /quantityList/0/epcClass'],
    [{ ...object, quantityList: [kilograms(lint, -1)] }, 'QUANTITY_NEGATIVE /quantityList/0/quantity'],
    [{ ...object, quantityList: [kilograms(lint, 0.0001)] }, 'QUANTITY_BELOW_BASE /quantityList/0/quantity'],
    [
      { ...object, quantityList: [{ epcClass: lint, quantity: 1, uom: 'ZZZ' }] },
      'UNKNOWN_UNIT /quantityList/0/uom',
    ],
    [
      { ...object, quantityList: [{ epcClass: lint, uom: 'KGM' }] },
      'UNIT_WITHOUT_QUANTITY /quantityList/0/uom',
    ],
    [
      { ...object, quantityList: [{ epcClass: lint, quantity: '5', uom: 'KGM' }] },
      'QUANTITY_NOT_A_NUMBER /quantityList/0/quantity',
    ],
    [{ ...object, action: 'CREATE' }, 'ACTION_UNKNOWN /action'],
    [{ ...object, readPoint: { id: 'gate 4' } }, 'NOT_AN_IDENTIFIER /readPoint/id'],
    [{ ...object, eventTime: '2026-02-30T00:00:00Z' }, 'TIME_INVALID /eventTime'],
    [{ ...object, eventTime: '2026-02-20T00:00:00' }, 'TIME_INVALID /eventTime'],
    [{ ...object, eventTimeZoneOffset: '+15:00' }, 'ZONE_INVALID /eventTimeZoneOffset'],
    [{ type: 'AggregationEvent', action: 'ADD', childEPCs: [shirt] }, 'PARENT_MISSING /parentID'],
    [
      { type: 'AggregationEvent', action: 'ADD', parentID: lint, childEPCs: [shirt] },
      'CLASS_ID_IN_EPC_LIST /parentID',
    ],
    [{ type: 7 }, 'EVENT_MALFORMED /type'],
  ];
  for (const [event, finding] of table) assert.deepEqual(codes(event), [finding]);
  for (const nothing of [undefined, null, 7, [], 'x']) assert.equal(movementOf(nothing).ok, false);
});

test('a retired unit is a warning', () => {
  const reading = movementOf({
    ...when,
    type: 'ObjectEvent',
    action: 'ADD',
    quantityList: [{ epcClass: lint, quantity: 3, uom: 'BL' }],
  });
  assert.deepEqual(reading.ok && reading.warnings.map(({ code, path }) => [code, path]), [
    ['UNIT_RETIRED', '/quantityList/0/uom'],
  ]);
});

test('times are read strictly, to the millisecond', () => {
  const table: [text: string, iso: string | undefined][] = [
    ['2023-02-02T11:04:03.1415Z', '2023-02-02T11:04:03.142Z'],
    ['2023-02-02T11:04:03.1414Z', '2023-02-02T11:04:03.141Z'],
    ['2023-02-02T11:04:59.9995+01:00', '2023-02-02T10:05:00.000Z'],
    ['2024-02-29T00:30:00+14:00', '2024-02-28T10:30:00.000Z'],
    ['2023-12-31T23:30:00-01:00', '2024-01-01T00:30:00.000Z'],
    ['2023-02-29T00:00:00Z', undefined],
    ['2023-13-01T00:00:00Z', undefined],
    ['2023-01-01T24:00:00Z', undefined],
    ['2023-01-01T00:00:00+14:01', undefined],
    ['2023-01-01T00:00:00+01:60', undefined],
    ['2023-01-01 00:00:00Z', undefined],
    ['2023-01-01T00:00Z', undefined],
    ['0023-01-01T00:00:00Z', undefined],
  ];
  for (const [text, iso] of table) {
    const ms = parseInstant(text);
    assert.equal(ms === undefined ? undefined : new Date(ms).toISOString(), iso, text);
  }
});
