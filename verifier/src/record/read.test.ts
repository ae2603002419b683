import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import type { JsonObject } from '../bytes/json.ts';
import type { Pack } from '../pack/pack.ts';
import { packDigest } from '../pack/read-pack.ts';
import { makeDisclosure } from '../sdjwt/disclosure.ts';
import { splitClaims } from '../sdjwt/kind.ts';
import { readStatement, type Statement } from '../sdjwt/statement.ts';
import { recordKinds } from './kinds.ts';
import { readRecord, withEntry } from './read.ts';
import type { RecordKind } from './record.ts';

const kid = 'A'.repeat(43);
const issuer = 'https://speaker.example';
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

/** The compact form; what the kind lets be withheld is disclosed, but for the names in `without`, which are. */
function compact(kind: RecordKind, claims: JsonObject, without: readonly string[] = []): string {
  const { clear, hidden } = splitClaims(kind, claims);
  const disclosures = Object.entries(hidden).map(([name, value], at) => ({
    name,
    ...makeDisclosure(String(at).padStart(22, 'A'), name, value, nodePrimitives),
  }));
  const _sd = disclosures.map(({ digest }) => digest).sort();
  const common = { iss: issuer, iat: 1_770_000_000, _sd_alg: 'sha-256', kind };
  const payload = { ...common, ...clear, ...(_sd.length === 0 ? {} : { _sd }) };
  const jwt = [{ alg: 'EdDSA', typ: 'selvedge+sd-jwt', kid }, payload].map(encode).join('.');
  const shown = disclosures.filter(({ name }) => !without.includes(name)).map(({ encoded }) => encoded);
  return [`${jwt}.${Buffer.alloc(64).toString('base64url')}`, ...shown, ''].join('~');
}

