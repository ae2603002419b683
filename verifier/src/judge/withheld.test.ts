import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChainEvent, Dossier, DossierProduct } from '../dossier/dossier.ts';
import { arranged } from './arrange.ts';
import { id, laterMs, organicChain } from './fixture.ts';
import { judgeClaim } from './judge.ts';
import type { ClaimVerdict } from './verdict.ts';

const whole = organicChain().dossier();

function judged(dossier: Dossier): ClaimVerdict {
  return judgeClaim(dossier, 'claim', id('shirt/1'), laterMs);
}

function withEvent(by: string, change: Partial<ChainEvent>): Dossier {
  return { ...whole, events: whole.events.map((one) => (one.party === by ? { ...one, ...change } : one)) };
}

function withProduct(name: string, change: Partial<DossierProduct>): Dossier {
  const products = whole.products.map((one) => (one.product === id(name) ? { ...one, ...change } : one));
  return { ...whole, products };
}

function another(party: string, change: Partial<ChainEvent>): Dossier {
  const [first] = whole.events;
  const nothing = { drawn: [], produced: [], packed: [], withheld: true };
  const event = { ...first!, ...nothing, entry: 900, run: '900:0', party, ...change };
  return { ...whole, events: [...whole.events, event] };
}

const told = ({ result, gramsSubstantiated, findings }: ClaimVerdict): unknown[] => [
  result,
  gramsSubstantiated,
  findings.filter(({ code }) => code.endsWith('_WITHHELD')).map(({ code, weight }) => `${weight} ${code}`),
];

test('of what is shown whole nothing is looked for', () => {
  assert.equal(arranged(whole).withheld, undefined);
  assert.deepEqual(told(judged(whole)), ['holds', 250_000, []]);
});

test('something withheld of an event on the way leaves open whether the claim holds', () => {
  const codes = ['unknown EVENT_WITHHELD'];
  for (const party of ['farm', 'gin', 'knitter'])
    assert.deepEqual(told(judged(withEvent(party, { withheld: true, country: null }))), [
      'cannot-tell',
      0,
      codes,
    ]);
  // Unweighed pieces weigh what went into them, which is not known either.
  assert.deepEqual(told(judged(withEvent('maker', { withheld: true }))), ['cannot-tell', null, codes]);
});

test('an event that hides what it made counts by its party, one that tells nothing by anybody', () => {
  const hides = { hidesMaking: true, drawn: [{ lot: id('yarn/9'), dimension: 'mass', amount: 1 }] };
  assert.deepEqual(told(judged(another('knitter', hides))), ['cannot-tell', 0, ['unknown EVENT_WITHHELD']]);
  assert.equal(judged(another('elsewhere', hides)).result, 'holds');
  assert.equal(judged(another('elsewhere', { ...hides, drawn: [] })).result, 'cannot-tell');
  assert.equal(judged(another('knitter', { ...hides, hidesMaking: false })).result, 'holds');
});

test('of a product only what is not told may be withheld, and its weight where goods are counted', () => {
  const open = ['cannot-tell', 0, ['unknown PRODUCT_WITHHELD']];
  assert.deepEqual(told(judged(withProduct('bale', { withheld: true, category: null }))), open);
  assert.deepEqual(told(judged(withProduct('shirt', { withheld: true }))), open);
  assert.equal(judged(withProduct('bale', { withheld: true })).result, 'holds');
  assert.equal(judged(withProduct('shirt', { withheld: true, netWeightGrams: 250 })).result, 'holds');
  assert.equal(judged(withProduct('bale', { category: null })).result, 'holds');
});

test('what fails by what is shown fails all the same', () => {
  const expired = whole.records.map((record) =>
    record.kind === 'certificate' && record.certificate === 'scope-gin'
      ? { ...record, validUntilMs: 1 }
      : record,
  );
  const { products } = withProduct('seed', { withheld: true, category: null });
  const verdict = judged({ ...whole, records: expired, products });
  assert.equal(verdict.result, 'fails');
  assert.ok(verdict.findings.some(({ code }) => code === 'PRODUCT_WITHHELD'));
});
