import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cottonPack, figure, schemePack } from '../../../tests/support/dossier.ts';
import { arrived, day, grams, onDay, Spoken } from '../../../tests/support/records.ts';
import type { Bale, Harvest, LotFacts, ReportFacts } from './facts.ts';
import { standingReport } from './report.ts';

const [gin, mill, trader, brand] = ['did:web:gin', 'did:web:mill', 'did:web:trader', 'did:web:brand'];
const lot = 'https://id.gs1.org/01/09506000134352/10/L1';
const product = 'https://id.gs1.org/01/09506000134352';

interface Known {
  readonly lots?: Readonly<Record<string, LotFacts>>;
  readonly bales?: readonly Bale[];
  readonly harvests?: readonly Harvest[];
}

function facts({ lots = {}, bales = [], harvests = [] }: Known): ReportFacts {
  return {
    lot: (id) => lots[id],
    bales: () => bales,
    harvestsOf: (party) => (party === 'farm' ? harvests : []),
    categoryOf: () => 'seedcotton',
    countryOf: () => 'EG',
  };
}

const madeByGin: LotFacts = {
  dimension: 'mass',
  produced: 1_000_000,
  makers: [gin],
  drawn: [],
  entries: [99],
};

function codes(spoken: Spoken, known: Known = { lots: { [lot]: madeByGin } }, atMs = onDay(100)): string[] {
  return standingReport({ book: spoken.book, facts: facts(known), atMs }).map(
    ({ code, subject }) => `${code} ${subject}`,
  );
}

function ship(spoken: Spoken, seller: string, buyer: string, kilograms: number, atDay = 10): string {
  const id = `urn:s:${spoken.book.all.length}`;
  const lines = [grams(1, kilograms * 1000, { lot })];
  spoken.say(spoken.trade(id, { seller, buyer, lines, atMs: onDay(atDay) }));
  return id;
}

test('a lot in parts to two buyers is in order, whole to both is not', () => {
  const spoken = new Spoken();
  ship(spoken, gin, mill, 600);
  ship(spoken, gin, trader, 400);
  assert.deepEqual(codes(spoken), []);
  ship(spoken, gin, brand, 1);
  const [found] = standingReport({
    book: spoken.book,
    facts: facts({ lots: { [lot]: madeByGin } }),
    atMs: onDay(100),
  });
  assert.deepEqual([found?.code, found?.subject, found?.entries], ['LOT_SHIPPED_TWICE', lot, [0, 1, 2, 99]]);
  assert.match(found!.detail, /shipped 1001 kg .* had 1000 kg/);
});

test('what the maker used itself it cannot ship as well', () => {
  const spoken = new Spoken();
  ship(spoken, gin, mill, 600);
  const used = (amount: number): Known => ({
    lots: { [lot]: { ...madeByGin, drawn: [{ party: gin, amount }] } },
  });
  assert.deepEqual(codes(spoken, used(400_000)), []);
  assert.deepEqual(codes(spoken, used(400_001)), [`LOT_SHIPPED_TWICE ${lot}`]);
});

test('sold on by traders, returned and sold again, or turned back: a lot is still one lot', () => {
  const spoken = new Spoken();
  ship(spoken, gin, trader, 1000, 1);
  ship(spoken, trader, mill, 1000, 2);
  ship(spoken, mill, trader, 1000, 3);
  ship(spoken, trader, gin, 1000, 4);
  const refused = ship(spoken, gin, brand, 1000, 5);
  spoken.say(spoken.answer(refused, 'refuses', brand));
  ship(spoken, gin, brand, 1000, 6);
  assert.deepEqual(codes(spoken), []);
});

test('a trader cannot sell more than it received, to the number it told', () => {
  const spoken = new Spoken();
  const id = ship(spoken, gin, trader, 1000);
  ship(spoken, trader, mill, 1000);
  spoken.say(spoken.answer(id, 'receives', trader, { lines: [arrived(1, 900_000)] }));
  assert.deepEqual(codes(spoken), [`LOT_SHIPPED_TWICE ${lot}`]);
});

test('a seller of whom nobody knows where it had it from, and amounts that nobody knows, blame nobody', () => {
  const spoken = new Spoken();
  ship(spoken, trader, mill, 5000);
  assert.deepEqual(codes(spoken, {}), []);
  ship(spoken, gin, mill, 5000);
  assert.deepEqual(codes(spoken, { lots: { [lot]: { ...madeByGin, produced: null } } }), []);
});

