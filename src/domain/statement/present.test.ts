import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Level, readStatement, type Statement, type StatementKind, splitClaims } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { draftEvents, draftRecord, seal } from './draft.ts';
import { present } from './present.ts';

type Json = Record<string, unknown>;
let salts = 0;
const tools = {
  primitives: nodePrimitives,
  nextSalt: () => {
    salts += 1;
    return Buffer.from(String(salts).padStart(16, '0')).toString('base64url');
  },
};
const speaker = { party: 'https://party.example/gin', kid: 'A'.repeat(43) };

const event = {
  ...{
    type: 'TransformationEvent',
    eventTime: '2026-02-01T08:00:00Z',
    eventTimeZoneOffset: '+00:00',
    bizStep: 'commissioning',
  },
  inputQuantityList: [{ epcClass: 'urn:lot:a', quantity: 5, uom: 'KGM' }],
  outputEPCList: ['urn:item:1', 'urn:item:2'],
  ...{ eventID: 'urn:uuid:1', readPoint: { id: 'urn:place:1' }, bizLocation: { id: 'urn:place:2' } },
  ...{
    sourceList: [{ type: 'owning_party', source: 'urn:p:1' }],
    destinationList: [{ type: 'owning_party', destination: 'urn:p:2' }],
  },
  ...{
    bizTransactionList: [{ bizTransaction: 'urn:t:1' }],
    ilmd: { 'x:grade': 'A' },
    certificationInfo: ['urn:c:1'],
    'x:note': 'secret',
  },
};
const packing = {
  type: 'AggregationEvent',
  eventTime: '2026-02-01T09:00:00Z',
  eventTimeZoneOffset: '+00:00',
  action: 'ADD',
  parentID: 'urn:unit:1',
  childEPCs: ['urn:item:1'],
};

function statementOf(compact: string): Statement {
  const read = readStatement(compact, nodePrimitives);
  if (!read.ok) throw new Error(`${read.refusal.code} ${read.refusal.detail}`);
  return read.statement;
}

