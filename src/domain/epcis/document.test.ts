import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DocumentReading, validateDocument } from './document.ts';

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/epcis');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';
const nowMs = Date.UTC(2026, 10, 22);

function validated(path: string): DocumentReading {
  return validateDocument(JSON.parse(readFileSync(join(fixtures, path), 'utf8')), nowMs);
}

function findings(reading: DocumentReading): string[] {
  return (reading.ok ? reading.warnings : reading.refusals).map(({ code, pointer }) => `${code} ${pointer}`);
}

test('every valid published document and event is accepted', { skip }, () => {
  const expected: Record<string, number> = {
    'gs1-json': 25,
    'openepcis-json': 9,
    'openepcis-twins': 5,
    'openepcis-bare-events': 5,
  };
  for (const [folder, count] of Object.entries(expected)) {
    const files = readdirSync(join(fixtures, 'valid', folder)).filter((file) => /\.json(ld)?$/.test(file));
    assert.equal(files.length, count);
    for (const file of files) {
      const reading = validated(`valid/${folder}/${file}`);
      assert.ok(reading.ok, `${file} ${findings(reading).join(', ')}`);
      assert.ok(reading.events.length > 0, file);
    }
  }
});

test('every invalid published document is refused for the published reason', { skip }, () => {
  const table: [file: string, finding: string][] = [
    ['EPCISDocument_without_context', 'CONTEXT_MISSING /@context'],
    [
      'ObjectEvent_with_ilmd_field_without_namespace',
      'UNKNOWN_PROPERTY /epcisBody/eventList/0/ilmd/materialType',
    ],
    ['ObjectEvent_with_invalid_action', 'VALUE_NOT_ALLOWED /epcisBody/eventList/0/action'],
    ['ObjectEvent_with_invalid_eventTime_format', 'TIME_INVALID /epcisBody/eventList/0/eventTime'],
    ['ObjectEvent_with_non_standard_bizStep', 'NOT_IN_VOCABULARY /epcisBody/eventList/0/bizStep'],
    ['ObjectEvent_with_quantity_as_text', 'WRONG_TYPE /epcisBody/eventList/0/quantityList/0/quantity'],
    ['ObjectEvent_without_identifier_list', 'IDENTIFIERS_MISSING /epcisBody/eventList/0/epcList'],
  ];
  for (const [file, finding] of table)
    assert.deepEqual(findings(validated(`invalid/${file}.json`)), [finding]);
});

test('real textile documents with mistakes are refused with the place of each mistake', { skip }, () => {
  const table: [file: string, findings: string[]][] = [
    [
      'commissioning',
      [
        'UNKNOWN_PROPERTY /_comment_architecture',
        'NOT_IN_VOCABULARY /epcisBody/eventList/0/bizTransactionList/0/type',
      ],
    ],
    ['observation-chemical', ['UNDECLARED_PREFIX /epcisBody/eventList/0/eutex:hasSubstancesOfConcern']],
    [
      'transformation-spinning',
      [
        'CLASS_ID_IN_EPC_LIST /epcisBody/eventList/0/inputEPCList/0',
        'CLASS_ID_IN_EPC_LIST /epcisBody/eventList/0/outputEPCList/0',
      ],
    ],
    [
      'transformation-weaving',
      [
        'UNKNOWN_PROPERTY /_comment_architecture',
        'CLASS_ID_IN_EPC_LIST /epcisBody/eventList/0/inputEPCList/1',
      ],
    ],
  ];
  for (const [file, expected] of table) {
    const reading = validated(`robustness-textile/${file}.jsonld`);
    assert.equal(reading.ok, false);
    for (const finding of expected)
      assert.ok(findings(reading).includes(finding), `${file} ${findings(reading).join(', ')}`);
  }
});

