import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChainEvent, Dossier } from '../dossier/dossier.ts';
import type { ClaimRule } from '../pack/pack.ts';
import type { AccountMove, SaidRecord } from '../record/record.ts';
import { id, laterMs, organicChain, startMs, type World } from './fixture.ts';
import { judgeClaim, judgeLot } from './judge.ts';
import { type ClaimVerdict, claimChecks } from './verdict.ts';

const shirt = id('shirt/1');
const dayMs = 86_400_000;
const none: Partial<ClaimRule> = { entry: [], sites: [], transfers: null };
const figure = (value: number): { value: number; source: string; certain: boolean } => ({
  value,
  source: 's',
  certain: true,
});

function verdictOn(world: World, claim = 'claim', lot = shirt): ClaimVerdict {
  return judgeClaim(world.dossier(), claim, lot, laterMs);
}

function codesOf(verdict: ClaimVerdict): string[] {
  return [...new Set(verdict.findings.map(({ code }) => code))];
}

function replaced(world: World, made: string, change: (event: ChainEvent) => Partial<ChainEvent>): World {
  const at = world.events.findIndex(({ produced }) => produced.some(({ lot }) => lot === id(made)));
  const event = world.events[at]!;
  world.events[at] = { ...event, ...change(event) };
  return world;
}

test('a certified chain holds, with every check, its wording and the uncertain figures it used', () => {
  const verdict = verdictOn(organicChain());
  assert.deepEqual(
    [verdict.result, verdict.gramsClaimed, verdict.gramsSubstantiated],
    ['holds', 250_000, 250_000],
  );
  assert.deepEqual(
    verdict.checks.map(({ name }) => name),
    claimChecks,
  );
  assert.deepEqual([verdict.findings, verdict.uncertain], [[], []]);
  assert.equal(verdict.wording, 'Contains 100 % organic cotton.');
  assert.equal(verdict.assurance, 'third-party');
  assert.deepEqual(
    verdict.lots.map(({ gramsSubstantiated }) => gramsSubstantiated),
    [250_000, ...[320_000, 330_000, 1_000_000, 380_000].sort(byLot(verdict))],
  );
});

function byLot(verdict: ClaimVerdict): (one: number, other: number) => number {
  const grams = verdict.lots.map(({ gramsClaimed }) => gramsClaimed);
  return (one, other) => grams.indexOf(one) - grams.indexOf(other);
}

test('judgeLot judges the claims on the lot and on its product, by id', () => {
  const world = organicChain();
  world.claim('a-claim', 'shirt/1', { lots: [], product: id('shirt') });
  assert.deepEqual(
    judgeLot(world.dossier(), shirt, laterMs).map(({ claim }) => claim),
    ['a-claim', 'claim'],
  );
  assert.deepEqual(judgeLot(world.dossier(), shirt, startMs), []);
});

test('no pack in force: PACK_UNKNOWN, cannot tell', () => {
  const world = organicChain();
  world.claim('other', 'shirt/1', { scheme: 'nobody' });
  const verdict = verdictOn(world, 'other');
  assert.deepEqual([verdict.result, codesOf(verdict), verdict.pack], ['cannot-tell', ['PACK_UNKNOWN'], null]);
});

test('a site whose certificate is missing lets nothing through', () => {
  const world = organicChain();
  world.records.splice(
    world.records.findIndex((record) => record.kind === 'certificate' && record.holder === 'knitter'),
    1,
  );
  const verdict = verdictOn(world);
  assert.deepEqual(
    [verdict.result, verdict.gramsSubstantiated, codesOf(verdict)],
    ['fails', 0, ['CERTIFICATE_MISSING']],
  );
  assert.equal(verdict.findings[0]?.lot, id('knit/1'));
});

test('an entry that no rule provides for brings nothing in', () => {
  const verdict = verdictOn(replaced(organicChain(), 'seed/1', () => ({ process: 'trading' })));
  assert.deepEqual([verdict.result, codesOf(verdict)], ['fails', ['CERTIFICATE_MISSING']]);
});

