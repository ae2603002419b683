import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepBooks } from './bookkeeping.ts';
import type { ChainDocument } from './chain.ts';
import { type Fraud, type FraudName, frauds } from './frauds.ts';

const all = frauds();

function named<K extends Fraud['attempt']['kind']>(
  name: FraudName,
  kind: K,
): Fraud & { attempt: { kind: K } } {
  const fraud = all.find((one) => one.name === name);
  assert.equal(fraud?.attempt.kind, kind);
  return fraud as Fraud & { attempt: { kind: K } };
}

function complaintsAfter(fraud: Fraud, said: ChainDocument[]): string[] {
  return keepBooks([...fraud.chain.documents, ...said]).complaints;
}

test('six frauds, each with a story of three to five sentences', () => {
  assert.deepEqual(
    all.map(({ name }) => name),
    ['more-yarn-than-lint', 'bale-sold-twice', 'altered-record', 'wrong-signer', 'revoked-key', 'forked-log'],
  );
  for (const { story } of all) {
    const sentences = story.match(/\.( |$)/g)?.length ?? 0;
    assert.ok(sentences >= 3 && sentences <= 5, story);
  }
});

test('each captured step is wrong, or right, for the reason it names', () => {
  const reason = { LOT_OVERDRAWN: /overdraws/, OUTPUT_EXCEEDS_INPUT: /out of nothing/ };
  for (const name of ['more-yarn-than-lint', 'bale-sold-twice'] as const) {
    const fraud = named(name, 'capture');
    const taken: ChainDocument[] = [];
    for (const { said, expected, lot } of fraud.attempt.steps) {
      const complaints = complaintsAfter(fraud, [...taken, said]);
      if (expected === null) assert.deepEqual(complaints, []);
      else assert.ok(complaints.length === 1 && reason[expected].test(complaints[0]!), complaints.join('\n'));
      if (lot !== undefined) assert.ok(complaints[0]!.includes(lot));
      if (expected === null) taken.push(said);
    }
  }
});

test('what the other frauds say would be fine if the right party had said it in time', () => {
  const signer = named('wrong-signer', 'wrong-signer');
  assert.notEqual(signer.attempt.signer, signer.attempt.said.party);
  assert.deepEqual(complaintsAfter(signer, [signer.attempt.said]), []);
  const revoked = named('revoked-key', 'revoked-key');
  assert.equal(revoked.attempt.party, revoked.attempt.said.party);
  assert.deepEqual(complaintsAfter(revoked, [revoked.attempt.said]), []);
});

test('the two tongues of the forked log exclude each other', () => {
  const fork = named('forked-log', 'forked-log');
  const { shownToOne, shownToOther } = fork.attempt;
  assert.deepEqual(complaintsAfter(fork, [shownToOne]), []);
  assert.deepEqual(complaintsAfter(fork, [shownToOther]), []);
  assert.equal(complaintsAfter(fork, [shownToOne, shownToOther]).length, 1);
});

test('the record to be altered exists and says what the fraud says it says', () => {
  const { chain, attempt } = named('altered-record', 'alter-record');
  const document = chain.documents.find(({ party }) => party === attempt.party);
  const event = document?.document.epcisBody.eventList.find(({ eventID }) => eventID === attempt.eventID);
  const [portion] = event?.['quantityList'] as { epcClass: string; quantity: number }[];
  assert.deepEqual(portion, { epcClass: attempt.lot, quantity: attempt.declaredGrams / 1000, uom: 'KGM' });
  assert.notEqual(attempt.alteredGrams, attempt.declaredGrams);
});
