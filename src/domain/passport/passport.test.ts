import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Known, KnownProduct, PassportLevel, Traced, TracedStage } from './known.ts';
import type { Finding } from './finding.ts';
import { findingSentences } from './finding.ts';
import { groundSentences } from './ground.ts';
import { type Passport, passportOf } from './passport.ts';

const shirt = 'https://id.gs1.org/01/09520161000011';
const lint = 'https://id.gs1.org/01/09520112000015';
const log = { origin: 'log.test', size: 40 };
const day = 86_400_000;

const product: KnownProduct = {
  product: shirt,
  party: 'urn:brand',
  name: 'Shirt',
  description: null,
  composition: [{ material: 'cotton', percent: 100 }],
  netWeightGrams: 160,
  care: null,
};

const known: Known = {
  party: (id) => ({ name: `Firm ${id}` }),
  facility: (id) => ({ name: `Site ${id}`, address: `Road of ${id}` }),
  product: (id) =>
    id === shirt ? product : id === lint ? { ...product, product: lint, name: 'Lint' } : undefined,
  claimTitle: () => undefined,
  certificates: () => [],
};

function stage(process: string, more: Partial<TracedStage> = {}): TracedStage {
  return {
    step: 'commissioning',
    process,
    party: process,
    place: process,
    country: 'BJ',
    region: 'BJ-BO',
    lots: 1,
    amount: 1000,
    dimension: 'mass',
    fromMs: day,
    toMs: day,
    depth: 1,
    custodial: false,
    ...more,
  };
}

function traced(more: Partial<Traced> = {}): Traced {
  return {
    lot: {
      id: `${shirt}/21/S1`,
      kind: 'item',
      dimension: 'count',
      produced: 1,
      party: 'sewing',
      place: 'sewing',
      step: 'commissioning',
      bornAtMs: 9 * day,
      entry: 30,
      custody: 'device',
    },
    originCount: 2,
    countries: [
      { country: 'BJ', grams: 120, share: 0.75, origins: 1 },
      { country: null, grams: 40, share: 0.25, origins: 1 },
    ],
    unknownAmounts: false,
    stages: [
      stage('sewing', { country: 'TN', fromMs: 8 * day, toMs: 9 * day, amount: 1, dimension: 'count' }),
      stage('ginning-saw', { fromMs: 2 * day }),
      stage('farm-production'),
    ],
    gaps: [],
    conflicts: [],
    page: [{ id: `${lint}/10/B1`, party: 'ginning-saw', place: 'ginning-saw' }],
    ...more,
  };
}

function said(passport: Passport, about: string): Finding {
  const found = passport.findings.find((finding) => finding.about === about);
  assert.ok(found, about);
  return found;
}