test('a transaction certificate for less lets only that through', () => {
  const world = organicChain();
  const at = world.records.findIndex(
    (record) => record.kind === 'certificate' && record.certificate === 'tc-knitter',
  );
  world.records.splice(at, 1);
  world.transaction('tc-less', 'knitter', 'maker', 'knit/1', 100);
  world.records.push(
    ...world.records.splice(-1).map((record) => ({ ...record, shippedAtMs: startMs }) as SaidRecord),
  );
  const verdict = verdictOn(world);
  assert.notEqual(verdict.result, 'holds');
  assert.ok((verdict.gramsSubstantiated ?? 0) <= 100_000);
});

test('conventional cotton in the yarn: weaker model, fewer kilograms', () => {
  const world = organicChain();
  world.make('stranger', 'farm-production', {}, { 'bale/2': 100 }, { atMs: startMs });
  replaced(world, 'yarn/1', ({ drawn }) => ({
    drawn: [...drawn, { lot: id('bale/2'), dimension: 'mass', amount: 100_000 }],
  }));
  const verdict = verdictOn(world);
  assert.equal(verdict.result, 'fails');
  assert.ok(codesOf(verdict).includes('MODEL_WEAKER'));
  world.claim('blend', 'shirt/1', { model: 'controlled-blending' });
  const blend = verdictOn(world, 'blend');
  assert.equal(blend.result, 'partly');
  // 380 of 480 kg lint, of which 330 kg yarn and so on: rounded down at each step.
  assert.equal(
    blend.gramsSubstantiated,
    Math.floor(
      (Math.floor(
        (Math.floor((Math.floor((330_000 * 380_000) / 480_000) * 320_000) / 330_000) * 250_000) / 320_000,
      ) *
        250_000) /
        250_000,
    ),
  );
});

test('polyester in the knit: less material than claimed went in, SHARE_OVERSTATED', () => {
  const world = organicChain(none);
  world.make('stranger', 'trading', {}, { 'poly/1': 100 }, { atMs: startMs });
  replaced(world, 'knit/1', ({ drawn }) => ({
    drawn: [...drawn, { lot: id('poly/1'), dimension: 'mass', amount: 100_000 }],
  }));
  const verdict = verdictOn(world);
  assert.deepEqual([verdict.result, codesOf(verdict)], ['fails', ['SHARE_OVERSTATED']]);
});

test('unknown material, unknown amounts, unknown makers: nobody can tell', () => {
  const unknown = organicChain(none, (world) => world.products.delete(id('seed')));
  assert.deepEqual(
    [verdictOn(unknown).result, codesOf(verdictOn(unknown))],
    ['cannot-tell', ['MATERIAL_UNKNOWN']],
  );
  const untold = replaced(organicChain(none), 'yarn/1', () => ({
    drawn: [{ lot: id('bale/1'), dimension: null, amount: null }],
  }));
  assert.deepEqual(
    [verdictOn(untold).result, codesOf(verdictOn(untold))],
    ['cannot-tell', ['AMOUNT_UNKNOWN']],
  );
  const world = organicChain(none);
  world.events.splice(0, 1);
  assert.deepEqual([verdictOn(world).result, codesOf(verdictOn(world))], ['cannot-tell', ['ORIGIN_UNKNOWN']]);
});

test('spun before it was ginned: USED_BEFORE_MADE', () => {
  const verdict = verdictOn(replaced(organicChain(none), 'bale/1', () => ({ atMs: startMs + 200 * dayMs })));
  assert.deepEqual([verdict.result, codesOf(verdict)], ['fails', ['USED_BEFORE_MADE']]);
});

