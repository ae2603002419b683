import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CertificateAsked } from '../../pack/pack.ts';
import type { RecordBook } from '../../record/book.ts';
import type { Certificate } from '../../record/record.ts';
import { day, Sayings } from '../authority/sayings.test.ts';
import { type Coverage, type CoverageContext, coverageOf, coveringAll, subjectCoverage } from './coverage.ts';

const asked: readonly CertificateAsked[] = [{ scheme: 'gots', types: ['scope'], codes: ['organic'] }];
const spun = {
  party: 'mill',
  site: 'mill-hall',
  process: 'spinning-carded',
  country: 'EG',
  categories: ['yarn'],
  materials: ['cotton'],
  atMs: day('05-01'),
  entry: 99,
};

const told = { entry: 0, recordedAtMs: 0, country: 'EG' };

function contextOf(said: Sayings, book: RecordBook = said.book(), restsOn: string[] = []): CoverageContext {
  return {
    book,
    claim: new Sayings().claim('brand', 'claim', { restsOn }),
    facility: (site) => (site?.startsWith('mill') ? { ...told, facility: site, party: 'mill' } : undefined),
    materialOf: () => undefined,
    processOf: (name) => name,
  };
}

function ofMill(more: Partial<Certificate> & { at?: string } = {}): Sayings {
  const said = new Sayings().chain();
  said.certify('body', 'mill', 'scope', more);
  return said;
}

function codes(coverage: Coverage): string[] {
  return coverage.covered
    ? []
    : coverage.findings.map(({ code, weight }) => (weight === 'fail' ? code : `${code}?`));
}

function codesOf(said: Sayings, more: Partial<typeof spun> | object = {}): string[] {
  return codes(coverageOf(contextOf(said), { ...spun, ...more }, asked, 'organic'));
}

test('a certificate of an accredited body covers, and names what it rests on', () => {
  const coverage = coverageOf(contextOf(ofMill()), spun, asked, 'organic');
  assert.ok(coverage.covered);
  assert.equal(coverage.certificate.certificate, 'scope');
  assert.equal(coverage.assurance, 'third-party');
  assert.deepEqual(coverage.entries, [0, 1, 2, 4]);
  assert.deepEqual(codesOf(ofMill({ issuer: 'auditor' })), []);
});

test('each thing that does not fit has its code', () => {
  assert.deepEqual(codesOf(new Sayings().chain()), ['CERTIFICATE_MISSING']);
  assert.deepEqual(codesOf(ofMill({ holder: 'other', sites: ['mill-hall'] })), ['HOLDER_DIFFERS']);
  assert.deepEqual(codesOf(ofMill({ sites: ['mill-yard'] })), ['SITE_NOT_COVERED']);
  assert.deepEqual(codesOf(ofMill(), { process: 'knitting' }), ['PROCESS_NOT_COVERED']);
  assert.deepEqual(codesOf(ofMill(), { categories: ['fabric'] }), ['CATEGORY_NOT_COVERED']);
  assert.deepEqual(codesOf(ofMill(), { materials: ['linen'] }), ['MATERIAL_NOT_COVERED']);
  assert.deepEqual(codesOf(ofMill({ scheme: 'ocs', issuer: 'mill-friend' })), [
    'ISSUER_NOT_ACCREDITED',
    'SCHEME_DIFFERS',
  ]);
  assert.deepEqual(codesOf(ofMill({ codes: ['made-with-organic'] })), ['CODE_NOT_COVERED']);
  assert.deepEqual(codesOf(ofMill({ validFromMs: day('05-02') })), ['CERTIFICATE_NOT_YET_VALID']);
  assert.deepEqual(codesOf(ofMill({ validUntilMs: day('04-30') })), ['CERTIFICATE_EXPIRED']);
  assert.deepEqual(codesOf(ofMill({ validUntilMs: spun.atMs, validFromMs: spun.atMs })), []);
  assert.deepEqual(codesOf(ofMill({ issuer: 'stranger' })), ['ISSUER_NOT_ACCREDITED']);
  assert.deepEqual(codesOf(ofMill({ issuer: 'mill' })), ['ISSUER_NOT_ACCREDITED']);
});