describe('a passport', () => {
  test('names the thing, its making and its origins', () => {
    const passport = passportOf(traced(), known, log, 'full');
    assert.equal(passport.title, 'Shirt');
    assert.equal(passport.number, 'S1');
    assert.equal(passport.brand, 'Firm urn:brand');
    assert.deepEqual(passport.making, {
      act: 'sewn',
      who: 'Firm sewing',
      where: { country: 'TN', region: 'BJ-BO', site: 'Site sewing', address: 'Road of sewing' },
      atMs: 9 * day,
    });
    assert.deepEqual(
      passport.origins.map(({ country, grams, percent }) => [country, grams, percent]),
      [
        ['BJ', 120, 75],
        [null, 40, 25],
      ],
    );
  });

  test('says what the product was when the lot was made, and that it was told otherwise since', () => {
    const retold = { ...product, composition: [{ material: 'viscose', percent: 100 }] };
    const both: Known = { ...known, product: (_id, lot) => (lot === undefined ? retold : product) };
    const then = passportOf(traced(), both, log);
    assert.deepEqual([then.product?.composition, then.isToldOtherwise], [product.composition, true]);
    assert.equal(passportOf(traced(), known, log).isToldOtherwise, false);
  });

  test('tells the way from the field to the asked thing, with the names of what came out', () => {
    const { journey } = passportOf(traced(), known, log, 'full');
    assert.deepEqual(
      journey.map(({ act, products, last }) => [act, products, last]),
      [
        ['grown', [], false],
        ['ginned', ['Lint'], false],
        ['sewn', [], true],
      ],
    );
  });

  test('keeps the order of the trade where recycling runs in a circle, and puts unknown work by its time', () => {
    const stages = [
      stage('knitting-circular', { depth: 9, fromMs: 5 * day }),
      stage('spinning-carded', { depth: 8, fromMs: 4 * day }),
      stage('moon-bleaching', { depth: 7, fromMs: 6 * day }),
      stage('fibre-recycling', { depth: 2, fromMs: 8 * day }),
      stage('farm-production', { depth: 6 }),
      stage('sewing', { depth: 5, fromMs: 7 * day, toMs: 9 * day }),
    ];
    const { journey } = passportOf(traced({ stages }), known, log, 'full');
    assert.deepEqual(
      journey.map(({ act }) => act),
      ['grown', 'recycled', 'spun', 'knitted', 'Moon bleaching', 'sewn'],
    );
  });

  test('adds up places of one kind of work, but never kilograms and pieces', () => {
    const stages = [
      stage('ginning-saw'),
      stage('ginning-roller', { amount: 500 }),
      stage('sewing', { dimension: 'count' }),
      stage('sewing'),
    ];
    const [gins, sewing] = passportOf(traced({ stages }), known, log, 'full').journey;
    assert.deepEqual([gins?.lots, gins?.amount], [2, { amount: 1500, dimension: 'mass' }]);
    assert.deepEqual([sewing?.lots, sewing?.amount], [2, null]);
  });

  test('counts parcels as parcels, not as goods of the place where they were packed', () => {
    const packing = stage('ginning-saw', {
      process: null,
      step: 'packing',
      amount: 3,
      dimension: 'count',
      lots: 3,
    });
    const packed = passportOf(traced({ stages: [packing] }), known, log, 'full').journey[0];
    assert.deepEqual(
      [packed?.act, packed?.packed, packed?.products, packed?.amount],
      ['packed', true, [], null],
    );
  });

  for (const [level, region, who, site, address] of [
    ['country', null, null, null, null],
    ['region', 'BJ-BO', null, null, null],
    ['site', 'BJ-BO', 'Firm ginning-saw', 'Site ginning-saw', null],
    ['full', 'BJ-BO', 'Firm ginning-saw', 'Site ginning-saw', 'Road of ginning-saw'],
  ] as const satisfies readonly (readonly [PassportLevel, ...unknown[]])[]) {
    test(`at level ${level} shows no more than that, and says what it leaves out`, () => {
      const passport = passportOf(traced(), known, log, level);
      const gin = passport.journey[1]?.sites[0];
      assert.deepEqual(gin?.where, { country: 'BJ', region, site, address });
      assert.equal(gin?.who, who);
      const weights = [passport.amount, gin?.amount, ...passport.origins.map(({ grams }) => grams)];
      assert.equal(
        weights.every((weight) => weight === null),
        level !== 'full',
        'weights are told at full only',
      );
      assert.ok(
        passport.origins.every(({ percent }) => percent !== null),
        'shares at every level',
      );
      assert.equal(passport.journey[0]?.sites[0]?.where.address, null, 'a farm has no address at any level');
      assert.equal(passport.withheld.includes('names'), who === null);
    });
  }
});

describe('what was checked', () => {
  test('tells a signature by the party from one by the node', () => {
    assert.equal(said(passportOf(traced(), known, log, 'full'), 'signed').state, 'checked');
    const stages = [stage('ginning-saw', { custodial: true }), stage('sewing')];
    const mixed = said(passportOf(traced({ stages }), known, log, 'full'), 'signed');
    assert.equal(mixed.state, 'partly');
    assert.deepEqual(mixed.says[0], { code: 'signed-here-some', values: { count: 1, all: 2 } });
  });

  test('counts records from one', () => {
    const { says } = said(passportOf(traced(), known, log, 'full'), 'recorded');
    assert.deepEqual(says, [{ code: 'recorded', values: { number: 31, size: 40 } }]);
  });

  test('says that amounts cannot all be true, and of which lot', () => {
    const found = said(
      passportOf(traced({ conflicts: [{ lot: `${lint}/10/B1` }] }), known, log, 'full'),
      'amounts',
    );
    assert.equal(found.state, 'contradicted');
    assert.deepEqual(found.says, [{ code: 'amounts-wrong', values: { lots: ['B1'] } }]);
  });

  test('knows no shares where amounts are not known', () => {
    const passport = passportOf(traced({ unknownAmounts: true }), known, log, 'full');
    assert.deepEqual(
      passport.origins.map(({ grams, percent }) => [grams, percent]),
      [
        [null, null],
        [null, null],
      ],
    );
    assert.equal(said(passport, 'amounts').state, 'partly');
  });

  test('names gaps, three of them at most', () => {
    const gaps = ['A', 'B', 'C', 'D'].map((lot) => ({ kind: 'undeclared-lot', lot: `${lint}/10/${lot}` }));
    const found = said(passportOf(traced({ gaps }), known, log, 'full'), 'missing');
    assert.equal(found.state, 'partly');
    assert.deepEqual(found.says, [
      { code: 'missing-lots-more', values: { lots: ['A', 'B', 'C'], count: 1 } },
    ]);
  });

  test('says of certificates, witnesses and the cloth that they are not checked', () => {
    const passport = passportOf(traced(), known, log, 'full');
    for (const about of ['claims', 'cloth']) {
      assert.equal(said(passport, about).state, 'not-checked');
    }
  });

  test('says that nothing was declared about a lot that others only mention', () => {
    const lot = {
      ...traced().lot,
      party: null,
      place: null,
      step: null,
      bornAtMs: null,
      entry: null,
      produced: null,
    };
    const passport = passportOf(traced({ lot, stages: [], countries: [] }), known, log, 'full');
    assert.equal(passport.making, null);
    assert.equal(passport.amount, null);
    assert.equal(said(passport, 'recorded').state, 'not-checked');
    assert.equal(said(passport, 'signed').state, 'not-checked');
  });
});

