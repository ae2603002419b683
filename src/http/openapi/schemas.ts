// What the answers look like. Bodies that come in are checked by the very schemas shown here (register/schemas.ts).
import {
  admissionSchema,
  deviceSchema,
  facilitySchema,
  productSchema,
  revocationSchema,
} from '../register/schemas.ts';
import type { Schema } from './operation.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (
  properties: Record<string, Schema>,
  required: string[] = Object.keys(properties),
): Schema => ({ type: 'object', required, properties });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const custody = {
  enum: ['device', 'custodial', null],
  description: 'Who holds the key that signed: its owner, or this node for it',
};
const kind = { enum: ['item', 'lot', 'unit', 'product', 'other'] };
const level = { enum: ['country', 'region', 'site', 'full'] };
const refusalExtras = {
  pointer: text,
  field: text,
  eventIndex: integer,
  eventId: text,
  lot: text,
  asked: integer,
  available: integer,
  dimension: text,
  decidedBy: integer,
};

/** Who told the log of a key. */
const keyWord = {
  type: 'object',
  required: ['by', 'byName', 'atMs'],
  properties: {
    by: { type: 'string', description: 'Party that signed the word' },
    byName: { type: ['string', 'null'] },
    atMs: { type: 'integer', description: 'Milliseconds since 1970, as it says' },
  },
};

