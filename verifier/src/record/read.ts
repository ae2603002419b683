import { type Result, refused } from '../bytes/result.ts';
import type { Pack } from '../pack/pack.ts';
import { packDigest } from '../pack/read-pack.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { toBaseUnits } from '../quantity/quantity.ts';
import type { Statement } from '../sdjwt/statement.ts';
import { canonical, Claims } from './claims.ts';
import { isRecordKind } from './kinds.ts';
import type { RecordKind, Said, SaidRecord, TradeLine } from './record.ts';
import { type Counted, nonsense, type RecordRefusalCode } from './sense.ts';

/** A record before the log has taken it: all of it but its place there. */
export type Utterance = { [K in RecordKind]: Omit<OfKind<K>, 'entry' | 'recordedAtMs'> }[RecordKind];

/**
 * The record that a statement of one of the kinds of docs/protocol/record.md says. Lots, products, facilities and ids are
 * in their canonical spelling, parties as written; times are milliseconds, quantities base units. What was not said, and
 * what is withheld, is null or an empty list, as record.ts has it; `withheld` tells the two apart.
 *
 * Refuses what no form sees: dates the wrong way round, more certified than weighed, a pack that is none. What is
 * withheld is never asked for. A statement of another kind is `NOT_A_RECORD`.
 */
export function readRecord(
  statement: Statement,
  primitives: Primitives,
): Result<{ record: Utterance }, RecordRefusalCode> {
  const { kind, payload, isWhole, issuer, issuedAtSeconds } = statement;
  if (!isRecordKind(kind)) return refused('NOT_A_RECORD', `a statement of kind ${kind}`, '/kind');
  // The content of a pack is hashed as it was signed.
  const claims = kind === 'pack' ? payload : statement.claims;
  const wrong = nonsense(kind, { claims, isWhole });
  if (wrong !== undefined) return wrong;
  const said = { issuer, issuedAtMs: issuedAtSeconds * 1000, withheld: !isWhole };
  const told = readers[kind](new Claims(claims), primitives);
  return { ok: true, record: { ...said, kind, ...told } as Utterance };
}

export function withEntry(record: Utterance, entry: number, recordedAtMs: number): SaidRecord {
  return { ...record, entry, recordedAtMs };
}

type OfKind<K extends RecordKind> = Extract<SaidRecord, { kind: K }>;
type Told<K extends RecordKind> = Omit<OfKind<K>, keyof Said | 'kind'>;

