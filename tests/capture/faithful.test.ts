// What goes in comes out: every event is given back as it was captured.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import {
  at,
  bytesOf,
  context,
  documentOf,
  type Event,
  itemId,
  kilograms,
  lotId,
  tell,
  unitId,
} from './said.ts';

const fixtures = join(import.meta.dirname, '../../../shared/fixtures/epcis/valid');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';
const folders = ['gs1-json', 'openepcis-json', 'openepcis-twins', 'openepcis-bare-events'];

interface Body {
  eventList?: Event[];
  queryResults?: { resultsBody: { eventList: Event[] } };
}

function eventsIn(document: Event): Event[] {
  const body = document['epcisBody'] as Body | undefined;
  return body === undefined ? [document] : (body.eventList ?? body.queryResults?.resultsBody.eventList ?? []);
}

/** Captures the document in a log of its own, and compares what the node gives back with what it was given. */
async function goesThrough(document: Event): Promise<void> {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Sender');
  const outcome = await world.node.capture({ party, bytes: bytesOf(document) });
  assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
  const given = eventsIn(document);
  assert.equal(outcome.events.length, given.length);
  for (const [index, event] of given.entries()) {
    const { eventId, entry } = outcome.events[index]!;
    const found = world.node
      .event(eventId ?? '')
      .find((one) => one.entry === entry && one.indexInStatement === index);
    assert.ok(found, `event ${index} is not found by ${eventId}`);
    assert.deepEqual(withoutContext(found.event), withoutContext({ eventID: eventId, ...event }));
    assert.deepEqual(found.event['@context'], event['@context'] ?? document['@context']);
    assert.deepEqual([found.party, found.custody], [party, 'custodial']);
  }
  assert.deepEqual(
    documentRead(world, outcome.entries[0] ?? -1),
    documentExpected(
      document,
      outcome.events.map((event) => event.eventId),
    ),
  );
  await world.close();
}

function withoutContext({ '@context': _, ...event }: Event): Event {
  return event;
}

/** The document as the signed statement holds it. */
function documentRead(world: TestWorld, entry: number): unknown {
  const read = readStatement(world.node.statement(entry) ?? '', nodePrimitives);
  assert.ok(read.ok);
  return read.statement.claims['document'];
}

/** Events that came without an eventID have the node's; a bare event becomes a document of one. */
function documentExpected(document: Event, ids: (string | null)[]): unknown {
  const named = structuredClone(document);
  for (const [index, event] of eventsIn(named).entries()) event['eventID'] ??= ids[index];
  if ('epcisBody' in named) return named;
  const { '@context': own, eventTime } = document;
  return {
    '@context': own,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: eventTime,
    epcisBody: { eventList: [named] },
  };
}

if (skip === false) {
  for (const folder of folders) {
    for (const file of readdirSync(join(fixtures, folder)).filter((name) => /\.json(ld)?$/.test(name))) {
      test(`${folder}/${file} goes through unchanged`, async () => {
        await goesThrough(JSON.parse(readFileSync(join(fixtures, folder, file), 'utf8')) as Event);
      });
    }
  }
} else {
  test('the published EPCIS documents go through unchanged', { skip });
}

const everyKind: Event[] = [
  {
    type: 'ObjectEvent',
    ...at(1),
    recordTime: '2026-03-01T09:00:00Z',
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    epcList: [itemId('F1'), 'urn:epc:id:sgtin:9506000.013435.F2'],
    quantityList: [kilograms(lotId('F-LINT'), 12.5), { epcClass: lotId('F-SEED') }],
    readPoint: { id: 'https://id.gs1.org/414/9506000134369', 'tex:gate': 'north' },
    bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:0614141.00002.PO-1' }],
    sourceList: [{ type: 'possessing_party', source: 'urn:uuid:11111111-1111-4111-8111-111111111111' }],
    ilmd: {
      'tex:variety': 'medium staple',
      'tex:measured': { 'tex:micronaire': 4.1, list: [1, null, true, 'a'] },
    },
    certificationInfo: ['https://certificates.example/1'],
    'tex:weather': 'dry',
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-03-01T08:00:00Z' },
        sensorReport: [{ type: 'Temperature', value: 26.0, uom: 'CEL', 'tex:probe': 3 }],
      },
    ],
  },
  {
    type: 'AggregationEvent',
    ...at(2),
    action: 'ADD',
    bizStep: 'packing',
    parentID: unitId(1),
    childEPCs: [itemId('F1')],
    childQuantityList: [kilograms(lotId('F-LINT'), 1)],
    'tex:packer': { name: 'two' },
  },
  {
    type: 'TransactionEvent',
    ...at(3),
    action: 'ADD',
    bizTransactionList: [{ bizTransaction: 'urn:epc:id:gdti:0614141.00002.PO-2' }],
    epcList: [itemId('F1')],
    'tex:note': '',
  },
  {
    type: 'TransformationEvent',
    ...at(4),
    transformationID: 'urn:epc:id:gdti:4012345.55555.1234',
    inputQuantityList: [kilograms(lotId('F-LINT'), 2)],
    outputQuantityList: [kilograms(lotId('F-YARN'), 1.75)],
    'tex:processType': 'spinning',
  },
  {
    type: 'AssociationEvent',
    ...at(5),
    action: 'ADD',
    parentID: itemId('F1'),
    childEPCs: ['urn:epc:id:giai:4000001.12345'],
    'tex:tag': [{ a: 1 }, []],
  },
];

test('one event of each kind with extensions goes through unchanged', async () => {
  await goesThrough({
    ...documentOf(...everyKind),
    sender: 'a mill',
    'tex:batch': { of: ['this', 'day'] },
    epcisHeader: { 'tex:remark': 'kept' },
  });
});

test('each kind alone, as a bare event with its own context, goes through unchanged', async () => {
  for (const event of everyKind) await goesThrough({ '@context': context, ...event });
});

test('the spellings of an identifier meet in one lot', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'A speller');
  const spellings = [
    'urn:epc:class:lgtin:9506000.013435.SPELT',
    'https://id.gs1.org/01/09506000134352/10/SPELT',
    'https://mill.example/some/path/01/09506000134352/10/SPELT?17=271231',
  ];
  for (const [minute, epcClass] of spellings.entries()) {
    await tell(world.node, party, {
      type: 'ObjectEvent',
      ...at(minute),
      action: 'ADD',
      quantityList: [{ epcClass, quantity: 1, uom: 'KGM' }],
    });
  }
  const lot = world.node.lot(lotId('SPELT'));
  assert.deepEqual([lot?.produced, lot?.dimension], [3_000, 'mass']);
  const found = world.node.events({
    parameters: [['MATCH_epcClass', spellings[0]!]],
    perPage: 10,
    after: null,
  });
  assert.equal(found.ok && found.value.events.length, 3);
  await world.close();
});