test('packed before it was made, or after it was used: USED_BEFORE_MADE', () => {
  const packedOn = (day: number): ClaimVerdict => {
    const unit = 'https://id.gs1.org/00/095210000000000018';
    const world = replaced(organicChain(none), 'knit/1', () => ({
      drawn: [{ lot: unit, dimension: 'count', amount: 1 }],
      atMs: startMs + 100 * dayMs,
    }));
    const packed = [{ lot: id('yarn/1'), dimension: 'mass', amount: 330_000 }];
    const atMs = startMs + day * dayMs;
    world.make('spinner', 'packing', {}, {}, { unit, packed, atMs, process: null });
    return verdictOn(replaced(world, 'shirt/1', () => ({ atMs: startMs + 150 * dayMs })));
  };
  assert.equal(packedOn(90).result, 'holds');
  for (const day of [5, 101]) {
    const verdict = packedOn(day);
    assert.deepEqual([verdict.result, codesOf(verdict)], ['fails', ['USED_BEFORE_MADE']], String(day));
  }
});

test('more enters under a certificate than its volume', () => {
  const world = organicChain();
  const at = world.records.findIndex(
    (record) => record.kind === 'certificate' && record.certificate === 'scope-farm',
  );
  world.records[at] = { ...world.records[at]!, volumeGrams: 500_000 } as SaidRecord;
  world.claim('blend', 'shirt/1', { model: 'controlled-blending' });
  const verdict = verdictOn(world, 'blend');
  assert.deepEqual(
    [verdict.result, codesOf(verdict), verdict.gramsSubstantiated],
    ['partly', ['VOLUME_EXCEEDED'], 125_000],
  );
});

test('a model that the code does not know: MODEL_NOT_ALLOWED', () => {
  const verdict = verdictOn(organicChain({ models: ['identity-preserved'] }));
  assert.deepEqual([verdict.result, codesOf(verdict)], ['fails', ['MODEL_NOT_ALLOWED']]);
});

test('origins of one country and of several', () => {
  const world = organicChain(none);
  const more = (country: string): World => {
    const two = organicChain(none);
    two.make('farm', 'farm-production', {}, { 'seed/2': 100 }, { atMs: startMs, country });
    return replaced(two, 'bale/1', ({ drawn }) => ({
      drawn: [...drawn, { lot: id('seed/2'), dimension: 'mass', amount: 100_000 }],
    }));
  };
  const reaches = (
    from: World,
    model: 'identity-preserved' | 'segregated-single-country' | 'segregated',
  ): boolean => {
    from.claim(model, 'shirt/1', { model });
    return verdictOn(from, model).result === 'holds';
  };
  assert.ok(reaches(world, 'identity-preserved'));
  assert.ok(!reaches(more('EG'), 'identity-preserved'));
  assert.ok(reaches(more('EG'), 'segregated-single-country'));
  assert.ok(!reaches(more('TR'), 'segregated-single-country'));
  assert.ok(reaches(more('TR'), 'segregated'));
});

test('origin: excluded, other than claimed, unknown', () => {
  const origin = { knownTo: 'country' as const, excludedCountries: ['EG'] };
  assert.deepEqual(codesOf(verdictOn(organicChain({ ...none, origin }))), ['ORIGIN_EXCLUDED']);
  const world = organicChain(none);
  world.claim('turkish', 'shirt/1', { countries: ['TR'] });
  assert.deepEqual(
    [verdictOn(world, 'turkish').result, codesOf(verdictOn(world, 'turkish'))],
    ['fails', ['ORIGIN_COUNTRY_DIFFERS']],
  );
  const hidden = organicChain({ ...none, origin: { knownTo: 'country', excludedCountries: [] } }, (one) =>
    one.facility('farm', null),
  );
  assert.deepEqual(
    [verdictOn(hidden).result, codesOf(verdictOn(hidden))],
    ['cannot-tell', ['ORIGIN_UNKNOWN']],
  );
  const gin = { knownTo: 'gin' as const, excludedCountries: [] };
  assert.equal(verdictOn(organicChain({ ...none, origin: gin })).result, 'holds');
  const nameless = replaced(organicChain({ ...none, origin: gin }), 'bale/1', () => ({ site: null }));
  assert.deepEqual(codesOf(verdictOn(nameless)), ['ORIGIN_UNKNOWN']);
});

