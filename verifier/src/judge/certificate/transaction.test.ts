import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DossierFacility } from '../../dossier/dossier.ts';
import type { RecordBook } from '../../record/book.ts';
import type { Certificate } from '../../record/record.ts';
import { day, Sayings } from '../authority/sayings.test.ts';
import { Spoken } from '../spoken.ts';
import { drawingFindings } from './drawing.ts';
import type { TransactionContext } from './shipment.ts';
import { type TransactionLimit, transactionLimit } from './transaction.ts';

const lot = 'bale/1';
const made = { entry: 50, atMs: day('04-20'), unit: null, produced: [{ lot }] };

function contextOf(said: Sayings, book: RecordBook = said.book()): TransactionContext {
  return {
    atMs: day('12-01'),
    book,
    claim: new Sayings().claim('brand', 'claim'),
    rule: { transfers: { processes: ['*'], except: [], scheme: 'gots' } },
    facilities: new Spoken<DossierFacility>([], ({ facility }) => facility),
    chain: {
      lots: [{ madeBy: [0] }],
      indexOf: new Map([[lot, 0]]),
      makings: [{ events: [made] }],
    },
  } as unknown as TransactionContext;
}

function limitOf(said: Sayings, buyer: string, book: RecordBook = said.book()): TransactionLimit {
  return transactionLimit(contextOf(said, book), lot, 'gin', buyer, day('10-01'));
}

function codesOf({ findings }: TransactionLimit): string[] {
  return findings.map(({ code, weight }) => (weight === 'fail' ? code : `${code}?`));
}

function shipped(more: Partial<Certificate> & { at?: string; shipped?: string } = {}): Sayings {
  const said = new Sayings().chain();
  said.ship('gin', 'mill', lot, 100, more);
  return said;
}

test('a certificate lets pass what it certifies, from its holder to its buyer alone', () => {
  const limit = limitOf(shipped(), 'mill');
  assert.equal(limit.grams, 100);
  assert.equal(limit.assurance, 'third-party');
  assert.deepEqual(limit.entries, [4]);
  assert.deepEqual(limit.findings, []);
  const other = limitOf(shipped(), 'rival');
  assert.equal(other.grams, 0);
  assert.deepEqual(codesOf(other), ['CERTIFICATE_MISSING']);
  assert.match(other.findings[0]?.detail ?? '', /tc-gin-mill-bale\/1 is made out to mill/);
});

test('a certificate that is wrong by itself lets nothing pass', () => {
  const find = (more: Parameters<typeof shipped>[0]): string[] => {
    const limit = limitOf(shipped(more), 'mill');
    assert.equal(limit.grams, 0);
    return codesOf(limit);
  };
  assert.deepEqual(find({ issuer: 'stranger' }), ['ISSUER_NOT_ACCREDITED']);
  assert.deepEqual(find({ issuer: 'gin' }), ['ISSUER_NOT_ACCREDITED']);
  assert.deepEqual(find({ shipped: '04-19' }), ['SHIPPED_BEFORE_MADE']);
  assert.deepEqual(find({ shippedAtMs: null }), ['SHIPPED_BEFORE_MADE?']);
  assert.deepEqual(find({ shipped: '10-02' }), ['CERTIFICATE_NOT_YET_VALID']);
  assert.deepEqual(find({ validUntilMs: day('04-25') }), ['CERTIFICATE_EXPIRED']);
  assert.deepEqual(find({ withheld: true }), ['CERTIFICATE_MISSING?']);
  assert.deepEqual(find({ lots: [{ lot, grams: 90, certifiedGrams: 100 }] }), ['VOLUME_EXCEEDED']);
  assert.deepEqual(find({ scheme: 'ocs' }), ['CERTIFICATE_MISSING']);
});

test('a revoked certificate lets nothing pass, whenever its goods were used; a suspended one until it is back', () => {
  const said = shipped();
  said.status('body', 'tc-gin-mill-bale/1', 'suspended', '11-01');
  assert.deepEqual(codesOf(limitOf(said, 'mill')), ['CERTIFICATE_SUSPENDED']);
  said.status('body', 'tc-gin-mill-bale/1', 'reinstated', '11-02');
  assert.equal(limitOf(said, 'mill').grams, 100);
  said.status('body', 'tc-gin-mill-bale/1', 'revoked', '11-03');
  assert.deepEqual(codesOf(limitOf(said, 'mill')), ['CERTIFICATE_REVOKED']);
});

test('partial shipments add up, and goods pass through traders', () => {
  const said = shipped();
  said.ship('gin', 'mill', lot, 20, { certificate: 'rest' });
  said.ship('gin', 'trader', lot, 50);
  const drawn = [{ certificate: 'tc-gin-trader-bale/1', grams: 30 }];
  said.ship('trader', 'mill', lot, 30, { inputs: drawn });
  for (const book of [said.book(), ...said.shuffledBooks()]) {
    const limit = limitOf(said, 'mill', book);
    assert.equal(limit.grams, 150);
    assert.equal(limit.certificates.length, 4);
    assert.equal(limitOf(said, 'trader', book).grams, 20, 'what the trader kept');
  }
});

