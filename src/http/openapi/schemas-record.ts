// Claims of the kinds of record (docs/protocol/record.md); a test holds them against the forms that the verifier reads by.
import {
  accountActs,
  accreditationRoles,
  answerWords,
  caseWords,
  certificateTypes,
  custodyModels,
  type RecordKind,
  statusWords,
  tradeStages,
} from '#verifier';
import type { Schema } from './operation.ts';

const text = { type: 'string', minLength: 1 };
const uri = { ...text, description: 'URI' };
const identifier = { ...text, description: 'Digital Link, EPC URN or own URI, in any spelling' };
const time = { type: 'string', format: 'date-time' };
const grams = { type: 'integer', minimum: 0, description: 'Grams' };
const share = { type: 'integer', minimum: 0, maximum: 1_000_000, description: 'Parts per million' };
const truth = { type: 'boolean' };
const digest = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$', description: 'SHA-256, base64url' };
const country = { type: 'string', pattern: '^[A-Z]{2}$' };
const words = (...all: readonly string[]): Schema => ({ enum: [...all] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const all = (items: Schema): Schema => list({ anyOf: [{ const: '*' }, items] });
const form = (required: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const documents = list(form({ digest }, { type: text, name: text }));
const amount = { quantity: { type: 'number' }, uom: text };
const line = { line: { type: 'integer', minimum: 0 } };
const validity = { validFrom: time, validUntil: time };

/** What stands in the body of POST, by kind. */
export const claimsOfKinds: Readonly<Record<RecordKind, Schema>> = {
  trust: form({ anchors: list(form({ party: uri, schemes: list(text) })), from: time }),
  pack: form({ pack: text, version: text, from: time, content: { type: 'object' } }),
  accreditation: form({
    accreditation: uri,
    party: uri,
    role: words(...accreditationRoles),
    schemes: list(text),
    countries: all(country),
    processes: list(text),
    ...validity,
  }),
  certificate: form(
    {
      certificate: uri,
      type: words(...certificateTypes),
      scheme: text,
      holder: uri,
      ...validity,
      sites: all(identifier),
      subcontractors: list(uri),
      processes: list(text),
      categories: list(text),
      materials: list(text),
      codes: list(text),
    },
    {
      number: text,
      volumeGrams: grams,
      buyer: uri,
      shippedAt: time,
      lots: list(form({ lot: identifier, grams, certifiedGrams: grams })),
      inputs: list(form({ certificate: uri, grams })),
      test: form({ method: text, passed: truth }, { marker: text }),
      products: list(identifier),
      documents,
      imported: form({ format: words('document', 'credential'), digest, issuer: text }),
    },
  ),
  status: form({ about: uri, state: words(...statusWords), from: time }, { reason: text }),
  trade: form(
    {
      trade: uri,
      stage: words(...tradeStages),
      seller: uri,
      buyer: uri,
      at: time,
      subcontracting: truth,
      tolerancePpm: share,
      lines: list(form(line, { product: identifier, lot: identifier, ...amount })),
    },
    {
      under: uri,
      due: time,
      fromSite: identifier,
      toSite: identifier,
      documents,
    },
  ),
  answer: form(
    { about: uri, word: words(...answerWords), at: time },
    { reason: text, lines: list(form(line, { ownLot: identifier, ...amount })) },
  ),
  claim: form(
    {
      claim: uri,
      scheme: text,
      code: text,
      model: words(...custodyModels),
      sharePpm: share,
      restsOn: list(uri),
      lots: { ...list(identifier), description: 'Empty where it is about a product' },
    },
    { text, product: identifier, countries: list(country), validUntil: time },
  ),
  account: form({
    site: identifier,
    scheme: text,
    code: text,
    material: text,
    model: words('mass-balance', 'book-and-claim'),
    method: words('rolling-average', 'credit'),
    moves: list(form({ at: time, act: words(...accountActs), grams }, { lot: identifier, unit: text })),
  }),
  case: form({ case: uri, word: words(...caseWords), about: uri }, { due: time, reason: text, documents }),
  membership: form(
    {
      membership: uri,
      party: uri,
      member: uri,
      as: words('employee', 'producer', 'subcontractor'),
      from: time,
    },
    {
      until: time,
      name: text,
      roles: list(text),
      areaSquareMetres: { type: 'integer', minimum: 0 },
    },
  ),
  invitation: form(
    {
      invitation: { ...digest, description: 'SHA-256 of the secret, base64url' },
      as: words('supplier', 'buyer', 'certifier', 'employee', 'producer'),
      expires: time,
    },
    { note: text },
  ),
  acceptance: form({
    invitation: digest,
    secret: { ...text, description: 'Its preimage: base64url text whose ASCII bytes were hashed' },
  }),
  head: form({
    log: { ...text, description: 'Name of the other log: the first line of its checkpoints' },
    size: { type: 'integer', minimum: 1 },
    root: digest,
  }),
};

export const recordSchemas: Record<string, Schema> = {
  ...Object.fromEntries(
    Object.entries(claimsOfKinds).map(([kind, schema]) => [schemaNameOf(kind as RecordKind), schema]),
  ),
  Record: {
    type: 'object',
    description: 'A record as the log has it',
    required: ['kind', 'id', 'entry', 'recordedAtMs', 'issuer', 'custody', 'claims', 'state', 'withheld'],
    properties: {
      kind: words(...Object.keys(claimsOfKinds)),
      id: { type: ['string', 'null'] },
      entry: { type: 'integer' },
      recordedAtMs: { type: 'integer' },
      issuer: uri,
      custody: words('device', 'custodial'),
      claims: { type: 'object', description: 'As they were said; what is withheld is null' },
      state: { type: ['string', 'null'], description: 'What later words have made of it by now' },
      withheld: { ...list(text), description: 'Claims that this key is not shown' },
    },
  },
};

/** `certificate` is `CertificateClaims`. */
export function schemaNameOf(kind: RecordKind): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Claims`;
}
