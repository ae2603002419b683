// The form of EPCIS 2.0.1 in JSON, as JSON Schema: which property holds what. Our own wording of the standard.
// Elsewhere: names of extensions (names.ts: their prefixes depend on @context), what depends on more than one property
// (rules.ts), and the meaning of identifiers and quantities (movementOf).

type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const number: Schema = { type: 'number' };
const object: Schema = { type: 'object' };
const uri: Schema = { type: 'string', format: 'uri' };
const instant: Schema = { type: 'string', format: 'instant' };
const context: Schema = { anyOf: [uri, object, { type: 'array', items: { anyOf: [uri, object] } }] };

function word(vocabulary: string): Schema {
  return { type: 'string', format: vocabulary };
}

function list(items: Schema, more: Schema = {}): Schema {
  return { type: 'array', items, ...more };
}

/** Exactly these properties, no extensions. */
function closed(properties: Record<string, Schema>, required: string[] = []): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** These properties; names.ts lets only extensions stand beside them. */
function open(properties: Record<string, Schema>, required: string[] = []): Schema {
  return { type: 'object', properties, required };
}

const sensorBoth = {
  ...{
    time: instant,
    deviceID: uri,
    deviceMetadata: uri,
    rawData: uri,
    dataProcessingMethod: uri,
    bizRules: uri,
  },
};
export const sensorMetadata: Schema = open({ ...sensorBoth, startTime: instant, endTime: instant });
export const sensorReport: Schema = open(
  {
    ...sensorBoth,
    type: word('measurementType'),
    exception: word('alertType'),
    component: word('component'),
    ...{ microorganism: uri, chemicalSubstance: uri, coordinateReferenceSystem: uri, uriValue: uri },
    ...{
      value: number,
      minValue: number,
      maxValue: number,
      meanValue: number,
      sDev: number,
      percRank: number,
      percValue: number,
    },
    ...{ stringValue: text, booleanValue: { type: 'boolean' }, hexBinaryValue: word('hex'), uom: text },
  },
  ['type'],
);
export const sensorElement: Schema = open(
  { sensorMetadata, sensorReport: list(sensorReport, { minItems: 1 }) },
  ['sensorReport'],
);
export const errorDeclaration: Schema = open(
  { declarationTime: instant, reason: word('errorReason'), correctiveEventIDs: list(uri) },
  ['declarationTime'],
);
export const location: Schema = open({ id: text }, ['id']);

// Identifiers of lots, places and parties are only texts here: the reading of identifiers says more about a wrong one.
const epcs = list(text);
const quantities = list(closed({ epcClass: text, quantity: number, uom: word('unit') }, ['epcClass']));
const persistentDisposition: Schema = {
  minProperties: 1,
  ...closed({
    set: list(word('disposition'), { minItems: 1, uniqueItems: true }),
    unset: list(word('disposition'), { minItems: 1, uniqueItems: true }),
  }),
};

const ofEveryEvent: Record<string, Schema> = {
  ...{ '@context': context, type: text, eventTime: text, eventTimeZoneOffset: text, recordTime: instant },
  ...{ eventID: uri, errorDeclaration, certificationInfo: { anyOf: [uri, list(uri)] } },
};

const ofStandardEvents: Record<string, Schema> = {
  ...ofEveryEvent,
  ...{ bizStep: word('bizStep'), disposition: word('disposition'), persistentDisposition },
  ...{ readPoint: location, bizLocation: location, sensorElementList: list(sensorElement) },
  bizTransactionList: list(
    closed({ type: word('transactionType'), bizTransaction: uri }, ['bizTransaction']),
  ),
  sourceList: list(closed({ type: word('partyType'), source: text }, ['type', 'source'])),
  destinationList: list(closed({ type: word('partyType'), destination: text }, ['type', 'destination'])),
};

const action: Schema = { enum: ['ADD', 'OBSERVE', 'DELETE'] };
const always = ['type', 'eventTime', 'eventTimeZoneOffset'];
const withAction = [...always, 'action'];
const children = { parentID: text, childEPCs: epcs, childQuantityList: quantities };
const ofTransformation = {
  ...{
    inputEPCList: epcs,
    inputQuantityList: quantities,
    outputEPCList: epcs,
    outputQuantityList: quantities,
  },
  ...{ transformationID: text, ilmd: object },
};

/** One schema for each event type; `extended` is for types that are URIs. */
export const eventSchemas: Record<string, { properties: Record<string, Schema> } & Schema> = {
  ObjectEvent: event(
    { action, epcList: list(text, { uniqueItems: true }), quantityList: quantities, ilmd: object },
    withAction,
  ),
  AggregationEvent: event({ action, ...children }, withAction),
  AssociationEvent: event({ action, ...children }, [...withAction, 'parentID']),
  TransactionEvent: event(
    { action, parentID: text, epcList: epcs, quantityList: quantities },
    [...withAction, 'bizTransactionList'],
    {
      bizTransactionList: { ...ofStandardEvents['bizTransactionList'], minItems: 1 },
    },
  ),
  TransformationEvent: event(ofTransformation, always),
  extended: { type: 'object', properties: { ...ofEveryEvent, type: uri }, required: always },
};

function event(
  own: Record<string, Schema>,
  required: string[],
  narrowed: Record<string, Schema> = {},
): { properties: Record<string, Schema> } & Schema {
  return { type: 'object', properties: { ...ofStandardEvents, ...own, ...narrowed }, required };
}

const vocabulary = open({ type: uri, vocabularyElementList: list(object) }, ['type']);
const header = open({ epcisMasterData: open({ vocabularyList: list(vocabulary) }) });
const events = list(object);
const ofEveryDocument = {
  '@context': context,
  id: uri,
  type: text,
  schemaVersion: text,
  creationDate: instant,
};

/** Documents around events; the events are checked one by one, each by the schema of its type. */
export const documentSchemas: Record<string, { properties: Record<string, Schema> } & Schema> = {
  EPCISDocument: {
    type: 'object',
    properties: {
      ...ofEveryDocument,
      ...{ instanceIdentifier: text, sender: text, receiver: text, epcisHeader: header },
      epcisBody: open({ eventList: events }, ['eventList']),
    },
    required: ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
  },
  EPCISQueryDocument: {
    type: 'object',
    properties: {
      ...ofEveryDocument,
      epcisBody: open(
        {
          queryResults: open(
            {
              ...{ queryName: text, subscriptionID: text },
              resultsBody: open({ eventList: events, vocabularyList: list(vocabulary) }, ['eventList']),
            },
            ['queryName', 'resultsBody'],
          ),
        },
        ['queryResults'],
      ),
    },
    required: ['@context', 'type', 'epcisBody'],
  },
};

/** The property names that the standard gives an object. */
export function namesOf(schema: Schema): ReadonlySet<string> {
  return new Set(Object.keys(schema['properties'] as object));
}