test('a trader that passes on more than it got sells nothing, to any buyer, and all are named', () => {
  const said = new Sayings().chain();
  said.ship('gin', 'trader', lot, 100);
  said.ship('trader', 'mill', lot, 100);
  assert.equal(limitOf(said, 'mill').grams, 100);
  said.ship('trader', 'rival', lot, 1);
  for (const buyer of ['mill', 'rival', 'trader']) {
    const limit = limitOf(said, buyer);
    assert.equal(limit.grams, 0, buyer);
    assert.ok(codesOf(limit).includes('VOLUME_EXCEEDED'), buyer);
  }
  assert.deepEqual(limitOf(said, 'mill').findings[0]?.entries, [4, 5, 6]);
});

test('a lot that goes round in a circle is no more in the end', () => {
  const said = new Sayings().chain();
  said.ship('gin', 'a', lot, 100);
  said.ship('a', 'b', lot, 100);
  said.ship('b', 'a', lot, 100);
  said.ship('a', 'mill', lot, 100);
  assert.equal(limitOf(said, 'mill').grams, 100);
  said.ship('a', 'rival', lot, 100);
  assert.equal(limitOf(said, 'mill').grams + limitOf(said, 'rival').grams, 0);
});

test('all that draw from one certificate draw no more than it certifies; strangers neither draw nor use it up', () => {
  const said = new Sayings().chain();
  const input = said.ship('gin', 'mill', lot, 100);
  const inputs = (grams: number): Partial<Certificate> => ({
    inputs: [{ certificate: input.certificate, grams }],
  });
  const first = said.ship('mill', 'knitter', 'yarn/1', 60, inputs(60));
  said.ship('mill', 'weaver', 'yarn/2', 40, inputs(40));
  const stranger = said.ship('rival', 'weaver', 'yarn/3', 40, inputs(40));
  const find = (certificate: Certificate): string[] =>
    drawingFindings(said.book(), certificate, day('12-01')).map(({ code }) => code);
  assert.deepEqual(find(first), []);
  assert.deepEqual(find(stranger), ['HOLDER_DIFFERS']);
  const last = said.ship('mill', 'dyer', 'yarn/4', 1, inputs(1));
  assert.deepEqual(find(first), ['VOLUME_EXCEEDED']);
  assert.deepEqual(find(last), ['VOLUME_EXCEEDED']);
  const [over] = drawingFindings(said.book(), first, day('12-01'));
  assert.deepEqual(over?.entries, [4, 5, 6, 8]);
  said.status('body', last.certificate, 'revoked', '07-01');
  assert.deepEqual(find(first), []);
});

test('a withheld certificate of the same holder could draw as well: unknown, never passed', () => {
  const said = new Sayings().chain();
  const input = said.ship('gin', 'mill', lot, 100);
  const drawn = { inputs: [{ certificate: input.certificate, grams: 60 }] };
  const first = said.ship('mill', 'knitter', 'yarn/1', 60, drawn);
  said.ship('mill', 'weaver', 'yarn/2', 60, { inputs: [], withheld: true });
  const [found] = drawingFindings(said.book(), first, day('12-01'));
  assert.equal(found?.weight, 'unknown');
});

test('a withheld certificate of a trader on the way may be the missing one', () => {
  const said = new Sayings().chain();
  said.ship('gin', 'trader', lot, 100);
  assert.deepEqual(codesOf(limitOf(said, 'mill')), ['CERTIFICATE_MISSING']);
  said.ship('trader', 'mill', lot, 100, { lots: [], withheld: true });
  assert.deepEqual(codesOf(limitOf(said, 'mill')), ['CERTIFICATE_MISSING?']);
});

test('whatever is certified between whom, all buyers together draw no more than left the maker', () => {
  const party = fc.constantFrom('gin', 'a', 'b', 'c', 'd');
  const sale = fc.record({ from: party, to: party, grams: fc.integer({ min: 0, max: 5 }) });
  const sales = fc.array(sale, { maxLength: 12 });
  fc.assert(
    fc.property(sales, (sold) => {
      const said = new Sayings().chain();
      sold.forEach(({ from, to, grams }, at) => {
        said.ship(from, to, lot, grams, { certificate: `tc-${at}` });
      });
      const left = sold.filter(({ from, to }) => from === 'gin' && to !== 'gin');
      const context = contextOf(said);
      const limits = ['a', 'b', 'c', 'd'].map(
        (buyer) => transactionLimit(context, lot, 'gin', buyer, day('10-01')).grams,
      );
      const [drawn, certified] = [limits, left.map(({ grams }) => grams)].map((all) =>
        all.reduce((total, one) => total + one, 0),
      );
      assert.ok(Number(drawn) <= Number(certified));
    }),
    { numRuns: 300 },
  );
});