function events(list: Json[], granularity: 'property' | 'event' = 'property'): Statement {
  const document = {
    '@context': [],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T00:00:00Z',
    epcisBody: {},
    sender: 'urn:gln:1',
  };
  const annexes = list.map((_event, at) => ({
    country: 'IN',
    region: 'IN-GJ',
    births: [{ lot: `urn:item:${at}`, secret: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  }));
  return statementOf(
    seal(draftEvents(speaker, 1, document, list, annexes, granularity, tools), new Uint8Array(64)),
  );
}

function record(kind: Exclude<StatementKind, 'epcis'>, clear: Json, hidden: Json): Statement {
  return statementOf(seal(draftRecord(speaker, 1, kind, clear, hidden, tools), new Uint8Array(64)));
}

function shownAt(statement: Statement, level: Level, indexes: number[] = []): Statement {
  return statementOf(present(statement, level, new Set(indexes)));
}

const clear = {
  type: 'TransformationEvent',
  eventTime: event.eventTime,
  eventTimeZoneOffset: '+00:00',
  bizStep: 'commissioning',
};
const lots = {
  inputQuantityList: [{ uom: 'KGM', epcClass: 'urn:lot:a' }],
  outputEPCList: ['urn:item:1', 'urn:item:2'],
};
const { eventID, readPoint, bizLocation, sourceList, destinationList } = event;
const site = { eventID, readPoint, bizLocation, sourceList, destinationList };

describe('an event', () => {
  const statement = events([event, packing]);
  const expected: [Level, Json, Json, number][] = [
    ['country', { ...clear, ...lots }, { country: 'IN' }, 0],
    ['region', { ...clear, ...lots }, { country: 'IN', region: 'IN-GJ' }, 0],
    ['site', { ...clear, ...lots, ...site }, { country: 'IN', region: 'IN-GJ' }, 0],
    ['full', event, { country: 'IN', region: 'IN-GJ' }, 1],
  ];
  for (const [level, shown, place, births] of expected) {
    test(`at level ${level}`, () => {
      const read = shownAt(statement, level, [0]);
      assert.deepEqual(read.eventsShown, [{ index: 0, event: shown }]);
      assert.deepEqual(read.annexShown, [place, {}]);
      assert.equal(read.birthsShown.length, births);
      assert.equal(read.birthCount, 2);
      assert.equal((read.claims['document'] as Json)['sender'], level === 'full' ? 'urn:gln:1' : undefined);
      assert.deepEqual(read.digest, statement.digest);
    });
  }

  test('in a unit shows the unit at every level', () => {
    for (const level of ['country', 'region', 'site', 'full'] as const) {
      const [shown] = shownAt(statement, level, [1]).eventsShown;
      assert.deepEqual(shown, { index: 1, event: packing });
    }
  });

  test('that was declared an error says so at every level', () => {
    const wrong = events([{ ...event, errorDeclaration: { declarationTime: '2026-02-02T00:00:00Z' } }]);
    const shown = shownAt(wrong, 'country', [0]).eventsShown[0]?.event;
    assert.deepEqual(shown, {
      ...clear,
      ...lots,
      errorDeclaration: { declarationTime: '2026-02-02T00:00:00Z' },
    });
  });

  test('disclosed as a whole is shown as a whole', () => {
    assert.deepEqual(shownAt(events([event], 'event'), 'country', [0]).eventsShown, [{ index: 0, event }]);
  });

  test('of which parts were erased shows the rest, at the same index', () => {
    const kept = statement.disclosures.filter(
      ({ path }) =>
        !path?.endsWith('/readPoint') && !path?.endsWith('/eventList/0/inputQuantityList/0/epcClass'),
    );
    const erased = statementOf(`${statement.jwt}~${kept.map(({ encoded }) => encoded).join('~')}~`);
    const { readPoint: _, ...rest } = event;
    const expectedEvent = { ...rest, inputQuantityList: [{ uom: 'KGM', quantity: 5 }] };
    assert.deepEqual(shownAt(erased, 'full', [0]).eventsShown, [{ index: 0, event: expectedEvent }]);
  });

  test('nothing is shown of no event', () => {
    assert.deepEqual(shownAt(statement, 'site', []).disclosures, []);
  });
});

describe('records', () => {
  const names = (statement: Statement): (string | undefined)[] =>
    statement.disclosures.map(({ name }) => name).sort();

  test('a party', () => {
    const party = record(
      'party',
      { party: speaker.party },
      { name: 'Gin', country: 'IN', region: 'IN-GJ', identifiers: ['urn:x:1'] },
    );
    assert.deepEqual(names(shownAt(party, 'country')), ['country']);
    assert.deepEqual(names(shownAt(party, 'region')), ['country', 'region']);
    assert.deepEqual(names(shownAt(party, 'site')), ['country', 'identifiers', 'name', 'region']);
    assert.deepEqual(names(shownAt(party, 'full')), ['country', 'identifiers', 'name', 'region']);
  });

  test('a facility: nothing below site', () => {
    const facility = record(
      'facility',
      { facility: 'urn:place:1', party: speaker.party },
      { name: 'Gin 2', country: 'IN', latitude: 22 },
    );
    assert.deepEqual(names(shownAt(facility, 'region')), []);
    assert.deepEqual(names(shownAt(facility, 'site')), ['country', 'latitude', 'name']);
  });

  test('a product: what every label says, at every level', () => {
    const product = record(
      'product',
      { product: 'urn:product:1' },
      { name: 'Shirt', description: 'A shirt', composition: [], care: 'cold', netWeightGrams: 200 },
    );
    for (const level of ['country', 'site'] as const)
      assert.deepEqual(names(shownAt(product, level)), ['composition', 'description', 'name']);
    assert.equal(shownAt(product, 'full').disclosures.length, 5);
  });

  const noon = '2026-03-01T12:00:00Z';
  const documents = [{ digest: `${'B'.repeat(42)}A`, name: 'scan.pdf' }];
  const of = (kind: Exclude<StatementKind, 'epcis'>, claims: Json): Statement => {
    const { clear, hidden } = splitClaims(kind, claims);
    return record(kind, clear, hidden);
  };
  const said: [Statement, coarse: string[], atSites: string[], withheld: string[]][] = [
    [
      of('claim', {
        ...{ claim: 'urn:x:c', scheme: 's', code: 'c', model: 'segregated', sharePpm: 1, restsOn: [] },
        ...{ text: 'Organic', lots: ['urn:lot:a'], countries: ['IN'] },
      }),
      ...[['countries', 'lots', 'text'], [], []],
    ],
    [
      of('certificate', {
        ...{ certificate: 'urn:x:tc', type: 'product', scheme: 's', holder: 'urn:x:h', validFrom: noon },
        ...{ validUntil: noon, sites: [], subcontractors: [], processes: [], categories: [] },
        ...{ materials: [], codes: [], number: '7', volumeGrams: 1, buyer: 'urn:x:b', shippedAt: noon },
        ...{
          lots: [],
          inputs: [],
          test: { method: 'm', passed: true },
          products: ['urn:product:1'],
          documents,
        },
      }),
      ...[
        ['products'],
        ['documents'],
        ['buyer', 'inputs', 'lots', 'number', 'shippedAt', 'test', 'volumeGrams'],
      ],
    ],
    [
      of('trade', {
        ...{ trade: 'urn:x:t', stage: 'order', seller: 'urn:x:s', buyer: 'urn:x:b', at: noon },
        ...{
          subcontracting: false,
          tolerancePpm: 0,
          fromSite: 'urn:x:f',
          toSite: 'urn:x:g',
          lines: [],
          documents,
        },
      }),
      ...[[], ['documents', 'fromSite', 'toSite'], ['lines']],
    ],
    [
      of('membership', {
        ...{ membership: 'urn:x:m', party: 'urn:x:p', member: 'urn:x:q', as: 'employee', from: noon },
        ...{ name: 'Ada', roles: ['picker'], areaSquareMetres: 1 },
      }),
      ...[[], [], ['areaSquareMetres', 'name', 'roles']],
    ],
    [
      of('status', { about: 'urn:x:tc', state: 'revoked', from: noon, reason: 'forged' }),
      ...[[], [], ['reason']],
    ],
  ] as [Statement, string[], string[], string[]][];
  for (const [statement, coarse, atSites, withheld] of said) {
    test(`${statement.kind}: the coarse, the sites, all`, () => {
      assert.deepEqual(names(shownAt(statement, 'country')), coarse);
      assert.deepEqual(names(shownAt(statement, 'region')), coarse);
      assert.deepEqual(names(shownAt(statement, 'site')), [...coarse, ...atSites].sort());
      assert.deepEqual(names(shownAt(statement, 'full')), [...coarse, ...atSites, ...withheld].sort());
    });
  }
});