test('composition: shares out of bounds, and remainders that the rule does not allow', () => {
  const codes = (
    rule: Partial<ClaimRule>,
    sharePpm: number,
    composition: Record<string, number>,
  ): string[] => {
    const world = organicChain({ ...none, ...rule });
    world.product('shirt', 'garment', composition);
    world.claim('share', 'shirt/1', { sharePpm, model: 'controlled-blending' });
    return codesOf(verdictOn(world, 'share'));
  };
  const remainder = { sameMaterialMaxPpm: null, banned: [], caps: [] };
  assert.deepEqual(codes({}, 40_000, { cotton: 100 }), ['SHARE_BELOW_MINIMUM']);
  assert.deepEqual(codes({ maxSharePpm: figure(900_000) }, 1_000_000, { cotton: 100 }), [
    'SHARE_ABOVE_MAXIMUM',
  ]);
  assert.deepEqual(codes({}, 950_000, { cotton: 60, polyester: 40 }), ['SHARE_OVERSTATED']);
  assert.deepEqual(
    codes({ remainder: { ...remainder, sameMaterialMaxPpm: figure(0) } }, 950_000, { cotton: 100 }),
    ['SAME_MATERIAL_CONVENTIONAL'],
  );
  assert.deepEqual(
    codes({ remainder: { ...remainder, banned: ['polyester'] } }, 950_000, { cotton: 95, polyester: 5 }),
    ['MATERIAL_BANNED'],
  );
  const caps = [{ material: 'polyester', maxPpm: figure(40_000), categories: [] }];
  assert.deepEqual(codes({ remainder: { ...remainder, caps } }, 950_000, { cotton: 95, polyester: 5 }), [
    'MATERIAL_CAP_EXCEEDED',
  ]);
  assert.deepEqual(codes({}, 950_000, { cotton: 95, unobtainium: 5 }).sort(), [
    'AMOUNT_UNKNOWN',
    'MATERIAL_UNKNOWN',
  ]);
});

test('trims do not count into the share', () => {
  const world = organicChain(none);
  world.product('shirt', 'garment', { cotton: 96, metal: 4 });
  assert.deepEqual([verdictOn(world).result, verdictOn(world).gramsClaimed], ['holds', 240_000]);
});

test('self-declared certificates are not enough where a third party is asked for', () => {
  const verdict = verdictOn(organicChain({ ...none, minAssurance: 'third-party' }));
  assert.deepEqual(
    [verdict.result, codesOf(verdict), verdict.assurance],
    ['fails', ['ASSURANCE_TOO_LOW'], 'self-declared'],
  );
});

test('a withdrawn claim is withdrawn, whatever else', () => {
  const world = organicChain();
  world.status('claim', 'withdrawn', 'maker');
  assert.deepEqual([verdictOn(world).result, verdictOn(world).wording], ['withdrawn', null]);
});

function massBalance(
  moves: (world: World) => AccountMove[],
  rule: Partial<ClaimRule> = {},
  given: { method?: 'credit' | 'rolling-average'; withheld?: boolean } = {},
): ClaimVerdict {
  const world = organicChain({ ...none, ...rule });
  world.account('knitter', moves(world), given);
  world.claim('balance', 'shirt/1', { model: 'mass-balance' });
  return verdictOn(world, 'balance');
}

const move = (
  act: AccountMove['act'],
  day: number,
  lot: string | null,
  kg: number,
  unit: string | null = null,
): AccountMove => ({
  act,
  atMs: startMs + day * dayMs,
  lot: lot === null ? null : id(lot),
  grams: kg * 1000,
  unit,
});

