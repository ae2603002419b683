// The claims of the fourteen kinds of record, as the table and the inner forms of docs/protocol/record.md have them.
import { isKeyName } from '../checkpoint/verifierkey.ts';
import {
  country,
  digest,
  exactly,
  type Forms,
  finite,
  identifier,
  instant,
  listOf,
  natural,
  object,
  oneOf,
  orAll,
  partsPerMillion,
  text,
  textList,
  that,
  truth,
  uri,
  uriList,
} from './form.ts';
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
} from './record.ts';

/** `clear` must be there, `optional` may be, `disclosable` may be withheld. */
export interface RecordClaims {
  readonly clear: Forms;
  readonly optional?: Forms;
  readonly disclosable?: Forms;
}

const countriesOrAll = listOf(orAll(country));
const identifiers = listOf(identifier);
const sharePpm = partsPerMillion;
const validity = { validFrom: instant, validUntil: instant };

const documents = listOf(
  exactly({ digest }, { type: that('is no code of UN/EDIFACT 1001', isDocumentCode), name: text }),
);
const certifiedLots = listOf(exactly({ lot: identifier, grams: natural, certifiedGrams: natural }));
const inputs = listOf(exactly({ certificate: uri, grams: natural }));
const test = exactly({ method: text, passed: truth }, { marker: text });
const imported = exactly({ format: oneOf(['document', 'credential']), digest, issuer: text });
// How much is asked of the quantity itself is asked where it becomes base units.
const amount = { quantity: finite, uom: text };
const tradeLines = listOf(
  exactly({ line: natural }, { product: identifier, lot: identifier, ...amount }),
  'line',
);
const answerLines = listOf(exactly({ line: natural }, { ownLot: identifier, ...amount }), 'line');
const moves = listOf(
  exactly({ at: instant, act: oneOf(accountActs), grams: natural }, { lot: identifier, unit: text }),
);

export const recordKinds: Readonly<Record<RecordKind, RecordClaims>> = {
  trust: { clear: { anchors: listOf(exactly({ party: uri, schemes: textList })), from: instant } },
  pack: { clear: { pack: text, version: text, from: instant, content: object } },
  accreditation: {
    clear: {
      ...{ accreditation: uri, party: uri, role: oneOf(accreditationRoles) },
      ...{ schemes: textList, countries: countriesOrAll, processes: textList, ...validity },
    },
  },
  certificate: {
    clear: {
      ...{ certificate: uri, type: oneOf(certificateTypes), scheme: text, holder: uri, ...validity },
      ...{ sites: listOf(orAll(identifier)), subcontractors: uriList },
      ...{ processes: textList, categories: textList, materials: textList, codes: textList },
    },
    optional: { imported },
    disclosable: {
      ...{ number: text, volumeGrams: natural, buyer: uri, shippedAt: instant },
      ...{ lots: certifiedLots, inputs, test, products: identifiers, documents },
    },
  },
  status: {
    clear: { about: uri, state: oneOf(statusWords), from: instant },
    disclosable: { reason: text },
  },
  trade: {
    clear: {
      ...{ trade: uri, stage: oneOf(tradeStages), seller: uri, buyer: uri, at: instant },
      ...{ subcontracting: truth, tolerancePpm: partsPerMillion },
    },
    optional: { under: uri, due: instant },
    disclosable: { fromSite: identifier, toSite: identifier, lines: tradeLines, documents },
  },
  answer: {
    clear: { about: uri, word: oneOf(answerWords), at: instant },
    disclosable: { reason: text, lines: answerLines },
  },
  claim: {
    clear: { claim: uri, scheme: text, code: text, model: oneOf(custodyModels), sharePpm, restsOn: uriList },
    optional: { product: identifier, validUntil: instant },
    disclosable: { text, lots: identifiers, countries: listOf(country) },
  },
  account: {
    clear: {
      ...{ site: identifier, scheme: text, code: text, material: text },
      ...{ model: oneOf(['mass-balance', 'book-and-claim']), method: oneOf(['rolling-average', 'credit']) },
    },
    disclosable: { moves },
  },
  case: {
    clear: { case: uri, word: oneOf(caseWords), about: uri },
    optional: { due: instant },
    disclosable: { reason: text, documents },
  },
  membership: {
    clear: {
      ...{ membership: uri, party: uri, member: uri },
      ...{ as: oneOf(['employee', 'producer', 'subcontractor']), from: instant },
    },
    optional: { until: instant },
    disclosable: { name: text, roles: textList, areaSquareMetres: natural },
  },
  invitation: {
    clear: {
      ...{ invitation: digest, expires: instant },
      as: oneOf(['supplier', 'buyer', 'certifier', 'employee', 'producer']),
    },
    disclosable: { note: text },
  },
  acceptance: { clear: { invitation: digest, secret: that('is no base64url', isBase64urlText) } },
  head: {
    clear: {
      log: that('is no name of a log', isLogName),
      size: that('is no size of a log', isSize),
      root: digest,
    },
  },
};

export function isRecordKind(kind: string): kind is RecordKind {
  return Object.hasOwn(recordKinds, kind);
}

/** Element 1001 of UN/EDIFACT is at most three letters or digits long. */
function isDocumentCode(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9]{1,3}$/.test(value);
}

function isLogName(value: unknown): boolean {
  return typeof value === 'string' && isKeyName(value);
}

/** A log without entries has no head worth telling. */
function isSize(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isBase64urlText(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
}
