import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStatement, type Statement, type StatementKind, splitClaims } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { draftRecord, seal } from '../statement/draft.ts';
import type { Facts } from './facts.ts';
import { readFacts } from './read-facts.ts';

type Json = Record<string, unknown>;

const speaker = { party: 'urn:x:mill', kid: 'A'.repeat(43) };
const noon = '2026-03-01T12:00:00Z';
let salts = 0;
const tools = { primitives: nodePrimitives, nextSalt: () => String(salts++).padStart(22, 'A') };

function statementOf(kind: Exclude<StatementKind, 'epcis'>, claims: Json, erased: string[] = []): Statement {
  const { clear, hidden } = splitClaims(kind, claims);
  const sealed = seal(draftRecord(speaker, 7, kind, clear, hidden, tools), new Uint8Array(64));
  const whole = readStatement(sealed, nodePrimitives);
  assert.ok(whole.ok, JSON.stringify(whole));
  const { jwt, disclosures } = whole.statement;
  const kept = disclosures.filter(({ name }) => !erased.includes(name ?? ''));
  const read = readStatement([jwt, ...kept.map(({ encoded }) => encoded), ''].join('~'), nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  return read.statement;
}

function factsOf(statement: Statement): Facts {
  const read = readFacts(statement, nodePrimitives, true);
  assert.ok(read.ok, JSON.stringify(read));
  return read.facts;
}

const shipment = {
  ...{ trade: 'urn:x:t', stage: 'shipment', seller: 'urn:x:mill', buyer: 'urn:x:sewer', at: noon },
  ...{ subcontracting: false, tolerancePpm: 0, fromSite: 'urn:x:gate' },
  lines: [{ line: 1, lot: 'urn:epc:class:lgtin:4012345.000001.L', quantity: 2, uom: 'KGM' }],
};

test('a record becomes facts that know who said it', () => {
  const statement = statementOf('trade', shipment);
  const facts = factsOf(statement);
  assert.ok(facts.kind === 'trade');
  const { digest, payloadKey } = statement;
  const { record, ...common } = facts;
  assert.deepEqual(common, {
    kind: 'trade',
    digest,
    payloadKey,
    iss: 'urn:x:mill',
    kid: speaker.kid,
    issuedAtS: 7,
  });
  assert.ok(record.kind === 'trade');
  assert.deepEqual([record.issuer, record.issuedAtMs, record.withheld], ['urn:x:mill', 7000, false]);
  const lot = 'https://id.gs1.org/01/04012345000016/10/L';
  assert.deepEqual(record.lines, [{ line: 1, product: null, lot, amount: 2000, dimension: 'mass' }]);
});

test('of an erased record the rest stays readable, marked as withheld', () => {
  const facts = factsOf(statementOf('trade', shipment, ['lines', 'fromSite']));
  assert.ok(facts.kind === 'trade' && facts.record.kind === 'trade');
  const { withheld, lines, fromSite } = facts.record;
  assert.deepEqual([withheld, lines, fromSite], [true, [], null]);
});

test('what a record lacks is refused with field and pointer', () => {
  const { lines: _, ...without } = shipment;
  const refusalOf = (claims: Json): object => {
    const read = readFacts(statementOf('trade', claims), nodePrimitives);
    assert.ok(!read.ok);
    const { code, field, pointer } = read.refusals[0]!;
    return { code, field, pointer };
  };
  assert.deepEqual(refusalOf(without), { code: 'CLAIM_MISSING', field: 'lines', pointer: '/lines' });
  assert.deepEqual(refusalOf({ ...without, lines: [{ line: 1, quantity: 1, uom: 'XXX' }] }), {
    ...{ code: 'UNKNOWN_UNIT', field: 'uom', pointer: '/lines/0/uom' },
  });
});

test('facilities tell what is done there, products of what category they are', () => {
  const place = { facility: 'urn:x:mill', party: 'urn:x:mill' };
  const processesOf = (facts: Facts): unknown => facts.kind === 'facility' && facts.processes;
  const told = { ...place, processes: ['spinning'] };
  assert.deepEqual(processesOf(factsOf(statementOf('facility', told))), ['spinning']);
  assert.deepEqual(processesOf(factsOf(statementOf('facility', told, ['processes']))), []);
  const yarn = { product: 'urn:x:yarn', category: 'yarn' };
  const categoryOf = (facts: Facts): unknown => facts.kind === 'product' && facts.category;
  assert.equal(categoryOf(factsOf(statementOf('product', yarn))), 'yarn');
  assert.equal(categoryOf(factsOf(statementOf('product', yarn, ['category']))), null);
});