test('mass balance: what the account gives is claimed, under its wording', () => {
  const verdict = massBalance(() => [move('in', 30, 'yarn/1', 330), move('out', 40, 'knit/1', 320)]);
  assert.deepEqual([verdict.result, verdict.wording], ['holds', 'Bought for 100 %.']);
  assert.deepEqual(verdict.uncertain, ['organic 1: claims.pure.creditMonths']);
});

test('mass balance: overdrawn, unfounded, expired, out of the window, withheld', () => {
  const told = (verdict: ClaimVerdict): unknown[] => [
    verdict.result,
    codesOf(verdict),
    verdict.gramsSubstantiated,
  ];
  assert.deepEqual(told(massBalance(() => [move('in', 30, 'yarn/1', 160), move('out', 40, 'knit/1', 320)])), [
    'fails',
    ['ACCOUNT_OVERDRAWN'],
    0,
  ]);
  assert.deepEqual(told(massBalance(() => [move('in', 30, 'yarn/1', 400), move('out', 40, 'knit/1', 320)])), [
    'holds',
    ['CREDIT_UNFOUNDED'],
    250_000,
  ]);
  assert.deepEqual(told(massBalance(() => [move('in', 30, null, 400), move('out', 40, 'knit/1', 320)])), [
    'fails',
    ['ACCOUNT_OVERDRAWN', 'CREDIT_UNFOUNDED'],
    0,
  ]);
  assert.deepEqual(
    told(
      massBalance(() => [move('in', 30, 'yarn/1', 330), move('out', 100, 'knit/1', 320)], {
        creditMonths: figure(1),
      }),
    ),
    ['fails', ['CREDIT_EXPIRED'], 0],
  );
  assert.deepEqual(
    told(
      massBalance(
        () => [move('in', 30, 'yarn/1', 330), move('out', 200, 'knit/1', 320)],
        {},
        { method: 'rolling-average' },
      ),
    ),
    ['fails', ['WINDOW_EXCEEDED'], 0],
  );
  assert.deepEqual(
    told(
      massBalance(
        () => [move('in', 30, 'yarn/1', 330), move('out', 40, 'knit/1', 320)],
        {},
        { withheld: true },
      ),
    ),
    ['cannot-tell', ['ACCOUNT_WITHHELD'], 0],
  );
});

test('mass balance: fibre equivalents by the process of the lot', () => {
  const conversions = [
    { processes: ['spinning'], factorPpm: figure(1_280_000), fromMs: null, untilMs: null },
  ];
  const verdict = massBalance(() => [move('in', 30, 'yarn/1', 320), move('out', 40, 'knit/1', 320)], {
    conversions,
  });
  assert.deepEqual([verdict.result, verdict.findings], ['holds', []]);
  assert.equal(verdict.lots.find(({ lot }) => lot === id('yarn/1'))?.gramsSubstantiated, 330_000);
});

test('book and claim: a unit counts once', () => {
  const rule = { ...none };
  const play = (retirements: number): ClaimVerdict => {
    const world = organicChain(rule);
    world.account('spinner', [move('in', 30, 'bale/1', 380), move('issue', 31, null, 380, 'urn:unit')], {
      model: 'book-and-claim',
    });
    const retires = Array.from({ length: retirements }, (_, at) =>
      move('retire', 50 + at, 'shirt/1', 250, 'urn:unit'),
    );
    world.account('maker', retires, { model: 'book-and-claim' });
    world.claim('book', 'shirt/1', { model: 'book-and-claim' });
    return verdictOn(world, 'book');
  };
  assert.equal(play(1).result, 'holds');
  assert.deepEqual([play(2).result, codesOf(play(2))], ['fails', ['UNIT_SPENT']]);
});