test('sold through others back to its maker is a circle; later in time, and not for work', () => {
  const round = (days: [number, number, number], subcontracting = false): Spoken => {
    const spoken = new Spoken();
    const pairs = [
      [gin, trader],
      [trader, mill],
      [mill, gin],
    ] as const;
    pairs.forEach(([seller, buyer], at) => {
      spoken.say(
        spoken.trade(`urn:s:${at}`, {
          seller,
          buyer,
          atMs: onDay(days[at]!),
          subcontracting: subcontracting && at > 0,
          lines: [grams(1, 1000, { lot })],
        }),
      );
    });
    return spoken;
  };
  assert.deepEqual(codes(round([1, 2, 3])), [`CIRCULAR_TRADE ${lot}`]);
  assert.deepEqual(codes(round([3, 2, 1])), []);
  assert.deepEqual(codes(round([1, 2, 3], true)), []);
});

test('a transaction certificate is drawn whole once', () => {
  const spoken = new Spoken();
  const accredited = { scheme: 'gots', type: 'transaction' as const, issuer: 'cb' };
  spoken.say(
    spoken.next('trust', 'did:web:operator', { anchors: [{ party: 'anchor', schemes: ['*'] }], fromMs: 0 }),
  );
  spoken.say(
    spoken.next('accreditation', 'anchor', {
      accreditation: 'urn:a',
      party: 'cb',
      role: 'certification-body',
      schemes: ['*'],
      countries: ['*'],
      processes: ['*'],
      validFromMs: 0,
      validUntilMs: onDay(900),
    }),
  );
  const draws = (id: string, kilograms: number): void => {
    spoken.say(
      spoken.certificate(id, {
        ...accredited,
        holder: mill,
        inputs: [{ certificate: 'urn:tc', grams: kilograms * 1000 }],
      }),
    );
  };
  spoken.say(
    spoken.certificate('urn:tc', {
      ...accredited,
      buyer: mill,
      lots: [{ lot, grams: 1_000_000, certifiedGrams: 1_000_000 }],
    }),
  );
  draws('urn:tc:1', 600);
  draws('urn:tc:2', 400);
  assert.deepEqual(codes(spoken), []);
  draws('urn:tc:3', 1);
  assert.deepEqual(codes(spoken), ['VOLUME_EXCEEDED urn:tc']);
});

test('a certificate number with two holders is told once', () => {
  const spoken = new Spoken();
  spoken.say(spoken.certificate('urn:c:1', { number: 'A-7' }));
  spoken.say(spoken.certificate('urn:c:2', { number: 'A-7' }));
  assert.deepEqual(codes(spoken), []);
  spoken.say(spoken.certificate('urn:c:3', { number: 'A-7', holder: mill }));
  assert.deepEqual(codes(spoken), ['CERTIFICATE_NUMBER_TAKEN urn:c:1']);
});

test('excluding schemes share a lot up to all of it', () => {
  const spoken = new Spoken();
  spoken.adopt(schemePack('gots', ['bci']));
  spoken.say(spoken.claim('g', { scheme: 'gots', lots: [lot], sharePpm: 600_000 }));
  spoken.say(spoken.claim('b', { scheme: 'bci', product, sharePpm: 400_000 }));
  spoken.say(spoken.claim('s', { scheme: 'step', lots: [lot] }));
  assert.deepEqual(codes(spoken), []);
  spoken.say(spoken.claim('d', { scheme: 'bci', lots: [lot], sharePpm: 400_001 }));
  assert.deepEqual(codes(spoken), [`CLAIM_EXCLUDED ${lot}`]);
});

test('a unit is issued once and retired once', () => {
  const spoken = new Spoken();
  const move = (...acts: ('issue' | 'retire')[]): void => {
    const moves = acts.map((act) => ({ atMs: onDay(1), act, lot: null, grams: 1, unit: 'u-1' }));
    spoken.say(
      spoken.next('account', gin, {
        site: 'urn:site',
        scheme: 'bci',
        code: 'b',
        material: 'cotton',
        model: 'book-and-claim',
        method: 'credit',
        moves,
      }),
    );
  };
  move('issue', 'retire');
  assert.deepEqual(codes(spoken), []);
  move('retire');
  assert.deepEqual(codes(spoken), ['UNIT_SPENT u-1']);
});