test('what is not told or withheld is unknown, and never covered', () => {
  assert.deepEqual(codesOf(ofMill(), { process: null }), ['PROCESS_NOT_COVERED?']);
  assert.deepEqual(codesOf(ofMill(), { site: null }), ['SITE_NOT_COVERED?']);
  assert.deepEqual(codesOf(ofMill(), { site: 'elsewhere' }), ['SITE_NOT_COVERED?']);
  assert.deepEqual(codesOf(ofMill(), { categories: [] }), ['CATEGORY_NOT_COVERED?']);
  assert.deepEqual(codesOf(ofMill({ categories: ['*'], processes: ['*'] }), { categories: [] }), []);
  assert.deepEqual(codesOf(ofMill({ withheld: true })), ['CERTIFICATE_MISSING?']);
  const limited = new Sayings();
  limited.trust({ anchor: ['gots'] });
  limited.accredit('anchor', 'body', 'certification-body', { countries: ['EG'] });
  limited.certify('body', 'mill', 'scope');
  assert.deepEqual(codesOf(limited), []);
  assert.deepEqual(codesOf(limited, { country: null }), ['ISSUER_NOT_ACCREDITED?']);
  assert.deepEqual(codesOf(limited, { country: 'TR' }), ['ISSUER_NOT_ACCREDITED']);
});

test('a subcontractor is covered by name or by site, a stranger’s hall is none of all sites of the holder', () => {
  const dyer = { party: 'dyer', site: 'dye-house' };
  assert.deepEqual(codesOf(ofMill({ subcontractors: ['dyer'] }), dyer), []);
  assert.deepEqual(codesOf(ofMill({ subcontractors: ['dye-house'] }), dyer), []);
  assert.deepEqual(codesOf(ofMill(), dyer), ['CERTIFICATE_MISSING']);
  const context = contextOf(ofMill());
  const rented = {
    ...context,
    facility: () => ({ ...told, facility: 'mill-hall', party: 'other' }),
  };
  assert.deepEqual(codes(coverageOf(rented, spun, asked, 'organic')), ['SITE_NOT_COVERED']);
});

test('suspended, reinstated, refuted, revoked: at the time of the making, by who may say it', () => {
  const said = ofMill();
  said.status('body', 'scope', 'suspended', '04-01');
  said.status('stranger', 'scope', 'revoked', '02-01');
  said.status('mill', 'scope', 'reinstated', '04-02');
  said.status('body', 'scope', 'reinstated', '06-01');
  said.status('body', 'scope', 'revoked', '08-01', '09-01');
  for (const book of [said.book(), ...said.shuffledBooks()]) {
    const at = (text: string): string[] =>
      codes(coverageOf(contextOf(said, book), { ...spun, atMs: day(text) }, asked, 'organic'));
    assert.deepEqual(at('03-31'), []);
    assert.deepEqual(at('04-01'), ['CERTIFICATE_SUSPENDED']);
    assert.deepEqual(at('05-31'), ['CERTIFICATE_SUSPENDED']);
    assert.deepEqual(at('06-01'), []);
    assert.deepEqual(at('08-15'), ['CERTIFICATE_REVOKED'], 'said later, of then');
  }
  const refuted = ofMill();
  refuted.status('anchor', 'scope', 'refuted', '02-01');
  assert.deepEqual(codesOf(refuted), ['CERTIFICATE_REVOKED']);
});

test('an accreditation that was suspended marks what was certified then, and what is made under it later', () => {
  const said = new Sayings().chain();
  said.status('ab', 'acc-body', 'suspended', '03-01');
  said.status('ab', 'acc-body', 'reinstated', '04-01');
  said.certify('body', 'mill', 'early', { at: '02-01' });
  said.certify('body', 'mill', 'during', { at: '03-10' });
  const find = (id: string, at: string): string[] => {
    const only = Object.assign(new Sayings(), {
      records: said.records.filter((one) => one.kind !== 'certificate' || one.certificate === id),
    });
    return codesOf(only, { atMs: day(at) });
  };
  assert.deepEqual(find('early', '02-15'), []);
  assert.deepEqual(find('early', '03-15'), ['ACCREDITATION_LAPSED']);
  assert.deepEqual(find('early', '04-15'), []);
  assert.deepEqual(find('during', '04-15'), ['ISSUER_NOT_ACCREDITED']);
  assert.deepEqual(find('during', '02-15'), ['ISSUER_NOT_ACCREDITED']);
});