function statementOf(kind: RecordKind, claims: JsonObject, without: readonly string[] = []): Statement {
  const read = readStatement(compact(kind, claims, without), nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  return read.statement;
}

function recordOf(kind: RecordKind, claims: JsonObject, without: readonly string[] = []): object {
  const read = readRecord(statementOf(kind, claims, without), nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  return read.record;
}

/** Code and pointer of the refusal, by form or by sense; "taken" where there is none. */
function refusalOf(kind: RecordKind, claims: JsonObject, without: readonly string[] = []): string {
  const form = readStatement(compact(kind, claims, without), nodePrimitives);
  if (!form.ok) return `${form.refusal.code} ${form.refusal.path}`;
  const read = readRecord(form.statement, nodePrimitives);
  return read.ok ? 'taken' : `${read.refusal.code} ${read.refusal.path}`;
}

const digest = `${'B'.repeat(42)}A`;
const bale = 'https://id.gs1.org/01/04012345000016/10/BALE-1';
const content: Pack = {
  ...{ format: 'selvedge-pack/1', kind: 'scheme', pack: 'organic', version: '1', title: 'Organic' },
  ...{ sources: [], claims: [], excludes: [] },
};
const documents = [{ digest, type: '2', name: 'scan.pdf' }, { digest }];
const documentsRead = [
  { digest, type: '2', name: 'scan.pdf' },
  { digest, type: null, name: null },
];
const noon = '2026-03-01T12:00:00+12:00';

/** Of each kind a whole one: its claims, and the record that they are. */
const wholes: Readonly<Record<RecordKind, { claims: JsonObject; record: JsonObject }>> = {
  trust: {
    claims: { anchors: [{ party: 'urn:x:anchor', schemes: ['*'] }], from: '2026-01-01T00:00:00Z' },
    record: { anchors: [{ party: 'urn:x:anchor', schemes: ['*'] }], fromMs: day('2026-01-01') },
  },
  pack: {
    claims: { pack: 'organic', version: '1', from: noon, content },
    record: {
      ...{ pack: 'organic', version: '1', fromMs: day('2026-03-01'), content },
      digest: packDigest(content, nodePrimitives),
    },
  },
  accreditation: {
    claims: {
      ...{ accreditation: 'URN:X:acc', party: 'https://Body.example', role: 'auditor' },
      ...{ schemes: ['organic'], countries: ['*', 'TR'], processes: ['*'] },
      ...{ validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
    },
    record: {
      ...{ accreditation: 'urn:x:acc', party: 'https://Body.example', role: 'auditor' },
      ...{ schemes: ['organic'], countries: ['*', 'TR'], processes: ['*'] },
      ...{ validFromMs: day('2026-01-01'), validUntilMs: day('2026-01-01') },
    },
  },
  certificate: {
    claims: {
      ...{ certificate: 'urn:x:tc', type: 'transaction', scheme: 'organic', holder: 'urn:x:gin' },
      ...{ validFrom: '2026-01-01T00:00:00Z', validUntil: '2026-12-31T00:00:00Z' },
      ...{ sites: ['*', 'urn:epc:id:sgln:4012345.00001.0'], processes: ['ginning'], categories: ['lint'] },
      ...{ subcontractors: ['https://Party.example', 'urn:epc:id:sgln:4012345.00001.0'] },
      ...{ materials: ['cotton'], codes: ['organic-100'], number: 'TC-1', volumeGrams: 7 },
      ...{ imported: { format: 'document', digest, issuer: 'Some body' }, buyer: 'urn:x:mill' },
      ...{ shippedAt: '2026-02-01T00:00:00Z', inputs: [{ certificate: 'urn:x:tc0', grams: 5 }], documents },
      lots: [{ lot: 'urn:epc:class:lgtin:4012345.000001.BALE-1', grams: 9, certifiedGrams: 9 }],
      test: { method: 'isotopes', passed: true },
      products: ['https://shop.example/01/04012345000016'],
    },
    record: {
      ...{ certificate: 'urn:x:tc', type: 'transaction', scheme: 'organic', holder: 'urn:x:gin' },
      ...{ validFromMs: day('2026-01-01'), validUntilMs: day('2026-12-31') },
      ...{ sites: ['*', 'https://id.gs1.org/414/4012345000016'] },
      ...{ processes: ['ginning'], categories: ['lint'], materials: ['cotton'], codes: ['organic-100'] },
      subcontractors: [
        'https://Party.example',
        'https://party.example',
        'urn:epc:id:sgln:4012345.00001.0',
        'https://id.gs1.org/414/4012345000016',
      ],
      ...{ number: 'TC-1', volumeGrams: 7, buyer: 'urn:x:mill', shippedAtMs: day('2026-02-01') },
      ...{ lots: [{ lot: bale, grams: 9, certifiedGrams: 9 }] },
      ...{ inputs: [{ certificate: 'urn:x:tc0', grams: 5 }] },
      test: { method: 'isotopes', marker: null, passed: true },
      products: ['https://id.gs1.org/01/04012345000016'],
      imported: { format: 'document', digest, issuer: 'Some body' },
      documents: documentsRead,
    },
  },
  status: {
    claims: { about: 'urn:x:tc', state: 'revoked', from: noon },
    record: { about: 'urn:x:tc', state: 'revoked', fromMs: day('2026-03-01'), reason: null },
  },
  trade: {
    claims: {
      ...{ trade: 'urn:x:order', stage: 'order', seller: 'urn:x:gin', buyer: 'urn:x:mill', at: noon },
      ...{
        under: 'urn:x:contract',
        due: '2026-04-01T00:00:00Z',
        subcontracting: false,
        tolerancePpm: 50_000,
      },
      ...{ fromSite: 'urn:x:yard', toSite: 'urn:x:mill', documents },
      lines: [
        { line: 1, product: 'urn:x:lint', quantity: 12.5, uom: 'KGM' },
        { line: 2, lot: bale, quantity: 3, uom: 'KWH' },
        { line: 3, lot: bale },
        { line: 4, lot: bale, quantity: 3 },
      ],
    },
    record: {
      ...{ trade: 'urn:x:order', stage: 'order', seller: 'urn:x:gin', buyer: 'urn:x:mill' },
      ...{ under: 'urn:x:contract', atMs: day('2026-03-01'), dueMs: day('2026-04-01') },
      ...{ fromSite: 'urn:x:yard', toSite: 'urn:x:mill', subcontracting: false, tolerancePpm: 50_000 },
      lines: [
        { line: 1, product: 'urn:x:lint', lot: null, amount: 12_500, dimension: 'mass' },
        { line: 2, product: null, lot: bale, amount: null, dimension: null },
        { line: 3, product: null, lot: bale, amount: null, dimension: null },
        { line: 4, product: null, lot: bale, amount: 3, dimension: 'count' },
      ],
      documents: documentsRead,
    },
  },
  answer: {
    claims: {
      ...{ about: 'urn:x:order', word: 'receives', at: noon, reason: 'wet' },
      lines: [{ line: 1, ownLot: 'urn:x:mine', quantity: 2, uom: 'GRM' }],
    },
    record: {
      ...{ about: 'urn:x:order', word: 'receives', atMs: day('2026-03-01'), reason: 'wet' },
      lines: [{ line: 1, ownLot: 'urn:x:mine', amount: 2, dimension: 'mass' }],
    },
  },
  claim: {
    claims: {
      ...{ claim: 'urn:x:claim', scheme: 'organic', code: 'organic-100', model: 'segregated' },
      ...{ sharePpm: 1_000_000, restsOn: ['urn:x:tc'], lots: [bale], countries: ['TR'] },
    },
    record: {
      ...{ claim: 'urn:x:claim', text: null, scheme: 'organic', code: 'organic-100', model: 'segregated' },
      ...{ sharePpm: 1_000_000, lots: [bale], product: null, countries: ['TR'] },
      ...{ restsOn: ['urn:x:tc'], validUntilMs: null },
    },
  },
  account: {
    claims: {
      ...{ site: 'urn:x:mill', scheme: 'bc', code: 'bc', material: 'cotton' },
      ...{ model: 'mass-balance', method: 'credit' },
      moves: [
        { at: noon, act: 'in', lot: bale, grams: 5 },
        { at: noon, act: 'issue', grams: 5, unit: 'U-1' },
      ],
    },
    record: {
      ...{ site: 'urn:x:mill', scheme: 'bc', code: 'bc', material: 'cotton' },
      ...{ model: 'mass-balance', method: 'credit' },
      moves: [
        { atMs: day('2026-03-01'), act: 'in', lot: bale, grams: 5, unit: null },
        { atMs: day('2026-03-01'), act: 'issue', lot: null, grams: 5, unit: 'U-1' },
      ],
    },
  },
  case: {
    claims: {
      ...{ case: 'urn:x:case', word: 'challenges', about: 'urn:epc:class:lgtin:4012345.000001.BALE-1' },
      ...{ due: noon, reason: 'too white' },
    },
    record: {
      ...{ case: 'urn:x:case', word: 'challenges', about: bale },
      ...{ dueMs: day('2026-03-01'), reason: 'too white', documents: [] },
    },
  },
  membership: {
    claims: {
      ...{ membership: 'urn:x:m', party: 'urn:x:coop', member: 'urn:uuid:AB', as: 'producer', from: noon },
      ...{ name: 'A farm', areaSquareMetres: 20_000 },
    },
    record: {
      ...{ membership: 'urn:x:m', party: 'urn:x:coop', member: 'urn:uuid:AB', as: 'producer' },
      ...{ roles: [], fromMs: day('2026-03-01'), untilMs: null, name: 'A farm', areaSquareMetres: 20_000 },
    },
  },
  invitation: {
    claims: { invitation: digest, as: 'supplier', expires: noon },
    record: { invitation: digest, as: 'supplier', expiresMs: day('2026-03-01'), note: null },
  },
  acceptance: {
    claims: { invitation: digest, secret: 'c2VjcmV0' },
    record: { invitation: digest, secret: 'c2VjcmV0' },
  },
  head: {
    claims: { log: 'log.example/mill', size: 256, root: digest },
    record: { log: 'log.example/mill', size: 256, root: digest },
  },
};

const kinds = Object.keys(wholes) as RecordKind[];
const said = { issuer, issuedAtMs: 1_770_000_000_000 };

describe('a whole statement is the record', () => {
  for (const kind of kinds) {
    test(kind, () => {
      const { claims, record } = wholes[kind];
      assert.deepEqual(recordOf(kind, claims), { ...said, withheld: false, kind, ...record });
    });
  }
});

describe('whatever is withheld, the rest is read and marked', () => {
  for (const kind of kinds) {
    const { claims, record } = wholes[kind];
    for (const name of Object.keys(splitClaims(kind, claims).hidden)) {
      test(`${kind}: ${name}`, () => {
        const read = recordOf(kind, claims, [name]) as JsonObject;
        const gone = name === 'shippedAt' ? 'shippedAtMs' : name;
        const untold = Array.isArray(record[gone]) ? [] : null;
        assert.deepEqual(read, { ...said, withheld: true, kind, ...record, [gone]: untold });
      });
    }
  }
});

test('the log gives a record its place', () => {
  const read = readRecord(statementOf('status', wholes.status.claims), nodePrimitives);
  assert.ok(read.ok);
  assert.deepEqual(withEntry(read.record, 7, 9), { ...read.record, entry: 7, recordedAtMs: 9 });
});

test('what a kind must tell in the clear is missed, what it may tell is not, what it does not know is refused', () => {
  for (const kind of kinds) {
    const { claims } = wholes[kind];
    const without = (name: string): string => refusalOf(kind, { ...claims, [name]: undefined });
    assert.equal(refusalOf(kind, { ...claims, more: 1 }), 'CLAIM_UNKNOWN /more', kind);
    const { clear, optional = {} } = recordKinds[kind];
    for (const name of Object.keys(clear)) assert.equal(without(name), `CLAIM_MISSING /${name}`, kind);
    for (const name of Object.keys(optional)) assert.equal(without(name), 'taken', `${kind} ${name}`);
  }
});

describe('refused with the pointer to what is wrong', () => {
  const wrong: readonly [RecordKind, JsonObject, string][] = [
    ['trust', { anchors: [{ party: 'anchor', schemes: [] }] }, 'CLAIM_INVALID /anchors/0/party'],
    ['trust', { anchors: [{ party: 'urn:x:a' }] }, 'CLAIM_INVALID /anchors/0/schemes'],
    ['trust', { from: '2026-02-30T00:00:00Z' }, 'CLAIM_INVALID /from'],
    ['pack', { content: [] }, 'CLAIM_INVALID /content'],
    ['pack', { content: { ...content, 'a/b': 1 } }, 'PACK_MEMBER_INVALID /content/a~1b'],
    ['pack', { content: { ...content, _sd: [] } }, 'PACK_MEMBER_INVALID /content/_sd'],
    ['pack', { pack: 'other' }, 'CLAIM_INVALID /pack'],
    ['pack', { version: '2' }, 'CLAIM_INVALID /version'],
    ['accreditation', { role: 'king' }, 'CLAIM_INVALID /role'],
    ['accreditation', { countries: ['TR', 'Spain'] }, 'CLAIM_INVALID /countries/1'],
    ['accreditation', { validUntil: '2025-12-31T23:59:59Z' }, 'VALIDITY_REVERSED /validUntil'],
    ['certificate', { validUntil: '2025-12-31T23:59:59Z' }, 'VALIDITY_REVERSED /validUntil'],
    ['certificate', { sites: ['nowhere'] }, 'CLAIM_INVALID /sites/0'],
    ['certificate', { volumeGrams: 1.5 }, 'CLAIM_INVALID /volumeGrams'],
    ['certificate', { products: ['https://id.gs1.org/01/04012345000017'] }, 'CLAIM_INVALID /products/0'],
    ['certificate', { lots: [{ lot: bale, grams: 1 }] }, 'CLAIM_INVALID /lots/0/certifiedGrams'],
    [
      'certificate',
      { lots: [{ lot: bale, grams: 1, certifiedGrams: 2 }] },
      'VOLUME_EXCEEDED /lots/0/certifiedGrams',
    ],
    ['certificate', { lots: [] }, 'CLAIM_INVALID /lots'],
    ['certificate', { lots: undefined }, 'CLAIM_MISSING /lots'],
    ['certificate', { buyer: undefined }, 'CLAIM_MISSING /buyer'],
    ['certificate', { shippedAt: undefined }, 'CLAIM_MISSING /shippedAt'],
    ['certificate', { type: 'scope', lots: undefined, buyer: undefined, shippedAt: undefined }, 'taken'],
    ['certificate', { test: { method: 'm', passed: 'yes' } }, 'CLAIM_INVALID /test/passed'],
    ['certificate', { imported: { format: 'fax', digest, issuer: 'x' } }, 'CLAIM_INVALID /imported/format'],
    ['certificate', { documents: [{ digest, type: 'invoice' }] }, 'CLAIM_INVALID /documents/0/type'],
    ['status', { state: 'expired' }, 'CLAIM_INVALID /state'],
    ['status', { reason: '' }, 'CLAIM_INVALID /reason'],
    ['trade', { lines: undefined }, 'CLAIM_MISSING /lines'],
    ['trade', { lines: [{ line: 1 }, { line: 1 }] }, 'CLAIM_INVALID /lines/1/line'],
    ['trade', { lines: [{ line: 1, quantity: -1, uom: 'KGM' }] }, 'QUANTITY_NEGATIVE /lines/0/quantity'],
    ['trade', { lines: [{ line: 1, quantity: 1, uom: 'XXX' }] }, 'UNKNOWN_UNIT /lines/0/uom'],
    ['trade', { lines: [{ line: 1, uom: 'KGM' }] }, 'CLAIM_INVALID /lines/0/uom'],
    ['trade', { lines: [{ line: 1, price: 1 }] }, 'CLAIM_INVALID /lines/0/price'],
    ['trade', { tolerancePpm: 1_000_001 }, 'CLAIM_INVALID /tolerancePpm'],
    ['trade', { subcontracting: 'no' }, 'CLAIM_INVALID /subcontracting'],
    ['answer', { word: 'nods' }, 'CLAIM_INVALID /word'],
    [
      'answer',
      { lines: [{ line: 1, quantity: 0.0001, uom: 'KGM' }] },
      'QUANTITY_BELOW_BASE /lines/0/quantity',
    ],
    ['claim', { sharePpm: 1_000_001 }, 'CLAIM_INVALID /sharePpm'],
    ['claim', { sharePpm: -1 }, 'CLAIM_INVALID /sharePpm'],
    ['claim', { lots: undefined }, 'CLAIM_MISSING /lots'],
    ['claim', { lots: [] }, 'CLAIM_INVALID /lots'],
    ['claim', { lots: [], product: 'urn:x:shirt' }, 'taken'],
    ['claim', { product: 'urn:x:shirt' }, 'CLAIM_INVALID /product'],
    ['claim', { countries: ['*'] }, 'CLAIM_INVALID /countries/0'],
    ['account', { moves: undefined }, 'CLAIM_MISSING /moves'],
    ['account', { model: 'segregated' }, 'CLAIM_INVALID /model'],
    ['account', { moves: [{ at: noon, act: 'retire', grams: 1 }] }, 'CLAIM_MISSING /moves/0/unit'],
    ['account', { moves: [{ at: 'noon', act: 'in', grams: 1 }] }, 'CLAIM_INVALID /moves/0/at'],
    ['case', { word: 'shouts' }, 'CLAIM_INVALID /word'],
    ['membership', { until: '2026-02-01T00:00:00Z' }, 'VALIDITY_REVERSED /until'],
    ['membership', { areaSquareMetres: -1 }, 'CLAIM_INVALID /areaSquareMetres'],
    ['invitation', { invitation: 'short' }, 'CLAIM_INVALID /invitation'],
    ['invitation', { as: 'guest' }, 'CLAIM_INVALID /as'],
    ['acceptance', { secret: 'with space' }, 'CLAIM_INVALID /secret'],
  ];
  for (const [kind, changed, expected] of wrong) {
    test(`${kind} ${JSON.stringify(changed)}`, () => {
      assert.equal(refusalOf(kind, { ...wholes[kind].claims, ...changed }), expected);
    });
  }
});

test('claims that say who speaks cannot come in with the others', () => {
  const { claims } = wholes.status;
  const plain = { ...claims, iss: 'urn:x:other', kind: 'key', _sd: [digest], reason: 'r', note: null };
  const { clear, hidden } = splitClaims('status', plain);
  assert.deepEqual(Object.keys(clear), Object.keys(claims));
  assert.deepEqual(Object.keys(hidden), ['iss', 'kind', '_sd', 'reason']);
  assert.match(refusalOf('status', { ...claims, iss: 'urn:x:other' }), /^DISCLOSURE_MISPLACED /);
  assert.match(refusalOf('status', { ...claims, _sd: [digest] }), /^DISCLOSURE_NAME_RESERVED /);
});

test('a statement of another kind is no record', () => {
  const statement = { ...statementOf('status', wholes.status.claims), kind: 'party' as const };
  const read = readRecord(statement, nodePrimitives);
  assert.equal(read.ok ? 'taken' : read.refusal.code, 'NOT_A_RECORD');
});
