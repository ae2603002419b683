import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf, Events, idOf, schemePack } from '../../../tests/support/dossier.ts';
import { onDay, Spoken } from '../../../tests/support/records.ts';
import type { Claim } from '../record/record.ts';
import { exclusivityFindings } from './exclusivity.ts';

/** `gots` says that it excludes `bci`; `bci` says nothing. */
function said(): Spoken {
  const spoken = new Spoken();
  spoken.adopt(schemePack('gots', ['bci']));
  spoken.adopt(schemePack('bci'));
  spoken.adopt(schemePack('step'));
  return spoken;
}

/** Half of the yarn is of each lot of lint. */
function chain(): Events {
  return new Events()
    .make('gin', 'ginning', {}, { 'lint/1': 100, 'lint/2': 100 })
    .make('did:web:mill', 'spinning', { 'lint/1': 100, 'lint/2': 100 }, { 'yarn/1': 180 });
}

function codes(spoken: Spoken, claim: Claim): string[] {
  return exclusivityFindings(contextOf(spoken, chain(), claim, 'yarn/1')).map(
    ({ code, about, lot }) => `${code} ${about} ${lot}`,
  );
}

function claimed(spoken: Spoken, id: string, scheme: string, lot: string, sharePpm = 1_000_000): Claim {
  return spoken.say(spoken.claim(id, { scheme, lots: [idOf(lot)], sharePpm }));
}

test('both claims on one lot fail, whichever scheme says that it excludes the other', () => {
  const spoken = said();
  const [gots, bci] = [claimed(spoken, 'g', 'gots', 'yarn/1'), claimed(spoken, 'b', 'bci', 'yarn/1')];
  assert.deepEqual(codes(spoken, gots), [`CLAIM_EXCLUDED b ${idOf('yarn/1')}`]);
  assert.deepEqual(codes(spoken, bci), [`CLAIM_EXCLUDED g ${idOf('yarn/1')}`]);
});

test('schemes that do not exclude each other may both be claimed', () => {
  const spoken = said();
  claimed(spoken, 's', 'step', 'yarn/1');
  assert.deepEqual(codes(spoken, claimed(spoken, 'g', 'gots', 'yarn/1')), []);
});

test('different halves of a mixture do not meet, the same half does', () => {
  const spoken = said();
  claimed(spoken, 'b', 'bci', 'lint/1');
  assert.deepEqual(codes(spoken, claimed(spoken, 'g', 'gots', 'yarn/1', 500_000)), []);
  assert.deepEqual(codes(spoken, claimed(spoken, 'h', 'gots', 'yarn/1', 500_001)), [
    `CLAIM_EXCLUDED b ${idOf('yarn/1')}`,
  ]);
});

test('a claim on the product counts for its lots; one that was withdrawn or has run out does not', () => {
  const spoken = said();
  const gots = claimed(spoken, 'g', 'gots', 'yarn/1');
  spoken.say(spoken.claim('b', { scheme: 'bci', product: idOf('yarn') }));
  spoken.say(spoken.claim('old', { scheme: 'bci', product: idOf('yarn'), validUntilMs: onDay(30) }));
  assert.deepEqual(codes(spoken, gots), [`CLAIM_EXCLUDED b ${idOf('yarn/1')}`]);
  spoken.say(
    spoken.next('status', 'did:web:mill', { about: 'b', state: 'withdrawn', fromMs: onDay(1), reason: null }),
  );
  assert.deepEqual(codes(spoken, gots), []);
});

test('who claimed before the goods were made, and has no part in them, keeps nobody from claiming them', () => {
  /** A claim by `other`, told before or after the yarn was spun (entry 1001). */
  const found = (entry: number, more: (spoken: Spoken) => void = () => {}, issuer = 'other'): string[] => {
    const spoken = said();
    const gots = claimed(spoken, 'g', 'gots', 'yarn/1');
    spoken.say({ ...spoken.claim('b', { scheme: 'bci', lots: [idOf('yarn/1')], issuer }), entry });
    more(spoken);
    return codes(spoken, gots);
  };
  const excluded = [`CLAIM_EXCLUDED b ${idOf('yarn/1')}`];
  assert.deepEqual(found(900), []);
  assert.deepEqual(found(1100), excluded);
  assert.deepEqual(
    found(900, () => {}, 'did:web:mill'),
    excluded,
  );
  const ship = (seller: string, issuer: string) => (spoken: Spoken) => {
    const line = { line: 1, product: null, lot: idOf('yarn/1'), amount: 1, dimension: 'mass' };
    spoken.say(spoken.trade('t', { stage: 'shipment', seller, buyer: 'other', issuer, lines: [line] }));
  };
  assert.deepEqual(found(900, ship('did:web:mill', 'did:web:mill')), excluded);
  assert.deepEqual(found(900, ship('friend', 'friend')), []);
});

test('one certificate number has one holder', () => {
  const spoken = said();
  const gots = claimed(spoken, 'g', 'gots', 'yarn/1');
  spoken.say(spoken.certificate('urn:c:1', { holder: 'gin', number: 'A-7' }));
  spoken.say(spoken.certificate('urn:c:2', { holder: 'gin', number: 'A-7' }));
  spoken.say(spoken.certificate('urn:c:3', { holder: 'other', number: 'A-7', scheme: 'bci' }));
  assert.deepEqual(codes(spoken, gots), []);
  spoken.say(spoken.certificate('urn:c:4', { holder: 'other', number: 'A-7' }));
  assert.deepEqual(codes(spoken, gots), [
    'CERTIFICATE_NUMBER_TAKEN urn:c:1 null',
    'CERTIFICATE_NUMBER_TAKEN urn:c:2 null',
  ]);
});