describe('what a passport rests on', () => {
  const atMs = Date.UTC(2026, 10, 22, 12);
  const nobody = { witnesses: [], quorum: null, anchors: [], holdings: null };
  const states = (passport: ReturnType<typeof passportOf>): string[] =>
    passport.grounds.map(({ about, state }) => `${about}: ${state}`);

  test('is the word of the firms alone where nobody outside has seen the log', () => {
    const passport = passportOf(traced(), known, { ...log, outside: { size: 40, trust: nobody } });
    assert.deepEqual(states(passport), [
      'signers: checked',
      'witnesses: not-checked',
      'anchors: not-checked',
      'holdings: not-checked',
    ]);
    assert.deepEqual(passport.grounds[0]?.says, [{ code: 'signers-own', values: { count: 3 } }]);
    assert.deepEqual(passport.log, { origin: 'log.test', size: 40, entry: 30 });
    const kept = passportOf(traced({ stages: [stage('sewing', { custodial: true })] }), known, log);
    assert.equal(states(kept)[0], 'signers: partly');
    const unsaid = passportOf(traced({ stages: [] }), known, log);
    assert.deepEqual(unsaid.grounds[0]?.says, [{ code: 'signers-none' }]);
  });

  test('names witnesses and anchors, and no firm', () => {
    const anchor = {
      chain: 'tlog:00',
      size: 35,
      covers: 'all',
      atMs,
      place: 'other.test',
      block: null,
    } as const;
    const trust = {
      ...nobody,
      witnesses: [{ name: 'w1.test', atMs, named: false }],
      anchors: [{ ...anchor, number: null }],
    };
    const passport = passportOf(traced(), known, { ...log, outside: { size: 38, trust } });
    assert.deepEqual(passport.grounds[1]?.says, [
      { code: 'witnesses', values: { count: 1, size: 38 } },
      { code: 'witness', values: { name: 'w1.test', at: { atMs } } },
      { code: 'witness-unknown' },
    ]);
    assert.deepEqual(passport.grounds[2]?.says, [
      { code: 'anchor-log', values: { count: 35, place: 'other.test', at: { atMs } } },
      { code: 'anchor-covers-all' },
    ]);
    assert.doesNotMatch(JSON.stringify(passport.grounds), /sewing|ginning|Firm/);
    const late = { ...trust, anchors: [{ ...anchor, covers: 'nothing', number: null } as const] };
    const before = passportOf(traced(), known, { ...log, outside: { size: 38, trust: late } });
    assert.equal(states(before)[2], 'anchors: not-checked');
  });

  test('says of how many lots the balances are proven, to who is shown weights', () => {
    const proven = { entry: 36, atMs, lots: 4, proven: 3, later: 0 };
    const holdings = { ...proven, unproven: [{ lot: 'urn:lot', why: 'birth not told' }] };
    const shown = (level: 'site' | 'full', all = false): ReturnType<typeof passportOf>['grounds'][number] => {
      const trust = { ...nobody, holdings: all ? { ...proven, proven: 4, unproven: [] } : holdings };
      return passportOf(traced(), known, { ...log, outside: { size: 38, trust } }, level).grounds[3]!;
    };
    assert.equal(shown('full', true).state, 'checked');
    assert.equal(shown('full').state, 'partly');
    const values = { proven: 3, count: 4, at: { atMs }, number: 37 };
    assert.deepEqual(shown('full').says, [
      { code: 'holdings', values },
      { code: 'holdings-open', values: { lots: ['urn:lot'] } },
    ]);
    assert.equal(shown('site').state, 'not-checked');
    assert.deepEqual(shown('site').says, [{ code: 'holdings-none' }]);
  });
});

test('says nothing that is not in the lists of its sentences', () => {
  const said = [
    passportOf(traced(), known, log, 'full'),
    passportOf(traced({ stages: [], gaps: [{ kind: 'unknown-place', lot: 'urn:a' }] }), known, log),
    passportOf(traced({ conflicts: [{ lot: 'urn:a' }] }), known, log),
  ].flatMap(({ findings, grounds }) => [...findings, ...grounds].flatMap(({ says }) => says));
  const sentences = [...findingSentences, ...groundSentences];
  for (const { code } of said) assert.ok(sentences.includes(code), code);
});
