// The GS1 keys that an EPCIS event or a Digital Link may carry, as one table.
// GS1 General Specifications section 3 (application identifiers), GS1 Digital Link URI syntax section 4 (qualifiers).

export type IdentifierKind =
  | 'item' // one numbered thing: GTIN + serial, GTIN + third-party serial, piece + serial, component + serial
  | 'lot' // GTIN + batch
  | 'product' // GTIN alone
  | 'unit' // logistic unit, SSCC
  | 'place' // GLN, with or without extension
  | 'party' // party GLN, service relation
  | 'document' // document, coupon, consignment, shipment
  | 'asset' // returnable or individual asset
  | 'uri'; // anything that is no GS1 key

/** `either`: a URI of our own says nothing about it. */
export type IdentifierLevel = 'class' | 'instance' | 'either';

/** `digits` lead the value and end in a check digit unless `unchecked`; then up to `tail` characters follow. */
export interface Key {
  word: string;
  kind: IdentifierKind;
  digits: number;
  unchecked?: true;
  tail: number;
  tailForm: RegExp;
  /** The value begins with a company prefix, which is at least four digits. */
  prefixed?: true;
  /** Allowed sequences of qualifiers; each may be left out, none may change places. */
  qualifiers: string[][];
  /** Qualifiers that make the identifier more granular, the finest first, with what it then names. */
  finest: [qualifier: string, kind: IdentifierKind, level: IdentifierLevel][];
  /** What the key names alone; a key whose tail is its serial names a class without it. */
  level: IdentifierLevel | 'by tail';
}

const text82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/; // CSET 82
const text39 = /^[#\-/0-9A-Z]*$/; // CSET 39
const digits = /^[0-9]*$/;
const none = /^$/;

const alone = { qualifiers: [], finest: [] };
const ofGtin: Pick<Key, 'qualifiers' | 'finest'> = {
  qualifiers: [['22', '10', '21'], ['235']],
  finest: [
    ['21', 'item', 'instance'],
    ['235', 'item', 'instance'],
    ['10', 'lot', 'class'],
  ],
};

export const keys: Record<string, Key> = {
  '00': { word: 'sscc', kind: 'unit', digits: 18, tail: 0, tailForm: none, level: 'instance', ...alone },
  '01': { word: 'gtin', kind: 'product', digits: 14, tail: 0, tailForm: none, level: 'class', ...ofGtin },
  '253': {
    word: 'gdti',
    kind: 'document',
    digits: 13,
    tail: 17,
    tailForm: text82,
    level: 'by tail',
    ...alone,
  },
  '255': {
    word: 'gcn',
    kind: 'document',
    digits: 13,
    tail: 12,
    tailForm: digits,
    level: 'by tail',
    ...alone,
  },
  '401': {
    word: 'ginc',
    kind: 'document',
    digits: 0,
    tail: 30,
    tailForm: text82,
    prefixed: true,
    level: 'instance',
    ...alone,
  },
  '402': { word: 'gsin', kind: 'document', digits: 17, tail: 0, tailForm: none, level: 'instance', ...alone },
  '414': {
    ...{ word: 'gln', kind: 'place', digits: 13, tail: 0, tailForm: none, level: 'instance' },
    qualifiers: [['254'], ['7040']],
    finest: [['254', 'place', 'instance']],
  },
  '417': {
    ...{ word: 'party', kind: 'party', digits: 13, tail: 0, tailForm: none, level: 'instance' },
    qualifiers: [['7040']],
    finest: [],
  },
  '8003': { word: 'grai', kind: 'asset', digits: 14, tail: 16, tailForm: text82, level: 'by tail', ...alone },
  '8004': {
    word: 'giai',
    kind: 'asset',
    digits: 0,
    tail: 30,
    tailForm: text82,
    prefixed: true,
    level: 'instance',
    ...alone,
  },
  '8006': {
    ...{
      word: 'itip',
      kind: 'product',
      digits: 18,
      unchecked: true,
      tail: 0,
      tailForm: none,
      level: 'class',
    },
    qualifiers: [['22', '10', '21']],
    finest: ofGtin.finest,
  },
  '8010': {
    ...{
      word: 'cpid',
      kind: 'product',
      digits: 0,
      tail: 30,
      tailForm: text39,
      prefixed: true,
      level: 'class',
    },
    qualifiers: [['8011']],
    finest: [['8011', 'item', 'instance']],
  },
  '8017': {
    word: 'gsrnp',
    kind: 'party',
    digits: 18,
    tail: 0,
    tailForm: none,
    level: 'instance',
    qualifiers: [['8019']],
    finest: [],
  },
  '8018': {
    word: 'gsrn',
    kind: 'party',
    digits: 18,
    tail: 0,
    tailForm: none,
    level: 'instance',
    qualifiers: [['8019']],
    finest: [],
  },
};

/** The form of each qualifier's value. */
export const qualifierForms: Record<string, RegExp> = {
  '10': /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/,
  '21': /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/,
  '22': /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/,
  '235': /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,28}$/,
  '254': /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/,
  '7040': /^[0-9][!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{3}$/,
  '8011': /^[1-9][0-9]{0,11}$|^0$/,
  '8019': /^[0-9]{1,10}$/,
};

/** Older Digital Links spell keys and qualifiers as words. */
export const wordsOfKeys: ReadonlyMap<string, string> = new Map([
  ...Object.entries(keys).map(([ai, { word }]): [string, string] => [word, ai]),
  ...Object.entries({ cpv: '22', lot: '10', ser: '21', tpx: '235', glnx: '254', cpsn: '8011', srin: '8019' }),
]);
