import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '../record/record.ts';
import { day, Sayings } from './authority/sayings.test.ts';
import { caseView, claimState, monthsLater, type StateContext } from './state.ts';

function contextOf(said: Sayings, validMonths: number | null = null): StateContext {
  const figure = validMonths === null ? null : { value: validMonths, source: 's', certain: true };
  return {
    book: said.book(),
    rule: { code: 'organic', validMonths: figure },
    use: ({ value }: { value: number }) => value,
  } as unknown as StateContext;
}

function claimed(): { said: Sayings; claim: Claim } {
  const said = new Sayings().chain();
  return { said, claim: said.claim('brand', 'claim') };
}

test('claimed, confirmed by a certifier, withdrawn by the claimant', () => {
  const { said, claim } = claimed();
  said.status('stranger', 'claim', 'confirmed', '06-02');
  said.status('auditor', 'claim', 'confirmed', '06-03');
  said.status('stranger', 'claim', 'withdrawn', '06-04');
  said.status('brand', 'claim', 'withdrawn', '06-05');
  const at = (text: string): string => claimState(contextOf(said), claim, day(text)).state;
  assert.deepEqual(['06-02', '06-03', '06-04', '06-05'].map(at), [
    'claimed',
    'confirmed',
    'confirmed',
    'withdrawn',
  ]);
});

test('refuted, suspended and revoked by a certifier, a confirmation lifts a refutation', () => {
  const { said, claim } = claimed();
  said.status('body', 'claim', 'refuted', '06-02');
  said.status('body', 'claim', 'confirmed', '06-03');
  said.status('body', 'claim', 'suspended', '06-04');
  said.status('body', 'claim', 'reinstated', '06-05');
  said.status('body', 'claim', 'revoked', '06-06');
  const at = (text: string): string => claimState(contextOf(said), claim, day(text)).state;
  assert.deepEqual(['06-02', '06-03', '06-04', '06-05', '06-07'].map(at), [
    'refuted',
    'confirmed',
    'suspended',
    'confirmed',
    'revoked',
  ]);
});

test('a claim ends on its own day or after the months of its code, whichever comes first', () => {
  const { said, claim } = claimed();
  const at = (context: StateContext, one: Claim, text: string): string =>
    claimState(context, one, day(text)).state;
  assert.equal(at(contextOf(said), claim, '2099-01-01'), 'claimed');
  assert.equal(at(contextOf(said, 3), claim, '09-01'), 'claimed');
  assert.equal(at(contextOf(said, 3), claim, '09-02'), 'expired');
  assert.equal(at(contextOf(said, 3), { ...claim, validUntilMs: day('07-01') }, '07-02'), 'expired');
  assert.equal(monthsLater(day('01-31'), 1), day('02-28'));
  assert.equal(monthsLater(day('11-30'), 15), day('2028-02-29'));
});

test('a challenge disputes until it is decided; reports and the claimant’s own words change nothing', () => {
  const { said, claim } = claimed();
  said.status('body', 'claim', 'confirmed', '06-02');
  said.step('operator', 'seen', 'reports', 'claim', '06-03');
  said.step('brand', 'own', 'challenges', 'claim', '06-03');
  said.step('rival', 'case', 'challenges', 'claim', '06-04', '06-10');
  said.step('brand', 'case', 'dismisses', 'claim', '06-05');
  said.step('stranger', 'case', 'withdraws', 'claim', '06-05');
  said.step('auditor', 'case', 'dismisses', 'claim', '06-20');
  said.step('body', 'case', 'upholds', 'claim', '06-21');
  const at = (text: string): string => claimState(contextOf(said), claim, day(text)).state;
  assert.deepEqual(['06-03', '06-04', '06-15', '06-20', '06-30'].map(at), [
    'confirmed',
    'disputed',
    'disputed',
    'confirmed',
    'confirmed',
  ]);
  const view = (text: string): string | undefined => caseView(said.book(), 'case', day(text))?.state;
  assert.deepEqual(['06-03', '06-04', '06-11', '06-20', '06-30'].map(view), [
    undefined,
    'open',
    'overdue',
    'dismissed',
    'dismissed',
  ]);
});

test('an upheld challenge refutes, a withdrawn one leaves the claim as it was', () => {
  const { said, claim } = claimed();
  said.step('rival', 'first', 'challenges', 'claim', '06-02');
  said.step('rival', 'first', 'withdraws', 'claim', '06-03');
  said.step('rival', 'second', 'challenges', 'claim', '06-04');
  said.step('body', 'second', 'upholds', 'claim', '06-05');
  for (const book of [said.book(), ...said.shuffledBooks()]) {
    const context = { ...contextOf(said), book };
    const at = (text: string): string => claimState(context, claim, day(text)).state;
    assert.deepEqual(['06-02', '06-03', '06-04', '06-05'].map(at), [
      'disputed',
      'claimed',
      'disputed',
      'refuted',
    ]);
    const view = caseView(book, 'second', day('07-01'));
    assert.deepEqual(
      [view?.openedBy, view?.about, view?.state, view?.entries],
      ['rival', 'claim', 'upheld', [7, 8]],
    );
  }
});
