// One box for anything, what an entry of the log stands for, and the lasting page of a site.
import { recordNouns } from '../record/noun.ts';
import { answersWith, inPath, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const text = { type: 'string' };
const integer = { type: 'integer' };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (
  properties: Record<string, Schema>,
  required: string[] = Object.keys(properties),
): Schema => ({ type: 'object', required, properties });
const level = { enum: ['country', 'region', 'site', 'full'] };

export const searchPaths: Paths = {
  '/search': {
    get: operation('Lots', {
      summary: 'Whatever somebody types, scans or pastes, and what it may mean',
      description:
        'Takes a lot, item, unit, product, party, site, certificate, claim or case by id (in any spelling), number or part of a name; an entry by its number; a statement or document by its digest (hex, base64url or base64). What is exactly that stands first. By a part of a name or code only that is found which the caller is shown whole: names by callers with a key, lots of others from level site on.',
      query: {
        q: { type: 'string', maxLength: 300, description: 'What is looked for' },
        limit: { type: 'integer', minimum: 1, maximum: 50, default: 20, description: 'Most that are given' },
      },
      answers: { '200': answersWith('What was found', { [json]: ref('SearchAnswer') }) },
      needs: 'maybe',
    }),
  },
  '/log/entries/{index}': {
    parameters: [inPath('index', 'Number of the entry', { type: 'integer', minimum: 0 })],
    get: operation('Log', {
      summary: 'What an entry stands for, as far as the caller is shown',
      description:
        'The entry itself is in the tiles, for everybody. `statement` is null for a root of the holdings, and where the caller is shown nothing of it.',
      answers: { '200': answersWith('The statement behind it', { [json]: ref('LogEntry') }) },
      needs: 'maybe',
    }),
  },
  '/facilities/{id}/profile': {
    parameters: [inPath('id', 'URI or Digital Link of the GLN, URL-encoded')],
    get: operation('Registers', {
      summary: 'A site, with who told each datum and when',
      description: 'What the caller is not shown is null, and named in `withheld`.',
      answers: { '200': answersWith('The site', { [json]: ref('FacilityProfile') }) },
      needs: 'maybe',
    }),
  },
};

const total = object({ dimension: text, amount: integer });

export const searchSchemas: Record<string, Schema> = {
  Found: object({
    kind: {
      enum: [
        ...['item', 'lot', 'unit', 'product', 'other', 'party', 'facility', 'entry', 'document'],
        ...recordNouns.map(({ kind }) => kind),
      ],
    },
    id: text,
    name: orNull('string'),
    of: { ...orNull('string'), description: 'Whose it is: the name of the party, or its id' },
    state: orNull('string'),
    entry: orNull('integer'),
    href: { ...text, description: 'Where this API tells more' },
  }),
  SearchAnswer: object({
    member: list(ref('Found')),
    more: { type: 'boolean', description: 'There is more than was given: ask more precisely' },
  }),
  LogEntry: object({
    index: integer,
    kind: { enum: ['statement', 'holdings'] },
    statement: { oneOf: [ref('ShownStatement'), { type: 'null' }] },
  }),
  ShownStatement: object({
    kind: text,
    issuer: text,
    issuerName: orNull('string'),
    keyId: text,
    custody: { enum: ['device', 'custodial', null] },
    issuedAtMs: { ...integer, description: 'The clock of whoever signed' },
    claims: { type: 'object' },
    sdjwt: {
      ...orNull('string'),
      description:
        'What is shown, as it was signed; null where the signed text itself would tell what is withheld',
    },
    disclosures: object({ shown: integer, withheld: integer, erased: integer }),
  }),
  FacilityProfile: object({
    facility: text,
    name: orNull('string'),
    address: { description: 'As it was told; null = not told or not shown' },
    country: orNull('string'),
    region: orNull('string'),
    latitude: orNull('number'),
    longitude: orNull('number'),
    processes: { type: ['array', 'null'], items: text },
    party: orNull('string'),
    partyName: orNull('string'),
    withheld: list(text),
    told: list(ref('ToldDatum')),
    words: { ...integer, description: 'How many statements told of it' },
    certificates: { type: ['array', 'null'], items: ref('SiteCertificate') },
    flows: { oneOf: [ref('SiteFlows'), { type: 'null' }] },
    flowsWithheld: { type: 'boolean' },
    level,
  }),
  ToldDatum: object({
    member: text,
    entry: { ...integer, description: 'Of the statement since which it is so' },
    recordedAtMs: integer,
    by: orNull('string'),
    byName: orNull('string'),
  }),
  SiteCertificate: object({
    certificate: text,
    entry: integer,
    issuer: text,
    issuerName: orNull('string'),
    state: orNull('string'),
    type: text,
    scheme: text,
    validFrom: text,
    validUntil: text,
  }),
  SiteFlows: object({
    events: integer,
    fromMs: integer,
    toMs: integer,
    in: list(total),
    out: list(total),
    unknownAmounts: { type: 'boolean', description: 'Amounts that were not told are in neither' },
    processes: list(text),
  }),
};
