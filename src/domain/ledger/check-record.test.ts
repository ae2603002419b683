import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Utterance } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { RecordTrial } from './check-record.ts';
import type { RecordFacts } from './facts.ts';
import { emptyLedger } from './ledger.ts';

const nowMs = Date.UTC(2026, 10, 22);
const said = { issuedAtMs: nowMs, withheld: false };
const valid = { validFromMs: 0, validUntilMs: 2 * nowMs };

function facts(record: Utterance): RecordFacts {
  const { kind, issuer: iss } = record;
  return { kind, record, digest: new Uint8Array(32), payloadKey: '', iss, kid: '', issuedAtS: 0 };
}

function claim(id: string): RecordFacts {
  return facts({
    ...{ ...said, kind: 'claim', issuer: 'brand', claim: id, text: null, scheme: 'gots', code: 'organic' },
    ...{ model: 'segregated', sharePpm: 1, lots: ['lot'], product: null, countries: [], restsOn: [] },
    validUntilMs: null,
  });
}

function accreditation(
  issuer: string,
  party: string,
  role: 'accreditation-body' | 'certification-body',
): RecordFacts {
  const scope = { schemes: ['gots'], countries: ['*'], processes: ['*'], ...valid };
  return facts({
    ...said,
    kind: 'accreditation',
    issuer,
    accreditation: `${issuer} ${party}`,
    party,
    role,
    ...scope,
  });
}

test('records offered together are each checked against those before them', () => {
  const ledger = emptyLedger(new Uint32Array(2), nodePrimitives);
  ledger.register.operator = 'operator';
  const trial = new RecordTrial(ledger, nowMs);
  const codes = (one: RecordFacts, at: number): string[] => trial.refusals(one, at).map(({ code }) => code);
  assert.deepEqual(codes(claim('a'), 0), []);
  assert.deepEqual(codes(claim('a'), 1), ['ID_TAKEN']);
  assert.deepEqual(codes(accreditation('body', 'certifier', 'certification-body'), 2), ['NOT_ACCREDITED']);
  const anchors = [{ party: 'anchor', schemes: ['*'] }];
  assert.deepEqual(codes(facts({ ...said, kind: 'trust', issuer: 'operator', anchors, fromMs: 0 }), 3), []);
  assert.deepEqual(codes(accreditation('anchor', 'body', 'accreditation-body'), 4), []);
  assert.deepEqual(codes(accreditation('body', 'certifier', 'certification-body'), 5), []);
  assert.equal(ledger.records.all.length, 0);
});

test('a refusal names the statement that decided it', () => {
  const trial = new RecordTrial(emptyLedger(new Uint32Array(2), nodePrimitives), nowMs);
  assert.deepEqual(trial.refusals(claim('a'), 0), []);
  const [refusal] = trial.refusals(claim('a'), 1);
  assert.deepEqual([refusal?.field, refusal?.decidedBy], ['claim', 0]);
});