test('a bale number comes back after five years, at one gin', () => {
  const bale = (gtin: string, by: string, madeAtMs: number, number = '812340000001'): Bale => ({
    lot: `https://id.gs1.org/01/${gtin}/10/${number}`,
    gin: by,
    madeAtMs,
    entry: 1,
  });
  const [one, two] = ['09506000134352', '09506000134369'];
  const reported = (...bales: Bale[]): string[] => codes(new Spoken(), { bales });
  const reused = ['BALE_NUMBER_REUSED 812340000001'];
  assert.deepEqual(reported(bale(one, gin, 0), bale(two, gin, 6 * 366 * day)), []);
  assert.deepEqual(reported(bale(one, gin, 0), bale(two, gin, 4 * 366 * day)), reused);
  assert.deepEqual(reported(bale(one, gin, 0), bale(two, mill, 6 * 366 * day)), reused);
  assert.deepEqual(reported(bale(one, gin, 0), bale(one, gin, day)), []);
  assert.deepEqual(reported(bale(one, gin, 0, 'B-1'), bale(two, mill, 0, 'B-1')), []);
});

test('a farm that delivers to two gins what its land cannot give', () => {
  const perHectare = [
    {
      processes: ['harvesting'],
      category: 'seedcotton',
      countries: ['*'],
      highGramsPerHectare: figure(3_000_000),
    },
  ];
  const spoken = new Spoken();
  spoken.adopt(cottonPack({ perHectare }));
  spoken.say(spoken.membership('urn:m', { member: 'farm', areaSquareMetres: 10_000 }));
  ship(spoken, 'farm', gin, 2000);
  ship(spoken, 'farm', mill, 1000, 12);
  assert.deepEqual(codes(spoken, {}), []);
  const next = ship(spoken, 'farm', mill, 1, 15);
  assert.deepEqual(codes(spoken, {}), ['CAPACITY_EXCEEDED farm']);
  spoken.say(spoken.answer(next, 'refuses', mill));
  assert.deepEqual(codes(spoken, {}), []);
  const harvests = [0, 360].map((at) => ({ lot, grams: 2_900_000, atMs: onDay(at), entry: 50 }));
  assert.deepEqual(codes(spoken, { harvests }), []);
  assert.deepEqual(codes(spoken, { harvests: harvests.map((one) => ({ ...one, atMs: onDay(0) })) }), [
    'CAPACITY_EXCEEDED farm',
  ]);
});

test('an answer is overdue after its date, and no longer once it is given', () => {
  const spoken = new Spoken();
  spoken.say(spoken.trade('urn:s', { dueMs: onDay(20) }));
  assert.deepEqual(codes(spoken, {}, onDay(20)), []);
  assert.deepEqual(codes(spoken, {}, onDay(21)), ['ANSWER_OVERDUE urn:s']);
  spoken.say(spoken.answer('urn:s', 'acknowledges', mill));
  assert.deepEqual(codes(spoken, {}, onDay(21)), []);
});

test('what the log takes later is not in an earlier report', () => {
  const spoken = new Spoken();
  spoken.say(spoken.certificate('urn:c:1', { number: 'A-7' }));
  spoken.say(spoken.certificate('urn:c:2', { number: 'A-7', holder: mill }));
  assert.deepEqual(codes(spoken, {}, onDay(0)), []);
  assert.deepEqual(codes(spoken, {}, onDay(1)), ['CERTIFICATE_NUMBER_TAKEN urn:c:1']);
});

test('two shipments of thousands of lots are walked through once, not once for each lot', () => {
  const spoken = new Spoken();
  const names = Array.from({ length: 4_000 }, (_, at) => `${product}/10/N${at}`);
  const lines = names.map((name, at) => grams(at + 1, 600_000, { lot: name }));
  for (const [id, buyer] of [
    ['urn:s:one', mill],
    ['urn:s:two', trader],
  ] as const) {
    spoken.say(spoken.trade(id, { seller: gin, buyer, lines, atMs: onDay(10) }));
    const told = lines.map(({ line }) => arrived(line, 600_000));
    spoken.say(spoken.answer(id, 'receives', buyer, { lines: told }));
  }
  const lots = Object.fromEntries(names.map((name) => [name, madeByGin]));
  const begunMs = performance.now();
  assert.equal(codes(spoken, { lots }).length, names.length);
  // A tenth of a second; lot by lot it was minutes.
  assert.ok(performance.now() - begunMs < 10_000);
});
