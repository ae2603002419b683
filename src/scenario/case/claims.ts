// What a step says as a record: the claims of its kind (docs/protocol/record.md). What a kind must have and the step leaves
// out is made empty.
import { createHash } from 'node:crypto';
import type { RecordKind } from '#verifier';
import { instantText } from './instant.ts';
import { type Form, many, type Member, membersOf, object, optional, type Setting, starOr } from './member.ts';
import type { Place } from './mistake.ts';
import { type JsonMembers, number, text } from './value.ts';

const party: Member = { read: (value, place, { names }) => names.party(text(value, place), place) };
const site: Member = { read: (value, place, { names }) => names.site(text(value, place), place) };
const worker: Member = { read: (value, place, { names }) => names.partyOrSite(text(value, place), place) };
const lot: Member = { read: (value, place, { names }) => names.lot(text(value, place), place) };
const product: Member = { read: (value, place, { names }) => names.product(text(value, place), place) };
const id: Member = { read: (value, place, { names }) => names.id(text(value, place)) };
const about: Member = { read: (value, place, { names }) => names.subject(text(value, place), place) };
const word: Member = { read: text };
const amount: Member = { read: number };
const asTold: Member = { read: (value) => value ?? null };
const time: Member = { read: (value, place) => instantText(value, place) };
const digest: Member = { read: (value, place) => digestOf(text(value, place)) };
const now: Member = { ...time, otherwise: ({ now: moment }) => moment };
const nothing: Member = { ...amount, otherwise: () => 0 };
const no: Member = { ...asTold, otherwise: () => false };

const everyone = many(word);

const documents = many(object({ digest, type: word, name: word }));

const line: Form = {
  line: amount,
  product,
  lot,
  ownLot: lot,
  quantity: amount,
  uom: word,
};

export const recordForms: Readonly<Record<Exclude<RecordKind, 'pack'>, Form>> = {
  trust: { anchors: many(object({ party, schemes: everyone })), from: now },
  accreditation: {
    accreditation: id,
    party,
    role: word,
    schemes: everyone,
    countries: everyone,
    processes: everyone,
    validFrom: time,
    validUntil: time,
  },
  certificate: {
    certificate: id,
    type: word,
    scheme: word,
    number: word,
    holder: party,
    validFrom: time,
    validUntil: time,
    sites: many(starOr(site)),
    subcontractors: many(worker),
    processes: everyone,
    categories: everyone,
    materials: everyone,
    codes: everyone,
    volumeGrams: amount,
    buyer: party,
    shippedAt: time,
    lots: optional(many(object({ lot, grams: amount, certifiedGrams: amount }))),
    inputs: optional(many(object({ certificate: id, grams: amount }))),
    test: object({ method: word, marker: word, passed: no }),
    products: optional(many(product)),
    imported: object({ format: word, digest, issuer: word }),
    documents: optional(documents),
  },
  status: { about, state: word, from: now, reason: word },
  trade: {
    trade: id,
    stage: word,
    seller: party,
    buyer: party,
    under: id,
    at: now,
    due: time,
    fromSite: site,
    toSite: site,
    subcontracting: no,
    tolerancePpm: nothing,
    lines: many(object(line, quantified)),
    documents: optional(documents),
  },
  answer: { about: id, word, at: now, reason: word, lines: optional(many(object(line, quantified))) },
  claim: {
    claim: id,
    scheme: word,
    code: word,
    model: word,
    sharePpm: nothing,
    product,
    restsOn: many(id),
    validUntil: time,
    text: word,
    lots: many(lot),
    countries: optional(everyone),
  },
  account: {
    site,
    scheme: word,
    code: word,
    material: word,
    model: word,
    method: word,
    moves: many(object({ at: now, act: word, lot, grams: amount, unit: id })),
  },
  case: { case: id, word, about, due: time, reason: word, documents: optional(documents) },
  membership: {
    membership: id,
    party,
    member: party,
    as: word,
    from: now,
    until: time,
    name: word,
    roles: optional(everyone),
    areaSquareMetres: amount,
  },
  invitation: { invitation: word, as: word, expires: time, note: word },
  acceptance: { invitation: word, secret: word },
  head: { log: word, size: amount, root: word },
};

export function isRecordKind(act: string): act is keyof typeof recordForms {
  return Object.hasOwn(recordForms, act);
}

/** The claims of the record that a step says. */
export function recordClaims(
  kind: keyof typeof recordForms,
  told: JsonMembers,
  place: Place,
  setting: Setting,
): JsonMembers {
  const prepared = kind === 'invitation' || kind === 'acceptance' ? invited(kind, told) : told;
  return membersOf(recordForms[kind], prepared, place, setting);
}

/** A line counts from one where it has no number; its weight is a quantity as in EPCIS. */
function quantified({ kg, grams, pieces, ...told }: JsonMembers, index: number): JsonMembers {
  const quantity: JsonMembers =
    kg !== undefined
      ? { quantity: kg, uom: 'KGM' }
      : grams !== undefined
        ? { quantity: grams, uom: 'GRM' }
        : pieces !== undefined
          ? { quantity: pieces, uom: 'H87' }
          : {};
  return { line: index + 1, ...told, ...quantity };
}

/** A secret of a case is any word; the statement has a text of 43 characters made of it, and its digest. */
function invited(kind: 'invitation' | 'acceptance', { secret, ...told }: JsonMembers): JsonMembers {
  if (typeof secret !== 'string') return told;
  const preimage = digestOf(secret);
  const invitation = createHash('sha256').update(preimage).digest('base64url');
  return kind === 'invitation' ? { invitation, ...told } : { invitation, secret: preimage, ...told };
}

/** A name that stands for a document: the digest of the name, where it is not a digest itself. */
function digestOf(name: string): string {
  return /^[A-Za-z0-9_-]{43}$/.test(name) ? name : createHash('sha256').update(name).digest('base64url');
}