export const schemas: Record<string, Schema> = {
  Refusal: object({ code: text, detail: text, ...refusalExtras }, ['code', 'detail']),
  Problem: {
    ...object({
      type: text,
      title: text,
      status: integer,
      detail: text,
      epcisException: text,
      errors: list(ref('Refusal')),
    }),
    description: 'RFC 9457; `type` is documented at its own address',
  },
  EventOutcome: object({
    index: integer,
    eventId: orNull('string'),
    status: { enum: ['recorded', 'already-recorded', 'refused'] },
    entry: orNull('integer'),
    refusals: list(ref('Refusal')),
  }),
  CaptureOutcome: object({
    outcome: { enum: ['recorded', 'refused'] },
    events: list(ref('EventOutcome')),
    entries: list(integer),
    refusals: list(ref('Refusal')),
    warnings: list(ref('Refusal')),
    custody,
  }),
  PreviewWarning: {
    allOf: [ref('Refusal')],
    type: 'object',
    description:
      'UNDECLARED_LOT, UNKNOWN_QUANTITY, UNIT_MISMATCH, UNKNOWN_PLACE: gaps. YIELD_HIGH, YIELD_LOW: with the numbers',
    properties: {
      process: text,
      category: text,
      inGrams: integer,
      outGrams: integer,
      yieldPpm: integer,
      lowPpm: integer,
      highPpm: integer,
    },
  },
  EventPreview: object({
    index: integer,
    eventId: orNull('string'),
    status: { enum: ['new', 'already-recorded', 'refused'] },
    entry: orNull('integer'),
    refusals: list(ref('Refusal')),
    warnings: list(ref('PreviewWarning')),
  }),
  BalanceAfter: object({
    lot: text,
    isNew: { type: 'boolean', description: 'No event that is recorded mentions it' },
    dimension: orNull('string'),
    produced: orNull('integer'),
    drawn: orNull('integer'),
    remaining: orNull('integer'),
  }),
  CapturePreview: object({
    outcome: { enum: ['recorded', 'refused'] },
    events: list(ref('EventPreview')),
    refusals: list(ref('Refusal')),
    warnings: list(ref('PreviewWarning')),
    balances: list(ref('BalanceAfter')),
  }),
  CaptureJob: object(
    {
      captureID: text,
      createdAt: { type: 'string', format: 'date-time' },
      finishedAt: { type: 'string', format: 'date-time' },
      running: { type: 'boolean' },
      success: { type: 'boolean' },
      captureErrorBehaviour: { enum: ['rollback', 'proceed'] },
      errors: list(ref('Problem')),
      party: orNull('string'),
      custody,
      events: list(ref('EventOutcome')),
      entries: list(integer),
    },
    ['captureID', 'createdAt', 'running', 'success', 'captureErrorBehaviour', 'errors', 'events', 'entries'],
  ),
  EPCISEvent: {
    type: 'object',
    description: 'An EPCIS 2.0 event in JSON-LD, with its own @context when sent alone',
  },
  EPCISDocument: { type: 'object', description: 'An EPCIS 2.0 document or query document in JSON-LD' },
  EPCISQueryDocument: {
    type: 'object',
    description: 'An EPCIS 2.0 query document; selvedge:records tells entry, party and custody of each event',
  },
  SignedStatement: { type: 'string', description: 'SD-JWT in compact form, docs/protocol/statement.md' },
  Lot: object({
    id: text,
    kind,
    dimension: orNull('string'),
    produced: orNull('integer'),
    drawn: orNull('integer'),
    remaining: orNull('integer'),
    party: orNull('string'),
    place: orNull('string'),
    step: orNull('string'),
    bornAtMs: orNull('integer'),
    entry: orNull('integer'),
    custody,
    level,
  }),
  Origin: object({
    id: orNull('string'),
    amount: orNull('integer'),
    dimension: orNull('string'),
    share: orNull('number'),
    country: orNull('string'),
    region: orNull('string'),
    place: orNull('string'),
    party: orNull('string'),
  }),
  CountryShare: object({
    country: orNull('string'),
    grams: integer,
    share: { type: 'number' },
    origins: integer,
  }),
  Stage: object({
    step: orNull('string'),
    process: orNull('string'),
    party: orNull('string'),
    place: orNull('string'),
    country: orNull('string'),
    region: orNull('string'),
    lots: integer,
    amount: orNull('integer'),
    dimension: orNull('string'),
    fromMs: integer,
    toMs: integer,
    depth: integer,
    custodial: { type: 'boolean' },
  }),
  Gap: object({ kind: text, lot: orNull('string'), detail: orNull('string'), entries: list(integer) }),
  Conflict: object({
    kind: text,
    lot: orNull('string'),
    detail: orNull('string'),
    produced: orNull('integer'),
    drawn: orNull('integer'),
    entries: list(integer),
  }),
  TraceNode: object({
    id: text,
    kind,
    depth: integer,
    party: orNull('string'),
    place: orNull('string'),
    country: orNull('string'),
    amount: orNull('integer'),
    dimension: orNull('string'),
  }),
  Trace: object({
    question: object({ id: text, direction: { enum: ['back', 'forward'] } }),
    level,
    lot: ref('Lot'),
    nodes: integer,
    edges: integer,
    depth: integer,
    tookMs: { type: 'number' },
    originCount: integer,
    origins: list(ref('Origin')),
    countries: list(ref('CountryShare')),
    unknownAmounts: { type: 'boolean' },
    stages: list(ref('Stage')),
    gaps: list(ref('Gap')),
    conflicts: list(ref('Conflict')),
    page: list(ref('TraceNode')),
    next: orNull('integer'),
  }),
  Evidence: {
    type: 'object',
    description: 'docs/protocol/evidence.md; check it with the verifier, not by eye',
  },
  PartyAdmission: admissionSchema,
  Party: object({
    party: text,
    name: orNull('string'),
    country: orNull('string'),
    region: orNull('string'),
    identifiers: list(text),
    keys: list(object({ kid: text, custody, enrolledAt: integer, revokedAt: orNull('integer') })),
  }),
  FacilityForm: facilitySchema,
  Facility: whole(facilitySchema),
  ProductForm: productSchema,
  Product: whole(productSchema, ['repair']),
  Revocation: revocationSchema,
  Device: deviceSchema,
  Yields: {
    type: 'object',
    required: ['member', 'processes', 'categories'],
    properties: {
      member: {
        type: 'array',
        items: {
          type: 'object',
          required: ['processes', 'category', 'countries', 'lowPpm', 'highPpm'],
          properties: {
            processes: { type: 'array', items: { type: 'string' } },
            category: { type: 'string', description: '`*` = all outputs that are not waste' },
            countries: { type: 'array', items: { type: 'string' }, description: '`*` = everywhere else' },
            lowPpm: { type: 'integer' },
            highPpm: { type: 'integer' },
          },
        },
      },
      processes: { type: 'array', items: { type: 'object' } },
      categories: { type: 'array', items: { type: 'object' } },
    },
  },
  NamedKey: {
    type: 'object',
    required: ['kid', 'custody', 'enrolledAt', 'revokedAt', 'label', 'enrolled', 'revoked'],
    properties: {
      kid: { type: 'string' },
      custody: { enum: ['device', 'custodial'] },
      enrolledAt: { type: 'integer', description: 'Log entry' },
      revokedAt: { type: ['integer', 'null'], description: 'Log entry' },
      label: { type: ['string', 'null'], description: 'What its people call the device' },
      enrolled: keyWord,
      revoked: {
        anyOf: [
          {
            ...keyWord,
            required: ['by', 'byName', 'atMs', 'reason'],
            properties: { ...keyWord.properties, reason: { type: ['string', 'null'] } },
          },
          { type: 'null' },
        ],
      },
    },
  },
  Health: object({ status: text, size: integer, origin: text, key: text }, ['status', 'size']),
  LogState: object({ size: integer, stateHash: text, erasedLots: { type: 'array', items: integer } }),
  ProblemKind: object({
    code: text,
    type: text,
    title: text,
    status: integer,
    epcisException: text,
    meaning: text,
  }),
};
// The trace's lot carries no level of its own.
const { level: _level, ...lotAnyway } = (schemas['Lot'] as { properties: Record<string, Schema> }).properties;
schemas['Lot'] = { ...schemas['Lot'], required: Object.keys(lotAnyway) };

/** A form as it comes back: with all its members, null where nothing was told. */
/** With every member, but for those that are there only where they were told. */
function whole(form: Schema, optional: readonly string[] = []): Schema {
  const names = Object.keys((form['properties'] ?? {}) as object);
  return { ...form, required: names.filter((name) => !optional.includes(name)) };
}