const item = 'https://id.gs1.org/01/09506000134352/21/1';
const lot = 'https://id.gs1.org/01/09506000134352/10/A';
const when = { eventTime: '2026-03-01T08:00:00+02:00', eventTimeZoneOffset: '+02:00' };
const observed = { type: 'ObjectEvent', ...when, action: 'OBSERVE', epcList: [item] };
const packed = { type: 'AggregationEvent', ...when, action: 'ADD', childEPCs: [item] };
const spun = { type: 'TransformationEvent', ...when, inputQuantityList: [{ epcClass: lot }] };
const epcisContext = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';

function documentOf(events: object[], more: object = {}): object {
  const context = [epcisContext, { example: 'https://ns.example.com/' }];
  return {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T09:00:00Z',
    epcisBody: { eventList: events },
    ...more,
  };
}

function codesOf(event: object): string[] {
  const reading = validateDocument(documentOf([event]), nowMs);
  assert.equal(reading.ok, false, JSON.stringify(event));
  return findings(reading).map((finding) => finding.replace('/epcisBody/eventList/0', ''));
}

function sensed(metadata: object, report: object): object {
  return { ...observed, sensorElementList: [{ sensorMetadata: metadata, sensorReport: [report] }] };
}

test('what the official schema lets pass and we refuse', () => {
  const amount = (quantity: number, uom?: string) => ({
    ...observed,
    quantityList: [{ epcClass: lot, quantity, ...(uom === undefined ? {} : { uom }) }],
  });
  const table: [event: object, finding: string][] = [
    [amount(-1, 'KGM'), 'QUANTITY_NEGATIVE /quantityList/0/quantity'],
    [amount(0.0001, 'KGM'), 'QUANTITY_BELOW_BASE /quantityList/0/quantity'],
    [amount(1, 'ZZZ'), 'UNKNOWN_UNIT /quantityList/0/uom'],
    [amount(60, 'P1'), 'PERCENT_IS_NO_QUANTITY /quantityList/0/uom'],
    [
      { ...observed, quantityList: [{ epcClass: lot, uom: 'KGM' }] },
      'UNIT_WITHOUT_QUANTITY /quantityList/0/uom',
    ],
    [{ ...observed, epcList: ['https://id.gs1.org/01/09506000134353/21/1'] }, 'BAD_CHECK_DIGIT /epcList/0'],
    [{ ...observed, epcList: [lot] }, 'CLASS_ID_IN_EPC_LIST /epcList/0'],
    [{ ...observed, epcList: ['foo:bar'] }, 'NOT_AN_IDENTIFIER /epcList/0'],
    [{ ...observed, action: 'ADD', epcList: [item, 'urn:epc:id:sgtin:9506000.013435.1'] }, 'DUPLICATE_EPC '],
    [{ ...observed, epcList: [item, item] }, 'DUPLICATE_EPC /epcList'],
    [
      { ...observed, quantityList: [{ epcClass: item, quantity: 1 }] },
      'INSTANCE_ID_AS_CLASS /quantityList/0/epcClass',
    ],
    [{ ...observed, 'foo:bar': 1 }, 'UNDECLARED_PREFIX /foo:bar'],
    [{ ...observed, 'example:a': [{ 'foo:b': 1 }] }, 'UNDECLARED_PREFIX /example:a/0/foo:b'],
    [
      { ...observed, readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0', 'foo:gate': 4 } },
      'UNDECLARED_PREFIX /readPoint/foo:gate',
    ],
    [{ ...observed, bizStep: 'foo:spinning' }, 'UNDECLARED_PREFIX /bizStep'],
    [{ ...observed, bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }, 'NOT_IN_VOCABULARY /bizStep'],
    [{ ...observed, eventTime: '2026-02-30T08:00:00Z' }, 'TIME_INVALID /eventTime'],
    [{ ...observed, eventTime: '2026-02-03T08:00:00' }, 'TIME_INVALID /eventTime'],
    [{ ...observed, eventTimeZoneOffset: '+15:00' }, 'ZONE_INVALID /eventTimeZoneOffset'],
    [{ ...observed, eventTime: '2999-01-01T00:00:00Z' }, 'EVENT_IN_THE_FUTURE /eventTime'],
    [{ ...observed, ilmd: { 'example:a': 1 } }, 'ILMD_WITHOUT_ADD /ilmd'],
    [{ ...observed, madeUp: 1 }, 'UNKNOWN_PROPERTY /madeUp'],
    [{ ...observed, certificationInfo: 'no uri' }, 'WRONG_TYPE /certificationInfo'],
    [
      { ...observed, sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.000000' }] },
      'BAD_EPC_URN /sourceList/0/source',
    ],
    [
      { ...observed, bizTransactionList: [{ type: 'invoice', bizTransaction: 'urn:x:1' }] },
      'NOT_IN_VOCABULARY /bizTransactionList/0/type',
    ],
    [
      {
        ...observed,
        bizLocation: { id: 'https://id.gs1.org/414/9506000134360' },
        readPoint: { id: 'urn:x:1' },
      },
      'BAD_CHECK_DIGIT /bizLocation/id',
    ],
    [packed, 'PARENT_MISSING /parentID'],
    [{ ...packed, parentID: 'urn:x:carton', childEPCs: [] }, 'IDENTIFIERS_MISSING /childEPCs'],
    [{ ...spun }, 'IDENTIFIERS_MISSING /outputQuantityList'],
    [{ ...spun, outputQuantityList: [{ epcClass: lot }], action: 'ADD' }, 'UNKNOWN_PROPERTY /action'],
    [
      { type: 'TransactionEvent', ...when, action: 'ADD', epcList: [item], bizTransactionList: [] },
      'LIST_EMPTY /bizTransactionList',
    ],
    [
      sensed({ deviceID: 'urn:x:1' }, { type: 'Temperature', value: 3, uom: 'CEL', deviceID: 'urn:x:1' }),
      'SENSOR_ATTRIBUTE_TWICE /sensorElementList/0/sensorReport/0/deviceID',
    ],
    [
      sensed({}, { type: 'Temperature', value: 3, uom: 'KGM' }),
      'SENSOR_UNIT_MISMATCH /sensorElementList/0/sensorReport/0/uom',
    ],
    [
      sensed({}, { type: 'Warmth', value: 3, uom: 'CEL' }),
      'NOT_IN_VOCABULARY /sensorElementList/0/sensorReport/0/type',
    ],
  ];
  for (const [event, finding] of table) assert.deepEqual(codesOf(event), [finding]);
});

test('what is odd but no mistake is a warning', () => {
  const declaration = { declarationTime: '2026-03-02T00:00:00Z', reason: 'did_not_occur' };
  const table: [event: object, code: string][] = [
    [{ ...observed, epcList: [] }, 'IDENTIFIERS_MISSING'],
    [{ ...observed, errorDeclaration: declaration }, 'ERROR_DECLARATION_WITHOUT_EVENT_ID'],
    [{ ...observed, readPoint: { id: 'urn:epc:id:pgln:4000001.00000' } }, 'PARTY_ID_AS_PLACE'],
    [{ ...observed, quantityList: [{ epcClass: lot, quantity: 3, uom: 'BL' }] }, 'UNIT_RETIRED'],
    [sensed({}, { type: 'Temperature', value: 3 }), 'SENSOR_UNIT_MISSING'],
    [
      sensed({ time: '2026-03-02T00:00:00Z' }, { type: 'Temperature', value: 3, uom: 'CEL' }),
      'SENSOR_TIME_AFTER_EVENT',
    ],
  ];
  for (const [event, code] of table) {
    const reading = validateDocument(documentOf([event]), nowMs);
    assert.ok(reading.ok, JSON.stringify(reading));
    assert.deepEqual(
      reading.warnings.map((warning) => warning.code),
      [code],
    );
  }
  const empty = validateDocument(documentOf([]), nowMs);
  assert.deepEqual(findings(empty), ['NO_EVENTS /epcisBody/eventList']);
});

test('extensions, foreign vocabularies and extended event types are kept as they are', () => {
  const table: object[] = [
    {
      ...observed,
      'example:loom': { width: 3, list: [{ 'example:x': null }] },
      'https://ns.example.com/full': 1,
    },
    { ...observed, bizStep: 'cbv:BizStep-shipping', disposition: 'https://ns.example.com/waiting' },
    { ...observed, 'cbvmda:countryOfOrigin': 'IN', 'gs1:x': 1 },
    { ...observed, '@context': { mill: 'https://mill.example/' }, 'mill:count': 30 },
    { type: 'example:ScrapEvent', ...when, epcList: [item] },
    { ...spun, transformationID: 'urn:x:run' },
    { type: 'AggregationEvent', ...when, action: 'DELETE', parentID: 'urn:x:carton' },
    { ...packed, parentID: 'urn:x:carton', persistentDisposition: { set: ['recalled'] } },
  ];
  for (const event of table) {
    const document = documentOf([event]);
    const before = JSON.stringify(document);
    const reading = validateDocument(document, nowMs);
    assert.ok(reading.ok, findings(reading).join(', '));
    assert.deepEqual(findings(reading), []);
    assert.equal(JSON.stringify(reading.document), before);
  }
});

test('documents around events', () => {
  const table: [document: unknown, finding: string][] = [
    [documentOf([observed], { schemaVersion: '9.9' }), 'SCHEMA_VERSION_UNSUPPORTED /schemaVersion'],
    [documentOf([observed], { '@context': ['https://schema.org/'] }), 'CONTEXT_WITHOUT_EPCIS /@context'],
    [documentOf([observed], { creationDate: 'today' }), 'TIME_INVALID /creationDate'],
    [documentOf([observed], { note: 'x' }), 'UNKNOWN_PROPERTY /note'],
    [documentOf([observed], { 'foo:note': 'x' }), 'UNDECLARED_PREFIX /foo:note'],
    [documentOf([], { epcisBody: {} }), 'PROPERTY_MISSING /epcisBody/eventList'],
    [documentOf([7 as unknown as object]), 'WRONG_TYPE /epcisBody/eventList/0'],
    [{ ...observed }, 'CONTEXT_MISSING /@context'],
    [[], 'NOT_A_DOCUMENT '],
    [null, 'NOT_A_DOCUMENT '],
  ];
  for (const [document, finding] of table)
    assert.ok(findings(validateDocument(document, nowMs)).includes(finding), finding);
});

test('one event id may stand twice only as an event and its error declaration', () => {
  const event = { ...observed, eventID: 'urn:uuid:1' };
  const declared = { ...event, errorDeclaration: { declarationTime: '2026-03-02T00:00:00Z' } };
  assert.ok(validateDocument(documentOf([event, declared]), nowMs).ok);
  const twice = validateDocument(documentOf([event, event]), nowMs);
  assert.ok(!twice.ok);
  assert.deepEqual(twice.refusals, [
    {
      code: 'DUPLICATE_EVENT_ID',
      pointer: '/epcisBody/eventList/1/eventID',
      eventIndex: 1,
      eventId: 'urn:uuid:1',
      field: 'eventID',
      detail: 'urn:uuid:1 stands twice in this document',
    },
  ]);
});

test('names that every object inherits are no way around a rule', () => {
  for (const type of ['constructor', '__proto__', 'toString', '__defineGetter__']) {
    assert.equal(validateDocument(documentOf([{ ...observed, type }]), nowMs).ok, false);
    assert.equal(validateDocument({ ...observed, type, '@context': epcisContext }, nowMs).ok, false);
  }
  const own = JSON.parse(`{"__proto__": 1, ${JSON.stringify(observed).slice(1)}`);
  assert.deepEqual(codesOf(own), ['UNKNOWN_PROPERTY /__proto__']);
});

test('a flood of mistakes is answered with a hundred findings', () => {
  const reading = validateDocument(
    documentOf(Array.from({ length: 500 }, () => ({ type: 'ObjectEvent' }))),
    nowMs,
  );
  assert.equal(!reading.ok && reading.refusals.length, 100);
});