test('of several the one that assures most covers; of none that do, the nearest is told of', () => {
  const said = new Sayings().chain();
  said.certify('friend', 'mill', 'a-second', { type: 'second-party' });
  said.certify('body', 'mill', 'b-third');
  said.certify('body', 'mill', 'c-third');
  const types: CertificateAsked[] = [{ scheme: 'gots', types: ['second-party', 'scope'], codes: [] }];
  const all = coveringAll(contextOf(said), spun, types, 'organic');
  assert.deepEqual(
    all.map(({ certificate, assurance }) => `${certificate.certificate} ${assurance}`),
    ['b-third third-party', 'c-third third-party', 'a-second second-party'],
  );
  const far = new Sayings().chain();
  far.certify('body', 'mill', 'a-far', { sites: ['mill-yard'], validUntilMs: day('02-01') });
  far.certify('body', 'mill', 'b-near', { validUntilMs: day('03-01') });
  far.certify('body', 'mill', 'a-other', { scheme: 'ocs', issuer: 'ocs-body' });
  for (const book of [far.book(), ...far.shuffledBooks()]) {
    const coverage = coverageOf(contextOf(far, book), spun, asked, 'organic');
    assert.ok(!coverage.covered);
    assert.deepEqual(
      coverage.findings.map(({ code, about, detail, entries }) => ({ code, about, detail, entries })),
      [
        {
          code: 'CERTIFICATE_EXPIRED',
          about: 'b-near',
          detail: 'certificate b-near ended on 2026-03-01, before 2026-05-01',
          entries: [5, 99],
        },
      ],
    );
  }
});

test('what the claim rests on for the process is told of, but does not cover another party', () => {
  const said = new Sayings().chain();
  said.certify('body', 'other', 'borrowed', { sites: ['other-hall'] });
  const context = contextOf(said, said.book(), ['borrowed']);
  assert.deepEqual(codes(coverageOf(context, spun, asked, 'organic')), ['HOLDER_DIFFERS']);
  assert.deepEqual(codes(coverageOf(context, { ...spun, process: 'knitting' }, asked, 'organic')), [
    'CERTIFICATE_MISSING',
  ]);
});

test('a test of lots covers the lots that it names, if it was passed', () => {
  const types: CertificateAsked[] = [{ scheme: 'gots', types: ['material'], codes: [] }];
  const find = (passed: boolean, lot: string): string[] => {
    const said = new Sayings().chain();
    said.certify('body', 'mill', 'dna', {
      type: 'material',
      lots: [{ lot: 'yarn/1', grams: 5, certifiedGrams: 5 }],
      test: { method: 'DNA', marker: null, passed },
      processes: [],
      categories: [],
    });
    return codes(coverageOf(contextOf(said), { ...spun, lots: [lot] }, types, 'organic'));
  };
  assert.deepEqual(find(true, 'yarn/1'), []);
  assert.deepEqual(find(false, 'yarn/1'), ['MATERIAL_NOT_COVERED']);
  assert.deepEqual(find(true, 'yarn/2'), ['CERTIFICATE_MISSING']);
});

test('a product is covered by a certificate that names it, never by one of a facility', () => {
  const types: CertificateAsked[] = [{ scheme: 'gots', types: ['product', 'facility'], codes: [] }];
  const subject = {
    lot: 'shirt/1',
    product: 'shirt',
    parties: ['brand', 'maker'],
    country: 'EG',
    categories: ['yarn'],
    materials: ['cotton'],
    atMs: day('05-01'),
    entry: 99,
  };
  const find = (more: Partial<Certificate>): string[] => {
    const said = new Sayings().chain();
    said.certify('body', 'maker', 'product', { type: 'product', products: ['shirt'], ...more });
    return codes(subjectCoverage(contextOf(said), subject, types, 'organic'));
  };
  assert.deepEqual(find({}), []);
  assert.deepEqual(find({ products: [] }), []);
  assert.deepEqual(find({ products: ['hat'] }), ['CERTIFICATE_MISSING']);
  assert.deepEqual(find({ type: 'facility', products: [] }), ['CERTIFICATE_MISSING']);
  assert.deepEqual(find({ holder: 'stranger' }), ['HOLDER_DIFFERS']);
  assert.deepEqual(find({ validUntilMs: day('04-01') }), ['CERTIFICATE_EXPIRED']);
});
