// The working day of a party: what it has, and what waits for it.
import { handoverSchema } from '../work/handover.ts';
import { answersWith, inPath, listOf, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const work = 'Working day';

const text = { type: 'string' };
const integer = { type: 'integer' };
const truth = { type: 'boolean' };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const partyId = inPath('id', 'URI of the party, URL-encoded');

const paged = {
  perPage: { type: 'integer', minimum: 1, maximum: 1000, default: 30, description: 'Most to a page' },
  nextPageToken: { type: 'string', description: 'Of the `Link` of the page before' },
};

const sites = {
  enum: ['all', 'own'],
  default: 'all',
  description:
    'own: without what is at, or concerns, only sites of the party that the person asking is not limited to. The same as all for keys, and for people who are limited to none',
};

export const workPaths: Paths = {
  '/parties/{id}/lots': {
    parameters: [partyId],
    get: operation(work, {
      summary: 'What a party has: the lots it made or received, newest first',
      description:
        'Amounts are those of this party, not those of the lot in other hands. Readers are not shown what came and went by trade.',
      query: {
        state: {
          enum: ['in-stock', 'all'],
          default: 'in-stock',
          description: 'Only what is left with it, or also what is used up, shipped or packed',
        },
        place: { type: 'string', description: 'Only what it made or received last at this facility' },
        sites,
        search: { type: 'string', description: 'Part of the id, or of the name of the product' },
        ...paged,
      },
      answers: { '200': answersWith('A page of them', { [json]: listOf('StockLot') }, ['Link']) },
      needs: 'key',
    }),
  },
  '/parties/{id}/lots/{lot}': {
    parameters: [
      partyId,
      inPath('lot', 'Digital Link URI, EPC URN or own URI of a lot, item or unit, URL-encoded'),
    ],
    get: operation(work, {
      summary: 'One lot as its party has it, and what happened to it',
      description:
        'Events that were declared errors stay in the history. Of events of others a party sees act, step, country and time.',
      answers: { '200': answersWith('The lot and its events, newest first', { [json]: ref('OwnLot') }) },
      needs: 'key',
    }),
  },
  '/parties/{id}/seen': {
    parameters: [partyId],
    get: operation(work, {
      summary: 'What a reader is shown of a party, field by field',
      description:
        'Worked out by the same code that answers that reader, and by the evidence file that its level gets. For the party itself.',
      query: {
        reader: {
          enum: ['everybody', 'partner', 'auditor'],
          default: 'everybody',
          description: 'Somebody without a key, another party, a key for reading',
        },
        partner: { type: 'string', description: 'Which party; with reader partner' },
        level: {
          enum: ['country', 'region', 'site', 'full'],
          description: 'As if the key of that reader granted this level; its usual one if left out',
        },
        lot: { type: 'string', description: 'Of which lot; the newest of the party if left out' },
      },
      answers: { '200': answersWith('What is shown and what is withheld', { [json]: ref('Seen') }) },
      problems: ['503'],
      needs: 'key',
    }),
  },
  '/today': {
    get: operation(work, {
      summary: 'What waits for a party',
      description:
        'Deliveries to receive, words to confirm, gaps in its own work, refused captures, certificates that end within 60 days or have ended, notices, open cases, doubts of readers that nobody of the party has read. Each list has its count and the first of it; `list` asks for more of one.',
      query: {
        party: {
          ...text,
          description: 'Whose; a party key reads its own only. The operator if left out',
        },
        since: { type: 'integer', minimum: 0, description: 'Only notices after this log entry' },
        sites,
        list: {
          enum: ['receive', 'confirm', 'gaps', 'expiring', 'notices', 'cases'],
          description: 'Members of this list only, page by page',
        },
        ...paged,
      },
      answers: {
        '200': answersWith('What waits, what is most pressing first', { [json]: ref('Today') }, ['Link']),
      },
      needs: 'key',
    }),
  },
  '/handovers': {
    post: operation(work, {
      summary: 'Send or receive a shipment: the word of trade and the event, together or not at all',
      description:
        'Signed by the node in the name of a party whose key it holds; or two statements that the party has signed itself, one a line. The same again answers what is there and changes nothing.',
      query: {
        party: {
          ...text,
          description: 'In whose name; a party key speaks for its own party only. The operator if left out',
        },
      },
      takes: { [json]: ref('Handover'), 'application/sd-jwt': ref('SignedStatement') },
      answers: {
        '201': answersWith('Both as they are now in the log', { [json]: ref('HandoverDone') }, ['Location']),
      },
      problems: ['409', '422'],
      needs: 'key',
    }),
  },
};

const stockLot = object({
  id: text,
  kind: { enum: ['item', 'lot', 'unit', 'product', 'other'] },
  product: orNull('string'),
  productName: orNull('string'),
  dimension: orNull('string'),
  made: { ...truth, description: 'The party made it, or some of it' },
  declared: { ...truth, description: 'Somebody has told how it was made' },
  produced: orNull('integer'),
  received: orNull('integer'),
  drawn: orNull('integer'),
  shipped: orNull('integer'),
  remaining: { ...orNull('integer'), description: 'What lies loose; what was packed is left with its unit' },
  inStock: truth,
  from: { ...orNull('string'), description: 'The party that it came from last' },
  place: { ...orNull('string'), description: 'Where the party made or received it last' },
  bornAtMs: orNull('integer'),
  cameAtMs: { ...integer, description: 'When the party made or received it last' },
  certificates: list(object({ id: text, type: text, scheme: text, state: orNull('string') })),
  claims: list(object({ id: text, scheme: text, code: text, state: orNull('string') })),
});

const lotEvent = object({
  eventId: orNull('string'),
  entry: integer,
  act: {
    enum: ['made', 'drawn', 'packed', 'unpacked', 'emptied', 'received', 'shipped', 'seen', 'error'],
    description: '`error`: it declares another event an error',
  },
  atMs: integer,
  recordedAtMs: integer,
  amount: orNull('integer'),
  party: orNull('string'),
  partyName: orNull('string'),
  place: orNull('string'),
  placeName: orNull('string'),
  country: orNull('string'),
  step: orNull('string'),
  process: orNull('string'),
  custody: { enum: ['device', 'custodial'] },
  isVoided: { ...truth, description: 'Declared an error since' },
  reason: orNull('string'),
  correctedBy: list(text),
});

const waiting = (member: Schema): Schema => object({ count: integer, member: list(member) });

const today = object({
  party: text,
  atMs: integer,
  receive: waiting(
    object({
      trade: text,
      stage: text,
      from: text,
      fromName: orNull('string'),
      atMs: integer,
      dueMs: orNull('integer'),
      state: text,
      lines: integer,
      amounts: list(object({ dimension: text, amount: integer })),
    }),
  ),
  confirm: waiting(
    object({
      kind: { enum: ['contract', 'order', 'leg', 'claim', 'certificate'] },
      id: text,
      by: text,
      byName: orNull('string'),
      scheme: orNull('string'),
      atMs: integer,
    }),
  ),
  gaps: waiting(
    object({
      kind: { enum: ['undeclared-input', 'unknown-quantity'] },
      lot: text,
      productName: orNull('string'),
      from: orNull('string'),
      fromName: orNull('string'),
    }),
  ),
  expiring: waiting(
    object({
      certificate: text,
      type: text,
      scheme: text,
      number: orNull('string'),
      validUntilMs: integer,
      isExpired: truth,
    }),
  ),
  notices: waiting(ref('Notice')),
  cases: waiting(
    object({
      case: text,
      opening: { enum: ['challenges', 'reports'] },
      about: text,
      by: text,
      byName: orNull('string'),
      openedAtMs: integer,
      dueMs: orNull('integer'),
      isOverdue: truth,
    }),
  ),
  refused: waiting(object({ captureID: text, createdAtMs: integer, errors: list(ref('Refusal')) })),
  doubts: waiting(object({ id: text, about: text, kind: text, atMs: integer })),
});

const seenThing = object({
  kind: text,
  id: text,
  why: {
    enum: ['level', 'key-needed', 'every-key', 'own-only', 'readers-all', 'concerned', 'not-concerned'],
    description: 'The rule by which this reader is shown that much',
  },
  sight: { enum: ['whole', 'part', 'not-there'] },
  fields: list(object({ name: text, isShown: truth, value: {} })),
});

const seen = object({
  reader: object({ role: text, party: orNull('string'), level: text }),
  lot: orNull('string'),
  things: list(ref('SeenThing')),
  evidence: {
    ...object({ level: text, bytes: integer, statements: integer, events: list(ref('SeenThing')) }),
    type: ['object', 'null'],
  },
});

export const workSchemas: Record<string, Schema> = {
  StockLot: stockLot,
  LotEvent: lotEvent,
  OwnLot: object({ lot: ref('StockLot'), history: list(ref('LotEvent')) }),
  SeenThing: seenThing,
  Seen: seen,
  Today: today,
  Handover: handoverSchema,
  HandoverDone: object({ record: ref('Record'), event: ref('EventOutcome') }),
};