const readers: { readonly [K in RecordKind]: (claims: Claims, primitives: Primitives) => Told<K> } = {
  trust: (claims) => ({ anchors: claims.list('anchors'), fromMs: claims.moment('from') }),
  pack: (claims, primitives) => ({
    pack: claims.text('pack'),
    version: claims.text('version'),
    fromMs: claims.moment('from'),
    content: claims.get<Pack>('content'),
    digest: packDigest(claims.get('content'), primitives),
  }),
  accreditation: (claims) => ({
    accreditation: claims.id('accreditation'),
    party: claims.text('party'),
    role: claims.get('role'),
    schemes: claims.list('schemes'),
    countries: claims.list('countries'),
    processes: claims.list('processes'),
    validFromMs: claims.moment('validFrom'),
    validUntilMs: claims.moment('validUntil'),
  }),
  certificate: readCertificate,
  status: (claims) => ({
    about: claims.id('about'),
    state: claims.get('state'),
    fromMs: claims.moment('from'),
    reason: claims.orNull('reason'),
  }),
  trade: (claims) => ({
    trade: claims.id('trade'),
    stage: claims.get('stage'),
    seller: claims.text('seller'),
    buyer: claims.text('buyer'),
    under: claims.idOrNull('under'),
    atMs: claims.moment('at'),
    dueMs: claims.momentOrNull('due'),
    fromSite: claims.idOrNull('fromSite'),
    toSite: claims.idOrNull('toSite'),
    subcontracting: claims.get('subcontracting'),
    tolerancePpm: claims.get('tolerancePpm'),
    lines: claims.each('lines', readTradeLine),
    documents: readDocuments(claims),
  }),
  answer: (claims) => ({
    about: claims.id('about'),
    word: claims.get('word'),
    atMs: claims.moment('at'),
    reason: claims.orNull('reason'),
    lines: claims.each('lines', (line) => ({
      line: line.get('line'),
      ownLot: line.idOrNull('ownLot'),
      ...amountOf(line),
    })),
  }),
  claim: (claims) => ({
    claim: claims.id('claim'),
    text: claims.orNull('text'),
    scheme: claims.text('scheme'),
    code: claims.text('code'),
    model: claims.get('model'),
    sharePpm: claims.get('sharePpm'),
    lots: claims.ids('lots'),
    product: claims.idOrNull('product'),
    countries: claims.list('countries'),
    restsOn: claims.ids('restsOn'),
    validUntilMs: claims.momentOrNull('validUntil'),
  }),
  account: (claims) => ({
    site: claims.id('site'),
    scheme: claims.text('scheme'),
    code: claims.text('code'),
    material: claims.text('material'),
    model: claims.get('model'),
    method: claims.get('method'),
    moves: claims.each('moves', (move) => ({
      atMs: move.moment('at'),
      act: move.get('act'),
      lot: move.idOrNull('lot'),
      grams: move.get('grams'),
      unit: move.orNull('unit'),
    })),
  }),
  case: (claims) => ({
    case: claims.id('case'),
    word: claims.get('word'),
    about: claims.id('about'),
    dueMs: claims.momentOrNull('due'),
    reason: claims.orNull('reason'),
    documents: readDocuments(claims),
  }),
  membership: (claims) => ({
    membership: claims.id('membership'),
    party: claims.text('party'),
    member: claims.text('member'),
    as: claims.get('as'),
    roles: claims.list('roles'),
    fromMs: claims.moment('from'),
    untilMs: claims.momentOrNull('until'),
    name: claims.orNull('name'),
    areaSquareMetres: claims.orNull('areaSquareMetres'),
  }),
  invitation: (claims) => ({
    invitation: claims.text('invitation'),
    as: claims.get('as'),
    expiresMs: claims.moment('expires'),
    note: claims.orNull('note'),
  }),
  acceptance: (claims) => ({ invitation: claims.text('invitation'), secret: claims.text('secret') }),
  head: (claims) => ({ log: claims.text('log'), size: claims.get('size'), root: claims.text('root') }),
};

function readCertificate(claims: Claims): Told<'certificate'> {
  return {
    certificate: claims.id('certificate'),
    type: claims.get('type'),
    scheme: claims.text('scheme'),
    number: claims.orNull('number'),
    holder: claims.text('holder'),
    validFromMs: claims.moment('validFrom'),
    validUntilMs: claims.moment('validUntil'),
    sites: claims.ids('sites'),
    subcontractors: bothSpellings(claims.list('subcontractors')),
    processes: claims.list('processes'),
    categories: claims.list('categories'),
    materials: claims.list('materials'),
    codes: claims.list('codes'),
    volumeGrams: claims.orNull('volumeGrams'),
    buyer: claims.orNull('buyer'),
    shippedAtMs: claims.momentOrNull('shippedAt'),
    lots: claims.each('lots', (line) => ({
      lot: line.id('lot'),
      grams: line.get('grams'),
      certifiedGrams: line.get('certifiedGrams'),
    })),
    inputs: claims.each('inputs', (input) => ({
      certificate: input.id('certificate'),
      grams: input.get('grams'),
    })),
    test: claims.maybe('test', (test) => ({
      method: test.text('method'),
      marker: test.orNull('marker'),
      passed: test.get('passed'),
    })),
    products: claims.ids('products'),
    imported: claims.orNull('imported'),
    documents: readDocuments(claims),
  };
}

function readTradeLine(line: Claims): TradeLine {
  return {
    line: line.get('line'),
    product: line.idOrNull('product'),
    lot: line.idOrNull('lot'),
    ...amountOf(line),
  };
}

/** Units that are real but not balanced count as not told. */
function amountOf(line: Claims): { amount: number | null; dimension: string | null } {
  const { quantity, uom } = line.all as Counted;
  const reading = quantity === undefined ? undefined : toBaseUnits(quantity, uom);
  const known = reading?.ok === true ? reading.quantity : null;
  return { amount: known?.amount ?? null, dimension: known?.dimension ?? null };
}

function readDocuments(claims: Claims): Told<'case'>['documents'] {
  return claims.each('documents', (document) => ({
    digest: document.text('digest'),
    type: document.orNull('type'),
    name: document.orNull('name'),
  }));
}

/** A subcontractor is a party, kept as written, or a facility, kept in one spelling: it stands under both where they differ. */
function bothSpellings(ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => [id, canonical(id)]))];
}
