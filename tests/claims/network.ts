// Small random networks: growers, mills that blend and split and lose, certificates good and bad, transaction certificates,
// accounts, and a claim of everything on every lot. As a case that a real node is told.
import fc from 'fast-check';
import type { JsonMembers } from '../../src/scenario/case/value.ts';
import { packsWith } from './stage.ts';
import type { CaseTold } from './stage.ts';

export interface Network {
  readonly told: CaseTold;
  readonly packOf: ReturnType<typeof packsWith>;
  readonly lots: readonly NetworkLot[];
  readonly farms: readonly Farm[];
  /** Grams that a lot may bear for a gram that came in, in millionths: what the pack allows its accounts. */
  readonly factorPpm: number;
  readonly hasAccounts: boolean;
}

export interface NetworkLot {
  readonly name: string;
  readonly by: string;
  readonly grams: number;
  readonly day: number;
  /** Who drew how much of it; an amount that nobody told is 0. */
  readonly draws: { by: string; grams: number; day: number }[];
}

export interface Farm {
  readonly name: string;
  /** The most that may enter there: nothing where no certificate covers it. */
  readonly mayEnter: number;
}

const scopes = fc.constantFrom('good', 'good', 'good', 'good', 'none', 'expired', 'revoked');
const part = fc.integer({ min: 1, max: 100 });
const farmForm = fc.record({
  scope: scopes,
  volume: fc.option(fc.integer({ min: 1, max: 900_000 }), { freq: 3 }),
  harvests: fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 2 }),
});
const runForm = fc.record({
  inputs: fc.array(fc.record({ pick: fc.nat(), part, told: fc.integer({ min: 0, max: 15 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  outputs: fc.array(part, { minLength: 1, maxLength: 3 }),
  lossPercent: fc.integer({ min: 0, max: 25 }),
  sameDay: fc.boolean(),
});
const moveForm = fc.record({
  isIn: fc.boolean(),
  pick: fc.nat(),
  part,
  later: fc.integer({ min: 0, max: 30 }),
});
const millForm = fc.record({
  scope: scopes,
  runs: fc.array(runForm, { minLength: 1, maxLength: 2 }),
  account: fc.option(fc.array(moveForm, { minLength: 1, maxLength: 4 }), { freq: 2 }),
});
const form = fc.record({
  asksSites: fc.boolean(),
  asksTransfers: fc.boolean(),
  factorPpm: fc.constantFrom(1_000_000, 800_000),
  farms: fc.array(farmForm, { minLength: 2, maxLength: 4 }),
  mills: fc.array(millForm, { minLength: 2, maxLength: 4 }),
  transfers: fc.array(
    fc.record({ part: fc.integer({ min: 20, max: 140 }), isMissing: fc.integer({ min: 0, max: 5 }) }),
    {
      minLength: 4,
      maxLength: 4,
    },
  ),
  shares: fc.array(
    fc.record({ percent: part, model: fc.constantFrom('segregated', 'controlled-blending') }),
    {
      minLength: 2,
      maxLength: 2,
    },
  ),
});
/** Before which step a product is told anew, and how much of it is then cotton. */
const retelling = fc.record({
  product: fc.nat(),
  at: fc.nat(),
  cotton: fc.constantFrom(100, 60, 0),
  isMill: fc.boolean(),
});
type Retelling = typeof retelling extends fc.Arbitrary<infer T> ? T : never;
type Form = typeof form extends fc.Arbitrary<infer T> ? T : never;

export const networks: fc.Arbitrary<Network> = form.map(networkOf);

/** Without certificates that say how much may enter under them in all. */
export const withoutVolumes: fc.Arbitrary<Network> = form.map((made) =>
  networkOf({ ...made, farms: made.farms.map((farm) => ({ ...farm, volume: null })) }),
);

/** Of which products are told anew in between: here alone the order of arrival matters. */
export const retoldNetworks: fc.Arbitrary<Network> = fc
  .tuple(form, fc.array(retelling, { minLength: 1, maxLength: 6 }))
  .map(([made, retellings]) => networkOf(made, retellings));

interface Lot extends NetworkLot {
  left: number;
}

function networkOf(made: Form, retellings: readonly Retelling[] = []): Network {
  const lots: Lot[] = [];
  const steps: object[] = [...accreditation];
  for (const [at, { scope, volume }] of made.farms.entries())
    steps.push(...scopeOf(`farm${at}`, scope, volume));
  for (const [at, { scope }] of made.mills.entries()) steps.push(...scopeOf(`mill${at}`, scope, null));
  for (const [at, { harvests }] of made.farms.entries()) {
    harvests.forEach((grams, number) => {
      const lot: Lot = {
        name: `crop${at}/${number}`,
        by: `farm${at}`,
        grams,
        day: 10 + number,
        draws: [],
        left: grams,
      };
      lots.push(lot);
      steps.push(event(lot.by, lot.day, { process: 'farm-production', out: [{ lot: lot.name, grams }] }));
    });
  }
  for (const [at, mill] of made.mills.entries()) steps.push(...millSteps(`mill${at}`, mill, lots));
  if (made.asksTransfers) steps.push(...transferSteps(made, lots));
  for (const { name, by } of lots) steps.push(claim(by, `all of ${name}`, name, 'mass-balance', 100));
  made.shares.forEach(({ percent, model }, at) => {
    const lot = lots[(percent * 7 + at) % lots.length]!;
    steps.push(claim(lot.by, `some ${at}`, lot.name, model, percent));
  });
  for (const one of retellings) retell(made, one, steps);
  return {
    told: { world: worldOf(made), steps },
    packOf: packsWith({ house: packFor(made) }),
    lots,
    farms: made.farms.map(({ scope, volume, harvests }, at) => {
      const sum = harvests.reduce((all, grams) => all + grams, 0);
      // What was revoked after the season covers the season.
      const covers = scope === 'good' || (scope === 'revoked' && revokedDay > 11);
      return { name: `farm${at}`, mayEnter: covers ? Math.min(sum, volume ?? sum) : 0 };
    }),
    factorPpm: made.factorPpm,
    hasAccounts: made.mills.some(({ account }) => account !== null),
  };
}

function millSteps(by: string, { runs, account }: Form['mills'][number], lots: Lot[]): object[] {
  const steps: object[] = [];
  const drawn: Lot[] = [];
  const mine: Lot[] = [];
  runs.forEach(({ inputs, outputs, lossPercent, sameDay }, run) => {
    const goods = new Map<Lot, { grams: number; isTold: boolean }>();
    for (const { pick, part: some, told } of inputs) {
      const there = lots.filter(({ left, by: maker }) => left > 0 && maker !== by);
      const lot = there[pick % Math.max(1, there.length)];
      if (lot === undefined || goods.has(lot)) continue;
      const grams = Math.max(1, Math.floor((lot.left * some) / 100));
      goods.set(lot, { grams, isTold: told > 0 });
    }
    if (goods.size === 0) return;
    const day = Math.max(...[...goods.keys()].map((lot) => lot.day)) + (sameDay ? 0 : 3);
    let into = 0;
    for (const [lot, { grams, isTold }] of goods) {
      lot.draws.push({ by, grams: isTold ? grams : 0, day });
      lot.left = isTold ? lot.left - grams : 0;
      into += isTold ? grams : 0;
      drawn.push(lot);
    }
    const out = Math.floor((into * (100 - lossPercent)) / 100);
    const weights = outputs.reduce((sum, weight) => sum + weight, 0);
    const born = outputs.map((weight, at): Lot => {
      const grams = Math.floor((out * weight) / weights);
      return { name: `${by}-goods/${run}-${at}`, by, grams, day, draws: [], left: grams };
    });
    const made = born.filter(({ grams }) => grams > 0);
    if (made.length === 0) return;
    lots.push(...made);
    mine.push(...made);
    steps.push(
      event(by, day, {
        process: 'spinning',
        in: [...goods].map(([lot, { grams, isTold }]) =>
          isTold ? { lot: lot.name, grams } : { lot: lot.name },
        ),
        out: made.map(({ name, grams }) => ({ lot: name, grams })),
      }),
    );
  });
  if (account !== null && mine.length > 0) steps.push(...accountSteps(by, account, drawn, mine));
  return steps;
}

/** Each move is told by itself, so that moves of one account reach the node in any order. */
function accountSteps(
  by: string,
  moves: NonNullable<Form['mills'][number]['account']>,
  drawn: Lot[],
  mine: Lot[],
): object[] {
  return moves.map(({ isIn, pick, part: some, later }) => {
    const among = isIn ? drawn : mine;
    const lot = among[pick % among.length]!;
    const move = {
      at: dayText(lot.day + later),
      act: isIn ? 'in' : 'out',
      lot: lot.name,
      grams: Math.ceil((lot.grams * some) / 100),
    };
    const account = {
      site: by,
      scheme: 'house',
      code: 'kept',
      material: 'cotton',
      model: 'mass-balance',
      method: 'credit',
    };
    return { by, account: { ...account, moves: [move] } };
  });
}

/** Puts in that a party tells its product anew; after the first step, which sets the clock. */
function retell({ farms, mills }: Form, { product, at, cotton, isMill }: Retelling, steps: object[]): void {
  const number = product % (isMill ? mills : farms).length;
  const composition = [
    { material: 'cotton', percent: cotton },
    { material: 'recycled-cotton', percent: 100 - cotton },
  ].filter(({ percent }) => percent > 0);
  const told = { product: isMill ? `mill${number}-goods` : `crop${number}`, composition };
  const by = isMill ? `mill${number}` : `farm${number}`;
  steps.splice(1 + (at % steps.length), 0, { by, product: told });
}

/** One certificate for each lot and buyer; some are missing, and some tell more or less than what was drawn. */
function transferSteps({ transfers }: Form, lots: readonly Lot[]): object[] {
  const steps: object[] = [];
  for (const lot of lots) {
    const buyers = Map.groupBy(lot.draws, ({ by }) => by);
    for (const [buyer, draws] of buyers) {
      const { part: some, isMissing } = transfers[steps.length % transfers.length]!;
      const grams = draws.reduce((sum, draw) => sum + draw.grams, 0);
      if (isMissing === 0 || grams === 0) continue;
      const told = Math.min(lot.grams, Math.max(1, Math.floor((grams * some) / 100)));
      steps.push({
        by: 'certifier',
        certificate: {
          ...certificate(`transfer ${steps.length}`, 'transaction', lot.by),
          buyer,
          shippedAt: dayText(lot.day),
          lots: [{ lot: lot.name, grams: told, certifiedGrams: told }],
          inputs: [],
        },
      });
    }
  }
  return steps;
}

const firstMs = Date.UTC(2026, 0, 1);
/** Some certificates end here, and some are revoked: in the middle of what happens. */
const revokedDay = 13;

function dayText(day: number): string {
  return new Date(firstMs + day * 86_400_000).toISOString();
}

function event(by: string, day: number, make: object): object {
  return { by, make: { at: dayText(day), ...make } };
}

function certificate(name: string, type: string, holder: string): object {
  return {
    certificate: name,
    type,
    scheme: 'house',
    holder,
    validFrom: '2025-06-01',
    validUntil: '2028-12-31',
    sites: ['*'],
    processes: ['*'],
    categories: ['*'],
    materials: ['*'],
    codes: ['kept'],
  };
}

function scopeOf(
  holder: string,
  scope: Form['farms'][number]['scope'],
  volumeGrams: number | null,
): object[] {
  if (scope === 'none') return [];
  const name = `scope of ${holder}`;
  const told = {
    ...certificate(name, 'scope', holder),
    ...(scope === 'expired' && { validUntil: '2025-12-31' }),
    ...(volumeGrams !== null && { volumeGrams }),
  };
  const said = [{ by: 'certifier', certificate: told }];
  if (scope !== 'revoked') return said;
  return [...said, { by: 'certifier', status: { about: name, state: 'revoked', from: dayText(revokedDay) } }];
}

function claim(by: string, name: string, lot: string, model: string, percent: number): object {
  return { by, claim: { claim: name, scheme: 'house', code: 'kept', model, percent, lots: [lot] } };
}

const accreditation: readonly object[] = [
  {
    by: 'anchor',
    at: '2026-10-01',
    accreditation: {
      accreditation: 'of the certifier',
      party: 'certifier',
      role: 'certification-body',
      schemes: ['house'],
      countries: ['*'],
      processes: ['*'],
      validFrom: '2025-01-01',
      validUntil: '2028-12-31',
    },
  },
];

function worldOf({ farms, mills }: Form): object {
  const composition = [{ material: 'cotton', percent: 100 }];
  const farmed = farms.map((_, at) => [
    `crop${at}`,
    { of: `farm${at}`, name: `Crop ${at}`, category: 'seed-cotton', composition },
  ]);
  const milled = mills.map((_, at) => [
    `mill${at}-goods`,
    { of: `mill${at}`, name: `Goods ${at}`, category: 'goods', composition },
  ]);
  const party = (name: string, at: number): [string, object] => [
    name,
    { name, country: at % 2 === 0 ? 'IN' : 'EG' },
  ];
  return {
    packs: ['cotton', 'house'],
    trust: { anchor: ['*'] },
    parties: Object.fromEntries([
      party('anchor', 0),
      party('certifier', 0),
      ...farms.map((_, at) => party(`farm${at}`, at)),
      ...mills.map((_, at) => party(`mill${at}`, at)),
    ]),
    products: Object.fromEntries([...farmed, ...milled]),
  };
}

function packFor({ asksSites, asksTransfers, factorPpm }: Form): JsonMembers {
  const scope = { scheme: 'house', types: ['scope'], codes: ['kept'] };
  return {
    format: 'selvedge-pack/1',
    kind: 'scheme',
    pack: 'house',
    version: '1',
    title: 'A scheme made up for networks',
    sources: [{ id: 'made-up', title: 'Made up', tag: 'G' }],
    excludes: [],
    claims: [
      {
        code: 'kept',
        title: 'Kept',
        models: [
          'identity-preserved',
          'segregated-single-country',
          'segregated',
          'controlled-blending',
          'mass-balance',
        ],
        basis: 'custody',
        materials: ['cotton'],
        minSharePpm: null,
        maxSharePpm: null,
        remainder: null,
        entry: [{ processes: ['farm-production'], fromInputs: false, anyOf: [scope] }],
        sites: asksSites
          ? [{ processes: ['*'], except: ['farm-production'], anyOf: [scope], componentMinPpm: null }]
          : [],
        subject: [],
        transfers: asksTransfers ? { processes: ['*'], except: [], scheme: 'house' } : null,
        origin: null,
        accepts: [],
        minAssurance: 'third-party',
        conversions: [
          {
            processes: ['spinning'],
            factorPpm: { value: factorPpm, source: 'made-up', certain: false },
            fromMs: null,
            untilMs: null,
          },
        ],
        creditMonths: null,
        windowMonths: null,
        validMonths: null,
        wasteExcluded: [],
        wording: {
          segregated: 'Contains {share} kept {material}.',
          'mass-balance': 'Supports kept {material}.',
        },
      },
    ],
  };
}