test('goods that come back into their own making are summed from nothing, and end', () => {
  const world = replaced(organicChain(none), 'yarn/1', ({ drawn }) => ({
    drawn: [...drawn, { lot: id('yarn/1'), dimension: 'mass', amount: 30_000 }],
    atMs: startMs + 14 * dayMs,
  }));
  const verdict = verdictOn(world);
  assert.ok((verdict.gramsSubstantiated ?? 0) > 0 && (verdict.gramsSubstantiated ?? 0) <= 250_000);
});

function shuffled(dossier: Dossier, random: number): Dossier {
  const mixed = <T>(list: readonly T[]): T[] =>
    list
      .map((one, at) => ({ one, key: (at * 7919 + random * 104729) % 1009 }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
  return {
    ...dossier,
    events: mixed(dossier.events),
    records: mixed(dossier.records),
    products: mixed(dossier.products),
    facilities: mixed(dossier.facilities),
  };
}

test('the order of a dossier does not matter', () => {
  const dossier = organicChain().dossier();
  const expected = JSON.stringify(judgeLot(dossier, shirt, laterMs));
  fc.assert(
    fc.property(fc.nat(1000), (random) => {
      assert.equal(JSON.stringify(judgeLot(shuffled(dossier, random), shirt, laterMs)), expected);
    }),
    { numRuns: 30 },
  );
});

const yes = ['holds', 'partly'];

test('withholding never makes a verdict better', () => {
  const blends = [0, 100, 400].map((kg) => {
    const world = organicChain();
    world.claim('blend', 'shirt/1', { model: 'controlled-blending' });
    world.make('stranger', 'farm-production', {}, { 'bale/2': kg }, { atMs: startMs });
    return replaced(world, 'yarn/1', ({ drawn }) => ({
      drawn: [...drawn, { lot: id('bale/2'), dimension: 'mass', amount: kg * 1000 }],
    })).dossier();
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...blends),
      fc.nat(),
      fc.boolean(),
      fc.nat(),
      (dossier, which, ofEvent, part) => {
        const hidden = ofEvent ? hideInEvent(dossier, which, part) : hideRecord(dossier, which);
        const before = judgeClaim(dossier, 'blend', shirt, laterMs);
        const after = judgeClaim(hidden, 'blend', shirt, laterMs);
        assert.ok((after.gramsSubstantiated ?? 0) <= (before.gramsSubstantiated ?? 0));
        if (yes.includes(after.result))
          assert.ok(yes.indexOf(after.result) >= yes.indexOf(before.result) && yes.includes(before.result));
      },
    ),
    { numRuns: 150 },
  );
});

function hideInEvent(dossier: Dossier, which: number, part: number): Dossier {
  const at = which % (dossier.events.length + 1);
  const event = dossier.events[at];
  if (event === undefined) return hideProduct(dossier, part);
  const without = <T>(list: readonly T[]): T[] =>
    list.filter((_, index) => index !== part % Math.max(1, list.length));
  const untold = event.drawn.map((amount) => ({ ...amount, dimension: null, amount: null }));
  const ways: Partial<ChainEvent>[] = [
    { site: null },
    { drawn: without(event.drawn), withheld: true },
    { process: null, country: null },
    { drawn: untold, withheld: true },
    { produced: without(event.produced), withheld: true },
  ];
  return { ...dossier, events: dossier.events.with(at, { ...event, ...ways[part % ways.length]! }) };
}

function hideProduct(dossier: Dossier, which: number): Dossier {
  const at = which % dossier.products.length;
  return {
    ...dossier,
    products: dossier.products.with(at, { ...dossier.products[at]!, composition: [], category: null }),
  };
}

function hideRecord(dossier: Dossier, which: number): Dossier {
  const hideable = dossier.records.flatMap(({ kind }, at) =>
    kind === 'certificate' || kind === 'claim' ? [at] : [],
  );
  const at = hideable[which % hideable.length]!;
  return { ...dossier, records: dossier.records.with(at, { ...dossier.records[at]!, withheld: true }) };
}
