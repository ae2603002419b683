import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Certificate, Membership } from '../../record/record.ts';
import { day, Sayings } from '../authority/sayings.test.ts';
import { assuranceOf, weakest } from './assurance.ts';
import { mayDeclare, standingOf } from './standing.ts';

test('the state of a certificate at a moment, by words of its issuer and of accredited bodies', () => {
  const said = new Sayings().chain();
  said.certify('body', 'mill', 'scope');
  said.status('body', 'scope', 'confirmed', '02-01');
  said.status('anchor', 'scope', 'suspended', '03-01');
  said.status('body', 'scope', 'reinstated', '04-01');
  said.status('mill', 'scope', 'confirmed', '04-02');
  said.status('mill', 'scope', 'withdrawn', '05-01');
  said.status('body', 'scope', 'confirmed', '06-01');
  for (const book of [said.book(), ...said.shuffledBooks()]) {
    const at = (text: string): string | null => standingOf(book, 'scope', day(text)).state;
    assert.deepEqual(['01-15', '02-01', '03-15', '04-01', '05-01', '07-01'].map(at), [
      null,
      'confirmed',
      'suspended',
      'confirmed',
      'withdrawn',
      'withdrawn',
    ]);
  }
  assert.deepEqual(standingOf(said.book(), 'scope', day('03-15')), {
    state: 'suspended',
    sinceMs: day('03-01'),
    entries: [6],
  });
  assert.equal(standingOf(said.book(), 'unknown', day('03-15')).state, null);
});

test('an issuer that is not accredited takes back only its own words', () => {
  const said = new Sayings().chain();
  said.certify('friend', 'mill', 'second', { type: 'second-party' });
  said.status('friend', 'second', 'suspended', '03-01');
  said.status('friend', 'second', 'reinstated', '03-02');
  said.status('body', 'second', 'suspended', '04-01');
  said.status('friend', 'second', 'reinstated', '04-02');
  const at = (text: string): string | null => standingOf(said.book(), 'second', day(text)).state;
  assert.deepEqual(['03-01', '03-02', '04-03'].map(at), ['suspended', null, 'suspended']);
});

test('what the holder handed in it may withdraw, but not confirm or bring back', () => {
  const said = new Sayings().chain();
  said.certify('mill', 'mill', 'scan', {
    imported: { format: 'document', digest: 'd', issuer: 'elsewhere' },
  });
  const may = (issuer: string, state: 'confirmed' | 'reinstated' | 'withdrawn' | 'revoked'): boolean =>
    mayDeclare(said.book(), said.status(issuer, 'scan', state, '03-01'), Infinity);
  assert.equal(may('mill', 'confirmed'), false);
  assert.equal(may('mill', 'reinstated'), false);
  assert.equal(may('mill', 'withdrawn'), true);
  assert.equal(may('body', 'withdrawn'), false);
  assert.equal(may('body', 'revoked'), true);
  assert.equal(may('stranger', 'revoked'), false);
});

test('words about accreditations, claims and memberships: each by its own', () => {
  const said = new Sayings().chain();
  said.claim('brand', 'claim');
  const membership = {
    kind: 'membership',
    membership: 'member',
    party: 'group',
    member: 'farmer',
    entry: 90,
  };
  said.records.push(membership as Membership);
  const may = (issuer: string, about: string, state: 'confirmed' | 'revoked' | 'withdrawn'): boolean =>
    mayDeclare(said.book(), said.status(issuer, about, state, '06-02'), Infinity);
  assert.deepEqual(
    [
      may('ab', 'acc-body', 'confirmed'),
      may('anchor', 'acc-body', 'confirmed'),
      may('body', 'acc-body', 'confirmed'),
    ],
    [true, true, false],
  );
  assert.deepEqual(
    [
      may('auditor', 'claim', 'confirmed'),
      may('brand', 'claim', 'confirmed'),
      may('ab', 'claim', 'confirmed'),
    ],
    [true, false, false],
  );
  assert.deepEqual([may('brand', 'claim', 'withdrawn'), may('auditor', 'claim', 'withdrawn')], [true, false]);
  assert.deepEqual([may('group', 'member', 'revoked'), may('farmer', 'member', 'revoked')], [true, false]);
  assert.equal(may('anybody', 'not-here-yet', 'revoked'), true);
});

test('an upheld case refutes a certificate from its beginning', () => {
  const said = new Sayings().chain();
  said.certify('body', 'mill', 'scope');
  said.step('rival', 'case', 'challenges', 'scope', '05-01');
  assert.equal(standingOf(said.book(), 'scope', day('06-01')).state, null);
  said.step('rival', 'case', 'upholds', 'scope', '05-02');
  assert.equal(standingOf(said.book(), 'scope', day('06-01')).state, null);
  said.step('auditor', 'case', 'upholds', 'scope', '05-03');
  assert.equal(standingOf(said.book(), 'scope', day('01-02')).state, 'refuted');
});

test('assurance follows from who says it and how it came, and the weakest counts', () => {
  const said = new Sayings().chain();
  const assured = (issuer: string, more: Partial<Certificate>): string =>
    assuranceOf(said.book(), said.certify(issuer, 'mill', 'any', more));
  const imported = (format: 'document' | 'credential'): Partial<Certificate> => ({
    imported: { format, digest: 'd', issuer: 'body' },
  });
  assert.equal(assured('mill', { type: 'self-declaration' }), 'self-declared');
  assert.equal(assured('mill', { type: 'self-assessment' }), 'self-assessed');
  assert.equal(assured('mill', imported('document')), 'imported-document');
  assert.equal(assured('mill', imported('credential')), 'imported-document');
  assert.equal(assured('operator', imported('credential')), 'imported-credential');
  assert.equal(assured('friend', { type: 'second-party' }), 'second-party');
  assert.equal(assured('body', { type: 'second-party' }), 'second-party');
  assert.equal(assured('body', {}), 'third-party');
  assert.equal(assured('stranger', {}), 'second-party');
  assert.equal(assured('mill', {}), 'self-declared');
  assert.equal(weakest('third-party', 'imported-document'), 'imported-document');
  assert.equal(weakest(null, 'third-party'), 'third-party');
});
